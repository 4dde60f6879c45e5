"""Random behind a short prefix: names in code, and tokens with and without digits."""

import pytest

from hushlint.confirm.checks.mixed import judge

from .conftest import Capture


@pytest.mark.parametrize(
    "value",
    [
        b"md-button-outlined-small-x",
        b"md-outlinedButtonContainer",
        b"secret_storesTheNameOfTheParameterInTheVaultOf",
        b"md-aaaaaaaaaaaaaaaaaaaaaa",
        b"s.vaultTokenOfTheServiceNow",
        b"md-qzjxkvwpqhgbtrznmldfsy",
        b"",
    ],
)
def test_names(value: bytes, capture: Capture) -> None:
    assert not judge(capture(value, b" " + value)).keep


@pytest.mark.parametrize("parts", [(b"md-", b"hsXfKQyRDXVVAVYDhKVumQ"), (b"s.", b"k3XvQ9zLmW2pRt7YbN4cHd8F")])
def test_tokens(parts: tuple[bytes, bytes], capture: Capture) -> None:
    assert judge(capture(b"".join(parts))).keep
