"""The plan: settings, engine and table, out of a cache or made anew, the same either way."""

import os
from pathlib import Path

import pytest
from support.examples import github_token

from hushlint import plan
from hushlint.errors import ConfigError
from hushlint.plan import Plan
from hushlint.table import read_table

DATA = f"token = '{github_token()}'\n".encode()


def obtain(cache: Path | str, text: str = "") -> Plan:
    return plan.obtain(str(cache), text, lambda: [(".hushlint.toml", text.encode())])


def never() -> plan.Sources:
    raise AssertionError("the configuration was read although the plan is cached")


def test_without_a_cache(tmp_path: Path) -> None:
    made = obtain("")
    assert (made.policy, made.max_file_size) == ("changes", 100_000_000)
    assert made.engine.scan(b"nothing") == []
    assert len(made.engine.scan(DATA)) >= 1


def test_out_of_the_cache_it_is_the_same(tmp_path: Path) -> None:
    text = "policy = 'strict'\nmax-file-size = 77\ndisable = ['jwt']\nexclude = ['a=b', 'ü \"x\"']\nfail-on = 'low'\n"
    made = obtain(tmp_path / "cache", text)
    again = plan.obtain(str(tmp_path / "cache"), text, never)
    assert again.key == made.key
    assert again.settings == made.settings
    assert again.config() == made.config()
    assert again.table() == made.table()
    assert again.engine.scan(DATA) == made.engine.scan(DATA)
    assert (again.policy, again.max_file_size) == ("strict", 77)


def test_a_text_with_a_newline_survives(tmp_path: Path) -> None:
    text = "exclude = ['a\\nmax_file_size=1', \"\\u2028\"]\n"
    made = obtain(tmp_path / "cache", text)
    again = plan.obtain(str(tmp_path / "cache"), text, never)
    assert again.config() == made.config()
    assert again.max_file_size == 100_000_000


def test_a_disabled_rule_has_no_engine_or_is_muted(tmp_path: Path) -> None:
    made = obtain(tmp_path / "cache", "disable = ['github-token', 'generic-secret']\n")
    rules, *_ = read_table(made.table())
    assert "generic-secret" not in [rule.id for rule in rules]
    assert [rule.id for rule in rules if rule.muted] == ["github-token"]
    assert obtain(tmp_path / "cache").key != made.key


def test_a_wrong_configuration_is_not_cached(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(ConfigError):
            obtain(tmp_path / "cache", "what = 1\n")


def test_a_table_that_is_gone_is_made_again(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    expected = obtain(cache).table()
    for file in cache.glob("*.rules"):
        file.unlink()
    assert obtain(cache).table() == expected


def test_an_engine_that_is_gone_is_made_again(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    expected = obtain(cache).engine.scan(DATA)
    for file in cache.glob("*.engine"):
        file.unlink()
    assert obtain(cache).engine.scan(DATA) == expected
    assert len(list(cache.glob("*.engine"))) == 1


def test_an_engine_of_another_machine_is_made_again(tmp_path: Path) -> None:
    """Sealed rightly, but not to be loaded: the engine itself refuses it."""
    from hushlint.cache import plans

    cache = tmp_path / "cache"
    made = obtain(cache)
    assert plans.store(str(cache), plans.DATABASE, made._engine_key, b"an engine of another machine" * 40)
    assert obtain(cache).engine.scan(DATA) == made.engine.scan(DATA)
    assert [file.stat().st_size > 10_000 for file in cache.glob("*.engine")] == [True]


def test_the_key_names_versions_and_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = obtain("").key
    monkeypatch.setattr(plan, "__version__", "99")
    assert obtain("").key != before
    monkeypatch.undo()
    assert obtain("").key == before
    monkeypatch.setattr(plan.sys, "hexversion", 0x030F0000)
    assert obtain("").key != before
    monkeypatch.undo()
    monkeypatch.setattr(plan.shipped, "stamp", lambda name: "other rules")
    assert obtain("").key != before
    monkeypatch.undo()
    assert os.uname().machine.encode() in before
