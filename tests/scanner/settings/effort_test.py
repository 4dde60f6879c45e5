"""How long `re` may try a pattern: shipped ones pass, slow ones are named, and slow ones really are slow."""

import re
import time

import pytest

from hushlint import catalog
from hushlint.errors import RuleError
from hushlint.match import dialect
from hushlint.settings import effort

QUICK = [
    r"\b(?P<secret>acme-[a-z0-9]{24})\b",
    r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}",
    r"(?:[A-Za-z0-9]{4}-){1,8}[a-z]",
    r"(?:[A-Za-z0-9]{4}){1,8}",
    r"(?:\.[a-z]{1,9}){1,5}",
    r"(?:foo|barbaz){1,5}x",
    r"[a-z_]{0,32}token[ \t]{0,9}=[ \t]{0,9}[^ ]{8,200}",
    r"(?i:key)[a-z]{0,9}=[a-z]{1,9}",
    r"(?:a|b)*c",
    r"[a-z]+://[^/]+/x",
]

# A slow pattern, and a text of so many characters (without a match) on which `re` shows it.
SLOW = [
    (r"(?:a{1,30}){1,30}b", "a" * 24),
    (r"(?:ab|a|b){1,60}c", "ab" * 20),
    (r"(?:ab|cd|[a-d][a-d]){1,60}e", "ab" * 24),
    (r"(?:aa|aaa){1,60}b", "a" * 60),
    (r"(?:a?b?){1,60}c", "ab" * 20),
    (r"(?=(?:a+)+b)x", "a" * 24),
    (r"a{0,900}a{0,900}a{0,900}b", "a" * 400),
    (r"(?i:a{0,900}A{0,900}a{0,900}b)", "a" * 400),
]
REFUSED = [
    *[pattern for pattern, _ in SLOW],
    r"(?:x?){30}x{30}",
    r".{0,9000}password.{0,9000}",
    r"(?:[a-z]{1,9}[0-9]{0,9}){1,9}",
]


@pytest.mark.parametrize("pattern", QUICK)
def test_it_passes(pattern: str) -> None:
    effort.check(pattern, 600)


@pytest.mark.parametrize("pattern", REFUSED)
def test_it_is_refused_in_one_line(pattern: str) -> None:
    with pytest.raises(RuleError, match="slow") as caught:
        effort.check(pattern, 18_000)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("pattern", "text"), SLOW)
def test_what_is_refused_takes_long(pattern: str, text: str) -> None:
    """A tenth of a second where a quick pattern takes a few microseconds."""
    begin = time.process_time()
    assert not re.search(pattern, text)
    assert time.process_time() - begin > 0.05


@pytest.mark.parametrize("pattern", QUICK)
def test_what_passes_is_quick_on_any_letter(pattern: str) -> None:
    for text in ("a" * 600, "ab" * 300, "0" * 600, "a-" * 300, "key=token=" * 60, "aaaa-" * 120, "." * 600):
        begin = time.process_time()
        re.search(pattern, text)
        assert time.process_time() - begin < 0.5


@pytest.mark.parametrize("pattern", ["(a", "(?P<secret>\u0142)", "(" * 5000 + ")" * 5000, "a{99999999999999999999}"])
def test_what_is_no_pattern_is_said(pattern: str) -> None:
    with pytest.raises(RuleError):
        effort.check(pattern, 100)


def test_the_shipped_secret_rules_pass_but_one() -> None:
    refused = set()
    for rule in catalog.secret_rules():
        derived = dialect.derive(rule.pattern)
        try:
            effort.check(rule.confirm or rule.pattern, max(derived.full_width, rule.window) + 64)
        except RuleError:
            refused.add(rule.id)
    assert refused <= {"generic-secret"}
