"""Hand a finished report to standard output and to the files that were asked for."""

from hushlint.commands.options import Common
from hushlint.errors import UsageError
from hushlint.model.finding import Report
from hushlint.output import parse_targets, save, show
from hushlint.report.stage import FORMATS


def check(common: Common) -> list[tuple[str, str]]:
    """The files asked for, before any work is done; UsageError for one that cannot be."""
    targets = parse_targets(common.output)
    for format, _ in targets:
        if format not in FORMATS:
            raise UsageError(f"--output: no format {format!r}: choose one of {', '.join(FORMATS)}")
    return targets


def deliver(report: Report, common: Common, *, job: str) -> int:
    """Print and save a report; its exit code."""
    targets = check(common)
    show(report, common.format, job=job, verbose=common.verbose, quiet=common.quiet)
    for format, file in targets:
        save(report, format, file, job=job)
    return report.exit_code
