"""What was seen in whole packs, before it is known what of it is reached."""

from collections.abc import Callable, Iterator
from itertools import chain

from hushlint.history import looking
from hushlint.history.crew import Crew
from hushlint.history.looking import Seen
from hushlint.source.packs import BLOB, Packs


class Packed:
    """`sizes` has the bytes of each blob, `told` the commits and tags whose messages were looked at; `marks` and
    `unread` are those of both. `is_whole` tells that no blob of the packs was left to git.
    """

    __slots__ = ("is_whole", "marks", "sizes", "told", "unread")

    def __init__(self) -> None:
        self.sizes: dict[str, int] = {}
        self.told: set[str] = set()
        self.marks: dict[str, list[looking.Mark]] = {}
        self.unread: dict[str, str] = {}
        self.is_whole = True

    def add(self, kind: str, seen: Seen) -> None:
        """Note what a process answered."""
        if kind == looking.FAMILIES:
            self.sizes.update(zip(seen.ids, seen.sizes, strict=True))
        else:
            self.told.update(seen.ids)
        self.marks |= seen.marks
        self.unread |= seen.unread
        self.is_whole = self.is_whole and not seen.left


def read(packs: Packs, crew: Crew, expect: Callable[[int], None]) -> Iterator[tuple[str, Seen]]:
    """(kind of work, what came of it) of all blobs and messages in packs, as `expect` hears how many blobs there are.

    A damaged pack gives nothing: then git has to read what it can.
    """
    for number, pack in enumerate(packs.listed):
        try:
            families = pack.index()
        except ValueError:
            packs.whole = False
            continue
        expect(pack.many(BLOB))
        kinds = pack.kinds
        blobs = looking.family_tasks(looking.FAMILIES, number, [one for one in families if kinds[one[0]] == BLOB])
        messages = [one for one in families if kinds[one[0]] != BLOB]
        for kind, answer in crew.run(chain(blobs, looking.family_tasks(looking.TOLD, number, messages))):
            yield kind, looking.unpack(answer)
