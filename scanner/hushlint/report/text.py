"""The report for a person: what was found and where, why it matters, what to do, and one line that sums up."""

from collections import Counter
from collections.abc import Iterator, Sequence

from hushlint.model.finding import Finding, Report
from hushlint.model.rule import Severity
from hushlint.report.advice import advise
from hushlint.report.escape import terminal
from hushlint.report.ink import BOLD, DIM, SEVERITY, Ink
from hushlint.report.order import for_reading
from hushlint.report.redact import Door
from hushlint.report.view import View
from hushlint.report.words import count, covered, origin

# Where nobody looks at the end of a run but at its log, silence would leave open what was looked at.
_TOLD_WHEN_CLEAN = frozenset(("ci", "audit"))
# The jobs that end a commit.
_COMMIT = frozenset(("hook", "message"))


def render(report: Report, view: View, door: Door) -> Iterator[str]:
    """Lines ending with a newline; none when there is nothing to show and neither `-v` nor the job asks for more.

    Quiet: one line for each finding that blocks, and what was not read; nothing else.
    """
    ink = Ink(door, view)
    shown = for_reading(item for item in report.findings if _is_shown(item, report, view))
    unread = [f"  {_place(item.path, item.reason, ink)}" for item in report.coverage.skipped if not item.accepted]
    if not (shown or unread or report.relaxed or view.verbose or (view.job in _TOLD_WHEN_CLEAN and not view.quiet)):
        return
    gap = ""
    for lines in _blocks(report, shown, unread, view, ink):
        if lines:
            yield gap + "\n".join(lines) + "\n"
            gap = "" if view.quiet else "\n"


def _blocks(
    report: Report, shown: Sequence[Finding], unread: list[str], view: View, ink: Ink
) -> Iterator[list[str]]:
    if not view.quiet:
        yield [f"relaxed: {ink.text(line)}" for line in report.relaxed]
    yield _incomplete(unread, ink)
    yield from _findings(shown, view, ink)
    if not view.quiet:
        yield _remarks(report, view, ink)
        yield [*advise(report, shown, view, ink), _summary(report, shown, view, ink)]


def _is_shown(item: Finding, report: Report, view: View) -> bool:
    if view.quiet:
        return item.severity >= report.fail_on
    return view.verbose or view.job != "hook" or item.severity > Severity.INFO


def _incomplete(unread: list[str], ink: Ink) -> list[str]:
    if not unread:
        return []
    head = f"hushlint: incomplete, {count(len(unread), 'path')} not read, and a secret may be there:"
    return [ink.paint(head, SEVERITY[Severity.CRITICAL]), *unread]


def _findings(shown: Sequence[Finding], view: View, ink: Ink) -> Iterator[list[str]]:
    """A block of lines for each file; a rule's why and fix follow its first finding only."""
    lines: list[str] = []
    told: set[tuple[str, str, str]] = set()
    for place, item in enumerate(shown):
        if lines and item.path != shown[place - 1].path:
            yield lines
            lines = []
        lines.append(_headline(item, ink))
        if view.quiet:
            continue
        lines += _details(item, view, ink)
        texts = (item.rule, item.why, item.fix)
        if texts not in told:
            told.add(texts)
            labels = (("why", item.why), ("fix", item.fix))
            lines += [ink.labelled(label, ink.prose(text)) for label, text in labels if text]
    yield lines


def _headline(item: Finding, ink: Ink) -> str:
    """`path:line:column: severity: title: name value [rule]`, the form that editors jump by."""
    place = f"{ink.path(item.path)}:{item.line}:{item.column}: " if item.path else ""
    severity = ink.paint(item.severity.label, SEVERITY[item.severity])
    return f"{ink.paint(place, BOLD)}{severity}: {ink.statement(item)} [{ink.paint(terminal(item.rule), BOLD)}]"


def _details(item: Finding, view: View, ink: Ink) -> list[str]:
    lines = []
    if item.commit:
        lines.append(ink.labelled("in", origin(item, ink.door)))
    if view.verbose:
        facts = [item.fingerprint, f"confidence {item.confidence}", *item.contexts]
        lines.append(ink.labelled("id", ", ".join(ink.text(word) for word in facts if word)))
    return lines


def _remarks(report: Report, view: View, ink: Ink) -> list[str]:
    """Notes always; with -v also what was suppressed and what was skipped by design."""
    lines = [f"note: {ink.name(note)}" for note in report.coverage.notes]
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


def _summary(report: Report, shown: Sequence[Finding], view: View, ink: Ink) -> str:
    hidden = len(report.findings) - len(shown)
    parts = [_tally(shown) if shown else "no findings" if report.coverage.complete else "no findings in what was read"]
    if shown:
        parts += _verdict(report, shown, view)
    if hidden:
        parts.append(f"{hidden} info not shown (-v shows {'it' if hidden == 1 else 'them'})")
    if report.suppressed:
        parts.append(f"{len(report.suppressed)} suppressed")
    if not report.coverage.complete:
        parts.append("incomplete")
    if not shown or view.job in _TOLD_WHEN_CLEAN:
        parts.append(f"read {covered(report.coverage, ink.door)}")
    worst = max((item.severity for item in shown), default=Severity.INFO)
    return ink.paint(ink.wrapped(f"hushlint: {'; '.join(parts)}"), SEVERITY[worst] if shown else DIM)


def _verdict(report: Report, shown: Sequence[Finding], view: View) -> list[str]:
    """What comes of it: always where git says nothing of its own, else where it is not plain from the numbers."""
    blocking = sum(item.severity >= report.fail_on for item in shown)
    bar = f" (fail-on {report.fail_on.label})" if blocking < len(shown) else ""
    if not blocking:
        return [f"nothing blocks{bar}"] if report.exit_code == 0 else []
    verb = "blocks" if blocking == 1 else "block"
    if view.job in _COMMIT:
        return [f"{blocking} {verb} the commit{bar}"]
    return [f"{blocking} {verb}{bar}"] if bar else []


def _tally(shown: Sequence[Finding]) -> str:
    severities = Counter(item.severity for item in shown)
    counts = ", ".join(f"{severities[level]} {level.label}" for level in sorted(severities, reverse=True))
    return f"{count(len(shown), 'finding')} ({counts}) in {count(len({item.path for item in shown}), 'file')}"
