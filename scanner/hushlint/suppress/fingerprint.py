"""The name of a finding that survives moves, re-indents and renames, and confirms no guess of its value."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from hushlint.model.finding import Finding

_DIGITS = 32

# Hex digits of the value's digest: 16 bits tell an old token from a new one; of a guessable value only 8, so that
# of 10,000 guesses 39 remain possible.
_TOKEN_DIGITS = 4
_GUESSABLE_DIGITS = 2
_GUESSABLE_KINDS = frozenset({"password", "dsn"})
_GENERIC = "generic-"


def fingerprint(rule: str, name: bytes, value: bytes, kind: str, subject: str, ordinal: int) -> str:
    """32 hex digits; `ordinal` counts from 0 the findings of one file that are equal in everything else.

    Without a value rule and `subject` identify the finding, and the ordinal only from the second one on.
    """
    if not value:
        again = [str(ordinal)] if ordinal else []
        return _digest(rule, subject, *again)
    digits = _GUESSABLE_DIGITS if kind in _GUESSABLE_KINDS or rule.startswith(_GENERIC) else _TOKEN_DIGITS
    lowered = name.lower().decode("utf-8", "surrogateescape")
    return _digest(rule, lowered, sha256(value).hexdigest()[:digits], str(ordinal))


def number(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in their order, each with its fingerprint; equal ones of a file are counted from its top.

    To be given all findings of a file, before any is dropped because its line is old or suppressed: otherwise
    a second copy of a known secret gets the first one's fingerprint.
    """
    findings = tuple(findings)
    seen: Counter[tuple[str, bytes, str]] = Counter()
    numbered: dict[int, Finding] = {}
    for at in sorted(range(len(findings)), key=lambda at: (findings[at].line, findings[at].column)):
        item = findings[at]
        first = _of(item, 0)
        key = (item.commit, item.path, first)
        numbered[at] = replace(item, fingerprint=_of(item, seen[key]) if seen[key] else first)
        seen[key] += 1
    return tuple(numbered[at] for at in range(len(findings)))


def _of(item: Finding, ordinal: int) -> str:
    subject = item.subject or item.path.decode("utf-8", "surrogateescape")
    return fingerprint(item.rule, item.name, item.value, item.kind, subject, ordinal)


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]
