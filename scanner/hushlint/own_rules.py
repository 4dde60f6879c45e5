"""The rules that a team writes into its own settings: read like shipped ones, tried, and refused with the reason."""

import json
import os
import re
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from hushlint import catalog, shipped
from hushlint.confirm.stage import Confirmer
from hushlint.errors import RuleError
from hushlint.match import dialect, engine
from hushlint.model.example import Example
from hushlint.model.rule import Rule

PROVIDER = "own"

# A pattern that is found more often than this in ordinary text costs every commit: matches in each KiB of it.
_MOST_A_KIB = 2


class OwnRuleError(ValueError):
    """What is wrong with an own rule; `key` is the word to look for its line by."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key


def read(value: object) -> tuple[str, ...]:
    """Each [[rule]] of the settings as the JSON of its table; OwnRuleError for one that may not run."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError("expected [[rule]] tables")
    shipped_ids = {rule.id for rule in catalog.secret_rules()} | set(catalog.policy_rules())
    seen: set[str] = set()
    for table in value:
        id = str(table.get("id", ""))
        if id in shipped_ids:
            raise OwnRuleError(id, f"{id!r} is the id of a shipped rule: own rules extend them, choose another id")
        if id in seen:
            raise OwnRuleError(id, f"the id {id} is used twice")
        seen.add(id)
        try:
            _check(table)
        except RuleError as error:
            raise OwnRuleError(id or "rule", str(error)) from None
    return tuple(json.dumps(table, default=str) for table in value)


def rules(texts: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules that `read` wrote down."""
    return tuple(_rule(json.loads(text)) for text in texts)


def ids(texts: tuple[str, ...]) -> frozenset[str]:
    """Their ids."""
    return frozenset(str(json.loads(text)["id"]) for text in texts)


def _rule(table: dict[str, Any]) -> Rule:
    return catalog.secret_rule(table, "the settings", PROVIDER)


def _check(table: dict[str, Any]) -> None:
    """RuleError unless the rule is complete, bounded, rare in ordinary text, and right about its own examples."""
    rule = _rule(table)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.id):
        raise RuleError(f"the id {rule.id!r} is not written like acme-deploy-key")
    examples = catalog.examples_of(table, "the settings")
    try:
        derived = dialect.derive(rule.pattern)
        for pattern in (rule.pattern, rule.confirm, rule.near.pattern if rule.near else ""):
            _check_growth(pattern)
    except RuleError as error:
        raise RuleError(f"rule {rule.id}: {error}") from None
    try:
        compiled = engine.load(engine.compile_patterns([derived.pattern]))
    except (RuleError, ValueError) as error:
        raise RuleError(f"rule {rule.id}: the engine refuses the pattern: {error}") from None
    _check_rarity(rule, compiled)
    confirmer = Confirmer([rule], [(derived.width, derived.full_width)])
    for example in examples:
        _check_example(example, compiled, confirmer)


def _check_growth(pattern: str) -> None:
    """RuleError for a repeat inside a repeat, which `re` may try in exponentially many ways."""
    if not pattern:
        return
    try:
        tree = parser.parse(pattern.encode("latin-1"))
    except (re.error, UnicodeEncodeError) as error:
        raise RuleError(f"the pattern cannot be parsed: {error}") from None
    if _nests(list(tree), False):
        raise RuleError("a repeat of varying length inside a repeat is slow on some texts: write it without one")


def _nests(nodes: list[Any], inside: bool) -> bool:
    for kind, value in nodes:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            low, high, inner = value
            if (inside and low != high and high > 1) or _nests(list(inner), inside or high > 1):
                return True
        elif any(_nests(list(part), inside) for part in _parts(kind, value)):
            return True
    return False


def _parts(kind: Any, value: Any) -> Iterator[Any]:
    """The sequences inside a node of a parsed pattern."""
    if kind is sre.BRANCH:
        yield from value[1]
    elif kind is sre.SUBPATTERN:
        yield value[3]
    elif kind in (sre.ASSERT, sre.ASSERT_NOT):
        yield value[1]
    elif kind is sre.GROUPREF_EXISTS:
        yield from (part for part in value[1:] if part is not None)


def _check_rarity(rule: Rule, compiled: engine.Engine) -> None:
    """RuleError for a pattern that fires all over ordinary text: the texts of the shipped rules stand for it."""
    found, size = 0, 0
    for text in _ordinary():
        found += len(compiled.scan(text))
        size += len(text)
    if found * 1024 > _MOST_A_KIB * size:
        raise RuleError(
            f"rule {rule.id}: the pattern is slow: it matches {found} times in {size // 1024} KiB of ordinary text; "
            "give it a fixed word or prefix"
        )


def _ordinary() -> Iterator[bytes]:
    """Prose and data that every installation has."""
    folder = shipped.folder("rules/secrets")
    for name in sorted(os.listdir(folder))[:40]:
        if name.endswith(".toml"):
            with open(os.path.join(folder, name), "rb") as file:
                yield file.read()


def _check_example(example: Example, compiled: engine.Engine, confirmer: Confirmer) -> None:
    data = example.text.encode()
    if bool(confirmer.confirm(data, compiled.scan(data))) != example.matches:
        what = "finds nothing in one of its match" if example.matches else "matches one of its clean"
        raise RuleError(f"rule {example.rule}: it {what} examples, of {len(example.text)} characters")
