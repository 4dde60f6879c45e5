"""`hushlint ci`: judge the commits of a pull request or push."""

import click

from hushlint.commands import delivery
from hushlint.commands.options import Common, common
from hushlint.errors import UsageError


@click.command("ci")
@click.option("--from", "base", default=None, metavar="REV", help="What the range starts behind (default: by itself).")
@click.option("--to", "head", default=None, metavar="REV", help="The last commit of the range.")
@click.option(
    "--pragmas",
    type=click.Choice(["head", "base"]),
    default="head",
    help="Whether pragmas that the range itself adds count (head) or not (base).",
)
@common
def command(common: Common, base: str | None, head: str | None, pragmas: str) -> int:
    """Judge every commit between a base and a head: added lines, commit messages, and the policy of the head.

    Finds both by itself in GitHub Actions (pull_request, push, merge_group), in GitLab CI and under pre-commit, or
    takes --from and --to. A secret that is added and removed again inside the range counts: it stays in history.
    Settings, rules and baseline are the base's, so that a change cannot allow itself. What is missing in a shallow
    clone is an error (exit code 3): give actions/checkout `fetch-depth: 0`, or set GIT_DEPTH to 0 in GitLab.
    """
    from hushlint.history import gate
    from hushlint.history.interruption import interruptible
    from hushlint.history.progress import watch

    delivery.check(common)
    if (base is None) != (head is None):
        raise UsageError("--from and --to go together")
    if "" in (base, head):
        raise UsageError("--from and --to need a revision each, and one of them is empty: is a variable not set?")
    request = gate.Request(
        base or "", head or "", config=common.config, fail_on=common.fail_on, cache=common.cache, pragmas=pragmas
    )
    with interruptible(watch(quiet=common.quiet)) as seen:
        report = gate.judge(request, seen)
    return delivery.deliver(report, common, job="ci")
