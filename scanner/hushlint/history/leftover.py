"""What silences nothing any more at the head of a history or of a change: pragmas, baseline entries, allowances."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from hushlint.assembly import Placed, Whole, assemble, kept_lines, locate
from hushlint.blob.text import texts
from hushlint.config import OWN_FILE, PROJECT_FILE
from hushlint.detection import Detection
from hushlint.errors import ConfigError, GitError
from hushlint.git import Git
from hushlint.model.blob import GITLINK, Entry
from hushlint.model.finding import Finding, Suppression
from hushlint.source.objects import Objects
from hushlint.suppress import baseline, fingerprint, rotten
from hushlint.suppress.pragmas import HINT
from hushlint.suppress.stage import ALLOW, BASELINE
from hushlint.suppress.terms import Terms

# Pragmas are written by hand: larger files, and more than so many bytes of files, are not searched for them.
_LARGEST = 1 << 20
_MOST = 256 << 20


@dataclass(frozen=True, slots=True)
class Head:
    """The files that a commit holds, what policy says of them, and under what both are judged."""

    git: Git
    entries: Mapping[bytes, Entry]
    detection: Detection
    terms: Terms
    broken: tuple[Finding, ...] = ()

    def read(self, paths: Iterable[bytes], limit: int) -> dict[bytes, bytes]:
        """The content of these files, without those that are larger or that git lacks."""
        ids = {path: entry.id for path in paths if (entry := self.entries.get(path)) and entry.mode != GITLINK}
        wanted = list(dict.fromkeys(ids.values()))
        with Objects(self.git) as objects:
            contents = {id: data for id, data in objects.stream(wanted, limit) if isinstance(data, bytes)}
        return {path: contents[id] for path, id in ids.items() if id in contents}

    def unchanged(self) -> Terms:
        """The terms without anything that is only about a change."""
        return replace(self.terms, base=None, protected=False)

    def placed(self, contents: Mapping[bytes, bytes]) -> list[Placed]:
        """Every finding of some files."""
        found: list[Placed] = []
        for path, data in contents.items():
            found += kept_lines(locate(self.detection.scan(data), path), None)
        return found


def in_history(
    head: Head, suppressed: Iterable[Suppression], findings: Iterable[Finding], *, whole: bool
) -> tuple[Finding, ...]:
    """Pragmas at HEAD that silence nothing there; and, when the whole history was judged, the entries of the baseline
    and the allowances that silenced nothing anywhere in it.
    """
    try:
        found = list(_pragmas(head, head.entries))
    except GitError:
        return ()
    if whole:
        held = _held(suppressed, findings)
        found += [rotten.unused_entry(item) for item in head.terms.baseline if item.origin not in held]
        found += [rotten.unused_allowance(item) for item in head.terms.allowances if item.origin not in held]
    return _told(head, found)


def in_change(head: Head, touched: Collection[bytes], base: bytes, now: bytes) -> tuple[Finding, ...]:
    """Pragmas in files that a change touches and that silence nothing there; and entries of the changed baseline for
    such files, or added by it, that match nothing.

    `base` and `now` are the baseline before and after it. What was unused before, elsewhere, is not this change's. A
    change of settings may bring the rule that a pragma speaks of: then nothing is said of pragmas.
    """
    settings = any(path.rpartition(b"/")[2] in (OWN_FILE, PROJECT_FILE) for path in touched)
    found = [] if settings else list(_pragmas(head, touched))
    return _told(head, [*found, *_entries(head, touched, base, now)])


def _pragmas(head: Head, paths: Iterable[bytes]) -> Iterator[Finding]:
    marked = dict(_marked(head, sorted(path for path in paths if path in head.entries)))
    if not marked:
        return
    known = {path: list(texts(data))[-1].data for path, data in marked.items()}
    broken = [item for item in head.broken if item.path in marked]
    terms = replace(head.unchanged(), baseline=(), allowances=())
    outcome = assemble(head.placed(marked), broken, terms.excluded, lambda path: marked.get(path, b""), terms,
                       Whole(known))  # fmt: skip
    yield from (item for item in outcome.findings if item.rule == rotten.UNUSED)


def _marked(head: Head, paths: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """(path, content) of the files with a pragma of ours."""
    by_id: dict[str, list[bytes]] = {}
    for path in paths:
        if head.entries[path].mode != GITLINK:
            by_id.setdefault(head.entries[path].id, []).append(path)
    left = _MOST
    with Objects(head.git) as objects:
        for id, data in objects.stream(list(by_id), _LARGEST):
            left -= len(data)
            if left < 0:
                return
            if isinstance(data, bytes) and HINT in data:
                yield from ((path, data) for path in by_id[id])


def _entries(head: Head, touched: Collection[bytes], base: bytes, now: bytes) -> Iterator[Finding]:
    try:
        before = {(item.fingerprint, item.path) for item in baseline.parse(base)}
        entries = tuple(
            item for item in baseline.parse(now) if item.path in touched or (item.fingerprint, item.path) not in before
        )
    except ConfigError:
        # The report's head says so of the change's own baseline, and the base's would have ended the run.
        return
    if not entries:
        return
    wanted = {*touched, *(item.path for item in entries)}
    contents = head.read(wanted, -1)
    terms = replace(head.unchanged(), baseline=entries, exists=head.entries.__contains__)
    outcome = assemble(head.placed(contents), head.broken, terms.excluded, lambda path: contents.get(path, b""), terms)
    held = _held(outcome.suppressed, outcome.findings)
    unread = {path for path in wanted if path in head.entries and path not in contents}
    yield from (rotten.unused_entry(item) for item in entries if item.origin not in held and item.path not in unread)


def _held(suppressed: Iterable[Suppression], findings: Iterable[Finding]) -> set[str]:
    """File and line of the entries and allowances that silenced something, or would if they were not over."""
    held = {item.source for item in suppressed if item.by in (BASELINE, ALLOW)}
    return held | {
        f"{item.path.decode('utf-8', 'replace')}:{item.line}" for item in findings if item.rule == rotten.EXPIRED
    }


def _told(head: Head, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings as the settings want them: numbered, graded, and without what is switched off."""
    terms = replace(head.unchanged(), baseline=())
    return assemble((), fingerprint.number(found), terms.excluded, lambda _path: b"", terms).findings
