"""From marks in objects to findings: the path and commit that brought each secret first, and what still has it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hushlint.assembly import Hits, Placed, kept_lines, locate
from hushlint.detection import Detection
from hushlint.git import Git
from hushlint.history.looking import Mark, message_of
from hushlint.model.finding import Finding
from hushlint.source.commits import people
from hushlint.source.objects import Objects

# Where a finding stands that stands in no file. Git allows such a name for a file, but nobody has one.
COMMIT_MESSAGE = b"<commit message>"
TAG_MESSAGE = b"<tag message>"
MESSAGES = frozenset((COMMIT_MESSAGE, TAG_MESSAGE))

AT_TIP = "at-tip"

# A secret at a path: what is reported once, however many versions of the file have it.
Key = tuple[bytes, str]


@dataclass(frozen=True, slots=True)
class Brought:
    """An object at a path, and the commit (or tag) that brought it there; no commit where none is known."""

    commit: str
    id: str
    path: bytes


def first_places(
    marks: Mapping[str, Sequence[Mark]], brought: Iterable[Brought], now: Mapping[bytes, str]
) -> dict[Brought, frozenset[str]]:
    """What has to be read to report each secret once a path: fingerprints by the object that brought them there.

    `brought` is oldest first. Provisional marks (an empty fingerprint) count where `now` (path to blob id) has the
    blob.
    """
    seen: set[Key] = set()
    places: dict[Brought, set[str]] = {}
    for item in brought:
        for mark in marks.get(item.id, ()):
            if not mark.fingerprint and now.get(item.path) != item.id:
                continue
            key = (item.path, mark.fingerprint)
            if key not in seen:
                seen.add(key)
                places.setdefault(item, set()).add(mark.fingerprint)
    return {item: frozenset(fingerprints) for item, fingerprints in places.items()}


def standing(
    marks: Mapping[str, Sequence[Mark]], brought: Iterable[Brought], tips: frozenset[str]
) -> frozenset[Key]:
    """The secrets that a blob of a branch tip still holds, at the paths where it was brought."""
    return frozenset(
        (item.path, mark.fingerprint) for item in brought if item.id in tips for mark in marks.get(item.id, ())
    )


def findings(
    git: Git,
    detection: Detection,
    places: Mapping[Brought, frozenset[str]],
    still: frozenset[Key],
    judge: Callable[[list[Placed]], None],
) -> None:
    """Read each place's object once more and hand its findings to `judge`, with commit, author, date and contexts."""
    made = people(git, sorted({item.commit for item in places if item.commit}))
    for listed, hits in _read(git, detection, places):
        for item in listed:
            kept = list(_wanted(kept_lines(locate(hits, item.path), None), places[item]))
            for placed in kept:
                person = made.get(item.commit)
                placed.finding = _dated(placed.finding, item, person.name if person else "",
                                        person.date if person else "", still)  # fmt: skip
            if kept:
                judge(kept)


def values(git: Git, detection: Detection, places: Iterable[Brought]) -> Iterator[bytes]:
    """The values of all that `findings` will hand on, for a report that begins before the last is known."""
    for _, hits in _read(git, detection, places):
        yield from {secret.value for _, secrets in hits for secret in secrets}


def _read(git: Git, detection: Detection, places: Iterable[Brought]) -> Iterator[tuple[list[Brought], Hits]]:
    """The places of each object, with what the object holds."""
    by_id: dict[str, list[Brought]] = {}
    for item in places:
        by_id.setdefault(item.id, []).append(item)
    with Objects(git) as objects:
        for id, data in objects.stream(list(by_id)):
            if isinstance(data, bytes):
                is_message = by_id[id][0].path in MESSAGES
                yield by_id[id], detection.scan(message_of(data) if is_message else data)


def _wanted(placed: Iterable[Placed], fingerprints: frozenset[str]) -> Iterator[Placed]:
    for item in placed:
        if item.finding.fingerprint in fingerprints or ("" in fingerprints and not item.finding.value):
            yield item


def _dated(finding: Finding, item: Brought, author: str, date: str, still: frozenset[Key]) -> Finding:
    at_tip = (item.path, finding.fingerprint) in still or (not finding.value and (item.path, "") in still)
    contexts = (*finding.contexts, AT_TIP) if at_tip else finding.contexts
    return replace(finding, commit=item.commit, author=author, date=date, contexts=contexts)
