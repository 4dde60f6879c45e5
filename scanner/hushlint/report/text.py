"""The report for a person: what was found and where, why it matters, what to do, and one line that sums up."""

from collections import Counter
from collections.abc import Iterable, Sequence

from hushlint.model.finding import Finding, Report
from hushlint.model.rule import Severity
from hushlint.report.advice import advise
from hushlint.report.escape import terminal
from hushlint.report.ink import BOLD, DIM, SEVERITY, Ink
from hushlint.report.view import View

_VERIFIED = {"checksum": "checksum matches", "structure": "structure matches"}
_SHORT_COMMIT = 12


def render(report: Report, view: View) -> str:
    """Lines ending with a newline; empty when there is nothing to show and `-v` was not given.

    Quiet: one line for each finding that blocks, and what was not read; nothing else.
    """
    ink = Ink(report, view)
    shown = sorted_for_reading(item for item in report.findings if _is_shown(item, report, view))
    unread = [f"  {_place(item.path, item.reason, ink)}" for item in report.coverage.skipped if not item.accepted]
    if not (shown or unread or view.verbose):
        return ""
    blocks = [_incomplete(unread, ink), *_findings(shown, view, ink)]
    if not view.quiet:
        blocks += [_remarks(report, view, ink), [*advise(report, shown, view, ink), _summary(report, shown, ink)]]
    return ("\n" if view.quiet else "\n\n").join("\n".join(lines) for lines in blocks if lines) + "\n"


def sorted_for_reading(findings: Iterable[Finding]) -> list[Finding]:
    """Files with the worst finding first, then by path; inside a file by line."""
    findings = list(findings)
    worst: dict[bytes, Severity] = {}
    for item in findings:
        worst[item.path] = max(item.severity, worst.get(item.path, Severity.INFO))
    return sorted(findings, key=lambda item: (-worst[item.path], item.path, item.line, item.column, item.rule))


def _is_shown(item: Finding, report: Report, view: View) -> bool:
    if view.quiet:
        return item.severity >= report.fail_on
    return view.verbose or view.job != "hook" or item.severity > Severity.INFO


def _incomplete(unread: list[str], ink: Ink) -> list[str]:
    if not unread:
        return []
    head = f"hushlint: incomplete, {_count(len(unread), 'path')} not read, and a secret may be there:"
    return [ink.paint(head, SEVERITY[Severity.CRITICAL]), *unread]


def _findings(shown: Sequence[Finding], view: View, ink: Ink) -> list[list[str]]:
    """A block of lines for each file; a rule's why and fix follow its first finding only."""
    files: dict[bytes, list[str]] = {}
    told: set[tuple[str, str, str]] = set()
    for item in shown:
        lines = files.setdefault(item.path, [])
        lines.append(_headline(item, ink))
        if view.quiet:
            continue
        lines += _details(item, view, ink)
        texts = (item.rule, item.why, item.fix)
        if texts not in told:
            told.add(texts)
            labels = (("why", item.why), ("fix", item.fix))
            lines += [ink.labelled(label, ink.prose(text)) for label, text in labels if text]
    return list(files.values())


def _headline(item: Finding, ink: Ink) -> str:
    """`path:line:column: severity: title: name value [rule]`, the form that editors jump by."""
    place = f"{ink.path(item.path)}:{item.line}:{item.column}: " if item.path else ""
    title, about = ink.prose(item.title), _object(item, ink)
    what = [f"{title}:" if about else title, *about]
    if item.verified:
        what.append(f"({_VERIFIED.get(item.verified, ink.text(item.verified))})")
    severity = ink.paint(item.severity.label, SEVERITY[item.severity])
    return f"{ink.paint(place, BOLD)}{severity}: {' '.join(what)} [{ink.paint(terminal(item.rule), BOLD)}]"


def _object(item: Finding, ink: Ink) -> list[str]:
    """What the finding is about: the name and what may be seen of the value, or the object that a policy names."""
    if item.value:
        name = ink.text(item.name.decode("utf-8", "replace"))
        return [word for word in (name, ink.value(item)) if word]
    if not item.subject or item.subject.encode("utf-8", "surrogateescape") == item.path:
        return []
    return [ink.text(item.subject)]


def _details(item: Finding, view: View, ink: Ink) -> list[str]:
    lines = []
    if item.commit:
        commit = ink.text(ink.door.reference(item.commit)[:_SHORT_COMMIT])
        origin = [f"commit {commit}", ink.text(item.author), ink.text(ink.door.reference(item.date))]
        lines.append(ink.labelled("in", ", ".join(word for word in origin if word)))
    if view.verbose:
        facts = [item.fingerprint, f"confidence {item.confidence}", *item.contexts]
        lines.append(ink.labelled("id", ", ".join(ink.text(word) for word in facts if word)))
    return lines


def _remarks(report: Report, view: View, ink: Ink) -> list[str]:
    """Notes always; with -v also what was suppressed and what was skipped by design."""
    lines = [f"note: {ink.text(note)}" for note in report.coverage.notes]
    if not view.verbose:
        return lines
    for gone in report.suppressed:
        reason = f", {ink.text(gone.reason)}" if gone.reason else ""
        expires = f", until {ink.text(gone.expires)}" if gone.expires else ""
        where = f"{ink.path(gone.finding.path)}:{gone.finding.line}"
        lines.append(f"suppressed: {where} [{terminal(gone.finding.rule)}] by {ink.text(gone.by)}{reason}{expires}")
    by_design = [item for item in report.coverage.skipped if item.accepted]
    return lines + [f"skipped: {_place(item.path, item.reason, ink)}" for item in by_design]


def _place(path: bytes, reason: str, ink: Ink) -> str:
    return f"{ink.path(path)}: {ink.text(reason)}" if path else ink.text(reason)


def _summary(report: Report, shown: Sequence[Finding], ink: Ink) -> str:
    hidden = len(report.findings) - len(shown)
    parts = [_tally(shown) if shown else "no findings" if report.coverage.complete else "no findings in what was read"]
    if shown and report.exit_code == 0:
        parts.append(f"nothing blocks (fail-on {report.fail_on.label})")
    if hidden:
        parts.append(f"{hidden} info not shown (-v shows {'it' if hidden == 1 else 'them'})")
    if report.suppressed:
        parts.append(f"{len(report.suppressed)} suppressed")
    if not report.coverage.complete:
        parts.append("incomplete")
    if not shown:
        parts.append(_read(report))
    worst = max((item.severity for item in shown), default=Severity.INFO)
    return ink.paint(f"hushlint: {'; '.join(parts)}", SEVERITY[worst] if shown else DIM)


def _tally(shown: Sequence[Finding]) -> str:
    severities = Counter(item.severity for item in shown)
    counts = ", ".join(f"{severities[level]} {level.label}" for level in sorted(severities, reverse=True))
    return f"{_count(len(shown), 'finding')} ({counts}) in {_count(len({item.path for item in shown}), 'file')}"


def _read(report: Report) -> str:
    coverage = report.coverage
    commits = f"{_count(coverage.commits, 'commit')}, " if coverage.commits else ""
    return f"read {commits}{_count(coverage.units, 'file')}, {_count(coverage.bytes, 'byte')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
