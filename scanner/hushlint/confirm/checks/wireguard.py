"""WireGuard private keys: 32 bytes whose fixed bits are set as every generator of Curve25519 keys sets them."""

from binascii import Error, a2b_base64

from hushlint.confirm.verdict import Captured, Verdict


def judge(captured: Captured) -> Verdict:
    """A private key in base64: kept when its five fixed bits are right, which random bytes are once in 32.

    Source: https://www.rfc-editor.org/rfc/rfc7748#section-5 (decodeScalar25519); `wg genkey` writes keys so.
    """
    try:
        key = a2b_base64(captured.value)
    except Error:
        return Verdict(keep=False)
    fixed = len(key) == 32 and not key[0] & 0b111 and key[31] & 0b1100_0000 == 0b0100_0000
    return Verdict(keep=fixed, verified="structure" if fixed else "")
