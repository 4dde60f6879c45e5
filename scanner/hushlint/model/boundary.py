"""Where a word begins: also behind an escape that ends in a letter or digit (`"line\\nghp_…"`)."""

import re

_START = r"\b"

# Escapes of string literals (C, JSON) and of addresses (RFC 3986, section 2.1), as `re` looks behind for them and as
# the engine, which knows no look-behind, has them inside its match.
_ESCAPES = (r"\\[abfnrtv]", r"\\x[0-9A-Fa-f][0-9A-Fa-f]", r"\\u00[0-9A-Fa-f][0-9A-Fa-f]", r"%[0-9A-Fa-f][0-9A-Fa-f]")
# Colours of a terminal (ECMA-48, section 8.3.117), with or without the control character in front: copies of logs
# lose it. Only patterns that leave it to `re` know them: the engine would take a tenth longer for all others.
_COLOURS = (r"\[m", r"[\[;][0-9]m", r"[\[;][0-9][0-9]m", r";[0-9][0-9][0-9]m")
_BEHIND_ESCAPES = tuple(f"(?<={escape})" for escape in _ESCAPES)
_BEHIND_COLOURS = tuple(f"(?<={colour})" for colour in _COLOURS)
_BEHIND = "|".join((_START, *_BEHIND_ESCAPES))
_BEFORE = "|".join((_START, *_ESCAPES))
# What a rule's `confirm` may ask for instead, of signs that its token is made of too, alone or as the first
# of several; a default in a shell's expansion, `${TOKEN:-sk-…}`, stands behind one of them.
_NEGATIVE = re.compile(r"(?P<group>\(\?:)?(?P<sign>\(\?<!\[[^\]]+\]\))(?(group)\|)")
_DEFAULT = "(?<=:-)"
# A line of a patch that is committed.
_CHANGED = r"(?<=\n[+-])"

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
    behind = "|".join((negative["sign"], *_BEHIND_ESCAPES, *_BEHIND_COLOURS, _DEFAULT, _CHANGED))
    return f"(?:{behind}{'|' if negative['group'] else ')'}{pattern[negative.end() :]}"


def for_engine(pattern: str, rest: str) -> str:
    """What the engine gets for a pattern whose own spelling, derived from it, is `rest`."""
    return f"(?:{_BEFORE}){rest.removeprefix(_START)}" if begins_a_word(pattern) else rest
