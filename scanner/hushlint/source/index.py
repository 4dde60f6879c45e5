"""The index as git lists it: every tracked path with its mode and blob id."""

from hushlint.errors import GitError
from hushlint.git import Git
from hushlint.model.blob import Entry
from hushlint.process import Process


def start(git: Git) -> Process:
    """Start the listing that `parse` reads."""
    return git.start("ls-files", "-s", "-z")


def records(output: bytes) -> list[bytes]:
    """The records of the listing, unparsed: `mode id stage\\tpath` each; a large index is parsed only where needed."""
    parts = output.split(b"\0")
    parts.pop()
    return parts


def check(listing: list[bytes]) -> None:
    """GitError for a listing of an index that is cut inside an entry: git itself reads on behind its end."""
    if any(record.startswith(b"000000 ") for record in listing):
        raise GitError("the index is damaged: it lists an entry without an object; `git reset` makes it anew")


def paths(listing: list[bytes]) -> list[bytes]:
    """Only the paths."""
    return [record.partition(b"\t")[2] for record in listing]


def entries(listing: list[bytes]) -> dict[bytes, Entry]:
    """Entries by path; of an unresolved conflict our side (stage 2) where it exists."""
    found: dict[bytes, Entry] = {}
    for record in listing:
        head, _, path = record.partition(b"\t")
        mode, id, stage = head.split(b" ")
        if stage in (b"0", b"2") or path not in found:
            found[path] = Entry(int(mode, 8), id.decode("ascii"))
    return found
