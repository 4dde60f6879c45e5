"""The order of the stages for a whole history: `hushlint audit`."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hushlint.assembly import fail_on, judge_policy
from hushlint.cache import folder as cache_folder
from hushlint.config import Config
from hushlint.detection import Detection
from hushlint.errors import GitError, UsageError
from hushlint.history import gaps, naming, reach
from hushlint.history.committed import entries_at, plan_at, snapshot_at
from hushlint.history.crew import usual_size
from hushlint.history.judgement import Judgement
from hushlint.history.leftover import Head, in_history
from hushlint.history.naming import COMMIT_MESSAGE, TAG_MESSAGE, Brought
from hushlint.history.opening import Opening
from hushlint.history.reach import History, Request
from hushlint.history.reading import earlier_of, is_known, read, remember
from hushlint.history.survey import Survey, Watch
from hushlint.model.blob import Entry
from hushlint.model.finding import Coverage, Report
from hushlint.plan import Plan
from hushlint.source import clones, history
from hushlint.source.bringing import brought
from hushlint.source.packs import opened as packs_of
from hushlint.source.running import Later
from hushlint.source.snapshots import GitSnapshot
from hushlint.source.store import Store


def audit(request: Request, watch: Watch, opening: Opening | None = None) -> Report:
    """Look at every object that the repository's refs reach, and at the policy of HEAD; `opening` may have begun."""
    if request.unreachable and request.is_part:
        raise UsageError("--unreachable is for the whole repository: leave out what limits it")
    if clones.is_url(request.path):
        with clones.cloned(request.path) as folder:
            return _audit(replace(request, path=folder), watch)
    return _audit(request, watch, opening)


def _audit(request: Request, watch: Watch, opening: Opening | None = None) -> Report:
    opening = opening or Opening(request.path, request.branch)
    place = opening.store()
    cache = cache_folder.locate(os.environ) if request.cache else ""
    plan, trouble = _plan(place, request, cache)
    packs = None if request.is_part else packs_of(place)
    with Survey(place.git, plan, cache, watch, request.processes or usual_size(), packs) as survey:
        found = reach.begin(place, opening)
        found.troubles += trouble
        earlier = earlier_of(found, request, survey)
        known = is_known(found, survey, earlier)
        if not known:
            survey.hire()
        # Nobody needs these before the report, and the blobs leave room beside them.
        tips = Later(lambda: _tip_blobs(found))
        if not known:
            read(found, request, survey, earlier)
            survey.dismiss()
        return _report(found, request, plan, survey, tips)


def _plan(place: Store, request: Request, cache: str) -> tuple[Plan, list[str]]:
    """The plan under HEAD's settings, or by default where they cannot be read, with the reason."""
    try:
        return plan_at(place.git, place.head, request.config, cache), []
    except GitError as error:
        return plan_at(place.git, "", request.config, cache), [f"HEAD's settings cannot be read: {error}"]


def _report(found: History, request: Request, plan: Plan, survey: Survey, tips: Later[frozenset[str]]) -> Report:
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
        commits=found.commit_count or len(found.commits),
        skipped=tuple(gaps.skipped(found, survey, judged)),
        notes=(*notes, *gaps.outside(found, request, survey)),
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
    bringing: set[str] = set()
    if wanted:
        tolerant = found.is_damaged or request.unreachable
        whole = not (request.limits or request.paths)
        places = brought(found.store.git, found.commits, wanted, tolerant=True) if tolerant else None
        for commit, id, path in places or survey.bringing(found.commits, wanted, found.bringing, whole=whole):
            named.add(id)
            bringing.add(commit)
            yield Brought(commit, id, path)
    for path, id in now.items():
        if id in marks and not marks[id][-1].fingerprint:
            yield Brought("", id, path)
    if wanted <= named:
        remember(found, request, survey, bringing)
    for id in sorted(wanted - named):
        yield Brought("", id, survey.paths.get(id) or b"<blob %b>" % id.encode("ascii"))
