"""From what was seen in a history to the report: places, policy, suppressions."""

from collections.abc import Iterator, Mapping

from hushlint.assembly import fail_on, judge_policy
from hushlint.config import Config
from hushlint.detection import Detection
from hushlint.errors import GitError
from hushlint.history import gaps, naming
from hushlint.history.committed import entries_at, snapshot_at
from hushlint.history.judgement import Judgement
from hushlint.history.leftover import Head, in_history
from hushlint.history.naming import COMMIT_MESSAGE, TAG_MESSAGE, Brought
from hushlint.history.reach import History, Request
from hushlint.history.reading import remember
from hushlint.history.survey import Survey
from hushlint.model.blob import Entry
from hushlint.model.finding import Coverage, Report
from hushlint.plan import Plan
from hushlint.source.bringing import brought
from hushlint.source.running import Later
from hushlint.source.snapshots import GitSnapshot


def report(found: History, request: Request, plan: Plan, survey: Survey, tips: Later[frozenset[str]]) -> Report:
    """The findings in all that a survey saw, under HEAD's settings; `tips` are the blobs that branches have now."""
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
