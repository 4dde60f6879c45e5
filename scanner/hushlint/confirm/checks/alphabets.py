"""Tokens in base 32 with a checksum of their own: age identities (bech32) and NATS seeds (CRC-16)."""

from base64 import b32decode
from binascii import Error, crc_hqx

from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity

_BECH32 = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_LETTERS = frozenset(_BECH32)
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
# Human-readable parts of identities: X25519, and the hybrid with ML-KEM.
_AGE, _AGE_HYBRID = b"age-secret-key-", b"age-secret-key-pq-"


def _polymod(values: list[int]) -> int:
    """The remainder of BIP 173's code over numbers of five bits; 1 where the checksum holds."""
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_GENERATOR):
            if top >> bit & 1:
                check ^= term
    return check


def judge_age(captured: Captured) -> Verdict:
    """An age identity `AGE-SECRET-KEY-1…` or `AGE-SECRET-KEY-PQ-1…`: critical when its bech32 sum holds, else info.

    Source: https://github.com/C2SP/C2SP/blob/main/age.md (X25519 and hybrid recipients) and
    https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki#bech32
    """
    value = captured.value.lower()
    part = _AGE_HYBRID if value.startswith(_AGE_HYBRID) else _AGE
    body = value.removeprefix(part + b"1")
    if not _LETTERS.issuperset(body):
        return Verdict(keep=False)
    prefix = [byte >> 5 for byte in part] + [0] + [byte & 31 for byte in part]
    if _polymod(prefix + [_BECH32.index(byte) for byte in body]) == 1:
        return Verdict(keep=True, verified="checksum", severity=Severity.CRITICAL)
    return Verdict(keep=True, severity=Severity.INFO, note="looks like an age identity, but its checksum is wrong")


def judge_nats(captured: Captured) -> Verdict:
    """A NATS seed: kept only when the CRC-16 in its last two bytes holds, for its shape alone is that of any base 32.

    Source: https://github.com/nats-io/nkeys#readme, crc16.go (XMODEM, little-endian)
    """
    try:
        data = b32decode(captured.value + b"=" * (-len(captured.value) % 8))
    except Error:
        return Verdict(keep=False)
    if crc_hqx(data[:-2], 0).to_bytes(2, "little") == data[-2:]:
        return Verdict(keep=True, verified="checksum", severity=Severity.CRITICAL)
    return Verdict(keep=False)
