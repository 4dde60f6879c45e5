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
    found: dict[tuple[str, str], Lines] = {}
    ranges: list[tuple[int, int]] = []
    lines = iter(output.split(b"\n"))
    for line in lines:
        if line.startswith(b"index "):
            old, _, new = line.split(b" ")[1].decode("ascii").partition("..")
            ranges = []
            found[(old, new)] = ()
        elif line.startswith(b"@@ "):
            removed, begin, count = _hunk(line)
            if count:
                ranges.append((begin, begin + count - 1))
                found[(old, new)] = tuple(ranges)
            _skip_body(lines, removed + count)
    return found


def _hunk(line: bytes) -> tuple[int, int, int]:
    """(lines removed, first line added, lines added) of `@@ -a,b +c,d @@`."""
    try:
        _, old, new, *_ = line.split(b" ")
        _, _, removed = old.partition(b",")
        begin, _, count = new[1:].partition(b",")
        return int(removed or b"1"), int(begin), int(count or b"1")
    except ValueError:
        raise GitError("git printed a patch that cannot be read") from None


def _skip_body(lines: "object", count: int) -> None:
    """Step over a hunk's lines, so that content which looks like a header is not taken for one."""
    while count > 0:
        line = next(lines, None)  # type: ignore[call-overload]
        if line is None:
            raise GitError("git printed a patch that ends early")
        count -= not line.startswith(b"\\")
