"""From the reader's scores to sentences and their trees."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

import numpy as np

from claims.reader import PIECES, Floats, Ints, Marks

_NEVER = np.float32(-1e4)
_ARC, _RIGHT, _LEFT = range(3)


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
    """The heads of the likeliest tree that has one root and no arcs that cross; the diagonal says how well each word serves as root."""
    logs = scores - scores.max(axis=1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
    best: Ints = logs.argmax(axis=1)
    return best if _sound(best) else _projective(logs)


def _sound(found: Ints) -> bool:
    """Whether heads make a tree with one root whose arcs do not cross: where each is a word's best, no tree is likelier."""
    at = np.arange(len(found))
    low, high = np.where(found == at, -1, np.minimum(at, found)), np.maximum(at, found)
    crossed = (low[:, None] < low) & (low < high[:, None]) & (high[:, None] < high)
    top = found
    for _ in range(len(found).bit_length()):
        top = top[top]
    return int((low < 0).sum()) == 1 and not crossed.any() and bool((top == top[0]).all())


def _projective(logs: Floats) -> Ints:
    """The best tree without crossing arcs, from the spans of one word up to the whole sentence (Eisner 1996).

    Tables are by a span's first or last word and its length: what hangs on its first word alone (``right``), on its last
    alone (``left``), and the same where the other end hangs on it directly (``arc_right``, ``arc_left``).
    """
    size = len(logs)
    right, left, right_by_end, left_by_end, arc_right, arc_left = np.zeros((6, size, size), dtype=np.float32)
    cuts = np.zeros((3, size, size), dtype=np.int64)
    for length in range(1, size):
        first = np.arange(size - length)
        last = first + length
        ways = right[:-length, :length] + left_by_end[length:, length - 1 :: -1]
        cuts[_ARC, first, length] = cut = ways.argmax(axis=1)
        best = ways[first, cut]
        arc_right[first, length], arc_left[last, length] = best + logs[last, first], best + logs[first, last]
        ways = arc_right[:-length, 1 : length + 1] + right_by_end[length:, length - 1 :: -1]
        cuts[_RIGHT, first, length] = cut = ways.argmax(axis=1)
        right[first, length] = right_by_end[last, length] = ways[first, cut]
        ways = left[:-length, :length] + arc_left[length:, length:0:-1]
        cuts[_LEFT, first, length] = cut = ways.argmax(axis=1)
        left[first, length] = left_by_end[last, length] = ways[first, cut]
    at = np.arange(size)
    root = int((left[0] + logs.diagonal() + right[at, size - 1 - at]).argmax())
    return _heads(cuts, root)


def _heads(cuts: Ints, root: int) -> Ints:
    """The heads of the tree whose spans were cut so."""
    out = np.full(cuts.shape[1], root)
    todo = [(0, root, _LEFT), (root, len(out) - 1, _RIGHT)]
    while todo:
        first, last, side = todo.pop()
        if first == last:
            continue
        cut = first + int(cuts[side, first, last - first])
        if side == _RIGHT:
            begin, end = first, cut + 1
            out[end] = begin
            todo.append((end, last, _RIGHT))
        else:
            begin, end = cut, last
            out[begin] = end
            todo.append((first, begin, _LEFT))
        middle = begin + int(cuts[_ARC, begin, end - begin])
        todo += [(begin, middle, _RIGHT), (middle + 1, end, _LEFT)]
    return out
