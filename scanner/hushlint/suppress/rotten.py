"""Suppressions that are over, or silence nothing, as findings of their own."""

from collections.abc import Iterable, Iterator
from datetime import date

from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.suppress.baseline import NAME, Entry
from hushlint.suppress.directives import Directive
from hushlint.suppress.terms import Allowance

EXPIRED = "suppression-expired"
UNUSED = "suppression-unused"
RULES = (EXPIRED, UNUSED)
WHERE = "docs/suppressions.md"

_IDS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")

_WHY_EXPIRED = "It was meant to last until then; what it silenced is reported again."
_FIX_EXPIRED = "Rotate and remove the value, or judge it anew and give it another last day."
_WHY_UNUSED = "What it was for is gone; left standing, it would silence the next one without anybody's decision."
_FIX_UNUSED = "Remove it."
_WHY_DIFFERING = "Two branches reviewed it, or gave it last days: the earliest day and the stricter verdict hold."
_FIX_DIFFERING = "hushlint baseline update leaves one line that says so."
_FIX_ENTRY = "hushlint baseline update removes it."

# Of each rule what is said of it where no finding is at hand: title, severity, why, fix.
TEXTS = {
    EXPIRED: ("Suppression whose last day is over", Severity.LOW, _WHY_EXPIRED, _FIX_EXPIRED),
    UNUSED: (
        "Suppression that silences nothing",
        Severity.INFO,
        _WHY_UNUSED,
        f"{_FIX_UNUSED} For a line of the baseline: {_FIX_ENTRY}",
    ),
}


def expired_pragma(path: bytes, directive: Directive) -> Finding:
    """The finding for a pragma whose day is over and whose secret is still there."""
    pragma = directive.pragma
    return _at_pragma(EXPIRED, f"Suppression expired on {pragma.expires}", Severity.LOW, path, directive,
                      _WHY_EXPIRED, _FIX_EXPIRED)  # fmt: skip


def expired_allowance(allowance: Allowance) -> Finding:
    """The same for an [[allow]] of the settings."""
    return _at_allowance(EXPIRED, f"Suppression expired on {allowance.expires}", Severity.LOW, allowance, _WHY_EXPIRED,
                         _FIX_EXPIRED)  # fmt: skip


def expired_entry(entry: Entry) -> Finding:
    """The same for a line of the baseline."""
    return _at_entry(EXPIRED, f"Baseline entry expired on {entry.expires}", Severity.LOW, entry, _WHY_EXPIRED,
                     _FIX_EXPIRED)  # fmt: skip


def unused_pragmas(
    path: bytes, directives: Iterable[Directive], used: frozenset[tuple[bytes, int, int]]
) -> Iterator[Finding]:
    """Findings for the pragmas of a file that was judged whole and that silence nothing in it.

    Only ours: another tool's may silence that tool. None for one that is incomplete (it says so where it is meant),
    whose rules are no ids (an example of how to write one), that stands in a string (another one), or that speaks of
    these very findings.
    """
    for directive in directives:
        pragma = directive.pragma
        if not directive.is_ours or directive.is_quoted or pragma.problem:
            continue
        if (path, directive.line, pragma.start) in used:
            continue
        if all(_IDS.issuperset(rule) for rule in pragma.rules) and not set(pragma.rules) & set(RULES):
            yield _at_pragma(UNUSED, "Suppression silences nothing", Severity.INFO, path, directive,
                             _WHY_UNUSED, _FIX_UNUSED)  # fmt: skip


def unused_entry(entry: Entry) -> Finding:
    """The finding for a line of the baseline that matches nothing."""
    return _at_entry(UNUSED, "Baseline entry matches nothing", Severity.INFO, entry, _WHY_UNUSED, _FIX_ENTRY)


def differing_entry(entry: Entry) -> Finding:
    """The finding for lines of the baseline that say different things of one finding."""
    lines = " and ".join(map(str, sorted((entry.line, *entry.others))))
    return _at_entry(UNUSED, f"Baseline lines {lines} say different things of one finding", Severity.INFO, entry,
                     _WHY_DIFFERING, _FIX_DIFFERING)  # fmt: skip


def unused_allowance(allowance: Allowance) -> Finding:
    """The finding for an [[allow]] of the settings that matches nothing."""
    return _at_allowance(UNUSED, "Allowance matches nothing", Severity.INFO, allowance, _WHY_UNUSED, _FIX_UNUSED)


def names(directive: Directive) -> str:
    """How a pragma is called in messages: its word and its rules."""
    pragma = directive.pragma
    if not directive.is_ours:
        return pragma.by
    return f"{pragma.word}[{','.join(pragma.rules)}]"


def day(value: date | None) -> str:
    """A last day as reports have it, empty for none."""
    return value.isoformat() if value else ""


def _at_pragma(
    rule: str, title: str, severity: Severity, path: bytes, directive: Directive, why: str, fix: str
) -> Finding:
    return Finding(rule, title, severity, path, directive.line, directive.column, directive.line,
                   directive.end_column, subject=names(directive), why=why, fix=fix)  # fmt: skip


def _at_allowance(rule: str, title: str, severity: Severity, allowance: Allowance, why: str, fix: str) -> Finding:
    file, _, line = allowance.origin.rpartition(":")
    subject = f"allow {', '.join(allowance.rules)}"
    return Finding(rule, title, severity, file.encode(), int(line), end_line=int(line), subject=subject, why=why,
                   fix=fix)  # fmt: skip


def _at_entry(rule: str, title: str, severity: Severity, entry: Entry, why: str, fix: str) -> Finding:
    subject = f"{entry.rule} in {entry.path.decode('utf-8', 'surrogateescape')}"
    return Finding(rule, title, severity, NAME, entry.line, 1, entry.line, 2, subject=subject, why=why, fix=fix)
