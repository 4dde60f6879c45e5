"""How a report is to be shown: what the command line and the terminal ask of a formatter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hushlint.model.rule import Severity

_EPOCH = "1970-01-01T00:00:00"


def _unsaid(_text: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Help:
    """A rule as a report explains it: `source` is where it is described, `tags` are words to file it under."""

    title: str
    severity: Severity
    source: str
    why: str
    fix: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """Wishes that every formatter is handed and may ignore.

    `job` is hook, scan, ci or audit; `width` is the terminal's columns, 0 for no wrapping (pipes, logs);
    `unborn` says that HEAD names no commit yet, where `git restore --staged` cannot work. `version` is ours,
    `started` and `finished` are UTC as in 2026-01-31T10:00:00. `rules` gives the shipped rules by id; it reads
    files, so only formats that explain rules call it. `say` is for a line to the person beside a report that is for
    a platform.
    """

    colour: bool = False
    verbose: bool = False
    quiet: bool = False
    job: str = "scan"
    width: int = 0
    unborn: bool = False
    version: str = "0.0.0"
    started: str = _EPOCH
    finished: str = _EPOCH
    rules: Callable[[], Mapping[str, Help]] = dict
    say: Callable[[str], None] = _unsaid
