"""The model and its table of weights."""

import re
from pathlib import Path

import pytest

from hushlint.confirm import features as seen
from hushlint.confirm.model import is_likely, probability
from hushlint.confirm.weights import BIAS, THRESHOLD, WEIGHTS

# What a feature's name may begin with; each stands in features.py.
_FORMS = re.compile(
    r"""(?s)(?:kind|last|word|words|style|name|rule|quote|sep|after|line|has|first)=.*|wrap|escaped|comment
    |[pt]:(?:size|short|middling|long|digits|lack|tail|switches|signs|reads|known|lettered|runs)=[a-z0-9_*]+""",
    re.VERBOSE,
)


def test_the_table_is_small_and_plain() -> None:
    assert 50 <= len(WEIGHTS) <= 300
    assert all(isinstance(weight, int) and weight for weight in WEIGHTS.values())
    assert list(WEIGHTS) == sorted(WEIGHTS)
    assert isinstance(BIAS, int)
    assert 0.2 <= THRESHOLD <= 0.9


@pytest.mark.parametrize("name", list(WEIGHTS))
def test_every_weight_is_of_a_feature_that_exists(name: str) -> None:
    assert _FORMS.fullmatch(name), name
    stem = name.split(":")[-1].split("=")[0]
    source = Path(seen.__file__).read_text(encoding="utf-8")
    assert stem in source or stem in {"short", "middling", "long"}


def test_probability() -> None:
    assert probability([]) == pytest.approx(1 / (1 + 2.718281828 ** (-BIAS / 100)), rel=1e-6)
    assert probability(["no such feature"]) == probability([])
    best = [name for name, weight in WEIGHTS.items() if weight > 0]
    worst = [name for name, weight in WEIGHTS.items() if weight < 0]
    assert 0 < probability(worst) < THRESHOLD < probability(best) <= 1


def test_the_threshold_counts() -> None:
    assert is_likely(THRESHOLD)
    assert not is_likely(THRESHOLD - 0.01)
