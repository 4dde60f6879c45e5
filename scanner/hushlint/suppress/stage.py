"""Which findings do not count, by excluded path or pragma, and what is wrong with pragmas that did not help."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from hushlint.model.finding import Finding, Suppression
from hushlint.suppress.pragmas import LINE, NEXT, OURS, Pragma, find

EXCLUDE = "exclude"

# A finding's own line (its first, where it has several) and the line before, raw bytes, empty where there is none.
LinesOf = Callable[[Finding], tuple[bytes, bytes]]
Excluded = Callable[[bytes], bool]
Outcome = tuple[tuple[Finding, ...], tuple[Suppression, ...], tuple[str, ...]]


def apply(findings: Iterable[Finding], lines_of: LinesOf, excluded: Excluded, today: date) -> Outcome:
    """The findings that stay, the suppressions, and one line for each pragma that meant a finding and failed.

    A pragma counts on the finding's first line, or with `ignore-next` (`allowlist nextline`) on the line before:
    a private key's stands beside or above its BEGIN line. One inside the value itself is data and never counts.
    """
    kept: list[Finding] = []
    suppressed: list[Suppression] = []
    notes: dict[str, None] = {}
    for finding in findings:
        if excluded(finding.path):
            suppressed.append(Suppression(finding, EXCLUDE))
            continue
        meant = list(_meant(finding, *lines_of(finding)))
        faults = [(pragma, _fault(pragma, today)) for pragma in meant]
        valid = [pragma for pragma, fault in faults if not fault]
        if valid:
            suppressed.append(_suppression(finding, valid))
            continue
        kept.append(finding)
        notes.update((_note(finding, pragma, fault), None) for pragma, fault in faults)
    return tuple(kept), tuple(suppressed), tuple(notes)


def _meant(finding: Finding, line: bytes, before: bytes) -> Iterator[Pragma]:
    """The pragmas that speak of this finding's line and rule."""
    for pragma in find(line):
        if pragma.scope == LINE and pragma.names(finding.rule) and not _is_data(pragma, finding, line):
            yield pragma
    for pragma in find(before):
        if pragma.scope == NEXT and pragma.names(finding.rule):
            yield pragma


def _is_data(pragma: Pragma, finding: Finding, line: bytes) -> bool:
    """Whether any of it lies inside the value: by the finding's columns, or where the value's bytes stand again."""
    if not finding.value:
        return False
    start, end = (len(line[:at].decode("utf-8", "surrogateescape")) + 1 for at in (pragma.start, pragma.end))
    ends_here = finding.end_line == finding.line and finding.end_column <= start
    if finding.column < end and not ends_here:
        return True
    reach = len(finding.value) - 1
    return line.find(finding.value, max(0, pragma.start - reach), pragma.end + reach) >= 0


def _fault(pragma: Pragma, today: date) -> str:
    """Why it suppresses nothing; empty when it does. Its last day still counts."""
    if pragma.problem:
        return pragma.problem
    if pragma.expires and pragma.expires < today:
        return f"expired on {pragma.expires}"
    return ""


def _suppression(finding: Finding, valid: Sequence[Pragma]) -> Suppression:
    """By the first of ours where there is one: it has a reason."""
    pragma = min(valid, key=lambda pragma: pragma.by != OURS)
    return Suppression(finding, pragma.by, pragma.reason, pragma.expires.isoformat() if pragma.expires else "")


def _note(finding: Finding, pragma: Pragma, fault: str) -> str:
    above = pragma.scope == NEXT
    where = f"{finding.path.decode('utf-8', 'replace')}:{finding.line - above}"
    return f"{where}: hushlint: {'ignore-next' if above else 'ignore'} {fault}; [{finding.rule}] is not suppressed"
