"""Lines and columns of byte offsets."""

import pytest

from hushlint.policy.places import Places

TEXT = "añb\n\nc\r\né".encode()


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (1, (1, 2)), (3, (1, 3)), (4, (1, 4)), (5, (2, 1)), (6, (3, 1)), (9, (4, 1)), (11, (4, 2))],
)
def test_columns_count_characters(offset: int, place: tuple[int, int]) -> None:
    assert Places(TEXT).at(offset) == place
