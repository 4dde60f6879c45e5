"""What pre-commit asks with PRE_COMMIT_FROM_REF and TO_REF: the lines that one revision adds since its merge base."""

import os

from hushlint.assembly import finish, index_snapshot, kept_lines, locate
from hushlint.errors import GitError
from hushlint.git import Git
from hushlint.model.blob import GITLINK, Change
from hushlint.model.finding import Finding, Report
from hushlint.pipeline import Run
from hushlint.source import diffs
from hushlint.source.objects import Objects


def judge(run: Run, old_name: bytes, new_name: bytes) -> Report:
    """The report on the added lines of the range, limited to the names that pre-commit gave."""
    git = run.repository.git
    new = resolve(git, new_name)
    old = run.repository.empty_tree if not old_name.strip(b"0") else resolve(git, old_name)
    given = {os.path.normpath(name) for name in run.options.names}
    changes = {
        change.path: change
        for change in diffs.between(git, old, new)
        if change.path in given and change.status != "D" and change.mode != GITLINK and change.old_id != change.new_id
    }
    _scan(run, list(changes.values()))
    hit = [change for change in changes.values() if change.new_id in run.hits]
    edits = [change for change in hit if change.status in "MR"]
    lines = diffs.between_lines(git, old, new, edits) if edits else {}
    placed = []
    for change in hit:
        added = lines.get((change.old_id, change.new_id)) if change in edits else None
        placed += kept_lines(locate(run.hits[change.new_id], change.path), added)
    snapshot = index_snapshot(run)
    places = {path: change.new_id for path, change in changes.items()}
    return finish(run, placed, places, snapshot, policy_of(run))


def policy_of(run: Run) -> tuple[Finding, ...]:
    """What policy says of the index, against HEAD."""
    from hushlint.assembly import judge_policy

    return judge_policy(index_snapshot(run), run.detection, run.plan.config())


def resolve(git: Git, name: bytes) -> str:
    """The commit id of a revision; GitError when it names none, so that a range that is unknown does not pass."""
    shown = name.decode("utf-8", "replace")
    if name.startswith(b"-"):
        raise GitError(f"{shown!r} is no revision")
    status, out, _ = git.start("rev-parse", "--verify", "-q", "--end-of-options", name + b"^{commit}").exchange()
    if status:
        raise GitError(f"the revision {shown!r} is unknown here: fetch it first (a shallow clone may lack it)")
    return out.decode("ascii").strip()


def _scan(run: Run, changes: list[Change]) -> None:
    ids = list(dict.fromkeys(change.new_id for change in changes))
    with Objects(run.repository.git) as objects:
        for id, data in objects.stream(ids, run.plan.max_file_size):
            run.detect(id, data)
