"""Entropy in bits a character, and which values look generated."""

import base64
import random
import string
import uuid

import pytest

from hushlint.confirm.entropy import is_random, is_uuid, shannon


@pytest.mark.parametrize(
    ("value", "bits"),
    [(b"", 0.0), (b"aaaa", 0.0), (b"abab", 1.0), (b"abcd", 2.0), (bytes(range(256)), 8.0)],
)
def test_shannon(value: bytes, bits: float) -> None:
    assert shannon(value) == pytest.approx(bits)


NOT_RANDOM = [
    b"",
    b"short1",
    b"dev-only-secret-key",
    b"replace-with-real-key",
    b"AccessTokenProviderFactory",
    b"my_service_account_2024",
    b"com.acme.security.TokenProvider",
    b"12345678901234567890",
    b"9" * 40,
    b"da39a3ee",
    b"deadbeefdeadbeef",
    b"550e8400-e29b-41d4-a716-446655440000",
    b"https://auth.acme.io/oauth2/token",
    b"Enter your password here, please",
    b"the quick brown fox",
]


@pytest.mark.parametrize("value", NOT_RANDOM)
def test_names_numbers_and_sentences_are_not_random(value: bytes) -> None:
    assert not is_random(value)


@pytest.mark.parametrize(
    ("letters", "size", "least"),
    [
        ("0123456789abcdef", 32, 0.98),
        ("0123456789abcdef", 64, 0.98),
        (string.ascii_lowercase + string.digits, 20, 0.97),
        (string.ascii_letters + string.digits, 16, 0.97),
        (string.ascii_letters + string.digits, 40, 0.99),
        (string.ascii_letters + string.digits + "+/", 64, 0.99),
        ("abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)", 50, 0.99),
    ],
)
def test_generated_values_are_random(letters: str, size: int, least: float) -> None:
    source = random.Random(11)
    values = ["".join(source.choices(letters, k=size)).encode() for _ in range(1000)]
    assert sum(map(is_random, values)) >= 1000 * least


def test_base64_with_padding_is_random() -> None:
    assert is_random(base64.b64encode(random.Random(3).randbytes(31)))


def test_uuids() -> None:
    value = str(uuid.UUID(bytes=random.Random(5).randbytes(16))).encode()
    assert is_uuid(value)
    assert is_uuid(b"{" + value + b"}")
    assert not is_uuid(value.replace(b"-", b""))
    assert not is_random(value)
