"""The language of a file by its name and first line, and that every language named can be parsed."""

import pytest

from hushlint.context.grammars import GRAMMARS
from hushlint.context.languages import end_of, language_of
from hushlint.context.syntax import Syntax


@pytest.mark.parametrize(
    ("path", "data"),
    [(b"README", b""), (b"a.txt", b"#!/bin/sh\n"[1:]), (b"a.c", b""), (b"bin/tool", b"\x7fELF"), (b"a", b"#!"), (b"",
    b"")],
)
def test_no_parsed_language(path: bytes, data: bytes) -> None:
    assert language_of(path, data) == ""


@pytest.mark.parametrize(
    ("path", "data", "language"),
    [
        (b"a.py", b"", "python"), (b"a.PY", b"", "python"), (b"src/a.mjs", b"", "javascript"), (b"a.ts", b"",
        "typescript"),
        (b"a.tsx", b"", "tsx"), (b"a.go", b"", "go"), (b"A.java", b"", "java"), (b"a.rake", b"", "ruby"),
        (b"Gemfile", b"", "ruby"), (b"a.sh", b"", "bash"), (b"bin/run", b"#!/bin/bash -e\n", "bash"),
        (b"bin/run", b"#!/usr/bin/env python3\nx", "python"), (b"bin/run", b"#!/usr/bin/python3.12\n", "python"),
    ],
)  # fmt: skip
def test_the_language(path: bytes, data: bytes, language: str) -> None:
    assert language_of(path, data) == language


def test_the_end_of_a_name() -> None:
    assert (end_of(b"a/b.Tar.GZ"), end_of(b"a/Makefile"), end_of(b"a.b/c")) == ("gz", "makefile", "c")


@pytest.mark.parametrize("language", GRAMMARS)
def test_every_kind_of_a_table_is_the_grammars(language: str) -> None:
    """A kind that the grammar does not know would make a table's row that never matches."""
    grammar = GRAMMARS[language]
    known = Syntax(b"", language).kinds()
    if language == "javascript":  # it shares TypeScript's table
        known |= Syntax(b"", "typescript").kinds()
    used = {*grammar.roles, *grammar.comments, *grammar.functions, *grammar.throws, *grammar.assigns, *grammar.declares}
    assert used - known == set()
