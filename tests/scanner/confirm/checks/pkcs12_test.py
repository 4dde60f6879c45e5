"""PKCS#12 files: what is none, which open without a real password, which do not."""

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hushlint import catalog
from hushlint.confirm.checks.pkcs12 import derive, judge
from hushlint.confirm.verdict import Captured
from hushlint.model.rule import Rule, Severity

from .conftest import Capture

# Made by OpenSSL 3.0: the first under the password `changeit`, the second under a generated one.
FILES = [
    example.text.partition(mark)[2]
    for example, mark in zip(
        [example for example in catalog.examples() if example.rule == "pkcs12-key" and example.matches],
        (": ", "="),
        strict=True,
    )
]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x30\x03\x02\x01\x03",
        b"\x30\x82\x01\x00" + b"\x02\x01\x03",
        b"\x30\x05\x02\x01\x02\x30\x00",
        b"\x30\x09\x02\x01\x03\x30\x04\x04\x00\x04\x00",
        b"\x30\x80\x02\x01\x03",
    ],
)
def test_other_data(data: bytes, capture: Capture) -> None:
    assert not judge(capture(base64.b64encode(data) or b"=", b"= " + base64.b64encode(data))).keep


def test_a_cut_file_is_none(capture: Capture) -> None:
    assert not judge(capture(FILES[0][:400].encode())).keep


def test_a_usual_password_opens_the_key(capture: Capture) -> None:
    verdict = judge(capture(FILES[0].encode()))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "checksum", None)
    assert judge(capture(FILES[0].rstrip("=").encode())).verified == "checksum"


def test_a_generated_password_keeps_it_low(capture: Capture) -> None:
    verdict = judge(capture(FILES[1].encode()))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "structure", Severity.LOW)


def test_a_changed_file_is_not_opened(capture: Capture) -> None:
    data = bytearray(base64.b64decode(FILES[0]))
    data[200] ^= 1
    assert judge(capture(base64.b64encode(data))).severity is Severity.LOW


def test_one_round_is_one_digest() -> None:
    # RFC 7292 appendix B.2 by hand: D is 64 bytes of 3, S and P one block each.
    salt, password = b"12345678", "ab".encode("utf-16-be") + b"\0\0"
    text = b"\x03" * 64 + salt * 8 + (password * 11)[:64]
    assert derive("sha1", 64, password, salt, 1) == hashlib.sha1(text).digest()
    assert derive("sha1", 64, b"", salt, 1) == hashlib.sha1(text[:128]).digest()


@given(st.binary(max_size=120))
def test_any_bytes_are_judged(data: bytes) -> None:
    rule = Rule("a-rule", "A rule", "acme", "secrets", Severity.HIGH, "(?P<secret>x)", "s", "w", "f")
    value = base64.b64encode(b"\x30\x82\x00" + data)
    assert judge(Captured(value, b"", {}, rule, value, 0, len(value))).keep in (True, False)
