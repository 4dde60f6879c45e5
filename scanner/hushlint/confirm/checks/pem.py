"""Private keys in armor: the body, however a source file or JSON wraps it, decodes to a key, encrypted or not."""

import re
from binascii import Error, a2b_base64

from hushlint.confirm.entropy import shannon
from hushlint.confirm.letters import wordiness
from hushlint.confirm.placeholders import is_placeholder
from hushlint.confirm.verdict import Captured, Verdict
from hushlint.model.rule import Severity

_REACH = 24_000  # bytes behind the header: an RSA key of 16,384 bits has 12,800, indented 20,000
_UNCLOSED = 6_000  # bytes to look at when no END follows
_LONG = 16  # characters: a shorter piece is a word, unless it ends the key
_LEAST = 100  # base64 characters, two lines, of a body that decodes to no key (cut off, or altered) but looks like one
_HEADER = 120  # bytes: a longer line with a colon is a key written on one line, with its headers
_BEGIN_BASE64 = b"LS0tLS1CRUdJTi"  # `-----BEGIN`: another file
_OTHER = re.compile(rb"[+/]" + _BEGIN_BASE64)
_LINE = re.compile(rb"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_BASE64 = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
_SEPARATORS = bytes.maketrans(b"\"'`,;()[]{}\r\t\v\f\\", b" " * 16)
# What stands for line ends in source strings, JSON (up to two deep), XML and addresses.
_LINE_ENDS = (b"\\\\r", b"\\\\n", b"\\r", b"\\n", b"&#10;", b"&#13;", b"&#xA;", b"&#xa;", b"&#xD;", b"&#xd;", b"%0A",
              b"%0D", b"%0a", b"%0d", b"<br>", b"<br/>", b"\r")  # fmt: skip
_ESCAPED = ((b"\\/", b"/"), (b"\\u003d", b"="), (b"\\u002b", b"+"), (b"%2B", b"+"), (b"%2b", b"+"), (b"%2F", b"/"),
            (b"%2f", b"/"), (b"%3D", b"="), (b"%3d", b"="), (b"%3A", b":"), (b"%2C", b","), (b"%20", b" "))  # fmt: skip

_ENCRYPTED = Verdict(keep=True, verified="structure", severity=Severity.LOW, note="the key is encrypted")
_PLAIN = Verdict(keep=True, verified="structure")
_NONE = Verdict(keep=False)


def judge(captured: Captured) -> Verdict:
    """A header `-----BEGIN … PRIVATE KEY-----`: kept, with the span of the whole key, when a key's body follows it.

    Formats: PEM (RFC 7468) of DER sequences, openssh-key-v1, OpenPGP (RFC 9580). The value is the header.
    """
    data, begin = captured.data, captured.end
    footer = data.find(b"-----END", begin, begin + _REACH)
    other = data.find(b"-----BEGIN", begin, footer if footer >= 0 else begin + _REACH)
    closed = footer >= 0 and other < 0
    end = footer if closed else (other if other >= 0 else min(len(data), begin + _UNCLOSED))
    body = data[begin:end]
    if data[captured.start - 1 : captured.start] == b"+":
        body = body.replace(b"\n+", b"\n")  # a patch that adds the key
    verdict = examine(captured.value, body if closed else _cut(body))
    if not verdict.keep:
        return verdict
    if closed:
        stop = data.find(b"-----", end + 8, end + 72)
        end = stop + 5 if stop >= 0 else end + 8
    else:
        end = begin + len(_cut(body))
    return Verdict(True, verdict.verified, verdict.severity, verdict.note, captured.start, end)


def judge_base64(captured: Captured) -> Verdict:
    """A whole PEM file in base64, as Kubernetes and CI variables hold it: judged by what it decodes to."""
    value, end = _with_lines(captured)
    value = value.rstrip(b"=")
    try:
        decoded = a2b_base64(value[: len(value) - (len(value) % 4 == 1)] + b"=" * (-len(value) % 4))
    except Error:
        return _NONE
    header, marker, rest = decoded.partition(b"PRIVATE KEY")
    # Certificates or a curve's parameters may stand before the key.
    header = header[max(0, header.rfind(b"-----BEGIN")) :]
    if not marker or len(header) > 40:
        return _NONE
    body, _, _ = rest.partition(b"-----END")
    verdict = examine(header + marker, body)
    return Verdict(verdict.keep, verdict.verified, verdict.severity, verdict.note, captured.start, end)


def judge_der(captured: Captured) -> Verdict:
    """A key's DER in base64 on one line, as settings of payment services hold it: critical when it is whole.

    PKCS#8 (RFC 5958), PKCS#1 (RFC 8017, A.1.2) and SEC 1 (RFC 5915) by their first bytes.
    """
    return _PLAIN if is_sequence(_decode(captured.value)) else _unparsed(captured.value)


def _with_lines(captured: Captured) -> tuple[bytes, int]:
    """The value with the lines of base64 below it, as `base64` breaks them, and where the last one ends.

    They end before the next value, so that no line is decoded for all values above it. One that stands in the midst of
    a line is found behind `+` or `/`; what encodes a second `-----BEGIN` of this file stands behind a line end's `K`.
    """
    lines, end = [captured.value], captured.end
    for found in _LINE.finditer(captured.data, captured.end, captured.end + 2 * _REACH):
        line = found[0]
        text = line.strip()
        if text and (not _BASE64.issuperset(text) or text.startswith(_BEGIN_BASE64) or _OTHER.search(text)):
            break
        if len(lines) > 1 or text:
            lines.append(text)
        end += len(line) if text else 0
        if text and len(text) < len(captured.value) and len(lines) > 2:
            break
    return b"".join(lines), end


def judge_putty(captured: Captured) -> Verdict:
    """A PuTTY key file: `Encryption: none` or a cipher, then `Private-Lines` with base64 behind it.

    Source: https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html
    """
    text = captured.data[captured.end : captured.end + _REACH]
    head, found, private = text.partition(b"Private-Lines:")
    if not found or not base64_of(unwrap(private[:400])):
        return _NONE
    end = captured.end + len(head) + len(found) + len(private.partition(b"Private-MAC")[0])
    verdict = _PLAIN if b"Encryption: none" in head else _ENCRYPTED
    return Verdict(True, verdict.verified, verdict.severity, verdict.note, captured.start, end)


def examine(header: bytes, body: bytes) -> Verdict:
    """The verdict on the text between header and footer; `header` holds the label."""
    text = unwrap(body)
    encoded = base64_of(text)
    if b"..." in body or b"\xe2\x80\xa6" in body or len(encoded) < 40:
        return _NONE
    if b"ENCRYPTED" in header or b"Proc-Type: 4,ENCRYPTED" in text or b"DEK-Info:" in text:
        return _ENCRYPTED
    raw = _decode(encoded)
    if b"PGP" in header:
        from hushlint.confirm.checks.openpgp import judge_key

        return judge_key(raw, text) or _unparsed(encoded)
    if raw.startswith(b"openssh-key-v1\0"):
        size = int.from_bytes(raw[15:19], "big")
        return _PLAIN if raw[19 : 19 + size] == b"none" else _ENCRYPTED
    return _PLAIN if is_sequence(raw) else _unparsed(encoded)


def _unparsed(encoded: bytes) -> Verdict:
    """A body that is no key as it stands: kept when it is long and random, as a key that was cut off is."""
    looks = len(encoded) >= _LEAST and shannon(encoded) > 4.2 and wordiness(encoded) < 0.4
    keep = looks and not is_placeholder(encoded)
    return Verdict(keep, severity=Severity.MEDIUM, note="it decodes to no key: cut off, or altered") if keep else _NONE


def is_sequence(raw: bytes) -> bool:
    """Whether bytes are one ASN.1 SEQUENCE in DER of exactly their length (X.690, section 8.1.3)."""
    if len(raw) < 2 or raw[0] != 0x30:
        return False
    size, start = raw[1], 2
    if size & 0x80:
        width = size & 0x7F
        size, start = int.from_bytes(raw[2 : 2 + width], "big"), 2 + width
    return len(raw) - start == size > 0


def unwrap(body: bytes) -> bytes:
    """The text of a body: escapes of source strings, JSON, XML and addresses become what they stand for."""
    for escape in _LINE_ENDS:
        body = body.replace(escape, b"\n")
    for escape, meant in _ESCAPED:
        body = body.replace(escape, meant)
    return body


def base64_of(text: bytes) -> bytes:
    """The base64 of a body without what stands between its lines: quotes, joints, indents, comment signs, headers."""
    kept: list[bytes] = []
    tails: list[bytes] = []
    for line in text.split(b"\n"):
        if b": " in line and len(line) < _HEADER:
            continue
        tokens = [token for token in line.translate(_SEPARATORS).split() if _is_base64(token)]
        last = max((at for at, token in enumerate(tokens) if len(token) >= _LONG), default=-1)
        if last >= 0:
            kept += [token for token in tokens if len(token) >= _LONG]
            tails = tokens[last + 1 :]
        elif kept and tokens:
            tails += tokens
            break
    return b"".join(kept) + _tail(sum(map(len, kept)), tails)


def _is_base64(token: bytes) -> bool:
    return _BASE64.issuperset(token) and bool(token.strip(b"/+")) and not token.startswith(b"=")


def _tail(size: int, tokens: list[bytes]) -> bytes:
    """Which of the short pieces behind the long ones is the key's last line: one that fills up a group of four."""
    fallback = tokens[0] if tokens and size % 4 else b""
    return next((token for token in tokens if (size + len(token)) % 4 == 0), fallback)


def _decode(encoded: bytes) -> bytes:
    stripped = encoded.rstrip(b"=")
    try:
        return a2b_base64(stripped + b"=" * (-len(stripped) % 4))
    except Error:
        return b""


def _cut(body: bytes) -> bytes:
    """The beginning of an unclosed body that can belong to a key: it ends where no line of base64 follows."""
    reach = idle = 0
    for line in body.splitlines(keepends=True):
        tokens = line.translate(_SEPARATORS).split()
        if any(len(token) >= _LONG and _BASE64.issuperset(token) for token in unwrap(b" ".join(tokens)).split()):
            idle = 0
        else:
            idle += 1
        if idle > 2:
            break
        reach += len(line)
    return body[:reach]
