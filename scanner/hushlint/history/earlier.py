"""What an earlier audit of the same repository came to, so that only what is new since has to be read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from hushlint.history.looking import Mark


@dataclass(frozen=True, slots=True)
class Earlier:
    """A whole audit: the objects that refs named, the blobs and bytes that these reach, and the marks in them.

    `commits` counts all that were reached, `noted` are those with something marked or the first to bring something,
    in their order; `tags` are all. `more` are the blobs that no ref reached, which holds for the packs of that name.
    """

    tips: list[str]
    units: int
    bytes: int
    marks: dict[str, list[Mark]]
    packs: str
    more: int
    commits: int
    noted: list[str]
    tags: list[str]

    def holds_for(self, reached: Sequence[str]) -> bool:
        """Whether all that was reached then still is, when these commits, tags and tips are."""
        return set(self.tips) <= set(reached)


def render(earlier: Earlier) -> str:
    """As text for the cache."""
    marks = {id: [mark.packed() for mark in listed] for id, listed in earlier.marks.items()}
    counts = (earlier.units, earlier.bytes, earlier.more, earlier.commits)
    return json.dumps([earlier.tips, counts, marks, earlier.packs, earlier.noted, earlier.tags])


def parse(text: str) -> Earlier | None:
    """What `render` made; None for anything else."""
    try:
        tips, (units, bytes, more, commits), marks, packs, noted, tags = json.loads(text)
        named = {id: [Mark(*item) for item in listed] for id, listed in marks.items()}
        return Earlier(tips, units, bytes, named, packs, more, commits, noted, tags)
    except (ValueError, TypeError, AttributeError):
        return None
