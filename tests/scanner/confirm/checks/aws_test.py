"""AWS ids and secrets."""

import base64
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


def _id(account: int) -> bytes:
    """An id of an account: one bit set, 40 of the account, the rest random."""
    number = (1 << 79) | (account << 39) | RANDOM.getrandbits(39)
    return b"AKIA" + base64.b32encode(number.to_bytes(10, "big"))


@pytest.mark.parametrize("account", [609629065308, 999999999999, 123])
def test_an_id_names_its_account(account: int, capture: Capture) -> None:
    assert judge_id(capture(_id(account))).note == f"of account {account:012d}"


def test_an_old_id_names_none(capture: Capture) -> None:
    assert judge_id(capture(b"AKIAI" + b"Z7PLMX3WVNB2RKD")).note == ""


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
