"""Read what an audit has to look at: a part of the history, what is new since an earlier audit, or everything."""

from collections.abc import Container

from hushlint.errors import GitError
from hushlint.history import reach
from hushlint.history.earlier import Earlier
from hushlint.history.looking import BLOBS
from hushlint.history.reach import History, Request
from hushlint.history.survey import Survey
from hushlint.source import history
from hushlint.source.running import Later


def earlier_of(found: History, request: Request, survey: Survey) -> Earlier | None:
    """What an earlier audit came to, for one that asks for all that the refs reach and may go on from there."""
    if request.is_part or request.unreachable or found.store.shallow:
        return None
    return survey.earlier(found.store.common_dir)


def is_known(found: History, survey: Survey, earlier: Earlier | None) -> bool:
    """Take over an earlier audit of the same packs and tips, if there was one: what these reach is the same, too."""
    if earlier is None or not _has_packs_of(earlier, survey) or found.tips != earlier.tips:
        return False
    survey.take_over(earlier)
    found.commits, found.commit_count = earlier.noted, earlier.commits
    found.tags, found.more = earlier.tags, earlier.more
    return True


def _has_packs_of(earlier: Earlier, survey: Survey) -> bool:
    """Whether the repository holds the same objects as then."""
    return bool(earlier.packs) and earlier.packs == survey.packs_name


def read(found: History, request: Request, survey: Survey, earlier: Earlier | None) -> None:
    """Look at every blob and message; only at what is new since an earlier audit where that is certain."""
    if survey.prefers_packs() and not (request.limits or request.paths):
        _read_all(found, request, survey, packs=True)
        return
    reach.look_at_tips(found)
    if request.limits or request.paths:
        reach.walk(found, request)
        reach.walk_all(found)
        survey.look(BLOBS, history.grouped(reach.changed(found, request)))
        survey.look_at_messages((*found.commits, *found.tags))
        return
    if earlier is None or not _read_since(found, request, survey, earlier):
        _read_all(found, request, survey, packs=False)


def _read_all(found: History, request: Request, survey: Survey, *, packs: bool) -> None:
    if packs:
        _read_packs(found, request, survey)
    else:
        _read_listed(found, request, survey)
    reach.walk_all(found)
    if found.is_damaged or request.unreachable:
        reach.note_missing(found)
    if found.is_damaged:
        survey.begin_again()
        survey.look(BLOBS, history.grouped(reach.everything(found)))
    survey.look_at_messages((*found.commits, *found.tags))


def _read_packs(found: History, request: Request, survey: Survey) -> None:
    """Look at what the packs hold while git lists what is reached, then at the rest of that."""
    rest = survey.look_at_packs(Later(lambda: reach.reached_by_commits(found, request)))
    found.more = survey.unreached()
    if found.bringing and len(history.existing(found.store.git, [id for id, _ in rest])) < len(rest):
        found.damaged = True
    survey.look(BLOBS, history.grouped(rest))


def _read_listed(found: History, request: Request, survey: Survey) -> None:
    # Commits are walked beside the blobs, which takes git longer, unless a first attempt has walked them.
    walk = None if found.commits else Later(lambda: reach.walk(found, request))
    if not (request.is_part or request.unreachable):
        found.count_beside()
    survey.look(BLOBS, history.grouped(reach.reached(found, request)))
    if walk:
        walk.result()


def _read_since(found: History, request: Request, survey: Survey, earlier: Earlier) -> bool:
    """Look at what is new since an earlier audit, if all that it looked at is still there and what is new is known."""
    same = _has_packs_of(earlier, survey)
    if not same:
        found.count_beside()
    reach.walk(found, request)
    if found.is_damaged or not earlier.holds_for((*found.commits, *found.tags, *found.tips)):
        return False
    git = found.store.git
    try:
        fresh = list(history.blobs(git, found.tips, earlier.tips))
        commits = history.newer(git, found.tips, earlier.tips)
    except GitError:
        return False
    if survey.knows_any([id for id, _ in fresh]):
        # Counted in the earlier audit, or looked at elsewhere: git lists what only the history of the old tips has.
        return False
    survey.take_over(earlier)
    survey.look(BLOBS, history.grouped(fresh))
    survey.look_at_messages((*commits, *found.tags))
    if same and not fresh:
        found.more = earlier.more
    return True


def remember(found: History, request: Request, survey: Survey, bringing: Container[str]) -> None:
    """Keep this audit for the next one, if it was of everything and nothing was missing; `bringing` are the commits
    that brought what it tells of.
    """
    is_whole = not (request.is_part or request.unreachable or found.is_damaged or found.store.shallow)
    if found.commit_count or not is_whole or found.gaps.missing or survey.seen.unread or found.troubles:
        return
    seen, more = survey.seen, found.left_out(survey.seen.units)
    noted = [id for id in found.commits if id in bringing or id in seen.marks]
    earlier = Earlier(
        found.tips, seen.units, seen.bytes, seen.marks, survey.packs_name, more, len(found.commits), noted, found.tags
    )
    survey.keep(found.store.common_dir, earlier)
