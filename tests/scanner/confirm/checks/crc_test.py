"""Tokens that end in a CRC-32: the checksum that holds, one digit changed, and forms that are none of ours."""

import random
import string
import zlib

import pytest

from hushlint.confirm.checks.crc import judge, judge_confluent, judge_cratesio
from hushlint.model.rule import Severity

from .conftest import Capture

CHANCE = random.Random(11)
BODY = "".join(CHANCE.choices(string.ascii_letters + string.digits, k=40))


def _little(text: str) -> str:
    return zlib.crc32(text.encode()).to_bytes(4, "little").hex()


# What each provider sums, and how it writes the sum.
TOKENS = {
    "Atlassian": (text := "AT" + "ATT3xFfGF0" + BODY * 4 + "=") + f"{zlib.crc32(text.encode()):08X}",
    "Bitbucket": (text := "AT" + "BB" + BODY[:28]) + f"{zlib.crc32(text.encode()):08X}",
    "Cloudflare": "cf" + "ut_" + BODY + f"{zlib.crc32(BODY.encode()):08x}",
    "Grafana": (text := "gl" + "sa_" + BODY[:32]) + "_" + _little(text),
    "Zuplo": "zp" + "ka_" + BODY[:32] + f"_{zlib.crc32(BODY[:32].encode()):08x}",
}


@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS.keys())
def test_a_passed_checksum_is_critical(token: str, capture: Capture) -> None:
    verdict = judge(capture(token.encode()))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "checksum", Severity.CRITICAL)


@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS.keys())
def test_a_failed_one_is_info(token: str, capture: Capture) -> None:
    changed = token[:10] + ("a" if token[10] != "a" else "b") + token[11:]
    verdict = judge(capture(changed.encode()))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "", Severity.INFO)
    assert "checksum is wrong" in verdict.note


def test_a_stranger_is_dropped(capture: Capture) -> None:
    assert not judge(capture(b"nothing-of-ours-00000000")).keep


def test_confluent_keeps_what_it_cannot_prove(capture: Capture) -> None:
    import base64

    body = "cf" + "lt" + (BODY * 2)[:54]
    sum = base64.b64encode(zlib.crc32(body.encode()).to_bytes(4, "little")).decode()[:6]
    assert judge_confluent(capture((body + sum).encode())).verified == "checksum"
    verdict = judge_confluent(capture((body + "AAAAAA").encode()))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "", None)


@pytest.mark.parametrize("tail", ["Od", "gK"])
def test_a_published_token_of_crates_io_holds(tail: str, capture: Capture) -> None:
    """The token of crates_io_trustpub/src/access_token.rs; its last character is the checksum."""
    token = "cio" + "_tp_" + "gGK6jurSwKyl9V3Az19z7YEFQI9aoO" + tail
    verdict = judge_cratesio(capture(token.encode()))
    passed = tail == "Od"
    assert (verdict.verified == "checksum") is passed
    assert verdict.severity is (Severity.CRITICAL if passed else Severity.INFO)
