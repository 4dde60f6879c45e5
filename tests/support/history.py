"""Audits and ranges as a person runs them, read from their JSON reports."""

import json
import secrets
import sys
from dataclasses import dataclass
from typing import Any

from support.environment import changed
from support.examples import stripe_key
from support.repository import Changes, Repository, run

COMMAND = (sys.executable, "-I", "-m", "hushlint")

_SEED = secrets.randbits(60)


def line(seed: int = 0) -> str:
    """A line with a secret that is new with every run: what the cache has seen is not read again."""
    return f"key = '{stripe_key(_SEED + seed)}'\n"


@dataclass(frozen=True, slots=True)
class Judged:
    """What `hushlint audit` or `ci` said: `exit`, the report, and everything that went to standard error."""

    exit: int
    report: dict[str, Any]
    err: str
    text: str

    @property
    def paths(self) -> list[str]:
        """Paths of secrets (findings with a value), each once."""
        return sorted({item["path"] for item in self.secrets})

    @property
    def secrets(self) -> list[dict[str, Any]]:
        """The findings that have a value."""
        return [item for item in self.report["findings"] if item["redacted"]]

    def one(self, path: str) -> dict[str, Any]:
        """The only secret at a path."""
        (found,) = [item for item in self.secrets if item["path"] == path]
        return found

    @property
    def reasons(self) -> str:
        """Why things were not read."""
        return "\n".join(f"{item['path']}: {item['reason']}" for item in self.report["coverage"]["skipped"])


def audit(repository: Repository, *arguments: str, env: Changes | None = None) -> Judged:
    """`hushlint audit` in a repository's folder."""
    return _judged(repository, "audit", arguments, env)


def ci(repository: Repository, *arguments: str, env: Changes | None = None) -> Judged:
    """`hushlint ci` in a repository's folder."""
    return _judged(repository, "ci", arguments, env)


def _judged(repository: Repository, command: str, arguments: tuple[str, ...], env: Changes | None) -> Judged:
    around = changed(repository.env, env or {})
    done = run((*COMMAND, command, "--format", "json", *arguments), repository.top, around)
    report = json.loads(done.out) if done.out.startswith("{") else {}
    if report:
        assert report["exit"] == done.exit, done.text
        assert (done.exit == 3) != report["coverage"]["complete"], done.text
    return Judged(done.exit, report, done.err, done.text)
