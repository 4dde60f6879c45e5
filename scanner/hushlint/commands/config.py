"""`hushlint config`: the settings that count, and what in them matches nothing."""

import os

import click

from hushlint.config import Config
from hushlint.errors import CLEAN, FINDINGS
from hushlint.model.rule import Severity
from hushlint.report.escape import terminal
from hushlint.settings import effective, own_rules
from hushlint.settings.allowances import Allow
from hushlint.settings.grading import Grade


@click.group("config")
def command() -> None:
    """Show and check the settings, as they are on disk.

    They stand in .hushlint.toml at the top of the repository or under [tool.hushlint] in pyproject.toml; folders may
    have a .hushlint.toml of their own. docs/configuration.md lists them all.
    """


@command.command("show", short_help="Print the settings that count, everywhere or at a path.")
@click.argument("path", required=False, default="")
def show(path: str) -> int:
    """Print every setting that counts; with PATH, a file or folder seen from the top of the repository, those there.

    Behind a setting stands the file of the folder that says so, or that it is the default.
    """
    settings = effective.read()
    for key, value, folder in effective.at(settings, os.fsencode(path)):
        default = "" if value != getattr(Config(), key.replace("-", "_")) else "  # default"
        origin = f"  # {folder}.hushlint.toml" if folder else default
        click.echo(terminal(f"{key} = {_shown(_readable(key, value))}{origin}"))
    return CLEAN


@command.command("check", short_help="Check all settings, and name what in them matches nothing.")
def check() -> int:
    """Read all settings, try your own rules on their examples, and scan the repository to name every exclusion,
    allowance and line of the baseline that matches nothing, or whose last day is over.

    Exit code 1 where there is one, 2 where a setting is wrong.
    """
    settings = effective.read()
    lines = list(effective.unmatched(settings))
    for line in lines:
        click.echo(terminal(line))
    files = len(settings.suppressing.layers)
    click.echo(f"hushlint: {files} {'folder has' if files == 1 else 'folders have'} settings, {len(lines)} to look at")
    return FINDINGS if lines else CLEAN


def _readable(key: str, value: object) -> object:
    """Of what is stored in another form the one that was written: tools by name, rules by their ids."""
    if key == "foreign-pragmas" and isinstance(value, tuple):
        return dict(value)
    if key == "rule" and isinstance(value, tuple):
        return tuple({"id": id} for id in sorted(own_rules.ids(value)))
    if key == "severity" and isinstance(value, tuple):
        return tuple(_graded(item) for item in value)
    return value


def _graded(item: Grade) -> dict[str, object]:
    fields = {"rule": item.rules, "path": item.paths, "severity": Severity(item.severity)}
    return {key: value for key, value in fields.items() if value != ()}


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
