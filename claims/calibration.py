"""How sure a voice is: the share of claims whose voice was right where the model said as much, on articles kept apart."""

from __future__ import annotations

import json
from bisect import bisect_left
from functools import cache
from importlib.resources import files


@cache
def _curve() -> tuple[tuple[float, ...], tuple[float, ...]]:
    points = json.loads((files("claims") / "weights" / "judge.json").read_text("utf-8"))["confidence"]
    return tuple(p[0] for p in points), tuple(p[1] for p in points)


def sure(share: float) -> float:
    """The confidence that belongs to the model's share for the voice it chose, by the measured curve."""
    shares, right = _curve()
    at = bisect_left(shares, share)
    if at == 0:
        return round(right[0], 4)
    if at == len(shares):
        return round(right[-1], 4)
    part = (share - shares[at - 1]) / (shares[at] - shares[at - 1])
    return round(right[at - 1] + part * (right[at] - right[at - 1]), 4)
