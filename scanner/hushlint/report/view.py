"""How a report is to be shown: what the command line and the terminal ask of a formatter."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """Wishes that every formatter is handed and may ignore.

    `job` is hook, scan, ci or audit; `width` is the terminal's columns, 0 for no wrapping (pipes, logs);
    `unborn` says that HEAD names no commit yet, where `git restore --staged` cannot work.
    """

    colour: bool = False
    verbose: bool = False
    quiet: bool = False
    job: str = "scan"
    width: int = 0
    unborn: bool = False
