"""WireGuard private keys: what a generator writes, and base64 that is something else."""

from base64 import b64encode
from random import Random

import pytest

from hushlint.confirm.checks.wireguard import judge

from .conftest import Capture

RANDOM = Random(11)


def _key(first: int, last: int) -> bytes:
    return b64encode(bytes((first,)) + RANDOM.randbytes(30) + bytes((last,)))


@pytest.mark.parametrize(
    "value",
    [
        b"not base64",
        b"",
        b64encode(RANDOM.randbytes(31)),
        b64encode(bytes(32)),
        _key(0b0000_0001, 0b0100_0000),
        _key(0b1111_1000, 0b1100_0000),
        _key(0b1111_1000, 0b0011_1111),
    ],
)
def test_other_bytes(value: bytes, capture: Capture) -> None:
    assert not judge(capture(value, b" " + value)).keep


@pytest.mark.parametrize(("first", "last"), [(0b1111_1000, 0b0111_1111), (0b0000_1000, 0b0100_0000)])
def test_keys(first: int, last: int, capture: Capture) -> None:
    verdict = judge(capture(_key(first, last)))
    assert (verdict.keep, verdict.verified) == (True, "structure")
