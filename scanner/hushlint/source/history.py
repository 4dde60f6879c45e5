"""List what a history holds: every blob once, every commit and tag; and name the few with findings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hushlint.errors import GitError
from hushlint.git import Git
from hushlint.source.objects import Objects
from hushlint.source.running import Asked, lines_of

# Ids that are asked for at a time: they and their answers must fit empty pipes.
_ASKED = 200

_BLOBS = ("rev-list", "--objects", "--filter=object:type=blob", "--filter-provided-objects")


# An object of a history: its hex id, and one path where it stands (for tags and commits none).
Found = tuple[str, bytes]


@dataclass(slots=True)
class Gaps:
    """What a history lacks: refs that name nothing, and ids of missing objects."""

    refs: list[bytes] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def blobs(git: Git, tips: Sequence[str], old: Sequence[str] = ()) -> Iterator[Found]:
    """Every blob that these objects reach, once; GitError as soon as one of them, or a tree, is missing.

    Without what the `old` ones have themselves; git may list a blob that only their history has.
    """
    if not tips:
        return
    # Not with --missing=print: the filter would hide a missing tree, and all that is below it, without a word.
    for line in lines_of(git, (*_BLOBS, "--stdin"), _lines(tips) + _lines([f"^{id}" for id in old])):
        id, _, path = line.partition(b" ")
        yield id.decode("ascii"), path


def missing(git: Git, tips: Sequence[str]) -> list[str]:
    """What these objects reach and is not there; nothing is fetched. GitError where git cannot walk over the gaps."""
    if not tips:
        return []
    command = ("rev-list", "--objects", "--missing=print", "--no-object-names", "--stdin")
    return [line[1:].decode("ascii") for line in lines_of(git, command, _lines(tips)) if line.startswith(b"?")]


def commits(git: Git, tips: Sequence[str], limits: Sequence[str] = (), paths: Sequence[bytes] = ()) -> list[str]:
    """Every commit that these objects reach, parents before children; GitError where git cannot walk them."""
    if not tips:
        return []
    command: list[str | bytes] = ["rev-list", "--topo-order", "--reverse", *limits, "--stdin", "--", *paths]
    return [line.decode("ascii") for line in lines_of(git, command, _lines(tips))]


def newer(git: Git, tips: Sequence[str], old: Sequence[str]) -> list[str]:
    """The commits that the tips reach and the old ones do not."""
    given = _lines(tips) + _lines([f"^{id}" for id in old])
    return [line.decode("ascii") for line in lines_of(git, ("rev-list", "--stdin"), given)]


def all_commits(git: Git) -> list[str]:
    """Every commit of the object store, reachable or not, older ones first where git can read them all."""
    found = all_of(git, "commit")
    try:
        if not found:
            return []
        listed = lines_of(git, ("rev-list", "--no-walk=sorted", "--reverse", "--stdin"), _lines(found))
        return [line.decode("ascii") for line in listed]
    except GitError:
        return found


def all_of(git: Git, kind: str, gaps: Gaps | None = None) -> list[str]:
    """Every object of a kind in the object store, in order of their ids; `gaps` notes those that are damaged."""
    end = f" {kind}".encode("ascii")
    found = []
    for line in lines_of(git, ("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)")):
        if line.endswith(end):
            found.append(line[: -len(end)].decode("ascii"))
        elif gaps and line.endswith(b" missing"):
            gaps.missing.append(line.partition(b" ")[0].decode("ascii"))
    return found


def count_of(git: Git, kind: str) -> int:
    """How many objects of a kind the object store has, reachable or not."""
    listed = lines_of(git, ("cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objecttype)"))
    return sum(line == kind.encode("ascii") for line in listed)


def tags(git: Git, ids: Sequence[str]) -> dict[str, str]:
    """These tag objects and those that they name in turn; of each the kind of object that it names."""
    found = dict.fromkeys(ids, "")
    with Objects(git) as reader:
        waiting = list(found)
        while waiting:
            more: dict[str, str] = {}
            for id, data in reader.stream(waiting):
                named, found[id] = _tagged(data) if isinstance(data, bytes) else ("", "")
                if found[id] == "tag" and named not in found:
                    more[named] = ""
            waiting = list(more)
            found |= more
    return found


def _tagged(data: bytes) -> tuple[str, str]:
    """The id and kind of what a tag object names."""
    lines = data.split(b"\n", 2)
    if len(lines) < 2:
        return "", ""
    id, kind = lines[0].removeprefix(b"object "), lines[1].removeprefix(b"type ")
    return id.decode("ascii", "replace"), kind.decode("ascii", "replace")


def tip_blobs(git: Git, tips: Sequence[str]) -> frozenset[str]:
    """Every blob in the trees of these commits themselves; what cannot be walked is not at a tip."""
    if not tips:
        return frozenset()
    try:
        listed = list(lines_of(git, (*_BLOBS, "--no-walk", "--missing=print", "--stdin"), _lines(tips)))
    except GitError:
        return frozenset()
    return frozenset(line.partition(b" ")[0].decode("ascii") for line in listed if not line.startswith(b"?"))


def existing(git: Git, ids: Iterable[str]) -> dict[str, str]:
    """The kind of each object that is there: commit, tag, tree or blob."""
    found = {}
    listed = list(dict.fromkeys(ids))
    with Asked(git, "%(objecttype)") as asked:
        for begin in range(0, len(listed), _ASKED):
            part = listed[begin : begin + _ASKED]
            for id, answer in zip(part, asked.ask([id.encode("ascii") for id in part]), strict=True):
                kind = answer.decode("ascii", "replace")
                if kind in ("commit", "tag", "tree", "blob"):
                    found[id] = kind
    return found


def _lines(ids: Sequence[str]) -> bytes:
    return "".join(f"{id}\n" for id in ids).encode("ascii")


# A first group so small that work starts at once, then ones that hold most versions of a file together.
_FIRST_GROUP = 4_000
_GROUP = 50_000


def grouped(found: Iterable[Found]) -> Iterator[list[Found]]:
    """Groups of bounded size, in each the versions of a file beside each other, which is how git stores them."""
    group: list[Found] = []
    most = _FIRST_GROUP
    for item in found:
        group.append(item)
        if len(group) == most:
            yield _by_path(group)
            group, most = [], _GROUP
    if group:
        yield _by_path(group)


def _by_path(group: list[Found]) -> list[Found]:
    places: dict[bytes, int] = {}
    for item in group:
        places.setdefault(item[1], len(places))
    return sorted(group, key=lambda item: places[item[1]])
