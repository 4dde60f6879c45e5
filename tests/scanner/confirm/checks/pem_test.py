"""Private keys however they are wrapped, and headers without a key."""

import base64
import random
import re
from urllib.parse import quote, quote_plus

import pytest

from hushlint.confirm.checks.openpgp import crc24
from hushlint.confirm.checks.pem import base64_of, is_sequence, judge, judge_base64, judge_der, judge_putty, unwrap
from hushlint.confirm.verdict import Verdict
from hushlint.model.rule import Severity

from .conftest import Capture

RANDOM = random.Random(67)
BEGIN, END = "-----BEG" + "IN ", "-----E" + "ND "


def _der(size: int = 300) -> bytes:
    return b"\x30\x82" + size.to_bytes(2, "big") + RANDOM.randbytes(size)


def _openssh(cipher: bytes) -> bytes:
    return b"openssh-key-v1\0" + len(cipher).to_bytes(4, "big") + cipher + RANDOM.randbytes(200)


def _lines(raw: bytes, width: int = 64) -> list[str]:
    text = base64.b64encode(raw).decode()
    return [text[at : at + width] for at in range(0, len(text), width)]


def _pem(raw: bytes, label: str = "RSA ", headers: str = "") -> str:
    name = label + "PRIVATE" + " KEY-----"
    return "\n".join([BEGIN + name, *([headers, ""] if headers else []), *_lines(raw), END + name, ""])


HEADER = re.compile(rb"-----BEGIN.{0,40}?KEY(?:(?: |%20|\\+)BLOCK)?-----")


def _judged(text: str, capture: Capture) -> tuple[Verdict, bytes]:
    """The verdict, and the bytes of its span."""
    data = text.encode()
    found = HEADER.search(data)
    assert found
    verdict = judge(capture(found[0], data))
    return verdict, data[verdict.start or 0 : verdict.end or 0]


NAME = "RSA PRIVATE" + " KEY-----"
ONE_LINE = base64.b64encode(b"\xd3" + RANDOM.randbytes(47)).decode()
NO_KEYS = [
    BEGIN + NAME,
    f'if line.startswith("{BEGIN}{NAME}"): return load(line)\n',
    f"{BEGIN}{NAME}\n{END}{NAME}\n",
    f"{BEGIN}{NAME}\n...\n{END}{NAME}\n",
    f"{BEGIN}{NAME}\nMIIEpAIBAAKCAQEA...\n{END}{NAME}\n",
    f"{BEGIN}{NAME}\nYOUR PRIVATE KEY GOES HERE\n{END}{NAME}\n",
    f"{BEGIN}{NAME}\n{'A' * 64}\n{'A' * 64}\n{END}{NAME}\n",
    f"{BEGIN}{NAME}\n{'x' * 64}\n{END}{NAME}\n",
    f"{BEGIN}{NAME}[\\s\\S]*?{END}{NAME}",
    # One line of random letters that is no key; a key of Ed25519 has one line too, but decodes.
    f"{BEGIN}{NAME}\n{ONE_LINE}\n{END}{NAME}\n",
]


@pytest.mark.parametrize("text", NO_KEYS)
def test_a_header_without_a_key(text: str, capture: Capture) -> None:
    assert not _judged(text, capture)[0].keep


def _wrappings(pem: str) -> dict[str, str]:
    lines = pem.splitlines()
    return {
        "file": pem,
        "crlf": pem.replace("\n", "\r\n"),
        "no newline": pem.rstrip("\n"),
        "indented": "key: |\n" + "".join(f"    {line}\n" for line in lines),
        "escaped": f'key = "{pem}"'.replace("\n", "\\n"),
        "json": '{"private_key": "' + pem.replace("\n", "\\n") + '"}',
        "json in a string": '"{\\"k\\": \\"' + pem.replace("\n", "\\\\n") + '\\"}"',
        "one line": " ".join(lines),
        "concatenated": "\n".join(f'    "{line}\\n" +' for line in lines),
        "implicit": "(\n" + "".join(f"    '{line}\\n'\n" for line in lines) + ")",
        "commented": "".join(f"# {line}\n" for line in lines),
        "slashes": pem.replace("/", "\\/").replace("\n", "\\n"),
        "list": "[" + ", ".join(f'"{line}"' for line in lines) + "]",
        "carriage returns": pem.replace("\n", "\r"),
        "carriage returns escaped": pem.replace("\n", "\\r\\n"),
        "joined": "".join(lines),
        "html": "<br>".join(lines),
        "xml": pem.replace("\n", "&#xA;"),
        "patch": "".join(f"+{line}\n" for line in lines),
        "numbered": "".join(f"{number:4d}  {line}\n" for number, line in enumerate(lines, 1)),
        "visual basic": " & vbCrLf & _\n    ".join(f'"{line}"' for line in lines),
        "continued": "\\n\\\n  ".join(lines),
        "blank lines": "\n\n".join(lines),
        "address": quote(pem),
        "form": quote_plus(pem),
    }


@pytest.mark.parametrize("wrapping", _wrappings(""))
def test_a_key_is_found_however_it_is_wrapped(wrapping: str, capture: Capture) -> None:
    for raw, label in ((_der(), "RSA "), (_der(), ""), (_openssh(b"none"), "OPENSSH "), (_der(119)[:2] + b"", "EC ")):
        raw = raw if len(raw) > 50 else b"\x30\x77" + RANDOM.randbytes(119)
        text = _wrappings(_pem(raw, label))[wrapping]
        verdict, span = _judged("before\n" + text, capture)
        assert (verdict.keep, verdict.verified, verdict.severity) == (True, "structure", None), label
        assert span.startswith(b"-----BEGIN")
        assert span.endswith(b"-----")


@pytest.mark.parametrize(
    "text",
    [
        _pem(RANDOM.randbytes(320), headers="Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0011223344556677"),
        _pem(_der(), "ENCRYPTED "),
        _pem(_openssh(b"aes256-ctr"), "OPENSSH "),
    ],
)
def test_encrypted_keys_are_low(text: str, capture: Capture) -> None:
    verdict, _ = _judged(text, capture)
    assert (verdict.keep, verdict.severity) == (True, Severity.LOW)


def test_a_key_that_was_cut_off_is_kept_without_being_verified(capture: Capture) -> None:
    text = "".join(_pem(_der()).splitlines(keepends=True)[:5]) + "\nand then some text follows\nand more\nand more\n"
    verdict, span = _judged(text, capture)
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "", Severity.MEDIUM)
    assert b"and more" not in span


def test_two_keys_are_not_one(capture: Capture) -> None:
    first, second = _pem(_der()), _pem(_der())
    verdict, span = _judged(first + second, capture)
    assert verdict.keep
    assert span == first.rstrip("\n").encode()


def _pgp(usage: int) -> str:
    """A version 4 RSA secret key packet, its body random behind the octet that says whether it is encrypted."""
    number = (1024).to_bytes(2, "big") + b"\x80" + RANDOM.randbytes(127)
    exponent = (17).to_bytes(2, "big") + b"\x01\x00\x01"
    packet = (
        b"\x04"
        + (1700000000).to_bytes(4, "big")
        + b"\x01"
        + number
        + exponent
        + bytes((usage,))
        + RANDOM.randbytes(300)
    )
    raw = b"\x95" + len(packet).to_bytes(2, "big") + packet
    check = "=" + base64.b64encode(crc24(raw).to_bytes(3, "big")).decode()
    name = "PGP PRIVATE" + " KEY BLOCK-----"
    return "\n".join([BEGIN + name, "Version: GnuPG v2", "", *_lines(raw), check, END + name, ""])


def test_openpgp_keys(capture: Capture) -> None:
    text = _pgp(0)
    verdict, span = _judged(text, capture)
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "checksum", None)
    assert span == text.rstrip("\n").encode()
    assert _judged(_pgp(254), capture)[0].severity is Severity.LOW


def test_a_checksum_of_openpgp() -> None:
    # RFC 9580, section 6.1.1: the initial value is what nothing gives.
    assert crc24(b"") == 0xB704CE


def test_a_key_in_base64(capture: Capture) -> None:
    encoded = base64.b64encode(_pem(_der()).encode())
    assert judge_base64(capture(encoded)).verified == "structure"
    assert judge_base64(capture(encoded.rstrip(b"="))).keep
    assert not judge_base64(capture(base64.b64encode(_pem(_der()).replace("PRIVATE", "PUBLIC").encode()))).keep
    assert not judge_base64(capture(b"LS0tLS1CRUdJTi")).keep


def test_a_key_in_base64_of_several_lines(capture: Capture) -> None:
    encoded = base64.encodebytes(_pem(_der()).encode()).decode()
    for text in (encoded, "".join(f"  {line}\n" for line in encoded.splitlines()), encoded.replace("\n", "\r\n")):
        data = ("key: >\n" + text + "next: value\n").encode()
        first = encoded.splitlines()[0].encode()
        verdict = judge_base64(capture(first, data))
        assert (verdict.keep, verdict.verified) == (True, "structure")
        assert data[verdict.end or 0 :].strip() == b"next: value"


def test_a_key_in_base64_behind_other_blocks(capture: Capture) -> None:
    before = BEGIN + "EC PARAMETERS-----\nBggqhkjOPQMBBw==\n" + END + "EC PARAMETERS-----\n"
    key = _pem(b"\x30\x77" + RANDOM.randbytes(119), "EC ")
    assert judge_base64(capture(base64.b64encode((before + key).encode()))).verified == "structure"
    assert not judge_base64(capture(base64.b64encode(before.encode()))).keep


def test_a_key_without_armor(capture: Capture) -> None:
    text = base64.b64encode(_der()).decode()
    whole = judge_der(capture(text.encode()))
    assert (whole.keep, whole.verified, whole.severity) == (True, "structure", None)
    cut = judge_der(capture(text[:-30].encode()))
    assert cut.keep
    assert cut.severity is Severity.MEDIUM
    assert not judge_der(capture(b"MII" + b"A" * 300)).keep


@pytest.mark.parametrize("wrapping", ["raw", "one line", "joined", "carriage returns", "list"])
def test_an_encrypted_key_is_low_however_it_is_wrapped(wrapping: str, capture: Capture) -> None:
    pem = _pem(RANDOM.randbytes(320), headers="Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0011223344556677")
    verdict, _ = _judged({"raw": pem, **_wrappings(pem)}[wrapping], capture)
    assert (verdict.keep, verdict.severity) == (True, Severity.LOW)


@pytest.mark.parametrize(("encryption", "severity"), [("none", None), ("aes256-cbc", Severity.LOW)])
def test_putty_keys(encryption: str, severity: Severity | None, capture: Capture) -> None:
    header = b"PuTTY-User-" + b"Key-File-3: ssh-rsa"
    text = header + f"\nEncryption: {encryption}\nPrivate-Lines: 2\n".encode() + "\n".join(_lines(_der(90))).encode()
    for written in (text, text.replace(b"\n", b"\r\n"), text.replace(b"\n", b"\\n")):
        verdict = judge_putty(capture(header, written))
        assert (verdict.keep, verdict.severity) == (True, severity)
    assert not judge_putty(capture(header)).keep


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", False),
        (b"\x30", False),
        (b"\x30\x00", False),
        (b"\x30\x01\x00", True),
        (b"\x30\x02\x00", False),
        (_der(), True),
    ],
)
def test_is_sequence(raw: bytes, expected: bool) -> None:
    assert is_sequence(raw) is expected


def test_base64_of_leaves_out_words_and_headers() -> None:
    text = b'Version: 1\n"' + b"A" * 20 + b'" +\n// ' + b"B" * 20 + b"\nCC==\n"
    assert base64_of(text) == b"A" * 20 + b"B" * 20 + b"CC=="
    assert unwrap(b"a\\nb\\\\nc") == b"a\nb\nc"
