"""The order of the stages for a whole history: `hushlint audit`."""

import os
from dataclasses import replace
from importlib import import_module

from hushlint.cache import folder as cache_folder
from hushlint.errors import GitError, UsageError
from hushlint.history import reach
from hushlint.history.committed import plan_at
from hushlint.history.crew import usual_size
from hushlint.history.opening import Opening
from hushlint.history.reach import History, Request
from hushlint.history.reading import earlier_of, is_known, read
from hushlint.history.survey import Survey, Watch
from hushlint.model.finding import Report
from hushlint.plan import Plan
from hushlint.source import clones, history
from hushlint.source.packs import opened as packs_of
from hushlint.source.running import Later
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
        tips = Later(lambda: _before_the_report(found))
        if not known:
            read(found, request, survey, earlier)
            survey.dismiss()
        from hushlint.history.reporting import report

        return report(found, request, plan, survey, tips)


def _plan(place: Store, request: Request, cache: str) -> tuple[Plan, list[str]]:
    """The plan under HEAD's settings, or by default where they cannot be read, with the reason."""
    try:
        return plan_at(place.git, place.head, request.config, cache), []
    except GitError as error:
        return plan_at(place.git, "", request.config, cache), [f"HEAD's settings cannot be read: {error}"]


def _before_the_report(found: History) -> frozenset[str]:
    """What a branch, or HEAD, has now; and what makes the report is imported while objects are read."""
    blobs = history.tip_blobs(found.store.git, [ref.id for ref in found.listed if ref.is_branch or ref.name == b"HEAD"])
    import_module("hushlint.history.reporting")
    return blobs
