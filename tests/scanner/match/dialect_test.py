"""Which patterns rules may use, and what the engine gets of them."""

import re

import pytest

from hushlint.errors import RuleError
from hushlint.match import dialect, engine
from hushlint.model import boundary

# An allowed pattern: the engine's pattern, its widest match, the widest match of the whole, in bytes.
_START = boundary.for_engine(r"\b", "").encode()
ALLOWED = {
    "a plain word": (r"(?P<secret>abc)", rb"(?:abc)", 3, 3),
    "a class": (r"(?P<secret>[a-c9])", rb"(?:[9a-c])", 1, 1),
    "a negated class": (r"x(?P<secret>[^\x01-\xff])", rb"x(?:\x00)", 2, 2),
    "categories": (r"(?P<secret>\d[\w-])", rb"(?:[0-9][\x2d0-9A-Z\x5fa-z])", 2, 2),
    "white space is six bytes": (r"x(?P<secret>\s)", rb"x(?:[\x09-\x0d\x20])", 2, 2),
    "the dot is no newline": (r"x(?P<secret>.)", rb"x(?:[\x00-\x09\x0b-\xff])", 2, 2),
    "not a byte": (r"x(?P<secret>[^\n])", rb"x(?:[\x00-\x09\x0b-\xff])", 2, 2),
    "a symbol is written by its number": (r"(?P<secret>a\.b)", rb"(?:a\x2eb)", 3, 3),
    "the last repeat is cut": (r"(?P<secret>k[0-9]{4,200})", rb"(?:k(?:[0-9]){4})", 5, 201),
    "the last repeat from one": (r"(?P<secret>k[0-9]{1,9})", rb"(?:k(?:[0-9]))", 2, 10),
    "an optional end is dropped": (r"(?P<secret>abc)=?", rb"(?:abc)", 3, 4),
    "several optional ends are dropped": (r"(?P<secret>abcd{0,3})(?:e|)=?", rb"(?:abc)", 3, 8),
    "an end that is there once and may be empty is dropped": (r"(?P<secret>ab)(?:(?:c?){1}){1}", rb"(?:ab)", 2, 3),
    "a repeat in the middle stays": (r"a{2,3}(?P<secret>b)", rb"(?:a){2,3}(?:b)", 4, 4),
    "an exact repeat": (r"(?P<secret>[ab]{7})", rb"(?:(?:[a-b]){7})", 7, 7),
    "a trailing boundary is dropped": (r"(?P<secret>ab[0-9]{3,5})\b", rb"(?:ab(?:[0-9]){3})", 5, 7),
    "a leading boundary is also behind an escape": (r"\b(?P<secret>ab)", _START + rb"(?:ab)", 8, 2),
    "a boundary behind a word": (r"ab\b-(?P<secret>c)", rb"ab\b\x2d(?:c)", 4, 4),
    "alternatives are cut each": (r"(?P<secret>ab{1,5}|cd{2,3})", rb"(?:(?:a(?:b)|c(?:d){2}))", 3, 6),
    "an empty alternative drops the whole": (r"(?P<secret>ab(?:c|d?))", rb"(?:ab)", 2, 3),
    "letter case": (r"(?i:ab)(?P<secret>c)", rb"(?i:ab)(?:c)", 3, 3),
    "letter case beside a boundary": (r"\b(?i:ab)(?P<secret>c)", _START + rb"(?i:ab)(?:c)", 9, 3),
    "a byte above ASCII": ("(?P<secret>\xe9x)", rb"(?:\xe9x)", 2, 2),
    "16 KiB": (r"(?P<secret>a{1,16384})", rb"(?:(?:a))", 1, 16384),
}

REFUSED = {
    "star": (r"(?P<secret>a*b)", "without an upper bound"),
    "plus": (r"(?P<secret>a+)", "without an upper bound"),
    "open repeat": (r"(?P<secret>a{3,})", "without an upper bound"),
    "open repeat deep inside": (r"(?P<secret>x(?:y|(?:z+)){2})", "without an upper bound"),
    "lazy": (r"(?P<secret>a{1,3}?b)", "min_repeat is not allowed"),
    "possessive": (r"(?P<secret>a{1,3}+b)", "possessive_repeat is not allowed"),
    "atomic": (r"(?P<secret>(?>ab))", "atomic_group is not allowed"),
    "look-ahead": (r"(?P<secret>a)(?=b)", "assert is not allowed"),
    "negative look-ahead": (r"(?P<secret>a)(?!b)", "assert_not is not allowed"),
    "look-behind": (r"(?<=b)(?P<secret>a)", "assert is not allowed"),
    "back reference": (r"(?P<secret>a)(?P=secret)", "groupref is not allowed"),
    "condition": (r"(x)?(?P<secret>a)(?(1)b|c)", "groupref_exists is not allowed"),
    "start of text": (r"^(?P<secret>a)", "of anchors only"),
    "end of text": (r"(?P<secret>a)$", "of anchors only"),
    "start of all": (r"\A(?P<secret>a)", "of anchors only"),
    "end of all": (r"(?P<secret>a)\Z", "of anchors only"),
    "no boundary": (r"a\B(?P<secret>a)", "of anchors only"),
    "boundary beside a symbol": (r"-\b(?P<secret>[.-])", "beside a word character"),
    "boundary beside a mixed class": (r"\b(?P<secret>[a.])", "beside a word character"),
    "boundary beside what may be missing": (r"\b(?P<secret>a?\.)", "beside a word character"),
    "boundary beside a negated class": (r"\b(?P<secret>[^a])", "beside a word character"),
    "boundary alone": (r"(?P<secret>a(?:\b|x))", "beside a word character"),
    "global flag": (r"(?i)(?P<secret>a)", "global flags"),
    "dot matches all": (r"(?s:.)(?P<secret>a)", "only (?i:…)"),
    "multi-line": (r"(?m:a)(?P<secret>a)", "only (?i:…)"),
    "flag taken away": (r"(?i:a(?-i:b))(?P<secret>a)", "only (?i:…)"),
    "no secret": (r"abc", "no group (?P<secret>…)"),
    "another group": (r"(?P<name>abc)", "no group (?P<secret>…)"),
    "nothing": (r"(?P<secret>)", "match nothing at all"),
    "all optional": (r"(?P<secret>a?b{0,3})", "match nothing at all"),
    "all alternatives optional": (r"(?P<secret>a?|b)", "match nothing at all"),
    "too wide": (r"(?P<secret>a{16385})", "can match 16385 bytes"),
    "too wide together": (r"(?P<secret>(?:[ab]{200}c){100})", "can match 20100 bytes"),
    "broken": (r"(?P<secret>a", "cannot be parsed"),
    "not Latin-1": ("(?P<secret>\u0142)", "cannot be parsed"),
}


@pytest.mark.parametrize(("pattern", "engine_pattern", "width", "full"), ALLOWED.values(), ids=ALLOWED.keys())
def test_allowed(pattern: str, engine_pattern: bytes, width: int, full: int) -> None:
    assert dialect.derive(pattern) == (engine_pattern, width, full)


@pytest.mark.parametrize(("pattern", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(pattern: str, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        dialect.derive(pattern)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("pattern", [row[0] for row in ALLOWED.values()], ids=ALLOWED.keys())
def test_the_engine_takes_what_is_allowed(pattern: str) -> None:
    derived = dialect.derive(pattern)
    assert engine.compile_patterns([derived.pattern])
    # The engine's spelling is one that `re` reads too, and never wider than was said.
    assert re.compile(derived.pattern)


# A pattern that is narrowed to 368 bytes or not, the engine's pattern, its widest match.
NARROWED = {
    "a value of any length in quotes": (
        r'key="(?P<secret>[a-z]{4,499})"',
        rb"key\x3d\x22(?:(?:[a-z]){4,100}\x22|(?:[a-z]){101})",
        106,
    ),
    "a value that is long": (r"key=(?P<secret>[a-z]{400,500};)", rb"key\x3d(?:[a-z]){100}", 104),
    "two long repeats": (
        r"(?P<secret>a.{0,200}b.{0,200}c)",
        rb"a(?:(?:[\x00-\x09\x0b-\xff]){0,100}b(?:(?:[\x00-\x09\x0b-\xff]){0,100}c|(?:[\x00-\x09\x0b-\xff]){101})"
        rb"|(?:[\x00-\x09\x0b-\xff]){101})",
        203,
    ),
    "letter case stays": (r"(?i:a(?P<secret>b{3,400}c))", rb"(?i:a(?:(?:b){3,400}c))", 402),
    "wide, but not too wide": (r"a(?P<secret>b{3,300}c)", rb"a(?:(?:b){3,300}c)", 302),
}


@pytest.mark.parametrize(("pattern", "engine_pattern", "width"), NARROWED.values(), ids=NARROWED.keys())
def test_narrowed(pattern: str, engine_pattern: bytes, width: int) -> None:
    wide, narrow = dialect.derive(pattern), dialect.derive(pattern, narrow=True)
    assert narrow == (engine_pattern, width, wide.full_width)
    assert engine.compile_patterns([narrow.pattern])


# What can be empty, repeated: where the engine and `re` differ, and what a rule cannot mean.
EMPTY_REPEATS = [
    r"(?P<secret>(?:a?){1,3})",
    r"(?P<secret>(?:a?b?){2})",
    r"(?P<secret>(?:a?|b){2})",
    r"(?P<secret>(?:a?){1})",
    r"(?P<secret>(?:(?:a?){1}){1})",
]


@pytest.mark.parametrize("pattern", EMPTY_REPEATS)
def test_a_pattern_of_empty_repeats_is_a_rule_error(pattern: str) -> None:
    with pytest.raises(RuleError, match=r"match nothing at all|can be empty"):
        dialect.derive(pattern)
