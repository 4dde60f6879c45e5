"""Where a word begins: also behind an escape, which ends in letters or digits, as in `"line\\nghp_…"` or `%3Dghp_…`."""

import re

_START = r"\b"

# Escapes of string literals (C, JSON) and of addresses (RFC 3986, section 2.1), as `re` looks behind for them and as
# the engine, which knows no look-behind, has them inside its match.
_ESCAPES = (r"\\[abfnrtv]", r"\\x[0-9A-Fa-f][0-9A-Fa-f]", r"\\u00[0-9A-Fa-f][0-9A-Fa-f]", r"%[0-9A-Fa-f][0-9A-Fa-f]")
_BEHIND_ESCAPES = tuple(f"(?<={escape})" for escape in _ESCAPES)
_BEHIND = "|".join((_START, *_BEHIND_ESCAPES))
_BEFORE = "|".join((_START, *_ESCAPES))
# What a rule's `confirm` may ask for instead, of signs that its token is made of too; a default in a shell's
# expansion, `${TOKEN:-sk-…}`, stands behind one of them.
_NEGATIVE = re.compile(r"\(\?<!\[[^\]]+\]\)")
_DEFAULT = "(?<=:-)"

# Bytes of the longest escape.
WIDTH = 6


def begins_a_word(pattern: str) -> bool:
    """Whether a rule's pattern asks for the beginning of a word in front of all else."""
    return pattern.startswith(_START)


def for_re(pattern: str) -> str:
    """The pattern as `re` gets it."""
    if begins_a_word(pattern):
        return f"(?:{_BEHIND}){pattern.removeprefix(_START)}"
    negative = _NEGATIVE.match(pattern)
    if not negative:
        return pattern
    behind = "|".join((negative[0], *_BEHIND_ESCAPES, _DEFAULT))
    return f"(?:{behind}){pattern[negative.end() :]}"


def for_engine(pattern: str, rest: str) -> str:
    """What the engine gets for a pattern whose own spelling, derived from it, is `rest`."""
    return f"(?:{_BEFORE}){rest.removeprefix(_START)}" if begins_a_word(pattern) else rest
