"""OpenPGP secret keys: other packets, both kinds of packet headers, and where the octet of encryption stands."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hushlint.confirm.checks.openpgp import crc24, judge_key
from hushlint.model.rule import Severity

CREATED = (1700000000).to_bytes(4, "big")
CURVE = b"\x09\x2b\x06\x01\x04\x01\xda\x47\x0f\x01"  # the object identifier of Ed25519 with its length
POINT = (263).to_bytes(2, "big") + b"\x40" + b"\x07" * 32


def _numbers(count: int) -> bytes:
    return ((64).to_bytes(2, "big") + b"\x80" + b"\x05" * 7) * count


# Public parts by algorithm (RFC 9580 section 5.5.5), what follows them is the octet that says how the key is encrypted.
PUBLIC = {
    "RSA": b"\x01" + _numbers(2),
    "DSA": b"\x11" + _numbers(4),
    "Elgamal": b"\x10" + _numbers(3),
    "EdDSA": b"\x16" + CURVE + POINT,
    "ECDH": b"\x12" + CURVE + POINT + b"\x03\x01\x08\x07",
}


def _packet(content: bytes, header: str) -> bytes:
    size = len(content)
    heads = {
        "old, one byte": bytes((0x94, size & 0xFF)),
        "old, two bytes": b"\x95" + size.to_bytes(2, "big"),
        "new, five bytes": b"\xc5\xff" + size.to_bytes(4, "big"),
        "a subkey": b"\xc7\xff" + size.to_bytes(4, "big"),
    }
    return heads[header] + content


@pytest.mark.parametrize(
    "raw", [b"", b"\x00" * 20, b"\x99\x00\x04" + b"\x04" * 20, b"\xc6\x20" + b"\x04" * 40, b"-----BEGIN PGP"]
)
def test_other_packets(raw: bytes) -> None:
    assert judge_key(raw, b"") is None


@pytest.mark.parametrize("algorithm", PUBLIC)
@pytest.mark.parametrize("header", ["old, two bytes", "new, five bytes", "a subkey"])
@pytest.mark.parametrize(("usage", "severity"), [(0, None), (254, Severity.LOW), (255, Severity.LOW)])
def test_secret_keys(algorithm: str, header: str, usage: int, severity: Severity | None) -> None:
    content = b"\x04" + CREATED + PUBLIC[algorithm] + bytes((usage,)) + b"\x09" * 40
    verdict = judge_key(_packet(content, header), b"")
    assert verdict is not None
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "structure", severity)


def test_the_checksum_of_the_armor() -> None:
    raw = _packet(b"\x04" + CREATED + PUBLIC["EdDSA"] + b"\x00" + b"\x09" * 40, "old, one byte")
    stated = b"\n=" + base64.b64encode(crc24(raw).to_bytes(3, "big")) + b"\n"
    for text, verified in ((stated, "checksum"), (b"\n=AAAA\n", "structure"), (b"", "structure")):
        verdict = judge_key(raw, text)
        assert verdict is not None and verdict.verified == verified


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    for head in (b"\x95\x00\x30\x04", b"\xc5\x30\x04", b"\xc5\xff\x00\x00\x00\x30\x04"):
        verdict = judge_key(head + data, data)
        assert verdict is None or verdict.keep
