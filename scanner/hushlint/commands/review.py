"""The review of a baseline in a terminal: one key an entry, the value never shown, every answer kept at once."""

import sys
from collections.abc import Sequence
from dataclasses import replace

import click

from hushlint.errors import CLEAN, UsageError
from hushlint.model.finding import Finding
from hushlint.report.escape import terminal
from hushlint.report.redact import mask, mask_name, redact, show_path
from hushlint.settings import baselines
from hushlint.suppress.baseline import FALSE, REAL, Entry

_VERDICTS = {"r": REAL, "f": FALSE}
_LATER = ("l", " ", "\r", "\n")
_BACK = ("b",)
_QUIT = ("q", "\x03", "\x04", "\x1b")
_KEYS = "[r]eal  [f]alse alarm  [l]ater  [b]ack  [q]uit"


def verdict(entry: Entry) -> str:
    """What a review said of an entry: the beginning of its reason, empty for none yet."""
    return next((word for word in _VERDICTS.values() if entry.reason.startswith(word)), "")


def run(state: baselines.State) -> int:
    """Ask about every entry that has no verdict, the worst first; UsageError without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("baseline audit is a review in a terminal: its answers come from a keyboard")
    review = _Review(state)
    review.ask()
    review.summary()
    return CLEAN


class _Review:
    """A review under way: findings with their entries, and the answers so far."""

    def __init__(self, state: baselines.State) -> None:
        self._state = state
        self._entries = {entry.line: entry for entry in state.entries}
        self._values = {finding.value for finding, _ in state.known if finding.value}
        self._queue: list[tuple[Finding, Entry]] = sorted(
            ((finding, entry) for finding, entry in state.known if not verdict(entry)),
            key=lambda item: (-item[0].severity, item[0].path, item[0].line),
        )

    def ask(self) -> None:
        """Show one after the other and take a key for each, until the last or the wish to stop."""
        at = 0
        while 0 <= at < len(self._queue):
            finding, entry = self._queue[at]
            click.echo(f"\n{at + 1} of {len(self._queue)}")
            for line in self._lines(finding, entry):
                click.echo(line)
            key = _key()
            if key in _QUIT:
                return
            if key in _VERDICTS:
                self._keep(entry, _VERDICTS[key])
            at = max(0, at - 1) if key in _BACK else at + 1

    def summary(self) -> None:
        """What was said of all entries; of the real ones how to get rid of them."""
        said = [verdict(entry) for entry in self._entries.values()]
        left = said.count("")
        alarms = "alarm" if said.count(FALSE) == 1 else "alarms"
        click.echo(f"\n{said.count(REAL)} real, {said.count(FALSE)} false {alarms}, {left} not reviewed")
        real = [finding for finding, entry in self._state.known if verdict(self._entries[entry.line]) == REAL]
        for finding in real:
            click.echo(f"  {self._place(finding)} [{finding.rule}]: {self._shown(finding.fix)}")

    def _keep(self, entry: Entry, word: str) -> None:
        reason = entry.reason.removeprefix(REAL).removeprefix(FALSE)
        self._entries[entry.line] = replace(entry, reason=word + reason)
        baselines.write(self._state.top, list(self._entries.values()))

    def _lines(self, finding: Finding, entry: Entry) -> Sequence[str]:
        """What may be seen of a finding: never its line, which may hold more than the value that was found."""
        name = self._named(finding.name.decode("utf-8", "replace")) or "no name"
        facts = [finding.severity.label, f"confidence {finding.confidence}", *finding.contexts]
        if finding.verified:
            facts.append(f"{finding.verified} matches")
        return (
            f"{self._place(finding)}  {self._shown(finding.title)} [{finding.rule}]",
            f"  value   {name} = {terminal(redact(finding)) or 'no value'}",
            f"  known   {', '.join(facts)}",
            f"  reason  {self._shown(entry.reason)}",
        )

    def _place(self, finding: Finding) -> str:
        return f"{self._named(show_path(finding.path))}:{finding.line}:{finding.column}"

    def _named(self, text: str) -> str:
        return terminal(mask_name(text, self._values))

    def _shown(self, text: str) -> str:
        return terminal(mask(text, self._values))


def _key() -> str:
    """A key that means something; the end of the input and an interrupt mean to stop."""
    known = {*_VERDICTS, *_LATER, *_BACK, *_QUIT}
    click.echo(f"  {_KEYS} ", nl=False)
    while True:
        try:
            key = click.getchar().lower()[:1]
        except (EOFError, KeyboardInterrupt):
            key = "q"
        if key in known:
            click.echo(key if key.isprintable() and key != " " else "")
            return key
