"""Read what git's diff plumbing prints: raw entries, and which lines a patch adds."""

from hushlint.errors import GitError
from hushlint.git import DIFF, Git
from hushlint.model.blob import Change, Lines
from hushlint.process import Process

# -l1000: above that many inexact renames git pairs none of them, whatever the configuration says.
RAW = ("--raw", "-z", "-M", "-l1000", "--no-abbrev", *DIFF)
PATCH = ("--patch", "-U0", "--inter-hunk-context=0", "-M", "-l1000", "--full-index", *DIFF)


def start_staged(git: Git, base: str) -> Process:
    """Start the listing of what the index changes against a commit or tree."""
    return git.start("diff-index", "--cached", "--ita-invisible-in-index", *RAW, base, "--")


def staged(git: Git, base: str) -> list[Change]:
    """What the index changes against a commit or tree."""
    return finish_staged(git, base, start_staged(git, base))


def finish_staged(git: Git, base: str, child: Process) -> list[Change]:
    """The listing that was started, or one with exact renames alone where git lacks content to tell the others.

    A partial clone may lack what was deleted outside of its sparse checkout; what took it along counts as new then.
    """
    try:
        return parse_raw(git.finish(child))
    except GitError:
        return parse_raw(git.run("diff-index", "--cached", "--ita-invisible-in-index", *RAW, "-M100%", base, "--"))


def trees(git: Git, old: str, new: str) -> list[Change]:
    """What one tree or commit changes against another."""
    return parse_raw(git.run("diff-tree", "-r", *RAW, old, new, "--"))


def parse_raw(output: bytes) -> list[Change]:
    """The entries of `--raw -z`: modes, ids and status, then one path, or two for a rename."""
    changes = []
    fields = iter(output.split(b"\0"))
    for head in fields:
        if not head:
            break
        old_mode, mode, old_id, new_id, status = head[1:].decode("ascii").split(" ")
        path = old_path = next(fields)
        if status[0] in "RC":
            path = next(fields)
        changes.append(Change(int(old_mode, 8), int(mode, 8), old_id, new_id, status[0], old_path, path))
    return changes


def staged_lines(git: Git, base: str, changes: list[Change]) -> dict[tuple[str, str], Lines]:
    """Lines that the index adds, by (old id, new id), for these changes."""
    return _lines(git, ["diff-index", "--cached", "--ita-invisible-in-index", *PATCH, base], changes)


def tree_lines(git: Git, old: str, new: str, changes: list[Change]) -> dict[tuple[str, str], Lines]:
    """Lines that one tree or commit adds to another, by (old id, new id), for these changes."""
    return _lines(git, ["diff-tree", "-r", *PATCH, old, new], changes)


# Paths of one command line; argument lists have limits (128 KiB an argument list on some systems).
_PATHS = 200


def _lines(git: Git, command: list[str], changes: list[Change]) -> dict[tuple[str, str], Lines]:
    found: dict[tuple[str, str], Lines] = {}
    for begin in range(0, len(changes), _PATHS):
        paths = {path for change in changes[begin : begin + _PATHS] for path in (change.old_path, change.path)}
        found.update(parse_patch(git.run(*command, "--", *sorted(paths))))
    # Among fewer paths git may pair other files by their names: what it then misses it tells of all paths.
    if not all((change.old_id, change.new_id) in found for change in changes):
        found.update(parse_patch(git.run(*command, "--")))
    return found


def parse_patch(output: bytes) -> dict[tuple[str, str], Lines]:
    """Ranges of added lines by (old id, new id): ids identify a section, so that no path has to be parsed."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    here: list[tuple[int, int]] = []
    lines = output.split(b"\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.startswith(b"index "):
            old, _, new = line.split(b" ")[1].decode("ascii").partition("..")
            here = found[(old, new)] = []
        elif line.startswith(b"@@ "):
            ranges, at = _hunk(line, lines, at)
            here += ranges
    return {ids: tuple(ranges) for ids, ranges in found.items()}


def _hunk(head: bytes, lines: list[bytes], at: int) -> tuple[Lines, int]:
    """The lines that the hunk at this place adds, and the place behind it: what it removes stands first.

    Its body is stepped over by number, so that content which looks like a header is not taken for one.
    """
    removed, begin, count = _numbers(head)
    gone, old_is_open, at = _side(lines, at, removed, b"-")
    new, new_is_open, at = _side(lines, at, count, b"+")
    ranges = []
    first = 0
    for number in (*_kept(gone, new, old_is_open, new_is_open), count):
        if first < number:
            ranges.append((begin + first, begin + number - 1))
        first = number + 1
    return tuple(ranges), at


def _numbers(head: bytes) -> tuple[int, int, int]:
    """(lines removed, first line added, lines added) of `@@ -a,b +c,d @@`."""
    try:
        _, old, new, *_ = head.split(b" ")
        _, _, removed = old.partition(b",")
        begin, _, count = new[1:].partition(b",")
        return int(removed or b"1"), int(begin), int(count or b"1")
    except ValueError:
        raise GitError("git printed a patch that cannot be read") from None


def _side(lines: list[bytes], at: int, count: int, mark: bytes) -> tuple[list[bytes], bool, int]:
    """So many lines of a hunk, whether the last is the end of a file without a newline, and the place behind them."""
    side = lines[at : at + count]
    if len(side) < count or not all(line.startswith(mark) for line in side):
        raise GitError("git printed a patch that ends early")
    at += count
    is_open = count > 0 and at < len(lines) and lines[at].startswith(b"\\")
    return side, is_open, at + is_open


def _kept(gone: list[bytes], new: list[bytes], old_is_open: bool, new_is_open: bool) -> list[int]:
    """Which added lines differ from removed ones in the newline at the end of one of the files alone."""
    found = set()
    if old_is_open:
        last = _text(gone[-1])
        found.update([number for number, line in enumerate(new) if _text(line) == last][:1])
    if new_is_open and _text(new[-1]) in map(_text, gone):
        found.add(len(new) - 1)
    return sorted(found)


def _text(line: bytes) -> bytes:
    """A line of a patch without its mark and without what of a newline stands before its last byte: CR, UTF-16."""
    return line[1:].rstrip(b"\r\0")
