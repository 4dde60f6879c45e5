"""AWS ids and secrets."""

import random
import string

import pytest

from hushlint.confirm.checks.aws import judge_id, judge_secret
from hushlint.model.rule import Severity

from .conftest import Capture

RANDOM = random.Random(41)
ID = b"AKIA" + b"QZ7PLMX3WVNB2RKD"


@pytest.mark.parametrize(
    "value",
    [
        b"AKIA" + b"IOSFODNN7EXAMPLE",
        b"AKIA" + b"0123456789012345",
        b"AKIA" + b"A" * 16,
        b"AKIA" + b"ABABABABABABABAB",
        b"AKIA" + b"QZ7PLMX3WVNB2RK",
    ],
)
def test_what_is_no_id(value: bytes, capture: Capture) -> None:
    assert not judge_id(capture(value)).keep


def test_an_id(capture: Capture) -> None:
    assert judge_id(capture(ID)).verified == "structure"


@pytest.mark.parametrize("scope", [b"%2F20240101%2Fus-east-1", b"/20240101/us-east-1/s3/aws4_request"])
def test_an_id_in_a_signed_address_is_low(scope: bytes, capture: Capture) -> None:
    assert judge_id(capture(ID, b"X-Amz-Credential=" + ID + scope)).severity is Severity.LOW


@pytest.mark.parametrize(
    "value",
    [
        b"da39a3ee5e6b4b0d3255bfef95601890afd80709",
        b"wJalrXUtnFEMI/" + b"K7MDENG/bPxRfiCYEXAMPLEKEY",
        b"A" * 40,
        b"src/components/authentication/LoginForm1",
        b"abcdefghijklmnopqrstuvwxyz0123456789abcd",
    ],
)
def test_what_is_no_secret(value: bytes, capture: Capture) -> None:
    assert not judge_secret(capture(value)).keep


def test_random_secrets_are_kept(capture: Capture) -> None:
    letters = string.ascii_letters + string.digits + "+/"
    kept = [judge_secret(capture("".join(RANDOM.choices(letters, k=40)).encode())).keep for _ in range(500)]
    assert sum(kept) >= 497
