"""The command line: commands are imported when they are called, errors become one line and an exit code."""

import errno
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from hushlint import __version__
from hushlint.errors import INCOMPLETE, MISUSE, HushlintError
from hushlint.hook import crash, fail

# Name, module of hushlint.commands, one line for the list of commands.
_COMMANDS = {
    "hook": ("hook", "Judge what is staged, as a git hook does."),
    "ci": ("ci", "Judge the commits of a pull request or push."),
    "audit": ("audit", "Look at everything that a repository ever held."),
    "scan": ("scan", "Look for secrets in files and folders."),
    "baseline": ("baseline", "Keep known findings from blocking, each for a reason."),
    "config": ("config", "Show and check the settings."),
    "install": ("install", "Let git run hushlint before every commit, without pre-commit."),
    "uninstall": ("uninstall", "Take those hooks out again."),
    "cache": ("cache", "Say what is kept between runs, or remove it."),
    "rules": ("rules", "List, show and check the rules."),
    "explain": ("explain", "Say what a rule or a finding means, and what to do."),
}


class _Commands(click.Group):
    """A group whose commands are modules, so that `hushlint scan` does not pay for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = _COMMANDS.get(cmd_name)
        if place is None:
            return None
        command: click.Command = import_module(f"hushlint.commands.{place[0]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hushlint")
def _hushlint() -> None:
    """Keep secrets out of git: find them before they are committed, and check the policy around them.

    Exit codes: 0 clean; 1 findings at or above the blocking severity; 2 wrong use; 3 not everything could be
    looked at.
    """


def run() -> NoReturn:
    """The process `hushlint`: it ends here, without taking down first, one by one, all that an audit holds."""
    code = main()
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads a list has seen enough; a report that is not printed whole was told of before.
        pass
    except (OSError, ValueError) as error:
        code = code if code == INCOMPLETE else _unwritten(error)
    os._exit(code)


def _unwritten(error: OSError | ValueError) -> int:
    reason = getattr(error, "strerror", None) or "it is closed"
    return fail(HushlintError(f"standard output cannot be written: {reason}"))


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the process's exit code."""
    try:
        return _called(arguments)
    except (KeyboardInterrupt, click.Abort):
        sys.stderr.write("hushlint: interrupted\n")
        return INCOMPLETE
    except OSError as error:
        return _unwritten(error) if error.errno == errno.ENOSPC else crash(error)
    except Exception as error:
        return crash(error)


def _called(arguments: list[str] | None) -> int:
    try:
        result = _hushlint.main(arguments, prog_name="hushlint", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return MISUSE
    except click.ClickException as error:
        sys.stderr.write(f"hushlint: {error.format_message()}\n")
        return MISUSE
    except HushlintError as error:
        return fail(error)
