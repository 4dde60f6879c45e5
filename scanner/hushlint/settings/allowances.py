"""The [[allow]] tables of the settings: findings that do not count, by rule, path and value, for a reason."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hushlint import spelling
from hushlint.settings import globs


@dataclass(frozen=True, slots=True)
class Allow:
    """Findings that do not count: of these rules, at these paths (as in .gitignore; none: all), of such a value.

    `value` is a pattern that the whole value must match, empty for any. `until` is the last day, ISO, or empty.
    `origin` is the file and line where it stands.
    """

    rules: tuple[str, ...]
    reason: str
    paths: tuple[str, ...] = ()
    value: str = ""
    until: str = ""
    origin: str = ""


class AllowError(ValueError):
    """One of the tables is wrong: the one with this number, from 0."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(message)
        self.number = number


def read(value: object) -> tuple[dict[str, Any], ...]:
    """The fields of each table but its origin; AllowError says what is wrong with one, ValueError with all."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError("expected tables: [[allow]], each with rule and reason")
    found = []
    for number, item in enumerate(value):
        try:
            found.append(_allow(item))
        except ValueError as error:
            raise AllowError(number, str(error)) from None
    return tuple(found)


def _one_or_more(value: object) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed or not all(isinstance(item, str) and item for item in listed):
        raise ValueError("expected a text or a list of texts, none of them empty")
    return tuple(listed)


def _paths(value: object) -> tuple[str, ...]:
    listed = _one_or_more(value)
    globs.check(listed)
    return listed


def _allow(item: Mapping[str, object]) -> dict[str, Any]:
    for key in item:
        if key not in _READERS:
            raise ValueError(spelling.unknown_key(key, _READERS))
    for key in ("rule", "reason"):
        if not item.get(key):
            raise ValueError(f"needs a {key}")
    read: dict[str, Any] = {}
    for key, value in item.items():
        name, reader = _READERS[key]
        try:
            read[name] = reader(value)
        except ValueError as error:
            raise ValueError(f"{key}: {error}") from None
    return read


def _reason(value: object) -> str:
    if isinstance(value, str) and any(character.isalnum() for character in value):
        return " ".join(value.split())
    raise ValueError("expected words that say why")


def _day(value: object) -> str:
    if type(value) is date:
        return value.isoformat()
    try:
        if isinstance(value, str):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise ValueError("expected a date like 2027-03-01")


def _pattern(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("expected a pattern, such as 'pk_test_[0-9a-z]{1,40}'")
    matcher(value)
    return value


def matcher(pattern: str) -> Callable[[bytes], bool]:
    """Whether a whole value matches a pattern, in the engine's dialect and time; ValueError for one that is none."""
    from hushlint.match import engine

    try:
        compiled = engine.load(engine.compile_patterns([b"^(?:" + pattern.encode("utf-8") + b")$"]))
    except ValueError as error:
        raise ValueError(f"not a pattern that the engine takes: {error}") from None
    return lambda value: any(end == len(value) for _, end in compiled.scan(value))


_READERS: Mapping[str, tuple[str, Callable[[object], object]]] = {
    "rule": ("rules", _one_or_more),
    "path": ("paths", _paths),
    "value": ("value", _pattern),
    "reason": ("reason", _reason),
    "until": ("until", _day),
}

_HEAD = re.compile(rb"^[ \t]*\[\[[ \t]*(?:tool[ \t]*\.[ \t]*hushlint[ \t]*\.[ \t]*)?allow[ \t]*\]\]", re.MULTILINE)


def line(data: bytes, number: int) -> int:
    """The line, from 1, of the [[allow]] with this number, from 0; 0 where they are written in another way."""
    heads = list(_HEAD.finditer(data))
    return data.count(b"\n", 0, heads[number].start()) + 1 if number < len(heads) else 0
