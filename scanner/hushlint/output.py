"""Write a report where it was asked for: to standard output, and whole or not at all to files."""

import os
import sys
import tempfile

from hushlint.errors import HushlintError, UsageError
from hushlint.model.finding import Report
from hushlint.report.stage import render
from hushlint.report.view import View


def show(report: Report, format: str, *, job: str, verbose: bool, quiet: bool) -> None:
    """Print a report; colour and width follow the terminal."""
    if sys.stdout is None:
        return
    terminal = sys.stdout.isatty()
    view = View(
        colour=terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb",
        verbose=verbose,
        quiet=quiet,
        job=job,
        width=_columns() if terminal else 0,
        unborn=report.unborn,
    )
    text = render(format, report, view)
    if text:
        try:
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # The reader has gone (a pager was closed); the exit code still says what was found.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _columns() -> int:
    try:
        return os.get_terminal_size().columns
    except OSError:
        return 0


def parse_targets(values: tuple[str, ...]) -> list[tuple[str, str]]:
    """(format, file) of each `--output FORMAT=FILE`; UsageError for anything else."""
    targets = []
    for value in values:
        format, separator, file = value.partition("=")
        if not separator or not file:
            raise UsageError(f"--output {value!r}: expected FORMAT=FILE, such as json=report.json")
        targets.append((format, file))
    return targets


def save(report: Report, format: str, file: str, *, job: str) -> None:
    """Write a report to a file under a temporary name and rename it, readable by its owner alone."""
    text = render(format, report, View(verbose=True, job=job))
    folder = os.path.dirname(os.path.abspath(file))
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=".hushlint-", dir=folder)
        try:
            with os.fdopen(descriptor, "wb") as handle:
                handle.write(text.encode("utf-8", "replace"))
            os.replace(temporary, file)
        except OSError:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise HushlintError(f"the report cannot be written to {file}: {error.strerror}") from None
