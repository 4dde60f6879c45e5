"""The judgement of an assignment: what stays silent, and what is kept."""

import random
import string

import pytest

from hushlint.confirm.checks.generic import judge, looks_chosen

from .conftest import Capture

RANDOM = random.Random(59)
KEY = "".join(RANDOM.choices(string.ascii_letters + string.digits, k=32)).encode()
HEX = "".join(RANDOM.choices("0123456789abcdef", k=40)).encode()

SILENT = [
    (b"password", b"password"),
    (b"password", b"user_password"),
    (b"password", b"PasswordField"),
    (b"password", b"DB_PASSWORD_2"),
    (b"password", b"changeme123"),
    (b"password", b"$2b$12$" + KEY),
    (b"password", b"{SSHA}" + KEY),
    (b"password", b"config/password.txt"),
    (b"password", b"https://acme.io/reset?x=1"),
    (b"password", b"current-password"),
    (b"password", b"scram-sha-256"),
    (b"password", b"Kennwort"),
    (b"password_hash", HEX),
    (b"token", b"identifier"),
    (b"token", b"access_token2"),
    (b"token", b"SyntaxKind.Identifier"),
    (b"token", b"550e8400-e29b-41d4-a716-446655440000"),
    (b"token_url", KEY),
    (b"public_key", KEY),
    (b"cache_key", HEX),
    (b"commit", HEX),
    (b"secret_name", b"prod/app/secret-2024-1"),
    (b"api_key", b"your-api-key-1234567"),
    (b"api_key", b"sha256:" + HEX),
    (b"api_key", b"ssh-rsa AAAAB3NzaC1yc2E"),
    (b"api_key", b"da39a3ee"),
    (b"integrity", b"sha512-" + KEY + KEY),
]

KEPT = [
    (b"password", b"Win" + b"ter2024!"),
    (b"db_password", b"let" + b"mein99"),
    (b"dbPassword", b"kX9" + b"pQ2vLm8"),
    (b"passwd", b"tr0" + b"ub4dor&3"),
    (b"pwd", b"P@s" + b"sw0rd!"),
    (b"password", b"ilo" + b"veyou"),
    (b"password", KEY),
    (b"password", HEX),
    (b"api_key", KEY),
    (b"api_key", HEX),
    (b"client_secret", KEY[:20]),
    (b"SECRET_KEY", b"l5_)vi9" + b"y!hl0!_s26#hw(**ifq7&a6pf%3bb(#4^#^0s_75!$_"),
    (b"token", b"q7Z" + b"rkL29xPw3T"),
]


@pytest.mark.parametrize(("name", "value"), SILENT)
def test_silent(name: bytes, value: bytes, capture: Capture) -> None:
    assert not judge(capture(value, name=name)).keep


@pytest.mark.parametrize(("name", "value"), KEPT)
def test_kept(name: bytes, value: bytes, capture: Capture) -> None:
    assert judge(capture(value, name=name)).keep


def test_without_a_name_the_kind_decides(capture: Capture) -> None:
    assert judge(capture(b"let" + b"mein99", kind="password")).keep
    assert not judge(capture(b"let" + b"mein99")).keep


@pytest.mark.parametrize(
    "value", [b"", b"abc1", b"aaaa1111", b"with blank 1", b"12345678", b"configuration", "ключ99".encode()]
)
def test_nobodys_password(value: bytes) -> None:
    assert not looks_chosen(value)
