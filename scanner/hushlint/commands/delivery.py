"""Hand a finished report to standard output and to the files that were asked for."""

from hushlint.commands.options import Common
from hushlint.errors import HushlintError, UsageError
from hushlint.model.finding import Report
from hushlint.output import Live, check_files, parse_targets, save, show, summarize
from hushlint.report.redact import Door
from hushlint.report.stage import FORMATS


def check(common: Common) -> list[tuple[str, str]]:
    """The files asked for, before any work is done; UsageError for one that cannot be."""
    targets = parse_targets(common.output)
    for format, file in targets:
        if file == "-":
            raise UsageError(f"--output {format}=-: standard output is for --format {format}")
        if format not in FORMATS:
            raise UsageError(f"--output: no format {format!r}: choose one of {', '.join(FORMATS)}")
    check_files(file for _, file in targets)
    return targets


def live(common: Common) -> Live | None:
    """Where a run under way may tell its findings at once: standard output, with `--format jsonl`."""
    return Live() if common.format == "jsonl" else None


def deliver(report: Report, common: Common, *, job: str, live: Live | None = None) -> int:
    """Print and save a report; its exit code. `live` has told some of the findings already.

    It is printed first, and every file is tried: one that cannot be written hides neither findings nor others.
    """
    targets = parse_targets(common.output)
    door = Door(report)
    if live:
        live.close(report)
    else:
        show(report, common.format, job=job, verbose=common.verbose, quiet=common.quiet, door=door)
    failed: HushlintError | None = None
    for format, file in targets:
        try:
            save(report, format, file, job=job, door=door)
        except HushlintError as error:
            failed = failed or error
    if "github" in (common.format, *(format for format, _ in targets)):
        summarize(report, job=job, door=door)
    if failed:
        raise failed
    return report.exit_code
