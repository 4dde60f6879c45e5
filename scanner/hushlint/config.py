"""The settings of [tool.hushlint] in pyproject.toml, or of .hushlint.toml."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from hushlint.errors import ConfigError
from hushlint.model.rule import Severity

OWN_FILE = b".hushlint.toml"
PROJECT_FILE = b"pyproject.toml"
DEFAULT_SIZE = 100 * 1000 * 1000

_UNITS = {"kb": 10**3, "mb": 10**6, "gb": 10**9, "b": 1}


@dataclass(frozen=True, slots=True)
class Config:
    """What a project can set.

    exclude: path patterns (as in .gitignore) whose findings are not counted. disable: rule ids that do not run.
    fail_on: the least severity that blocks. max_file_size: bytes; a larger file is not read, and coverage is then
    incomplete unless `exclude` covers it. policy: "changes" (a hook blocks what the change brings), "strict" (and
    what was there before) or "off".
    """

    exclude: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    fail_on: Severity = Severity.MEDIUM
    max_file_size: int = DEFAULT_SIZE
    policy: str = "changes"


def parse(data: bytes, file: str) -> Config:
    """The settings in a file's content; ConfigError starts with file and line."""
    table = _table(data, file)
    settings: dict[str, Any] = {}
    for key, value in table.items():
        reader = _READERS.get(key)
        if reader is None:
            raise ConfigError(f"{_where(data, file, key)}: unknown setting {key!r}{_suggestion(key)}")
        try:
            settings[key.replace("-", "_")] = reader(value)
        except ValueError as error:
            raise ConfigError(f"{_where(data, file, key)}: {key}: {error}") from None
    return Config(**settings)


def is_own(file: str) -> bool:
    """Whether a file holds nothing but our settings: every one that is not a pyproject.toml."""
    return os.path.basename(file) != PROJECT_FILE.decode()


def mentions(data: bytes, file: str) -> bool:
    """Whether a file can hold settings at all: a pyproject.toml without the word needs no parser."""
    return is_own(file) or b"hushlint" in data


def _table(data: bytes, file: str) -> Mapping[str, Any]:
    import tomllib

    try:
        document = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        if not is_own(file):
            # Somebody else's file, broken in a way that may have nothing to do with us; but our settings may be in it.
            raise ConfigError(f"{file}: cannot be read for [tool.hushlint]: {error}") from None
        raise ConfigError(f"{file}: {error}") from None
    if is_own(file):
        return document
    tool = document.get("tool", {})
    table = tool.get("hushlint", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise ConfigError(f"{_where(data, file, 'hushlint')}: tool.hushlint must be a table")
    return table


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError('expected a list of texts, such as ["docs/**"]')
    return tuple(value)


def _severity(value: object) -> Severity:
    if isinstance(value, str) and value in {item.label for item in Severity}:
        return Severity[value.upper()]
    raise ValueError("expected one of info, low, medium, high, critical")


def _size(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    if isinstance(value, str):
        text = value.strip().lower()
        unit = next((unit for unit in _UNITS if text.endswith(unit)), "")
        number = text.removesuffix(unit).strip()
        if unit and number.isdigit() and int(number) > 0:
            return int(number) * _UNITS[unit]
    raise ValueError('expected a number of bytes, or a text such as "200 MB"')


def _policy(value: object) -> str:
    if value in ("changes", "strict", "off"):
        return str(value)
    raise ValueError('expected "changes", "strict" or "off"')


_READERS: Mapping[str, Callable[[object], object]] = {
    "exclude": _texts,
    "disable": _texts,
    "fail-on": _severity,
    "max-file-size": _size,
    "policy": _policy,
}


def check_names(config: Config, known: frozenset[str], file: str, data: bytes) -> None:
    """ConfigError for a disabled rule that does not exist."""
    for name in config.disable:
        if name not in known:
            raise ConfigError(f"{_where(data, file, name)}: disable: there is no rule {name!r}")


def _where(data: bytes, file: str, key: str) -> str:
    """`file:line` of the first line that has the key (or the value), after the table's head if there is one."""
    lines = data.decode("utf-8", "replace").splitlines()
    heads = [number for number, line in enumerate(lines) if line.strip().startswith("[tool.hushlint")]
    first = heads[0] if heads else 0
    for number in range(first, len(lines)):
        if key in lines[number].partition("#")[0]:
            return f"{file}:{number + 1}"
    return f"{file}:{first + 1}"


def _suggestion(key: str) -> str:
    import difflib

    close = difflib.get_close_matches(key.replace("_", "-"), _READERS, n=1)
    return f"; did you mean {close[0]!r}?" if close else f" (known: {', '.join(_READERS)})"


def to_table(config: Config) -> dict[str, Any]:
    """Plain data for the plan's file."""
    return {field.name: getattr(config, field.name) for field in fields(config)}


def from_table(table: Mapping[str, Any]) -> Config:
    """The inverse of `to_table`."""
    return Config(
        exclude=tuple(table["exclude"]),
        disable=tuple(table["disable"]),
        fail_on=Severity(table["fail_on"]),
        max_file_size=table["max_file_size"],
        policy=table["policy"],
    )
