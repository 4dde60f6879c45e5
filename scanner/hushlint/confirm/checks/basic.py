"""HTTP basic authentication: base64 of `user:password`."""

from binascii import Error, a2b_base64

from hushlint.confirm.entropy import is_random
from hushlint.confirm.placeholders import is_placeholder
from hushlint.confirm.verdict import Captured, Verdict


def judge(captured: Captured) -> Verdict:
    """Credentials of an `Authorization: Basic` header: kept when they decode to a name, a colon and a password.

    Source: https://www.rfc-editor.org/rfc/rfc7617#section-2
    """
    decoded = _decode(captured.value)
    user, colon, password = decoded.partition(b":")
    if not colon:
        return Verdict(keep=False)
    # `token:` (the token as user, no password) is how several APIs take a key.
    if not password:
        return Verdict(keep=is_random(user) and not is_placeholder(user), verified="structure")
    if is_placeholder(password) or password.lower() == user.lower():
        return Verdict(keep=False)
    return Verdict(keep=True, verified="structure")


def judge_npm(captured: Captured) -> Verdict:
    """A line of .npmrc: `_auth` holds base64 of `user:password`, `_password` base64 of the password alone.

    Source: https://docs.npmjs.com/cli/configuring-npm/npmrc#auth-related-configuration
    """
    if captured.name == b"_auth":
        return judge(captured)
    password = _decode(captured.value)
    return Verdict(keep=len(password) >= 4 and not is_placeholder(password))


def _decode(value: bytes) -> bytes:
    """Printable ASCII out of base64, or nothing."""
    try:
        decoded = a2b_base64(value + b"=" * (-len(value) % 4))
    except Error:
        return b""
    return decoded if all(32 <= byte < 127 for byte in decoded) else b""
