"""The engine finds a match in every text made from a shipped rule's pattern; and where it would not, that is seen."""

import re

import pytest

from hushlint.compilation import _distinct, _engine_rules
from hushlint.match import dialect, engine, samples

_RULES = list(_distinct(_engine_rules()))
_PATTERNS = [dialect.derive(rule.pattern, narrow=True).pattern for rule in _RULES]
_TEXTS = 120

# Of these the engine loses matches, alone; a pattern that begins otherwise, or has a shorter repeat, loses none.
LOSING = (
    rb"""["']\x3a[a-z]{0,20}(?:secret|token)""",
    rb"[ab][cd][a-z]{0,20}secret",
    rb"\x28[\x22\x27].{0,20}(?:ab|token)=",
)
KEEPING = (
    rb"""["']\x3a[a-z]{0,12}(?:secret|token)""",
    rb"abcd[a-z]{0,20}secret",
    rb"\x0a[a-z]{0,20}(?:ab|token)=",
)


@pytest.fixture(scope="module")
def all_rules() -> engine.Engine:
    return engine.load(engine.compile_patterns(_PATTERNS))


@pytest.mark.parametrize("pattern", KEEPING)
def test_nothing_is_lost(pattern: bytes) -> None:
    assert samples.lost(engine.load(engine.compile_patterns([pattern])), 0, pattern, 300) is None


@pytest.mark.parametrize("pattern", LOSING)
def test_what_the_engine_loses(pattern: bytes) -> None:
    text = samples.lost(engine.load(engine.compile_patterns([pattern])), 0, pattern, 300)
    assert text is not None
    assert re.search(pattern, text)


@pytest.mark.parametrize("pattern", [*KEEPING, *LOSING, *_PATTERNS[::40]])
def test_texts_hold_a_match(pattern: bytes) -> None:
    found = [bool(re.search(pattern, text)) for text in samples.texts(pattern, 50)]
    assert sum(found) > 40
    assert list(samples.texts(pattern, 5)) == list(samples.texts(pattern, 5))


@pytest.mark.parametrize("place", range(len(_PATTERNS)), ids=[f"{n}-{rule.id}" for n, rule in enumerate(_RULES)])
def test_no_rule_loses_a_match(all_rules: engine.Engine, place: int) -> None:
    assert samples.lost(all_rules, place, _PATTERNS[place], _TEXTS, seed=place) is None
