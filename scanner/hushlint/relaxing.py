"""What a change does to suppressions, as lines for the top of its report: pragmas, baseline, settings."""

from collections.abc import Iterable, Iterator

from hushlint.config import OWN_FILE, PROJECT_FILE
from hushlint.errors import ConfigError
from hushlint.model.finding import Suppression
from hushlint.suppress import baseline
from hushlint.suppressing import Read

_LATER = "counts once it is in the base"


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
        known = {(entry.fingerprint, entry.path) for entry in baseline.parse(base(baseline.NAME))}
        more = [entry for entry in baseline.parse(head(baseline.NAME)) if (entry.fingerprint, entry.path) not in known]
    except ConfigError as error:
        yield str(error)
        return
    for entry in more:
        where = entry.path.decode("utf-8", "replace")
        yield f"{entry.origin}: an entry for {entry.rule} in {where}, {entry.reason}; it {_LATER}"


def _settings(paths: list[bytes], base: Read, head: Read) -> Iterator[str]:
    for path in paths:
        own = path.rpartition(b"/")[2] == OWN_FILE
        ours = own or (path == PROJECT_FILE and any(b"tool.hushlint" in read(path) for read in (base, head)))
        if ours and base(path) != head(path):
            yield f"{path.decode('utf-8', 'replace')}: the settings are changed; what they say {_LATER}"
