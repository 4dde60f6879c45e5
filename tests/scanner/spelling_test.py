"""What a misspelt word is told."""

import pytest

from hushlint import spelling

KNOWN = ("exclude", "fail-on", "jwt")


@pytest.mark.parametrize("word", ["zzz", "", "x" * 1000])
def test_far_from_any(word: str) -> None:
    assert spelling.near(word, KNOWN) == ""


@pytest.mark.parametrize(("word", "meant"), [("exlude", "exclude"), ("fail_on", "fail-on"), ("JWT", "jwt")])
def test_near_one(word: str, meant: str) -> None:
    assert spelling.near(word, KNOWN) == f"; did you mean {meant!r}?"


def test_the_lines() -> None:
    assert spelling.none_of("jwtt", KNOWN) == "'jwtt' is none of exclude, fail-on, jwt; did you mean 'jwt'?"
    assert spelling.none_of(7, KNOWN) == "7 is none of exclude, fail-on, jwt"
    assert spelling.unknown_key("exlude", KNOWN) == "unknown key 'exlude'; did you mean 'exclude'?"
    assert spelling.unknown_key("zzz", KNOWN) == "unknown key 'zzz' (known: exclude, fail-on, jwt)"
    assert len(spelling.unknown_key("x" * 10_000, KNOWN)) < 120
