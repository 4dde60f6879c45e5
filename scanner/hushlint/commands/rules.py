"""`hushlint rules`: list, show and check the rules."""

import json

import click

from hushlint import rulebook, spelling
from hushlint.errors import FINDINGS, UsageError

_LISTED = ("id", "family", "provider", "title", "severity", "source", "why", "fix")


def _all() -> list[dict[str, str]]:
    return [{name: getattr(entry, name) for name in _LISTED} for entry in rulebook.entries().values()]


@click.group("rules")
def command() -> None:
    """List, show and check the rules that hushlint ships.

    Your own rules stand in the settings, and `hushlint config check` tries them; docs/configuration.md has an example.
    """


@command.command("list")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", help="How to print the list.")
def list_rules(format: str) -> int:
    """Print every rule, one a line: its id, its severity, and what it looks for."""
    rows = _all()
    if format == "json":
        click.echo(json.dumps({"rules": rows}, indent=2))
        return 0
    width = max(len(row["id"]) for row in rows)
    for row in rows:
        click.echo(f"{row['id']:<{width}}  {row['severity']:<8}  {row['title']}")
    return 0


@command.command("show")
@click.argument("id")
def show(id: str) -> int:
    """Print all that is written of the rule with this ID; `hushlint explain ID` says it in sentences."""
    row = next((row for row in _all() if row["id"] == id), None)
    if row is None:
        hint = spelling.near(id, [row["id"] for row in _all()]).removeprefix("; ")
        raise UsageError(f"there is no rule {id[:60]!r}: {hint or '`hushlint rules list` shows them all'}")
    for name, value in row.items():
        click.echo(f"{name + ':':<10} {value}")
    return 0


@command.command("check")
def check() -> int:
    """Run every rule against its own examples: a self-test of this installation.

    Exit code 1 where one does not find its match, or finds something in a text that is clean.
    """
    from hushlint.selftest import failures

    count, failed = failures()
    for line in failed:
        click.echo(line)
    click.echo(f"hushlint: {count} examples, {len(failed)} failed")
    return FINDINGS if failed else 0
