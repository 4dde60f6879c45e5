"""Run the policy checks over a snapshot: what a change brings counts in full, what was there before as low."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from hushlint.errors import ConfigError, RuleError
from hushlint.model.blob import DiskFile, Entry
from hushlint.model.detector import Detector
from hushlint.model.example import PolicyRule
from hushlint.model.finding import Finding
from hushlint.model.rule import Severity
from hushlint.model.snapshot import Snapshot
from hushlint.policy import env_example_real_value, env_not_ignored, env_tracked

Check = Callable[[Snapshot, Detector], Iterator[Finding]]

CHECKS: Mapping[str, Check] = {
    "env-tracked": env_tracked.check,
    "env-not-ignored": env_not_ignored.check,
    "env-example-real-value": env_example_real_value.check,
}

# Findings of these rules at or above a severity block as long as they last, not only when a change brings them, if
# what there is to lose lies on disk alone: every commit may take it along. What HEAD holds is lost already.
LASTING: Mapping[str, Severity] = {"env-not-ignored": Severity.HIGH}

MODES = ("changes", "strict", "off")


def run(snapshot: Snapshot, detect: Detector, rules: Mapping[str, PolicyRule], mode: str) -> tuple[Finding, ...]:
    """The findings of these rules, by id, over a snapshot, in order of rule and path.

    `mode` is "changes" (what the base already has is low at most), "strict" (everything in full) or "off".
    RuleError for a rule that has no check, ConfigError for another mode.
    """
    if mode not in MODES:
        raise ConfigError(f"policy: {mode!r} is none of {', '.join(MODES)}")
    if mode == "off":
        return ()
    found: list[Finding] = []
    for id, rule in rules.items():
        if id not in CHECKS:
            raise RuleError(f"policy rule {id} has no check")
        own = list(CHECKS[id](snapshot, detect))
        if mode == "changes" and own and snapshot.base:
            at_stake = {file.path for file in snapshot.env_files} - snapshot.base.entries.keys()
            own = _weighed(own, CHECKS[id](_Before(snapshot.base, snapshot), detect), at_stake)
        found += (_told(finding, rule) for finding in own)
    return tuple(found)


def _weighed(found: Iterable[Finding], before: Iterable[Finding], at_stake: Set[bytes]) -> list[Finding]:
    """Findings as a change is judged: what was there before is low at most, unless it lasts or got worse."""
    old = {_identity(finding): finding.severity for finding in before}
    return [
        replace(finding, severity=min(finding.severity, Severity.LOW))
        if old.get(_identity(finding), Severity.INFO) >= finding.severity and not _blocks_still(finding, at_stake)
        else finding
        for finding in found
    ]


def _identity(finding: Finding) -> tuple[str, bytes, str, bytes]:
    """What makes a finding the same before and after a change; a new value in an old place is another one."""
    return finding.rule, finding.path, finding.subject, finding.value


def _blocks_still(finding: Finding, at_stake: Set[bytes]) -> bool:
    """Whether a finding that HEAD had is as urgent as ever: an env file lies there to be lost."""
    least = LASTING.get(finding.rule)
    return least is not None and finding.severity >= least and finding.path in at_stake


def _told(finding: Finding, rule: PolicyRule) -> Finding:
    """The finding with the rule's texts where the check had no better ones."""
    return replace(
        finding, title=finding.title or rule.title, why=finding.why or rule.why, fix=finding.fix or rule.fix
    )


@dataclass(frozen=True, slots=True)
class _Before:
    """The state before a change, beside today's disk: what lies there now must not look new."""

    _old: Snapshot
    _now: Snapshot

    @property
    def base(self) -> None:
        return None

    @property
    def entries(self) -> Mapping[bytes, Entry]:
        return self._old.entries

    @property
    def tracked(self) -> bool:
        return self._old.tracked

    @property
    def env_files(self) -> Sequence[DiskFile]:
        return self._now.env_files

    def read(self, path: bytes) -> bytes:
        return self._old.read(path)

    def read_disk(self, path: bytes) -> bytes:
        return self._now.read_disk(path)

    def ignored(self, paths: Iterable[bytes]) -> frozenset[bytes]:
        return self._old.ignored(paths)
