"""Trees from scores."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.parse import tree


def is_tree(heads: list[int]) -> bool:
    """Whether one word is its own head and all others reach it."""
    roots = [i for i, h in enumerate(heads) if h == i]
    if len(roots) != 1:
        return False
    for word in range(len(heads)):
        at, steps = word, 0
        while at != roots[0] and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if at != roots[0]:
            return False
    return True


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
@settings(max_examples=300, deadline=None)
def test_any_scores_give_a_tree_with_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    assert is_tree(tree(scores).tolist())


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_the_tree_is_near_the_best_one(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 4)).astype(np.float32)
    root = int(scores.diagonal().argmax())

    def worth(heads: tuple[int, ...] | list[int]) -> float:
        return float(sum(scores[i, h] for i, h in enumerate(heads)))

    best = max(worth(h) for h in itertools.product(range(4), repeat=4) if h[root] == root and is_tree(list(h)))
    assert worth(tree(scores).tolist()) >= best - 2.5


def test_words_that_no_window_saw_together_still_make_a_tree() -> None:
    scores = np.full((5, 5), -1e4, dtype=np.float32)
    scores[:2, :2] = [[3, 0], [1, 0]]
    scores[2:, 2:] = [[1, 0, 0], [2, 0, 0], [2, 0, 0]]
    assert is_tree(tree(scores).tolist())


@pytest.mark.parametrize(("heads", "cycle"), [([1, 0, 2], True), ([1, 1, 1], False)])
def test_the_tree_check_sees_cycles(heads: list[int], cycle: bool) -> None:
    assert is_tree(heads) is not cycle
