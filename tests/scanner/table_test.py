"""The rule table: what is written comes back, with the scanner in C behind `json` and without it."""

import importlib
import sys
from collections.abc import Iterator

import pytest

from hushlint import catalog, table

RULES = (*catalog.secret_rules(), *catalog.source_rules())
WINDOWS = [(place, place + 1) for place in range(len(RULES))]


@pytest.fixture(params=["_json", "json"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if request.param == "json":
        monkeypatch.setitem(sys.modules, "_json", None)
    importlib.reload(table)
    yield
    monkeypatch.undo()
    importlib.reload(table)


@pytest.mark.usefixtures("reader")
def test_every_rule_comes_back() -> None:
    rules, windows, hinted = table.read_table(table.write_table(RULES, WINDOWS))
    assert [rule.to_table() for rule in rules] == [rule.to_table() for rule in RULES]
    assert [tuple(window) for window in windows] == WINDOWS
    assert {rules[place].id for place in hinted} == {rule.id for rule in RULES if rule.check in table.HINTED}


def test_the_scanner_in_c_reads_as_json_does() -> None:
    import json

    text = b'{"a": [1, -2.5, true, false, null, "\\u00e9\\"\\n"], "b": {}, "c": []}'
    assert table._loads(text) == json.loads(text)
