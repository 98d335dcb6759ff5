"""Who voted with whom against the count of the vote: *52-35*, and *ten Harbourites joined 42 Millers in voting for it*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.consistency_frame import Frame, said, shape, shown
from claims.model import Comparator, Finding, FindingKind, Quantity, Span

_COUNT = re.compile(r"\b(?:vote|votes|voted|count|tally|margin|ballot)\b[^.;:\d]{0,50}?(?<![\d.,])(?P<yes>\d{1,3})(?:[-–]|-to-| to )(?P<no>\d{1,3})(?![\d%]|[.,]\d)")
_JOINED = shape(
    r"(?P<a>{N}) (?:[a-z]+ )?(?:joined|joining|voted with|voting with|sided with|siding with) {W}(?P<b>{N})(?:,? and {W}(?P<c>{N}))?{GAP}{0,30}?"
    r" \b(?:(?P<yes>for|in favou?r of|to (?:pass|approve|back))|(?P<no>against|to (?:reject|oppose|block)))\b"
)
_BACK = 500
"""How many characters before those who voted the count may stand."""


def tallies(plain: str, found: Sequence[Frame]) -> Iterator[Finding]:
    """Those named on one side, where they are not as many as the count of the vote has."""
    for frame in found:
        for match in _JOINED.finditer(frame.text):
            groups = [frame.figure(match, group) for group in "abc" if match[group]]
            counts = list(_COUNT.finditer(plain, max(0, frame.span.start - _BACK), frame.span.end))
            if counts and all(q.dimension == "count" and not q.value2 and q.comparator is Comparator.EQUAL for q in groups):
                side = "yes" if match["yes"] else "no"
                yield _tally(groups, int(counts[-1][side]), Span(*counts[-1].span(side)))


def _tally(groups: Sequence[Quantity], stated: int, place: Span) -> Finding:
    together = sum((q.value for q in groups), Decimal(0))
    return Finding(
        FindingKind.SUM, (*(Span(q.start, q.end) for q in groups), place), ("",) * (len(groups) + 1),
        f"{' and '.join(said(q) for q in groups)} are {shown(together)} votes, but the count has {stated}.",
        abs(together - stated), "vote",
    )  # fmt: skip
