"""Comments of languages that are not parsed, by a table of their marks: good enough to place a value."""

from collections.abc import Mapping

from hushlint.context.languages import end_of


class Marks:
    """What begins a comment up to the end of its line, what encloses one, and which quotes make texts."""

    __slots__ = ("blocks", "line", "quotes")

    def __init__(self, line: str = "", blocks: tuple[tuple[bytes, bytes], ...] = (), quotes: bytes = b"\"'") -> None:
        self.line = tuple(mark.encode() for mark in line.split())
        self.blocks = blocks
        self.quotes = quotes


_C = ((b"/*", b"*/"),)
_MARKUP = ((b"<!--", b"-->"),)
_SLASHES = Marks("//", _C)
_HASH = Marks("#")
_TABLE: tuple[tuple[str, Marks], ...] = (
    ("c h cc cpp cxx hpp hh cs swift dart scala groovy gradle m mm rs v sol proto kt kts jsonc json5 zig", _SLASHES),
    ("js jsx mjs cjs ts tsx mts cts go java less scss", Marks("//", _C, b"\"'`")),
    ("py pyi rb sh bash zsh ksh pl pm r jl ex exs cr nim tcl fish awk", _HASH),
    ("yaml yml toml conf cfg properties env dockerfile containerfile makefile mk gitignore cmake nix", _HASH),
    ("ini inf reg service", Marks("# ;")),
    ("tf tfvars hcl nomad", Marks("# //", _C)),
    ("php", Marks("# //", (*_C, *_MARKUP))),
    ("sql mysql pgsql plsql ddl", Marks("-- #", _C)),
    ("lua hs elm adb ads vhd vhdl", Marks("--", ((b"{-", b"-}"), (b"--[[", b"]]")))),
    ("html htm xml xhtml svg xsl xslt vue svelte md markdown jsp aspx cshtml csproj config plist pom",
     Marks("", _MARKUP, b"")),
    ("erb ejs hbs mustache j2 jinja jinja2 twig liquid",
     Marks("", (*_MARKUP, (b"<%#", b"%>"), (b"{{!", b"}}"), (b"{#", b"#}")), b"")),
    ("css", Marks("", _C)),
    ("ps1 psm1 psd1", Marks("#", ((b"<#", b"#>"),))),
    ("bat cmd", Marks("REM rem ::", (), b"")),
    ("vb vbs bas", Marks("'", (), b'"')),
    ("clj cljs edn lisp el scm asm s", Marks(";", (), b'"')),
    ("tex erl hrl", Marks("%", (), b'"')),
)  # fmt: skip
MARKS: Mapping[str, Marks] = {end: marks for ends, marks in _TABLE for end in ends.split()}


def in_comment(data: bytes, path: bytes, offset: int) -> bool:
    """Whether a byte offset stands in a comment, by the marks of the file's language; False for unknown ones."""
    marks = MARKS.get(end_of(path))
    if marks is None:
        return False
    for begin, end in marks.blocks:
        at = data.rfind(begin, 0, offset)
        if at >= 0 and data.find(end, at + len(begin), offset) < 0:
            return True
    line = data.rfind(b"\n", 0, offset) + 1
    return _in_line(data[max(line, offset - 4000) : offset], marks)


def _in_line(before: bytes, marks: Marks) -> bool:
    """Whether a mark stands in this part of a line, outside texts."""
    quote = 0
    at = 0
    while at < len(before):
        byte = before[at]
        if quote:
            if byte == 92:
                at += 1
            elif byte == quote:
                quote = 0
        elif byte in marks.quotes and not (at and chr(before[at - 1]).isalnum()):
            quote = byte
        elif any(before.startswith(mark, at) for mark in marks.line) and _may_begin(before, at):
            return True
        at += 1
    return False


def _may_begin(before: bytes, at: int) -> bool:
    """Whether a comment can begin here: at the line's start or after a space, so that `http://` and `a#b` are none."""
    return at == 0 or before[at - 1] in b" \t;,{}()"
