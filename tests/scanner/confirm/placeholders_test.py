"""What only stands for a secret, and what must never be taken for that."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hushlint.confirm.placeholders import is_placeholder

RANDOM = random.Random(23)

REAL = [
    "Winter2024!",
    "letmein99",
    "hunter2",
    "tr0ub4dor&3",
    "P@ssw0rd!",
    "kX9test2mQ7vLpxxx4",
    "xxQ7vLp2mK9rT4wZ",
    "testaQ7vLp2mK9rT4wZ",
    "aB3$kkpz",
    "correct-horse-99-battery",
    "kX9pQ2-vLm8xxx",
    "kX9pQ2_xx",
    "kX9pQ2-ppqqpp",
    "winter-11112222",
]

PLACEHOLDERS = [
    "", "x", "xxx", "XXXX", "xxxxxxxxxxxxxxxx", "<your-key>", "<password>", "[token]", "{token}", "(secret)",
    "changeme", "CHANGEME123", "change-me", "changeit", "replace-with-real-key", "replace_me",
    "sk_test_replace", "sk_test_xxx", "sk_live_...", "your-api-key", "YOUR_TOKEN", "YOUR_API_KEY_HERE",
    "insert-token-here", "my-secret-token", "mysecret", "dev-only-secret-key", "password", "Password123",
    "secret", "test", "test1234", "supersecretpassword", "admin", "root", "AKIA" + "IOSFODNN7EXAMPLE",
    "wJalrXUtnFEMI/" + "K7MDENG/bPxRfiCYEXAMPLEKEY", "AKIA" + "XXXXXXXXXXXXXXXX", "${VAR}", "$VAR",
    "$(cat secret)", "%VAR%", "{{ x }}", "{{x}}", "{% secret %}", "<%= key %>", "#{token}", "@TOKEN@",
    "__TOKEN__", "###TOKEN###", "%(password)s", "os.environ['A']", "os.getenv('A')", "process.env.X",
    "ENV['X']", "System.getenv(", "vault:secret/data/x#y", "op://vault/item/field", "ssm:/app/prod/x",
    "arn:aws:ssm:x", "!Ref Secret", "secrets.GITHUB_TOKEN", "ENC[AES256_GCM,data:x]", "secretKeyRef",
    "xoxb-1234-" + "abcabcabc",
    "file:///run/secrets/x", "/run/secrets/db", "REDACTED", "[REDACTED]", "********", "••••••••", "........",
    "…", "----------", "________", "0000000000000000", "1234567890", "12345678", "0123456789abcdef",
    "abcdefghijklmnop", "qwertyuiop", "asdfghjkl", "aaaaaaaaaaaa", "abcabcabcabc",
    "1234567890abcdef1234567890abcdef", "sk_live_1234567890" + "abcdefghijklmnop", "ghp_" + "0" * 36,
    "00000000-0000-0000-0000-000000000000", "sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc", "null", "None",
    "undefined", "foobar", "d41d8cd98f00b204" + "e9800998ecf8427e", "whsec_xxxx", "tvly-dev-xxx", "xoxb-771-XXXX",
]  # fmt: skip


@pytest.mark.parametrize("value", REAL)
def test_chosen_and_generated_values_are_not_placeholders(value: str) -> None:
    assert not is_placeholder(value.encode())


@pytest.mark.parametrize("letters", ["0123456789abcdef", string.ascii_letters + string.digits, string.ascii_lowercase])
@pytest.mark.parametrize("size", [16, 24, 32, 40, 64, 600])
def test_random_values_are_not_placeholders(letters: str, size: int) -> None:
    values = ["".join(RANDOM.choices(letters, k=size)) for _ in range(300)]
    assert [value for value in values if is_placeholder(value.encode())] == []


@pytest.mark.parametrize("inside", ["xxx", "test", "abc", "123", "pass", "key", "foo", "demo"])
def test_a_random_value_may_hold_a_short_word(inside: str) -> None:
    half = ["".join(RANDOM.choices(string.ascii_letters + string.digits, k=14)) for _ in range(2)]
    assert not is_placeholder(inside.join(half).encode())


@pytest.mark.parametrize("value", PLACEHOLDERS)
def test_placeholders(value: str) -> None:
    assert is_placeholder(value.encode())
    assert is_placeholder(f'"{value}"'.encode())


@given(st.binary(max_size=300))
def test_any_bytes_are_judged(value: bytes) -> None:
    assert is_placeholder(value) in (True, False)
