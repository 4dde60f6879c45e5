"""Azure's keys with a checksum: Marvin32 as .NET computes it, and the keys that carry it."""

import random
import string
import zlib
from base64 import b32encode, b64encode
from binascii import a2b_base64

import pytest

from hushlint.confirm.checks.azure import judge, judge_annotated, judge_devops, judge_entra, marvin32
from hushlint.model.rule import Severity

from .conftest import Capture

SEED = 0x004FB61A001BDBCC


@pytest.mark.parametrize(
    ("data", "both"),
    [(b"", 0x30ED35C100CD3C7D), (b"\xaf", 0x48E73FC77D75DDC1), (b"\xe7\x0f", 0xB5F6E1FC485DBFF8)],
)
def test_marvin_is_that_of_dotnet(data: bytes, both: int) -> None:
    """The vectors of dotnet/runtime, MarvinTests.cs; the 32 bits are both halves, one upon the other."""
    assert marvin32(data, SEED) == (both >> 32) ^ (both & 0xFFFFFFFF)


def _key(seed: str, signature: str) -> bytes:
    """A storage key of 64 bytes: 57 random ones, three of the signature, four of checksum."""
    body = b64encode(random.Random(3).randbytes(57)) + signature.encode()
    data = a2b_base64(body)
    return b64encode(data + marvin32(data, int.from_bytes(seed.encode(), "big")).to_bytes(4, "little"))


def test_a_passed_checksum_is_critical(capture: Capture) -> None:
    verdict = judge(capture(_key("Default0", "+ASt")))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "checksum", Severity.CRITICAL)
    assert judge(capture(_key("MastRW00", "ACDb"))).verified == "checksum"


@pytest.mark.parametrize(("seed", "signature"), [("MastRW00", "+ASt"), ("Default0", "ACDb")])
def test_another_services_checksum_is_a_failed_one(seed: str, signature: str, capture: Capture) -> None:
    verdict = judge(capture(_key(seed, signature)))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "", Severity.INFO)
    assert "checksum is wrong" in verdict.note


def test_a_key_without_a_service_has_no_checksum(capture: Capture) -> None:
    verdict = judge(capture(_key("Default0", "AAAA")))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "", None)


# Examples of microsoft/security-utilities, identifiable_scans.rs: what is random in a key is one letter there.
PUBLISHED = {
    "Service Bus": "a" * 33 + "+ASb" + "HpHeAI=",
    "Event Hubs": "a" * 33 + "+AEh" + "G2s/8w=",
    "Relay": "a" * 33 + "+ARm" + "D7h+qo=",
    "IoT": "a" * 33 + "AIoT" + "Oumzco=",
    "Event Grid": "b" * 33 + "AZEG" + "LiQbng=",
}


@pytest.mark.parametrize("key", PUBLISHED.values(), ids=PUBLISHED.keys())
def test_published_keys_hold(key: str, capture: Capture) -> None:
    assert judge(capture(key.encode())).verified == "checksum"
    wrong = key[:-3] + ("A" if key[-3] != "A" else "B") + key[-2:]
    assert judge(capture(wrong.encode())).severity is Severity.INFO


def test_redis_replaces_characters_behind_the_checksum(capture: Capture) -> None:
    """Two letters stand for + and / then, so that a failed checksum says nothing."""
    assert judge(capture(b"a" * 32 + b"P" + b"AzCa" + b"AAAAAA=")).severity is None
    assert judge(capture(b"a" * 33 + b"AzCa" + b"AAAAAA=")).severity is Severity.INFO


def _annotated(sum_of: bytes = b"Default0") -> tuple[bytes, int]:
    head = ("".join(random.Random(6).choices(string.ascii_letters + string.digits, k=52))).encode()
    head += b"JQQJ99" + b"BL" + b"A" * 16 + b"AZDO"
    return head, marvin32(a2b_base64(head), int.from_bytes(sum_of, "big"))


def _base62(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 62)
        digits = (string.digits + string.ascii_uppercase + string.ascii_lowercase)[digit] + digits
    return digits.ljust(4, "0")[:4]


def test_an_annotated_key_in_both_spellings_of_its_checksum(capture: Capture) -> None:
    head, number = _annotated()
    little = number.to_bytes(4, "little")
    for tail in (_base62(int.from_bytes(little, "big")).encode(), b64encode(little[:3])):
        verdict = judge_annotated(capture(head + tail))
        assert (verdict.verified, verdict.severity) == ("checksum", Severity.CRITICAL)
    assert judge_annotated(capture(head + _base62(int.from_bytes(little, "big")).encode() + b"ab==")).verified


def test_an_annotated_key_without_its_checksum_is_info(capture: Capture) -> None:
    verdict = judge_annotated(capture(b"A" * 52 + b"JQQJ99" + b"B" * 26))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "", Severity.INFO)


# The example of SEC101_156_AzureClientAppIdentifiableCredentials.cs.
ENTRA = b"zzz" + b"8Q~" + b"z" * 31 + b"blP"


def test_an_entra_secret_has_three_characters_of_checksum(capture: Capture) -> None:
    assert judge_entra(capture(ENTRA)).verified == "checksum"
    assert judge_entra(capture(b"y" + ENTRA[1:])).severity is Severity.INFO
    assert judge_entra(capture(b"yyy" + b"7Q~" + b"y" * 31)).severity is None


def _devops(key: int) -> bytes:
    """32 bytes whose CRC stands at bytes 22, 8, 7 and 2, written in base 32 without the last four bits."""
    data = bytearray(random.Random(7).randbytes(32))
    number = zlib.crc32(bytes(data[0:2] + data[3:7] + data[9:22] + data[23:32])) ^ key
    for place, byte in zip((22, 8, 7, 2), number.to_bytes(4, "little"), strict=True):
        data[place] = byte
    return b32encode(bytes(data)).rstrip(b"=").lower()


@pytest.mark.parametrize("key", [0xE0B9692D, 0x1019F92E])
def test_a_devops_token_is_kept_for_its_checksum_alone(key: int, capture: Capture) -> None:
    token = _devops(key)
    assert len(token) == 52
    assert judge_devops(capture(token)).verified == "checksum"
    assert not judge_devops(capture(token[:-2] + (b"aa" if token[-2:] != b"aa" else b"bb"))).keep
    assert not judge_devops(capture(_devops(0))).keep
    assert not judge_devops(capture(b"1" * 52)).keep
