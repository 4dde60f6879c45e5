"""HTTP basic authentication, and what .npmrc makes of it."""

import base64

import pytest

from hushlint.confirm.checks.basic import judge, judge_npm

from .conftest import Capture


def _encoded(text: str) -> bytes:
    return base64.b64encode(text.encode())


@pytest.mark.parametrize(
    "value",
    [
        b"authentication",
        b"!!!!",
        b"",
        *map(
            _encoded, ["nocolonhere", "user:password", "user:", "browser:", "admin:Admin", "a:<token>", "u:\x01\x02x"]
        ),
    ],
)
def test_no_credentials(value: bytes, capture: Capture) -> None:
    assert not judge(capture(value, b" " + value)).keep


@pytest.mark.parametrize("text", ["deploy:kX9pQ2vLm8", "q8ZrkL29xPw3tY6v:"])
def test_credentials(text: str, capture: Capture) -> None:
    assert judge(capture(_encoded(text))).verified == "structure"
    assert judge(capture(_encoded(text).rstrip(b"="))).keep


def test_npm_passwords(capture: Capture) -> None:
    assert judge_npm(capture(_encoded("kX9pQ2vLm8"), name=b"_password")).keep
    assert not judge_npm(capture(_encoded("password"), name=b"_password")).keep
    assert judge_npm(capture(_encoded("deploy:kX9pQ2vLm8"), name=b"_auth")).keep
    assert not judge_npm(capture(_encoded("kX9pQ2vLm8"), name=b"_auth")).keep
