"""`hushlint audit`: look at a whole history."""

import os
import re
from datetime import datetime

import click

from hushlint.commands import delivery
from hushlint.commands.options import Common, common
from hushlint.errors import UsageError

_AGO = re.compile(r"\d{1,6}[ .](second|minute|hour|day|week|month|year)s?[ .]ago")


@click.command("audit")
@click.argument("repository", default="", metavar="[REPO|URL]")
@click.option("--branch", default="", metavar="NAME", help="Only what this branch (or tag, or other ref) reaches.")
@click.option("--since", default="", metavar="DATE", help="Only commits since a date: 2026-01-31, or '2 weeks ago'.")
@click.option("--until", default="", metavar="DATE", help="Only commits until a date.")
@click.option("--max-commits", type=click.IntRange(min=1), default=None, metavar="N", help="Only the last N commits.")
@click.option("--path", "paths", multiple=True, metavar="PATH", help="Only this file or folder; may be repeated.")
@click.option("--unreachable", is_flag=True, help="Also what only reflogs name, and what nothing names any more.")
@click.option("--processes", type=click.IntRange(min=1), default=None, metavar="N",
              help="How many processes share the work (default: one a processor).")  # fmt: skip
@common
def command(
    common: Common,
    repository: str,
    branch: str,
    since: str,
    until: str,
    max_commits: int | None,
    paths: tuple[str, ...],
    unreachable: bool,
    processes: int | None,
) -> int:
    """Look for secrets in everything that a repository ever held, and check the policy of HEAD.

    REPO is a folder, a bare repository, or an https:// or ssh:// URL, which is cloned into a temporary folder; without
    one it is the repository around here. Every blob is read once, whatever commits, branches, tags, stashes and notes
    have it, and commit and tag messages too. Each secret is reported once a path, with the commit that brought it
    first; `at-tip` among its contexts says that a branch still has it.
    """
    from hushlint.history.opening import Opening
    from hushlint.source.clones import is_url

    path = os.fsencode(repository)
    # Git answers while all that follows is imported.
    opening = None if is_url(path) else Opening(path, branch)

    from hushlint.history import auditing
    from hushlint.history.interruption import interruptible
    from hushlint.history.progress import watch
    from hushlint.history.reach import Request

    if "" in paths:
        raise UsageError("--path is empty: is a variable not set?")
    delivery.check(common)
    live = delivery.live(common)
    request = Request(
        path,
        config=common.config,
        fail_on=common.fail_on,
        cache=common.cache,
        unreachable=unreachable,
        branch=branch,
        since=_date_limit("--since", since),
        until=_date_limit("--until", until),
        max_commits=max_commits or 0,
        paths=tuple(os.fsencode(path) for path in paths),
        processes=processes or 0,
        listener=live,
    )
    with interruptible(watch(quiet=common.quiet)) as seen:
        report = auditing.audit(request, seen, opening)
    return delivery.deliver(report, common, job="audit", live=live)


def _date_limit(option: str, text: str) -> str:
    """A date as git is asked for it; UsageError for anything that git would take for now without a word."""
    if not text or _AGO.fullmatch(text.lower()):
        return text
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text!r}: expected a date like 2026-01-31, or '2 weeks ago'") from None
    return given.isoformat()
