"""The table of weights in the package is what training writes of a model."""

from pathlib import Path

import pytest
from fitted import Model, render

from hushlint.confirm import model, weights


def _shipped() -> Model:
    return Model(weights.BIAS, weights.THRESHOLD, dict(weights.WEIGHTS))


def test_the_package_holds_what_training_writes() -> None:
    assert Path(weights.__file__).read_text(encoding="utf-8") == render(_shipped())


def test_training_judges_as_the_program_does() -> None:
    for names in ([], list(weights.WEIGHTS)[:20], list(weights.WEIGHTS)[::7]):
        assert _shipped().probability(names) == pytest.approx(model.probability(names))


def test_calibration_keeps_the_order() -> None:
    fitted = Model(10, 0.5, {"a": 200, "b": -100, "c": 1})
    moved = fitted.calibrated(0.5, -0.2)
    assert moved == Model(-15, 0.5, {"a": 100, "b": -50})
    assert moved.probability(["a"]) > moved.probability([]) > moved.probability(["b"])
