"""GitHub's and npm's checksum, and the JWT in app tokens."""

import base64

import pytest

from hushlint.confirm.checks.github import checksum, judge, judge_app
from hushlint.model.rule import Severity

from .conftest import Capture

BODY = b"a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5"


def test_a_checksum_has_six_digits_however_small_it_is() -> None:
    assert checksum(b"") == b"000000"
    assert len(checksum(BODY)) == 6
    # CRC-32 of "a" is 0xe8b7be43 (zlib), 3904355907 in base 62.
    assert checksum(b"a") == b"4GEHKN"


@pytest.mark.parametrize("prefix", [b"ghp_", b"gho_", b"ghu_", b"ghs_", b"ghr_", b"npm_"])
def test_a_passed_checksum_is_critical(prefix: bytes, capture: Capture) -> None:
    verdict = judge(capture(prefix + BODY + checksum(BODY)))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "checksum", Severity.CRITICAL)


@pytest.mark.parametrize(("prefix", "owner"), [(b"ghp_", "a GitHub token"), (b"npm_", "an npm token")])
def test_a_failed_checksum_is_info(prefix: bytes, owner: str, capture: Capture) -> None:
    verdict = judge(capture(prefix + BODY + b"000000"))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "", Severity.INFO)
    assert owner in verdict.note


def test_a_longer_token_keeps_its_severity(capture: Capture) -> None:
    verdict = judge(capture(b"ghr_" + BODY * 2 + b"000000"))
    assert (verdict.keep, verdict.severity) == (True, None)


def test_an_app_token_holds_a_jwt(capture: Capture) -> None:
    parts = [base64.urlsafe_b64encode(text).rstrip(b"=") for text in (b'{"alg":"RS256"}', b'{"iss":"github"}')]
    token = b"ghs_" + b"12345_" + b".".join([*parts, b"c2lnbmF0dXJl"])
    assert judge_app(capture(token)).verified == "structure"
    assert not judge_app(capture(b"ghs_" + b"12345_eyJub3QganNvbg.eyJub3QganNvbg.x")).keep
