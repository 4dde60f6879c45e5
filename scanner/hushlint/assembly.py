"""From what was found in blobs to a report: place, policy, fingerprints, added lines, suppression."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hushlint import catalog
from hushlint.blob.lines import column_of, git_line
from hushlint.blob.text import Text, texts
from hushlint.cache import policy as policy_cache
from hushlint.config import OWN_FILE, Config
from hushlint.context import stage as context
from hushlint.context.paths import contexts
from hushlint.context.source import settle
from hushlint.detection import Detection
from hushlint.model.blob import Lines
from hushlint.model.finding import Coverage, Finding, Place, Report, Skipped
from hushlint.model.rule import Severity
from hushlint.model.secret import Secret
from hushlint.model.snapshot import Snapshot
from hushlint.pipeline import Run, env_files, policy_key
from hushlint.policy import stage as policy
from hushlint.policy.files import policy_files
from hushlint.selection import Selection
from hushlint.settings.suppressing import Suppressing
from hushlint.settings.suppressing import path_matcher as path_matcher
from hushlint.source import index
from hushlint.source.snapshots import GitSnapshot, before, read_file
from hushlint.suppress import baseline, directives, fingerprint, rotten
from hushlint.suppress import stage as suppress
from hushlint.suppress.terms import Terms

# The texts of a blob that hold secrets, each with them.
Hits = Sequence[tuple[Text, Sequence[Secret]]]

# What a hook shows without -v; info is advice.
_SHOWN = Severity.LOW


class Placed:
    """A finding with the text it stands in and the lines that git counts for it."""

    __slots__ = ("finding", "first", "last", "text")

    def __init__(self, finding: Finding, text: Text, first: int, last: int) -> None:
        self.finding = finding
        self.text = text
        self.first = first
        self.last = last

    def is_added(self, lines: Lines | None) -> bool:
        """Whether any of its lines is among the added ones (None: all are)."""
        return lines is None or any(self.first <= end and begin <= self.last for begin, end in lines)


def locate(hits: Hits, path: bytes) -> Iterator[Placed]:
    """The findings of a blob's secrets at one path."""
    for text, secrets in hits:
        for secret in settle(secrets, text.data, path):
            finding = context.place(secret, _place(text, secret), path)
            if finding:
                last = max(secret.start, secret.end - 1)
                yield Placed(finding, text, git_line(text, secret.start), git_line(text, last))


def _place(text: Text, secret: Secret) -> Place:
    return Place(
        text.line(secret.start),
        column_of(text.data, secret.start),
        text.line(secret.end),
        column_of(text.data, secret.end),
    )


def commit_report(run: Run, chosen: Selection, *, ask_policy: bool) -> Report:
    """The report of a hook run."""
    added = run.staged.added([path for path in chosen.staged if _id(run, path) in run.hits])
    placed: list[Placed] = []
    for path, lines in added.items():
        placed += kept_lines(locate(run.hits[_id(run, path)], path), lines)
    for path, entry in chosen.whole.items():
        placed += kept_lines(locate(run.hits.get(entry.id, []), path), None)
    for path in chosen.disk:
        placed += kept_lines(locate(run.hits.get(os.fsdecode(path), []), path), None)
    places = {
        **{path: _id(run, path) for path in chosen.staged},
        **{path: entry.id for path, entry in chosen.whole.items()},
        **{path: os.fsdecode(path) for path in chosen.disk},
    }
    snapshot = index_snapshot(run)
    return finish(run, placed, places, snapshot, _policy(run, snapshot) if ask_policy else ())


def _id(run: Run, path: bytes) -> str:
    return run.staged.changes[path][0].new_id


def kept_lines(placed: Iterable[Placed], lines: Lines | None) -> list[Placed]:
    """The findings that stand on added lines, numbered before the others are dropped."""
    listed = list(placed)
    numbered = fingerprint.number(item.finding for item in listed)
    for item, finding in zip(listed, numbered, strict=True):
        item.finding = finding
    return [item for item in listed if item.is_added(lines)]


def index_snapshot(run: Run) -> GitSnapshot:
    """What policy sees at a hook: the index, with HEAD behind it."""
    entries = index.entries(run.listing)
    git = run.repository.git
    ahead = policy_files(entries)
    touched = frozenset(path for change in run.staged.raw for path in (change.old_path, change.path))
    base = before(git, entries, run.staged.raw, empty=not run.repository.head, ahead=ahead, touched=touched)
    disk = env_files(run, index.paths(run.listing))
    return GitSnapshot(
        git, entries, top=run.repository.top, disk=disk, base=base, ahead=ahead, touched=touched
    )


def _policy(run: Run, snapshot: Snapshot) -> tuple[Finding, ...]:
    found = judge_policy(snapshot, run.detection, run.plan.config())
    if run.options.cache and not any(item.severity >= _SHOWN or run.options.verbose for item in found):
        policy_cache.remember(run.options.cache, run.repository.top, policy_key(run))
    return found


def judge_policy(snapshot: Snapshot, detection: Detection, config: Config) -> tuple[Finding, ...]:
    """What policy says of a snapshot, numbered, without the rules that the configuration disables."""
    if config.policy == "off":
        return ()
    rules = {id: rule for id, rule in catalog.policy_rules().items() if id not in config.disable}
    return fingerprint.number(policy.run(snapshot, detection, rules, config.policy))


def finish(
    run: Run, placed: list[Placed], places: Mapping[bytes, str], snapshot: GitSnapshot, broken: tuple[Finding, ...]
) -> Report:
    """Suppress, add up the coverage, and close a hook run's report; `places` maps paths to names of content."""
    config = run.plan.config()
    read = _reader(snapshot)
    asked = bool(placed or broken or run.unread) and not run.options.config
    suppressing = Suppressing(config, index.paths(run.listing) if asked else (), read)
    excluded = suppressing.excluded
    for item in placed:
        item.finding = suppressing.graded(item.finding, item.finding.path)
    broken = tuple(suppressing.graded(item, item.path) for item in broken)
    if not run.options.verbose:
        placed = [item for item in placed if item.finding.severity >= _SHOWN]
        broken = tuple(item for item in broken if item.severity >= _SHOWN)
    terms = suppressing.terms(exists=snapshot.entries.__contains__) if placed or broken else None
    outcome = assemble(placed, broken, excluded, read, terms)
    skipped = [
        Skipped(path, run.unread[name], excluded(path)) for path, name in places.items() if name in run.unread
    ]
    skipped += [Skipped(path, "an unresolved conflict", False) for path in run.staged.unmerged]
    notes = (*outcome[2], *_unstaged_config(run, snapshot))
    coverage = Coverage(units=len(places) - len(run.unread), bytes=run.bytes, skipped=tuple(skipped), notes=notes)
    return Report(outcome[0], outcome[1], coverage, fail_on(config, run.options.fail_on), not run.repository.head)


def _reader(snapshot: GitSnapshot) -> Callable[[bytes], bytes]:
    return lambda path: snapshot.read(path) if path in snapshot.entries else b""


def fail_on(config: Config, asked: str) -> Severity:
    """The least severity that blocks: the caller's word, else the configuration's."""
    return Severity[asked.upper()] if asked else config.fail_on


@dataclass(frozen=True, slots=True)
class Whole:
    """What was judged whole, so that a suppression there which silences nothing is known to be unused.

    `marked` are the paths whose content holds a pragma of ours. `judged` tells of a baseline's path whether all of
    it was looked at (or it is gone). `everything`: whether there is nothing that was not.
    """

    marked: Iterable[bytes] = ()
    judged: Callable[[bytes], bool] = lambda _path: False
    everything: bool = False


def assemble(
    placed: Iterable[Placed],
    broken: Iterable[Finding],
    excluded: Callable[[bytes], bool],
    read: Callable[[bytes], bytes],
    terms: Terms | None = None,
    whole: Whole | None = None,
) -> suppress.Outcome:
    """Findings of secrets and of policy together: duplicates dropped, suppressed ones apart, by path and line.

    `terms` are settings and baseline beyond `excluded`, None for none.
    """
    listed = list(placed)
    terms = replace(terms or Terms(date.today()), excluded=excluded)
    for item in listed:
        item.finding = terms.graded(item.finding)
    broken = tuple(map(terms.graded, broken))
    said = {(item.path, item.line) for item in broken if item.value}
    by_place = {_key(item.finding): item.text for item in listed}
    secrets = [
        item.finding for item in listed if (item.finding.path, item.finding.line) not in said or _specific(item.finding)
    ]
    ordered = sorted((*secrets, *broken), key=lambda item: (item.path, item.line, item.column, item.rule))
    read_once = _remembered(read)

    def text_of(finding: Finding) -> bytes:
        text = by_place.get(_key(finding))
        return text.data if text else read_once(finding.path)

    judged = suppress.apply(ordered, text_of, terms)
    if not (judged.expired or whole):
        return suppress.Outcome(judged.findings, judged.suppressed, judged.notes)
    over = fingerprint.number((*judged.expired, *_unused(judged, terms, whole or Whole(), read_once)))
    again = suppress.apply(over, lambda finding: read_once(finding.path), replace(terms, baseline=(), matcher=None))
    return suppress.Outcome(
        (*judged.findings, *again.findings),
        (*judged.suppressed, *again.suppressed),
        tuple(dict.fromkeys((*judged.notes, *again.notes))),
    )


def _unused(judged: suppress.Judged, terms: Terms, whole: Whole, read: Callable[[bytes], bytes]) -> Iterator[Finding]:
    """What silences nothing where everything was judged."""
    for path in whole.marked:
        # Documentation shows how pragmas are written.
        if not terms.excluded(path) and "docs" not in contexts(path):
            yield from rotten.unused_pragmas(path, directives.read(read(path), ()), judged.used)
    for entry in terms.baseline:
        if entry.origin not in judged.matched and whole.judged(entry.path):
            yield rotten.unused_entry(entry)
    for allowance in terms.allowances if whole.everything else ():
        if allowance.origin not in judged.matched:
            yield rotten.unused_allowance(allowance)


def _remembered(read: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """The same reader, one time a path: what it gives are texts as they were scanned."""
    seen: dict[bytes, bytes] = {}

    def once(path: bytes) -> bytes:
        if path not in seen:
            *_, text = texts(read(path))
            seen[path] = text.data
        return seen[path]

    return once


def _key(finding: Finding) -> tuple[str, bytes, str, int, int]:
    return finding.commit, finding.path, finding.rule, finding.line, finding.column


def _specific(finding: Finding) -> bool:
    """Whether a secret's own rule says more than a policy finding at the same line would."""
    return not finding.rule.startswith("generic-")


def _unstaged_config(run: Run, snapshot: GitSnapshot) -> Iterator[str]:
    """A line for each file that governs and whose edit is not staged: the index counts, and somebody may wonder."""
    for name in (OWN_FILE, baseline.NAME):
        on_disk = read_file(run.repository.top, name)
        if on_disk.replace(b"\r\n", b"\n") != _reader(snapshot)(name).replace(b"\r\n", b"\n"):
            shown = name.decode()
            yield f"the edit of {shown} is not staged and has no effect: git add {shown}"


def with_severity(findings: Iterable[Finding], change: Callable[[Finding], Severity]) -> tuple[Finding, ...]:
    """The same findings with other severities."""
    return tuple(replace(item, severity=change(item)) for item in findings)
