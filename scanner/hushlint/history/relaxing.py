"""What a change does to suppressions, as lines for the top of its report: pragmas, baseline, settings."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from hushlint.config import OWN_FILE, PROJECT_FILE
from hushlint.errors import ConfigError
from hushlint.model.finding import Suppression
from hushlint.settings.suppressing import Read
from hushlint.suppress import baseline
from hushlint.suppress.baseline import Entry

# Entries that are told one by one: whoever adopts hushlint adds hundreds.
_LISTED = 10
_LATER = "counts once it is in the base"

# The last days (None: no end) of the entries for a fingerprint and a path.
Known = dict[tuple[str, bytes], list[date | None]]


def relaxed(suppressed: Iterable[Suppression], paths: Iterable[bytes], base: Read, head: Read) -> tuple[str, ...]:
    """The lines; `paths` are those that the change touches, `base` and `head` give content (empty for none)."""
    touched = sorted(set(paths))
    return (*_pragmas(suppressed), *_entries(touched, base, head), *_settings(touched, base, head))


def _pragmas(suppressed: Iterable[Suppression]) -> Iterator[str]:
    for item in suppressed:
        if item.added:
            until = f", until {item.expires}" if item.expires else ""
            reason = f", {item.reason}" if item.reason else ""
            yield f"{item.source}: {item.by} silences [{item.finding.rule}]{reason}{until}"


def _entries(paths: list[bytes], base: Read, head: Read) -> Iterator[str]:
    if baseline.NAME not in paths:
        return
    try:
        known: Known = {}
        for item in baseline.parse(base(baseline.NAME)):
            known.setdefault((item.fingerprint, item.path), []).append(item.expires)
        more = [item for item in baseline.parse(head(baseline.NAME)) if not _is_known(item, known)]
    except ConfigError as error:
        yield str(error)
        return
    for entry in more[:_LISTED]:
        where = entry.path.decode("utf-8", "replace")
        until = f" until {entry.expires}" if entry.expires else ""
        yield f"{entry.origin}: an entry for {entry.rule} in {where}{until}, {entry.reason}; it {_LATER}"
    rest = Counter(entry.rule for entry in more[_LISTED:])
    if rest:
        counts = ", ".join(f"{rule} {count}" for rule, count in rest.most_common())
        yield f"{baseline.FILE}: {rest.total():,} entries more ({counts}); they count once they are in the base"


def _is_known(entry: Entry, known: Known) -> bool:
    """Whether the base silences as much for as long."""
    ends = known.get((entry.fingerprint, entry.path), [])
    return any(end is None or (entry.expires is not None and entry.expires <= end) for end in ends)


def _settings(paths: list[bytes], base: Read, head: Read) -> Iterator[str]:
    for path in paths:
        own = path.rpartition(b"/")[2] == OWN_FILE
        ours = own or (path == PROJECT_FILE and any(b"tool.hushlint" in read(path) for read in (base, head)))
        if ours and base(path) != head(path):
            yield f"{path.decode('utf-8', 'replace')}: the settings are changed; what they say {_LATER}"
