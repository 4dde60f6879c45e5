"""How much a value looks generated: Shannon entropy, alphabets, and how much of it reads like words."""

from functools import lru_cache
from math import log2

from hushlint.confirm.letters import wordiness

HEX = frozenset(b"0123456789abcdefABCDEF")
DIGITS = frozenset(b"0123456789")
LOWER = frozenset(b"abcdefghijklmnopqrstuvwxyz")
UPPER = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
# What generators put out: base64 in both alphabets, URL-safe separators, and the symbols of password generators.
GENERATED = frozenset(range(33, 127)) - frozenset(b"\"'`\\<>{}[]|, ")

LEAST = 16  # bytes: shorter values under secret-like names are people's words more often than keys

_SPREAD = 0.6  # bits a character: of random values 999 in 1,000 lose no more against the expected entropy
LEAST_HEX = 24  # 96 bits: shorter runs of hex digits are short hashes and object ids


@lru_cache(4096)
def shannon(value: bytes) -> float:
    """The Shannon entropy of a value in bits a character: 0.0 for one repeated byte, at most 8.0."""
    size = len(value)
    if not size:
        return 0.0
    counts: dict[int, int] = {}
    for byte in value:
        counts[byte] = counts.get(byte, 0) + 1
    return -sum(count / size * log2(count / size) for count in counts.values())


def expected(size: int, letters: int) -> float:
    """The entropy in bits a character that a random value of this many characters out of so many letters shows.

    A sample shows no more than log2 of either, and loses most, 0.75 bits, where the two are equal (measured).
    """
    fewer, more = sorted((max(size, 2), letters))
    return log2(fewer) - 0.75 * fewer / more


def _alphabet(value: bytes) -> int:
    """The size of the smallest usual alphabet that holds a value."""
    present = frozenset(value)
    if present <= DIGITS:
        return 10
    if present <= HEX and (present.isdisjoint(UPPER) or present.isdisjoint(LOWER)):
        return 16
    size = sum(count for letters, count in ((DIGITS, 10), (LOWER, 26), (UPPER, 26)) if not present.isdisjoint(letters))
    return size + (2 if present - DIGITS - LOWER - UPPER else 0)


def is_uuid(value: bytes) -> bool:
    """Whether a value is a UUID in its usual form, 8-4-4-4-12 hex digits."""
    parts = value.strip(b"{}").split(b"-")
    return [len(part) for part in parts] == [8, 4, 4, 4, 12] and all(HEX.issuperset(part) for part in parts)


def is_random(value: bytes) -> bool:
    """Whether a value has the length, alphabet and entropy of a generated secret, and does not read like words.

    UUIDs and pure numbers are identifiers, not secrets.
    """
    if not LEAST <= len(value) <= 4096 or not GENERATED.issuperset(value) or is_uuid(value):
        return False
    letters = _alphabet(value)
    if letters <= 10:
        return False
    # Generated values of one case without digits are rare, and identifiers are just that.
    present = frozenset(value)
    kinds = sum(not present.isdisjoint(kind) for kind in (DIGITS, LOWER, UPPER))
    if shannon(value) < expected(len(value), letters) - _SPREAD:
        return False
    if letters == 16:
        return kinds >= 2 and len(value) >= LEAST_HEX
    return wordiness(value) < (0.45 if kinds >= 2 else 0.2)
