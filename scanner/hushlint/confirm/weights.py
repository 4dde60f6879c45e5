"""Weights."""

BIAS = 0
THRESHOLD = 0.0
WEIGHTS: dict[str, int] = {}
