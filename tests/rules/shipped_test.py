"""What every shipped rule must carry, and that all of them together stay small and quick."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from hushlint import catalog, compilation, selftest, shipped
from hushlint.errors import RuleError
from hushlint.model.rule import HINTED, Rule
from hushlint.table import read_table

RULES = {rule.id: rule for rule in catalog.secret_rules()}
SOURCE = catalog.source_rules()
POLICY = catalog.policy_rules()
TABLES: dict[str, dict[str, Any]] = {
    table["id"]: table | {"file": file.stem, "family": family}
    for family in ("secrets", "source", "policy")
    for file in sorted(Path(shipped.folder(f"rules/{family}")).glob("*.toml"))
    for table in tomllib.loads(file.read_text())["rule"]
}
# Families of one provider whose ids start with another word than the file's name.
FAMILY_WORDS = {"dsn": ("dsn", "url"), "private-key": ("private-key",), "policy": ()}

# Measured: 10 KB of database and 1 KB of table a rule; far above that a wide repeat slipped into the engine's pattern.
MOST_BYTES_A_RULE = 40_000


@pytest.mark.slow
def test_every_example_comes_out_as_its_rule_says() -> None:
    count, failed = selftest.failures()
    assert failed == []
    assert count == sum(
        len(table.get(key, ())) for table in TABLES.values() for key in ("match", "clean", "bad", "good")
    )


def test_a_rule_file_is_in_its_family() -> None:
    assert {id for id, table in TABLES.items() if table["family"] == "secrets"} == set(RULES)
    assert {id for id, table in TABLES.items() if table["family"] == "source"} == {rule.id for rule in SOURCE}
    assert {id for id, table in TABLES.items() if table["family"] == "policy"} == set(POLICY)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_every_rule_says_what_it_is(table: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+|jwt", table["id"])
    assert re.match(r"https://[a-z0-9.-]+\.[a-z]{2,}/\S*", table["source"])
    for name in ("title", "why", "fix"):
        assert table[name].strip() == table[name] != ""
        assert "\n" not in table[name]
    assert not table["title"].endswith(".")
    assert table["why"].endswith(".") and table["fix"].endswith(".")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_secret_rule_starts_with_its_provider(rule: Rule) -> None:
    assert rule.id.startswith(FAMILY_WORDS.get(rule.provider, (rule.provider,)))
    assert TABLES[rule.id]["file"] == rule.provider


@pytest.mark.parametrize("id", RULES.keys())
def test_a_secret_rule_has_its_examples(id: str) -> None:
    match, clean = TABLES[id].get("match", []), TABLES[id].get("clean", [])
    assert len(match) >= 1
    assert len(clean) >= 2
    texts = ["".join(item["parts"]) for item in (*match, *clean)]
    assert len(set(texts)) == len(texts), "an example twice"
    assert all(item.keys() == {"parts"} for item in (*match, *clean))


@pytest.mark.parametrize("id", POLICY.keys())
def test_a_policy_rule_has_its_trees(id: str) -> None:
    assert TABLES[id].get("bad") and TABLES[id].get("good")


@pytest.mark.parametrize("id", dict.fromkeys(rule.id for rule in SOURCE))
def test_a_source_rule_has_its_trees(id: str) -> None:
    assert TABLES[id].get("bad") and TABLES[id].get("good")


def test_a_shipped_file_holds_no_example_whole() -> None:
    """Neither a match's text nor the token that stands in it: no scanner may trip on our own rules."""
    for id, table in TABLES.items():
        source = Path(shipped.folder(f"rules/{table['family']}"), f"{table['file']}.toml").read_text()
        for item in table.get("match", ()):
            text = "".join(item["parts"])
            assert text not in source, id
            found = re.search(RULES[id].pattern, text)
            assert found, id
            assert len(found["secret"]) < 16 or RULES[id].kind == "key" or found["secret"] not in source, id


def test_the_plan_stays_small() -> None:
    database, table = compilation.compile_rules(())
    assert len(database) + len(table) < MOST_BYTES_A_RULE * (len(RULES) + len(SOURCE))
    lazy, windows, hinted = read_table(table)
    rules = list(lazy)
    assert [rule.to_table() for rule in rules[: len(RULES)]] == [rule.to_table() for rule in RULES.values()]
    assert {rule.pattern for rule in rules[len(RULES) :]} == {rule.pattern for rule in SOURCE}
    assert {rule.id for rule in rules[len(RULES) :]} == {rule.id for rule in SOURCE}
    assert len({rule.pattern for rule in rules}) == len(rules)
    assert len(windows) == len(rules)
    assert {rules[place].id for place in hinted} == {rule.id for rule in SOURCE if rule.check in HINTED}


def test_a_disabled_rule_is_not_in_the_plan() -> None:
    disabled = ("jwt", "generic-secret", "secret-logged")
    rules, *_ = read_table(compilation.compile_rules(disabled)[1])
    assert {rule.id for rule in rules if not rule.muted} == {*RULES, *(rule.id for rule in SOURCE)} - {*disabled}
    assert [rule.id for rule in rules if rule.muted] == ["jwt"], "it keeps generic rules from what it finds"


@pytest.mark.parametrize("id", dict.fromkeys(rule.id for rule in SOURCE))
def test_a_disabled_source_rule_takes_no_pattern_from_the_others(id: str) -> None:
    """They share patterns, which the engine has once."""
    rules, *_ = read_table(compilation.compile_rules((id,))[1])
    assert {rule.pattern for rule in rules if rule.family == "source"} == {
        rule.pattern for rule in SOURCE if rule.id != id
    }


def test_rules_check_is_green(environment: dict[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-m", "hushlint", "rules", "check"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"hushlint: \d+ examples, 0 failed\n", done.stdout)


# What a rule file may get wrong: its text, and what the message must hold.
GOOD = """[[rule]]
id = "acme-key"
title = "Key"
severity = "high"
pattern = "(?P<secret>acme[0-9]{8})"
source = "https://acme.example/"
why = "W."
fix = "F."
[[rule.match]]
parts = ["acme", "12345678"]
[[rule.clean]]
parts = ["a"]
[[rule.clean]]
parts = ["b"]
"""
WRONG = {
    "no id": (GOOD.replace('id = "acme-key"\n', ""), "lacks id"),
    "no why": (GOOD.replace('why = "W."\n', ""), "acme-key lacks why"),
    "an empty fix": (GOOD.replace('"F."', '""'), "acme-key lacks fix"),
    "no source": (GOOD.replace('source = "https://acme.example/"\n', ""), "acme-key lacks source"),
    "an unknown key": (GOOD.replace('title = "Key"', 'title = "Key"\nregex = "a"'), "unknown key regex"),
    "a wrong type": (GOOD.replace('"W."', "7"), "why of rule acme-key has the wrong type"),
    "an unknown severity": (GOOD.replace('"high"', '"huge"'), "severity 'huge' is none of"),
    "an unknown kind": (GOOD.replace("why =", 'kind = "what"\nwhy ='), "kind 'what' of acme-key is none of"),
    "the id twice": (GOOD + GOOD, "acme-key is used twice"),
    "no match": (GOOD.replace('[[rule.match]]\nparts = ["acme", "12345678"]\n', ""), "at least 1 [[rule.match]]"),
    "one clean": (GOOD.replace('[[rule.clean]]\nparts = ["b"]\n', ""), "at least 2 [[rule.clean]]"),
    "an example that is no list": (GOOD.replace('["a"]', '"a"'), "a list of texts"),
    "broken": (GOOD + "what\n", "rules/secrets/acme.toml"),
    "no pattern": (GOOD.replace('pattern = "(?P<secret>acme[0-9]{8})"\n', ""), "acme-key lacks pattern"),
    "an unknown check": (GOOD.replace("why =", 'check = "what"\nwhy ='), "check 'what'"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout's rule folders, empty, that the catalog reads instead of ours."""
    for family in ("secrets", "source", "policy"):
        (tmp_path / "rules" / family).mkdir(parents=True)
    monkeypatch.setattr(shipped, "_CHECKOUT", str(tmp_path))
    return tmp_path / "rules/secrets"


def test_the_right_file_is_read(folder: Path) -> None:
    (folder / "acme.toml").write_text(GOOD)
    (rule,) = catalog.secret_rules()
    assert (rule.id, rule.provider, rule.family, rule.severity.label) == ("acme-key", "acme", "secrets", "high")
    assert [(example.text, example.matches) for example in catalog.examples()] == [
        ("acme" + "12345678", True),
        ("a", False),
        ("b", False),
    ]


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_file_is_a_rule_error(folder: Path, text: str, message: str) -> None:
    (folder / "acme.toml").write_text(text)
    with pytest.raises(RuleError) as caught:
        catalog.secret_rules()
        catalog.examples()
    assert message in str(caught.value)
    assert "rules/secrets/acme.toml" in str(caught.value)


def test_a_wrong_pattern_names_its_rule(folder: Path) -> None:
    (folder / "acme.toml").write_text(GOOD.replace("{8}", "+"))
    with pytest.raises(RuleError, match="rule acme-key: a repeat without an upper bound"):
        compilation.compile_rules(())


def test_a_failing_example_is_told_without_its_text(folder: Path) -> None:
    (folder / "acme.toml").write_text(GOOD.replace('["b"]', '["the key is ", "acme", "87654321"]'))
    count, failed = selftest.failures()
    assert count == 3
    (line,) = failed
    assert line.startswith("acme-key: matched its clean example")
    assert "acme" + "87654321" not in line
