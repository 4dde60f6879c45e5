"""Azure's keys with a checksum: Marvin32 as .NET computes it, and the keys that carry it."""

import random
from base64 import b64encode

import pytest

from hushlint.confirm.checks.azure import judge, judge_annotated, marvin32
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
    from binascii import a2b_base64

    data = a2b_base64(body)
    return b64encode(data + marvin32(data, int.from_bytes(seed.encode(), "big")).to_bytes(4, "little"))


def test_a_passed_checksum_is_critical(capture: Capture) -> None:
    verdict = judge(capture(_key("Default0", "+ASt")))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "checksum", Severity.CRITICAL)
    assert judge(capture(_key("MastRW00", "ACDb"))).verified == "checksum"


@pytest.mark.parametrize(("seed", "signature"), [("MastRW00", "+ASt"), ("Default0", "ACDb"), ("Default0", "AAAA")])
def test_another_services_checksum_proves_nothing(seed: str, signature: str, capture: Capture) -> None:
    verdict = judge(capture(_key(seed, signature)))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "", None)


def test_an_annotated_key_without_its_checksum_stays_as_it_is(capture: Capture) -> None:
    verdict = judge_annotated(capture(b"A" * 52 + b"JQQJ99" + b"B" * 26))
    assert (verdict.keep, verdict.verified) == (True, "")
