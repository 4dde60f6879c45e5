"""PKCS#12 files in base64: whether the key inside opens with no password, or with one that everybody tries."""

import hashlib
from binascii import Error, a2b_base64
from hmac import compare_digest
from hmac import digest as hmac_digest

from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity

_NONE = Verdict(keep=False)
# What keystores are made with when nobody chose a password; None is no password at all, "" an empty one.
_TRIED = (None, "", "changeit", "password", "changeme", "secret")
# The encoded object identifier of the digest (RFC 8017 appendix B.1), its name, and its block in bytes.
_DIGESTS = {
    b"\x2b\x0e\x03\x02\x1a": ("sha1", 64),
    b"\x60\x86\x48\x01\x65\x03\x04\x02\x01": ("sha256", 64),
    b"\x60\x86\x48\x01\x65\x03\x04\x02\x02": ("sha384", 128),
    b"\x60\x86\x48\x01\x65\x03\x04\x02\x03": ("sha512", 128),
}
_MOST_ROUNDS = 20_000  # of the derivation; Java makes 10,000, OpenSSL 2,048
_SEQUENCE, _INTEGER, _OCTETS, _OID, _EXPLICIT = 0x30, 0x02, 0x04, 0x06, 0xA0


def judge(captured: Captured) -> Verdict:
    """A PFX: critical when its MAC holds under one of the usual passwords, else low, as keys under a password are.

    Source: https://www.rfc-editor.org/rfc/rfc7292#section-4 and appendix B (the key of the MAC).
    """
    value = captured.value.rstrip(b"=")
    try:
        data = a2b_base64(value[: len(value) - (len(value) % 4 == 1)] + b"=" * (-len(value) % 4))
        return _judge(data)
    except (Error, ValueError, IndexError):
        return _NONE


def _judge(data: bytes) -> Verdict:
    version, content, *mac = _items(_item(data, 0, _SEQUENCE)[0])
    if version != (_INTEGER, b"\x03"):
        return _NONE
    kind, wrapped = _items(content[1])[:2]
    if kind[0] != _OID or wrapped[0] != _EXPLICIT:
        return _NONE
    safe = _item(wrapped[1], 0, _OCTETS)[0]
    if not mac:
        return Verdict(keep=True, verified="structure", severity=Severity.MEDIUM, note="its password cannot be tried")
    if any(_holds(mac[0][1], safe, password) for password in _TRIED):
        return Verdict(keep=True, verified="checksum", note="it opens without a real password")
    return Verdict(keep=True, verified="structure", severity=Severity.LOW, note="the key is encrypted")


def _holds(mac: bytes, safe: bytes, password: str | None) -> bool:
    """Whether the MAC of the content is right under a password."""
    info, salt, *rest = _items(mac)
    algorithm, stated = _items(info[1])[:2]
    known = _DIGESTS.get(_items(algorithm[1])[0][1])
    rounds = int.from_bytes(rest[0][1], "big") if rest else 1
    if known is None or not 0 < rounds <= _MOST_ROUNDS:
        return False
    name, block = known
    key = derive(name, block, b"" if password is None else password.encode("utf-16-be") + b"\0\0", salt[1], rounds)
    return compare_digest(hmac_digest(key, safe, name), stated[1])


def derive(name: str, block: int, password: bytes, salt: bytes, rounds: int) -> bytes:
    """The key of the MAC, one digest long: RFC 7292 appendix B.2 with ID 3; `block` is the digest's, in bytes."""
    text = bytes((3,)) * block + _stretch(salt, block) + _stretch(password, block)
    for _ in range(rounds):
        text = hashlib.new(name, text).digest()
    return text


def _stretch(text: bytes, block: int) -> bytes:
    """A text repeated to whole blocks, nothing when it is empty."""
    size = -(-len(text) // block) * block
    return (text * (size // len(text) + 1))[:size] if text else b""


def _items(data: bytes) -> list[tuple[int, bytes]]:
    """The tags and contents of the DER items that follow one another (X.690 section 8.1); ValueError when cut."""
    found, at = [], 0
    while at < len(data):
        tag = data[at]
        content, at = _item(data, at, tag)
        found.append((tag, content))
    return found


def _item(data: bytes, at: int, tag: int) -> tuple[bytes, int]:
    """The content of the item at an offset, and where the next one starts."""
    if data[at] != tag:
        raise ValueError("another tag")
    size, start = data[at + 1], at + 2
    if size & 0x80:
        width = size & 0x7F
        size, start = int.from_bytes(data[start : start + width], "big"), start + width
    if start + size > len(data):
        raise ValueError("cut")
    return data[start : start + size], start + size
