"""Pragmas in any comment syntax, read or refused."""

import time
from datetime import date

import pytest

from hushlint.suppress.foreign import END, FILE, LINE, NEXT, START
from hushlint.suppress.pragmas import BAD_DATE, NO_REASON, NO_RULE, NO_WORD, OURS, find

NO_PRAGMA = [
    b"",
    b"password = f()",
    b"# hushlint",
    b"# hushlint: ignored a reason",
    b"# hushlint: ignore_file",
    b"# hushlint: installed [ok]",
    b"# hushlint: disable",
    b"# hushlint: ignores",
    b"# xhushlint: ignore[a] reason",
    b"# HUSHLINT: IGNORE[a] reason",
]

OURS_READ = [
    (b"x = 1  # hushlint: ignore[a-rule] a test key", ("a-rule",), "a test key"),
    (b"x  // hushlint:ignore[a] why\r", ("a",), "why"),
    (b"x  /* hushlint: ignore[a] why */ y", ("a",), "why"),
    (b"<!-- hushlint: ignore[a] why -->", ("a",), "why"),
    (b"<%-- hushlint: ignore[a] why --%>", ("a",), "why"),
    (b"{# hushlint: ignore[a] why #}", ("a",), "why"),
    (b"-- hushlint: ignore[a] why", ("a",), "why"),
    (b"; hushlint: ignore [a , b-c] why", ("a", "b-c"), "why"),
    (b"% hushlint: ignore[a] why", ("a",), "why"),
    (b"' hushlint: ignore[a] why", ("a",), "why"),
    (b"REM hushlint: ignore[a] why", ("a",), "why"),
    (b'" hushlint: ignore[a] why', ("a",), "why"),
    (b"!! hushlint: ignore[a] why", ("a",), "why"),
    (b"dnl hushlint: ignore[a] why", ("a",), "why"),
    (b"<# hushlint: ignore[a] why #>", ("a",), "why"),
    (b"--[[ hushlint: ignore[a] why ]]", ("a",), "why"),
    (b"(* hushlint: ignore[a] why *)", ("a",), "why"),
    (b"{- hushlint: ignore[a] why -}", ("a",), "why"),
    (b"<%# hushlint: ignore[a] why %>", ("a",), "why"),
    (b"{/* hushlint: ignore[a] why */}", ("a",), "why"),
    (b"# hushlint: ignore[a]: well, why not", ("a",), "well, why not"),
    (b"# hushlint: ignore[a] see issue #12", ("a",), "see issue #12"),
    ("# hushlint: ignore[a] für Tests".encode(), ("a",), "für Tests"),
    (b"# hushlint: ignore[a] caf\xe9", ("a",), "caf\ufffd"),
    (b"# hushlint: ignore[a] why  # gitleaks:allow", ("a",), "why"),
    (b"# Hushlint: ignore[a] why", ("a",), "why"),
    (b"# hushlint : ignore[a] why", ("a",), "why"),
    (b'{"//": "hushlint: ignore[a] why",', ("a",), "why"),
    (b'# hushlint: ignore[a] of "Acme"', ("a",), 'of "Acme"'),
    (b"# hushlint: ignore[a] they say until 2027-03-01", ("a",), "they say until 2027-03-01"),
]

REFUSED = [
    (b"# hushlint: ignored[a] reason", NO_WORD),
    (b"# hushlint: ignore-begin[a] reason", NO_WORD),
    (b"# hushlint: ignore_file[a] reason", NO_WORD),
    (b"# hushlint: ignore-next-line[a] reason", NO_WORD),
    (b"# hushlint: disable[a] reason", NO_WORD),
    (b"# hushlint: allow[a]", NO_WORD),
    (b"# hushlint: ignore=a reason", NO_RULE),
    (b"# hushlint: ignore(a) reason", NO_RULE),
    (b"# hushlint: ignore", NO_RULE),
    (b"# hushlint: ignore because I say so", NO_RULE),
    (b"# hushlint: ignore[] why", NO_RULE),
    (b"# hushlint: ignore[ , ] why", NO_RULE),
    (b"# hushlint: ignore[a", NO_RULE),
    (b"# hushlint: ignore[a]", NO_REASON),
    (b"# hushlint: ignore[a] --", NO_REASON),
    (b"f(x /* hushlint: ignore[a] */, other)", NO_REASON),
    (b"# hushlint: ignore[a] until=2027-03-01", NO_REASON),
    (b"# hushlint: ignore[a] # gitleaks:allow", NO_REASON),
    (b"# hushlint: ignore[a] until=soon why", BAD_DATE),
    (b"# hushlint: ignore[a] until=2027-13-01 why", BAD_DATE),
    (b"# hushlint: ignore[a] until= why", BAD_DATE),
]


@pytest.mark.parametrize("line", NO_PRAGMA)
def test_no_pragma(line: bytes) -> None:
    assert not find(line)


@pytest.mark.parametrize(("line", "rules", "reason"), OURS_READ)
def test_ours_is_read(line: bytes, rules: tuple[str, ...], reason: str) -> None:
    pragma = next(pragma for pragma in find(line) if pragma.by == OURS)
    assert (pragma.rules, pragma.reason, pragma.problem, pragma.scope) == (rules, reason, "", LINE)


@pytest.mark.parametrize(("line", "problem"), REFUSED)
def test_an_incomplete_one_is_refused(line: bytes, problem: str) -> None:
    assert find(line)[0].problem == problem


@pytest.mark.parametrize(
    "line",
    [
        b"# hushlint: ignore[a] until=2027-03-01 why",
        b"# hushlint: ignore[a] why until=2027-03-01",
        b"# hushlint: ignore[a] until 2027-03-01 why",
        b"# hushlint: ignore[a] until: 2027-03-01 why",
        b"# hushlint: ignore[a, until=2027-03-01] why",
        b"# hushlint: ignore[a until=2027-03-01] why",
    ],
)
def test_an_end_is_read_wherever_it_stands(line: bytes) -> None:
    (pragma,) = find(line)
    assert (pragma.expires, pragma.reason, pragma.problem) == (date(2027, 3, 1), "why", "")
    assert pragma.rules == ("a",)


@pytest.mark.parametrize(("word", "scope"), [("next", NEXT), ("start", START), ("file", FILE)])
def test_the_word_says_which_lines_it_speaks_of(word: str, scope: str) -> None:
    (pragma,) = find(f"# hushlint: ignore-{word}[a] until=2027-03-01 why".encode())
    assert (pragma.scope, pragma.rules, pragma.reason, pragma.problem) == (scope, ("a",), "why", "")


@pytest.mark.parametrize(
    ("word", "scope"), [("ignore-next-line", NEXT), ("disable-file", FILE), ("ignore-begin", START)]
)
def test_a_word_that_is_none_of_ours_is_told_where_it_was_meant(word: str, scope: str) -> None:
    (pragma,) = find(f"# hushlint: {word}[a] why".encode())
    assert (pragma.scope, pragma.problem) == (scope, NO_WORD)


@pytest.mark.parametrize(
    "line", [b"# hushlint: ignore-end", b"# hushlint: ignore-end[a]", b"/* hushlint:ignore-end */"]
)
def test_an_end_needs_neither_rule_nor_reason(line: bytes) -> None:
    (pragma,) = find(line)
    assert (pragma.scope, pragma.problem) == (END, "")


def test_several_on_a_line_come_in_order() -> None:
    line = b"# hushlint: ignore[a] one hushlint: ignore[b] two gitleaks:allow"
    assert [(pragma.rules, pragma.reason, pragma.by) for pragma in find(line)] == [
        (("a",), "one", OURS),
        (("b",), "two", OURS),
        ((), "", "gitleaks:allow"),
    ]


def test_the_bounds_are_those_of_the_pragma() -> None:
    line = b"x = 1  # hushlint: ignore[a] why"
    (pragma,) = find(line)
    assert line[pragma.start : pragma.end] == b"hushlint: ignore[a]"


@pytest.mark.parametrize(
    "piece", [b"hushlint: ignore[", b"hushlint: ignore[a] why ", b"gitleaks:allow ", b"hushlint:        "]
)
def test_a_line_of_a_megabyte_costs_little(piece: bytes) -> None:
    line = piece * (1_000_000 // len(piece))
    started = time.process_time()
    find(line)
    assert time.process_time() - started < 1
