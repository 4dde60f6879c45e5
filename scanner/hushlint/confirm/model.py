"""How likely a candidate is a secret: logistic regression over features that are seen of it."""

from collections.abc import Iterable
from math import exp

from hushlint.confirm.weights import BIAS, THRESHOLD, WEIGHTS


def probability(features: Iterable[str]) -> float:
    """The calibrated probability, 0.0 to 1.0, that a candidate with these features is a secret.

    Features without a weight say nothing. Weights are hundredths of a natural logarithm of the odds.
    """
    score = BIAS + sum(WEIGHTS.get(feature, 0) for feature in features)
    return 1.0 / (1.0 + exp(-max(min(score / 100, 30.0), -30.0)))


def is_likely(chance: float) -> bool:
    """Whether a candidate of this probability is reported."""
    return chance >= THRESHOLD
