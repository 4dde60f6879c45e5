"""A trained model: what it says of a candidate, and how the package's table of weights is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from json import dumps
from math import exp

from hushlint.confirm import model

ODDS = 100  # weights are hundredths


@dataclass(slots=True)
class Model:
    """Weights in hundredths of a logarithm of odds, and the probability from which a candidate is reported."""

    bias: int
    threshold: float
    weights: dict[str, int]

    def use(self) -> None:
        """Let the program judge by these weights."""
        model.BIAS, model.THRESHOLD, model.WEIGHTS = self.bias, self.threshold, self.weights

    def probability(self, names: Iterable[str]) -> float:
        """What the program would say of these features."""
        total = self.bias + sum(self.weights.get(name, 0) for name in names)
        return 1 / (1 + exp(-max(min(total / ODDS, 30.0), -30.0)))

    def calibrated(self, slope: float, intercept: float) -> "Model":
        """The same model with its logarithm of odds stretched and moved (Platt), each weight rounded."""
        weights = {name: round(slope * value) for name, value in self.weights.items()}
        bias = round(slope * self.bias + ODDS * intercept)
        return Model(bias, self.threshold, {name: value for name, value in weights.items() if value})


def render(fitted: Model) -> str:
    """The text of the package's table of weights."""
    rows = "".join(f"    {dumps(name)}: {value},\n" for name, value in sorted(fitted.weights.items()))
    return (
        '"""The weights of the model of generic assignments, written by training/train.py: not to be edited."""\n\n'
        f"# Hundredths of a natural logarithm of the odds.\nBIAS = {fitted.bias}\n"
        f"# The probability from which a candidate is reported.\nTHRESHOLD = {fitted.threshold}\n"
        f"WEIGHTS = {{\n{rows}}}\n"
    )
