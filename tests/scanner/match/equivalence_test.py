"""The engine and the windowed capture together find what a plain `re.finditer` over the whole text finds."""

import re
from collections.abc import Iterable
from unittest import mock

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hushlint.confirm.capture import BUDGET, Memory, Place, Window, matches
from hushlint.errors import RuleError
from hushlint.match import dialect, engine

Spans = list[tuple[int, int]]


def plain(pattern: str, data: bytes) -> Spans:
    """Leftmost, not overlapping: the meaning of a pattern."""
    return [match.span() for match in re.finditer(pattern.encode("latin-1"), data)]


def ours(pattern: str, data: bytes, budget: int = BUDGET, *, narrow: bool = False) -> Spans:
    derived = dialect.derive(pattern, narrow=narrow)
    try:
        scanner = engine.load(engine.compile_patterns([derived.pattern]))
    except ValueError as error:
        # The engine refuses what no text can match, such as two letters with a boundary between them.
        assert str(error) == "Pattern can never match."
        return []
    ends = [end for _, end in scanner.scan(data)]
    window = Window(derived.width, derived.full_width)
    compiled, memory = re.compile(pattern.encode("latin-1")), Memory()
    found = _spans(matches(compiled, data, ends, window, budget, memory))
    # What is remembered of one text holds for another, wherever it stands there.
    longer = [end + 7 for end in ends]
    moved = _spans(matches(compiled, b" " * 7 + data, longer, window, budget, memory))
    assert _spans(matches(compiled, data, ends, window, budget, memory)) == found
    assert _spans(matches(compiled, b" " * 7 + data, longer, window, budget, Memory())) == moved
    return found


def _spans(found: Iterable[Place | None]) -> Spans:
    return [(place.start, place.end) for place in found if place is not None]


# Pattern and text where a window or a cut would go wrong first.
HARD = {
    "nothing": (r"(?P<secret>ab)", b"ba"),
    "prefix without the rest": (r"(?P<secret>ab{2,5}c)", b"abb abbbb"),
    "boundary missing behind": (r"\b(?P<secret>k[0-9]{3,4})\b", b"k12345 k123x"),
    "boundary missing before": (r"\b(?P<secret>key)", b"monkey"),
    "greedy to the last byte": (r"(?P<secret>k[0-9]{3,500})", b"k" + b"7" * 500),
    "longer than the widest": (r"(?P<secret>k[0-9]{3,9})", b"k" + b"7" * 30 + b"k777"),
    "matches touch": (r"(?P<secret>k[0-9]{2,3})", b"k123k12k1234k12"),
    "a match begins inside another": (r"(?P<secret>a[ab]{2,4})", b"aabababaab"),
    "an end inside the one before": (r"(?P<secret>aa|aba{1,4})", b"abaaaaabaaa"),
    "first alternative wins": (r"(?P<secret>a|ab|abc)", b"abcabc"),
    "the boundary at a window's end": (r"(?P<secret>a{2,60}\b)", b"a" * 400 + b"-aa"),
    "the text's end": (r"\b(?P<secret>a{2,3})\b", b"-aa"),
    "the text's start": (r"\b(?P<secret>aa)", b"aa"),
    "behind a long other text": (r"(?P<secret>x[a-z]{3,9})", b"\0" * 70_000 + b"xabc"),
    "letter case": (r"(?i:k)(?P<secret>[A-Z]{2,3})", b"kABC Kab KABCD kAb"),
    "negated class and letter case": (r"(?P<secret>(?i:x[^a]b))", b"xab xAB xcb xCB xaB"),
    "no text at all": (r"(?P<secret>[\x80-\xff]{2,4})", bytes(range(256)) * 2),
    "nested repeats": (r"(?P<secret>(?:ab{1,2}){2,3}c?)", b"ababbabcababc abc"),
    "dropped optional group with a repeat": (r"(?P<secret>ab)(?:-[0-9]{1,3}){0,2}", b"ab-1-22ab-ab-333-4-5"),
}


@pytest.mark.parametrize(("pattern", "data"), HARD.values(), ids=HARD.keys())
def test_hard_places(pattern: str, data: bytes) -> None:
    assert ours(pattern, data) == plain(pattern, data)


def test_the_budget_ends_with_none() -> None:
    window = Window(2, 2)
    found = list(matches(re.compile(b"(?P<secret>ab)"), b"ab" * 20, list(range(2, 42, 2)), window, 7, Memory()))
    assert found[-1] is None
    assert _spans(found) == [(at, at + 2) for at in range(0, 14, 2)]


def test_a_budget_that_is_just_enough_ends_without_none() -> None:
    assert ours("(?P<secret>ab)", b"ab" * 20, budget=20) == plain("(?P<secret>ab)", b"ab" * 20)


WORDS = [*"abk7_", "A"]
ATOMS = st.sampled_from(
    [*WORDS, r"\.", "-", "[ab]", "[a-k]", "[^a]", r"\d", r"\w", "[a.-]", r"\s", ".", r"\x00", "\xe9"]
)
FEW = st.sampled_from(["", "?", "{2}", "{0,2}", "{1,3}"])
MANY = st.sampled_from(["", "", "?", "{2}", "{0,2}", "{2,4}", "{1,40}"])


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def repeated(item: str, repeat: str) -> str:
        return f"(?:{item}){repeat}"

    return st.one_of(
        st.builds(repeated, inner, FEW),
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda items: f"(?:{'|'.join(items)})"),
        inner.map("(?i:{})".format),
        st.sampled_from(WORDS).map(r"\b{}".format),
        st.sampled_from(WORDS).map(r"{}\b".format),
    )


TREES = st.recursive(st.builds(str.__add__, ATOMS, MANY), _compound, max_leaves=5)
PATTERNS = st.builds(
    "{}{}(?P<secret>{}{}){}".format,
    st.sampled_from(["", "", r"\b", "-"]),
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    TREES,
    st.one_of(st.just(""), TREES),
)
PIECES = st.text(alphabet="abkABK7_.- \n\0\xe9", max_size=12).map(lambda text: text.encode("latin-1"))


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, bytes]:
    """A pattern, and a text with matches of it, with parts of matches, and other things between."""
    pattern = draw(PATTERNS)
    texts = st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True, alphabet=st.characters(max_codepoint=255))
    sample = texts.map(lambda text: text.encode("latin-1"))
    cut = st.builds(lambda text, size: text[:size], sample, st.integers(0, 12))
    data = b"".join(draw(st.lists(st.one_of(PIECES, sample, cut), max_size=7)))
    return pattern, data


@settings(max_examples=150, deadline=None, derandomize=True)
@given(cases())
def test_random_patterns_over_random_texts(case: tuple[str, bytes]) -> None:
    pattern, data = case
    assume(not _is_refused(pattern))
    assert ours(pattern, data) == plain(pattern, data)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(cases())
def test_patterns_that_are_narrowed_over_random_texts(case: tuple[str, bytes]) -> None:
    pattern, data = case
    assume(not _is_refused(pattern))
    with mock.patch.multiple(dialect, _NARROW=3, _ENOUGH=2):
        assert ours(pattern, data, narrow=True) == plain(pattern, data)


def _is_refused(pattern: str) -> bool:
    """Whether it repeats what can be empty: the only form made here that rules may not have."""
    try:
        dialect.derive(pattern)
    except RuleError as error:
        assert "can be empty" in str(error)
        return True
    return False
