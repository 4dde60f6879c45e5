"""`hushlint explain`: rules of every family, findings of a report, and what it is not asked for."""

import json
import sys

import pytest
from support.examples import github_token
from support.repository import Repository, Run, run

TOKEN = github_token(5)


def hushlint(repository: Repository, *arguments: str) -> Run:
    return run((sys.executable, "-I", "-m", "hushlint", *arguments), repository.top, repository.env)


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("stripe-live-key", ("real money", "Roll the key", "critical", "docs.stripe.com", "ignore[stripe-live-key]")),
        ("generic-password", ("below it in tests", "'generic'")),
        ("generic-config-password", ("only in *.env", "*.yml")),
        ("env-not-ignored", ("policy", 'disable = ["env-not-ignored"]')),
    ],
)
def test_a_rule(repository: Repository, id: str, words: tuple[str, ...]) -> None:
    done = hushlint(repository, "explain", id)
    assert (done.exit, done.err) == (0, "")
    assert [word for word in words if word not in done.out] == []


def test_every_listed_rule_can_be_explained(repository: Repository) -> None:
    from hushlint import rulebook
    from hushlint.commands.explain import _rule_lines

    listed = json.loads(hushlint(repository, "rules", "list", "--format", "json").out)["rules"]
    assert {row["id"] for row in listed} == set(rulebook.entries())
    for entry in rulebook.entries().values():
        assert all(text in "\n".join(_rule_lines(entry)) for text in (entry.id, entry.title, entry.why, entry.fix))


@pytest.fixture
def fingerprint(repository: Repository) -> str:
    """A report of two findings in report.json; the token's fingerprint."""
    repository.write("a.txt", f"one\nkey {TOKEN}\n")
    repository.write("b.py", 'password = "Win' + 'ter2024!"\n')
    hushlint(repository, "scan", "--output", "json=report.json", "a.txt", "b.py")
    findings = json.loads((repository.top / "report.json").read_text())["findings"]
    return str(next(item["fingerprint"] for item in findings if item["path"] == "a.txt"))


@pytest.mark.parametrize("size", [8, 32])
def test_a_finding_of_a_report(repository: Repository, fingerprint: str, size: int) -> None:
    done = hushlint(repository, "explain", fingerprint[:size], "--report", "report.json")
    assert (done.exit, done.err) == (0, "")
    assert "a.txt:2:5" in done.out
    assert "github-token" in done.out
    assert "b.py" not in done.out
    assert TOKEN not in done.out


def test_a_rule_that_this_version_lacks(repository: Repository, fingerprint: str) -> None:
    report = repository.top / "report.json"
    report.write_text(report.read_text().replace('"github-token"', '"acme-\\u001b[31mtoken"'))
    done = hushlint(repository, "explain", fingerprint, "--report", "report.json")
    assert done.exit == 0
    assert "\x1b" not in done.out
    assert "why " in done.out


def test_a_rule_on_suppressions(repository: Repository) -> None:
    for id in ("suppression-unused", "suppression-expired"):
        done = hushlint(repository, "explain", id)
        assert (done.exit, done.err) == (0, "")
        assert f'disable = ["{id}"]' in done.out


OWN = """
[[rule]]
id = "acme-token"
title = "Acme token"
severity = "high"
pattern = '(?P<secret>acme-[a-z0-9]{12})'
source = "https://wiki.acme.example"
why = "It deploys."
fix = "Ask for another."
[[rule.match]]
parts = ["acme", "-4kq81zxm20fh"]
[[rule.clean]]
parts = ["acme"]
[[rule.clean]]
parts = ["acme-", "short"]
"""


def test_a_rule_of_the_team_s_own(repository: Repository) -> None:
    assert hushlint(repository, "explain", "acme-token").exit == 2
    repository.write(".hushlint.toml", OWN)
    done = hushlint(repository, "explain", "acme-token")
    assert (done.exit, done.err) == (0, "")
    assert "It deploys." in done.out
    assert "of the settings here" in done.out
    assert hushlint(repository, "explain", "acme-tokn").says_one_line("did you mean 'acme-token'")
    shown = hushlint(repository, "config", "show")
    assert 'rule = [{id = "acme-token"}]' in shown.out


def test_a_known_finding_of_the_baseline(repository: Repository) -> None:
    repository.commit({"a.txt": f"key {TOKEN}\n"})
    assert hushlint(repository, "baseline", "create", "--reason", "the old one").exit == 0
    line = (repository.top / ".hushlint-baseline").read_text().splitlines()[2]
    done = hushlint(repository, "explain", line[:8])
    assert (done.exit, done.err) == (0, "")
    assert ".hushlint-baseline:3: github-token in a.txt" in done.out
    assert "known without an end: the old one" in done.out
    assert "Revoke it" in done.out


@pytest.mark.parametrize("text", ["[" * 100_000, '{"findings": [1]}', '{"findings": 7}', "\ufeff", "\x00"])
def test_a_hostile_report_is_one_line(repository: Repository, text: str) -> None:
    repository.write("report.json", text)
    done = hushlint(repository, "explain", "0123456789abcdef", "--report", "report.json")
    assert done.exit == 2
    assert done.says_one_line("no report of hushlint")


WRONG = {
    "nothing": ((), "Missing argument"),
    "no rule": (("github-tokn",), "did you mean 'github-token'"),
    "far from any": (("zzzz",), "rules list"),
    "a fingerprint alone": (("0123456789abcdef",), "--report"),
    "no such report": (("0123456789abcdef", "--report", "nothing.json"), "No such file"),
    "no report": (("0123456789abcdef", "--report", "other.json"), "no report of hushlint"),
    "not in it": (("0123456789abcdef", "--report", "empty.json"), "no finding has"),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG.values(), ids=WRONG.keys())
def test_wrong_use_is_one_line(repository: Repository, arguments: tuple[str, ...], words: str) -> None:
    repository.write("other.json", "[1]")
    repository.write("empty.json", '{"findings": []}')
    done = hushlint(repository, "explain", *arguments)
    assert done.exit == 2
    assert done.says_one_line(words)
