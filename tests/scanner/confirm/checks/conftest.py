"""What a check is given, made from a value in a text."""

from collections.abc import Callable

import pytest

from hushlint.confirm.verdict import Captured
from hushlint.model.rule import Rule, Severity

Capture = Callable[..., Captured]


@pytest.fixture
def capture() -> Capture:
    """`capture(value, text=…, name=…, kind=…, **groups)`: the value where it first stands in the text."""

    def make(value: bytes, text: bytes = b"", name: bytes = b"", kind: str = "token", **groups: bytes) -> Captured:
        data = text or value
        start = data.index(value)
        rule = Rule("a-rule", "A rule", "acme", "secrets", Severity.HIGH, "(?P<secret>x)", "s", "w", "f", kind=kind)
        return Captured(value, name, groups, rule, data, start, start + len(value))

    return make
