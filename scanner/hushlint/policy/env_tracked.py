"""env-tracked: an env file with values is tracked by git, where everybody who has the repository reads it.

`.env`, `.env.local`, `.env.*.local`, `.env.prod*` and `.env.staging` are reported whatever they hold; other variants,
which Vite, Next and Rails projects commit on purpose, only for values that look real. Examples and encrypted files
pass; so do links, which hold a path, and submodules.
"""

from collections.abc import Iterator
from shlex import quote

from hushlint.model.blob import EXECUTABLE, REGULAR
from hushlint.model.detector import Detector
from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.model.snapshot import Snapshot
from hushlint.policy.encryption import is_encrypted_file
from hushlint.policy.env_file import plain
from hushlint.policy.env_values import real_values
from hushlint.policy.files import is_env_name, is_private_name, policy_files
from hushlint.policy.places import Places

ID = "env-tracked"


def check(snapshot: Snapshot, detect: Detector) -> Iterator[Finding]:
    """One finding for each file that must not be tracked, one for each real value of those that may."""
    if not snapshot.tracked:
        return
    for path in policy_files(snapshot.entries):
        name = path.rpartition(b"/")[2]
        if is_env_name(name) and snapshot.entries[path].mode in (REGULAR, EXECUTABLE):
            data = snapshot.read(path)
            if is_private_name(name) and not is_encrypted_file(data):
                yield _whole(path)
            else:
                yield from _values(path, data, detect)


def _whole(path: bytes) -> Finding:
    shown = path.decode("utf-8", "replace")
    fix = (
        f"Take it out of the index and keep it on disk: git rm --cached -- {quote(shown)}; ignore it in .gitignore; "
        "and replace every secret in it that was ever pushed."
    )
    return Finding(ID, title="", severity=Severity.HIGH, path=path, subject=shown, fix=fix)


def _values(path: bytes, data: bytes, detect: Detector) -> Iterator[Finding]:
    places = Places(plain(data))
    for item in real_values(data, detect):
        if item.severity >= Severity.MEDIUM:
            yield item.finding(ID, path, max(item.severity, Severity.HIGH), places)
