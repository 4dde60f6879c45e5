"""AWS access keys: the alphabet of ids and the account inside them, the look of secrets."""

from base64 import b32decode

from hushlint.confirm.entropy import HEX, shannon
from hushlint.confirm.letters import wordiness
from hushlint.confirm.placeholders import is_placeholder
from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity

_ID_SIZE = 20
_BASE32 = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_LEAST_ID = 2.8  # bits a character: random ids of 16 have 3.2 to 4
_LEAST_SECRET = 4.2  # bits a character: of 40 random base64 characters 999 in 1,000 have more


def judge_id(captured: Captured) -> Verdict:
    """An access key id: four letters and sixteen of the base32 alphabet, so no 0, 1, 8 or 9.

    Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
    """
    value = captured.value
    if len(value) != _ID_SIZE or not _BASE32.issuperset(value) or is_placeholder(value):
        return Verdict(keep=False)
    if shannon(value[4:]) < _LEAST_ID:
        return Verdict(keep=False)
    if captured.data[captured.end : captured.end + 3] in (b"%2F", b"%2f", b"/20"):
        return Verdict(keep=True, verified="structure", severity=Severity.LOW, note="the id in a signed address")
    return Verdict(keep=True, verified="structure", note=_account(value))


def _account(value: bytes) -> str:
    """Which account an id belongs to: 40 of its bits, counted from the second, are the number of 12 digits.

    Ids from before 2019 (their fifth character is below Q) are random throughout. AWS does not document it; found by
    Aidan Steele, https://awsteele.com/blog/2020/09/26/aws-access-key-format.html, and confirmed by trial.
    """
    first = int.from_bytes(b32decode(value[4:])[:6], "big")
    return f"of account {first >> 7 & (1 << 40) - 1:012d}" if first >> 47 else ""


def judge_secret(captured: Captured) -> Verdict:
    """A secret access key: forty base64 characters; a hex digest or a path of as many is none."""
    value = captured.value
    mixed = any(97 <= byte <= 122 for byte in value) and any(65 <= byte <= 90 for byte in value)
    if not mixed or HEX.issuperset(value) or is_placeholder(value):
        return Verdict(keep=False)
    return Verdict(keep=shannon(value) >= _LEAST_SECRET and wordiness(value) < 0.4)
