"""What an audit has to read: where a history begins, its commits, tags and blobs, and what of them is missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hushlint.errors import GitError
from hushlint.history.opening import Opening
from hushlint.source import history, partial
from hushlint.source.bringing import Bringing, brought
from hushlint.source.history import Found, Gaps
from hushlint.source.refs import Ref
from hushlint.source.running import Later
from hushlint.source.store import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hushlint.history.judgement import Listener


@dataclass(frozen=True, slots=True)
class Request:
    """What an audit was asked; empty texts and zeros: no limit, or as configured. `path`: empty for here."""

    path: bytes = b""
    config: str = ""
    fail_on: str = ""
    cache: bool = True
    unreachable: bool = False
    branch: str = ""
    since: str = ""
    until: str = ""
    max_commits: int = 0
    paths: tuple[bytes, ...] = ()
    processes: int = 0
    listener: "Listener | None" = None  # hears of findings once all objects were seen and places are known

    @property
    def is_part(self) -> bool:
        """Whether only a part of what the refs reach is asked for."""
        return bool(self.limits or self.paths or self.branch)

    @property
    def limits(self) -> list[str]:
        """The options of rev-list that choose commits."""
        given = [f"--since={self.since}"] * bool(self.since) + [f"--until={self.until}"] * bool(self.until)
        given += [f"--max-count={self.max_commits}"] * bool(self.max_commits)
        return given + ["--full-history"] * bool(self.paths)


@dataclass(slots=True)
class History:
    """What is to be read: tips as they exist, commits oldest first, tags, and what is missing of all that.

    `commit_count` counts the commits where `commits` are only those that something has to be said of.
    `more` are the blobs that nobody asked for, -1 where they were not counted; `counting` counts all there are.
    `only_commits` tells that every tip leads to a commit, `bringing` what all commits bring, where that was asked.
    """

    store: Store
    listed: list[Ref] = field(default_factory=list)
    tips: list[str] = field(default_factory=list)
    commits: list[str] = field(default_factory=list)
    commit_count: int = 0
    tags: list[str] = field(default_factory=list)
    gaps: Gaps = field(default_factory=Gaps)
    troubles: list[str] = field(default_factory=list)
    damaged: bool = False
    more: int = -1
    counting: Later[int] | None = None
    only_commits: bool = False
    bringing: Bringing | None = None

    def count_beside(self) -> None:
        """Begin to count the blobs of the object store, beside other work, if nobody has."""
        self.counting = self.counting or Later(lambda: history.count_of(self.store.git, "blob"))

    def left_out(self, read: int) -> int:
        """How many blobs there are besides so many that were read."""
        if self.more < 0:
            counted = self.counting.result() if self.counting else history.count_of(self.store.git, "blob")
            self.more = max(0, counted - read)
        return self.more

    @property
    def is_damaged(self) -> bool:
        """Whether something is missing, so that every object that is there has to be looked at."""
        return self.damaged or bool(self.gaps.refs)


def begin(place: Store, opening: Opening) -> History:
    """Find the refs where the history begins; see `look_at_tips`."""
    listed = opening.refs(place)
    return History(place, listed, list(dict.fromkeys(ref.id for ref in listed)))


def look_at_tips(found: History) -> None:
    """See what the refs name: what is not there, and which are tags."""
    git = found.store.git
    kinds = history.existing(git, found.tips)
    found.gaps.refs += [ref.name for ref in found.listed if ref.id not in kinds]
    found.tips = [id for id in found.tips if id in kinds]
    tags = history.tags(git, [id for id in found.tips if kinds[id] == "tag"])
    found.tags = list(tags)
    found.only_commits = {"commit", "tag"}.issuperset((*tags.values(), *(kinds[id] for id in found.tips)))


def walk(found: History, request: Request) -> None:
    """List the commits, as far as git can walk; see `walk_all`."""
    git = found.store.git
    if request.unreachable:
        found.commits = history.all_commits(git)
        found.tags = history.all_of(git, "tag")
        return
    try:
        found.commits = history.commits(git, found.tips, request.limits, request.paths)
    except GitError:
        found.damaged = True


def walk_all(found: History) -> None:
    """Add the commits that git could not walk to, once it is known whether anything is missing."""
    if found.is_damaged:
        known = frozenset(found.commits)
        found.commits += [id for id in history.all_commits(found.store.git) if id not in known]


def changed(found: History, request: Request) -> Iterator[Found]:
    """Every blob that the chosen commits bring, once."""
    seen: set[str] = set()
    for _, id, path in brought(found.store.git, found.commits, frozenset(), request.paths):
        if id not in seen:
            seen.add(id)
            yield id, path


def reached(found: History, request: Request) -> Iterator[Found]:
    """Every blob that the refs reach, as far as git can walk."""
    if request.unreachable:
        yield from everything(found)
        return
    if found.is_damaged or partial.is_partial(found.store.git):
        found.damaged = True
        return
    try:
        yield from history.blobs(found.store.git, found.tips)
    except GitError:
        found.damaged = True


def reached_by_commits(found: History, request: Request) -> list[Found]:
    """As `reached`, from what each commit brings, which names the blobs with findings as well; tips are looked at and
    commits are walked.

    Git lists both in less time than the blobs alone and the places later. Unlike `reached` it does not look whether
    the blobs are there.
    """
    look_at_tips(found)
    walk(found, request)
    if found.only_commits and not (request.unreachable or found.is_damaged or partial.is_partial(found.store.git)):
        try:
            found.bringing = Bringing(found.store.git, found.commits)
            return list(found.bringing.blobs().items())
        except GitError:
            found.bringing = None
    return list(reached(found, request))


def without_commits(found: History, request: Request) -> Iterator[bytes]:
    """The paths asked for that none of the chosen commits touches: misspelt, or never there."""
    for path in request.paths:
        if not found.commits or not history.commits(found.store.git, found.tips, request.limits, (path,)):
            yield path


def note_missing(found: History) -> None:
    """Say what is not there, by id where git can tell."""
    try:
        found.gaps.missing += history.missing(found.store.git, found.tips)
    except GitError as error:
        found.troubles.append(f"the history cannot be walked, all objects that are there were read: {error}")


def everything(found: History) -> Iterator[Found]:
    """Every blob in the object store, reachable or not."""
    for id in history.all_of(found.store.git, "blob", found.gaps):
        yield id, b""
