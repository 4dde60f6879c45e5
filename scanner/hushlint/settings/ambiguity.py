"""Find patterns that `re` may try in exponentially many ways: some text goes around a repeat in two ways at once.

The pattern becomes an automaton of its character positions (Glushkov, 1961) in which every repeat is a loop. It is
exponential when two different paths on the same text lead from a position back to it (Weber and Seidl, "On the degree
of ambiguity of finite automata", 1991), or when two loops bring the same step.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from typing import NamedTuple

from hushlint.errors import RuleError
from hushlint.match.dialect import Node, byte_set

# Pairs of positions are looked at, so their number is bounded.
_MOST_POSITIONS = 300

_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


class _Piece(NamedTuple):
    """Of a part of a pattern: the positions that can come first and last, and whether it can be empty."""

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    empty: bool = True


class _Automaton:
    def __init__(self) -> None:
        self.sets: list[frozenset[int]] = []
        self.steps: Counter[tuple[int, int]] = Counter()

    def sequence(self, nodes: Sequence[Node], both_cases: bool) -> _Piece:
        whole = _Piece()
        for node in nodes:
            piece = self._of(node, both_cases)
            self._join(whole.last, piece.first)
            whole = _Piece(
                whole.first + piece.first if whole.empty else whole.first,
                whole.last + piece.last if piece.empty else piece.last,
                whole.empty and piece.empty,
            )
        return whole

    def _join(self, ends: Sequence[int], begins: Sequence[int]) -> None:
        self.steps.update((end, begin) for end in ends for begin in begins)

    def _of(self, node: Node, both_cases: bool) -> _Piece:
        kind, value = node
        if kind in _REPEATS:
            low, high, inner = value
            piece = self.sequence(list(inner), both_cases)
            if low != high:
                self._join(piece.last, piece.first if high > 1 else ())
            return piece._replace(empty=piece.empty or not low)
        if kind is sre.SUBPATTERN:
            return self.sequence(list(value[3]), both_cases or bool(value[1] & sre.SRE_FLAG_IGNORECASE))
        if kind is sre.ATOMIC_GROUP:
            return self.sequence(list(value), both_cases)
        if kind is sre.BRANCH:
            pieces = [self.sequence(list(item), both_cases) for item in value[1]]
            first = tuple(place for piece in pieces for place in piece.first)
            last = tuple(place for piece in pieces for place in piece.last)
            return _Piece(first, last, any(piece.empty for piece in pieces))
        if kind in (sre.AT, sre.GROUPREF, sre.GROUPREF_EXISTS, sre.ASSERT, sre.ASSERT_NOT):
            return _Piece()
        self.sets.append(byte_set(node, both_cases))
        if len(self.sets) > _MOST_POSITIONS:
            raise RuleError(f"the pattern has more than {_MOST_POSITIONS} characters and classes")
        place = (len(self.sets) - 1,)
        return _Piece(place, place, False)

    def is_exponential(self) -> bool:
        after: dict[int, list[int]] = {}
        for begin, end in self.steps:
            after.setdefault(begin, []).append(end)
        around = {place: _reach(after, place) for place in range(len(self.sets))}
        looping = [place for place in around if place in around[place]]
        if any(count > 1 and begin in around[end] for (begin, end), count in self.steps.items()):
            return True
        return any(self._forks(place, after, around) for place in looping)

    def _forks(self, place: int, after: dict[int, list[int]], around: dict[int, set[int]]) -> bool:
        """Whether two different paths on one text lead from a position back to it."""
        inside = around[place]
        seen: set[tuple[int, int]] = set()
        waiting = [(place, place)]
        while waiting:
            one, two = waiting.pop()
            for left in after.get(one, ()):
                for right in after.get(two, ()):
                    pair = (left, right)
                    ways_back = place in around[left] and place in around[right]
                    if pair in seen or not ways_back or not {left, right} <= inside:
                        continue
                    if not self.sets[left] & self.sets[right]:
                        continue
                    if left != right and self._meet(pair, place, after):
                        return True
                    seen.add(pair)
                    waiting.append(pair)
        return False

    def _meet(self, pair: tuple[int, int], place: int, after: dict[int, list[int]]) -> bool:
        """Whether two paths can come together at a position, on one text."""
        seen, waiting = {pair}, [pair]
        while waiting:
            one, two = waiting.pop()
            for left in after.get(one, ()):
                for right in after.get(two, ()):
                    if left == right == place:
                        return True
                    if (left, right) not in seen and self.sets[left] & self.sets[right]:
                        seen.add((left, right))
                        waiting.append((left, right))
        return False


def _reach(after: dict[int, list[int]], start: int) -> set[int]:
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        for place in after.get(waiting.pop(), ()):
            if place not in seen:
                seen.add(place)
                waiting.append(place)
    return seen


def is_exponential(nodes: Sequence[Node]) -> bool:
    """Whether a parsed pattern, or one inside its look-arounds, can take exponentially long."""
    automaton = _Automaton()
    automaton.sequence(nodes, False)
    return automaton.is_exponential() or any(is_exponential(inner) for inner in _asserted(nodes))


def _asserted(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """The patterns inside look-arounds, wherever they stand."""
    for kind, value in nodes:
        if kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield list(value[1])
        elif kind in _REPEATS:
            yield from _asserted(list(value[2]))
        elif kind is sre.SUBPATTERN:
            yield from _asserted(list(value[3]))
        elif kind is sre.ATOMIC_GROUP:
            yield from _asserted(list(value))
        elif kind is sre.BRANCH:
            for alternative in value[1]:
                yield from _asserted(list(alternative))
