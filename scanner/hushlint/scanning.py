"""The order of the stages for files and folders: `hushlint scan`."""

import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from hushlint import plan as plans
from hushlint.assembly import Placed, Whole, assemble, fail_on, judge_policy, kept_lines, locate
from hushlint.cache import folder as cache_folder
from hushlint.compilation import read_config_file
from hushlint.detection import Detection
from hushlint.disk import Disk
from hushlint.errors import GitError, HushlintError, UsageError
from hushlint.git import Git
from hushlint.model.finding import Coverage, Finding, Report, Skipped
from hushlint.plan import Plan
from hushlint.policy import files
from hushlint.source import folders, tree
from hushlint.source.snapshots import FolderSnapshot
from hushlint.suppress.pragmas import HINT as PRAGMA

_CONFIG_NAMES = (".hushlint.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Request:
    """What a scan was asked: paths as given, and the settings of the command line (empty texts: as configured)."""

    paths: tuple[bytes, ...]
    config: str = ""
    fail_on: str = ""
    cache: bool = True
    no_ignore: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A path given, with its files: `prefix` stands before their names in the report."""

    root: bytes
    prefix: bytes
    listing: tree.Listing
    git: Git | None
    is_folder: bool


def scan(request: Request) -> Report:
    """Look at the whole content of every file; the report with policy for each folder given."""
    targets = [_target(path, request) for path in request.paths]
    plan = _plan(request)
    detection = Detection(plan)
    work = _Scan(plan, detection, _disk(request, targets, plan))
    for target in targets:
        work.look_at(target)
    return work.report(request)


def _disk(request: Request, targets: list[Target], plan: Plan) -> Disk:
    """What may silence findings here; settings that the caller names stand alone."""
    top = _top(request.paths[0]) if request.paths else b"."
    given = [(target.root, target.prefix, target.listing.paths) for target in targets]
    return Disk(plan.config(), top, given, nested=not request.config)


def _target(path: bytes, request: Request) -> Target:
    shown = os.fsdecode(path)
    if not os.path.lexists(path):
        raise UsageError(f"no such path: {shown!r}")
    alone = len(request.paths) == 1
    if os.path.isdir(path):
        git = tree.enclosing_git(path)
        listing = tree.list_folder(path, git, use_ignores=not request.no_ignore)
        prefix = b"" if alone else path.rstrip(b"/") + b"/"
        return Target(path, prefix if prefix != b"./" else b"", listing, git, True)
    listing = tree.Listing()
    listing.paths = [os.path.basename(path)]
    folder = os.path.dirname(path)
    return Target(folder, folder + b"/" if folder else b"", listing, None, False)


def _plan(request: Request) -> Plan:
    """The plan under --config, else under the settings on disk at the top of the first path's repository."""
    cache = cache_folder.locate(os.environ) if request.cache else ""
    if request.config:
        data = read_config_file(request.config)
        return plans.obtain(cache, f"{request.config} {zlib.crc32(data)} {len(data)}", lambda: [(request.config, data)])
    top = _top(request.paths[0]) if request.paths else b"."
    sources = list(config_sources(top))
    identity = " ".join(f"{name} {zlib.crc32(data)} {len(data)}" for name, data in sources)
    return plans.obtain(cache, identity, lambda: sources)


def _top(path: bytes) -> bytes:
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
    """A scan under way: findings, what was read, what was not."""

    def __init__(self, plan: Plan, detection: Detection, disk: Disk) -> None:
        self._plan = plan
        self._detection = detection
        self._config = plan.config()
        self._disk = disk
        self._excluded = disk.excluded
        self._marked: list[bytes] = []
        self._placed: list[Placed] = []
        self._broken: list[Finding] = []
        self._skipped: list[Skipped] = []
        self._notes: list[str] = []
        self._units = 0
        self._bytes = 0
        self._roots: dict[bytes, bytes] = {}

    def look_at(self, target: Target) -> None:
        """Read the files of one target, then ask policy about it."""
        for path in target.listing.paths:
            self._file(os.path.join(target.root, path), target.prefix + path, outright=not target.is_folder)
        for path, reason, accepted in target.listing.skipped:
            self._skipped.append(Skipped(target.prefix + path, reason, accepted))
        if target.listing.ignored:
            where = target.prefix.decode("utf-8", "replace").rstrip("/") or "."
            self._notes.append(
                f"{target.listing.ignored} files in {where} that git ignores were not read (--no-ignore reads them)"
            )
        if target.is_folder:
            self._policy(target)

    def _file(self, where: bytes, shown: bytes, *, outright: bool) -> None:
        try:
            data = tree.read(where, self._plan.max_file_size)
        except UsageError as error:
            self._skipped.append(Skipped(shown, str(error), not outright))
            return
        except GitError as error:
            self._skipped.append(Skipped(shown, str(error), False))
            return
        if isinstance(data, str):
            self._skipped.append(Skipped(shown, data, self._excluded(shown)))
            return
        self._units += 1
        self._bytes += len(data)
        self._disk.looked_at(shown)
        if PRAGMA in data:
            self._marked.append(shown)
            self._roots[shown] = where
        hits = self._detection.scan(data)
        if self._detection.truncated:
            self._skipped.append(Skipped(shown, "full of more candidates than may be looked at", self._excluded(shown)))
        if hits:
            self._roots[shown] = where
            self._placed += kept_lines(locate(hits, shown), None)

    def _policy(self, target: Target) -> None:
        snapshot = _snapshot(target)
        for finding in judge_policy(snapshot, self._detection, self._config):
            shown = target.prefix + finding.path
            self._roots[shown] = os.path.join(target.root, finding.path)
            self._broken.append(replace(finding, path=shown))

    def report(self, request: Request) -> Report:
        """All that was found, suppressed and covered."""
        whole = Whole(self._marked, self._disk.judged)
        outcome = assemble(self._placed, self._broken, self._excluded, self._reader(), self._disk.terms(), whole)
        coverage = Coverage(
            units=self._units,
            bytes=self._bytes,
            skipped=tuple(self._skipped),
            notes=(*outcome[2], *self._notes),
        )
        return Report(outcome[0], outcome[1], coverage, fail_on(self._config, request.fail_on))

    def _reader(self) -> Callable[[bytes], bytes]:
        def read(path: bytes) -> bytes:
            try:
                data = tree.read(self._roots.get(path) or self._disk.at_top(path), self._plan.max_file_size)
                return data if isinstance(data, bytes) else b""
            except (GitError, UsageError):
                return b""

        return read


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
