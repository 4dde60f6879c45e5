"""The order of the stages for a range of commits: `hushlint ci`, and the hook when pre-commit asks about a range."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from hushlint.assembly import Placed, fail_on, judge_policy, kept_lines, locate
from hushlint.cache import folder as cache_folder
from hushlint.detection import Detection
from hushlint.git import Git
from hushlint.history.committed import entries_at, plan_at, reader, snapshot_at
from hushlint.history.crew import usual_size
from hushlint.history.judgement import Judgement
from hushlint.history.leftover import Head, in_change
from hushlint.history.looking import BLOBS, MESSAGES, message_of
from hushlint.history.naming import COMMIT_MESSAGE, TAG_MESSAGE
from hushlint.history.relaxing import relaxed
from hushlint.history.survey import Survey, Watch
from hushlint.model.blob import Lines
from hushlint.model.finding import Coverage, Report, Skipped
from hushlint.plan import Plan
from hushlint.source import platforms, ranges, store
from hushlint.source.commits import Changes, added_lines, changes, people, read_commits
from hushlint.source.objects import Objects
from hushlint.source.platforms import Asked
from hushlint.source.ranges import Range
from hushlint.suppress.baseline import NAME as BASELINE

# Commits from which on several processes are worth their start.
_MANY = 200


@dataclass(frozen=True, slots=True)
class Request:
    """What `ci` was asked; empty texts: from the environment, or as configured."""

    base: str = ""
    head: str = ""
    config: str = ""
    fail_on: str = ""
    cache: bool = True
    pragmas: str = "head"


def judge(request: Request, watch: Watch) -> Report:
    """Judge every commit of a range by what its base says."""
    git = Git()
    git.check_version()
    place = store.find(_at_top(git))
    named = Asked(request.base, request.head, source=f"--from {request.base}")
    asked = named if request.head else platforms.detect(platforms.environment())
    found = ranges.resolve(place, asked)
    if found is None:
        return Report(coverage=Coverage(notes=("the branch was deleted: there is nothing to judge",)))
    cache = cache_folder.locate(os.environ) if request.cache else ""
    plan = plan_at(place.git, found.base or found.head, request.config, cache)
    size = usual_size() if len(found.commits) >= _MANY else 1
    with Survey(place.git, plan, cache, watch, size) as survey:
        survey.hire()
        work = Work(place.git, place.empty_tree, found, survey)
        work.look()
    return _report(request, found, work, survey, plan, place.git)


def _at_top(git: Git) -> Git:
    """git at the top of the work tree, where there is one: below it git takes paths that it is given from there."""
    up = git.run("rev-parse", "--show-cdup")[:-1]
    return git.at(up) if up else git


class Work:
    """What a range brings, commit by commit, and where in it secrets stand."""

    def __init__(self, git: Git, empty_tree: str, found: Range, survey: Survey) -> None:
        self._git = git
        self._empty_tree = empty_tree
        self._ids = found.commits
        self._tags = found.tags
        self._survey = survey
        self._commits = read_commits(git, self._ids)
        self.brought = dict(changes(git, self._commits, self._ids, empty_tree))

    def look(self, only: Callable[[bytes], bool] = lambda _path: True) -> None:
        """Read every new blob at a path that counts, and every message."""
        self.brought = {
            id: {path: listed for path, listed in brought.items() if only(path)} for id, brought in self.brought.items()
        }
        blobs = {listed[0].new_id: path for brought in self.brought.values() for path, listed in brought.items()}
        self._survey.look(BLOBS, [list(blobs.items())])
        self._survey.look(MESSAGES, [[(id, b"") for id in (*self._ids, *self._tags)]])

    def paths(self) -> frozenset[bytes]:
        """Every path that a commit of the range changes."""
        return frozenset(path for brought in self.brought.values() for path in brought)

    def placed(self, detection: Detection, now: Mapping[bytes, str]) -> Iterator[list[Placed]]:
        """The findings on added lines, a text at a time, each secret once a path.

        Findings without a value are about source code: they count where `now` (the head's path to blob) has it.
        """
        marks = self._survey.seen.marks
        made = people(self._git, [id for id in (*self._ids, *self._tags) if id in marks or self._marked(id)])
        seen: set[tuple[bytes, str]] = set()
        with Objects(self._git) as objects:
            for id in (*self._ids, *self._tags):
                for path, data, lines in self._texts(objects, id):
                    placed = kept_lines(locate(detection.scan(data), path), lines)
                    current = now.get(path) in {change.new_id for change in self.brought.get(id, {}).get(path, ())}
                    kept = [item for item in placed if (item.finding.value or current) and _is_new(item, seen)]
                    for item in kept:
                        item.finding = replace(item.finding, commit=id, author=made[id].name, date=made[id].date)
                    if kept:
                        yield kept

    def _marked(self, id: str) -> Changes:
        """What a commit brings that holds a secret; a tag brings no file."""
        marks = self._survey.seen.marks
        return {path: listed for path, listed in self.brought.get(id, {}).items() if listed[0].new_id in marks}

    def _texts(self, objects: Objects, id: str) -> Iterator[tuple[bytes, bytes, Lines | None]]:
        """(path, content, added lines) of what a commit brings with secrets: its message and its files."""
        if id in self._survey.seen.marks:
            yield TAG_MESSAGE if id in self._tags else COMMIT_MESSAGE, message_of(objects.read(id)), None
        marked = self._marked(id)
        lines = added_lines(self._git, self._commits, id, marked, self._empty_tree) if marked else {}
        for path, listed in marked.items():
            yield path, objects.read(listed[0].new_id), lines[path]

    def unread(self) -> Iterator[tuple[bytes, str]]:
        """(path, reason) of what could not be read."""
        for id, reason in self._survey.seen.unread.items():
            yield self._survey.paths.get(id) or b"<object %b>" % id.encode("ascii"), reason


def _is_new(item: Placed, seen: set[tuple[bytes, str]]) -> bool:
    key = (item.finding.path, item.finding.fingerprint)
    if key in seen:
        return False
    seen.add(key)
    return True


def _report(
    request: Request, found: Range, work: Work, survey: Survey, plan: Plan, git: Git
) -> Report:
    config, detection = plan.config(), Detection(plan)
    head, fork = entries_at(git, found.head), entries_at(git, found.fork)
    base = fork if found.base == found.fork else entries_at(git, found.base)
    state = snapshot_at(git, base if found.base else head)
    snapshot = snapshot_at(git, head, fork if found.fork else None)
    judged = Judgement(
        config,
        state,
        nested=not request.config,
        exists=head.__contains__,
        before=reader(state) if found.base else None,
        protected=request.pragmas == "base",
    )
    for placed in work.placed(detection, {path: entry.id for path, entry in head.items()}):
        judged.add(placed)
    judged.add_policy(judge_policy(snapshot, detection, config), reader(snapshot))
    findings, suppressed, notes = judged.close()
    touched = {path for path in head.keys() | fork.keys() if head.get(path) != fork.get(path)}
    after = Head(git, head, detection, judged.terms, judged.broken)
    findings += in_change(after, touched, reader(state)(BASELINE), reader(snapshot)(BASELINE))
    skipped = [Skipped(path, reason, judged.excluded(path)) for path, reason in work.unread()]
    coverage = Coverage(
        units=survey.seen.units,
        bytes=survey.seen.bytes,
        commits=len(found.commits),
        skipped=tuple(skipped),
        notes=(*notes, *found.notes),
        range=found.text,
        base=found.source,
    )
    lines = relaxed(suppressed, work.paths(), reader(state), reader(snapshot)) if found.base else ()
    return Report(findings, suppressed, coverage, fail_on(config, request.fail_on), relaxed=lines)
