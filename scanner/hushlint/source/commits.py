"""Commits as they are read for audits and ranges: what each changes against its parents, and who made it when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from hushlint.errors import GitError
from hushlint.git import Git
from hushlint.model.blob import Change, Lines
from hushlint.source.diffs import RAW, parse_raw, tree_lines
from hushlint.source.objects import Objects
from hushlint.source.running import records_of
from hushlint.source.staged import against_all, common_lines, is_edit


@dataclass(frozen=True, slots=True)
class Person:
    """Who made a commit or tag, as `Name <mail>`, and when, as in 2026-01-02T03:04:05+00:00; empty when unknown."""

    name: str = ""
    date: str = ""


def people(git: Git, ids: Sequence[str]) -> dict[str, Person]:
    """Who made each of these commits (its author) and tags (its tagger)."""
    found = {}
    with Objects(git) as objects:
        for id, data in objects.stream(list(ids)):
            found[id] = person(data) if isinstance(data, bytes) else Person()
    return found


def person(data: bytes) -> Person:
    """The author or tagger in the headers of a commit or tag object."""
    for line in data.partition(b"\n\n")[0].split(b"\n"):
        if line.startswith((b"author ", b"tagger ")):
            name, _, when = line.partition(b" ")[2].rpartition(b"> ")
            return Person((name + b">").decode("utf-8", "replace"), _date(when))
    return Person()


def _date(when: bytes) -> str:
    """ISO 8601 of git's `seconds +hhmm`; empty when it is none."""
    seconds, _, zone = when.decode("ascii", "replace").partition(" ")
    try:
        minutes = int(zone[1:3]) * 60 + int(zone[3:5])
        offset = timezone(timedelta(minutes=-minutes if zone.startswith("-") else minutes))
        return datetime.fromtimestamp(int(seconds), UTC).astimezone(offset).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as its object says: its tree and its parents, by id."""

    id: str
    tree: str
    parents: tuple[str, ...]


def read_commits(git: Git, ids: Sequence[str]) -> dict[str, Commit]:
    """Commits by id, with the trees of their parents; GitError for one that is not there."""
    found = dict(_read(git, ids))
    parents = dict.fromkeys(parent for commit in found.values() for parent in commit.parents if parent not in found)
    return found | dict(_read(git, list(parents)))


def _read(git: Git, ids: Sequence[str]) -> Iterator[tuple[str, Commit]]:
    with Objects(git) as objects:
        for id, data in objects.stream(list(ids)):
            if not isinstance(data, bytes):
                raise GitError(f"commit {id} is {data}")
            lines = [line.split(b" ") for line in data.partition(b"\n\n")[0].split(b"\n")]
            named = [(line[0], line[1].decode("ascii")) for line in lines if line[0] in (b"tree", b"parent")]
            trees = [value for key, value in named if key == b"tree"]
            yield id, Commit(id, trees[0], tuple(value for key, value in named if key == b"parent"))


# A path with its change against each parent, in their order.
Changes = dict[bytes, list[Change]]


def changes(
    git: Git, commits: Mapping[str, Commit], ids: Sequence[str], empty_tree: str
) -> Iterator[tuple[str, Changes]]:
    """(commit, what it brings that no parent has at that path) of each id, in order; a first commit brings all."""
    pairs = {id: _pairs(commits, id, empty_tree) for id in ids}
    listed = _compared(git, list(dict.fromkeys(pair for each in pairs.values() for pair in each)))
    for id in ids:
        yield id, against_all([listed.get(pair, []) for pair in pairs[id]])


def _pairs(commits: Mapping[str, Commit], id: str, empty_tree: str) -> list[tuple[str, str]]:
    """The trees that a commit is compared with, each with its own."""
    commit = commits[id]
    return [(commits[parent].tree, commit.tree) for parent in commit.parents] or [(empty_tree, commit.tree)]


def _compared(git: Git, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[Change]]:
    """The changes between two trees, for each pair. A record that starts a pair has its trees on a line before it."""
    given = "".join(f"{old} {new}\n" for old, new in pairs).encode("ascii")
    records = records_of(git, ("diff-tree", "--stdin", "-r", *RAW), given, b"\0")
    found: dict[tuple[str, str], list[Change]] = {}
    here: list[Change] = []
    for record in records:
        *heads, entry = record.split(b"\n")
        if not entry.startswith(b":") and entry:
            heads.append(entry)
        if heads:
            old, _, new = heads[-1].decode("ascii").partition(" ")
            here = found[(old, new)] = []
        if entry.startswith(b":"):
            paths = [next(records) for _ in range(2 if entry.split(b" ")[4][:1] in b"RC" else 1)]
            here += parse_raw(b"\0".join((entry, *paths)))
    return found


def added_lines(
    git: Git, commits: Mapping[str, Commit], id: str, brought: Changes, empty_tree: str
) -> dict[bytes, Lines | None]:
    """Which lines of these paths a commit adds against every parent; None where all are."""
    each: list[dict[bytes, Lines | None]] = []
    for number, (old, new) in enumerate(_pairs(commits, id, empty_tree)):
        edits = [listed[number] for listed in brought.values() if is_edit(listed[number])]
        lines = tree_lines(git, old, new, edits) if edits else {}
        each.append(
            {
                path: lines.get((listed[number].old_id, listed[number].new_id)) if is_edit(listed[number]) else None
                for path, listed in brought.items()
            }
        )
    return {path: common_lines([lines[path] for lines in each]) for path in brought}
