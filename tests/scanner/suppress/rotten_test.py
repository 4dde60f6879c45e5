"""Pragmas that silence nothing: which are told, and which are only shown to a reader."""

import pytest

from hushlint.suppress.directives import read
from hushlint.suppress.rotten import UNUSED, unused_pragmas

OURS = b"hush" + b"lint: ignore[jwt] why"

SHOWN = {
    "in a string": b'text = "# ' + OURS + b'"',
    "in single quotes": b"text = '# " + OURS + b"'",
    "in backticks": b"run(`# " + OURS + b"`)",
    "in bytes": b"text = b'x  # " + OURS + b"'",
    "behind another string": b"say('a', \"it's # " + OURS + b'")',
    "behind an escape": b'text = "a \\" # ' + OURS + b'"',
    "in a long string": b'text = """# ' + OURS,
    "in a message": b"_ALLOW = 'Say so: `# " + OURS + b"`'",
    "in JSON": b'{"text": "say so: # ' + OURS + b'"}',
    "at the end of a program on one line": b"x;" * 2_000 + b" // " + OURS,
    "no rule's id": b"# hush" + b"lint: ignore[RULE] why",
}


@pytest.mark.parametrize("line", SHOWN.values(), ids=SHOWN)
def test_silent(line: bytes) -> None:
    assert list(unused_pragmas(b"a.py", read(b"x\n" + line + b"\ny\n"), frozenset())) == []


MEANT = {
    "a comment": b"# " + OURS,
    "behind a string": b'key = "x"  # ' + OURS,
    "behind strings": b"call('it', \"a'b\", `c`)  // " + OURS,
    "behind an escape": b'key = "a\\"b"  # ' + OURS,
    "behind a long string": b'key = """x"""  # ' + OURS,
    "behind an apostrophe": b"title: the team's  # " + OURS,
    "in a sentence": b"# don't worry, " + OURS,
    "in Visual Basic": b"  ' " + OURS,
    "in Vim": b'" ' + OURS,
    "in a block": b" * " + OURS,
    "in HTML": b'<a href="x">  <!-- ' + OURS + b" -->",
}


@pytest.mark.parametrize("line", MEANT.values(), ids=MEANT)
def test_told(line: bytes) -> None:
    found = list(unused_pragmas(b"a.py", read(b"x\n" + line + b"\ny\n"), frozenset()))
    assert [(item.rule, item.line) for item in found] == [(UNUSED, 2)]
