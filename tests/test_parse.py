"""Trees from scores."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.parse import tree
from claims.reader import Floats


def is_tree(heads: list[int]) -> bool:
    """Whether one word is its own head, all others reach it, and no two arcs cross or go over it."""
    roots = [i for i, h in enumerate(heads) if h == i]
    if len(roots) != 1:
        return False
    for word in range(len(heads)):
        at, steps = word, 0
        while at != roots[0] and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if at != roots[0]:
            return False
    arcs = [(min(i, h), max(i, h)) for i, h in enumerate(heads) if i != h] + [(-1, roots[0])]
    return not any(a < c < b < d for (a, b), (c, d) in itertools.permutations(arcs, 2))


def random_scores(size: int, seed: int) -> Floats:
    """Scores as a network might give them, some words sure and some not."""
    return np.random.default_rng(seed).normal(size=(size, size), scale=3).astype(np.float32)


@given(st.integers(1, 30), st.integers(0, 2**32 - 1))
@settings(max_examples=300, deadline=None)
def test_any_scores_give_a_tree_with_one_root(size: int, seed: int) -> None:
    assert is_tree(tree(random_scores(size, seed)).tolist())


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
@settings(max_examples=100, deadline=None)
def test_the_tree_is_the_likeliest_of_all(size: int, seed: int) -> None:
    scores = random_scores(size, seed)
    shares = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))

    def worth(heads: tuple[int, ...]) -> float:
        return float(sum(shares[i, h] for i, h in enumerate(heads)))

    best = max(worth(h) for h in itertools.product(range(size), repeat=size) if is_tree(list(h)))
    assert worth(tuple(tree(scores).tolist())) == pytest.approx(best, abs=1e-4)


def test_words_that_no_window_saw_together_still_make_a_tree() -> None:
    scores = np.full((8, 8), -1e4, dtype=np.float32)
    scores[:4, :4] = np.eye(4)
    scores[4:, 4:] = np.eye(4)
    assert is_tree(tree(scores).tolist())


@pytest.mark.parametrize("heads", [[1, 0, 2], [0, 1, 1], [2, 3, 2, 2]])
def test_the_check_of_a_tree_sees_cycles_second_roots_and_crossed_arcs(heads: list[int]) -> None:
    assert not is_tree(heads)
