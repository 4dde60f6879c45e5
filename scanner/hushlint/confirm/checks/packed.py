"""Tokens that hold readable structure in base 64: PyPI, Grafana Cloud, Sentry, 1Password, Discord, Mapbox, others."""

from binascii import Error, a2b_base64

from hushlint.confirm.entropy import is_random
from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity

_NO = Verdict(keep=False)
_STRUCTURE = Verdict(keep=True, verified="structure")
# A macaroon of version 2 begins with its version, the location's field, its length, and the location.
_LOCATIONS = (b"\x02\x01\x08pypi.org", b"\x02\x01\x0dtest.pypi.org")

# What the token begins with, and the keys that its JSON must have.
_JSON = {
    b"glc_": (b'"n"', b'"k"'),
    b"eyJr": (b'"k"', b'"n"', b'"id"'),
    b"sntr": (b'"iat"', b'"url"', b'"org"'),
    b"ops_": (b'"userAuth"', b'"secretKey"'),
    b"sk.e": (b'"u"', b'"a"'),
}


def _decode(text: bytes) -> bytes:
    """Base 64 of either alphabet, padded or not; empty when it is none."""
    try:
        padded = text.rstrip(b"=") + b"=" * (-len(text.rstrip(b"=")) % 4)
        return a2b_base64(padded.translate(bytes.maketrans(b"-_", b"+/")))
    except Error:
        return b""


def judge_pypi(captured: Captured) -> Verdict:
    """A PyPI token: a macaroon for pypi.org or test.pypi.org.

    Source: https://github.com/pypi/warehouse/blob/main/docs/dev/development/token-scanning.rst
    """
    data = _decode(captured.value.partition(b"-")[2])
    return _STRUCTURE if data.startswith(_LOCATIONS) else _NO


def judge_json(captured: Captured) -> Verdict:
    """A token whose payload is JSON in base 64 with the keys that its provider puts there."""
    token = captured.value
    payload, keys = _payload(token), _JSON.get(token[:4], (b"",))
    data = _decode(payload)
    return _STRUCTURE if data.startswith(b"{") and all(key in data for key in keys) else _NO


def _payload(token: bytes) -> bytes:
    """The part of a token that is JSON in base 64."""
    if token.startswith(b"sk."):
        return token.split(b".")[1]
    if token.startswith(b"sntrys_"):
        return token.split(b"_")[1]
    return token[4:] if token.startswith((b"glc_", b"ops_")) else token


def judge_discord(captured: Captured) -> Verdict:
    """A bot token: its first part is the bot's id, a number of 17 to 20 digits, in base 64.

    Source: https://discord.com/developers/docs/reference#authentication
    """
    data = _decode(captured.value.partition(b".")[0])
    return _STRUCTURE if data.isdigit() and 17 <= len(data) <= 20 else _NO


def judge_artifactory(captured: Captured) -> Verdict:
    """A reference token of Artifactory, 64 characters: `reftkn:01:<expiry in seconds>:<token>` in base 64.

    Its length: https://jfrog.com/help/r/how-to-generate-an-access-token-video; what is inside by trial.
    An API key (`AKCp…`) has no structure to be read.
    """
    if captured.value.startswith(b"AKC"):
        return Verdict(keep=True)
    kind, _, expiry, token = (_decode(captured.value).split(b":") + [b""] * 4)[:4]
    return _STRUCTURE if kind == b"reftkn" and expiry.isdigit() and token.isalnum() else _NO


def judge_data_center(captured: Captured) -> Verdict:
    """A personal access token of Jira, Confluence or Bitbucket Data Center: a number, a colon and random bytes.

    Atlassian does not document it; https://confluence.atlassian.com/enterprise/using-personal-access-tokens-
    1026032365.html says how the tokens are used, the structure is by trial.
    """
    number, colon, rest = _decode(captured.value.removeprefix(b"BBDC-")).partition(b":")
    random = any(byte > 126 for byte in rest)
    return _STRUCTURE if colon and number.isdigit() and 4 <= len(number) <= 20 and random else _NO


# How far behind its id the key of a service account may begin, in bytes: in Google's file it is the next field.
_KEY_WITHIN = 400


def judge_service_account(captured: Captured) -> Verdict:
    """The id of a Google service account's key: as it is with the private key behind it, else low.

    Source: https://docs.cloud.google.com/iam/docs/keys-create-delete#creating
    """
    if b"-----BEGIN" in captured.data[captured.end : captured.end + _KEY_WITHIN]:
        return _STRUCTURE
    return Verdict(keep=True, severity=Severity.LOW, note="the key's id without the key, or with the key elsewhere")


def judge_random(captured: Captured) -> Verdict:
    """A token with a short prefix, kept when what follows the prefix looks generated and holds a digit."""
    body = captured.value.lstrip(b"abcdefghijklmnopqrstuvwxyz").lstrip(b"_-.")
    value = body if len(body) >= 16 else captured.value
    return Verdict(keep=is_random(value) and any(48 <= byte <= 57 for byte in value))
