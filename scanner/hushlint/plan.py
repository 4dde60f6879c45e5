"""Find the compiled plan of the rules and a configuration, or make it: what every run starts with."""

import os
import sys

from hushlint import __version__, shipped
from hushlint.cache import plans
from hushlint.match import engine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from hushlint.config import Config

# (file name, content) of each file that may hold settings.
Sources = list[tuple[str, bytes]]


class Plan:
    """The engine of a run and the settings its clean path needs.

    `settings` are texts by name; `key` names rules, versions and configuration, for caches of results.
    """

    __slots__ = ("_cache", "_engine_key", "_table", "engine", "key", "settings")

    def __init__(
        self, key: bytes, engine_key: bytes, settings: dict[str, str], engine: engine.Engine, table: bytes, cache: str
    ) -> None:
        self.key = key
        self.settings = settings
        self.engine = engine
        self._engine_key = engine_key
        self._table = table
        self._cache = cache

    @property
    def max_file_size(self) -> int:
        """Bytes above which content is not read."""
        return int(self.settings["max_file_size"])

    @property
    def engine_key(self) -> bytes:
        """What names the rules alone: what a blob holds depends on nothing else of a configuration."""
        return self._engine_key

    @property
    def policy(self) -> str:
        """How policy findings count: changes, strict or off."""
        return self.settings["policy"]

    def table(self) -> bytes:
        """The rule table as JSON bytes, from the cache, or made anew when it was damaged or removed."""
        if not self._table:
            self._table = plans.load(self._cache, plans.TABLE, self._engine_key) or self._rebuilt()
        return self._table

    def _rebuilt(self) -> bytes:
        from hushlint.compilation import compile_rules

        config = self.config()
        table = compile_rules(config.disable, config.rule)[1]
        plans.store(self._cache, plans.TABLE, self._engine_key, table)
        return table

    def config(self) -> "Config":
        """The whole configuration."""
        from hushlint.compilation import config_from_settings

        return config_from_settings(self.settings)


def obtain(cache: str, identity: str, sources: "Callable[[], Sources]") -> Plan:
    """The plan for a configuration.

    `cache` is a folder, empty for none; `identity` changes whenever `sources()` would (blob ids, a checksum).
    ConfigError or RuleError when they cannot be used.
    """
    base = _base_key()
    key = b"%b\nconfig=%b" % (base, identity.encode("utf-8", "surrogateescape"))
    settings = _settings(plans.load(cache, plans.SETTINGS, key))
    if settings is None:
        from hushlint.compilation import read_settings

        settings = read_settings(sources())
        plans.store(cache, plans.SETTINGS, key, _lines(settings))
    engine_key = b"%b\ndisable=%b\nrule=%b" % (base, settings["disable"].encode(), settings["rule"].encode())
    return _with_engine(cache, key, engine_key, settings)


def _with_engine(cache: str, key: bytes, engine_key: bytes, settings: dict[str, str]) -> Plan:
    database = plans.load(cache, plans.DATABASE, engine_key)
    if database:
        try:
            return Plan(key, engine_key, settings, engine.load(database), b"", cache)
        except ValueError:
            pass
    from hushlint.compilation import compile_rules, config_from_settings

    config = config_from_settings(settings)
    database, table = compile_rules(config.disable, config.rule)
    if plans.store(cache, plans.TABLE, engine_key, table):
        plans.store(cache, plans.DATABASE, engine_key, database)
    return Plan(key, engine_key, settings, engine.load(database), table, cache)


def _base_key() -> bytes:
    """What a compiled plan depends on besides the configuration: versions, machine, engine, shipped rules."""
    status = os.stat(engine.load_extension().__file__ or "")
    machine = sys.platform if sys.platform == "win32" else "/".join((os.uname().sysname, os.uname().machine))
    facts = (
        f"hushlint={__version__}",
        f"python={sys.hexversion:x}",
        f"machine={machine}",
        f"engine={status.st_size} {status.st_mtime_ns}",
        f"rules={shipped.stamp('rules/secrets')}",
        f"policy={shipped.stamp('rules/policy')}",
        f"source={shipped.stamp('rules/source')}",
    )
    return "\n".join(facts).encode("utf-8", "surrogateescape")


def _settings(body: bytes | None) -> dict[str, str] | None:
    if body is None:
        return None
    return dict(line.split("=", 1) for line in body.decode("utf-8").split("\n") if line)


def _lines(settings: dict[str, str]) -> bytes:
    return "\n".join(f"{name}={value}" for name, value in settings.items()).encode("utf-8")
