"""The environment of every process that a test starts: nothing of this machine's git, home or Python settings."""

import os
from collections.abc import Mapping
from pathlib import Path

# What decides how git, Python or pre-commit behave and must not leak in from the caller.
_FOREIGN = ("GIT_", "PYTHON", "PRE_COMMIT", "HUSHLINT", "XDG_", "SUDO_")
_FOREIGN_NAMES = frozenset(("HOME", "TMPDIR", "PAGER", "EDITOR", "VISUAL", "SSH_ASKPASS", "NO_COLOR", "FORCE_COLOR"))

_PERSON = {
    "GIT_AUTHOR_NAME": "A Person",
    "GIT_AUTHOR_EMAIL": "person@example.org",
    "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
    "GIT_COMMITTER_NAME": "A Person",
    "GIT_COMMITTER_EMAIL": "person@example.org",
    "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
}


def hermetic(home: Path, cache: Path) -> dict[str, str]:
    """The caller's environment without what is personal; `home` and `cache` are folders that exist."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_FOREIGN) and name not in _FOREIGN_NAMES
    }
    return kept | _PERSON | {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(cache),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C.UTF-8",
    }


def changed(base: Mapping[str, str], changes: Mapping[str, str | None]) -> dict[str, str]:
    """A copy of an environment with some variables set, and removed where the value is None."""
    merged = {**base, **changes}
    return {name: value for name, value in merged.items() if value is not None}
