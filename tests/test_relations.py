"""The decoding of role marks."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.relations import smooth, stretches


@given(st.integers(1, 6), st.integers(0, 2**32 - 1), st.floats(-2, 2))
@settings(max_examples=150, deadline=None)
def test_stretches_are_the_best_legal_path(size: int, seed: int, bias: float) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, 3)).astype(np.float32) * 2
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))

    def worth(path: tuple[int, ...]) -> float:
        return float(sum(logs[i, s] + (bias if s else 0) for i, s in enumerate(path)))

    def legal(path: tuple[int, ...]) -> bool:
        return path[0] != 2 and not any(b == 2 and a == 0 for a, b in itertools.pairwise(path))

    found = [0] * size
    for a, b in stretches(scores, bias):
        found[a:b] = [1] + [2] * (b - a - 1)
    best = max(worth(p) for p in itertools.product(range(3), repeat=size) if legal(p))
    assert legal(tuple(found))
    assert worth(tuple(found)) >= best - 1e-3


@given(st.lists(st.floats(-5, 5), min_size=0, max_size=8), st.floats(0, 3))
@settings(max_examples=200, deadline=None)
def test_smoothing_is_the_best_path_of_two_states(scores: list[float], stay: float) -> None:
    def worth(path: tuple[bool, ...]) -> float:
        changes = sum(a != b for a, b in itertools.pairwise([False, *path]))
        return sum(s for s, p in zip(scores, path, strict=True) if p) - stay * changes

    found = [False] * len(scores)
    for a, b in smooth(np.array(scores), stay):
        found[a:b] = [True] * (b - a)
    best = max(worth(p) for p in itertools.product((False, True), repeat=len(scores)))
    assert worth(tuple(found)) >= best - 1e-6
