"""The rules that a team writes into its own settings: read like shipped ones, tried, and refused with the reason."""

import json
import os
import re
from collections.abc import Iterator
from typing import Any

from hushlint import catalog
from hushlint.confirm.entropy import shannon
from hushlint.confirm.placeholders import is_placeholder
from hushlint.confirm.stage import Confirmer
from hushlint.errors import RuleError
from hushlint.match import dialect, engine, samples
from hushlint.model.example import Example
from hushlint.model.rule import Rule
from hushlint.settings import effort

PROVIDER = "own"

# What messages about own rules begin with, dropped where file and line stand before them.
_WHERE = "the settings"

# A pattern that is found more often than this in ordinary text costs every commit: matches in each KiB of it.
_MOST_A_KIB = 1
# Texts that hold a match, in which the engine must find it.
_TRIES = 150
# Bytes that a confirm pattern may look at: as far as the engine's matches reach.
_FARTHEST = 16384
# What a search looks at beside the widest match; see confirm/capture.py.
_MARGIN = 64


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
            raise OwnRuleError(id or "rule", str(error).removeprefix(f"{_WHERE}: ")) from None
    return tuple(json.dumps(table, default=str) for table in value)


def rules(texts: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules that `read` wrote down."""
    return tuple(_rule(json.loads(text)) for text in texts)


def ids(texts: tuple[str, ...]) -> frozenset[str]:
    """Their ids."""
    return frozenset(str(json.loads(text)["id"]) for text in texts)


def _rule(table: dict[str, Any]) -> Rule:
    return catalog.secret_rule(table, _WHERE, PROVIDER)


def _check(table: dict[str, Any]) -> None:
    """RuleError unless the rule is complete, bounded, rare in ordinary text, and right about its own examples."""
    rule = _rule(table)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.id):
        raise RuleError(f"the id {rule.id[:60]!r} is not written like acme-deploy-key")
    examples = catalog.examples_of(table, _WHERE)
    try:
        derived = _bounded(rule)
        compiled = engine.load(engine.compile_patterns([derived.pattern]))
    except ValueError as error:
        raise RuleError(f"rule {rule.id}: the engine refuses the pattern: {error}") from None
    except RecursionError:
        raise RuleError(f"rule {rule.id}: the pattern is nested too deeply") from None
    except RuleError as error:
        raise RuleError(f"rule {rule.id}: {error}") from None
    _check_rarity(rule, compiled)
    if samples.lost(compiled, 0, derived.pattern, _TRIES) is not None:
        raise RuleError(
            f"rule {rule.id}: the engine loses matches of this pattern: let it begin with a fixed word, or shorten the "
            "repeat near its beginning"
        )
    confirmer = Confirmer([rule], [(derived.width, derived.full_width)])
    for number, example in enumerate(examples):
        before = sum(item.matches == example.matches for item in examples[:number])
        _check_example(rule, example, before + 1, compiled, confirmer)


def _bounded(rule: Rule) -> dialect.EnginePattern:
    """The engine's pattern; RuleError for a pattern that the engine does not know or that `re` may take long for."""
    derived = dialect.derive(rule.pattern)
    if not 0 <= rule.window <= _FARTHEST:
        raise RuleError(f"window is a number of bytes from 0 to {_FARTHEST}")
    effort.check(rule.pattern, derived.full_width + _MARGIN)
    for name, pattern, window in (
        ("confirm", rule.confirm, max(derived.full_width, rule.window) + _MARGIN),
        ("near", rule.near.pattern if rule.near else "", 2 * rule.near.within if rule.near else 0),
    ):
        if not pattern:
            continue
        try:
            effort.check(pattern, window)
        except RuleError as error:
            raise RuleError(f"{name}: {error}") from None
        if "secret" not in re.compile(pattern.encode("latin-1")).groupindex:
            raise RuleError(f"{name}: the pattern has no group (?P<secret>…)")
    return derived


def _check_rarity(rule: Rule, compiled: engine.Engine) -> None:
    """RuleError for a pattern that fires all over ordinary text: our own code, which every installation has."""
    found, size = 0, 0
    for text in _ordinary():
        found += len(compiled.scan(text))
        size += len(text)
    if found * 1024 > _MOST_A_KIB * size:
        raise RuleError(
            f"rule {rule.id}: the pattern is slow: it matches {found:,} times in {size // 1024} KiB of ordinary text; "
            "give it a fixed word or prefix"
        )


def _ordinary() -> Iterator[bytes]:
    """Code and prose with the usual words around secrets."""
    folder = os.path.dirname(__file__)
    for name in sorted(os.listdir(folder)):
        if name.endswith(".py"):
            with open(os.path.join(folder, name), "rb") as file:
                yield file.read()


def _check_example(rule: Rule, example: Example, number: int, compiled: engine.Engine, confirmer: Confirmer) -> None:
    data = example.text.encode()
    if bool(confirmer.confirm(data, compiled.scan(data))) == example.matches:
        return
    if example.matches:
        raise RuleError(f"rule {rule.id}: it finds nothing in example {number} of match: {_why_not(rule, data)}")
    raise RuleError(f"rule {rule.id}: it finds something in example {number} of clean")


def _why_not(rule: Rule, data: bytes) -> str:
    """Why an example is not found, without its text."""
    if not re.search(rule.pattern.encode("latin-1"), data):
        return "the pattern does not match it"
    found = re.search((rule.confirm or rule.pattern).encode("latin-1"), data)
    if not found:
        return "confirm does not match it"
    value = found["secret"] or b""
    if rule.near:
        return f"near does not match within {rule.near.within} bytes, or what it finds is refused"
    if not value:
        return "the group (?P<secret>…) is empty"
    if shannon(value) < rule.entropy:
        return f"its value has an entropy of {shannon(value):.2f} bits a character, less than {rule.entropy}"
    if rule.kind != "dsn" and is_placeholder(value):
        return "its value looks like a placeholder, such as repeated characters or the word example"
    return f"the check {rule.check!r} refuses its value"
