"""JSON Web Tokens: what is none, what is public, what is worth stopping for."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hushlint.confirm.checks.jwt import decode, judge
from hushlint.model.rule import Severity

from .conftest import Capture

HEADER = {"alg": "HS256", "typ": "JWT"}
SIGNATURE = "c2lnbmF0dXJlLW9mLTMyLWJ5dGVzLW1heWJl"


def _token(payload: object, header: object = HEADER) -> bytes:
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (header, payload)]
    return ".".join([*parts, SIGNATURE]).encode()


@pytest.mark.parametrize(
    "token",
    [
        b"",
        b"eyJhbGciOiJIUzI1NiJ9",
        b"eyJhbGciOiJIUzI1NiJ9.eyJ",
        b"a.b.c",
        b"a.b.c.d",
        _token({}),
        _token([1]),
        _token({"sub": "u"}, {"typ": "JWT"}),
        _token({"sub": "u"}, {"alg": 1}),
        _token("text"),
    ],
)
def test_what_is_no_token(token: bytes, capture: Capture) -> None:
    assert not judge(capture(token, b" " + token)).keep


@pytest.mark.parametrize(
    ("payload", "severity"),
    [
        ({"sub": "1234567890", "name": "John Doe", "iat": 1516239022}, Severity.INFO),
        ({"iss": "joe", "exp": 1300819380}, Severity.INFO),
        ({"iss": "supabase", "role": "anon"}, Severity.INFO),
        ({"iss": "supabase-demo", "role": "service_role", "exp": 1983812996}, Severity.INFO),
        ({"iss": "supabase", "role": "service_role"}, Severity.CRITICAL),
        ({"sub": "u-17", "iss": "https://auth.acme.io"}, None),
        ({"sub": "u-17", "role": ["anon"]}, None),
        ({"iss": "kubernetes/serviceaccount", "sub": "system:serviceaccount:ci:deploy"}, Severity.CRITICAL),
        ({"iss": "kubernetes/serviceaccount", "sub": "system:serviceaccount:ci:deploy", "exp": 1}, None),
        ({"iss": "https://kubernetes.default.svc", "exp": 1800000000}, None),
    ],
)
def test_tokens(payload: object, severity: Severity | None, capture: Capture) -> None:
    verdict = judge(capture(_token(payload)))
    assert (verdict.keep, verdict.verified, verdict.severity) == (True, "structure", severity)


def test_an_unsigned_token_is_info(capture: Capture) -> None:
    assert judge(capture(_token({"sub": "u-17"}, {"alg": "none"}))).severity is Severity.INFO


@given(st.binary(max_size=200))
def test_any_bytes_decode_to_a_token_or_nothing(data: bytes) -> None:
    assert decode(data) is None
