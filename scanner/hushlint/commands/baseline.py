"""`hushlint baseline`: the known findings of a repository, written down with a reason, and fewer every week."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import click

from hushlint.errors import CLEAN, FINDINGS, UsageError
from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.report.escape import terminal
from hushlint.settings import baselines
from hushlint.suppress.baseline import FILE, Entry


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter("expected a date like 2027-03-01") from None


_until = click.option(
    "--until",
    metavar="DATE",
    callback=_day,
    help="The last day that the new entries count, such as 2027-03-01 (default: no end).",
)


@click.group("baseline")
def command() -> None:
    """Keep known findings from blocking, each for a reason, until they are gone.

    The baseline is the file .hushlint-baseline at the top of the repository, to be committed. Each of its lines names
    a finding that was there before, so that only new ones block. There is no value and no line number in it: lines may
    move and files be renamed, and nobody learns a secret from it. New findings are never in it by themselves.

    To begin with: hushlint baseline create --reason "found when we adopted hushlint"
    """


@command.command("create", short_help="Write down what is found today.")
@click.option("--reason", required=True, metavar="TEXT", help="Why these findings may stay for now.")
@_until
def create(reason: str, until: date | None) -> int:
    """Write down everything that is found today in files that git tracks, as known for this reason.

    Also tells git, in .gitattributes, to merge the file line by line, so that branches never conflict in it.
    """
    state = baselines.look()
    if baselines.exists(state.top):
        raise UsageError(f"there is a {FILE}: hushlint baseline update changes it")
    entries = baselines.entries_for(state.new, reason, until)
    baselines.write(state.top, entries)
    changed = [FILE, ".gitattributes"] if baselines.set_attributes(state.top) else [FILE]
    click.echo(f"{FILE}: {_tally(state.new)}")
    _warn(state.new)
    click.echo(f"Now: git add {' '.join(changed)} && git commit")
    return CLEAN


@command.command("update", short_help="Drop what is gone, follow what moved, accept what is new.")
@click.option("--accept", is_flag=True, help="Take up the new findings as well.")
@click.option("--reason", default="", metavar="TEXT", help="Why the accepted findings may stay for now.")
@_until
def update(accept: bool, reason: str, until: date | None) -> int:
    """Drop the lines whose finding is gone, and follow files that were renamed.

    What is new stays out, and when it would block the exit code is 1. With --accept and --reason it is taken in.
    """
    if accept and not reason:
        raise UsageError("--accept needs a --reason")
    state = _existing()
    added = baselines.entries_for(state.new, reason, until) if accept else ()
    _write(state, (*baselines.kept(state), *added))
    _dropped(state.stale, "nothing is found there any more")
    if added:
        click.echo(f"accepted: {_tally(state.new)}")
        _warn(state.new)
        return CLEAN
    if state.new:
        click.echo(f"not in the baseline: {_tally(state.new)}; `hushlint scan .` shows them")
    return FINDINGS if any(item.severity >= state.fail_on for item in state.new) else CLEAN


@command.command("prune", short_help="Drop what is gone and what is over, nothing else.")
def prune() -> int:
    """Drop the lines whose finding is gone, and those whose last day is over: their findings block again.

    Nothing else is changed, not even the paths of renamed files.
    """
    state = _existing()
    gone = {entry.line for entry in (*state.stale, *state.over)}
    _write(state, [entry for entry in state.entries if entry.line not in gone])
    _dropped(state.stale, "nothing is found there any more")
    _dropped(state.over, "their last day is over, and what they silenced is reported")
    return CLEAN


@command.command("audit", short_help="Go through the lines at the keyboard.")
def audit() -> int:
    """Go through the lines in this terminal, the worst first, and say of each what it is by one key.

    r: a real secret (at the end all of them are listed with what to do), f: a false alarm, l: later, b: back, q: quit.
    Values are never shown. Each answer is written at once, before the reason, so that the review goes on where it
    stopped. It changes nothing of what blocks.
    """
    from hushlint.commands import review

    return review.run(_existing())


def _existing() -> baselines.State:
    state = baselines.look()
    if not baselines.exists(state.top):
        raise UsageError(f"there is no {FILE}: hushlint baseline create --reason TEXT makes one")
    return state


def _write(state: baselines.State, entries: Iterable[Entry]) -> None:
    entries = list(entries)
    baselines.write(state.top, entries)
    click.echo(f"{FILE}: {_count(len(entries), 'entry', 'entries')}, {len(state.entries)} before")


def _dropped(entries: Iterable[Entry], why: str) -> None:
    rules = Counter(entry.rule for entry in entries)
    if rules:
        click.echo(f"dropped {rules.total()}, {why}: {_counts(rules)}")


def _tally(findings: Iterable[Finding]) -> str:
    findings = list(findings)
    levels = Counter(item.severity for item in findings)
    said = ", ".join(f"{levels[level]} {level.label}" for level in sorted(levels, reverse=True))
    rules = _counts(Counter(item.rule for item in findings))
    files = _count(len({item.path for item in findings}), "file", "files")
    total = _count(len(findings), "finding", "findings")
    return f"{total} in {files} ({said})\n  {rules}" if findings else "no findings"


def _counts(rules: Counter[str]) -> str:
    return ", ".join(f"{terminal(rule)} {count}" for rule, count in rules.most_common())


def _warn(findings: Iterable[Finding]) -> None:
    worst = sum(item.severity >= Severity.HIGH and bool(item.value) for item in findings)
    if worst:
        click.echo(
            f"{worst} of them look like real secrets: a baseline keeps them quiet, not safe. "
            "`hushlint baseline audit` goes through them."
        )


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
