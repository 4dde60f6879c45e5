"""The judgement of values in sentences about credentials."""

import pytest

from hushlint.confirm.checks.comment import judge

from .conftest import Capture

SILENT = [
    b"required", b"sha256sum", b"base64-encoded", b"int32", b"2024-01-02", b"12345678", b"user@example",
    b"path/to/file1",
    b"abc123.jpg", b"$2b$12$abcdefgh", b"changeme1", b"${PASSWORD1}", b"x", b"oauth2token", b"<value1>",
    b"http://a.b/c1",
]  # fmt: skip
KEPT = [b"Winter2024" + b"!", b"tr0ub4dor" + b"&3", b"hunter" + b"22", b"q7Zr" + b"kL2x"]


@pytest.mark.parametrize("value", SILENT)
def test_silent(capture: Capture, value: bytes) -> None:
    assert not judge(capture(value, text=b"# password: " + value, word=b"password", sign=b":")).keep


@pytest.mark.parametrize("value", KEPT)
def test_kept(capture: Capture, value: bytes) -> None:
    assert judge(capture(value, text=b"# password: " + value, word=b"password", sign=b":")).keep


def test_the_end_of_a_sentence_is_no_part_of_the_value(capture: Capture) -> None:
    value = b"Winter2024" + b"!."
    verdict = judge(capture(value, text=b"# password is " + value, word=b"password", sign=b"is"))
    assert verdict.keep
    assert verdict.end == len(b"# password is " + value) - 1


@pytest.mark.parametrize("before", [b"# Example password: ", b"# password, e.g. ", b"# a fake password: "])
def test_an_example_is_none(capture: Capture, before: bytes) -> None:
    value = b"Winter2024" + b"!"
    assert not judge(capture(value, text=before + value, word=b"password", sign=b":")).keep


def test_pass_is_a_verb_without_a_sign(capture: Capture) -> None:
    value = b"i18n" + b"extra9"
    assert not judge(capture(value, text=b"# we pass " + value, word=b"pass")).keep


@pytest.mark.parametrize(
    ("before", "sign", "keep"),
    [
        (b"# cache key: ", b":", False),
        (b"# key: ", b":", False),
        (b"# the key is ", b"is", True),
        (b"# api key: ", b":", True),
        (b"# private key: ", b":", True),
    ],
)
def test_only_some_keys_are_secret(capture: Capture, before: bytes, sign: bytes, keep: bool) -> None:
    value = b"9f8a7b6c5d4e" + b"3f2a1b0c9d8e7f6a5b4c"
    assert judge(capture(value, text=before + value, token=b"key", sign=sign)).keep == keep
