"""The ledger of numbers: what became of every token of the text that holds a digit or is a number word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from claims.lexicon import alternation
from claims.model import Claim, Number, Period, Quantity, Status
from claims.numerals import SCALES, UNITS
from claims.protect import Protected

_WORDS = alternation([*UNITS, *SCALES, *(s + "s" for s in SCALES), "ones"])
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(rf"(?<![^\W_])(?i:{_WORDS})(?![^\W_])")
_TRIM = ".,;:!?()[]{}\"'“”‘’«»…—–-"


def ledger(
    plain: str,
    quantities: Sequence[Quantity],
    periods: Sequence[Period],
    protected: Sequence[Protected],
    claims: Sequence[Claim],
) -> tuple[Number, ...]:
    """Every number token once, in order: in a quantity, in a period, excluded with a reason, or unaccounted."""
    places: list[tuple[int, int, Status, Protected | None]] = sorted(
        [(q.start, q.end, Status.QUANTITY, None) for q in quantities]
        + [(p.start, p.end, Status.PERIOD, None) for p in periods]
        + [(x.start, x.end, Status.EXCLUDED, x) for x in protected],
        key=lambda p: p[0],
    )
    homes = _homes(claims)
    return tuple(_number(plain, match, places, homes) for match in _tokens(plain))


def _tokens(plain: str) -> Iterator[re.Match[str]]:
    """The stretches between white space that hold a digit, and the number words of the others."""
    for chunk in _CHUNK.finditer(plain):
        if any(c.isdigit() for c in chunk[0]):
            yield chunk
        else:
            yield from _WORD.finditer(plain, *chunk.span())


def _number(
    plain: str,
    match: re.Match[str],
    places: Sequence[tuple[int, int, Status, Protected | None]],
    homes: Sequence[tuple[int, int, int]],
) -> Number:
    start = match.start() + len(match[0]) - len(match[0].lstrip(_TRIM))
    end = max(start + 1, match.end() - (len(match[0]) - len(match[0].rstrip(_TRIM))))
    surface = plain[start:end]
    status, reason = Status.UNACCOUNTED, None
    best: tuple[int, Status, Protected | None] | None = None
    for place in _near(places, start, end):
        rank = {Status.QUANTITY: 0, Status.PERIOD: 1}.get(place[2], 2)
        if best is None or rank < best[0]:
            best = (rank, place[2], place[3])
    if best is not None:
        status = best[1]
        reason = best[2].reason if best[2] else None
    inside = [h for h in homes if h[0] <= start and end <= h[1]]
    claim = min(inside, key=lambda h: h[1] - h[0])[2] if inside and status is not Status.EXCLUDED else None
    return Number(start, end, surface, status, reason, claim)


def _near(
    places: Sequence[tuple[int, int, Status, Protected | None]], start: int, end: int
) -> list[tuple[int, int, Status, Protected | None]]:
    """The places that overlap a token; they are sorted and short, so a small window before it is enough."""
    at = bisect_right(places, end, key=lambda p: p[0])
    return [p for p in places[max(0, at - 40) : at] if p[0] < end and start < p[1]]


def _homes(claims: Sequence[Claim]) -> list[tuple[int, int, int]]:
    return [(c.start, c.end, i) for i, c in enumerate(claims)]
