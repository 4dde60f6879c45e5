"""Every shipped rule read by plain `re` over whole texts: our engine and its windows must agree."""

import os
import random
import re
import sysconfig
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hushlint import catalog
from hushlint.confirm.capture import Memory, Window, matches
from hushlint.match import dialect, engine
from hushlint.model import boundary
from hushlint.model.rule import Rule

RULES = {rule.id: rule for rule in catalog.secret_rules()}
IDS = list(RULES)
EXAMPLES = [example.text.encode() for example in catalog.examples()]
CHECKOUT = Path(__file__).parents[2]
PLENTY = 1 << 40

Spans = list[tuple[int, int]]


@cache
def scanner() -> engine.Engine:
    """One engine of all rules, as a plan has it."""
    derived = [dialect.derive(rule.pattern, narrow=True) for rule in RULES.values()]
    return engine.load(engine.compile_patterns([item.pattern for item in derived]))


def ends_by_rule(data: bytes) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, end in scanner().scan(data):
        found.setdefault(IDS[index], []).append(end)
    return found


def captured(rule: Rule, pattern: str, data: bytes, ends: list[int]) -> Spans:
    """What the windowed capture makes of the engine's ends: spans of the secret."""
    derived = dialect.derive(rule.pattern, narrow=True)
    window = Window(derived.width, max(derived.full_width, rule.window))
    compiled = re.compile(boundary.for_re(pattern).encode("latin-1"))
    found = matches(compiled, data, ends, window, PLENTY, Memory())
    return [place.again().span("secret") for place in found if place is not None]


def plain(pattern: str, data: bytes) -> list[re.Match[bytes]]:
    return list(re.finditer(boundary.for_re(pattern).encode("latin-1"), data))


def disagreements(data: bytes) -> Iterator[str]:
    """One line for every rule whose pattern, or confirm pattern, comes out differently."""
    ends = ends_by_rule(data)
    for rule in RULES.values():
        own = ends.get(rule.id, [])
        expected = [match.span("secret") for match in plain(rule.pattern, data)]
        if captured(rule, rule.pattern, data, own) != expected:
            yield f"{rule.id}: pattern"
        if rule.confirm:
            yield from _confirm_disagreements(rule, data, own)


def _confirm_disagreements(rule: Rule, data: bytes, ends: list[int]) -> Iterator[str]:
    """A confirm pattern counts where an end of the engine's lies in its match, and is what a whole scan finds there."""
    ours = captured(rule, rule.confirm, data, ends)
    whole = plain(rule.confirm, data)
    meant = [match.span("secret") for match in whole if _any_between(ends, match.start(), match.end())]
    if missing := sorted(set(meant) - set(ours)):
        yield f"{rule.id}: confirm misses {missing}"
    if false := sorted(set(ours) - {match.span("secret") for match in whole}):
        yield f"{rule.id}: confirm invents {false}"


def _any_between(ends: list[int], start: int, end: int) -> bool:
    """Whether one of the sorted ends is above `start` and at most `end`."""
    place = bisect_right(ends, start)
    return place < len(ends) and ends[place] <= end


GLUES = (b"", b"\\n", b"%3D", b"\\u0022", b"\n", b" ", b"x", b"=", b"-", b'"', b"\0", b"\xff", b"\r\n\t", b"." * 70)


@pytest.mark.parametrize("glue", GLUES, ids=repr)
def test_the_examples_side_by_side(glue: bytes) -> None:
    shuffled = random.Random(repr(glue)).sample(EXAMPLES, len(EXAMPLES))
    assert list(disagreements(glue.join(shuffled))) == []


def test_the_examples_cut_and_doubled() -> None:
    chance = random.Random(4)
    pieces = [text[: chance.randrange(len(text) + 1)] + text for text in EXAMPLES]
    assert list(disagreements(b"".join(pieces))) == []
    assert list(disagreements(b"".join(text[chance.randrange(len(text)) :] + text for text in EXAMPLES if text))) == []


def test_every_rule_takes_part() -> None:
    """An oracle over texts without matches would agree with anything."""
    ends = ends_by_rule(b"\n".join(EXAMPLES))
    assert sorted(ends) == sorted(RULES)
    silent = [rule.id for rule in RULES.values() if not plain(rule.confirm or rule.pattern, b"\n".join(EXAMPLES))]
    assert silent == []


def _sources(folder: Path, ends: tuple[str, ...], most: int) -> list[Path]:
    listed = sorted(
        Path(base, name)
        for base, folders, names in os.walk(folder)
        for name in names
        if name.endswith(ends) and ".git" not in Path(base).parts and "site-packages" not in Path(base).parts
    )
    return listed if len(listed) <= most else random.Random(4).sample(listed, most)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["scanner", "rules", "tests", "docs"])
def test_our_own_sources(part: str) -> None:
    files = _sources(CHECKOUT / part, (".py", ".toml", ".md"), 60)
    data = b"\n".join(file.read_bytes() for file in files)
    assert list(disagreements(data[:400_000])) == []


@pytest.mark.slow
def test_the_standard_library() -> None:
    files = _sources(Path(sysconfig.get_path("stdlib")), (".py",), 12)
    assert files
    assert {file.name: found for file in files if (found := list(disagreements(file.read_bytes()[:60_000])))} == {}


def test_bytes_that_are_no_text() -> None:
    chance = random.Random(4)
    noise = b"".join(chance.randbytes(300) + text for text in EXAMPLES)
    assert list(disagreements(noise)) == []


@st.composite
def _spliced(draw: st.DrawFn) -> bytes:
    """Fragments of examples among random bytes, whole, cut at either end, or with one byte changed."""
    pieces = []
    for _ in range(draw(st.integers(1, 5))):
        text = draw(st.sampled_from(EXAMPLES))
        begin, end = draw(st.integers(0, 12)), draw(st.integers(0, 12))
        cut = bytearray(text[begin : len(text) - end])
        if cut and draw(st.booleans()):
            cut[draw(st.integers(0, len(cut) - 1))] = draw(st.integers(0, 255))
        pieces += [draw(st.binary(max_size=6)), bytes(cut)]
    return b"".join(pieces)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(_spliced())
def test_random_bytes_with_fragments(data: bytes) -> None:
    assert list(disagreements(data)) == []
