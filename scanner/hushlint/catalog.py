"""Read rule files: secret rules with their examples, and policy rules with their trees."""

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hushlint import shipped
from hushlint.confirm.checks import CHECKS
from hushlint.errors import RuleError
from hushlint.model.example import Example, PolicyRule, Tree
from hushlint.model.rule import Near, Rule, Severity

# The texts that every rule has.
NEEDED = ("id", "title", "severity", "source", "why", "fix")
_KINDS = ("token", "password", "dsn", "key", "id")
# Bytes that the second half of a composite may be away.
_FARTHEST = 16384
SECRET_FIELDS: Mapping[str, type | tuple[type, ...]] = {
    **dict.fromkeys((*NEEDED, "pattern", "kind", "check", "confirm"), str),
    "entropy": (int, float),
    "window": int,
    "paths": list,
    "near": dict,
    "match": list,
    "clean": list,
}
_POLICY_FIELDS: Mapping[str, type | tuple[type, ...]] = {**dict.fromkeys(NEEDED, str), "bad": list, "good": list}
_SOURCE_FIELDS = {**_POLICY_FIELDS, "kind": str, "check": str, "patterns": list, "given": list, "parts": dict}


def secret_rules() -> tuple[Rule, ...]:
    """The shipped secret rules, in the order of their files' names."""
    return tuple(secret_rule(table, where, provider) for table, where, provider in _tables("secrets"))


def source_rules() -> tuple[Rule, ...]:
    """The shipped rules over source code, one a pattern: a rule with several patterns is there as often."""
    return tuple(rule for table, where, name in _tables("source") for rule in _source_rule(table, where, name))


def examples() -> tuple[Example, ...]:
    """Every example of the shipped secret rules."""
    return tuple(example for table, where, _ in _tables("secrets") for example in examples_of(table, where))


def examples_of(table: dict[str, Any], where: str) -> tuple[Example, ...]:
    """The examples of one rule's table; RuleError when there are too few."""
    found: list[Example] = []
    for key, matches, least in (("match", True, 1), ("clean", False, 2)):
        listed = table.get(key, [])
        if len(listed) < least or not all(isinstance(item, dict) for item in listed):
            raise RuleError(f"{where}: {table['id']} needs at least {least} [[rule.{key}]]")
        found += [Example(table["id"], _joined(item.get("parts"), where), matches) for item in listed]
    return tuple(found)


def policy_rules() -> dict[str, PolicyRule]:
    """The shipped policy rules by id."""
    found = {}
    for table, where, topic in _tables("policy"):
        _check_fields(table, where, _POLICY_FIELDS)
        texts = {name: table[name] for name in NEEDED if name != "severity"}
        found[table["id"]] = PolicyRule(topic=topic, severity=severity(table["severity"], where), **texts)
    return found


def trees(family: str = "policy") -> tuple[Tree, ...]:
    """Every example tree of the shipped policy rules, or of those over source code (family `source`)."""
    found = []
    for table, where, _ in _tables(family):
        for key, matches in (("bad", True), ("good", False)):
            listed = table.get(key, [])
            if not listed:
                raise RuleError(f"{where}: {table['id']} needs at least one [[rule.{key}]]")
            found += [_tree(table["id"], item, matches, where) for item in listed]
    return tuple(found)


def severity(name: str, where: str) -> Severity:
    """The severity of that name; RuleError naming `where` for another word."""
    try:
        return Severity[name.upper()]
    except KeyError:
        raise RuleError(f"{where}: severity {name!r} is none of info, low, medium, high, critical") from None


def _tables(family: str) -> Iterator[tuple[dict[str, Any], str, str]]:
    """(rule table, file name for messages, provider or topic) of each rule of a family."""
    seen: set[str] = set()
    base = shipped.folder(f"rules/{family}")
    for name in sorted(os.listdir(base)):
        if not name.endswith(".toml"):
            continue
        with open(os.path.join(base, name), "rb") as file:
            try:
                document = tomllib.load(file)
            except tomllib.TOMLDecodeError as error:
                raise RuleError(f"rules/{family}/{name}: {error}") from None
        for table in document.get("rule", []):
            where = f"rules/{family}/{name}"
            if table.get("id") in seen:
                raise RuleError(f"{where}: the id {table['id']} is used twice")
            seen.add(table.get("id"))
            if "parts" in document:
                table["parts"] = document["parts"]
            yield table, where, name.removesuffix(".toml")


def secret_rule(table: dict[str, Any], where: str, provider: str) -> Rule:
    """The rule of a table; RuleError starts with `where` and says what is wrong."""
    _check_fields(table, where, SECRET_FIELDS)
    if not table.get("pattern"):
        raise RuleError(f"{where}: rule {table['id']} lacks pattern")
    if table.get("check", "none") not in CHECKS:
        raise RuleError(f"{where}: there is no check {table['check']!r} for rule {table['id']}")
    kind = table.get("kind", "token")
    if kind not in _KINDS:
        raise RuleError(f"{where}: kind {kind!r} of {table['id']} is none of {', '.join(_KINDS)}")
    entropy = float(table.get("entropy", 0.0))
    if not 0 <= entropy <= 8:
        raise RuleError(f"{where}: entropy of {table['id']} is bits a character, from 0 to 8")
    if not all(isinstance(path, str) and path for path in table.get("paths", ())):
        raise RuleError(f"{where}: paths of {table['id']} are a list of texts")
    near = table.get("near")
    if near is not None and not _is_near(near):
        raise RuleError(f"{where}: near of {table['id']} is a table with a pattern and within, a number of bytes")
    return Rule(
        provider=provider,
        family="secrets",
        severity=severity(table["severity"], where),
        kind=kind,
        entropy=entropy,
        paths=tuple(table.get("paths", ())),
        near=Near(near["pattern"], near["within"]) if near else None,
        **{name: table[name] for name in ("id", "title", "pattern", "source", "why", "fix")},
        **{name: table[name] for name in ("check", "confirm", "window") if name in table},
    )


def _is_near(near: dict[str, Any]) -> bool:
    within = near.get("within")
    bounded = isinstance(within, int) and not isinstance(within, bool) and 0 < within <= _FARTHEST
    return set(near) == {"pattern", "within"} and isinstance(near["pattern"], str) and bounded


def _source_rule(table: dict[str, Any], where: str, name: str) -> Iterator[Rule]:
    _check_fields(table, where, _SOURCE_FIELDS)
    patterns = [(pattern, table["check"]) for pattern in table.get("patterns", ())]
    for pattern, check in (*patterns, *((pattern, "given") for pattern in table.get("given", ()))):
        for part, text in table.get("parts", {}).items():
            pattern = pattern.replace(f"<<{part}>>", text)
        yield Rule(
            provider=name,
            family="source",
            severity=severity(table["severity"], where),
            pattern=pattern if "(?P<secret>" in pattern else f"(?P<secret>{pattern})",
            kind=table.get("kind", "password"),
            check=check,
            **{text: table[text] for text in ("id", "title", "source", "why", "fix")},
        )


def _check_fields(table: dict[str, Any], where: str, fields: Mapping[str, type | tuple[type, ...]]) -> None:
    """RuleError unless the required texts are there, no key is unknown and each has its type."""
    for name in NEEDED:
        if not table.get(name):
            raise RuleError(f"{where}: rule {table.get('id', '(without id)')} lacks {name}")
    for name, value in table.items():
        if name not in fields:
            raise RuleError(f"{where}: rule {table['id']} has the unknown key {name}")
        if not isinstance(value, fields[name]):
            raise RuleError(f"{where}: {name} of rule {table['id']} has the wrong type")


def _tree(rule: str, item: dict[str, Any], matches: bool, where: str) -> Tree:
    def texts(key: str) -> dict[str, str]:
        return {path: _joined(parts, where) for path, parts in item.get(key, {}).items()}

    return Tree(rule, matches, texts("files"), texts("disk"), texts("base") if "base" in item else None)


def _joined(parts: Sequence[str] | None, where: str) -> str:
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise RuleError(f"{where}: an example is a list of texts that are joined")
    return "".join(parts)
