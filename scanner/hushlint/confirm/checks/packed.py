"""Tokens that hold readable structure in base 64: PyPI, Grafana Cloud, Sentry, 1Password, Discord, Mapbox."""

from binascii import Error, a2b_base64

from hushlint.confirm.entropy import is_random
from hushlint.confirm.verdict import Captured, Verdict

_NO = Verdict(keep=False)
_STRUCTURE = Verdict(keep=True, verified="structure")
# A macaroon of version 2 begins with its version, the location's field, its length, and the location.
_LOCATIONS = (b"\x02\x01\x08pypi.org", b"\x02\x01\x0dtest.pypi.org")

# What the token begins with, and the keys that its JSON must have.
_JSON = {
    b"glc_": (b'"o"', b'"n"', b'"k"'),
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


def judge_random(captured: Captured) -> Verdict:
    """A token with a short prefix, kept when what follows the prefix looks generated and holds a digit."""
    body = captured.value.lstrip(b"abcdefghijklmnopqrstuvwxyz").lstrip(b"_-.")
    value = body if len(body) >= 16 else captured.value
    return Verdict(keep=is_random(value) and any(48 <= byte <= 57 for byte in value))
