"""Text that a repository controls, made harmless for the medium it goes to."""

# Printable by Unicode's categories and yet without a glyph: fillers, joiners and variation selectors.
_INVISIBLE = frozenset(
    [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10)]
) | frozenset(range(0xE0100, 0xE01F0))


def terminal(text: str) -> str:
    r"""One line of visible characters: everything a terminal could obey or hide becomes `\n`, `\x1b`, `\u202e`.

    `str.isprintable` is false for control codes (C0, DEL, C1), format characters (bidi overrides and isolates,
    zero-width, tags), line and paragraph separators, lone surrogates, unassigned code points, and every space
    but U+0020. A backslash stays as it is. What a CI runner that reads the log would obey is broken as well.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(character if _visible(character) else _escaped(character) for character in text)
    return _disarmed(text)


def _disarmed(text: str) -> str:
    """Without commands for CI runners: `##[…]`, `##vso[…]`, `##teamcity[…]` anywhere, `::…::` where a line begins.

    Sources: the documentation of GitHub's workflow commands, and of Azure's and TeamCity's logging commands;
    GitHub's runner (ActionCommand.cs) still obeys the older form `##[name]` in the middle of a line.
    """
    if "##" in text:
        text = text.replace("##", r"#\x23")
    if text.lstrip().startswith("::"):
        text = text.replace("::", r":\x3a", 1)
    return text


def _visible(character: str) -> bool:
    return character.isprintable() and ord(character) not in _INVISIBLE


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


# GitHub, "Workflow commands": data and properties are percent-encoded in this order, properties in full.
_WORKFLOW = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_WORKFLOW_PROPERTY = (*_WORKFLOW, (":", "%3A"), (",", "%2C"))


def workflow_data(text: str) -> str:
    """The message of a GitHub workflow command."""
    return _replaced(text, _WORKFLOW)


def workflow_property(text: str) -> str:
    """A property (file, title) of a GitHub workflow command."""
    return _replaced(text, _WORKFLOW_PROPERTY)


def _replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for plain, code in pairs:
        text = text.replace(plain, code)
    return text


_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})
_MARKDOWN = str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;"} | {sign: f"\\{sign}" for sign in "\\`*_[]~|#@!$"})

# Signs that make a spreadsheet take a cell for a formula, their full-width forms too (OWASP, "CSV Injection").
_FORMULA = frozenset("=+-@＝＋－＠")


def xml(text: str) -> str:
    """Text or an attribute of XML 1.0, which has no form at all for most controls: one visible line."""
    return terminal(text).translate(_XML)


def markdown(text: str) -> str:
    """Prose in Markdown that formats nothing and holds no HTML; addresses stay links."""
    return terminal(text).translate(_MARKDOWN)


def code_span(text: str) -> str:
    """A text in Markdown as code, where nothing is a link, a mention or HTML; not for tables.

    The fence is longer than any run of backticks inside (CommonMark 6.1).
    """
    text = terminal(text)
    longest = max((len(run) for run in _runs(text, "`")), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest or not text.strip() else f"{fence}{text}{fence}"


def _runs(text: str, sign: str) -> list[str]:
    return [run for run in "".join(sign if character == sign else " " for character in text).split() if run]


def formula_safe(text: str) -> str:
    """A cell that no spreadsheet evaluates: one that could begin a formula gets an apostrophe in front."""
    text = terminal(text)
    return f"'{text}" if text.lstrip()[:1] in _FORMULA and text.strip() else text
