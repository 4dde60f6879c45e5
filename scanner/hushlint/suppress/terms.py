"""Everything that may say of a run that a finding does not count, as the settings and the baseline give it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hushlint.model.finding import Finding
from hushlint.suppress.baseline import Entry, Matcher
from hushlint.suppress.foreign import FOREIGN, Foreign


@dataclass(frozen=True, slots=True)
class Allowance:
    """An [[allow]] of the settings: findings of these rules, where path and value are meant too.

    `origin` is file and line of where it is written, `expires` its last day.
    """

    rules: tuple[str, ...]
    reason: str
    origin: str
    expires: date | None = None
    covers: Callable[[bytes], bool] = lambda _path: True
    matches: Callable[[bytes], bool] = lambda _value: True


@dataclass(frozen=True, slots=True)
class Terms:
    """What governs suppression in one run.

    `excluded` is asked about paths as findings have them, everything else about `place` of them: the path below the
    top of the repository, where a scan of a part of it names files otherwise.
    `foreign` answers which other tools' pragmas are honoured in a file. `exists` tells whether a path is still
    there: a baseline entry whose path is gone matches elsewhere. `base` gives a file's text before the change
    (empty where there was none), None where there is no change; `protected` ignores what the change itself adds.
    `graded` gives a finding the severity that the settings say. `matcher` is made of `baseline` where findings are
    judged in several parts: an entry that follows its finding to another path does so once in all of them.
    """

    today: date
    excluded: Callable[[bytes], bool] = lambda _path: False
    disabled: Callable[[str, bytes], bool] = lambda _rule, _path: False
    foreign: Callable[[bytes], Sequence[Foreign]] = lambda _path: FOREIGN
    allowances: tuple[Allowance, ...] = ()
    baseline: tuple[Entry, ...] = ()
    exists: Callable[[bytes], bool] = lambda _path: True
    base: Callable[[bytes], bytes] | None = None
    protected: bool = False
    place: Callable[[bytes], bytes] = lambda path: path
    graded: Callable[[Finding], Finding] = lambda finding: finding
    matcher: Matcher | None = None
