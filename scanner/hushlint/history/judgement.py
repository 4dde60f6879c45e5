"""Gather the findings of many files, suppress them, and let go of the files: what a whole history fits in memory by."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from hushlint.assembly import Placed, assemble
from hushlint.config import Config
from hushlint.history.committed import reader
from hushlint.model.finding import Finding, Suppression
from hushlint.settings.suppressing import Matches, Read, Suppressing
from hushlint.source.snapshots import GitSnapshot
from hushlint.suppress.baseline import Matcher

# Bytes of text that are held before their findings are judged.
_HELD = 8 << 20


class Listener(Protocol):
    """Who hears of findings while a run goes on; see output.py."""

    def learn(self, values: Iterable[bytes]) -> None:
        """These values must not be seen in anything that is told."""

    def tell(self, findings: Iterable[Finding]) -> None:
        """Findings as the report will hold them."""


class Judgement:
    """Findings under the settings and the baseline of one state of a repository.

    `state` gives the settings of every folder (with `nested`), the baseline, and which paths still exist; `terms` is
    what comes of that, `broken` what policy said.
    """

    def __init__(
        self,
        config: Config,
        state: GitSnapshot,
        *,
        nested: bool = True,
        exists: Matches | None = None,
        before: Read | None = None,
        protected: bool = False,
        listener: Listener | None = None,
    ) -> None:
        """`before` and `protected` are for a change: as Suppressing.terms has them; `exists` if not as in `state`.

        A `listener` hears of each finding as soon as it is judged; policy has to be added first, then.
        """
        self._read = reader(state)
        suppressing = Suppressing(config, state.entries if nested else (), self._read)
        self.excluded = suppressing.excluded
        terms = suppressing.terms(exists=exists or state.entries.__contains__, base=before, protected=protected)
        self.terms = replace(terms, matcher=Matcher(terms.baseline, terms.exists, terms.today))
        self._listener = listener
        self.broken: tuple[Finding, ...] = ()
        self._placed: list[Placed] = []
        self._held = 0
        self._findings: dict[Finding, None] = {}
        self._suppressed: list[Suppression] = []
        self._notes: dict[str, None] = {}
        self._said: set[tuple[bytes, bytes]] = set()

    def add(self, placed: Sequence[Placed]) -> None:
        """Take the findings of one text."""
        self._placed += placed
        self._held += len(placed[0].text.raw)
        if self._held > _HELD:
            self._judge(self._placed, ())
            self._placed, self._held = [], 0

    def add_policy(self, broken: Sequence[Finding], read: Read | None = None) -> None:
        """Take what policy says of the state that `read` gives.

        A generic finding whose value it names at the same path says nothing more.
        """
        self.broken += tuple(broken)
        self._said |= {(item.path, item.value) for item in broken if item.value}
        self._judge((), broken, read)

    def _judge(self, placed: Sequence[Placed], broken: Sequence[Finding], read: Read | None = None) -> None:
        findings, suppressed, notes = assemble(placed, broken, self.excluded, read or self._read, self.terms)
        new = dict.fromkeys(item for item in findings if item not in self._findings)
        self._findings |= new
        if self._listener:
            self._listener.tell(item for item in new if not self._is_said(item))
        self._suppressed += suppressed
        self._notes.update(dict.fromkeys(notes))

    def close(self) -> tuple[tuple[Finding, ...], tuple[Suppression, ...], tuple[str, ...]]:
        """Findings by path and line, suppressions, notes."""
        self._judge(self._placed, ())
        self._placed = []
        kept = [item for item in self._findings if not self._is_said(item)]
        ordered = sorted(kept, key=lambda item: (item.path, item.line, item.column, item.rule))
        return tuple(ordered), tuple(dict.fromkeys(self._suppressed)), tuple(self._notes)

    def _is_said(self, item: Finding) -> bool:
        return bool(item.commit) and item.rule.startswith("generic-") and (item.path, item.value) in self._said
