"""Which findings a pragma or an excluded path silences: its own and nothing else, for a reason, until its end."""

from dataclasses import replace
from datetime import date

import pytest

from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.suppress.stage import Outcome, apply

TODAY = date(2026, 6, 15)
VALUE = b"Zq8vK2mX" + b"7rT4wY9b"
LINE = b'key = "' + VALUE + b'"'


def placed(line: bytes, value: bytes = VALUE, rule: str = "a-rule") -> Finding:
    """A finding of a value in a line, its columns counted as the pipeline does."""
    column = len(line[: line.find(value)].decode("utf-8", "surrogateescape")) + 1
    end = column + len(value.decode("utf-8", "surrogateescape"))
    return Finding(rule, "A", Severity.HIGH, b"a.py", 2, column, 2, end, value=value, kind="token")


def outcome(line: bytes, before: bytes = b"", finding: Finding | None = None, excluded: bytes = b"") -> Outcome:
    finding = finding or placed(line)
    return apply([finding], lambda _: (line, before), lambda path: path == excluded, TODAY)


STAYS = [
    (LINE, b""),
    (LINE + b"  # hushlint: ignore[other-rule] a reason", b""),
    (LINE + b"  # hushlint: ignore[a-rule-too] a reason", b""),
    (LINE + b"  # hushlint: ignore-next[a-rule] a reason", b""),
    (LINE + b"  # pragma: allowlist nextline secret", b""),
    (LINE, b"# hushlint: ignore[a-rule] a reason"),
    (LINE, b"# hushlint: ignore-next[other-rule] a reason"),
    (LINE, b"# pragma: allowlist secret"),
    (LINE, b"# gitleaks:allow"),
]

REFUSED = [
    (LINE + b"  # hushlint: ignore[a-rule]", b"", "a.py:2: hushlint: ignore gives no reason"),
    (LINE + b"  # hushlint: ignore a reason", b"", "a.py:2: hushlint: ignore names no rule"),
    (
        LINE + b"  # hushlint: ignore[a-rule] until=2026-06-14 why",
        b"",
        "a.py:2: hushlint: ignore expired on 2026-06-14",
    ),
    (LINE + b"  # hushlint: ignore[a-rule] until=never why", b"", "a.py:2: hushlint: ignore has an until="),
    (LINE, b"# hushlint: ignore-next[a-rule]", "a.py:1: hushlint: ignore-next gives no reason"),
]

SILENCED = [
    (LINE + b"  # hushlint: ignore[a-rule] why", b"", ("pragma", "why", "")),
    (LINE + b"  # hushlint: ignore[b-rule,a-rule] why", b"", ("pragma", "why", "")),
    (LINE + b"  # hushlint: ignore[a-rule] until=2026-06-15 why", b"", ("pragma", "why", "2026-06-15")),
    (LINE, b"# hushlint: ignore-next[a-rule] why", ("pragma", "why", "")),
    (b"/* hushlint: ignore[a-rule] why */ " + LINE, b"", ("pragma", "why", "")),
    (LINE + b"  # pragma: allowlist secret", b"", ("pragma: allowlist secret", "", "")),
    (LINE, b"# pragma: allowlist nextline secret", ("pragma: allowlist nextline secret", "", "")),
    (LINE + b"  # gitleaks:allow", b"", ("gitleaks:allow", "", "")),
    (LINE + b"  # gitleaks:allow hushlint: ignore[a-rule] why", b"", ("pragma", "why", "")),
    (LINE + b"  # hushlint: ignore[a-rule] gitleaks:allow", b"", ("gitleaks:allow", "", "")),
    ("ключ = '".encode() + VALUE + b"'  # gitleaks:allow", b"", ("gitleaks:allow", "", "")),
    (b"k\xe9y = '" + VALUE + b"'  # gitleaks:allow", b"", ("gitleaks:allow", "", "")),
]


@pytest.mark.parametrize(("line", "before"), STAYS)
def test_the_finding_stays_without_a_word(line: bytes, before: bytes) -> None:
    assert outcome(line, before) == ((placed(line),), (), ())


@pytest.mark.parametrize(("line", "before", "note"), REFUSED)
def test_the_finding_stays_and_a_note_says_why(line: bytes, before: bytes, note: str) -> None:
    kept, suppressed, (said,) = outcome(line, before)
    assert (kept, suppressed) == ((placed(line),), ())
    assert said.startswith(note)
    assert said.endswith("; [a-rule] is not suppressed")


@pytest.mark.parametrize(("line", "before", "expected"), SILENCED)
def test_the_finding_is_silenced(line: bytes, before: bytes, expected: tuple[str, str, str]) -> None:
    kept, (suppression,), notes = outcome(line, before)
    assert (kept, notes) == ((), ())
    assert suppression.finding == placed(line)
    assert (suppression.by, suppression.reason, suppression.expires) == expected


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (b'password = "gitleaks:allow"', b"gitleaks:allow"),
        (b'password = "x-gitleaks:allow-y"', b"x-gitleaks:allow-y"),
        (b'password = "my gitleaks:allow pw"', b"my gitleaks:allow pw"),
        (b"PASSWORD=hunter#gitleaks:allow", b"hunter#gitleaks:allow"),
        (b"PASSWORD=hushlint:ignore[a-rule]because", b"hushlint:ignore[a-rule]because"),
        ("пароль = 'ключgitleaks:allow'".encode(), "ключgitleaks:allow".encode()),
        (b"a = 'pragma: allowlist secret'", b"pragma: allowlist secret"),
    ],
)
def test_a_pragma_inside_the_value_is_data(line: bytes, value: bytes) -> None:
    kept, suppressed, _ = outcome(line, finding=placed(line, value))
    assert (len(kept), suppressed) == (1, ())


def test_a_pragma_beside_a_value_that_looks_like_one_counts() -> None:
    line = b'password = "gitleaks:allow"  # hushlint: ignore[a-rule] documented'
    _, (suppression,), _ = outcome(line, finding=placed(line, b"gitleaks:allow"))
    assert suppression.reason == "documented"


def test_the_same_value_again_on_the_line_is_data_too() -> None:
    line = b"a = 'x gitleaks:allow'; b = 'x gitleaks:allow'"
    finding = placed(line, b"x gitleaks:allow")
    again = replace(finding, column=30, end_column=46)
    assert not outcome(line, finding=finding)[1]
    assert not outcome(line, finding=again)[1]


def test_a_value_that_differs_from_its_bytes_is_judged_by_its_columns() -> None:
    line = rb'key = "-----BEGIN\ngitleaks:allow\n-----END"'
    finding = replace(placed(line, line[7:-1]), value=b"-----BEGIN\ngitleaks:allow\n-----END")
    assert not outcome(line, finding=finding)[1]


@pytest.mark.parametrize(
    ("line", "before", "silenced"),
    [
        (b"-----BEGIN KEY-----", b"# hushlint: ignore-next[a-rule] test key", True),
        (b"/* hushlint: ignore[a-rule] test key */ x = `-----BEGIN KEY-----", b"", True),
        (b"-----BEGIN KEY-----", b"", False),
        (b"-----BEGIN KEY----- gitleaks:allow", b"", False),
    ],
)
def test_a_private_key_takes_its_pragma_on_or_above_its_first_line(line: bytes, before: bytes, silenced: bool) -> None:
    begin = line.find(b"-----BEGIN")
    value = line[begin:] + b"\nMIIE\n-----END KEY-----"
    finding = Finding("a-rule", "A", Severity.HIGH, b"k", 2, begin + 1, 4, 18, value=value, kind="key")
    assert bool(outcome(line, before, finding)[1]) is silenced


def test_a_finding_without_value_takes_a_pragma_too() -> None:
    line = b"put(Type='String')  # hushlint: ignore[ssm-plain-string] public name"
    finding = Finding("ssm-plain-string", "P", Severity.HIGH, b"a.py", 2, 1, 2, 70, subject="/a/b/c")
    assert outcome(line, finding=finding)[1][0].reason == "public name"


def test_an_excluded_path_is_listed_as_such() -> None:
    kept, (suppression,), _ = outcome(LINE, excluded=b"a.py")
    assert (kept, suppression.by, suppression.reason) == ((), "exclude", "")


def test_one_pragma_silences_only_its_rule_of_two_on_a_line() -> None:
    line = LINE + b"  # hushlint: ignore[a-rule] why"
    findings = [placed(line), placed(line, rule="b-rule")]
    kept, suppressed, _ = apply(findings, lambda _: (line, b""), lambda _: False, TODAY)
    assert [item.rule for item in kept] == ["b-rule"]
    assert [item.finding.rule for item in suppressed] == ["a-rule"]


def test_a_note_is_said_once() -> None:
    line = LINE + b"  # hushlint: ignore[a-rule]"
    assert len(apply([placed(line)] * 3, lambda _: (line, b""), lambda _: False, TODAY)[2]) == 1
