"""The order of the stages for files and folders: `hushlint scan`."""

import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hushlint import plan as plans
from hushlint.assembly import Placed, Whole, assemble, fail_on, judge_policy
from hushlint.cache import folder as cache_folder
from hushlint.compilation import read_config_file
from hushlint.detection import Detection
from hushlint.errors import GitError, HushlintError, UsageError
from hushlint.git import Git
from hushlint.history.progress import Silent
from hushlint.model.finding import Coverage, Finding, Report, Skipped
from hushlint.plan import Plan
from hushlint.policy import files
from hushlint.settings.disk import Disk
from hushlint.source import folders, tree
from hushlint.source.snapshots import FolderSnapshot
from hushlint.suppress.pragmas import HINT as PRAGMA
from hushlint.sweeping import TOO_MANY, File, Seen, Sweep, found_in

_CONFIG_NAMES = (".hushlint.toml", "pyproject.toml")
_STDIN = 0

# A name of no file, to ask whether all files of a folder are excluded.
_INSIDE = b"/\x01"


@dataclass(frozen=True, slots=True)
class Request:
    """What a scan was asked: paths as given, and the settings of the command line (empty texts: as configured).

    `stdin` is the path that standard input is judged as, empty when it is not read. `processes`: 0 for as many as
    are worth their start.
    """

    paths: tuple[bytes, ...]
    config: str = ""
    fail_on: str = ""
    cache: bool = True
    no_ignore: bool = False
    stdin: bytes = b""
    processes: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """A path given, with its files: `prefix` stands before their names in the report."""

    root: bytes
    prefix: bytes
    listing: tree.Listing
    git: Git | None
    is_folder: bool


def scan(request: Request, watch: Silent | None = None) -> Report:
    """Look at the whole content of every file; the report with policy for each folder given."""
    targets = [_target(path, request) for path in dict.fromkeys(request.paths)]
    plan = _plan(request)
    work = _Scan(plan, _disk(request, targets, plan))
    for target in targets:
        work.prepare(target)
    if request.stdin:
        work.stdin(request.stdin)
    work.sweep(list(_files(targets)), watch or Silent(), request.processes)
    return work.report(request, whole=bool(targets))


def _disk(request: Request, targets: list[Target], plan: Plan) -> Disk:
    """What may silence findings here; settings that the caller names stand alone."""
    given = [(target.root, target.prefix, target.listing.paths) for target in targets]
    if request.stdin:
        folder = os.path.dirname(request.stdin)
        given.append((folder, _prefix(folder) if folder else b"", []))
    folders = [target.root for target in targets if target.is_folder]
    return Disk(plan.config(), _top(request), given, folders, nested=not request.config)


def _target(path: bytes, request: Request) -> Target:
    shown = os.fsdecode(path)
    if not os.path.lexists(path):
        raise UsageError(f"no such path: {shown!r}")
    alone = len(request.paths) == 1 and not request.stdin
    if os.path.isdir(path):
        git = tree.enclosing_git(path)
        listing = tree.list_folder(path, git, use_ignores=not request.no_ignore)
        return Target(path, b"" if alone else _prefix(path), listing, git, True)
    folder = os.path.dirname(path)
    return Target(folder, _prefix(folder) if folder else b"", tree.list_file(path), None, False)


def _prefix(folder: bytes) -> bytes:
    """What stands before the names of a folder's files: nothing for the one we are in."""
    prefix = folder.rstrip(b"/") + b"/"
    while prefix.startswith(b"./"):
        prefix = prefix[2:].lstrip(b"/")
    return prefix


def _files(targets: Iterable[Target]) -> Iterator[File]:
    """Every file once, though several targets may hold it."""
    seen: set[bytes] = set()
    several = False
    for target in targets:
        root = os.path.join(target.root, b"") if target.root else b""
        for path, size in target.listing.files:
            shown = target.prefix + path
            if not (several and shown in seen):
                yield File(root + path, shown, size)
            seen.add(shown)
        several = True


def _plan(request: Request) -> Plan:
    """The plan under --config, else under the settings on disk at the top of the first path's repository."""
    cache = cache_folder.locate(os.environ) if request.cache else ""
    if request.config:
        data = read_config_file(request.config)
        return plans.obtain(cache, f"{request.config} {zlib.crc32(data)} {len(data)}", lambda: [(request.config, data)])
    sources = list(config_sources(_top(request)))
    identity = " ".join(f"{name} {zlib.crc32(data)} {len(data)}" for name, data in sources)
    return plans.obtain(cache, identity, lambda: sources)


def _top(request: Request) -> bytes:
    path = request.paths[0] if request.paths else b"."
    folder = path if os.path.isdir(path) else os.path.dirname(path) or b"."
    git = tree.enclosing_git(folder)
    return git.run("rev-parse", "--show-toplevel")[:-1] if git else folder


def config_sources(top: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file at the top of a folder that may hold settings."""
    for name in _CONFIG_NAMES:
        where = os.path.join(top, name.encode())
        if os.path.isfile(where):
            with open(where, "rb") as file:
                yield name, file.read()


class _Scan:
    """A scan under way: what was found, what was read, what was not."""

    def __init__(self, plan: Plan, disk: Disk) -> None:
        self._plan = plan
        self._detection = Detection(plan)
        self._config = plan.config()
        self._disk = disk
        self._placed: list[Placed] = []
        self._broken: list[Finding] = []
        self._marked: list[bytes] = []
        self._skipped: list[Skipped] = []
        self._notes: list[str] = []
        self._units = 0
        self._bytes = 0
        self._roots: dict[bytes, bytes] = {}
        self._given: dict[bytes, bytes] = {}

    def prepare(self, target: Target) -> None:
        """Note what of a target will not be read, and ask policy about it."""
        for path, reason, accepted in target.listing.skipped:
            shown = target.prefix + path
            self._skipped.append(Skipped(shown, reason, accepted or self._is_excluded(shown)))
        if target.listing.ignored:
            where = target.prefix.decode("utf-8", "replace").rstrip("/") or "."
            self._notes.append(
                f"{target.listing.ignored} files in {where} that git ignores were not read (--no-ignore reads them)"
            )
        if not target.is_folder:
            return
        for finding in judge_policy(_snapshot(target), self._detection, self._config):
            shown = target.prefix + finding.path
            self._roots[shown] = os.path.join(target.root, finding.path)
            self._broken.append(replace(finding, path=shown))

    def _is_excluded(self, shown: bytes) -> bool:
        """Whether the settings say that nothing counts at a path, or below a folder that cannot be looked into."""
        return self._disk.excluded(shown) or self._disk.excluded(shown + _INSIDE)

    def stdin(self, name: bytes) -> None:
        """Read standard input to its end and look at it as at a file of this path."""
        file = File(b"", name, 0)
        data = tree.read_stream(_STDIN, self._plan.max_file_size)
        if isinstance(data, str):
            self._add(Seen(file, data, False, ()))
            return
        self._given[name] = data
        self._units += 1
        self._bytes += len(data)
        placed = found_in(self._detection, data, name)
        reason = TOO_MANY if self._detection.truncated else ""
        self._add(Seen(file, reason, PRAGMA in data, placed))

    def sweep(self, listed: list[File], watch: Silent, processes: int) -> None:
        """Read all files."""
        sweep = Sweep(self._plan, listed, watch, processes)
        for seen in sweep.run():
            self._add(seen)
        self._units += sweep.units
        self._bytes += sweep.bytes
        if self._disk.suppressing.baseline:
            unread = {item.path for item in self._skipped}
            for file in listed:
                if file.shown not in unread:
                    self._disk.looked_at(file.shown)

    def _add(self, seen: Seen) -> None:
        file = seen.file
        self._roots[file.shown] = file.where
        if seen.reason:
            self._skipped.append(Skipped(file.shown, seen.reason, self._is_excluded(file.shown)))
        if seen.marked:
            self._marked.append(file.shown)
        self._placed += seen.placed

    def report(self, request: Request, *, whole: bool) -> Report:
        """All that was found, suppressed and covered; `whole`: paths were looked at, not standard input alone."""
        everything = whole and self._disk.is_whole and all(item.accepted for item in self._skipped)
        seen = Whole(self._marked, self._disk.judged if whole else lambda _path: False, everything)
        findings, suppressed, notes = assemble(
            self._placed, self._broken, self._disk.excluded, self._read, self._disk.terms(), seen
        )
        coverage = Coverage(
            units=self._units,
            bytes=self._bytes,
            skipped=tuple(self._skipped),
            notes=(*notes, *self._notes),
        )
        return Report(findings, suppressed, coverage, fail_on(self._config, request.fail_on))

    def _read(self, path: bytes) -> bytes:
        """The content of a path of the report, or of settings and baseline by name; empty where there is none."""
        if path in self._given:
            return self._given[path]
        try:
            data = tree.read(self._roots.get(path) or self._disk.at_top(path), self._plan.max_file_size)
            return data if isinstance(data, bytes) else b""
        except (GitError, UsageError):
            return b""


def _snapshot(target: Target) -> FolderSnapshot:
    """What policy sees of a folder: git's files where there are any, else all of them."""
    listing = target.listing
    paths = listing.paths if listing.tracked is None else sorted(listing.tracked)
    around = files.env_folders(paths, [])
    disk = folders.env_files(target.root, around, files.is_env_name)
    try:
        git = target.git or Git()
    except HushlintError:
        git = None
    prefix = target.git.run("rev-parse", "--show-prefix")[:-1] if target.git else b""
    return FolderSnapshot(git, target.root, paths, disk, listing.tracked is not None, prefix)
