"""The rules of a SARIF run: each that a result names, with help in Markdown and a severity that GitHub reads."""

from collections.abc import Iterable, Iterator, Mapping

from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.report import words
from hushlint.report.encode import json
from hushlint.report.escape import markdown
from hushlint.report.redact import Door
from hushlint.report.view import Help

# GitHub: critical is over 9.0, high from 7.0, medium from 4.0, low below; advice has no score and stays a note.
_SCORE = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "2.0"}
_LEVEL = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning"}

# GitHub takes twenty tags and shows ten.
_MOST_TAGS = 10


class Rules:
    """The descriptors, numbered as they are written.

    GitHub takes a result's severity from its rule. Where a finding's differs (a test's, a failed checksum's) it
    names a descriptor of its own, `rule-id/low`, so that advice does not stop a merge as critical.
    """

    __slots__ = ("_door", "_numbers", "_shipped", "_texts")

    def __init__(self, shipped: Mapping[str, Help], findings: Iterable[Finding], door: Door) -> None:
        self._door = door
        self._shipped = shipped
        self._numbers: dict[str, int] = {}
        self._texts: dict[str, Finding] = {}
        for item in findings:
            id = self._id(item)
            if self._numbers.setdefault(id, len(self._numbers)) == len(self._texts):
                self._texts[id] = item

    def place(self, item: Finding) -> tuple[str, int]:
        """(id, index) of a finding's rule."""
        id = self._id(item)
        return id, self._numbers[id]

    def driver(self, version: str, url: str) -> Iterator[str]:
        """The run's `tool`."""
        head = f'"name": "hushlint", "semanticVersion": {json(version)}, "informationUri": {json(url)}'
        yield f' "tool": {{"driver": {{{head}, "rules": '
        separator = "["
        for id, item in self._texts.items():
            yield f"{separator}\n  {json(self._descriptor(id, item))}"
            separator = ","
        yield "[]}},\n" if separator == "[" else "]}},\n"

    def _id(self, item: Finding) -> str:
        rule, id = self._shipped.get(item.rule), words.rule(item)
        return id if rule is None or rule.severity == item.severity else f"{id}/{item.severity.label}"

    def _descriptor(self, id: str, item: Finding) -> dict[str, object]:
        """The shipped rule's texts, else those of the first finding: a team's own rules are not among the shipped."""
        rule = self._shipped.get(item.rule)
        if rule is None or rule.severity != item.severity:
            tags = rule.tags if rule else ("secret",)
            rule = Help(item.title, item.severity, rule.source if rule else "", item.why, item.fix, tags)
        title, why, fix = (words.prose(text, self._door) for text in (rule.title, rule.why, rule.fix))
        linked = rule.source if rule.source.startswith(("https://", "http://")) else ""
        return {
            "id": id,
            "shortDescription": {"text": title},
            "fullDescription": {"text": why or title},
            "help": _help(words.rule(item), title, why, fix, words.text(linked, self._door)),
            **({"helpUri": words.text(linked, self._door)} if linked else {}),
            "defaultConfiguration": {"level": _LEVEL.get(rule.severity, "note")},
            "properties": _properties(item, rule),
        }


def _properties(item: Finding, rule: Help) -> dict[str, object]:
    tags = list(dict.fromkeys(("security", *rule.tags)))[:_MOST_TAGS]
    score = _SCORE.get(rule.severity)
    precision = "medium" if item.rule.startswith("generic-") else "high"
    return {"tags": tags, "precision": precision, **({"security-severity": score} if score else {})}


def _help(rule: str, title: str, why: str, fix: str, source: str) -> dict[str, str]:
    allow = f"hushlint: ignore[{rule}] reason"
    texts = [("Why", why), ("Fix", fix), ("Source", source)]
    plain = [f"{label}: {text}" for label, text in texts if text]
    rich = [f"**{label}:** {markdown(text) if label != 'Source' else f'<{text}>'}" for label, text in texts if text]
    return {
        "text": "\n".join([title, *plain, f"A false alarm? Say so on its line: # {allow}"]),
        "markdown": "\n\n".join([f"# {markdown(title)}", *rich, f"A false alarm? Say so on its line: `# {allow}`"]),
    }
