"""`hushlint explain`: what a rule means, or a finding of a saved report, and what to do about it."""

import difflib
import json
from typing import Any

import click

from hushlint import rulebook
from hushlint.errors import UsageError
from hushlint.report.escape import terminal
from hushlint.rulebook import Entry

_FINGERPRINT = 32
_SHORTEST = 8  # digits of a fingerprint that name a finding well enough
_HEX = frozenset("0123456789abcdef")


@click.command("explain")
@click.argument("name", metavar="ID|FINGERPRINT")
@click.option("--report", default="", metavar="FILE.json", help="Where the finding is: a report of --format json.")
def command(name: str, report: str) -> int:
    """Say what a rule looks for, why it matters, what to do, and how to allow a false alarm.

    With a fingerprint (`-v` shows them, and the JSON report has them) the finding is read from --report.
    """
    entries = rulebook.entries()
    if name in entries:
        _print(_rule_lines(entries[name]))
        return 0
    if not _is_fingerprint(name):
        close = difflib.get_close_matches(name, list(entries), n=1)
        hint = f"did you mean {close[0]!r}?" if close else "`hushlint rules list` shows them all"
        raise UsageError(f"there is no rule {name!r}: {hint}")
    if not report:
        raise UsageError("a fingerprint needs --report FILE.json: write one with --output json=FILE.json")
    for number, finding in enumerate(_findings(report, name)):
        if number:
            click.echo()
        _print(_finding_lines(finding))
        entry = entries.get(str(finding.get("rule")))
        click.echo()
        _print(_rule_lines(entry) if entry else _own_lines(finding))
    return 0


def _is_fingerprint(name: str) -> bool:
    return _SHORTEST <= len(name) <= _FINGERPRINT and _HEX.issuperset(name)


def _findings(report: str, fingerprint: str) -> list[dict[str, Any]]:
    """The findings of a report with this fingerprint (or that begin with it); UsageError when there is none."""
    try:
        with open(report, "rb") as file:
            document = json.load(file)
        listed = [dict(item) for item in document["findings"]]
    except OSError as error:
        raise UsageError(f"--report {report}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"--report {report}: this is no report of hushlint's --format json") from None
    found = [item for item in listed if str(item.get("fingerprint", "")).startswith(fingerprint)]
    if not found:
        raise UsageError(f"--report {report}: no finding has the fingerprint {fingerprint}")
    return found


def _print(lines: list[str]) -> None:
    for line in lines:
        click.echo(terminal(line))


def _finding_lines(finding: dict[str, Any]) -> list[str]:
    commit = f" in commit {finding['commit']}" if finding.get("commit") else ""
    around = f" ({', '.join(map(str, finding['contexts']))})" if finding.get("contexts") else ""
    return [
        f"{finding.get('path')}:{finding.get('line')}:{finding.get('column')}{commit}{around}",
        f"{finding.get('severity')}: {finding.get('title')} [{finding.get('rule')}]",
    ]


def _own_lines(finding: dict[str, Any]) -> list[str]:
    """A rule that does not ship with this version: its texts are in the report."""
    return [f"why    {finding.get('why')}", f"fix    {finding.get('fix')}"]


def _rule_lines(entry: Entry) -> list[str]:
    family = {"secrets": f"secret, {entry.provider}", "source": "source code", "policy": f"policy, {entry.provider}"}
    lines = [
        f"{entry.id}: {entry.title}",
        "",
        f"why    {entry.why}",
        f"fix    {entry.fix}",
        f"level  {entry.severity}{'; below it in tests, examples and docs' if entry.provider == 'generic' else ''}",
        f"kind   {family.get(entry.family, entry.family)}",
    ]
    if entry.check:
        lines.append(f"check  every match is judged by the check {entry.check!r}; what fails it is dropped or info")
    if entry.paths:
        lines.append(f"where  only in {', '.join(entry.paths)}")
    return [*lines, f"source {entry.source}", "", *_allow_lines(entry)]


def _allow_lines(entry: Entry) -> list[str]:
    if entry.family == "policy":
        return [f'Does not apply here? In .hushlint.toml: disable = ["{entry.id}"]']
    return [
        f"False alarm? On its line: # hushlint: ignore[{entry.id}] reason",
        f'For a path, in .hushlint.toml: [[allow]] rule = "{entry.id}", path = "…", reason = "…"',
    ]
