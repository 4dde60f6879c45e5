"""What reads like words, and what does not."""

import random
import string

import pytest

from hushlint.confirm.letters import reads, runs, wordiness


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"", []),
        (b"1234", []),
        (b"dbPassword", ["db", "password"]),
        (b"HTTPServer", ["http", "server"]),
        (b"sk_test-Replace9x", ["sk", "test", "replace", "x"]),
        ("pässword".encode(), ["p", "ssword"]),
    ],
)
def test_runs(value: bytes, expected: list[str]) -> None:
    assert runs(value) == expected


@pytest.mark.parametrize("word", ["password", "replace", "configuration", "street", "connection"])
def test_words_read(word: str) -> None:
    assert reads(word)


@pytest.mark.parametrize("run", ["xqzjvk", "wvggly", "kpqrtzz", "hjdz"])
def test_gibberish_does_not(run: str) -> None:
    assert not reads(run)


def test_random_values_are_hardly_wordy() -> None:
    source = random.Random(7)
    values = ["".join(source.choices(string.ascii_letters + string.digits, k=32)).encode() for _ in range(500)]
    assert sum(wordiness(value) < 0.3 for value in values) >= 490
    assert wordiness(b"replace-with-real-key") > 0.7
    assert wordiness(b"") == 0.0
