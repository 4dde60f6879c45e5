"""Which patterns can take exponentially long, told by their automaton and seen by counting the ways themselves."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hushlint import catalog
from hushlint.settings import ambiguity, effort

NOT = [r"\w{1,9}", r"(?:a|b){1,9}", r"(?:ab?){1,9}", r"(?:a-?){1,9}", r"(?:a{1,9}-){1,9}", r"a{1,9}a{1,9}"]
ARE = [r"(?:a{1,9}){1,9}", r"(?:a|ab|b){1,9}", r"(?:a?b?){1,9}", r"(?:a{1,9}|b){1,9}", r"x(?!(?:a{1,9}){1,9})"]


@pytest.mark.parametrize("pattern", NOT)
def test_it_is_not(pattern: str) -> None:
    assert not ambiguity.is_exponential(effort.parse(pattern))


@pytest.mark.parametrize("pattern", ARE)
def test_it_is(pattern: str) -> None:
    assert ambiguity.is_exponential(effort.parse(pattern))


def test_no_shipped_secret_rule_is() -> None:
    for rule in catalog.secret_rules():
        assert not ambiguity.is_exponential(effort.parse(rule.confirm or rule.pattern)), rule.id


WORDS = st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=4, unique=True)


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_it_is_where_a_text_can_be_cut_in_two_ways(words: list[str]) -> None:
    """(?:w1|w2|…){1,40} is slow exactly when the words are no code: two ways to cut one text (Sardinas, Patterson)."""
    pattern = f"(?:{'|'.join(words)}){{1,40}}"
    assert ambiguity.is_exponential(effort.parse(pattern)) == (not _is_code(tuple(words)))


@cache
def _is_code(words: tuple[str, ...]) -> bool:
    left = {two.removeprefix(one) for one in words for two in words if one != two and two.startswith(one)}
    seen: set[str] = set()
    while left - seen:
        seen |= left
        if set(words) & seen:
            return False
        left = {two.removeprefix(one) for one in seen for two in words if two.startswith(one)} | {
            two.removeprefix(one) for one in words for two in seen if two.startswith(one)
        }
        if "" in left:
            return False
    return True
