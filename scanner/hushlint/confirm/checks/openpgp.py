"""OpenPGP secret keys (RFC 9580): the armor's checksum, and whether the key is encrypted."""

from binascii import Error, a2b_base64

from hushlint.confirm.verdict import Verdict
from hushlint.model.rule import Severity

_SECRET_KEY, _SECRET_SUBKEY = 5, 7  # packet types, section 5.5.1
# Public numbers of a key by algorithm, section 5.5.5: multiprecision integers, and whether a curve's OID goes first.
_PUBLIC_PARTS = {1: (2, False), 2: (2, False), 3: (2, False), 16: (3, False), 17: (4, False), 18: (1, True),
                 19: (1, True), 22: (1, True)}  # fmt: skip
_ECDH = 18


def crc24(data: bytes) -> int:
    """The checksum of armored data, section 6.1.1."""
    crc = 0xB704CE
    for byte in data:
        crc ^= byte << 16
        for _ in range(8):
            crc <<= 1
            if crc & 0x1000000:
                crc ^= 0x1864CFB
    return crc & 0xFFFFFF


def judge_key(raw: bytes, text: bytes) -> Verdict | None:
    """The verdict on decoded armor, None when it is no secret key; `text` is the armor, whose checksum line is read."""
    packet = _packet(raw)
    if packet is None:
        return None
    verified = "checksum" if _stated_checksum(text) == crc24(raw) else "structure"
    if _is_encrypted(packet):
        return Verdict(keep=True, verified=verified, severity=Severity.LOW, note="the key is encrypted")
    return Verdict(keep=True, verified=verified)


def _stated_checksum(text: bytes) -> int | None:
    """The number behind `=` at the end of the armor."""
    for token in text.replace(b'"', b" ").split():
        if token.startswith(b"=") and len(token) == 5:
            try:
                return int.from_bytes(a2b_base64(token[1:]), "big")
            except Error:
                return None
    return None


def _packet(raw: bytes) -> bytes | None:
    """The content of the first packet, when that is a secret key (section 4.2)."""
    if len(raw) < 8 or not raw[0] & 0x80:
        return None
    if raw[0] & 0x40:
        kind, first = raw[0] & 0x3F, raw[1]
        if first < 192:
            start, size = 2, first
        elif first < 224:
            start, size = 3, ((first - 192) << 8) + raw[2] + 192
        else:
            start, size = 6, int.from_bytes(raw[2:6], "big")
    else:
        kind, width = raw[0] >> 2 & 0x0F, (1, 2, 4, 0)[raw[0] & 3]
        start, size = 1 + width, int.from_bytes(raw[1 : 1 + width], "big") if width else len(raw)
    return raw[start : start + size] if kind in (_SECRET_KEY, _SECRET_SUBKEY) else None


def _is_encrypted(packet: bytes) -> bool:
    """Whether the octet behind the public numbers says so (section 5.5.3); unknown layouts count as not encrypted."""
    parts = _PUBLIC_PARTS.get(packet[5]) if len(packet) > 6 and packet[0] == 4 else None
    if parts is None:
        return False
    numbers, has_curve = parts
    at = 6
    if has_curve:
        at += 1 + packet[at]
    for _ in range(numbers):
        at += 2 + (int.from_bytes(packet[at : at + 2], "big") + 7) // 8
    if packet[5] == _ECDH and at < len(packet):
        at += 1 + packet[at]
    return at < len(packet) and packet[at] != 0
