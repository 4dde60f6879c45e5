"""What an audit did not read: objects that are not there, what could not be read, and what nobody asked for."""

from collections.abc import Iterator

from hushlint.history import reach
from hushlint.history.judgement import Judgement
from hushlint.history.survey import Survey
from hushlint.model.finding import Skipped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hushlint.history.reach import History, Request

# Missing objects that are listed by id; a partial clone may lack a hundred thousand.
_LISTED = 20
_MISSING = "not here (a partial or damaged clone: git fetch --refetch)"


def outside(found: "History", request: "Request", survey: Survey) -> Iterator[str]:
    """What lay outside of the audit, so that nobody takes it for judged."""
    if found.is_damaged or request.unreachable:
        return
    if request.is_part:
        yield "only a part of the history was asked for; what lies outside of it was not read"
        for path in reach.without_commits(found, request):
            yield f"--path {path.decode('utf-8', 'replace')}: none of these commits touches it, nothing was read for it"
        return
    more = found.left_out(survey.seen.units + len(survey.seen.unread))
    if more > 0:
        yield f"{more:,} blobs that no ref reaches (reflogs, dangling) were not read: --unreachable reads them"


def skipped(found: "History", survey: Survey, judged: Judgement) -> Iterator[Skipped]:
    """Everything that should have been read and was not; the many that a clone may lack are counted."""
    for id, reason in survey.seen.unread.items():
        path = survey.paths.get(id) or b"<object %b>" % id.encode("ascii")
        yield Skipped(path, reason, judged.excluded(path))
    lacking = found.gaps
    for name in lacking.refs:
        yield Skipped(name, "names an object that is not there", False)
    missing = list(dict.fromkeys(lacking.missing))
    for id in missing[:_LISTED]:
        yield Skipped(b"<object %b>" % id.encode("ascii"), _MISSING, False)
    if len(missing) > _LISTED:
        yield Skipped(b"", f"and {len(missing) - _LISTED:,} more objects that are {_MISSING}", False)
    for reason in found.troubles:
        yield Skipped(b"", reason, False)
    if found.store.shallow:
        yield Skipped(b"", "a shallow clone: what came before is not here (git fetch --unshallow)", False)
