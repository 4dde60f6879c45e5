"""bech32 and CRC-16 in base 32, by values that others publish or that are summed here."""

import random
from base64 import b32encode
from binascii import crc_hqx

import pytest

from hushlint.confirm.checks.alphabets import judge_age, judge_nats
from hushlint.model.rule import Severity

from .conftest import Capture

# The identity of the age test kit (C2SP/CCTV, age/testdata), which is public and opens nothing but those files.
IDENTITY = "AGE-SECRET-" + "KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"


def test_the_published_identity_holds(capture: Capture) -> None:
    verdict = judge_age(capture(IDENTITY.encode()))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "checksum", Severity.CRITICAL)


# The hybrid identity of C2SP's age.md, which is public too.
HYBRID = "AGE-SECRET-" + "KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"


def test_the_published_hybrid_identity_holds(capture: Capture) -> None:
    assert judge_age(capture(HYBRID.encode())).verified == "checksum"
    assert judge_age(capture(HYBRID[:-1].encode() + b"Q")).severity is Severity.INFO
    assert judge_age(capture(HYBRID.replace("-PQ", "").encode())).severity is Severity.INFO


@pytest.mark.parametrize("at", [17, 40, 73])
def test_one_letter_changed_is_info(at: int, capture: Capture) -> None:
    changed = IDENTITY[:at] + ("Q" if IDENTITY[at] != "Q" else "P") + IDENTITY[at + 1 :]
    verdict = judge_age(capture(changed.encode()))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "", Severity.INFO)


def test_other_letters_are_none(capture: Capture) -> None:
    assert not judge_age(capture(b"AGE-SECRET-KEY-1" + b"B" * 58)).keep


def _seed() -> bytes:
    raw = bytes([18 << 3 | 20 >> 2, (20 << 6) & 0xFF]) + random.Random(5).randbytes(32)
    return b32encode(raw + crc_hqx(raw, 0).to_bytes(2, "little")).rstrip(b"=")


def test_a_nats_seed_is_kept_for_its_checksum_alone(capture: Capture) -> None:
    seed = _seed()
    assert judge_nats(capture(seed)).verified == "checksum"
    assert not judge_nats(capture(seed[:-1] + (b"A" if seed[-1:] != b"A" else b"B"))).keep
    assert not judge_nats(capture(b"SU" + b"1" * 56)).keep
