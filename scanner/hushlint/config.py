"""The settings of [tool.hushlint] in pyproject.toml, or of .hushlint.toml, at the top or nested."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from hushlint import catalog, spelling
from hushlint.errors import ConfigError
from hushlint.model.rule import Severity
from hushlint.settings import allowances, globs, grading, own_rules
from hushlint.settings.allowances import Allow
from hushlint.settings.grading import Grade
from hushlint.suppress.foreign import TOOLS
from hushlint.suppress.rotten import RULES

OWN_FILE = b".hushlint.toml"
PROJECT_FILE = b"pyproject.toml"
DEFAULT_SIZE = 100 * 1000 * 1000

# More is a mistake or meant to harm: bytes of a file, entries of a list, bytes of a file that is looked at.
_LARGEST = 1 << 20
_MOST = 10_000
_HUGE = 10**15
# Names of so many parts, for which tomllib takes the square of their length.
_DOTS = re.compile(rb"""(?<![\w"'-])(?:[\w"'-]+[ \t]*\.[ \t]*){100}""")
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_POLICIES = ("changes", "strict", "off")
_UNITS = {"kb": 10**3, "mb": 10**6, "gb": 10**9, "b": 1}


@dataclass(frozen=True, slots=True)
class Config:
    """What a project can set.

    exclude: path patterns (as in .gitignore) whose findings are not counted. disable: rule ids that do not run.
    fail_on: the least severity that blocks. max_file_size: bytes; a larger file is not read, and coverage is then
    incomplete unless `exclude` covers it. policy: "changes" (a hook blocks what the change brings), "strict" (and
    what was there before) or "off". allow: findings that do not count, each for a reason. foreign_pragmas: other
    tools whose pragmas are honoured or not; those that are not named are. protected: in `ci`, suppressions that the
    change itself adds do not count. replace: settings of a nested file that do not extend those above it. rule: your
    own rules, beside the shipped ones; each is tried on its examples before it runs. severity: what findings of some
    rules count for at some paths; of several that mean a finding the last wins.
    """

    exclude: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    fail_on: Severity = Severity.MEDIUM
    max_file_size: int = DEFAULT_SIZE
    policy: str = "changes"
    allow: tuple[Allow, ...] = ()
    foreign_pragmas: tuple[tuple[str, bool], ...] = ()
    protected: bool = False
    replace: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()
    severity: tuple[Grade, ...] = ()


# What a nested file may set, and of that what it may replace: a rule that the top disables does not run at all.
NESTED = ("exclude", "disable", "allow", "foreign-pragmas", "replace")
REPLACEABLE = ("exclude", "allow", "foreign-pragmas")

# The fields that a rule of one's own cannot do without.
RULE_NEEDS = (*catalog.NEEDED, "pattern", "match", "clean")


def parse(data: bytes, file: str) -> Config:
    """The settings in a file's content; ConfigError starts with file and line."""
    table = _table(data, file)
    settings: dict[str, Any] = {}
    for key, value in table.items():
        reader = _READERS.get(key)
        if reader is None:
            raise ConfigError(f"{_where(data, file, key)}: {_unknown(key)}")
        try:
            settings[key.replace("-", "_")] = reader(value)
        except allowances.AllowError as error:
            raise ConfigError(f"{_where_allow(data, file, error.number)}: {key}: {error}") from None
        except own_rules.OwnRuleError as error:
            raise ConfigError(f"{_where(data, file, error.key)}: {key}: {error}") from None
        except ValueError as error:
            raise ConfigError(f"{_where(data, file, key)}: {key}: {error}") from None
    listed = settings.get("allow", ())
    settings["allow"] = tuple(
        Allow(origin=_where_allow(data, file, number), **item) for number, item in enumerate(listed)
    )
    return Config(**settings)


def _where_allow(data: bytes, file: str, number: int) -> str:
    line = allowances.line(data, number)
    return f"{file}:{line}" if line else _where(data, file, "allow")


def parse_nested(data: bytes, file: str) -> Config:
    """The settings of a .hushlint.toml below the top; ConfigError also for what only the top can set."""
    for key in _table(data, file):
        if key in _READERS and key not in NESTED:
            raise ConfigError(f"{_where(data, file, key)}: {key} can only be set at the top of the repository")
    return parse(data, file)


def is_own(file: str) -> bool:
    """Whether all of a file is settings of ours: every one, whatever its name, but a pyproject.toml."""
    return os.path.basename(file) != PROJECT_FILE.decode()


def mentions(data: bytes, file: str) -> bool:
    """Whether a file can hold settings at all: a pyproject.toml without the word needs no parser."""
    return is_own(file) or b"hushlint" in data


def _table(data: bytes, file: str) -> Mapping[str, Any]:
    document = _document(data, file)
    # A file that the caller names may be of either form.
    named = os.path.basename(file) != OWN_FILE.decode()
    if is_own(file) and not (named and "tool" in document):
        return document
    tool = document.get("tool", {})
    table = tool.get("hushlint", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise ConfigError(f"{_where(data, file, 'hushlint')}: tool.hushlint must be a table")
    return table


def _document(data: bytes, file: str) -> dict[str, Any]:
    """The whole file; ConfigError where it is no TOML, or made to take long. One of somebody else's that cannot be
    read is an error as well: our settings may be in it.
    """
    import tomllib

    whose = "" if is_own(file) else "cannot be read for [tool.hushlint]: "
    if len(data) > _LARGEST:
        raise ConfigError(f"{file}:1: {whose}longer than {_LARGEST:,} bytes, which no settings are")
    dots = _DOTS.search(data)
    try:
        if dots:
            raise RecursionError
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{file}:{line}: {whose}not UTF-8: {error.reason}") from None
    except RecursionError:
        line = data.count(b"\n", 0, dots.start()) + 1 if dots else 1
        raise ConfigError(f"{file}:{line}: {whose}nested too deeply") from None
    except ValueError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found and found[1] else data.count(b"\n") + 1
        what = _AT_LINE.sub("", str(error)) if found else "a value cannot be read"
        raise ConfigError(f"{file}:{line}: {whose}{_mistaken(data) or what}") from None


def _mistaken(data: bytes) -> str:
    """What a file is that is no TOML, where that is plain."""
    if data.startswith(b"<<<<<<< ") or b"\n<<<<<<< " in data:
        return "a merge conflict: keep one side of it"
    if not any(sign in data for sign in b"\n=[#"):
        return "a symbolic link, of which git keeps where it leads alone, or no settings at all: put the file here"
    return ""


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError('expected a list of texts, such as ["docs/**"]')
    if len(value) > _MOST:
        raise ValueError(f"{len(value):,} entries are more than {_MOST:,}")
    return tuple(value)


def _patterns(value: object) -> tuple[str, ...]:
    patterns = _texts(value)
    globs.check(patterns)
    return patterns


def _severity(value: object) -> Severity:
    if isinstance(value, str) and value in {item.label for item in Severity}:
        return Severity[value.upper()]
    raise ValueError(spelling.none_of(value, [item.label for item in Severity]))


def _size(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < _HUGE:
        return value
    if isinstance(value, str):
        text = value.strip().lower()
        unit = next((unit for unit in _UNITS if text.endswith(unit)), "")
        number = text.removesuffix(unit).strip()
        if unit and number.isascii() and number.isdigit() and len(number) < 10 and int(number) > 0:
            return int(number) * _UNITS[unit]
    raise ValueError('expected a number of bytes, or a text such as "200 MB"')


def _policy(value: object) -> str:
    if isinstance(value, str) and value in _POLICIES:
        return value
    hint = spelling.near(value, _POLICIES) if isinstance(value, str) else ""
    raise ValueError(f'expected "changes", "strict" or "off"{hint}')


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("expected true or false")


def _foreign(value: object) -> tuple[tuple[str, bool], ...]:
    if isinstance(value, bool):
        return tuple((tool, value) for tool in TOOLS)
    if not isinstance(value, dict) or not all(isinstance(item, bool) for item in value.values()):
        raise ValueError("expected true or false, or a table such as {nosec = false}")
    for tool in value:
        if tool not in TOOLS:
            raise ValueError(spelling.none_of(tool, TOOLS))
    return tuple(value.items())


def _replace(value: object) -> tuple[str, ...]:
    names = _texts(value)
    for name in names:
        if name not in REPLACEABLE:
            raise ValueError(spelling.none_of(name, REPLACEABLE))
    return names


_READERS: Mapping[str, Callable[[object], object]] = {
    "exclude": _patterns,
    "disable": _texts,
    "fail-on": _severity,
    "max-file-size": _size,
    "policy": _policy,
    "allow": allowances.read,
    "foreign-pragmas": _foreign,
    "protected": _yes_or_no,
    "replace": _replace,
    "rule": own_rules.read,
    "severity": grading.read,
}


def names_rules(config: Config) -> bool:
    """Whether any setting names a rule."""
    return bool(config.disable or config.allow or config.severity)


def check_names(config: Config, known: frozenset[str], file: str, data: bytes) -> None:
    """ConfigError for a rule that a setting names and that does not exist."""
    known |= frozenset(RULES) | own_rules.ids(config.rule)
    named = [("severity", name, "") for grade in config.severity for name in grade.rules]
    named += [("disable", name, "") for name in config.disable]
    named += [("allow", name, item.origin) for item in config.allow for name in item.rules]
    for key, name, origin in named:
        if name not in known:
            where = origin or _where(data, file, name)
            raise ConfigError(f"{where}: {key}: there is no rule {name[:60]!r}{spelling.near(name, known)}")


def _where(data: bytes, file: str, key: str) -> str:
    """`file:line` of the first line that has the key (or the value), after the table's head if there is one."""
    lines = data.decode("utf-8", "replace").splitlines()
    heads = [number for number, line in enumerate(lines) if line.strip().startswith("[tool.hushlint")]
    first = heads[0] if heads else 0
    for number in range(first, len(lines)):
        if key in lines[number].partition("#")[0]:
            return f"{file}:{number + 1}"
    return f"{file}:{first + 1}"


def _unknown(key: str) -> str:
    """What is wrong with a setting of no such name."""
    if key in ("tool", "hushlint"):
        return f"the settings of this file stand at its top, without [{'tool.hushlint' if key == 'tool' else key}]"
    return spelling.unknown_key(key, _READERS).replace("key", "setting", 1)


def to_table(config: Config) -> dict[str, Any]:
    """Plain data for the plan's file."""
    table = {field.name: getattr(config, field.name) for field in fields(config)}
    return table | {"allow": [asdict(item) for item in config.allow], "protected": int(config.protected)}


def from_table(table: Mapping[str, Any]) -> Config:
    """The inverse of `to_table`; a setting that the table lacks is as it is by default."""
    table = to_table(Config()) | dict(table)
    allow = [item | {"rules": tuple(item["rules"]), "paths": tuple(item["paths"])} for item in table["allow"]]
    return Config(
        exclude=tuple(table["exclude"]),
        disable=tuple(table["disable"]),
        fail_on=Severity(table["fail_on"]),
        max_file_size=table["max_file_size"],
        policy=table["policy"],
        allow=tuple(Allow(**item) for item in allow),
        foreign_pragmas=tuple((tool, bool(value)) for tool, value in table["foreign_pragmas"]),
        protected=bool(table["protected"]),
        replace=tuple(table["replace"]),
        rule=tuple(table["rule"]),
        severity=grading.from_table(table["severity"]),
    )
