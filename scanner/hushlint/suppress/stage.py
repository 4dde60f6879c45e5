"""Which findings do not count, by excluded path, pragma, allowance or baseline, and what is wrong with these."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from hushlint.model.finding import Finding, Suppression
from hushlint.suppress import rotten
from hushlint.suppress.baseline import Entry, Matcher
from hushlint.suppress.directives import Directive, read
from hushlint.suppress.foreign import LINE, NEXT
from hushlint.suppress.terms import Allowance, Terms

EXCLUDE = "exclude"
ALLOW = "allow"
BASELINE = "baseline"

# The text that a finding stands in, in the lines and columns that the finding counts.
TextOf = Callable[[Finding], bytes]
# A pragma by path, line and offset in its line.
Place = tuple[bytes, int, int]

ADDED = "was added by this change, which `protected` in the settings does not let count"
OTHER = "names another rule"
ABOVE = "speaks of its own line, ignore-next of the next"


class Judged(NamedTuple):
    """What stays, what does not, a line for each pragma that failed, and a finding for all that is over.

    `expired` has one for lines of the baseline that contradict each other, too. `used` are the pragmas that silenced
    something or are over, `matched` the allowances and baseline entries, by origin.
    """

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppression, ...]
    notes: tuple[str, ...]
    expired: tuple[Finding, ...]
    used: frozenset[Place]
    matched: frozenset[str]


class Outcome(NamedTuple):
    """What a report takes of it: findings that stay, suppressions, and lines on pragmas that failed."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppression, ...]
    notes: tuple[str, ...]


def apply(findings: Iterable[Finding], text_of: TextOf, terms: Terms) -> Judged:
    """Judge every finding by what may silence it; the first that counts does, in this order.

    An excluded path; a pragma (ours before another tool's); an allowance; the baseline. A pragma counts on the
    finding's first line, a private key's therefore beside or above its BEGIN line. One inside the value itself is
    data and never counts. Another tool's speaks of secrets only.
    """
    work = _Work(terms, text_of)
    for finding in findings:
        work.judge(finding)
    return Judged(
        tuple(work.kept),
        tuple(work.suppressed),
        tuple(work.notes),
        tuple(work.expired),
        frozenset(work.used),
        frozenset(work.matched),
    )


@dataclass(frozen=True, slots=True)
class _File:
    """A text with its pragmas, and the lines that it had before the change."""

    text: bytes
    directives: tuple[Directive, ...]
    before: frozenset[tuple[bytes, ...]] | None

    def is_old(self, directive: Directive) -> bool:
        """Whether it stood there before the change: its line, and for one on or above a line that line as well."""
        if self.before is None:
            return True
        last = directive.line + (directive.pragma.scope == NEXT)
        return _stripped(self.text, directive.offset, last - directive.line + 1) in self.before


class _Work:
    """The findings judged so far."""

    def __init__(self, terms: Terms, text_of: TextOf) -> None:
        self.kept: list[Finding] = []
        self.expired: dict[Finding, None] = {}
        self.suppressed: list[Suppression] = []
        self.notes: dict[str, None] = {}
        self.used: set[Place] = set()
        self.matched: set[str] = set()
        self._terms = terms
        self._text_of = text_of
        self._baseline = terms.matcher or Matcher(terms.baseline, terms.exists, terms.today)
        self._files: dict[tuple[bytes, int], _File] = {}

    def judge(self, finding: Finding) -> None:
        """Put a finding where it belongs; one of a rule that does not run there is nowhere."""
        if self._terms.disabled(finding.rule, self._terms.place(finding.path)):
            return
        if self._terms.excluded(finding.path):
            self.suppressed.append(Suppression(finding, EXCLUDE))
            return
        said = self._by_pragma(finding) or self._by_allowance(finding) or self._by_baseline(finding)
        if said:
            self.suppressed.append(said)
        else:
            self.notes.update((_note(finding, item, fault), None) for item, fault in self._mistaken(finding))
            self.kept.append(finding)

    def _by_pragma(self, finding: Finding) -> Suppression | None:
        file = self._file(finding)
        faults = [(item, self._fault(item, file)) for item in _meant(finding, file)]
        valid = [item for item, fault in faults if not fault and not self._is_over(item)]
        if not valid:
            self.notes.update((_note(finding, item, fault), None) for item, fault in faults if fault)
            over = [item for item, fault in faults if not fault]
            self.expired.update((rotten.expired_pragma(finding.path, item), None) for item in over)
            self._use(finding, over)
            return None
        self._use(finding, valid)
        chosen = min(valid, key=lambda item: not item.is_ours)
        pragma = chosen.pragma
        origin = f"{finding.path.decode('utf-8', 'replace')}:{chosen.line}"
        return Suppression(finding, pragma.by, pragma.reason, rotten.day(pragma.expires), origin,
                           not file.is_old(chosen))  # fmt: skip

    def _mistaken(self, finding: Finding) -> Iterator[tuple[Directive, str]]:
        """Our pragmas that were likely meant for this finding, and why they are not: a typo would be sought in vain."""
        file = self._file(finding)
        for item in file.directives if finding.rule not in rotten.RULES else ():
            pragma = item.pragma
            if not item.is_ours or pragma.problem or _is_data(item, finding, file.text):
                continue
            if pragma.scope in (LINE, NEXT) and item.covers(finding.line) and not pragma.names(finding.rule):
                yield item, OTHER
            above = pragma.scope == LINE and item.line == finding.line - 1 and pragma.names(finding.rule)
            if above and (finding.path, item.line, pragma.start) not in self.used:
                yield item, ABOVE

    def _use(self, finding: Finding, directives: Iterable[Directive]) -> None:
        self.used.update((finding.path, item.line, item.pragma.start) for item in directives)

    def _fault(self, directive: Directive, file: _File) -> str:
        """Why it suppresses nothing, whatever the day; empty when nothing is wrong with it."""
        if directive.pragma.problem:
            return directive.pragma.problem
        return ADDED if self._terms.protected and not file.is_old(directive) else ""

    def _is_over(self, directive: Directive) -> bool:
        """Whether its last day, which still counts, is over."""
        return directive.pragma.expires is not None and directive.pragma.expires < self._terms.today

    def _by_allowance(self, finding: Finding) -> Suppression | None:
        place = self._terms.place(finding.path)
        for allowance in self._terms.allowances:
            if not _allows(allowance, finding, place):
                continue
            self.matched.add(allowance.origin)
            if allowance.expires and allowance.expires < self._terms.today:
                self.expired[rotten.expired_allowance(allowance)] = None
                continue
            return Suppression(finding, ALLOW, allowance.reason, rotten.day(allowance.expires), allowance.origin)
        return None

    def _by_baseline(self, finding: Finding) -> Suppression | None:
        entries: Sequence[Entry] = self._baseline.known(finding, self._terms.place(finding.path))
        if not entries:
            return None
        entry = entries[0]
        self.matched.add(entry.origin)
        if entry.others:
            self.expired[rotten.differing_entry(entry)] = None
        if entry.is_expired(self._terms.today):
            self.expired[rotten.expired_entry(entry)] = None
            return None
        return Suppression(finding, BASELINE, entry.reason, rotten.day(entry.expires), entry.origin)

    def _file(self, finding: Finding) -> _File:
        text = self._text_of(finding)
        key = (finding.path, id(text))
        if key not in self._files:
            place, base = self._terms.place(finding.path), self._terms.base
            before = None if base is None else _lines_of(base(place))
            self._files[key] = _File(text, read(text, self._terms.foreign(place)), before)
        return self._files[key]


def _lines_of(text: bytes) -> frozenset[tuple[bytes, ...]]:
    """Every line of a text without the blanks around it, and every two that follow each other."""
    lines = [line.strip() for line in text.split(b"\n")]
    return frozenset([(line,) for line in lines]) | frozenset(pairwise(lines))


def _stripped(text: bytes, offset: int, count: int) -> tuple[bytes, ...]:
    """So many lines of a text from an offset on, without the blanks around each."""
    lines = []
    for _ in range(count):
        end = text.find(b"\n", offset)
        end = len(text) if end < 0 else end
        lines.append(text[offset:end].strip())
        offset = end + 1
    return tuple(lines)


def _meant(finding: Finding, file: _File) -> Iterator[Directive]:
    """The pragmas that speak of this finding's line and rule."""
    for directive in file.directives:
        meant = directive.covers(finding.line) and directive.pragma.names(finding.rule)
        if meant and (directive.is_ours or finding.value) and not _is_data(directive, finding, file.text):
            yield directive


def _is_data(directive: Directive, finding: Finding, text: bytes) -> bool:
    """Whether any of it lies inside the value: by the finding's columns, or where the value's bytes stand again."""
    if not finding.value:
        return False
    line = directive.line
    if (line, directive.column) < (finding.end_line, finding.end_column) and (finding.line, finding.column) < (
        line,
        directive.end_column,
    ):
        return True
    start, end = directive.offset + directive.pragma.start, directive.offset + directive.pragma.end
    reach = len(finding.value) - 1
    return text.find(finding.value, max(0, start - reach), end + reach) >= 0


def _allows(allowance: Allowance, finding: Finding, place: bytes) -> bool:
    return finding.rule in allowance.rules and allowance.covers(place) and allowance.matches(finding.value)


def _note(finding: Finding, directive: Directive, fault: str) -> str:
    where = f"{finding.path.decode('utf-8', 'replace')}:{directive.line}"
    name = rotten.names(directive)
    word = name if fault in (OTHER, ABOVE) else name.partition("[")[0]
    return f"{where}: hushlint: {word} {fault}; [{finding.rule}] is not suppressed"
