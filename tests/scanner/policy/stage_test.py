"""Which findings a change is blamed for."""

from collections.abc import Callable

import pytest
from support.examples import stripe_key
from support.repository import Repository

from hushlint import catalog
from hushlint.detection import Detection
from hushlint.errors import ConfigError, RuleError
from hushlint.model.example import PolicyRule
from hushlint.model.rule import Severity
from hushlint.policy import stage
from hushlint.source.snapshots import GitSnapshot

Judge = Callable[..., list[tuple[str, str, str]]]
ONE, OTHER = stripe_key(5)[8:], stripe_key(6)[8:]


def test_every_shipped_rule_has_a_check_and_every_check_a_rule() -> None:
    assert set(stage.CHECKS) >= set(catalog.policy_rules())
    assert {"env-tracked", "env-not-ignored", "env-example-real-value"} <= set(catalog.policy_rules())


@pytest.mark.parametrize("mode", ["changes", "strict"])
def test_a_clean_repository(repository: Repository, judge: Judge, mode: str) -> None:
    repository.commit({".gitignore": ".env\n"})
    assert judge(repository, mode=mode) == []


def test_off_asks_nothing(empty: Repository, judge: Judge) -> None:
    empty.stage({".env": "PORT=1\n"})
    assert judge(empty, mode="off") == []


def test_a_first_commit_is_judged_in_full(empty: Repository, judge: Judge) -> None:
    empty.stage({".env": "PORT=1\n", ".gitignore": ".env\n"})
    assert judge(empty) == [("env-tracked", ".env", "high")]


@pytest.mark.parametrize(("mode", "severity"), [("changes", "low"), ("strict", "high")])
def test_what_was_there_before_is_low(repository: Repository, judge: Judge, mode: str, severity: str) -> None:
    repository.commit({".env": "PORT=1\n", ".gitignore": ".env\n"})
    repository.stage({"other": "x\n"})
    assert judge(repository, mode=mode) == [("env-tracked", ".env", severity)]


def test_what_moved_is_new(repository: Repository, judge: Judge) -> None:
    repository.commit({".env": "PORT=1\nHOST=a\nNAME=b\n", ".gitignore": ".env\n"})
    repository.write("api/x", "")
    repository.git("mv", ".env", "api/.env")
    assert judge(repository) == [("env-tracked", "api/.env", "high")]


def test_a_new_value_in_an_old_place_is_new(repository: Repository, judge: Judge) -> None:
    rule = "env-example-real-value"
    repository.commit({".gitignore": ".env\n", ".env.example": f"A_SECRET={ONE}\n"})
    repository.stage({".env.example": f"PORT=1\nA_SECRET={ONE}\n"})
    assert judge(repository) == [(rule, ".env.example", "low")]
    repository.stage({".env.example": f"A_SECRET={OTHER}\n"})
    assert judge(repository) == [(rule, ".env.example", "medium")]
    repository.stage({".env.example": f"A_SECRET={ONE}\nB_SECRET={OTHER}\n"})
    assert judge(repository) == [(rule, ".env.example", "low"), (rule, ".env.example", "medium")]


def test_the_disk_was_there_before_too(repository: Repository, judge: Judge) -> None:
    text = "ADMIN_PASSWORD=blue tuesday 42\n"
    repository.commit({".gitignore": ".env\n", ".env.example": text})
    repository.write(".env", text)
    repository.stage({"other": "x\n"})
    assert judge(repository) == [("env-example-real-value", ".env.example", "low")]


def test_a_deleted_file_is_no_finding(repository: Repository, judge: Judge) -> None:
    repository.commit({".env": "PORT=1\n", ".gitignore": ".env\n"})
    repository.git("rm", "-q", "--cached", ".env")
    assert judge(repository) == []


def test_findings_are_told_by_their_rule(empty: Repository, findings: Callable[..., tuple[object, ...]]) -> None:
    empty.stage({".env": "PORT=1\n"})
    for item in findings(empty):
        assert getattr(item, "title", "") == catalog.policy_rules()[getattr(item, "rule", "")].title


def test_rules_that_are_not_asked_for_are_silent(snapshot: GitSnapshot, detect: Detection) -> None:
    rules = {id: rule for id, rule in catalog.policy_rules().items() if id != "env-tracked"}
    assert {item.rule for item in stage.run(snapshot, detect, rules, "changes")} == {"env-not-ignored"}


def test_a_rule_without_a_check_is_an_error(snapshot: GitSnapshot, detect: Detection) -> None:
    rules = {"no-such": PolicyRule("no-such", "t", "env", Severity.LOW, "s", "w", "f")}
    with pytest.raises(RuleError, match="no-such"):
        stage.run(snapshot, detect, rules, "changes")


def test_an_unknown_mode_is_an_error(snapshot: GitSnapshot, detect: Detection) -> None:
    with pytest.raises(ConfigError, match="sometimes"):
        stage.run(snapshot, detect, {}, "sometimes")
