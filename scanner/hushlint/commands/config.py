"""`hushlint config`: the settings that count, and what in them matches nothing."""

import os

import click

from hushlint import effective
from hushlint.allowances import Allow
from hushlint.errors import CLEAN, FINDINGS
from hushlint.model.rule import Severity
from hushlint.report.escape import terminal


@click.group("config")
def command() -> None:
    """Show and check the settings of .hushlint.toml or [tool.hushlint], as they are on disk."""


@command.command("show")
@click.argument("path", required=False, default="")
def show(path: str) -> int:
    """Print every setting that counts, or that counts at PATH (from the top of the repository), and whose it is."""
    settings = effective.read()
    for key, value, folder in effective.at(settings, os.fsencode(path)):
        if key == "foreign-pragmas":
            value = dict(value) if isinstance(value, tuple) else value
        origin = f"  # {folder}.hushlint.toml" if folder else ""
        click.echo(terminal(f"{key} = {_shown(value)}{origin}"))
    return CLEAN


@command.command("check")
def check() -> int:
    """Read all settings, and name every allowance, exclusion and baseline entry that matches nothing.

    Exit code 1 where there is one, 2 where a setting is wrong.
    """
    settings = effective.read()
    lines = list(effective.unmatched(settings))
    for line in lines:
        click.echo(terminal(line))
    files = len(settings.suppressing.layers)
    click.echo(f"hushlint: {files} {'folder has' if files == 1 else 'folders have'} settings, {len(lines)} to look at")
    return FINDINGS if lines else CLEAN


def _shown(value: object) -> str:
    """A value as TOML has it."""
    if isinstance(value, Severity):
        return _quoted(value.label)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_shown(item) for item in value)}]"
    if isinstance(value, Allow):
        keys = {"rule": value.rules, "path": value.paths, "value": value.value, "reason": value.reason,
                "until": value.until}  # fmt: skip
        return _shown({key: item for key, item in keys.items() if item})
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_shown(item)}" for key, item in value.items()) + "}"
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
