"""JSON Web Keys: public ones, code that reads them, and the private ones in JSON, in source, in strings."""

import base64
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hushlint.confirm.checks.jwk import judge
from hushlint.confirm.verdict import Verdict
from hushlint.model.rule import Severity

from .conftest import Capture

RANDOM = random.Random(7)
# RFC 8037 appendix A.1, cut in two.
SHOWN = "nWGxne_9WmC6hEr0kuws" + "xERJxWl7MmkZcDusAxyuf2A"


def _number(size: int) -> str:
    return base64.urlsafe_b64encode(RANDOM.randbytes(size)).decode().rstrip("=")


PUBLIC = {"kty": "EC", "crv": "P-256", "x": _number(32), "y": _number(32)}
PRIVATE = {
    "EC": PUBLIC | {"d": _number(32)},
    "RSA": {"kty": "RSA", "n": _number(256), "e": "AQAB", "d": _number(256), "p": _number(128)},
    "OKP": {"d": _number(32), "kty": "OKP", "crv": "Ed25519"},
    "oct": {"alg": "HS256", "k": _number(64), "kty": "oct"},
}


def _judged(text: str, capture: Capture) -> tuple[Verdict, str]:
    """The verdict on the first `kty` of a text, and the text of its span."""
    start = text.index("kty")
    end = min(at for at in (text.find(end, start) for end in (",", "}", "\n", ")")) if at > 0)
    data = text.encode()
    verdict = judge(capture(text[start:end].encode(), data))
    return verdict, data[verdict.start or 0 : verdict.end or 0].decode()


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(PUBLIC),
        'if key["kty"] == "RSA": return load(key["d"])\n',
        '{"kty": "oct", "k": "..."}',
        '{"kty": "oct", "k": "<the secret of the service>"}',
        '{"kty": "oct", "k": "' + "x" * 43 + '"}',
        '{"kty": "EC", "d": "short"}',
        '{"kty": "EC", "kid": "' + _number(32) + '"}',
        '{"kty": "RSA", "k": "' + _number(32) + '"}',
        json.dumps(PUBLIC) + ', {"d": "' + _number(32) + '"}',
    ],
)
def test_no_private_keys(text: str, capture: Capture) -> None:
    assert not _judged(text, capture)[0].keep


@pytest.mark.parametrize("kind", PRIVATE)
def test_private_keys(kind: str, capture: Capture) -> None:
    text = json.dumps(PRIVATE[kind], indent=2)
    for written in (text, text.replace('"', "'"), json.dumps(text)):
        verdict, span = _judged(f'{{"keys": [{json.dumps({})}, {written}]}}', capture)
        assert (verdict.keep, verdict.verified, verdict.severity) == (True, "structure", None)
        assert span.startswith("{") and span.endswith("}") and "kty" in span


def test_a_key_in_source(capture: Capture) -> None:
    assert _judged("const key = { kty: 'EC', d: '" + _number(32) + "' };", capture)[0].keep


def test_a_key_of_a_standard_is_info(capture: Capture) -> None:
    verdict, _ = _judged(json.dumps({"kty": "OKP", "crv": "Ed25519", "d": SHOWN}), capture)
    assert (verdict.keep, verdict.severity) == (True, Severity.INFO)


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_any_text_around(before: bytes, after: bytes) -> None:
    from hushlint.confirm.verdict import Captured
    from hushlint.model.rule import Rule

    value = b'kty":"oct"'
    rule = Rule("a-rule", "A rule", "acme", "secrets", Severity.HIGH, "(?P<secret>x)", "s", "w", "f")
    text = before + value + after
    verdict = judge(Captured(value, b"", {}, rule, text, len(before), len(before) + len(value)))
    assert not verdict.keep or b"k" in text


def test_the_letters_of_a_type_inside_a_key_end_nothing(capture: Capture) -> None:
    member = b"kty" + b"q7ZrkL2xW9vB4nM8cD1f" * 2 + b"kty"
    text = b'{"n": "xkty", "kty": "RSA", "e": "AQAB", "d": "' + member + b'"}'
    verdict = judge(capture(b'kty": "RSA"', text=text))
    assert verdict.keep
    assert (verdict.start, verdict.end) == (0, len(text))


def test_the_object_of_another_type_is_not_looked_into(capture: Capture) -> None:
    other = b'"kty": "oct", "k": "' + b"q7ZrkL2xW9vB4nM8cD1f" * 2 + b'"}'
    assert not judge(capture(b'kty": "RSA"', text=b'{"kty": "RSA", ' + other)).keep
