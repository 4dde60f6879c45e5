"""Tokens with readable structure: what decodes as its provider writes it, and what only looks alike."""

import json
import random
import string
from base64 import b64encode, urlsafe_b64encode

import pytest

from hushlint.confirm.checks.packed import (
    judge_artifactory,
    judge_data_center,
    judge_discord,
    judge_json,
    judge_pypi,
    judge_random,
    judge_service_account,
)
from hushlint.model.rule import Severity

from .conftest import Capture

BODY = "".join(random.Random(2).choices(string.ascii_letters + string.digits, k=40))


def _json(**fields: object) -> str:
    return b64encode(json.dumps(fields).encode()).decode()


TOKENS = {
    "Grafana Cloud": "glc" + "_" + _json(o="1", n="ci", k=BODY),
    "Grafana": b64encode(json.dumps({"k": BODY, "n": "ci", "id": 1}, separators=(",", ":")).encode()).decode(),
    "Sentry": "sntr" + "ys_" + _json(iat=1, url="https://sentry.io", org="acme") + "_" + BODY,
    "1Password": "ops" + "_" + _json(userAuth={}, secretKey=BODY),
    "Mapbox": "sk." + _json(u="acme", a=BODY).rstrip("=") + "." + BODY[:22],
}


@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS.keys())
def test_the_structure_holds(token: str, capture: Capture) -> None:
    verdict = judge_json(capture(token.encode()))
    assert (verdict.keep, verdict.verified) == (True, "structure")


@pytest.mark.parametrize(
    "token", ["glc_" + _json(o="1"), "ops_" + _json(a=1), "sntrys_" + BODY, "sk." + BODY + "." + BODY, "glc_", "a.b"]
)
def test_another_payload_is_none(token: str, capture: Capture) -> None:
    assert not judge_json(capture(token.encode())).keep


@pytest.mark.parametrize("location", [b"\x08pypi.org", b"\x0dtest.pypi.org"])
def test_a_pypi_token_is_a_macaroon(location: bytes, capture: Capture) -> None:
    token = b"pypi" + b"-" + urlsafe_b64encode(b"\x02\x01" + location + BODY.encode() * 2)
    assert judge_pypi(capture(token)).verified == "structure"
    assert not judge_pypi(capture(b"pypi" + b"-" + urlsafe_b64encode(b"\x02\x01\x08acme.org" + BODY.encode()))).keep


def test_a_bots_token_begins_with_its_number(capture: Capture) -> None:
    number = urlsafe_b64encode(b"812345678901234567").decode()
    assert judge_discord(capture(f"{number}.AbCdEf.{BODY}".encode())).verified == "structure"
    number = urlsafe_b64encode(b"not a number at all").decode()
    assert not judge_discord(capture(f"{number}.AbCdEf.{BODY}".encode())).keep


def test_random_behind_a_prefix(capture: Capture) -> None:
    assert judge_random(capture(b"cio" + BODY[:32].encode())).keep
    assert not judge_random(capture(b"cioConfigurationProviderOfTheService")).keep
    assert not judge_random(capture(b"md-button-outlined-small-x1")).keep


def test_a_reference_token_says_what_it_is(capture: Capture) -> None:
    token = b64encode(b"reftkn:01:1767225600:" + BODY[:27].encode())
    assert len(token) == 64
    assert judge_artifactory(capture(token)).verified == "structure"
    assert not judge_artifactory(capture(b64encode(b"reftkn:01:never:" + BODY[:32].encode()))).keep
    assert judge_artifactory(capture(b"AKC" + b"p" + BODY[:69].encode())).verified == ""


def test_a_data_center_token_begins_with_a_number(capture: Capture) -> None:
    packed = b64encode(b"123456789012:" + random.Random(8).randbytes(20))
    assert judge_data_center(capture(packed)).verified == "structure"
    assert judge_data_center(capture(b"BBDC-" + packed)).verified == "structure"
    assert not judge_data_center(capture(b64encode(b"123456789012:readable text"))).keep
    assert not judge_data_center(capture(b64encode(random.Random(8).randbytes(33)))).keep


def test_the_id_of_a_key_is_low_without_the_key(capture: Capture) -> None:
    number = b"99a7cf99df33d98a2861e3c54098723fc8bddbb9"
    text = b'"private_key_id": "' + number + b'", "client_email": "ci@acme.io"'
    assert judge_service_account(capture(number, text)).severity is Severity.LOW
    whole = text + b', "private_key": "-----BEGIN PRIVATE ' + b"KEY-----"
    assert judge_service_account(capture(number, whole)).severity is None
    assert judge_service_account(capture(number, text + b" " * 500 + whole[len(text) :])).severity is Severity.LOW
