"""Say which line of which .gitignore must be added or taken out so that an env file is ignored."""

from collections.abc import Iterator

from hushlint.model.snapshot import Snapshot

_IGNORE = b".gitignore"


def advice(snapshot: Snapshot, path: bytes) -> str:
    """What to do so that git ignores this path, in one sentence; nearer .gitignore files have the last word."""
    folder, _, name = path.rpartition(b"/")
    for file in _files_above(snapshot, folder):
        for number, line in reversed(list(enumerate(snapshot.read(file).splitlines(), start=1))):
            wrong = _wrong(line.strip(), name)
            if wrong:
                return f"{wrong[0]} line {number} of {_shown(file)} ({wrong[1]}) and stage it."
    top = f"Add the line {_shown(name)} to the .gitignore at the top of the repository"
    return f"{top}, or to {_shown(folder)}/.gitignore, and stage it." if folder else f"{top} and stage it."


def _files_above(snapshot: Snapshot, folder: bytes) -> Iterator[bytes]:
    """The tracked .gitignore files that decide about a folder's files, the nearest first."""
    while True:
        file = folder + b"/" + _IGNORE if folder else _IGNORE
        if file in snapshot.entries:
            yield file
        if not folder:
            return
        folder = folder.rpartition(b"/")[0]


def _wrong(line: bytes, name: bytes) -> tuple[str, str] | None:
    """What to do with a line that looks as if it were about this file and does not ignore it, and why."""
    pattern, _, behind = line.partition(b" ")
    if pattern.startswith(b"!"):
        last = pattern.rstrip(b"/").rpartition(b"/")[2].lstrip(b"!")
        stem = last.rstrip(b"*")
        if last == name or (stem and stem != last and name.startswith(stem)):
            return "Take out", "it lets the file in again"
    elif behind.lstrip().startswith(b"#") and pattern.rpartition(b"/")[2] == name:
        return "Correct", "git knows no comments behind a pattern"
    elif pattern.endswith(b"/") and pattern.rstrip(b"/").rpartition(b"/")[2] == name:
        return "Correct", "with a slash at its end it ignores folders only"
    return None


def _shown(text: bytes) -> str:
    return text.decode("utf-8", "replace")
