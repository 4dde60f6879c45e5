"""Path patterns: what is none, and the same answer from `re` and from the engine, in little time on any path."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hushlint.settings import globs

WRONG = ["[z-a]", "!", "\\", "a\\", "[[:alpha:]]"]
FINE = ["docs/**", "*.py", "/a", "a/", "!a", "#a", "", "a b", "[a-c]", "a[", "/", "ü*"]


@pytest.mark.parametrize("pattern", WRONG)
def test_it_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="is no path pattern"):
        globs.check(["a", pattern])


@pytest.mark.parametrize("pattern", FINE)
def test_it_is_taken(pattern: str) -> None:
    globs.check([pattern])


MEANT = [
    ("*.py", b"a/b.py", True),
    ("*.py", b"a/b.pyc", False),
    ("docs/**", b"docs/a/b", True),
    ("docs/**", b"a/docs/b", False),
    ("/a", b"b/a", False),
    ("ü*", "b/üx".encode(), True),
    ("*\udcff", b"a\xff", True),
]


@pytest.mark.parametrize(("pattern", "path", "meant"), MEANT)
def test_what_it_means(pattern: str, path: bytes, meant: bool) -> None:
    assert globs.path_matcher((pattern,))(path) is meant


PARTS = st.sampled_from(["a", "b", "*", "**", "/", "?", "[ab]", "c"])


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=6).map("".join), st.text("abc/", min_size=1, max_size=8))
def test_many_wildcards_mean_the_same_as_few(pattern: str, path: str) -> None:
    """A second pattern that matches nothing, with many wildcards, has the engine answer for both."""
    path = path.strip("/") or "a"
    try:
        globs.check([pattern])
    except ValueError:
        return
    few = globs.path_matcher((pattern,))
    many = globs.path_matcher((pattern, "*z*z*z*z*z*z"))
    assert few(path.encode()) is many(path.encode())


def test_a_pattern_of_many_wildcards_takes_no_time() -> None:
    meant = globs.path_matcher(("*a" * 30 + "b",))
    begin = time.process_time()
    assert not meant(b"a" * 200)
    assert time.process_time() - begin < 1
