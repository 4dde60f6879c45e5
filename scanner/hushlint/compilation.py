"""Make what a plan consists of: settings from configuration files, database and table from rules."""

import json
from collections.abc import Iterable, Sequence

from hushlint import catalog, config
from hushlint.config import Config
from hushlint.errors import ConfigError, RuleError, UsageError
from hushlint.match import dialect, engine
from hushlint.model.rule import HINTED, Rule
from hushlint.settings import own_rules
from hushlint.table import write_table


def read_settings(sources: Sequence[tuple[str, bytes]]) -> dict[str, str]:
    """One text a setting, from the one file that has any; ConfigError when two have."""
    found = [(file, data) for file, data in sources if config.mentions(data, file)]
    parsed = [(file, data, config.parse(data, file)) for file, data in found]
    used = [item for item in parsed if item[2] != Config() or config.is_own(item[0])]
    if len(used) > 1:
        names = " and ".join(item[0] for item in used)
        raise ConfigError(f"{used[0][0]}:1: hushlint is configured twice, in {names}: keep one of them")
    if not used:
        return _texts(Config())
    file, data, settings = used[0]
    if config.names_rules(settings):
        config.check_names(settings, known_ids(), file, data)
    return _texts(settings)


def config_from_settings(settings: dict[str, str]) -> Config:
    """The configuration that `read_settings` wrote down."""
    return config.from_table({name: json.loads(value) if value[0] in "[0123456789" else value
                              for name, value in settings.items()})  # fmt: skip


def _texts(settings: Config) -> dict[str, str]:
    table = config.to_table(settings)
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in table.items()}


def known_ids() -> frozenset[str]:
    """The ids of all shipped rules."""
    return frozenset(rule.id for rule in _engine_rules()) | frozenset(catalog.policy_rules())


def compile_rules(disabled: Sequence[str], own: tuple[str, ...] = ()) -> tuple[bytes, bytes]:
    """(the engine's serialised database, the rule table as JSON) of all shipped rules but the disabled ones.

    A disabled rule that knows a format stays, muted, or a generic rule would find the same values under another name.
    `own` are the team's rules, as its configuration has them.
    """
    listed = (*_engine_rules(), *own_rules.rules(own))
    rules = _distinct(_muted(rule) if rule.id in disabled else rule for rule in listed if _stays(rule, disabled))
    derived = [_derive(rule) for rule in rules]
    windows = [(item.width, item.full_width) for item in derived]
    return engine.compile_patterns([item.pattern for item in derived]), write_table(rules, windows)


def _engine_rules() -> tuple[Rule, ...]:
    return (*catalog.secret_rules(), *catalog.source_rules())


def _stays(rule: Rule, disabled: Sequence[str]) -> bool:
    return rule.id not in disabled or (rule.family == "secrets" and rule.provider != "generic")


def _muted(rule: Rule) -> Rule:
    return Rule(**{name: getattr(rule, name) for name in rule.__slots__} | {"muted": True})


def _distinct(rules: Iterable[Rule]) -> list[Rule]:
    """The rules without hints that another rule gives as well: the engine would look twice for the same."""
    found: dict[tuple[str, str], Rule] = {}
    for rule in rules:
        found.setdefault((rule.pattern, "" if rule.check in HINTED else rule.id), rule)
    return list(found.values())


def _derive(rule: Rule) -> dialect.EnginePattern:
    try:
        return dialect.derive(rule.pattern, narrow=rule.provider != own_rules.PROVIDER)
    except RuleError as error:
        raise RuleError(f"rule {rule.id}: {error}") from None


def read_config_file(path: str) -> bytes:
    """The content of a configuration file that the caller names; UsageError when it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise UsageError(f"--config {path}: {error.strerror}") from None
