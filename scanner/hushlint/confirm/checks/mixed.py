"""Tokens in letters of both cases and digits whose prefix is short, or whose name alone tells what they are."""

from hushlint.confirm.entropy import is_random
from hushlint.confirm.verdict import Captured, Verdict


def judge(captured: Captured) -> Verdict:
    """A token kept when what follows its prefix looks generated and holds a digit, or letters of both cases.

    Of 22 random characters out of 64 one value in 40 holds no digit: to ask for one would let those pass.
    """
    body = captured.value.lstrip(b"abcdefghijklmnopqrstuvwxyz").lstrip(b"_-.")
    value = body if len(body) >= 16 else captured.value
    has_digit = any(48 <= byte <= 57 for byte in value)
    return Verdict(keep=is_random(value) and (has_digit or (value != value.lower() and value != value.upper())))
