"""Texts that a pattern matches, made from its parse tree, to see whether the engine finds what `re` finds.

The engine (vectorscan 5.4) loses matches of some patterns: of those that begin with two places of which one is a
class, then a repeat of fifteen or more, then a word that also stands earlier in the text without them.
"""

import random
import re
from collections.abc import Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

from hushlint.match.dialect import Node, byte_set
from hushlint.match.engine import Engine

# What may stand around a match: line ends, brackets and quotes, and words that patterns look for.
_AROUND = (
    b"", b"\n", b" ", b"x = 1\n    ", b"foo(bar); ", b"\n\n\t", b"'", b"=", b"-", b"abc ", b"password ", b"token: ",
    b"def f(user, db_password)\n",
)  # fmt: skip
_LONG = (1, 3, 40)


def lost(engine: Engine, index: int, pattern: bytes, count: int, seed: int = 0) -> bytes | None:
    """Of so many texts the first with a match of the engine's pattern in which the engine reports no end, if any."""
    finder = re.compile(pattern)
    for text in texts(pattern, count, seed):
        ends = [end for found, end in engine.scan(text) if found == index]
        for match in finder.finditer(text):
            if not any(match.start() < end <= match.end() for end in ends):
                return text
    return None


def texts(pattern: bytes, count: int, seed: int = 0) -> Iterator[bytes]:
    """Texts that hold a match amid other things, and pieces of another one; the same for the same seed."""
    chance = random.Random(seed)
    nodes = list(parser.parse(pattern))
    for _ in range(count):
        other = _match(nodes, chance)
        cut = chance.randint(0, len(other))
        pieces = [chance.choice((other[:cut], other[cut:], *_AROUND)) for _ in range(chance.randint(0, 6))]
        yield b"".join((*pieces, _match(nodes, chance), chance.choice(_AROUND)))


def _match(nodes: Sequence[Node], chance: random.Random, both_cases: bool = False) -> bytes:
    return b"".join(_of_node(node, chance, both_cases) for node in nodes)


def _of_node(node: Node, chance: random.Random, both_cases: bool) -> bytes:
    kind, value = node
    if kind is sre.AT:
        return b""
    if kind is sre.MAX_REPEAT:
        low, high, inner = value
        times = low if chance.random() < 0.4 else chance.randint(low, min(int(high), low + chance.choice(_LONG)))
        return b"".join(_match(list(inner), chance, both_cases) for _ in range(times))
    if kind is sre.SUBPATTERN:
        return _match(list(value[3]), chance, both_cases or bool(value[1] & re.IGNORECASE))
    if kind is sre.BRANCH:
        return _match(list(chance.choice(value[1])), chance, both_cases)
    members = sorted(byte_set(node, both_cases))
    usual = [byte for byte in members if 32 <= byte < 127]
    return bytes([chance.choice(usual if usual and chance.random() < 0.9 else members)])
