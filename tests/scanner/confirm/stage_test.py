"""What the stage remembers of one text says the same of the next as judging it anew."""

from collections.abc import Sequence

import pytest

from hushlint import catalog, plan
from hushlint.confirm.stage import Confirmer
from hushlint.match.engine import Engine
from hushlint.model.rule import Rule
from hushlint.plan import Plan
from hushlint.table import read_table

# Far away from an example, and close to it: what stands there may change what a value is.
_SURROUNDINGS = (
    (b"", b""),
    (b"x" * 300 + b"\n", b"\n" + b"y" * 300),
    (b"y" * 400 + b"\n", b"\n" + b"x" * 300),
    (b"# for example, a dummy " * 20, b" " * 70 + b"-----END"),
    (b"import os\n", b""),
    (b"host=localhost;", b"%2F"),
    (b"", b"/20260101"),
)
Table = tuple[Sequence[Rule], Sequence[tuple[int, int]], Sequence[int]]

_EXAMPLES: dict[str, list[bytes]] = {}
for _example in catalog.examples():
    _EXAMPLES.setdefault(_example.rule, []).append(_example.text.encode())


@pytest.fixture(scope="module")
def made() -> Plan:
    """The plan of all rules, without a cache."""
    return plan.obtain("", "", list)


@pytest.fixture(scope="module")
def table(made: Plan) -> Table:
    """Its rules and their windows."""
    return read_table(made.table())


@pytest.fixture(scope="module")
def remembering(table: Table) -> Confirmer:
    """One that sees every text of this module."""
    return Confirmer(*table)


def _seen(confirmer: Confirmer, engine: Engine, data: bytes) -> list[tuple[object, ...]]:
    secrets = confirmer.confirm(data, engine.scan(data))
    return [(item.rule.id, item.start, item.end, item.value, item.severity, item.verified, item.note, item.name)
            for item in secrets]  # fmt: skip


@pytest.mark.parametrize("texts", _EXAMPLES.values(), ids=_EXAMPLES.keys())
def test_remembering_changes_nothing(
    made: Plan, remembering: Confirmer, table: Table, texts: list[bytes]
) -> None:
    for text in texts:
        for before, behind in _SURROUNDINGS:
            data = before + text + behind
            anew = _seen(Confirmer(*table), made.engine, data)
            assert _seen(remembering, made.engine, data) == anew
            assert _seen(remembering, made.engine, data) == anew, "from memory alone"


def test_what_is_remembered_is_no_object_of_the_next_text(made: Plan, remembering: Confirmer) -> None:
    data = _EXAMPLES["stripe-live-key"][0]
    first, second = (remembering.confirm(data, made.engine.scan(data)) for _ in range(2))
    assert first
    assert {id(item) for item in first}.isdisjoint(id(item) for item in second)


@pytest.mark.parametrize("name", ["secret", "SECRET", "Secret", "TOKEN", "my_Token", "authKey", "KEY"])
def test_a_name_in_any_case(made: Plan, table: Table, name: str) -> None:
    value = "Zk3xQ9vB" + "8nM4hT7qLw2r"
    found = _seen(Confirmer(*table), made.engine, f"x = 1\n{name} = '{value}'\n".encode())
    assert ("generic-secret", value.encode()) in [(item[0], item[3]) for item in found]
