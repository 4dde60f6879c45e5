"""Check that a rule's pattern means the same to `re` and to the engine, and derive the engine's pattern.

The engine reports the end of every match, so its pattern is the shortest beginning that each match has: the last
repeat is cut to its minimum, trailing assertions are dropped; `re` extends what was found. Both match bytes.
Around each change of a text as many bytes are scanned as the widest of all patterns has: those of shipped rules are
kept narrow.
"""

import re
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from hushlint.errors import RuleError
from hushlint.model import boundary

_WORD = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
_ALL = frozenset(range(256))
_CATEGORIES = {
    sre.CATEGORY_DIGIT: frozenset(b"0123456789"),
    sre.CATEGORY_WORD: _WORD,
    sre.CATEGORY_SPACE: frozenset(b" \t\n\r\f\v"),
    sre.CATEGORY_NOT_DIGIT: _ALL - frozenset(b"0123456789"),
    sre.CATEGORY_NOT_WORD: _ALL - _WORD,
    sre.CATEGORY_NOT_SPACE: _ALL - frozenset(b" \t\n\r\f\v"),
}
_WIDEST = 16384

# A wider pattern is narrowed: of its long repeats so many bytes are asked for, with what follows or without.
_NARROW = 368
_ENOUGH = 100
_ONE_BYTE = (sre.IN, sre.LITERAL, sre.NOT_LITERAL, sre.ANY)

Node = tuple[Any, Any]


class EnginePattern(NamedTuple):
    """What the engine gets, the widest match of it in bytes, and the widest match of the whole pattern."""

    pattern: bytes
    width: int
    full_width: int


def derive(pattern: str, *, narrow: bool = False) -> EnginePattern:
    """The engine's pattern; RuleError says which form of `pattern` is not allowed, or what is missing.

    A `narrow` one may match more: of a long value, whatever is behind its beginning.
    """
    try:
        tree = parser.parse(pattern.encode("latin-1"))
    except (re.error, UnicodeEncodeError) as error:
        raise RuleError(f"the pattern cannot be parsed: {error}") from None
    if tree.state.flags:
        raise RuleError("global flags are not allowed: write (?i:…) around the part that needs it")
    if "secret" not in tree.state.groupdict:
        raise RuleError("the pattern has no group (?P<secret>…)")
    nodes = list(tree)
    _check(nodes)
    if not sum(map(_least, nodes)):
        raise RuleError("the pattern can match nothing at all")
    shortest = _shorten(nodes)
    if not shortest:
        raise RuleError("the pattern can match nothing at all")
    if narrow and _width(shortest) > _NARROW:
        shortest = _narrowed(shortest)
    engine = boundary.for_engine(pattern, _emit(shortest))
    more = boundary.WIDTH if boundary.begins_a_word(pattern) else 0
    return EnginePattern(engine.encode("ascii"), _width(shortest) + more, _width(nodes))


def _check(nodes: list[Node], ignorecase: bool = False) -> None:
    for place, (kind, value) in enumerate(nodes):
        if kind is sre.MAX_REPEAT:
            _, high, inner = value
            if high is sre.MAXREPEAT:
                raise RuleError("a repeat without an upper bound (*, + or {n,}) is not allowed: write {n,m}")
            if high > 1 and not sum(map(_least, inner)):
                raise RuleError("a repeat of something that can be empty is not allowed")
            _check(list(inner))
        elif kind is sre.BRANCH:
            for alternative in value[1]:
                _check(list(alternative))
        elif kind is sre.SUBPATTERN:
            _, added, removed, inner = value
            if removed or added & ~re.IGNORECASE:
                raise RuleError("of inline flags only (?i:…) is allowed")
            _check(list(inner))
        elif kind is sre.AT:
            _check_boundary(nodes, place, value)
        elif kind not in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
            raise RuleError(f"the form {str(kind).lower()} is not allowed in a pattern: use `confirm` for it")


def _check_boundary(nodes: list[Node], place: int, value: Any) -> None:
    if value is not sre.AT_BOUNDARY:
        raise RuleError("of anchors only \\b is allowed")
    following = _edge(nodes[place + 1 :], first=True)
    preceding = _edge(nodes[:place], first=False)
    if not (following and following <= _WORD) and not (preceding and preceding <= _WORD):
        raise RuleError("\\b must stand beside a word character, or the engine and re differ")


def _edge(nodes: list[Node], *, first: bool) -> frozenset[int]:
    """Which bytes can stand first (or last) in a match of these nodes; empty when nothing can be said."""
    found: frozenset[int] = frozenset()
    for node in nodes if first else reversed(nodes):
        found |= _edge_of(node, first)
        if _least(node) > 0:
            return found
    return frozenset()


def _edge_of(node: Node, first: bool) -> frozenset[int]:
    kind, value = node
    if kind is sre.MAX_REPEAT:
        return _edge(list(value[2]), first=first)
    if kind is sre.SUBPATTERN:
        inner = _edge(list(value[3]), first=first)
        return _both_cases(inner) if value[1] & re.IGNORECASE else inner
    if kind is sre.BRANCH:
        return frozenset().union(*(_edge(list(alternative), first=first) for alternative in value[1]))
    return frozenset() if kind is sre.AT else _bytes(node)


def _both_cases(members: frozenset[int]) -> frozenset[int]:
    return members | frozenset(bytes(members).lower()) | frozenset(bytes(members).upper())


def byte_set(node: Node, both_cases: bool = False) -> frozenset[int]:
    """The bytes that a single-character node matches, of letters those of the other case as well where asked."""
    return _both_cases(_bytes(node)) if both_cases else _bytes(node)


def _bytes(node: Node) -> frozenset[int]:
    kind, value = node
    if kind is sre.LITERAL:
        return frozenset((value,))
    if kind is sre.NOT_LITERAL:
        return _ALL - {value}
    if kind is sre.ANY:
        return _ALL - {10}
    members: set[int] = set()
    negated = False
    for what, item in value:
        if what is sre.NEGATE:
            negated = True
        elif what is sre.LITERAL:
            members.add(item)
        elif what is sre.RANGE:
            members.update(range(item[0], item[1] + 1))
        else:
            members |= _CATEGORIES[item]
    return _ALL - members if negated else frozenset(members)


def _shorten(nodes: list[Node]) -> list[Node]:
    """The shortest beginning that every match of these nodes has."""
    kept = list(nodes)
    while kept:
        kind, value = kept[-1]
        if kind is sre.AT:
            kept.pop()
        elif kind is sre.MAX_REPEAT:
            low, _, inner = value
            once = _shorten(list(inner)) if low else []
            if once:
                kept[-1] = (kind, (low, low, inner)) if low > 1 else _group(once)
                return kept
            kept.pop()
        elif kind is sre.SUBPATTERN:
            inner = _shorten(list(value[3]))
            if inner:
                kept[-1] = (kind, (*value[:3], inner))
                return kept
            kept.pop()
        elif kind is sre.BRANCH:
            alternatives = [_shorten(list(alternative)) for alternative in value[1]]
            if all(alternatives):
                kept[-1] = (kind, (value[0], alternatives))
                return kept
            kept.pop()
        else:
            return kept
    return kept


def _narrowed(nodes: list[Node]) -> list[Node]:
    """A beginning of every match, or a whole one, where long repeats of one byte are short."""
    kept = _ungrouped(nodes)
    for place in reversed(range(len(kept))):
        kind, value = kept[place]
        if kind is not sre.MAX_REPEAT or value[1] <= _ENOUGH or len(value[2]) > 1 or value[2][0][0] not in _ONE_BYTE:
            continue
        low, _, inner = value
        if low > _ENOUGH:
            kept[place:] = [(kind, (_ENOUGH, _ENOUGH, inner))]
        else:
            whole = [(kind, (low, _ENOUGH, inner)), *kept[place + 1 :]]
            kept[place:] = [(sre.BRANCH, (None, [whole, [(kind, (_ENOUGH + 1, _ENOUGH + 1, inner))]]))]
    return kept


def _ungrouped(nodes: list[Node]) -> list[Node]:
    """The same nodes with those of groups that change nothing in their place."""
    found: list[Node] = []
    for kind, value in nodes:
        found += _ungrouped(list(value[3])) if kind is sre.SUBPATTERN and not value[1] else [(kind, value)]
    return found


def _group(nodes: list[Node]) -> Node:
    return (sre.SUBPATTERN, (None, 0, 0, nodes))


def _least(node: Node) -> int:
    kind, value = node
    if kind is sre.MAX_REPEAT:
        return int(value[0]) * sum(map(_least, value[2]))
    if kind is sre.SUBPATTERN:
        return sum(map(_least, value[3]))
    if kind is sre.BRANCH:
        return min(sum(map(_least, alternative)) for alternative in value[1])
    return 0 if kind is sre.AT else 1


def _width(nodes: list[Node]) -> int:
    """The widest match in bytes; RuleError above 16 KiB."""
    total = 0
    for kind, value in nodes:
        if kind is sre.MAX_REPEAT:
            total += int(value[1]) * _width(list(value[2]))
        elif kind is sre.SUBPATTERN:
            total += _width(list(value[3]))
        elif kind is sre.BRANCH:
            total += max(_width(list(alternative)) for alternative in value[1])
        elif kind is not sre.AT:
            total += 1
    if total > _WIDEST:
        raise RuleError(f"the pattern can match {total} bytes: at most {_WIDEST} are allowed")
    return total


def _emit(nodes: list[Node]) -> str:
    """The engine's spelling of these nodes: every class by its bytes, every group without capture."""
    return "".join(map(_emit_node, nodes))


def _emit_node(node: Node) -> str:
    kind, value = node
    if kind is sre.MAX_REPEAT:
        low, high, inner = value
        return f"(?:{_emit(list(inner))}){{{low},{high}}}" if low != high else f"(?:{_emit(list(inner))}){{{low}}}"
    if kind is sre.SUBPATTERN:
        return f"(?{'i' if value[1] & re.IGNORECASE else ''}:{_emit(list(value[3]))})"
    if kind is sre.BRANCH:
        return f"(?:{'|'.join(_emit(list(alternative)) for alternative in value[1])})"
    if kind is sre.AT:
        return "\\b"
    members = sorted(_bytes(node))
    if len(members) == 1:
        return _emit_byte(members[0])
    return f"[{''.join(_emit_range(low, high) for low, high in _ranges(members))}]"


def _emit_byte(value: int) -> str:
    return chr(value) if chr(value).isascii() and chr(value).isalnum() else f"\\x{value:02x}"


def _emit_range(low: int, high: int) -> str:
    return _emit_byte(low) if low == high else f"{_emit_byte(low)}-{_emit_byte(high)}"


def _ranges(members: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for member in members:
        if found and member == found[-1][1] + 1:
            found[-1] = (found[-1][0], member)
        else:
            found.append((member, member))
    return found
