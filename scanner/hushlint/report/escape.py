"""Text that a repository controls, made harmless for the medium it goes to."""

# Printable by Unicode's categories and yet without a glyph: fillers, joiners and variation selectors.
_INVISIBLE = frozenset(
    [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10)]
) | frozenset(range(0xE0100, 0xE01F0))


def terminal(text: str) -> str:
    r"""One line of visible characters: everything a terminal could obey or hide becomes `\n`, `\x1b`, `\u202e`.

    `str.isprintable` is false for control codes (C0, DEL, C1), format characters (bidi overrides and isolates,
    zero-width, tags), line and paragraph separators, lone surrogates, unassigned code points, and every space
    but U+0020. A backslash stays as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if _visible(character) else _escaped(character) for character in text)


def _visible(character: str) -> bool:
    return character.isprintable() and ord(character) not in _INVISIBLE


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
