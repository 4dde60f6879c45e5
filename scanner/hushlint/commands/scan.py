"""`hushlint scan`: look for secrets in files and folders, or in what comes through a pipe."""

import os

import click

from hushlint.commands import delivery
from hushlint.commands.options import Common, common
from hushlint.errors import UsageError

_STDIN = "-"


@click.command("scan")
@click.argument("paths", nargs=-1, metavar="[PATH...|-]")
@click.option("--no-ignore", is_flag=True, help="Read the files that git ignores as well.")
@click.option("--stdin-name", default=None, metavar="PATH",
              help="The path that standard input (-) is judged and reported as.")  # fmt: skip
@click.option("--processes", type=click.IntRange(min=1), default=None, metavar="N",
              help="How many processes share the work (default: one a processor).")  # fmt: skip
@common
def command(
    common: Common, paths: tuple[str, ...], no_ignore: bool, stdin_name: str | None, processes: int | None
) -> int:
    """Look for secrets in the whole content of files and folders, and check the policy of the folders.

    Without a PATH it is the folder here; `-` is standard input. Inside a repository a folder is read without the
    files that git ignores; a file named outright is always read.
    """
    from hushlint import scanning
    from hushlint.history.interruption import interruptible
    from hushlint.history.progress import watch

    delivery.check(common)
    if stdin_name is not None and (_STDIN not in paths or not stdin_name):
        raise UsageError("--stdin-name is the path of standard input: give `-` as PATH too")
    request = scanning.Request(
        tuple(os.fsencode(path) for path in paths or (".",) if path != _STDIN),
        config=common.config,
        fail_on=common.fail_on,
        cache=common.cache,
        no_ignore=no_ignore,
        stdin=os.fsencode(stdin_name or "<stdin>") if _STDIN in paths else b"",
        processes=processes or 0,
    )
    with interruptible(watch(quiet=common.quiet, unit="file")) as seen:
        report = scanning.scan(request, seen)
    return delivery.deliver(report, common, job="scan")
