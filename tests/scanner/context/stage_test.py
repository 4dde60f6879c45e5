"""A secret at a path: whether its rule looks there, and what severity the place leaves it."""

from typing import Any

import pytest

from hushlint.context.stage import place
from hushlint.model.finding import Place
from hushlint.model.rule import Rule, Severity
from hushlint.model.secret import Secret

WHERE = Place(3, 5, 4, 9)


def secret(
    provider: str = "acme", severity: Severity = Severity.HIGH, paths: tuple[str, ...] = (), **more: Any
) -> Secret:
    rule = Rule(
        f"{provider}-key",
        "A key",
        provider,
        "secrets",
        Severity.CRITICAL,
        "x",
        "https://acme.example/",
        "W.",
        "F.",
        paths=paths,
    )
    return Secret(rule, 1, 9, b"the" + b"value", b"name", severity, **more)


def test_a_rule_that_does_not_look_there_is_silent() -> None:
    assert place(secret(paths=("*.yml",)), WHERE, b"a.py") is None


# Provider, severity, path: severity of the finding.
SEVERITIES = {
    "elsewhere": ("generic", Severity.MEDIUM, b"src/a.py", Severity.MEDIUM),
    "a label in a translation": ("generic", Severity.MEDIUM, b"config/locales/eu.yml", Severity.LOW),
    "a token in a test is a token": ("acme", Severity.HIGH, b"tests/a.py", Severity.HIGH),
    "a token in docs is a token": ("acme", Severity.CRITICAL, b"README.md", Severity.CRITICAL),
    "a guess in a test": ("generic", Severity.MEDIUM, b"tests/a.py", Severity.LOW),
    "a guess in an example": ("generic", Severity.HIGH, b"a.example", Severity.LOW),
    "a guess in docs": ("generic", Severity.MEDIUM, b"docs/a", Severity.LOW),
    "what was less stays less": ("generic", Severity.INFO, b"tests/a.py", Severity.INFO),
}


@pytest.mark.parametrize(("provider", "given", "path", "left"), SEVERITIES.values(), ids=SEVERITIES.keys())
def test_severity(provider: str, given: Severity, path: bytes, left: Severity) -> None:
    finding = place(secret(provider, given), WHERE, path)
    assert finding is not None
    assert finding.severity is left


def test_all_that_is_known_is_carried_over() -> None:
    finding = place(secret(verified="checksum", note="it ends early"), WHERE, b"tests/a.py")
    assert finding is not None
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == WHERE
    assert (finding.rule, finding.title, finding.path) == ("acme-key", "A key", b"tests/a.py")
    assert (finding.value, finding.name, finding.kind) == (b"the" + b"value", b"name", "token")
    assert (finding.verified, finding.contexts, finding.confidence) == ("checksum", ("test",), "high")
    assert (finding.why, finding.fix) == ("W. (it ends early)", "F.")


@pytest.mark.parametrize(
    ("provider", "verified", "confidence"),
    [("generic", "", "medium"), ("acme", "", "high"), ("generic", "structure", "high"), ("acme", "checksum", "high")],
)
def test_confidence(provider: str, verified: str, confidence: str) -> None:
    finding = place(secret(provider, verified=verified), WHERE, b"a.py")
    assert finding is not None
    assert finding.confidence == confidence
