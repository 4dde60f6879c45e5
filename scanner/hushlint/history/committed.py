"""The plan under the configuration that a commit holds, and the snapshot of its tree for policy."""

import zlib
from collections.abc import Callable

from hushlint import plan as plans
from hushlint.git import Git
from hushlint.model.blob import Entry
from hushlint.plan import Plan
from hushlint.policy.files import policy_files
from hushlint.source.objects import Objects
from hushlint.source.snapshots import GitSnapshot

_CONFIG_NAMES = (b".hushlint.toml", b"pyproject.toml")


def plan_at(git: Git, commit: str, config: str, cache: str) -> Plan:
    """The plan under `config` (a file that the caller names), else under what `commit` holds; empty: the defaults."""
    if config:
        from hushlint.compilation import read_config_file

        data = read_config_file(config)
        return plans.obtain(cache, f"{config} {zlib.crc32(data)} {len(data)}", lambda: [(config, data)])
    ids = {path: entry.id for path, entry in _listed(git, commit, _CONFIG_NAMES).items()} if commit else {}

    def sources() -> plans.Sources:
        with Objects(git) as objects:
            return [(path.decode("ascii"), objects.read(id)) for path, id in ids.items()]

    return plans.obtain(cache, repr({path.decode("ascii"): id for path, id in ids.items()}), sources)


def entries_at(git: Git, commit: str) -> dict[bytes, Entry]:
    """Every file of a commit's tree, empty for no commit."""
    return _listed(git, commit, (), "-r") if commit else {}


def snapshot_at(git: Git, entries: dict[bytes, Entry], base: dict[bytes, Entry] | None = None) -> GitSnapshot:
    """What policy sees of a commit: its tree, with the tree that it is compared with behind it."""
    before = None if base is None else GitSnapshot(git, base, ahead=policy_files(base))
    return GitSnapshot(git, entries, base=before, ahead=policy_files(entries))


def reader(snapshot: GitSnapshot) -> Callable[[bytes], bytes]:
    """The content of a path of a snapshot, empty where it has none."""
    return lambda path: snapshot.read(path) if path in snapshot.entries else b""


def _listed(git: Git, commit: str, paths: tuple[bytes, ...], *options: str) -> dict[bytes, Entry]:
    output = git.run("ls-tree", "-z", "--full-tree", *options, commit, "--", *paths)
    found = {}
    for record in output.split(b"\0")[:-1]:
        head, _, path = record.partition(b"\t")
        mode, _, id = head.split(b" ")
        found[path] = Entry(int(mode, 8), id.decode("ascii"))
    return found
