r"""The report as JSON Lines: an object a line, each with its `type`, findings as soon as they are known.

The lines of findings have the keys of the JSON report. Behind them come those of suppressed ones, and last one of
the type `end`, with coverage and exit code: a stream without it was cut off.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from hushlint.model.finding import Finding, Report
from hushlint.report.encode import json
from hushlint.report.json_report import VERSION, coverage_row, finding_row, suppression_row
from hushlint.report.redact import Door
from hushlint.report.view import View


def render(report: Report, view: View, door: Door) -> Iterator[str]:
    """The whole report whatever the view says."""
    for item in report.findings:
        yield line(item, door)
    yield from end(report, door)


def line(finding: Finding, door: Door) -> str:
    """One finding's line, ending with a newline."""
    return json({"type": "finding", **finding_row(finding, door)}) + "\n"


def end(report: Report, door: Door) -> Iterator[str]:
    """The lines behind the findings."""
    for item in report.suppressed:
        yield json({"type": "suppressed", **suppression_row(item, door)}) + "\n"
    relaxed = {"relaxed": [door.text(line) for line in report.relaxed]} if report.relaxed else {}
    last = {"type": "end", "version": VERSION, **relaxed, "coverage": coverage_row(report.coverage, door)}
    yield json({**last, "exit": report.exit_code}) + "\n"


class Stream:
    """Lines of a run under way: each finding when it is known, what is left at the end.

    A line is without the values that were learned and those of all findings told so far. Findings are told placed
    and after suppression, as the report will hold them; `close` adds those that were not told.
    """

    __slots__ = ("_door", "_told")

    def __init__(self) -> None:
        self._door = Door(Report())
        self._told: Counter[object] = Counter()

    def learn(self, values: Iterable[bytes]) -> None:
        """Keep these values out of every line."""
        for value in values:
            self._door.learn_value(value)

    def tell(self, findings: Iterable[Finding]) -> Iterator[str]:
        """The lines of some findings, which may hold each other's values."""
        findings = list(findings)
        for item in findings:
            self._door.learn(item)
        for item in findings:
            self._told[_key(item)] += 1
            yield line(item, self._door)

    def close(self, report: Report) -> Iterator[str]:
        """The findings of the report that were not told, and the end."""
        for gone in report.suppressed:
            self._door.learn(gone.finding)
        yield from self.tell(item for item in report.findings if not self._is_told(item))
        yield from end(report, self._door)

    def _is_told(self, item: Finding) -> bool:
        key = _key(item)
        if not self._told[key]:
            return False
        self._told[key] -= 1
        return True


def _key(item: Finding) -> object:
    return item.rule, item.path, item.line, item.column, item.commit
