"""What pre-commit asks with PRE_COMMIT_FROM_REF and TO_REF: every commit of a range, and the policy of the index."""

import os

from hushlint.assembly import finish, index_snapshot, judge_policy
from hushlint.history.gate import Work
from hushlint.history.progress import Silent
from hushlint.history.survey import Survey
from hushlint.model.finding import Report
from hushlint.nameless import is_nameless
from hushlint.pipeline import Run
from hushlint.selection import is_on_disk
from hushlint.source import diffs, ranges, store
from hushlint.source.platforms import Asked


def judge(run: Run, old_name: bytes, new_name: bytes) -> Report:
    """The report on the added lines of every commit of the range, limited to what pre-commit lets us see.

    pre-commit names the files that the range changes in the end, less those that its `exclude` hides. A path that it
    could not name is judged as well: nothing is left of its changes, or it is not on disk, as with a branch that is
    pushed and not checked out.
    """
    place = store.find(run.repository.git)
    asked = Asked(os.fsdecode(old_name), os.fsdecode(new_name))
    found = ranges.resolve(place, asked)
    snapshot = index_snapshot(run)
    policy = judge_policy(snapshot, run.detection, run.plan.config())
    if found is None:
        return finish(run, [], {}, snapshot, policy)
    given = {os.path.normpath(name) for name in run.options.names}
    git = run.repository.git
    changed = diffs.trees(git, found.fork or place.empty_tree, found.head)
    top = run.repository.top
    left = {change.path for change in changed if change.status != "D" and is_on_disk(top, change.path)} - given
    if not given and is_nameless(top):
        left = set()
    with Survey(git, run.plan, run.options.cache, Silent(), 1) as survey:
        work = Work(git, place.empty_tree, found, survey)
        work.look(lambda path: path not in left)
    now = {change.path: change.new_id for change in changed}
    placed = [item for listed in work.placed(run.detection, now) for item in listed]
    unread = dict(work.unread())
    run.unread.update({os.fsdecode(path): reason for path, reason in unread.items()})
    run.bytes += survey.seen.bytes
    places = {path: os.fsdecode(path) for path in {*work.paths(), *unread}}
    return finish(run, placed, places, snapshot, policy)
