"""The checksum in Azure's identifiable keys: Marvin32 over all but the last bytes, with a seed of the service.

Source: https://github.com/microsoft/security-utilities, IdentifiableMetadata.cs and IdentifiableSecrets.cs.
"""

from binascii import Error, a2b_base64

from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity

_MASK = 0xFFFFFFFF
_BASE62 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
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
}
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
    """A key with its service's four characters: critical when the checksum behind them holds, else as it is.

    Older keys have these characters by chance, once in ten million.
    """
    key = captured.value
    at = _SIGNATURES.get(len(key), 0)
    seeds = _SEEDS.get(key[at : at + 4], ())
    try:
        data = a2b_base64(key.translate(bytes.maketrans(b"-_", b"+/")) + b"=" * (-len(key) % 4))
    except Error:
        return Verdict(keep=False)
    if any(_sum(data[:-4], seed) == data[-4:] for seed in seeds):
        return Verdict(keep=True, verified="checksum", severity=Severity.CRITICAL)
    return Verdict(keep=True)


def judge_annotated(captured: Captured) -> Verdict:
    """A common annotated key (CASK), 84 characters and `==` behind the longer form: critical when its checksum holds.

    The checksum is characters 80 to 83: Marvin32 of the first 60 bytes, its bytes reversed, in base 62.
    """
    key = captured.value[:84]
    try:
        data = a2b_base64(key[:80])
    except Error:
        return Verdict(keep=False)
    number = int.from_bytes(_sum(data, b"Default0"), "big")
    digits = bytearray()
    while number:
        number, digit = divmod(number, 62)
        digits.append(_BASE62[digit])
    if bytes(reversed(digits)).ljust(4, b"0")[:4] == key[80:84]:
        return Verdict(keep=True, verified="checksum", severity=Severity.CRITICAL)
    return Verdict(keep=True)
