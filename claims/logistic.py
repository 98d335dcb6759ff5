"""Logistic models over named features: their weights are data, fitted by ``claims.training``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights by label and feature, the first of each row the constant; one row: yes or no."""

    labels: tuple[str, ...]
    features: tuple[str, ...]
    weights: Matrix

    def shares(self, rows: Matrix) -> Matrix:
        """The share of each label, [rows, labels]; of a model with one label, [rows]: that of yes."""
        scores = self.weights[:, 0] + rows @ self.weights[:, 1:].T
        if len(self.labels) == 1:
            found: Matrix = 1 / (1 + np.exp(-np.clip(scores[:, 0], -30, 30)))
            return found
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        several: Matrix = grown / grown.sum(axis=1, keepdims=True)
        return several


@cache
def judge(name: str) -> Logistic:
    """One of the models of weights/judge.json."""
    return load("judge.json", name)


def load(file: str, name: str) -> Logistic:
    """A model of a file beside the other weights."""
    found = json.loads((files("claims") / "weights" / file).read_text("utf-8"))[name]
    return Logistic(tuple(found["labels"]), tuple(found["features"]), np.array(found["weights"], dtype=np.float64))
