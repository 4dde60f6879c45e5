"""`hushlint hook`: judge what is staged."""

import os

import click

from hushlint.commands import delivery
from hushlint.commands.options import Common, common
from hushlint.model.finding import Report


@click.command("hook")
@click.argument("names", nargs=-1, metavar="[FILE]...")
@click.option("--from-pre-commit", is_flag=True, help="FILEs are pre-commit's: look at exactly these.")
@click.option("--commit-msg", "message", is_flag=True, help="FILE is a commit's message: look at that alone.")
@common
def command(common: Common, names: tuple[str, ...], from_pre_commit: bool, message: bool) -> int:
    """Judge what is staged, as a git hook does: added lines of staged files, and the policy of the index.

    With FILEs only these (or what lies below them). Run it by hand to see what the next commit would be told.
    """
    from hushlint import pipeline

    delivery.check(common)
    asked = pipeline.Options(
        [os.fsencode(name) for name in names],
        from_pre_commit=from_pre_commit,
        verbose=common.verbose,
        config=common.config,
        fail_on=common.fail_on,
        cache=common.cache,
    )
    if message:
        from hushlint.messages import judge

        return delivery.deliver(judge(asked) or Report(), common, job="message")
    return delivery.deliver(pipeline.hook(asked) or Report(), common, job="hook")
