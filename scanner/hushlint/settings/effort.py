"""How long `re` may try a pattern on the worst text: what a team's own rule is refused for before it slows a hook.

`re` goes back and tries again wherever two repeats can share the same bytes between them. For each byte the ways are
counted in which a text of nothing else can be shared out; a part that must match something else ends the sharing.
"""

import re
from collections.abc import Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import NamedTuple

from hushlint.errors import RuleError
from hushlint.match.dialect import Node, byte_set
from hushlint.settings import ambiguity

# Of the shipped secret rules one needs more ways (generic-secret, whose worst text would be of underscores alone).
_MOST_WAYS = 500
_MOST_STEPS = 1_000_000
_ENOUGH = 10**9

_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_WIDTHLESS = (sre.AT, sre.ASSERT, sre.ASSERT_NOT, sre.GROUPREF, sre.GROUPREF_EXISTS)


class _Part(NamedTuple):
    """A part of a pattern that takes the byte in question: lengths it may have, and ways to have each.

    `ends` tells that it must match something else, so that no text of that byte alone gets past it.
    """

    lengths: int
    ways: int = 1
    ends: bool = False


def check(pattern: str, window: int) -> None:
    """RuleError when a search of `pattern` in so many bytes may take long; `pattern` may be of any form."""
    nodes = parse(pattern)
    try:
        if ambiguity.is_exponential(nodes):
            raise RuleError(
                "the pattern is slow: a text can go through one of its repeats in two ways, so that the time doubles "
                "with each character; let no repeat hold another one, or alternatives, that take the same characters"
            )
        ways, lead = 1, 1
        for byte in _kinds(nodes):
            parts = _parts(nodes, byte, False, window)
            ways = max(ways, _ways(parts))
            lead = max(lead, parts[0].lengths if parts and not parts[0].ends else 1)
    except RecursionError:
        raise RuleError("the pattern is nested too deeply") from None
    if ways > _MOST_WAYS:
        many = f"{ways:,}" if ways < _ENOUGH else "over a billion"
        raise RuleError(
            f"the pattern is slow: repeats inside or beside each other can share one text in {many} ways, at most "
            f"{_MOST_WAYS} are allowed; let no two of them take the same characters"
        )
    if ways * lead * window > _MOST_STEPS:
        raise RuleError(
            f"the pattern is slow: a search of {window:,} bytes may take {ways * lead * window:,} steps, at most "
            f"{_MOST_STEPS:,} are allowed; let it begin with a fixed word, or match less"
        )


def _kinds(nodes: list[Node]) -> list[int]:
    """One of all bytes that a pattern does not tell apart."""
    sets = list(_sets(nodes, False))
    return list({tuple(byte in members for members in sets): byte for byte in range(256)}.values())


def _sets(nodes: Sequence[Node], both_cases: bool) -> Iterator[frozenset[int]]:
    for node in nodes:
        kind, value = node
        if kind in _REPEATS:
            yield from _sets(list(value[2]), both_cases)
        elif kind is sre.SUBPATTERN:
            yield from _sets(list(value[3]), both_cases or bool(value[1] & re.IGNORECASE))
        elif kind is sre.ATOMIC_GROUP:
            yield from _sets(list(value), both_cases)
        elif kind is sre.BRANCH:
            for alternative in value[1]:
                yield from _sets(list(alternative), both_cases)
        elif kind not in _WIDTHLESS:
            yield byte_set(node, both_cases)


def parse(pattern: str) -> list[Node]:
    """The nodes of a pattern; RuleError when it has none."""
    try:
        return list(parser.parse(pattern.encode("latin-1")))
    except (re.error, UnicodeEncodeError, OverflowError) as error:
        raise RuleError(f"the pattern cannot be parsed: {error}") from None
    except RecursionError:
        raise RuleError("the pattern is nested too deeply") from None


def _parts(nodes: Sequence[Node], byte: int, both_cases: bool, window: int) -> list[_Part]:
    return [part for node in nodes for part in _of(node, byte, both_cases, window)]


def _of(node: Node, byte: int, both_cases: bool, window: int) -> Iterator[_Part]:
    kind, value = node
    if kind in _REPEATS:
        low, high, inner = value
        yield from _repeat(int(low), min(int(high), window), _parts(list(inner), byte, both_cases, window))
    elif kind is sre.SUBPATTERN:
        yield from _parts(list(value[3]), byte, both_cases or bool(value[1] & re.IGNORECASE), window)
    elif kind is sre.ATOMIC_GROUP:
        yield from _parts(list(value), byte, both_cases, window)
    elif kind is sre.BRANCH:
        yield from _branch([_parts(list(item), byte, both_cases, window) for item in value[1]])
    elif kind not in _WIDTHLESS and byte not in byte_set(node, both_cases):
        yield _Part(1, ends=True)


def _repeat(low: int, high: int, inner: list[_Part]) -> Iterator[_Part]:
    if any(part.ends for part in inner):
        # Each time around has to pass what ends it, so the times do not share.
        yield from [_Part(1, min(_ways(inner) ** min(high, 32), _ENOUGH), ends=True)] if low else []
        return
    each = _product(part.lengths * part.ways for part in inner)
    if each == 1:
        yield _Part(high - low + 1)
    else:
        yield _Part(min(high * each, _ENOUGH), min(each ** min(high, 32), _ENOUGH))


def _branch(alternatives: list[list[_Part]]) -> Iterator[_Part]:
    """Alternatives that take the byte are ways beside each other; where none does, the worst one counts."""
    taking = [parts for parts in alternatives if not any(part.ends for part in parts)]
    if taking:
        yield _Part(min(sum(_product(part.lengths * part.ways for part in parts) for parts in taking), _ENOUGH))
    else:
        yield from max(alternatives, key=_ways)


def _ways(parts: Sequence[_Part]) -> int:
    """The ways to share out a text: of parts beside each other, the last to be chosen has no choice left."""
    ways = 1
    lengths: list[int] = []
    for part in (*parts, _Part(1, ends=True)):
        ways = min(ways * part.ways, _ENOUGH)
        if part.ends:
            ways = min(ways * _product(lengths) // max(lengths, default=1), _ENOUGH)
            lengths = []
        else:
            lengths.append(part.lengths)
    return ways


def _product(numbers: Iterator[int] | list[int]) -> int:
    found = 1
    for number in numbers:
        found = min(found * number, _ENOUGH * _ENOUGH)
    return found
