"""env-not-ignored: the repository's own .gitignore files let an env file in.

One finding for each package whose `.env` they do not ignore: high when there is something to lose (an env file in
that folder on disk or in the index, or a change that takes the protection away), medium with only a sign of env
files, info at the top of a repository without any. Other env files that lie open on disk are reported by their
own names.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from hushlint.model.blob import EXECUTABLE, REGULAR
from hushlint.model.detector import Detector
from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.model.snapshot import Snapshot
from hushlint.policy.encryption import is_encrypted_file
from hushlint.policy.env_signs import package_folders, package_of, sign_of
from hushlint.policy.env_values import real_values
from hushlint.policy.files import is_private_name, policy_files
from hushlint.policy.ignore_advice import advice

ID = "env-not-ignored"

_ENV = b".env"
# Names whose protection no change may take away.
_PROTECTED = (_ENV, b".env.local")

_ON_DISK = "It lies on disk with its values, and the next `git add` takes it along."
_LOST = "Until this change the repository's .gitignore kept it out; after it nothing does."
_NO_SIGN = "Nothing keeps it out of a commit once somebody writes one; so far nothing here asks for one."


def check(snapshot: Snapshot, detect: Detector) -> Iterator[Finding]:
    """One finding for each env file, there or to be expected, that git would add."""
    if not snapshot.tracked:
        return
    files = policy_files(snapshot.entries)
    disk = {file.path for file in snapshot.env_files}
    private = [path for path in files if is_private_name(_name(path)) and _in_the_clear(snapshot, path)]
    held = {_folder(path): path for path in reversed(private)}
    packages = package_folders(files) | {*held, *(_folder(path) for path in disk if is_private_name(_name(path)))}
    asked = disk | {_join(folder, name) for folder in packages for name in _PROTECTED}
    bare = {path for path in asked - snapshot.ignored(sorted(asked)) if _counts(snapshot, path, disk)}
    causes = {
        **{path: _ON_DISK for path in bare & disk if _is_worth(snapshot, path, detect)},
        **{target: _held(target, held[_folder(target)]) for target in bare if _is_held(target, held, disk)},
        **dict.fromkeys(_lost(snapshot, bare), _LOST),
    }
    for path, cause in sorted(causes.items()):
        yield _finding(snapshot, path, Severity.HIGH, cause)
    yield from _to_be_expected(snapshot, files, disk, packages, bare - causes.keys())


def _held(target: bytes, path: bytes) -> str:
    held = "It" if path == target else _shown(path)
    return f"{held} is in the index already, and nothing keeps later values from the next commit."


def _is_held(target: bytes, held: Mapping[bytes, bytes], disk: Set[bytes]) -> bool:
    """Whether a tracked env file is what there is to lose: this one, or one beside a `.env` that is not there."""
    path = held.get(_folder(target)) if _name(target) == _ENV else None
    return path is not None and (path == target or target not in disk)


def _lost(snapshot: Snapshot, bare: Set[bytes]) -> Iterable[bytes]:
    """Of paths that nothing protects those that were protected before the change."""
    named = sorted(path for path in bare if _name(path) in _PROTECTED)
    return snapshot.base.ignored(named) if snapshot.base and named else ()


def _to_be_expected(
    snapshot: Snapshot, files: Sequence[bytes], disk: Set[bytes], packages: Set[bytes], bare: Set[bytes]
) -> Iterator[Finding]:
    """Findings for `.env` files that are not there yet, by what their package says of them."""
    missing = {_folder(path) for path in bare if _name(path) == _ENV and path not in disk}
    lying = sorted(path for path in disk - snapshot.entries.keys() if _name(path) != b".envrc")
    signs = {package_of(_folder(path), packages): f"there is {_shown(path)}" for path in lying}
    for path in files if missing else ():
        package = package_of(_folder(path), packages)
        if package in missing and package not in signs:
            sign = sign_of(snapshot, path)
            if sign:
                signs[package] = sign
    for folder in sorted(missing):
        if folder in signs:
            cause = f"Nothing keeps it out of a commit, and one is to be expected: {signs[folder]}."
            yield _finding(snapshot, _join(folder, _ENV), Severity.MEDIUM, cause)
        elif not folder or b"" not in missing:
            yield _finding(snapshot, _join(folder, _ENV), Severity.INFO, _NO_SIGN)


def _counts(snapshot: Snapshot, path: bytes, disk: Set[bytes]) -> bool:
    """Whether a path that is not ignored is this rule's business: no link, not encrypted, not env-tracked's."""
    entry = snapshot.entries.get(path)
    if entry:
        return _name(path) == _ENV and _in_the_clear(snapshot, path)
    return path not in disk or not is_encrypted_file(snapshot.read_disk(path))


def _in_the_clear(snapshot: Snapshot, path: bytes) -> bool:
    """Whether a tracked path is a file that everybody can read; links hold only a path."""
    return snapshot.entries[path].mode in (REGULAR, EXECUTABLE) and not is_encrypted_file(snapshot.read(path))


def _is_worth(snapshot: Snapshot, path: bytes, detect: Detector) -> bool:
    """Whether an env file on disk would be a loss: by its name, else by its values."""
    if is_private_name(_name(path)):
        return True
    return any(item.severity >= Severity.MEDIUM for item in real_values(snapshot.read_disk(path), detect))


def _finding(snapshot: Snapshot, path: bytes, severity: Severity, cause: str) -> Finding:
    fix = advice(snapshot, path)
    return Finding(ID, title="", severity=severity, path=path, subject=_shown(path), why=cause, fix=fix)


def _join(folder: bytes, name: bytes) -> bytes:
    return folder + b"/" + name if folder else name


def _folder(path: bytes) -> bytes:
    return path.rpartition(b"/")[0]


def _name(path: bytes) -> bytes:
    return path.rpartition(b"/")[2]


def _shown(path: bytes) -> str:
    return path.decode("utf-8", "replace")
