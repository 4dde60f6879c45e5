"""The checksum of GitLab's routable tokens."""

from zlib import crc32

from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity

_BASE36 = b"0123456789abcdefghijklmnopqrstuvwxyz"
_CHECKSUM = 7


def _base36(number: int, width: int) -> bytes:
    digits = bytearray()
    while number:
        number, digit = divmod(number, 36)
        digits.append(_BASE36[digit])
    return bytes(reversed(digits)).rjust(width, b"0")


def judge(captured: Captured) -> Verdict:
    """A routable token `<prefix><payload>.<version, 2><payload's length, 2><checksum, 7>`, numbers in base 36.

    The checksum is CRC-32 of all before it, the prefix included. Tokens without dots have none and are kept.
    Source: https://gitlab.com/gitlab-org/gitlab/-/blob/master/lib/authn/token_field/generator/routable_token.rb
    """
    token = captured.value
    if b"." not in token:
        return Verdict(keep=True)
    if _base36(crc32(token[:-_CHECKSUM]), _CHECKSUM) == token[-_CHECKSUM:]:
        return Verdict(keep=True, verified="checksum", severity=Severity.CRITICAL)
    return Verdict(
        keep=True, severity=Severity.INFO, note="looks like a GitLab routable token, but its checksum is wrong"
    )
