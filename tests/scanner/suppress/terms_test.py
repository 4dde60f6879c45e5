"""What the settings say of a finding: allowances silence what they name until their end, disabled rules are nowhere."""

from dataclasses import replace
from datetime import date

import pytest

from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.suppress.stage import Judged, apply
from hushlint.suppress.terms import Allowance, Terms

TODAY = date(2026, 6, 15)
VALUE = b"Zq8vK2mX" + b"7rT4wY9b"
LINE = b'key = "' + VALUE + b'"'
FINDING = Finding("a-rule", "A", Severity.HIGH, b"a.py", 1, 8, 1, 24, value=VALUE, kind="token")


def judged(terms: Terms) -> Judged:
    return apply([FINDING], lambda _: LINE, terms)


# An allowance of [a-rule] for `why`: its other fields, whether it silences.
ALLOWANCES: list[tuple[dict[str, object], bool]] = [
    ({}, True),
    ({"rules": ("b-rule",)}, False),
    ({"rules": ("b-rule", "a-rule")}, True),
    ({"covers": lambda path: path == b"b.py"}, False),
    ({"matches": lambda value: value != VALUE}, False),
    ({"expires": date(2026, 6, 14)}, False),
    ({"expires": date(2026, 6, 15)}, True),
]


@pytest.mark.parametrize(("fields", "silenced"), ALLOWANCES)
def test_an_allowance_silences_what_it_names(fields: dict[str, object], silenced: bool) -> None:
    allowance = replace(Allowance(("a-rule",), "why", "c.toml:3"), **fields)  # type: ignore[arg-type]
    result = judged(Terms(TODAY, allowances=(allowance,)))
    said = [(item.by, item.reason, item.source) for item in result.suppressed]
    assert said == [("allow", "why", "c.toml:3")] * silenced
    over = allowance.expires == date(2026, 6, 14)
    told = [(item.rule, item.path, item.line) for item in result.expired]
    assert told == [("suppression-expired", b"c.toml", 3)] * over


def test_a_rule_that_does_not_run_there_is_nowhere() -> None:
    terms = Terms(TODAY, disabled=lambda rule, path: (rule, path) == ("a-rule", b"a.py"))
    assert judged(terms)[:2] == ((), ())
