"""env-example-real-value: a committed example of an env file holds a value that somebody uses.

Real are tokens of a provider's shape, passwords in URLs, random values under secret names, and whatever under a
secret name is the same in the env file on disk, unless it is a placeholder, a default, or a URL without password.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hushlint.model.blob import EXECUTABLE, REGULAR
from hushlint.model.detector import Detector
from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.model.snapshot import Snapshot
from hushlint.policy.encryption import is_encrypted_value
from hushlint.policy.env_file import parse, plain
from hushlint.policy.env_values import RealValue, Spans, real_values
from hushlint.policy.files import is_example_name, policy_files
from hushlint.policy.places import Places
from hushlint.policy.usual_values import is_usual
from hushlint.vocabulary import is_secret_name

ID = "env-example-real-value"

_SHARED = "The same value is in the env file beside it on disk, so it is one that somebody uses."


def check(snapshot: Snapshot, detect: Detector) -> Iterator[Finding]:
    """One finding for each value that looks real, file by file."""
    for path in policy_files(snapshot.entries):
        folder, _, name = path.rpartition(b"/")
        if is_example_name(name) and snapshot.entries[path].mode in (REGULAR, EXECUTABLE):
            data = snapshot.read(path)
            places = Places(plain(data))
            found = real_values(data, detect)
            for item in found:
                yield item.finding(ID, path, item.severity, places)
            for item in _shared(data, _on_disk(snapshot, folder), found, detect):
                yield replace(item.finding(ID, path, item.severity, places), why=_SHARED)


def _on_disk(snapshot: Snapshot, folder: bytes) -> Mapping[str, frozenset[bytes]]:
    """The values of each variable in the env files of this folder on disk."""
    values: dict[str, set[bytes]] = {}
    for file in snapshot.env_files:
        if file.path.rpartition(b"/")[0] == folder:
            for variable in parse(plain(snapshot.read_disk(file.path))):
                values.setdefault(variable.key, set()).add(variable.value)
    return {key: frozenset(found) for key, found in values.items()}


def _shared(
    data: bytes, local: Mapping[str, frozenset[bytes]], found: list[RealValue], detect: Detector
) -> Iterator[RealValue]:
    """Values under secret names that the local env file has too, leaving out those already found."""
    spans = Spans(found)
    for variable in parse(plain(data)) if local else ():
        if (
            is_secret_name(variable.key)
            and variable.value in local.get(variable.key, ())
            and not spans.touch(variable.start, variable.end)
            and not is_encrypted_value(variable)
            and not is_usual(variable, detect)
        ):
            yield RealValue(variable.value, variable.key, "password", Severity.HIGH, variable.start, variable.end)
