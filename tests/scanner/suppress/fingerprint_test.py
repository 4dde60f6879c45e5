"""The fingerprint stays where the secret stays the same, changes where it does not, and tells nothing of a password."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.suppress.fingerprint import fingerprint, number

VALUE = b"Zq8vK2mX" + b"7rT4wY9b"
TOKEN = Finding("a-rule", "A", Severity.HIGH, b"a.py", 5, 7, value=VALUE, kind="token", name=b"API_KEY")
POLICY = Finding("ssm-plain-string", "P", Severity.HIGH, b"a.py", 5, subject="/app/prod/db")

STAYS: dict[str, dict[str, Any]] = {
    "moved": {"line": 90, "end_line": 90},
    "re-indented": {"column": 40, "end_column": 56},
    "renamed file": {"path": b"src/b.py"},
    "another commit": {"commit": "c0ffee" * 6, "author": "A", "date": "2026-01-01"},
    "name's case": {"name": b"api_key"},
    "severity": {"severity": Severity.LOW, "confidence": "low", "why": "W", "title": "T"},
}

CHANGES: dict[str, dict[str, Any]] = {
    "rule": {"rule": "b-rule"},
    "name": {"name": b"OTHER_KEY"},
    "no name": {"name": b""},
    "value": {"value": VALUE[::-1]},
}


def of(finding: Finding) -> str:
    (numbered,) = number([finding])
    return numbered.fingerprint


@pytest.mark.parametrize("name", STAYS)
def test_stays(name: str) -> None:
    assert of(replace(TOKEN, **STAYS[name])) == of(TOKEN)


@pytest.mark.parametrize("name", CHANGES)
def test_changes(name: str) -> None:
    assert of(replace(TOKEN, **CHANGES[name])) != of(TOKEN)


def test_the_format_is_fixed() -> None:
    """A change of these values invalidates every published baseline."""
    bits = sha256(VALUE).hexdigest()
    expected = sha256(f"a-rule\0api_key\0{bits[:4]}\x000".encode()).hexdigest()[:32]
    assert fingerprint("a-rule", b"API_KEY", VALUE, "token", "", 0) == expected
    expected = sha256(f"a-rule\0api_key\0{bits[:2]}\x003".encode()).hexdigest()[:32]
    assert fingerprint("a-rule", b"API_KEY", VALUE, "password", "", 3) == expected
    expected = sha256(b"a-rule\0/app/prod/db").hexdigest()[:32]
    assert fingerprint("a-rule", b"", b"", "none", "/app/prod/db", 0) == expected


@pytest.mark.parametrize(
    ("rule", "kind", "remain"),
    [
        ("a-rule", "token", range(1, 4)),
        ("a-rule", "key", range(1, 4)),
        ("a-rule", "password", range(20, 60)),
        ("a-rule", "dsn", range(20, 60)),
        ("generic-assignment", "token", range(20, 60)),
    ],
)
def test_guesses_that_a_published_fingerprint_leaves_possible(rule: str, kind: str, remain: range) -> None:
    published = fingerprint(rule, b"password", b"guess" + b"1234", kind, "", 0)
    guesses = (f"guess{at}".encode() for at in range(10_000))
    assert sum(fingerprint(rule, b"password", guess, kind, "", 0) == published for guess in guesses) in remain


def test_equal_ones_of_a_file_are_counted_from_its_top() -> None:
    lower, upper = replace(TOKEN, line=9), replace(TOKEN, line=2)
    first, second = number([lower, upper])
    assert (first.line, second.line) == (9, 2)
    assert second.fingerprint == of(TOKEN)
    assert first.fingerprint == fingerprint("a-rule", b"API_KEY", VALUE, "token", "", 1)


def test_each_file_and_each_commit_counts_for_itself() -> None:
    findings = [TOKEN, replace(TOKEN, path=b"b.py"), replace(TOKEN, commit="c0ffee")]
    assert {item.fingerprint for item in number(findings)} == {of(TOKEN)}


def test_findings_without_value_go_by_their_object() -> None:
    assert of(replace(POLICY, path=b"b.py", line=9)) == of(POLICY)
    assert of(replace(POLICY, subject="/app/prod/other")) != of(POLICY)
    first, second = number([POLICY, replace(POLICY, line=9)])
    assert first.fingerprint == of(POLICY) != second.fingerprint


def test_without_an_object_it_is_the_file() -> None:
    assert of(replace(POLICY, subject="", path=b"b\xff")) != of(replace(POLICY, subject="", path=b"b"))


@given(
    st.lists(
        st.builds(
            lambda value, line: replace(TOKEN, value=value, kind="password", line=line),
            st.binary(min_size=1, max_size=2),
            st.integers(1, 50),
        ),
        max_size=60,
    )
)
def test_no_two_of_a_file_share_one_even_when_their_bits_do(findings: list[Finding]) -> None:
    numbered = number(findings)
    assert len({item.fingerprint for item in numbered}) == len(findings)
    assert [replace(item, fingerprint="") for item in numbered] == findings
    assert all(len(item.fingerprint) == 32 for item in numbered)
