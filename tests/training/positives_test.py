"""Made lines with passwords as people choose them, and that nearly all of them are found."""

import random

from positives import lines, password

from hushlint import plan
from hushlint.detection import Detection


def test_the_same_seed_makes_the_same_lines() -> None:
    assert lines(20) == lines(20) != lines(20, seed=8)


def test_passwords_have_the_length_that_people_use() -> None:
    chance = random.Random(1)
    assert all(5 <= len(password(chance)) <= 28 for _ in range(200))


def test_they_are_found() -> None:
    """Of lines from another seed than training's; what is missed is made of words that stand for a password."""
    detection = Detection(plan.obtain("", "", list))
    made = lines(300, seed=11)
    found = sum(bool(detection.secrets(f"{line}\n".encode())) for line in made)
    assert found >= 0.95 * len(made)
