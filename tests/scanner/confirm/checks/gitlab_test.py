"""GitLab's routable tokens."""

import zlib

from hushlint.confirm.checks.gitlab import judge
from hushlint.model.rule import Severity

from .conftest import Capture


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def _routable() -> bytes:
    payload = "Zm9vYmFyYmF6cXV4MTIzNG86MQo3dToxCg"
    head = "gl" + f"pat-{payload}.01.{_base36(len(payload)).rjust(2, '0')}"
    return (head + _base36(zlib.crc32(head.encode())).rjust(7, "0")).encode()


def test_a_token_without_dots_has_no_checksum(capture: Capture) -> None:
    verdict = judge(capture(b"gl" + b"pat-a1B2c3D4e5F6g7H8i9J0"))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "", None)


def test_a_wrong_checksum_is_info(capture: Capture) -> None:
    verdict = judge(capture(_routable()[:-1] + b"-"))
    assert (verdict.keep, verdict.severity) == (True, Severity.INFO)
    assert "checksum is wrong" in verdict.note


def test_a_right_checksum_is_critical(capture: Capture) -> None:
    verdict = judge(capture(_routable()))
    assert (verdict.verified, verdict.severity) == ("checksum", Severity.CRITICAL)
