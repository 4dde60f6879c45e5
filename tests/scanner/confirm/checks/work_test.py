"""What checks look at in a hostile text of 1 MiB: counted in bytes, and in proportion to the text."""

import re
from binascii import a2b_base64
from collections.abc import Callable
from typing import Any

import pytest

from hushlint.confirm.checks import comment, dsn, jwk, pem
from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Rule, Severity

_SIZE = 1 << 20
# Bytes a candidate that a check may look at on its own account, and how often all of it may look at the text.
_OWN = 1_000
_TIMES = 4

_RULE = Rule("a-rule", "A rule", "acme", "secrets", Severity.HIGH, "(?P<secret>x)", "s", "w", "f")
_BASE64 = b"LS0tLS1" + b"CRUdJTi"


class Counted(bytes):
    """A text that counts the bytes which are copied from it."""

    taken = 0

    def __getitem__(self, key: Any) -> Any:
        piece = super().__getitem__(key)
        self.taken += len(piece) if isinstance(piece, bytes) else 1
        return piece


# Check, one unit of the text, and what of it is the value.
HOSTILE: dict[str, tuple[Callable[[Captured], Verdict], bytes, bytes]] = {
    "comments on one line": (comment.judge, b"password is aB3$xk9 ", rb"aB3\$xk9"),
    "addresses on one line": (dsn.judge, b"Pwd=aB3$xk9;", rb"aB3\$xk9"),
    "key types in one object": (jwk.judge, b'"kty":"oct",', rb'kty":"oct"'),
    "key types with what looks like a member": (jwk.judge, b'"kty":"oct","k":"ab",', rb'kty":"oct"'),
    "files in base64, line after line": (pem.judge_base64, b"x/" + _BASE64 + b"aB3x" * 12 + b"\n", _BASE64 + rb"\w+"),
    "files in base64, with their joints": (pem.judge_base64, _BASE64 + b"aB3x" * 12 + b"\r\n", _BASE64 + rb"\w+"),
    "headers without an end": (pem.judge, b"-----BEGIN RSA PRIV" + b"ATE KEY-----\n", b"-----BEGIN[^\n]+"),
}


@pytest.mark.parametrize(("check", "unit", "value"), HOSTILE.values(), ids=HOSTILE)
def test_the_work_grows_with_the_text_alone(
    monkeypatch: pytest.MonkeyPatch, check: Callable[[Captured], Verdict], unit: bytes, value: bytes
) -> None:
    decoded = 0

    def decode(text: bytes) -> bytes:
        nonlocal decoded
        decoded += len(text)
        return a2b_base64(text)

    monkeypatch.setattr(pem, "a2b_base64", decode)
    data = Counted(b"{" + unit * (_SIZE // len(unit)) + b"}")
    candidates = list(re.finditer(value, data))[:10_000]
    for match in candidates:
        check(Captured(match[0], b"", {}, _RULE, data, *match.span()))
    assert data.taken < _OWN * len(candidates) + _TIMES * _SIZE
    assert decoded < _TIMES * _SIZE
