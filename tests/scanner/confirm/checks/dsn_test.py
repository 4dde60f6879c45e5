"""Passwords in addresses: none, low, or the rule's severity."""

import pytest

from hushlint.confirm.checks.dsn import judge, unquote
from hushlint.model.rule import Severity

from .conftest import Capture

REMOTE = {"user": b"app", "host": b"db.acme.io"}


@pytest.mark.parametrize(
    "password",
    [
        b"password", b"pass", b"secret", b"changeme", b"<password>", b"[password]", b"${PASSWORD}", b"$PASSWORD",
        b"{password}", b"{{ password }}", b"***", b"xxxx", b"%s", b"%v", b"{}", b"%(password)s", b"your-password",
        b"...", b"%PASSWORD%", b"'+password+'", b"%24%7BPASSWORD%7D", b"123,user:word", b"getPassword()",
        b"REST_API_PASSWORD", b"PG_PASSWORD", b"SRC_PWD",
    ],
)  # fmt: skip
def test_what_only_stands_for_a_password(password: bytes, capture: Capture) -> None:
    assert not judge(capture(password, **REMOTE)).keep


@pytest.mark.parametrize(
    ("user", "password"),
    [(b"postgres", b"postgres"), (b"root", b"root"), (b"guest", b"guest"), (b"acme", b"acme"), (b"app", b"mysql")],
)
def test_default_passwords_are_low(user: bytes, password: bytes, capture: Capture) -> None:
    verdict = judge(capture(password, user=user, host=b"db.acme.io"))
    assert (verdict.keep, verdict.severity) == (True, Severity.LOW)


@pytest.mark.parametrize(
    "host",
    [b"localhost", b"LOCALHOST", b"127.0.0.1", b"127.1.2.3", b"[::1]", b"mac.local", b"db.example.com", b"example.org",
     b"db.test", b"host", b"hostname"],
)  # fmt: skip
def test_hosts_that_are_nobodys_are_low(host: bytes, capture: Capture) -> None:
    assert judge(capture(b"kX9pQ2vLm8", user=b"app", host=host)).severity is Severity.LOW


@pytest.mark.parametrize(
    "password", [b"kX9pQ2vLm8", b"w%40rT9-kk2", b"hopHop77!", b"Winter2024!", b"p@ss/w0rd9", b"KX9_PQ2VLM8"]
)
@pytest.mark.parametrize("host", [b"db.acme.io", b"10.0.3.7", b"postgres", b"cluster0.ab1cd.mongodb.net"])
def test_real_passwords_keep_the_severity(password: bytes, host: bytes, capture: Capture) -> None:
    verdict = judge(capture(password, user=b"app", host=host))
    assert (verdict.keep, verdict.severity) == (True, None)


def test_a_connection_string_names_its_host_before_the_password(capture: Capture) -> None:
    text = b'"Server=%s;User Id=svc;Pass' + b'word=kX9pQ2vLm8;"'
    assert judge(capture(b"kX9pQ2vLm8", text % b"localhost")).severity is Severity.LOW
    assert judge(capture(b"kX9pQ2vLm8", text % b"sql.acme.io")).severity is None


@pytest.mark.parametrize(
    ("text", "decoded"),
    [(b"", b""), (b"plain", b"plain"), (b"w%40r", b"w@r"), (b"50%", b"50%"), (b"%zz%4", b"%zz%4"), (b"%25s", b"%s")],
)
def test_unquote(text: bytes, decoded: bytes) -> None:
    assert unquote(text) == decoded
