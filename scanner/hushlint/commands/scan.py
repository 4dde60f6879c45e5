"""`hushlint scan`: look for secrets in files and folders."""

import os

import click

from hushlint.commands import delivery
from hushlint.commands.options import Common, common


@click.command("scan")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--no-ignore", is_flag=True, help="Read the files that git ignores as well.")
@common
def command(common: Common, paths: tuple[str, ...], no_ignore: bool) -> int:
    """Look for secrets in the whole content of files and folders, and check the policy of the folders.

    Inside a repository a folder is read without the files that git ignores; a file named outright is always read.
    """
    from hushlint import scanning

    delivery.check(common)
    request = scanning.Request(
        tuple(os.fsencode(path) for path in paths),
        config=common.config,
        fail_on=common.fail_on,
        cache=common.cache,
        no_ignore=no_ignore,
    )
    return delivery.deliver(scanning.scan(request), common, job="scan")
