"""`hushlint explain`: what a rule means, or a finding of a saved report, and what to do about it."""

import json
from typing import Any

import click

from hushlint import rulebook, spelling
from hushlint.errors import UsageError
from hushlint.report.escape import terminal
from hushlint.report.redact import show_path
from hushlint.rulebook import Entry
from hushlint.settings import effective
from hushlint.settings.own_rules import PROVIDER
from hushlint.suppress.baseline import Entry as Known

# A rule's id, lines on a finding of it, and lines on the rule where this version does not have it.
Found = tuple[str, list[str], list[str]]

_FINGERPRINT = 32
_SHORTEST = 8  # digits of a fingerprint that name a finding well enough
_HEX = frozenset("0123456789abcdef")


@click.command("explain")
@click.argument("name", metavar="RULE|FINGERPRINT")
@click.option("--report", default="", metavar="FILE.json", help="Where the finding is: a report of --format json.")
def command(name: str, report: str) -> int:
    """Say what a rule looks for, why it matters, what to do, and how to allow a false alarm.

    RULE is what stands in brackets behind a finding, such as stripe-live-key. FINGERPRINT is what -v, JSON reports and
    the baseline call a finding by; its first 8 digits will do. The finding is looked for in --report FILE.json, as
    `hushlint scan . --output json=FILE.json` writes it, or without that in the baseline.
    """
    entries = rulebook.entries()
    if name in entries:
        _print(_rule_lines(entries[name]))
        return 0
    entries |= rulebook.others(effective.own_texts())
    if name in entries:
        _print(_rule_lines(entries[name]))
        return 0
    if not _is_fingerprint(name):
        hint = spelling.near(name, entries).removeprefix("; ") or "`hushlint rules list` shows them all"
        raise UsageError(f"there is no rule {name[:60]!r}: {hint}")
    found = _of_report(report, name) if report else _of_baseline(name)
    for number, (rule, lines, texts) in enumerate(found):
        if number:
            click.echo()
        _print([*lines, ""])
        _print(_rule_lines(entries[rule]) if rule in entries else texts)
    return 0


def _is_fingerprint(name: str) -> bool:
    return _SHORTEST <= len(name) <= _FINGERPRINT and _HEX.issuperset(name)


def _of_report(report: str, fingerprint: str) -> list[Found]:
    return [
        (str(item.get("rule")), _finding_lines(item), [f"why    {item.get('why')}", f"fix    {item.get('fix')}"])
        for item in _findings(report, fingerprint)
    ]


def _of_baseline(fingerprint: str) -> list[Found]:
    """The known findings with this fingerprint; UsageError when there is none."""
    listed = [item for item in effective.entries() if item.fingerprint.startswith(fingerprint)]
    if not listed:
        raise UsageError(
            f"the baseline here has no {fingerprint}: --report FILE.json says where else, a report of --format json"
        )
    return [(item.rule, _entry_lines(item), ["this version has no such rule"]) for item in listed]


def _findings(report: str, fingerprint: str) -> list[dict[str, Any]]:
    """The findings of a report with this fingerprint (or that begin with it); UsageError when there is none."""
    try:
        with open(report, "rb") as file:
            document = json.load(file)
        listed = [dict(item) for item in document["findings"]]
    except OSError as error:
        raise UsageError(f"--report {report}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, RecursionError):
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


def _entry_lines(entry: Known) -> list[str]:
    until = f"until {entry.expires}" if entry.expires else "without an end"
    return [f"{entry.origin}: {entry.rule} in {show_path(entry.path)}", f"known {until}: {entry.reason}"]


def _rule_lines(entry: Entry) -> list[str]:
    family = {
        "secrets": f"secret, {'of the settings here' if entry.provider == PROVIDER else entry.provider}",
        "source": "source code",
        "policy": f"policy, {entry.provider}",
    }
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
    if entry.family in ("policy", "suppression"):
        return [f'Does not apply here? In .hushlint.toml: disable = ["{entry.id}"]']
    return [
        f"False alarm? On its line: # hushlint: ignore[{entry.id}] reason",
        "For a path, in .hushlint.toml (in pyproject.toml it is [[tool.hushlint.allow]]):",
        "  [[allow]]",
        f'  rule = "{entry.id}"',
        '  path = "fixtures/**"',
        '  reason = "why these are no secrets"',
    ]
