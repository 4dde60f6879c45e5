"""Which findings a pragma, an allowance or an excluded path silences: its own and nothing else, until its end."""

from dataclasses import replace
from datetime import date

import pytest

from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.suppress.foreign import FOREIGN
from hushlint.suppress.stage import Judged, apply
from hushlint.suppress.terms import Terms

TODAY = date(2026, 6, 15)
VALUE = b"Zq8vK2mX" + b"7rT4wY9b"
LINE = b'key = "' + VALUE + b'"'


def placed(line: bytes, value: bytes = VALUE, rule: str = "a-rule") -> Finding:
    """A finding of a value in a line, its columns counted as the pipeline does."""
    column = len(line[: line.find(value)].decode("utf-8", "surrogateescape")) + 1
    end = column + len(value.decode("utf-8", "surrogateescape"))
    return Finding(rule, "A", Severity.HIGH, b"a.py", 2, column, 2, end, value=value, kind="token")


def outcome(line: bytes, before: bytes = b"", finding: Finding | None = None, excluded: bytes = b"") -> Judged:
    finding = finding or placed(line)
    terms = Terms(TODAY, excluded=lambda path: path == excluded)
    return apply([finding], lambda _: before + b"\n" + line + b"\n", terms)


STAYS = [
    (LINE, b""),
    (LINE + b"  # hushlint: ignore-next[a-rule] a reason", b""),
    (LINE + b"  # pragma: allowlist nextline secret", b""),
    (LINE, b"# hushlint: ignore[other-rule] a reason"),
    (LINE, b"# hushlint: ignore-start[other-rule] a reason"),
    (LINE, b"# pragma: allowlist secret"),
    (LINE, b"# gitleaks:allow"),
]

REFUSED = [
    (LINE + b"  # hushlint: ignore[a-rule]", b"", "a.py:2: hushlint: ignore gives no reason"),
    (LINE + b"  # hushlint: ignore a reason", b"", "a.py:2: hushlint: ignore names no rule"),
    (LINE + b"  # hushlint: ignore[a-rule] until=never why", b"", "a.py:2: hushlint: ignore has an until="),
    (LINE, b"# hushlint: ignore-next[a-rule]", "a.py:1: hushlint: ignore-next gives no reason"),
    (LINE, b"# hushlint: ignore-next-line[a-rule] why", "a.py:1: hushlint: ignore-next-line is no word of ours"),
    (LINE + b"  # hushlint: allow[a-rule] why", b"", "a.py:2: hushlint: allow is no word of ours"),
    (LINE + b"  # hushlint: ignore[*] why", b"", "a.py:2: hushlint: ignore[*] names another rule"),
    (LINE + b"  # hushlint: ignore[b-rule] why", b"", "a.py:2: hushlint: ignore[b-rule] names another rule"),
    (LINE + b"  # hushlint: ignore[a-rule-too] why", b"", "a.py:2: hushlint: ignore[a-rule-too] names another rule"),
    (LINE, b"# hushlint: ignore-next[b-rule] why", "a.py:1: hushlint: ignore-next[b-rule] names another rule"),
    (LINE, b"# hushlint: ignore[a-rule] why", "a.py:1: hushlint: ignore[a-rule] speaks of its own line"),
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
    assert outcome(line, before)[:4] == ((placed(line),), (), (), ())


@pytest.mark.parametrize(("line", "before", "note"), REFUSED)
def test_the_finding_stays_and_a_note_says_why(line: bytes, before: bytes, note: str) -> None:
    kept, suppressed, (said,) = outcome(line, before)[:3]
    assert (kept, suppressed) == ((placed(line),), ())
    assert said.startswith(note)
    assert said.endswith("; [a-rule] is not suppressed")


@pytest.mark.parametrize(("line", "before", "expected"), SILENCED)
def test_the_finding_is_silenced(line: bytes, before: bytes, expected: tuple[str, str, str]) -> None:
    kept, (suppression,), notes = outcome(line, before)[:3]
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
    kept, suppressed = outcome(line, finding=placed(line, value))[:2]
    assert (len(kept), suppressed) == (1, ())


def test_a_pragma_beside_a_value_that_looks_like_one_counts() -> None:
    line = b'password = "gitleaks:allow"  # hushlint: ignore[a-rule] documented'
    (suppression,) = outcome(line, finding=placed(line, b"gitleaks:allow")).suppressed
    assert suppression.reason == "documented"


def test_the_same_value_again_on_the_line_is_data_too() -> None:
    line = b"a = 'x gitleaks:allow'; b = 'x gitleaks:allow'"
    finding = placed(line, b"x gitleaks:allow")
    again = replace(finding, column=30, end_column=46)
    assert not outcome(line, finding=finding).suppressed
    assert not outcome(line, finding=again).suppressed


def test_a_value_that_differs_from_its_bytes_is_judged_by_its_columns() -> None:
    line = rb'key = "-----BEGIN\ngitleaks:allow\n-----END"'
    finding = replace(placed(line, line[7:-1]), value=b"-----BEGIN\ngitleaks:allow\n-----END")
    assert not outcome(line, finding=finding).suppressed


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
    assert bool(outcome(line, before, finding).suppressed) is silenced


def test_a_finding_without_value_takes_a_pragma_too() -> None:
    line = b"put(Type='String')  # hushlint: ignore[ssm-plain-string] public name"
    finding = Finding("ssm-plain-string", "P", Severity.HIGH, b"a.py", 2, 1, 2, 70, subject="/a/b/c")
    assert outcome(line, finding=finding).suppressed[0].reason == "public name"


def test_an_excluded_path_is_listed_as_such() -> None:
    kept, (suppression,) = outcome(LINE, excluded=b"a.py")[:2]
    assert (kept, suppression.by, suppression.reason) == ((), "exclude", "")


def test_one_pragma_silences_only_its_rule_of_two_on_a_line() -> None:
    line = LINE + b"  # hushlint: ignore[a-rule] why"
    findings = [placed(line), placed(line, rule="b-rule")]
    kept, suppressed = apply(findings, lambda _: b"\n" + line, Terms(TODAY))[:2]
    assert [item.rule for item in kept] == ["b-rule"]
    assert [item.finding.rule for item in suppressed] == ["a-rule"]


def test_a_pragma_that_counts_on_the_line_above_is_no_mistake() -> None:
    text = LINE + b"  # hushlint: ignore[a-rule] why\n" + LINE
    result = judged(text, 1, 2)
    assert ([item.line for item in result.findings], result.notes) == ([2], ())


def test_a_note_is_said_once() -> None:
    line = LINE + b"  # hushlint: ignore[a-rule]"
    assert len(apply([placed(line)] * 3, lambda _: b"\n" + line, Terms(TODAY)).notes) == 1


def judged(text: bytes, *lines: int, terms: Terms | None = None) -> Judged:
    """The findings of the value on these lines of a text."""
    rows = text.split(b"\n")
    findings = [replace(placed(rows[number - 1]), line=number, end_line=number) for number in lines]
    return apply(findings, lambda _: text, terms or Terms(TODAY))


def test_a_block_silences_what_stands_in_it_and_nothing_else() -> None:
    text = b"\n".join([LINE, b"# hushlint: ignore-start[a-rule] why", LINE, b"# hushlint: ignore-end", LINE])
    result = judged(text, 1, 3, 5)
    assert [item.line for item in result.findings] == [1, 5]
    assert [(item.finding.line, item.reason, item.source) for item in result.suppressed] == [(3, "why", "a.py:2")]


def test_a_block_that_is_not_closed_silences_nothing_and_says_so() -> None:
    result = judged(b"# hushlint: ignore-start[a-rule] why\n" + LINE, 2)
    assert [item.line for item in result.findings] == [2]
    assert result.notes == ("a.py:1: hushlint: ignore-start has no ignore-end below it; [a-rule] is not suppressed",)


def test_a_file_s_pragma_silences_its_rule_in_the_whole_file() -> None:
    text = b"# hushlint: ignore-file[a-rule] fixtures\n" + b"\n" * 50 + LINE
    assert [item.reason for item in judged(text, 52).suppressed] == ["fixtures"]
    other = judged(text.replace(b"a-rule", b"b-rule"), 52)
    assert (len(other.findings), other.notes) == (1, ())


def test_a_pragma_between_the_lines_of_a_value_is_data() -> None:
    text = b'k = "-----BEGIN\n# hushlint: ignore-file[a-rule] why\n-----END"'
    finding = Finding("a-rule", "A", Severity.HIGH, b"a.py", 1, 6, 3, 9, value=text[5:-1], kind="key")
    assert not apply([finding], lambda _: text, Terms(TODAY)).suppressed


EXPIRY = [("2026-06-14", False), ("2026-06-15", True), ("2026-06-16", True), ("2999-01-01", True)]


@pytest.mark.parametrize(("until", "counts"), EXPIRY)
@pytest.mark.parametrize("form", ["ignore", "ignore-file"])
def test_its_last_day_still_counts_then_it_is_a_finding(until: str, counts: bool, form: str) -> None:
    text = LINE + f"  # hushlint: {form}[a-rule] until={until} why".encode()
    result = judged(text, 1)
    assert (len(result.findings), len(result.suppressed)) == (int(not counts), int(counts))
    assert [(item.rule, item.line, item.title) for item in result.expired] == (
        [] if counts else [("suppression-expired", 1, f"Suppression expired on {until}")]
    )


def test_the_clock_alone_ends_it() -> None:
    text = LINE + b"  # hushlint: ignore[a-rule] until=2026-06-15 why"
    assert judged(text, 1, terms=Terms(date(2026, 6, 15))).suppressed
    assert not judged(text, 1, terms=Terms(date(2026, 6, 16))).suppressed


SAMPLES = {
    "detect-secrets": "pragma: allowlist secret",
    "gitleaks": "gitleaks:allow",
    "betterleaks": "betterleaks:allow",
    "trufflehog": "trufflehog:ignore",
    "ggshield": "ggignore",
    "secretlint": "secretlint-disable-line",
    "nosec": "nosec B105",
    "noqa": "noqa: S105",
    "kingfisher": "kingfisher:ignore",
}


@pytest.mark.parametrize("tool", sorted({item.tool for item in FOREIGN}))
def test_another_tool_s_pragma_counts_while_it_is_switched_on(tool: str) -> None:
    text = LINE + f"  # {SAMPLES[tool]}".encode() + b"\n" + LINE
    (suppression,) = judged(text, 1, 2).suppressed
    assert (suppression.finding.line, suppression.by == "pragma") == (1, False)
    off = Terms(TODAY, foreign=lambda _: [item for item in FOREIGN if item.tool != tool])
    assert not judged(text, 1, 2, terms=off).suppressed


def test_another_tool_s_pragma_speaks_of_secrets_only() -> None:
    line = b"put(Type='String')  # nosec gitleaks:allow"
    finding = Finding("ssm-plain-string", "P", Severity.HIGH, b"a.py", 2, 1, 2, 70, subject="/a/b/c")
    assert not outcome(line, finding=finding).suppressed


# The text at the base, the text now, whether the pragma in force counts as added by the change.
PRAGMA = b"  # hushlint: ignore[a-rule] why"
NEXT_LINE = b"# hushlint: ignore-next[a-rule] why"
HEAD_LINE = b"# hushlint: ignore-file[a-rule] why"
CHANGES = [
    (LINE + PRAGMA, LINE + PRAGMA, False),
    (LINE + PRAGMA, b"\n\n    " + LINE + PRAGMA, False),
    (b"", LINE + PRAGMA, True),
    (LINE, LINE + PRAGMA, True),
    (LINE.replace(b"key", b"old") + PRAGMA, LINE + PRAGMA, True),
    (NEXT_LINE + b"\n" + LINE, NEXT_LINE + b"\n" + LINE, False),
    (NEXT_LINE + b"\nx = 1", NEXT_LINE + b"\n" + LINE, True),
    (HEAD_LINE + b"\nx = 1", HEAD_LINE + b"\n" + LINE, False),
    (b"x = 1", HEAD_LINE + b"\n" + LINE, True),
]


@pytest.mark.parametrize("protected", [False, True])
@pytest.mark.parametrize(("base", "now", "added"), CHANGES)
def test_what_a_change_adds_is_marked_and_where_protected_ignored(
    base: bytes, now: bytes, added: bool, protected: bool
) -> None:
    at = next(number for number, line in enumerate(now.split(b"\n"), 1) if LINE in line)
    result = judged(now, at, terms=Terms(TODAY, base=lambda _: base, protected=protected))
    counts = not (added and protected)
    assert [item.added for item in result.suppressed] == [added] * counts
    assert len(result.findings) == int(not counts)
    assert bool(result.notes) is not counts
