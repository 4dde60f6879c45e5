"""What is seen of a candidate, as names of features."""

import time

import pytest

from hushlint.confirm.features import features, known

from .checks.conftest import Capture, capture

__all__ = ["capture"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b'db_password = "kX9pQ2vLm8";', {"last=password", "word=db", "words=2", "style=lower", 'quote="', "after=;"}),
        (b"DB_PASSWORD=kX9pQ2vLm8\n", {"style=upper", "quote=", "after=\n"}),
        (b'// assertEquals(x, "kX9pQ2vLm8")', {"comment", "line=assert", "after=)"}),
    ],
)
def test_name_and_place(text: bytes, expected: set[str], capture: Capture) -> None:
    name = text.split(b"=")[0].strip() if b"=" in text else b""
    assert expected <= set(features(capture(b"kX9pQ2vLm8", text, name=name), "chosen"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"123456", {"p:short=digits", "p:size=6", "p:digits=all", "p:reads=none"}),
        (b"ffd588bf4bb80bd8", {"p:long=hex"}),
        (b"letmein99", {"p:middling=lower9", "p:tail=2"}),
        (b"Winter2024!", {"has=bang", "last=mark", "p:signs=1"}),
        (b"550e8400-e29b-41d4-a716-446655440001", {"p:long=uuid"}),
        (b"vmhckmed", {"p:short=lower", "p:known=0"}),
        (b"password", {"p:short=lower", "p:known=all"}),
    ],
)
def test_value(value: bytes, expected: set[str], capture: Capture) -> None:
    assert expected <= set(features(capture(value, name=b"password"), "chosen"))


def test_each_feature_once_and_by_the_kind_of_name(capture: Capture) -> None:
    found = features(capture(b"kX9pQ2vLm8", name=b"api_key"), "made")
    assert len(found) == len(set(found))
    assert any(name.startswith("t:") for name in found)
    assert not any(name.startswith("p:") for name in found)


@pytest.mark.parametrize(
    ("run", "letters"), [("", 0), ("abc", 0), ("password", 8), ("xqpassword", 8), ("passwordtoken", 13), ("zzqqxx", 0)]
)
def test_known(run: str, letters: int) -> None:
    assert known(run) == letters


def test_it_takes_no_time(capture: Capture) -> None:
    """A tenth of a millisecond a candidate is what a commit full of candidates can bear; ten times that here, as
    machines that run tests are busy."""
    captured = capture(b"kX9pQ2vLm8zT4wYb" * 6, name=b"db_password")
    features(captured, "chosen")
    before = time.process_time()
    for _ in range(200):
        features(captured, "chosen")
    assert (time.process_time() - before) / 200 < 0.001
