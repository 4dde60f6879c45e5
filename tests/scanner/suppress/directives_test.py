"""The lines that the pragmas of a file cover: one, the next, a block, the whole file."""

import time

import pytest

from hushlint.suppress.directives import HEAD, NO_END, NO_HEAD, read

# A file's lines, and the lines that are covered for the rule `a` without any problem.
COVERED: list[tuple[list[str], list[int]]] = [
    (["x", "y"], []),
    (["x", "# hushlint: ignore[a] why", "y"], [2]),
    (["# hushlint: ignore-next[a] why", "y", "z"], [2]),
    (["x", "# hushlint: ignore-start[a] why", "y", "z", "# hushlint: ignore-end", "u"], [2, 3, 4, 5]),
    (["# hushlint: ignore-start[a] why", "y", "# hushlint: ignore-end[b]", "z"], []),
    (["# hushlint: ignore-start[b] why", "# hushlint: ignore-start[a] why", "y", "# hushlint: ignore-end[a]", "z",
      "# hushlint: ignore-end[b]"], [2, 3, 4]),
    (["# hushlint: ignore-start[a] why", "x", "# hushlint: ignore-start[b] w", "# hushlint: ignore-end",
      "# hushlint: ignore-end", "y"], [1, 2, 3, 4, 5]),
    (["# hushlint: ignore-end", "x"], []),
    (["# hushlint: ignore-start[a] why", "x"], []),
    (["# hushlint: ignore-start[a]", "x", "# hushlint: ignore-end", "y"], []),
    (["#!/bin/sh", "# hushlint: ignore-file[a] why", "x"], [1, 2, 3]),
    (["# hushlint: ignore-file[b] why", "x"], []),
    (["x"] * HEAD + ["# hushlint: ignore-file[a] why", "x"], []),
    (["x", "/* secretlint-disable */", "y", "/* secretlint-enable */", "z"], [2, 3, 4]),
    (["x", "/* secretlint-disable */", "y"], [2, 3]),
    (["/* secretlint-disable */", "x", "// hushlint: ignore-end", "y"], [1, 2, 3, 4]),
    (["// hushlint: ignore-start[a] w", "x", "// secretlint-enable", "y"], []),
]  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(("lines", "covered"), COVERED)
def test_lines_that_are_covered(lines: list[str], covered: list[int], ending: str) -> None:
    found = read(ending.join(lines).encode())
    good = [item for item in found if not item.pragma.problem and item.pragma.names("a")]
    numbers = range(1, len(lines) + 1)
    assert [number for number in numbers if any(item.covers(number) for item in good)] == covered


def test_a_block_without_end_says_so() -> None:
    (directive,) = read(b"x\n# hushlint: ignore-start[a] why\ny\n")
    assert (directive.line, directive.pragma.problem) == (2, NO_END)


def test_a_file_s_pragma_below_its_head_says_so() -> None:
    (directive,) = read(b"\n" * HEAD + b"# hushlint: ignore-file[a] why\n")
    assert (directive.line, directive.pragma.problem) == (HEAD + 1, NO_HEAD)


def test_the_first_problem_is_the_one_that_is_said() -> None:
    (directive,) = read(b"# hushlint: ignore-start[a]\n")
    assert "reason" in directive.pragma.problem


def test_columns_count_characters_without_a_byte_order_mark() -> None:
    (directive,) = read("\ufeffключ # hushlint: ignore[a] why".encode())
    assert (directive.column, directive.end_column) == (8, 27)


def test_foreign_ones_that_are_switched_off_are_not_read() -> None:
    assert read(b"x # gitleaks:allow\n", ()) == ()


@pytest.mark.parametrize("line", [b"# nosec\n", b"# hushlint: ignore[a] why\n", b"# hushlint: ignore-start[a] w\n"])
def test_a_file_full_of_pragmas_costs_a_bounded_time(line: bytes) -> None:
    text = line * (4_000_000 // len(line))
    started = time.process_time()
    assert len(read(text)) <= 100_000
    assert time.process_time() - started < 10
