"""From what was found in blobs to a report: place, policy, fingerprints, added lines, suppression."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from hushlint import catalog
from hushlint.blob.lines import column_of, git_line, line_bounds, line_of
from hushlint.blob.text import Text, texts
from hushlint.cache import policy as policy_cache
from hushlint.config import Config
from hushlint.context import stage as context
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
from hushlint.source import index
from hushlint.source.snapshots import GitSnapshot, before, read_file
from hushlint.suppress import fingerprint
from hushlint.suppress import stage as suppress

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
            finding = context.place(secret, _place(text.data, secret), path)
            if finding:
                last = max(secret.start, secret.end - 1)
                yield Placed(finding, text, git_line(text, secret.start), git_line(text, last))


def _place(data: bytes, secret: Secret) -> Place:
    return Place(
        line_of(data, secret.start),
        column_of(data, secret.start),
        line_of(data, secret.end),
        column_of(data, secret.end),
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
    base = before(git, entries, run.staged.raw, empty=not run.repository.head, ahead=ahead)
    disk = env_files(run, index.paths(run.listing))
    return GitSnapshot(git, entries, top=run.repository.top, disk=disk, base=base, ahead=ahead)


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
    excluded = path_matcher(config.exclude)
    if not run.options.verbose:
        placed = [item for item in placed if item.finding.severity >= _SHOWN]
        broken = tuple(item for item in broken if item.severity >= _SHOWN)
    outcome = assemble(placed, broken, excluded, _reader(snapshot))
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


def assemble(
    placed: Iterable[Placed],
    broken: Iterable[Finding],
    excluded: Callable[[bytes], bool],
    read: Callable[[bytes], bytes],
) -> suppress.Outcome:
    """Findings of secrets and of policy together: duplicates dropped, suppressed ones apart, most severe first."""
    listed = list(placed)
    broken = tuple(broken)
    said = {(item.path, item.line) for item in broken if item.value}
    by_place = {_key(item.finding): item.text for item in listed}
    secrets = [
        item.finding for item in listed if (item.finding.path, item.finding.line) not in said or _specific(item.finding)
    ]
    ordered = sorted((*secrets, *broken), key=lambda item: (item.path, item.line, item.column, item.rule))

    def lines_of(finding: Finding) -> tuple[bytes, bytes]:
        text = by_place.get(_key(finding)) or next(texts(read(finding.path)))
        return _lines(text.data, finding.line)

    return suppress.apply(ordered, lines_of, excluded, date.today())


def _key(finding: Finding) -> tuple[bytes, str, int, int]:
    return finding.path, finding.rule, finding.line, finding.column


def _specific(finding: Finding) -> bool:
    """Whether a secret's own rule says more than a policy finding at the same line would."""
    return not finding.rule.startswith("generic-")


def _lines(data: bytes, line: int) -> tuple[bytes, bytes]:
    """A line by its number and the one before it, without their newlines."""
    offset = -1
    for _ in range(line - 1):
        offset = data.find(b"\n", offset + 1)
        if offset < 0:
            return b"", b""
    begin, end = line_bounds(data, offset + 1)
    before = data[slice(*line_bounds(data, begin - 1))] if begin else b""
    return data[begin:end], before


def path_matcher(patterns: tuple[str, ...]) -> Callable[[bytes], bool]:
    """Whether a path is meant by patterns written as in .gitignore."""
    if not patterns:
        return lambda _path: False
    from pathspec import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines(patterns)
    return lambda path: spec.match_file(path.decode("utf-8", "surrogateescape"))


def _unstaged_config(run: Run, snapshot: GitSnapshot) -> Iterator[str]:
    """A line for a configuration file whose edit is not staged: the index governs, and somebody may wonder."""
    name = b".hushlint.toml"
    on_disk = read_file(run.repository.top, name)
    if on_disk.replace(b"\r\n", b"\n") != _reader(snapshot)(name).replace(b"\r\n", b"\n"):
        yield "the edit of .hushlint.toml is not staged and has no effect: git add .hushlint.toml"


def with_severity(findings: Iterable[Finding], change: Callable[[Finding], Severity]) -> tuple[Finding, ...]:
    """The same findings with other severities."""
    return tuple(replace(item, severity=change(item)) for item in findings)
