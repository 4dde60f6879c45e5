"""Suggest the known word that a misspelt one may mean."""

import difflib
from collections.abc import Iterable


def near(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?`, or empty where nothing is like it."""
    close = difflib.get_close_matches(word.lower().replace("_", "-"), sorted(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def none_of(word: object, known: Iterable[str]) -> str:
    """A line on a word that is none of the known ones: with the one it may mean, else with all of them."""
    known = tuple(known)
    hint = near(word, known) if isinstance(word, str) else ""
    return f"{_shown(word)} is none of {', '.join(known)}{hint}"


def unknown_key(key: str, known: Iterable[str]) -> str:
    """A line on a key that is unknown."""
    known = tuple(known)
    return f"unknown key {_shown(key)}{near(key, known) or ' (known: ' + ', '.join(known) + ')'}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:50]}…"
