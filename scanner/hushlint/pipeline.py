"""The order of the stages for one commit; on a clean one nothing is imported that it does not need."""

import os

from hushlint import plan as plans
from hushlint import repository as repositories
from hushlint import selection
from hushlint.cache import folder
from hushlint.cache import policy as policy_cache
from hushlint.detection import Detection
from hushlint.git import Git, inherited
from hushlint.match.engine import load_extension
from hushlint.model.blob import DiskFile
from hushlint.opening import Opening
from hushlint.policy import files
from hushlint.repository import Repository
from hushlint.source import folders, index
from hushlint.source import staged as staging
from hushlint.source.objects import Objects
from hushlint.source.staged import Staged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hushlint.blob.text import Text
    from hushlint.model.finding import Report
    from hushlint.model.secret import Secret
    from hushlint.plan import Plan

    Hits = list[tuple[Text, list[Secret]]]

# How the index lists the files that may hold the configuration, at the top of a repository.
_CONFIG_ENDS = (b"\t.hushlint.toml", b"\tpyproject.toml")


class Options:
    """What a hook run was asked: names and their meaning, and what `--config`, `--fail-on`, `--no-cache` change."""

    __slots__ = ("cache", "config", "fail_on", "from_pre_commit", "names", "verbose")

    def __init__(
        self,
        names: list[bytes],
        *,
        from_pre_commit: bool = False,
        verbose: bool = False,
        config: str = "",
        fail_on: str = "",
        cache: bool = True,
    ) -> None:
        self.names = names
        self.from_pre_commit = from_pre_commit
        self.verbose = verbose
        self.config = config
        self.fail_on = fail_on
        self.cache = folder.locate(os.environ) if cache else ""


class Run:
    """One hook run: where it is, what changes, under which plan; and what was found.

    `hits` and `unread` (why content was not looked at, or not at all of it) are by blob id, or by path for files
    that only the disk has.
    """

    __slots__ = ("bytes", "detection", "hits", "listing", "options", "plan", "repository", "staged", "unread")

    def __init__(
        self, options: Options, repository: Repository, listing: list[bytes], staged: Staged, plan: "Plan"
    ) -> None:
        self.options = options
        self.repository = repository
        self.listing = listing
        self.staged = staged
        self.plan = plan
        self.detection = Detection(plan)
        self.bytes = 0
        self.hits: dict[str, Hits] = {}
        self.unread: dict[str, str] = {}

    @property
    def is_complete(self) -> bool:
        """Whether every blob was read whole and every candidate looked at."""
        return not (self.unread or self.staged.unmerged)

    def detect(self, name: str, data: bytes | str) -> None:
        """Look at the content of one blob (or file), or note why it could not be read."""
        if isinstance(data, str):
            self.unread[name] = data
            return
        self.bytes += len(data)
        hits = self.detection.scan(data)
        if hits:
            self.hits[name] = hits
        if self.detection.truncated:
            self.unread[name] = "full of more candidates than may be looked at"


def hook(options: Options, opening: Opening | None = None) -> "Report | None":
    """What a commit must hear; None when there is nothing to say. `opening` are the gits, where they run already."""
    opening = opening or Opening()
    try:
        return _judge(options, opening)
    finally:
        opening.close()


def _judge(options: Options, opening: Opening) -> "Report | None":
    variables = inherited()
    ends = (variables.get(b"PRE_COMMIT_FROM_REF", b""), variables.get(b"PRE_COMMIT_TO_REF", b""))
    load_extension()
    repository = opening.repository()
    _check_git(opening.git, options.cache)
    listing, raw = opening.listing(), opening.changes()
    plan = plan_of_index(options, repository, listing)
    if options.from_pre_commit and all(ends):
        from hushlint.ranges import judge

        return judge(Run(options, repository, listing, Staged(repository, [raw], [repository.base]), plan), *ends)
    staged = staging.read(repository, raw, repositories.merge_heads(repository))
    run = Run(options, repository, listing, staged, plan)
    chosen = _choose(run)
    _scan(run, chosen, opening.objects)
    if run.hits:
        from hushlint.provisional import drop

        drop(run, chosen)
    silent = _policy_is_silent(run)
    if not run.hits and silent and run.is_complete and not options.verbose:
        return None
    from hushlint.assembly import commit_report

    return commit_report(run, chosen, ask_policy=not silent)


def _check_git(git: Git, cache: str) -> None:
    """Refuse a git that is too old; a program that was looked at once is not asked again until it changes."""
    status = os.stat(git.program)
    key = b"git=%b %d %d" % (git.program, status.st_size, status.st_mtime_ns)
    if not policy_cache.silent(cache, b"git", key):
        git.check_version()
        if cache:
            policy_cache.remember(cache, b"git", key)


def plan_of_index(options: Options, repository: Repository, listing: list[bytes]) -> "Plan":
    """The plan of the configuration in the index, or of the file that the caller names."""
    if options.config:
        from hushlint.compilation import read_config_file

        data = read_config_file(options.config)
        return plans.obtain(options.cache, f"{options.config}:{data!r}", lambda: [(options.config, data)])
    ids = {}
    for record in [record for record in listing if record.endswith(_CONFIG_ENDS)]:
        head, _, path = record.partition(b"\t")
        ids[path.decode("ascii")] = head.split(b" ")[1].decode("ascii")

    def sources() -> plans.Sources:
        with Objects(repository.git) as objects:
            return [(name, objects.read(id)) for name, id in ids.items()]

    return plans.obtain(options.cache, repr(ids), sources)


def _choose(run: Run) -> selection.Selection:
    if run.options.from_pre_commit:
        if not run.options.names and _is_nameless(run):
            return selection.all_staged(run.staged)
        wanted = {os.path.normpath(name) for name in run.options.names}.difference(run.staged.changes)
        entries = index.entries([record for record in run.listing if record.partition(b"\t")[2] in wanted])
        return selection.from_pre_commit(run.staged, run.options.names, run.repository.top, entries)
    if run.options.names:
        return selection.limited(run.staged, run.options.names, run.repository.top, run.repository.prefix)
    return selection.all_staged(run.staged)


def _is_nameless(run: Run) -> bool:
    from hushlint.nameless import is_nameless

    return is_nameless(run.repository.top)


def _scan(run: Run, chosen: selection.Selection, objects: Objects) -> None:
    limit = run.plan.max_file_size
    ids = dict.fromkeys(run.staged.ids(chosen.staged))
    ids.update(dict.fromkeys(entry.id for entry in chosen.whole.values()))
    for id, data in objects.stream(list(ids), limit):
        run.detect(id, data)
    for path in chosen.disk:
        run.detect(os.fsdecode(path), selection.read_disk(run.repository.top, path, limit))


def _policy_is_silent(run: Run) -> bool:
    """Whether policy was asked about exactly this state before, and had nothing to show."""
    if run.plan.policy == "off":
        return True
    return policy_cache.silent(run.options.cache, run.repository.top, policy_key(run))


def policy_key(run: Run) -> bytes:
    """Everything that policy's answer depends on: plan, files it reads (and HEAD's of them), env files on disk."""
    paths = index.paths(run.listing)
    read = set(files.policy_files(paths))
    records = [record for record, path in zip(run.listing, paths, strict=True) if path in read]
    changed = [
        b"%b %b %b %b" % (change.old_id.encode(), change.new_id.encode(), change.old_path, change.path)
        for change in run.staged.raw
        if files.is_policy_file(change.path) or files.is_policy_file(change.old_path)
    ]
    disk = [b"%b %d %d" % (item.path, item.size, item.mtime_ns) for item in env_files(run, paths)]
    state = b"\0".join((*records, b"", *changed, b"", *disk))
    return b"%b\nhead=%b\nverbose=%d\n%b" % (run.plan.key, (bool(run.repository.head) and b"1") or b"0",
                                             run.options.verbose, state)  # fmt: skip


def env_files(run: Run, paths: list[bytes]) -> list[DiskFile]:
    """Env files on disk, in the folders where policy wants to know of them."""
    changed = {path for change in run.staged.raw for path in (change.old_path, change.path)}
    around = files.env_folders(paths, changed)
    return folders.env_files(run.repository.top, around, files.is_env_name)
