"""From the reader's scores to sentences and their trees."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

import numpy as np

from claims.reader import PIECES, Floats, Ints, Marks

_NEVER = np.float32(-1e4)


def sentences(marks: Marks) -> list[tuple[int, int]]:
    """The sentences as ranges of words; one that is longer than what is read at once ends where a window does."""
    total = len(marks.spans)
    starts = np.flatnonzero(marks.flat["start"][:, 0] > 0)
    edges = [0, *(int(s) for s in starts if s > 0), total]
    ends = [w.end for w in marks.windows]
    out: list[tuple[int, int]] = []
    for begin, end in pairwise(edges):
        cuts = [begin]
        if end - begin > PIECES:
            cuts += ends[bisect_right(ends, begin) : bisect_left(ends, end)]
        out += pairwise([*cuts, end])
    return [(a, b) for a, b in out if a < b]


def heads(marks: Marks, ranges: list[tuple[int, int]]) -> Ints:
    """The head of each word, its own index for a sentence's one root: a tree for each sentence."""
    out = np.arange(len(marks.spans))
    at = 0
    for begin, end in ranges:
        while marks.windows[at].end <= begin:
            at += 1
        out[begin:end] = begin + tree(_scores(marks, at, begin, end))
    return out


def _scores(marks: Marks, at: int, begin: int, end: int) -> Floats:
    """How well each word of a sentence serves as head of each other; pairs that no window saw score lowest."""
    window = marks.windows[at]
    if end <= window.end:
        return window.arcs[begin - window.first : end - window.first, begin - window.first : end - window.first]
    out = np.full((end - begin, end - begin), _NEVER)
    while at < len(marks.windows) and marks.windows[at].own < end:
        window = marks.windows[at]
        rows = slice(max(begin, window.own), min(end, window.end))
        columns = slice(max(begin, window.first), min(end, window.last))
        out[rows.start - begin : rows.stop - begin, columns.start - begin : columns.stop - begin] = window.arcs[
            rows.start - window.first : rows.stop - window.first, columns.start - window.first : columns.stop - window.first
        ]
        at += 1
    return out


def tree(scores: Floats) -> Ints:
    """Heads that make a tree with one root: each word's best, and where those make a cycle, the cheapest way out."""
    size = len(scores)
    root = int(scores.diagonal().argmax())
    scores = scores.copy()
    np.fill_diagonal(scores, _NEVER * 2)
    found: Ints = scores.argmax(axis=1)
    found[root] = root
    for _ in range(size):
        cycle = _cycle(found, root)
        if not cycle:
            break
        below = _below(found, cycle)
        open_to = np.array([i for i in range(size) if i not in below])
        losses = [
            (scores[i, found[i]] - scores[i, open_to].max(), i, int(open_to[scores[i, open_to].argmax()])) for i in cycle
        ]
        _, word, head = min(losses)
        found[word] = head
    return found


def _cycle(found: Ints, root: int) -> list[int]:
    state = [0] * len(found)
    state[root] = 2
    heads_of = found.tolist()
    for start in range(len(heads_of)):
        path, at = list[int](), start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads_of[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for i in path:
            state[i] = 2
    return []


def _below(found: Ints, cycle: list[int]) -> set[int]:
    """The words of a cycle and all that hang on them."""
    below = set(cycle)
    grew = True
    while grew:
        more = {i for i, head in enumerate(found.tolist()) if head in below} - below
        below |= more
        grew = bool(more)
    return below
