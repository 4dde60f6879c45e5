"""Write a report where it was asked for: to standard output, and whole or not at all to files."""

import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import IO

from hushlint import __version__
from hushlint.errors import HushlintError, UsageError
from hushlint.model.finding import Finding, Report
from hushlint.report.redact import Door
from hushlint.report.stage import chunks
from hushlint.report.view import Help, View

# Near enough to the start of the process: the command line imports this module first.
_STARTED = time.gmtime()
_UTC = "%Y-%m-%dT%H:%M:%S"

# What GitHub Actions sets in every step: a file that takes Markdown.
_SUMMARY = "GITHUB_STEP_SUMMARY"

# Bytes of a report that are held in memory before they are printed, and bytes that are printed at a time.
_IN_MEMORY = 1 << 20
_BLOCK = 1 << 16
_DEVICES = "/dev"


def show(report: Report, format: str, *, job: str, verbose: bool, quiet: bool, door: Door | None = None) -> None:
    """Print a report; colour and width follow the terminal."""
    if sys.stdout is None:
        return
    terminal = sys.stdout.isatty()
    view = _view(
        report,
        job,
        # As no-color.org says: an empty NO_COLOR is none.
        colour=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        verbose=verbose,
        quiet=quiet,
        width=_columns() if terminal else 0,
    )
    _print(chunks(format, report, view, door))


def _view(
    report: Report,
    job: str,
    *,
    verbose: bool = True,
    colour: bool = False,
    quiet: bool = False,
    width: int = 0,
) -> View:
    return View(
        colour=colour,
        verbose=verbose,
        quiet=quiet,
        job=job,
        width=width,
        unborn=report.unborn,
        version=__version__,
        started=time.strftime(_UTC, _STARTED),
        finished=time.strftime(_UTC, time.gmtime()),
        rules=_rules,
        say=_say,
    )


def _say(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"hushlint: {text}\n")


def _rules() -> Mapping[str, Help]:
    """The shipped rules by id, with the texts that a platform shows beside a finding."""
    from hushlint import catalog

    secrets = {
        rule.id: Help(rule.title, rule.severity, rule.source, rule.why, rule.fix, ("secret", rule.provider))
        for rule in (*catalog.secret_rules(), *catalog.source_rules())
    }
    policy = {
        id: Help(rule.title, rule.severity, rule.source, rule.why, rule.fix, ("policy", rule.topic))
        for id, rule in catalog.policy_rules().items()
    }
    return secrets | policy


def _print(pieces: Iterable[str]) -> None:
    """Print all pieces or, where making one of them fails, none: half a JSON report is no report.

    They wait in memory up to a size, then in a nameless file that nobody else can open; both hold redacted text.
    """
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as held:
        for piece in pieces:
            _hold(held, piece.encode("utf-8", "replace"))
        held.seek(0)
        try:
            while block := held.read(_BLOCK):
                sys.stdout.buffer.write(block)
            sys.stdout.buffer.flush()
        except OSError as error:
            # Or Python would try again when it exits, and say so in words of its own.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            # A reader that has gone (a pager was closed) is no fault; the exit code still says what was found.
            if not isinstance(error, BrokenPipeError):
                raise HushlintError(f"the report cannot be printed: {error.strerror}") from None


def _hold(held: IO[bytes], data: bytes) -> None:
    try:
        held.write(data)
    except OSError as error:
        raise HushlintError(
            f"the report needs a temporary file: {error.strerror}: set TMPDIR to a folder with room"
        ) from None


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


def check_files(files: Iterable[str]) -> None:
    """UsageError for a report file that could not be written, before hours are spent on a report for it."""
    taken: set[str] = set()
    for file in files:
        folder, name = os.path.split(os.path.abspath(file))
        place = os.path.normcase(os.path.join(os.path.realpath(folder), name))
        if place in taken:
            raise UsageError(f"--output: {file} is named twice")
        taken.add(place)
        # A report takes the place of what is there: of a device it must not (root could), of a folder it cannot.
        if os.path.realpath(folder) == _DEVICES or (os.path.exists(file) and not os.path.isfile(file)):
            raise UsageError(f"--output: {file} cannot be written: it is no file (standard output is for --format)")
        try:
            # The rights alone do not tell: a file system may be read-only, full, or somebody else's.
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise UsageError(f"--output: {file} cannot be written: {error.strerror}") from None


def save(report: Report, format: str, file: str, *, job: str, door: Door | None = None) -> None:
    """Write a report to a file under a temporary name and rename it, readable by its owner alone."""
    folder = os.path.dirname(os.path.abspath(file))
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=".hushlint-", dir=folder)
        try:
            with os.fdopen(descriptor, "wb") as handle:
                for piece in chunks(format, report, _view(report, job), door):
                    handle.write(piece.encode("utf-8", "replace"))
            os.replace(temporary, file)
        except BaseException:
            # Interrupted or out of memory as well: half a report must not lie around under any name.
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise HushlintError(f"the report cannot be written to {file}: {error.strerror}") from None


def summarize(report: Report, *, job: str, door: Door | None = None) -> None:
    """Add the job summary to the file that GitHub Actions names; nothing where there is none."""
    file = os.environ.get(_SUMMARY)
    if not file:
        return
    from hushlint.report import summary

    # Under 1 MiB, and made before the file is touched: others write there as well.
    made = "".join(summary.render(report, _view(report, job), door or Door(report)))
    try:
        with open(file, "ab") as handle:
            handle.write(made.encode("utf-8", "replace"))
    except OSError as error:
        raise HushlintError(f"the job summary cannot be written to {file}: {error.strerror}") from None


class Live:
    """Findings printed as JSON Lines while a run goes on; `close` prints what is left of the report."""

    def __init__(self) -> None:
        from hushlint.report.jsonl import Stream

        self._stream = Stream()

    def learn(self, values: Iterable[bytes]) -> None:
        """Keep these values out of every line that follows."""
        self._stream.learn(values)

    def tell(self, findings: Iterable[Finding]) -> None:
        """Print findings that are placed and not suppressed, at once."""
        self._print(self._stream.tell(findings))

    def close(self, report: Report) -> None:
        """Print the findings that were not told, the suppressed ones, coverage and exit code."""
        self._print(self._stream.close(report))

    def _print(self, pieces: Iterator[str]) -> None:
        if sys.stdout is not None:
            _print(pieces)
