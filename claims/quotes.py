"""Which stretches of a text stand in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from claims.model import Span

_MARK = re.compile(r"[“”\"«»„]|\n")


def quotations(plain: str) -> tuple[Span, ...]:
    """The quoted stretches with their marks; one that its paragraph does not close ends with the paragraph."""
    out: list[Span] = []
    opened: int | None = None
    for match in _MARK.finditer(plain):
        mark, at = match[0], match.start()
        if mark == "\n":
            if opened is not None:
                out.append(Span(opened, at))
                opened = None
        elif opened is None:
            if mark in "“«„" or (mark == '"' and not (at and plain[at - 1].isdigit())):
                opened = at
        elif mark in '”»"' or (mark == "“" and plain[opened] == "„"):
            out.append(Span(opened, at + 1))
            opened = None
    if opened is not None:
        out.append(Span(opened, len(plain)))
    return tuple(span for span in out if span.end - span.start > 2)


def quoted_words(starts: NDArray[np.int64], quotes: Sequence[Span], least: int = 0) -> NDArray[np.bool_]:
    """Which words, by where they start, stand in a quotation of at least so many words."""
    inside = np.zeros(len(starts), dtype=bool)
    for quote in quotes:
        a, b = np.searchsorted(starts, quote.start), np.searchsorted(starts, quote.end)
        inside[a:b] |= b - a >= least
    return inside
