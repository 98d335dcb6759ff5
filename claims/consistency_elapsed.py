"""Years that passed against the years that are named: *30 years ago, in 1986*, *five years from 2004 to 2009*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from claims.consistency_frame import PERIOD, TIME, Frame
from claims.model import Finding, FindingKind, Period, Quantity, Span

_BESIDE = re.compile(r"(?:,| —| –| \()? ?(?:(?:and|back|which was|that is) )?")
_LASTED = re.compile(rf"(?P<time>{TIME})(?:,| —| –| \(|[- ](?:period|span|stretch|term|stint|reign|tenure))? ?,?(?:(?:from|between) )?(?P<span>{PERIOD})")
_COUNTED = re.compile(r"\byears? (?:ago|later|earlier|before|after)$")
_YEAR = re.compile(r"(?:in |of |the year )*(?P<year>(?:1[5-9]|20)\d\d)")
_YEARS = re.compile(r"(?<![\d-])(?P<first>(?:1[5-9]|20)\d\d)\b[^\d]{0,12}? ?(?:to|until|till|through|and|-|–|—) ?[^\d]{0,12}?(?P<last>(?:1[5-9]|20)\d\d)(?![\d-])")
_MORE = re.compile(r"^(?:some )?(?:more than|over|at least|well over|at least)\b", re.IGNORECASE)
_ROUGH = re.compile(r"^(?:about|around|nearly|almost|roughly|some|just under|just over)\b", re.IGNORECASE)


def elapsed(plain: str, found: Sequence[Frame], periods: Sequence[Period]) -> Iterator[Finding]:
    """Counts of years that the years beside them contradict, and ranges of years that end before they begin."""
    for one, other in pairwise(periods):
        if other.start - one.end < 20 and _BESIDE.fullmatch(plain, one.end, other.start):
            yield from _ago(one, other)
    for frame in found:
        for match in _LASTED.finditer(frame.text):
            yield from _lasted(frame.slots[match.start("time")], frame.periods[match.start("span")])
    for period in periods:
        if (years := _YEARS.search(period.surface)) is not None:
            yield from _order(period, int(years["first"]), int(years["last"]))


def _ago(one: Period, other: Period) -> Iterator[Finding]:
    """*30 years ago, in 1986*; *in 1986, 30 years ago*."""
    count, named = (one, other) if _COUNTED.search(one.surface) else (other, one)
    year = _YEAR.fullmatch(named.surface.lower())
    if year is None or not _COUNTED.search(count.surface) or count.core_first is None or count.core_last is None:
        return
    yield Finding(
        FindingKind.ELAPSED, (Span(count.start, count.end), Span(named.start, named.end)), ("", ""),
        f"“{' '.join(count.surface.split())}” was {count.core_first.year}, but {year['year']} is named.",
        Decimal(_distance(count, int(year["year"]))), "year",
    )  # fmt: skip


def _distance(count: Period, named: int) -> int:
    """By how many years a count of years misses a named one, a year and the wording's slack granted."""
    assert count.core_first is not None
    assert count.core_last is not None
    slack = 1
    number = re.search(r"\d+", count.surface)
    if _ROUGH.match(count.surface) or (number and int(number[0]) % 10 == 0):
        slack += max(1, abs(count.core_first.year - named) // 8)
    low, high = count.core_first.year - slack, count.core_last.year + slack
    if _MORE.match(count.surface):
        low, high = (low - 10, high) if not count.surface.endswith("later") else (low, high + 10)
    return max(0, low - named, named - high)


def _lasted(time: Quantity, span: Period) -> Iterator[Finding]:
    years = _YEARS.search(span.surface)
    if years is None or time.unit != "year" or time.value2 is not None:
        return
    length = int(years["last"]) - int(years["first"])
    off = max(Decimal(0), abs(time.value - length) - 1 - (time.value / 8 if time.comparator != "=" else 0))
    if length < 0:
        return
    yield Finding(
        FindingKind.ELAPSED, (Span(time.start, time.end), Span(span.start, span.end)), ("", ""),
        f"From {years['first']} to {years['last']} are {length} years, but “{' '.join(time.surface.split())}” is stated.", off, "year",
    )  # fmt: skip


def _order(period: Period, first: int, last: int) -> Iterator[Finding]:
    at = period.surface.find(str(first)), period.surface.rfind(str(last))
    spans = tuple(Span(period.start + place, period.start + place + 4) for place in at)
    yield Finding(
        FindingKind.ELAPSED, spans, ("", ""), f"The stretch begins in {first} and ends in {last}.", Decimal(max(0, first - last)), "year",
    )
