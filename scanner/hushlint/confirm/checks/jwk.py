"""JSON Web Keys: whether the object around a key type holds the private part."""

import re

from hushlint.confirm.placeholders import is_placeholder
from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity

_REACH = 8_000  # bytes to either side: the private key of 4,096 bits in RSA has 3,300
_LEAST = 20  # characters of base64url: 120 bits
# The private member by key type: RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1, RFC 8037 section 2.
_MEMBERS = {b"oct": b"k", b"RSA": b"d", b"EC": b"d", b"OKP": b"d"}
_OTHER = re.compile(rb"""kty\\?["']?[ \t]{0,4}:""")
_TYPE = re.compile(rb"(oct|RSA|EC|OKP)")
_MEMBER = rb"""(?<![A-Za-z0-9_])\\?["']?%s\\?["']?\s{0,20}:\s{0,20}\\?["']([A-Za-z0-9_-]{20,3000})=?\\?["']"""
# The first 64 bits of SHA-256 over private members that standards print: RFC 7515 A.1 to A.3, RFC 7517 A.2 (both),
# RFC 8037 A.1. Each was tried on what the standard prints beside it.
_SHOWN = frozenset(
    (
        "8b1b17a9740c068a",
        "ecaa6793a6374193",
        "5ccf2edb4f070f0b",
        "a45404ae333dd955",
        "2e4ff57e9c832eda",
        "190edf59d5736c3b",
    )
)


def judge(captured: Captured) -> Verdict:
    """A `kty` member: kept, with the span of its object, when that holds the private part of a key of this type.

    Source: https://www.rfc-editor.org/rfc/rfc7517#section-4
    """
    found = _TYPE.search(captured.value)
    if not found:
        return Verdict(keep=False)
    start, end = _object(captured.data, captured.start, captured.end)
    member = re.search(_MEMBER % _MEMBERS[found[1]], captured.data[start:end])
    if not member or len(member[1]) < _LEAST or is_placeholder(member[1]):
        return Verdict(keep=False)
    # Public key sets are common, and so much slower if every one of them imported this.
    import hashlib

    if hashlib.sha256(member[1]).hexdigest()[:16] in _SHOWN:
        return Verdict(True, "structure", Severity.INFO, "a key that a standard shows", start, end)
    return Verdict(True, "structure", start=start, end=end)


def _object(data: bytes, start: int, end: int) -> tuple[int, int]:
    """The span of the innermost braces around a member; keys hold no objects, so the nearest ones are theirs.

    They hold one type, too: so the span reaches over no other one, and no text is searched for every type in it.
    """
    least = max(0, start - _REACH)
    other = data.rfind(b"kty", least, start)
    while other >= 0 and not _OTHER.match(data, other):  # the letters may stand in a key
        other = data.rfind(b"kty", least, other)
    left = data.rfind(b"{", max(least, other), start)
    behind = _OTHER.search(data, end, end + _REACH)
    right = data.find(b"}", end, behind.start() if behind else end + _REACH)
    return (left if left >= 0 else start), (right + 1 if right >= 0 else end)
