"""Checksums at the end of tokens: CRC-32 of Atlassian, Cloudflare, Confluent, Grafana, Zuplo; xor of crates.io."""

from collections.abc import Callable
from typing import NamedTuple
from zlib import crc32

from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity


def _hex(body: bytes) -> bytes:
    return b"%08x" % crc32(body)


def _hex_upper(body: bytes) -> bytes:
    return b"%08X" % crc32(body)


def _hex_little(body: bytes) -> bytes:
    return crc32(body).to_bytes(4, "little").hex().encode()


def _base64_little(body: bytes) -> bytes:
    from binascii import b2a_base64

    return b2a_base64(crc32(body).to_bytes(4, "little"))[:6]


class _Format(NamedTuple):
    """How a token ends: digits of the checksum, what it is taken of, and how it is written; `owner` for the note."""

    size: int
    body: Callable[[bytes], bytes]
    digits: Callable[[bytes], bytes]
    owner: str


def _without_prefix(token: bytes) -> bytes:
    return token.partition(b"_")[2]


def _before_joint(token: bytes) -> bytes:
    """All before the underscore that stands before the checksum."""
    return token.removesuffix(b"_")


def _between(token: bytes) -> bytes:
    return _without_prefix(_before_joint(token))


# By what the token begins with.
# Atlassian: the community's answer on prefixes (community.atlassian.com, "token prefixes"), the checksum by trial.
# Cloudflare: https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/ (prefix, 40 characters,
# checksum; that it is CRC-32 of the 40 by trial).
# Grafana: https://github.com/grafana/grafana, pkg/components/satokengen/tokengen.go; the prefix is summed too.
# Zuplo: https://zuplo.com/docs/articles/api-key-leak-detection
_FORMATS = {
    b"AT": _Format(8, bytes, _hex_upper, "an Atlassian"),
    b"cf": _Format(8, _without_prefix, _hex, "a Cloudflare"),
    b"gl": _Format(8, _before_joint, _hex_little, "a Grafana"),
    b"zp": _Format(8, _between, _hex, "a Zuplo"),
}


def judge(captured: Captured) -> Verdict:
    """A token whose last eight hex digits are a CRC-32: critical when it holds, info when it does not."""
    token = captured.value
    form = _FORMATS.get(token[:2])
    if form is None:
        return Verdict(keep=False)
    rest, given = token[: -form.size], token[-form.size :]
    if form.digits(form.body(rest)) == given:
        return Verdict(keep=True, verified="checksum", severity=Severity.CRITICAL)
    note = f"looks like {form.owner} token, but its checksum is wrong"
    return Verdict(keep=True, severity=Severity.INFO, note=note)


def judge_confluent(captured: Captured) -> Verdict:
    """A Confluent Cloud secret: critical when the first six characters of its CRC's base64 end it, else as it is.

    Source of the prefix: https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/
    service-accounts/api-keys/overview.html; the checksum by trial, so that a failed one says nothing.
    """
    token = captured.value
    if token[-6:] in (_base64_little(token[:-6]), _base64_little(token[4:-6])):
        return Verdict(keep=True, verified="checksum", severity=Severity.CRITICAL)
    return Verdict(keep=True)


_ALPHANUMERIC = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def judge_cratesio(captured: Captured) -> Verdict:
    """A token of crates.io's trusted publishing `cio_tp_…`: critical when its last character is its sum, else info.

    The checksum is the xor of the 31 characters before it, as an index into an alphabet of 62, modulo its size.
    Source: https://github.com/rust-lang/crates.io, crates/crates_io_trustpub/src/access_token.rs
    """
    body = captured.value.removeprefix(b"cio_tp_")
    index = 0
    for byte in body[:-1]:
        index ^= byte
    if _ALPHANUMERIC[index % len(_ALPHANUMERIC)] == body[-1]:
        return Verdict(keep=True, verified="checksum", severity=Severity.CRITICAL)
    return Verdict(keep=True, severity=Severity.INFO, note="looks like a crates.io token, but its checksum is wrong")
