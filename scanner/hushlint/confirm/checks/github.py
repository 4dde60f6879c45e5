"""The checksum of GitHub's and npm's tokens, and the JWT in GitHub App tokens."""

from zlib import crc32

from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity

_BASE62 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SIZE = 36  # characters behind the prefix, the last six of them the checksum
_CHECKSUM = 6


def checksum(body: bytes) -> bytes:
    """The six base62 digits that end a token: CRC-32 of what stands between prefix and checksum, padded with 0.

    Source: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
    """
    number = crc32(body)
    digits = bytearray()
    while number:
        number, digit = divmod(number, 62)
        digits.append(_BASE62[digit])
    return bytes(reversed(digits)).rjust(_CHECKSUM, b"0")


def judge(captured: Captured) -> Verdict:
    """A token of GitHub (`ghp_…`) or npm (`npm_…`): critical when its checksum holds, info when it does not.

    The checksum is documented for 36 characters behind the prefix; longer tokens are kept as they are unless it holds.
    """
    body = captured.value.partition(b"_")[2]
    if checksum(body[:-_CHECKSUM]) == body[-_CHECKSUM:]:
        return Verdict(keep=True, verified="checksum", severity=Severity.CRITICAL)
    if len(body) != _SIZE:
        return Verdict(keep=True)
    owner = "an npm" if captured.value.startswith(b"npm_") else "a GitHub"
    return Verdict(keep=True, severity=Severity.INFO, note=f"looks like {owner} token, but its checksum is wrong")


def judge_app(captured: Captured) -> Verdict:
    """A GitHub App installation token `ghs_<app id>_<JWT>`: kept when the JWT's header and payload decode.

    Source: https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/
    generating-an-installation-access-token-for-a-github-app
    """
    from hushlint.confirm.checks.jwt import decode

    decoded = decode(captured.value.partition(b"_")[2].partition(b"_")[2])
    return Verdict(keep=True, verified="structure") if decoded else Verdict(keep=False)
