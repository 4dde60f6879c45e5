"""The order of the stages for a whole history: `hushlint audit`."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from hushlint.assembly import fail_on, judge_policy
from hushlint.cache import folder as cache_folder
from hushlint.config import Config
from hushlint.detection import Detection
from hushlint.errors import GitError, UsageError
from hushlint.git import Git
from hushlint.history import gaps, naming
from hushlint.history.committed import entries_at, plan_at, snapshot_at
from hushlint.history.crew import usual_size
from hushlint.history.judgement import Judgement, Listener
from hushlint.history.leftover import Head, in_history
from hushlint.history.looking import BLOBS
from hushlint.history.naming import COMMIT_MESSAGE, TAG_MESSAGE, Brought
from hushlint.history.survey import Survey, Watch
from hushlint.model.blob import Entry
from hushlint.model.finding import Coverage, Report
from hushlint.plan import Plan
from hushlint.source import clones, history, refs, store
from hushlint.source.commits import brought
from hushlint.source.history import Found, Gaps
from hushlint.source.packs import opened as packs_of
from hushlint.source.refs import Ref
from hushlint.source.running import Later
from hushlint.source.snapshots import GitSnapshot
from hushlint.source.store import Store


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
    listener: Listener | None = None  # hears of findings once all objects were seen and places are known

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
    """What is to be read: tips as they exist, commits oldest first, tags, and what is missing of all that."""

    store: Store
    listed: list[Ref] = field(default_factory=list)
    tips: list[str] = field(default_factory=list)
    commits: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    gaps: Gaps = field(default_factory=Gaps)
    troubles: list[str] = field(default_factory=list)
    damaged: bool = False

    @property
    def is_damaged(self) -> bool:
        """Whether something is missing, so that every object that is there has to be looked at."""
        return self.damaged or bool(self.gaps.refs)


def audit(request: Request, watch: Watch) -> Report:
    """Look at every object that the repository's refs reach, and at the policy of HEAD."""
    if request.unreachable and request.is_part:
        raise UsageError("--unreachable is for the whole repository: leave out what limits it")
    if clones.is_url(request.path):
        with clones.cloned(request.path) as folder:
            return _audit(replace(request, path=folder), watch)
    return _audit(request, watch)


def _audit(request: Request, watch: Watch) -> Report:
    git = store.named(request.path) if request.path else Git()
    git.check_version()
    place = store.find(git)
    cache = cache_folder.locate(os.environ) if request.cache else ""
    plan, trouble = _plan(place, request, cache)
    packs = None if request.is_part else packs_of(place)
    with Survey(place.git, plan, cache, watch, request.processes or usual_size(), packs) as survey:
        found = _begin(place, request)
        found.troubles += trouble
        # Nobody needs these before the report, and the blobs leave room beside them.
        tips = Later(lambda: _tip_blobs(found))
        whole = survey.prefers_packs()
        counted = _counted(found, beside=not (request.is_part or (whole and packs and packs.whole)))
        if request.limits or request.paths:
            _walk(found, request)
            survey.look(BLOBS, history.grouped(_changed(found, request)))
        else:
            # Commits are walked beside the blobs, which takes git longer.
            walk = Later(lambda: _walk(found, request))
            if whole:
                reached = Later(lambda: list(_reached(found, request)))
                survey.look(BLOBS, history.grouped(survey.look_at_packs(reached)))
            else:
                survey.look(BLOBS, history.grouped(_reached(found, request)))
            walk.result()
            if found.is_damaged or request.unreachable:
                _note_missing(found)
            if found.is_damaged:
                survey.begin_again()
                survey.look(BLOBS, history.grouped(_everything(found)))
        survey.look_at_messages((*found.commits, *found.tags))
        survey.dismiss()
        return _report(found, request, plan, survey, tips, counted)


def _counted(found: History, *, beside: bool) -> Callable[[], int]:
    """How many blobs there are: counted now, `beside` other work, or not before it is asked for."""

    def count() -> int:
        return history.count_of(found.store.git, "blob")

    return Later(count).result if beside else count


def _plan(place: Store, request: Request, cache: str) -> tuple[Plan, list[str]]:
    """The plan under HEAD's settings, or by default where they cannot be read, with the reason."""
    try:
        return plan_at(place.git, place.head, request.config, cache), []
    except GitError as error:
        return plan_at(place.git, "", request.config, cache), [f"HEAD's settings cannot be read: {error}"]


def _begin(place: Store, request: Request) -> History:
    """Find where the history begins."""
    listed = refs.limited(place, request.branch) if request.branch else refs.every(place)
    found = History(place, listed)
    kinds = history.existing(place.git, [ref.id for ref in listed])
    for ref in listed:
        if ref.id not in kinds:
            found.gaps.refs.append(ref.name)
    found.tips = [id for id in dict.fromkeys(ref.id for ref in listed) if id in kinds]
    found.tags = history.tags(place.git, [id for id in found.tips if kinds[id] == "tag"])
    return found


def _walk(found: History, request: Request) -> None:
    """List the commits; where git cannot walk them, all that are there."""
    git = found.store.git
    if request.unreachable:
        found.commits = history.all_commits(git)
        found.tags = history.all_of(git, "tag")
        return
    try:
        found.commits = history.commits(git, found.tips, request.limits, request.paths)
    except GitError:
        found.damaged = True
    if found.is_damaged:
        found.commits = history.all_commits(git)


def _changed(found: History, request: Request) -> Iterator[Found]:
    """Every blob that the chosen commits bring, once."""
    seen: set[str] = set()
    for _, id, path in brought(found.store.git, found.commits, frozenset(), request.paths):
        if id not in seen:
            seen.add(id)
            yield id, path


def _reached(found: History, request: Request) -> Iterator[Found]:
    """Every blob that the refs reach, as far as git can walk."""
    if request.unreachable:
        yield from _everything(found)
        return
    if found.is_damaged or store.is_partial(found.store):
        found.damaged = True
        return
    try:
        yield from history.blobs(found.store.git, found.tips)
    except GitError:
        found.damaged = True


def _note_missing(found: History) -> None:
    """Say what is not there, by id where git can tell."""
    try:
        found.gaps.missing += history.missing(found.store.git, found.tips)
    except GitError as error:
        found.troubles.append(f"the history cannot be walked, all objects that are there were read: {error}")


def _everything(found: History) -> Iterator[Found]:
    """Every blob in the object store, reachable or not."""
    for id in history.all_of(found.store.git, "blob", found.gaps):
        yield id, b""


def _report(
    found: History,
    request: Request,
    plan: Plan,
    survey: Survey,
    tips: Later[frozenset[str]],
    counted: Callable[[], int],
) -> Report:
    git, seen = found.store.git, survey.seen
    detection, config = Detection(plan), plan.config()
    entries = _entries(found)
    snapshot = snapshot_at(git, entries)
    judged = _judgement(found, config, snapshot, request)
    now = {path: entry.id for path, entry in entries.items()}
    places = list(_brought(found, request, survey, now))
    chosen = naming.first_places(seen.marks, places, now)
    if request.listener:
        request.listener.learn(naming.values(git, detection, chosen))
    try:
        judged.add_policy(judge_policy(snapshot, detection, config))
    except GitError as error:
        found.troubles.append(f"the policy of HEAD was not judged: {error}")
    still = naming.standing(seen.marks, places, tips.result())
    naming.findings(git, detection, chosen, still, judged.add)
    findings, suppressed, notes = judged.close()
    whole = not (request.limits or request.paths or request.branch or found.is_damaged)
    head = Head(git, entries, detection, judged.terms, judged.broken)
    findings += in_history(head, suppressed, findings, whole=whole)
    coverage = Coverage(
        units=seen.units,
        bytes=seen.bytes,
        commits=len(found.commits),
        skipped=tuple(gaps.skipped(found, survey, judged)),
        notes=(*notes, *gaps.outside(found, request, survey, counted)),
    )
    return Report(findings, suppressed, coverage, fail_on(config, request.fail_on))


def _judgement(found: History, config: Config, snapshot: GitSnapshot, request: Request) -> Judgement:
    """Under HEAD's settings of every folder and its baseline, or without them where they cannot be read."""
    try:
        return Judgement(config, snapshot, nested=not request.config, listener=request.listener)
    except GitError as error:
        found.troubles.append(f"HEAD's settings cannot be read: {error}")
        return Judgement(config, snapshot_at(found.store.git, {}), nested=False, listener=request.listener)


def _entries(found: History) -> dict[bytes, Entry]:
    try:
        return entries_at(found.store.git, found.store.head)
    except GitError as error:
        found.troubles.append(f"HEAD's tree cannot be read: {error}")
        return {}


def _tip_blobs(found: History) -> frozenset[str]:
    """What a branch, or HEAD, has now."""
    return history.tip_blobs(found.store.git, [ref.id for ref in found.listed if ref.is_branch or ref.name == b"HEAD"])


def _brought(found: History, request: Request, survey: Survey, now: Mapping[bytes, str]) -> Iterator[Brought]:
    """Where each marked object was brought, oldest first; then those that no commit brings."""
    marks = survey.seen.marks
    for id in found.commits:
        if id in marks:
            yield Brought(id, id, COMMIT_MESSAGE)
    for id in found.tags:
        if id in marks:
            yield Brought(id, id, TAG_MESSAGE)
    wanted = frozenset(id for id, listed in marks.items() if listed[0].fingerprint)
    wanted = wanted.difference(found.commits, found.tags)
    named: set[str] = set()
    if wanted:
        tolerant = found.is_damaged or request.unreachable
        whole = not (request.limits or request.paths)
        places = brought(found.store.git, found.commits, wanted, tolerant=True) if tolerant else None
        for commit, id, path in places or survey.bringing(found.commits, wanted, whole=whole):
            named.add(id)
            yield Brought(commit, id, path)
    for path, id in now.items():
        if id in marks and not marks[id][-1].fingerprint:
            yield Brought("", id, path)
    for id in sorted(wanted - named):
        yield Brought("", id, survey.paths.get(id) or b"<blob %b>" % id.encode("ascii"))
