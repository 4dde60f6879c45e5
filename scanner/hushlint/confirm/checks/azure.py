"""The checksums of Azure's keys: Marvin32 in identifiable keys and Entra secrets, CRC-32 in old DevOps tokens.

Source: https://github.com/microsoft/security-utilities, IdentifiableMetadata.cs and IdentifiableSecrets.cs.
"""

from binascii import Error, a2b_base64, b2a_base64
from zlib import crc32

from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity

_MASK = 0xFFFFFFFF
_BASE62 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# The alphabet of Entra's client secrets, and what a DevOps token's CRC is xored with: of users, of applications.
_ENTRA = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~"
_DEVOPS = (0xE0B9692D, 0x1019F92E)
_SEEDS_MESSAGING = (b"Send0000", b"Listen00", b"Manage00", b"System00", b"Unknown0")

# The four characters before the checksum, and the seeds (eight ASCII characters each) of the keys that have them.
_SEEDS = {
    b"+ASt": (b"Default0",),
    b"+ABa": (b"AbAcct00",),
    b"ACDb": (b"MastRO00", b"MastRW00", b"SystRW00", b"SystRO00", b"SysAll00", b"Resour00", b"Encryp00"),
    b"+AMC": (b"Classic0",),
    b"APIM": (b"Tenant00", b"IoTHub00", b"Gatewy00", b"GitKey00"),
    b"+ASb": _SEEDS_MESSAGING,
    b"+AEh": _SEEDS_MESSAGING,
    b"+ARm": _SEEDS_MESSAGING,
    b"AIoT": (b"IoTHub00", b"DpsKey00", b"Device00"),
    b"AzCa": (b"Access00",),
    b"AzSe": (b"Query000", b"PAdmin00"),
    b"AzFu": (b"Master00", b"System00", b"Functi00"),
    b"+ACR": (b"ACRDflt0",),
    # The seed in the table of services; the example in identifiable_scans.rs has storage's.
    b"AZEG": (b"SendRecv", b"Default0"),
}
# Redis replaces + and / in the finished key by P and F, behind which the checksum cannot be computed any more.
_REPLACING = b"AzCa"
_PASSED = Verdict(keep=True, verified="checksum", severity=Severity.CRITICAL)
# Where the four characters stand, by the length of the key in characters.
_SIGNATURES = {88: 76, 44: 33, 52: 42, 56: 44}


def _rotate(word: int, by: int) -> int:
    return ((word << by) | (word >> (32 - by))) & _MASK


def _mix(low: int, high: int) -> tuple[int, int]:
    high ^= low
    low = (_rotate(low, 20) + high) & _MASK
    high = _rotate(high, 9) ^ low
    low = (_rotate(low, 27) + high) & _MASK
    return low, _rotate(high, 19)


def marvin32(data: bytes, seed: int) -> int:
    """The Marvin32 hash as an unsigned number of 32 bits; `seed` has 64.

    Source: https://github.com/dotnet/runtime, System.Private.CoreLib/src/System/Marvin.cs
    """
    low, high = seed & _MASK, seed >> 32
    whole = len(data) & ~3
    for at in range(0, whole, 4):
        low, high = _mix((low + int.from_bytes(data[at : at + 4], "little")) & _MASK, high)
    low = (low + int.from_bytes(data[whole:] + b"\x80", "little")) & _MASK
    low, high = _mix(low, high)
    low, high = _mix(low, high)
    return low ^ high


def _sum(data: bytes, seed: bytes) -> bytes:
    return marvin32(data, int.from_bytes(seed, "big")).to_bytes(4, "little")


def judge(captured: Captured) -> Verdict:
    """A key with its service's four characters: critical when the checksum behind them holds, else info.

    Keys from before 2021 have these characters by chance, once in a million; without them a key is kept as it is.
    """
    key = captured.value
    at = _SIGNATURES.get(len(key), 0)
    seeds = _SEEDS.get(key[at : at + 4], ())
    try:
        data = a2b_base64(key.translate(bytes.maketrans(b"-_", b"+/")) + b"=" * (-len(key) % 4))
    except Error:
        return Verdict(keep=False)
    if any(_sum(data[:-4], seed) == data[-4:] for seed in seeds):
        return _PASSED
    is_replaced = key[at : at + 4] == _REPLACING and (b"P" in key or b"F" in key)
    return Verdict(keep=True) if is_replaced or not seeds else _failed("an Azure key")


def _failed(owner: str) -> Verdict:
    return Verdict(keep=True, severity=Severity.INFO, note=f"looks like {owner}, but its checksum is wrong")


def judge_annotated(captured: Captured) -> Verdict:
    """A common annotated key (CASK), 84 characters and four behind the longer form: critical when its checksum holds.

    The checksum is characters 80 to 83: Marvin32 of the first 60 bytes, in base 62 of its four bytes read as a
    big-endian number, or, in the first of these keys, its first three bytes in base 64. Else info.
    """
    key = captured.value[:84]
    try:
        data = a2b_base64(key[:80])
    except Error:
        return Verdict(keep=False)
    sum = _sum(data, b"Default0")
    text = _digits(int.from_bytes(sum, "big"), _BASE62).ljust(4, b"0")[:4]
    if key[80:84] in (text, b2a_base64(sum[:3], newline=False)):
        return _PASSED
    return _failed("an Azure key")


def _digits(number: int, alphabet: bytes) -> bytes:
    """A number in the base of an alphabet's length, most significant digit first; empty for 0."""
    digits = bytearray()
    while number:
        number, digit = divmod(number, len(alphabet))
        digits.append(alphabet[digit])
    return bytes(reversed(digits))


def judge_entra(captured: Captured) -> Verdict:
    """An Entra client secret `xxx8Q~…` of 40 characters: critical when its checksum holds, else info.

    Its last three characters are the first three of six digits, in an alphabet of 66, of Marvin32 of all before
    them. The older form `xxx7Q~…` of 37 characters has no checksum.
    """
    value = captured.value
    if value[3:6] == b"7Q~":
        return Verdict(keep=True)
    sum = marvin32(value[:-3], int.from_bytes(b"AadPwd00", "big"))
    if _digits(sum, _ENTRA).rjust(6, _ENTRA[:1])[:3] == value[-3:]:
        return _PASSED
    return _failed("a Microsoft Entra client secret")


def judge_devops(captured: Captured) -> Verdict:
    """An Azure DevOps token of the old form, 52 characters of base 32: kept only when its checksum holds.

    Four of its 32 bytes, 22, 8, 7 and 2, are CRC-32 of the others xor a number, little-endian.
    Source: https://github.com/microsoft/security-utilities, SEC101_102_AdoPat.cs
    """
    from base64 import b32decode

    try:
        data = b32decode(captured.value.upper() + b"====")
    except Error:
        return Verdict(keep=False)
    sum = crc32(data[0:2] + data[3:7] + data[9:22] + data[23:32])
    given = int.from_bytes((data[22], data[8], data[7], data[2]), "little")
    return _PASSED if sum ^ given in _DEVOPS else Verdict(keep=False)
