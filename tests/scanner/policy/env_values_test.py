"""Which values of an env file look real, and that no file takes long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import github_token, stripe_key

from hushlint.detection import Detection
from hushlint.model.rule import Severity
from hushlint.policy.env_values import RealValue, Spans, real_values

RANDOM = stripe_key(5)[8:]


def _span(start: int, end: int) -> RealValue:
    return RealValue(b"", "", "", Severity.LOW, start, end)


@given(st.lists(st.integers(0, 30), unique=True), st.integers(0, 30), st.integers(1, 5))
def test_spans_are_found_as_by_asking_each(edges: list[int], start: int, size: int) -> None:
    ordered = sorted(edges)
    spans = [_span(one, two) for one, two in zip(ordered[::2], ordered[1::2], strict=False)]
    expected = any(span.start < start + size and start < span.end for span in spans)
    assert Spans(spans).touch(start, start + size) == expected


@pytest.mark.parametrize("text", ["", "A=1\n", "A_SECRET=changeme\n", f"CACHE_KEY={RANDOM}\n", b"\xff\xfe\x00\xd8"])
def test_nothing_looks_real(detect: Detection, text: str | bytes) -> None:
    assert real_values(text if isinstance(text, bytes) else text.encode(), detect) == []


def test_values_come_in_order_with_their_names(detect: Detection) -> None:
    text = f"A_SECRET={RANDOM}\nX={github_token(1)}\n{github_token(2)}\n"
    found = real_values(text.encode(), detect)
    assert [item.key for item in found] == ["A_SECRET", "X", ""]
    assert [text[item.start : item.end].encode() for item in found] == [item.value for item in found]
    assert all(RANDOM not in repr(item) for item in found)


def test_many_values_take_no_long_time(detect: Detection) -> None:
    text = "".join(f"A{number}_SECRET={RANDOM}{number:x}\n" for number in range(3_000))
    begun = time.perf_counter()
    assert len(real_values(text.encode(), detect)) == 3_000
    assert time.perf_counter() - begun < 10
