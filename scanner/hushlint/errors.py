"""The errors that end a run, each with one line for the user, and the exit codes of the contract."""

CLEAN = 0
FINDINGS = 1
MISUSE = 2
INCOMPLETE = 3


class HushlintError(Exception):
    """An error whose message is one line that says what to do; `exit_code` is the process's."""

    exit_code = INCOMPLETE


class UsageError(HushlintError):
    """The caller asked for something that cannot be: an unknown option, not a repository, no such path."""

    exit_code = MISUSE


class ConfigError(UsageError):
    """The configuration is wrong; the message starts with its file and line."""


class RuleError(UsageError):
    """A rule is wrong: a field, its pattern's dialect, or one of its own examples."""


class GitError(HushlintError):
    """git could not answer: an unknown revision, a missing object, a corrupt index."""
