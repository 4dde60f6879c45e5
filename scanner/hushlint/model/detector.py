"""What policy may ask of the detection stages without importing them."""

from collections.abc import Sequence
from typing import Protocol

from hushlint.model.secret import Secret


class Detector(Protocol):
    """Match and confirm as one object, handed to rooms that need their work."""

    def secrets(self, data: bytes) -> Sequence[Secret]:
        """Every confirmed secret of a text, in order of its start."""

    def is_placeholder(self, value: bytes) -> bool:
        """Whether a value only stands for one: `changeme`, `<your-key>`, `${VAR}`, `sk_test_replace`."""

    def is_random(self, value: bytes) -> bool:
        """Whether a value under a secret-like name has the length and entropy of a generated secret."""
