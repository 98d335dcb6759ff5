"""Conversions that the text prints: *160 km/h (100 mph)*, *€40m (US$44m)*."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from claims.consistency_frame import (
    Frame,
    Interval,
    amount,
    finding,
    holds,
    last_place,
    per_unit,
    said,
    shape,
    shown,
    stated,
)
from claims.lexicon import lexicon
from claims.model import Comparator, Finding, FindingKind, Quantity

_BOUND = r"(?:about |around |or |some |roughly |approximately |nearly |just over |just under |over |more than |equivalent to |equal to |i\.e\. |~ ?|≈ ?|= ?)?"
_PAIRS = tuple(
    shape(p) for p in (
        rf"(?P<a>{{N}}){{GAP}}{{0,25}}? ?[(\[]{_BOUND}(?P<b>{{N}})[^)\].;]{{0,25}}[)\]]",
        rf"(?P<a>{{N}})(?:,| —| –)? (?:or|equal to|equivalent to|that is|about|approximately|worth) {_BOUND}(?P<b>{{N}})",
        r"(?P<a>{N}) ?[/=≈] ?(?P<b>{N})",
    )
)  # fmt: skip
_ADJOINING = re.compile(r"^(?: and|,)? ?$")
_VAGUE_UNITS = {"ton": Decimal("0.13"), "gallon": Decimal("0.21"), "pint": Decimal("0.21"), "quart": Decimal("0.21")}
"""Names that stand for several units, and how far these lie apart."""
_FREE_RATE = Decimal("0.04")
_AGREE = Decimal("0.08")
_MOST_RATES = 40
"""So many conversions of one pair of currencies are compared with each other."""
_TEMPERATURES = {"celsius": "C", "degree celsius": "C", "fahrenheit": "F", "degree fahrenheit": "F", "kelvin": "K"}


def conversions(found: Sequence[Frame], published: date | None) -> Iterator[Finding]:
    """Figures printed beside each other in two units or currencies that are not the same amount."""
    rates: dict[tuple[str, str], list[tuple[Quantity, Quantity, Interval]]] = defaultdict(list)
    for frame in found:
        if len(frame.slots) < 2:
            continue
        for pattern in _PAIRS:
            for match in pattern.finditer(frame.text):
                one, other = frame.figure(match, "a"), frame.figure(match, "b")
                if one.unit != other.unit and (pace := _paces(one, other)) is not None:
                    yield from _same_pace(one, other, *pace)
                    continue
                if one.unit == other.unit or one.dimension != other.dimension:
                    continue
                if one.dimension == "money":
                    bad = list(_money(one, other, published))
                    yield from bad
                    if not any(f.off for f in bad) and (rate := _rate(one, other)):
                        rates[one.unit, other.unit].append((one, other, rate))
                elif one.dimension == "temperature":
                    yield from _temperature(one, other)
                elif one.base_unit == other.base_unit:
                    yield from _measure(frame, match, one, other)
    for several in rates.values():
        yield from _disagreeing(several)


def _measure(frame: Frame, match: re.Match[str], one: Quantity, other: Quantity) -> Iterator[Finding]:
    left, right = _together(frame, match.start("a"), -1), _together(frame, match.start("b"), 1)
    slack = Decimal("0.03") + sum((_VAGUE_UNITS.get(q.unit, Decimal(0)) for q in (*left, *right)), Decimal(0))
    for a, b in _ends(left, right):
        room = b.widened(b.high * slack)
        if (gap := a.gap(room)) > 0:
            exact = (a.low + a.high) / 2
            yield finding(
                FindingKind.CONVERSION, (*right, *left),
                f"{' '.join(said(q) for q in left)} is {amount(exact, right[0])}, but {' '.join(said(q) for q in right)} is stated.",
                gap,
            )  # fmt: skip
            return
    yield holds(FindingKind.CONVERSION, (*right, *left))


_PACES = {"hour": Decimal(8760), "day": Decimal(365), "week": Decimal(52), "month": Decimal(12), "quarter": Decimal(4), "year": Decimal(1)}


def _paces(one: Quantity, other: Quantity) -> tuple[Decimal, Decimal] | None:
    """How often in a year each of two rates of one thing comes: *$100 a week, or $5,200 a year*."""
    (a, per_a), (b, per_b) = (re.split("/| per ", q.unit, maxsplit=1) if re.search("/| per ", q.unit) else (q.unit, "") for q in (one, other))
    return (_PACES[per_a], _PACES[per_b]) if a == b and per_a != per_b and per_a in _PACES and per_b in _PACES else None


def _same_pace(one: Quantity, other: Quantity, often: Decimal, other_often: Decimal) -> Iterator[Finding]:
    a, b = stated(one).times(often), stated(other).times(other_often)
    gap = a.gap(b.widened(b.high * Decimal("0.1")))
    yield finding(
        FindingKind.CONVERSION, (other, one),
        f"{said(one)} is {amount((one.low + one.high) / 2 * often / other_often, other)}, but {said(other)} is stated.", gap / other_often,
    )  # fmt: skip


def _together(frame: Frame, at: int, step: int) -> tuple[Quantity, ...]:
    """A figure with those of its dimension that adjoin it: *5 ft 10 in*."""
    places = list(frame.slots)
    index = places.index(at)
    out = [frame.slots[at]]
    while 0 <= index + step < len(places):
        near, far = sorted((places[index], places[index + step]))
        between, nxt = frame.text[near + 1 : far], frame.slots[places[index + step]]
        if not _ADJOINING.match(between) or nxt.base_unit != out[0].base_unit or nxt.unit in {q.unit for q in out}:
            break
        out.append(nxt)
        index += step
    return tuple(out) if step > 0 else tuple(reversed(out))


def _ends(left: Sequence[Quantity], right: Sequence[Quantity]) -> Iterator[tuple[Interval, Interval]]:
    """The pairs of intervals that must meet: both ends of two ranges, else the whole amounts."""
    if len(left) == len(right) == 1 and left[0].value2 is not None and right[0].value2 is not None:
        a, b = left[0], right[0]
        yield _rounded(a, a.value), _rounded(b, b.value)
        yield _rounded(a, left[0].value2), _rounded(b, right[0].value2)
        return
    yield _sum(left), _sum(right)


def _sum(parts: Sequence[Quantity]) -> Interval:
    total = Interval(Decimal(0), Decimal(0))
    for q in parts:
        total = total.plus(stated(q)) if q.value2 is not None else total.plus(_rounded(q, q.value))
    return total


def _rounded(q: Quantity, value: Decimal) -> Interval:
    """A figure before it was rounded for the reader: half of its last digit other than nought, at most a tenth of it.

    In *more than 100 mph (160 km/h)* both figures bear the bound, so it does not count.
    """
    factor = per_unit(q)
    place = last_place(q.number, q.value) or Decimal(1)
    while place and value and value % (place * 10) == 0:
        place *= 10
    half = min(place / 2, max(abs(value) / 10, (last_place(q.number, q.value) or Decimal(1)) / 2))
    if q.comparator is Comparator.ABOUT:
        half = max(half, abs(value) / 20)
    return Interval((value - half) * factor, (value + half) * factor)


def _temperature(one: Quantity, other: Quantity) -> Iterator[Finding]:
    a, b = (_TEMPERATURES.get(q.unit.lower().replace("degrees", "degree")) for q in (one, other))
    if a is None or b is None or one.value2 is not None or other.value2 is not None:
        return
    exact = _degrees(one.value, a, b)
    as_difference = one.value * _STEP[b] / _STEP[a]
    slack = (last_place(one.number, one.value) or Decimal(1)) / 2 * _STEP[b] / _STEP[a]
    slack += (last_place(other.number, other.value) or Decimal(1)) / 2 + Decimal("0.05")
    if one.comparator is not Comparator.EQUAL:
        slack += Decimal(2)
    off = min(abs(exact - other.value), abs(as_difference - other.value))
    if off > slack:
        yield finding(
            FindingKind.CONVERSION, (other, one),
            f"{said(one)} is {shown(exact)} °{b}, but {said(other)} is stated.", off, other.unit,
        )  # fmt: skip
    else:
        yield holds(FindingKind.CONVERSION, (other, one))


_STEP = {"C": Decimal(1), "K": Decimal(1), "F": Decimal("1.8")}


def _degrees(value: Decimal, a: str, b: str) -> Decimal:
    celsius = (value - 32) / Decimal("1.8") if a == "F" else value - Decimal("273.15") if a == "K" else value
    return celsius * Decimal("1.8") + 32 if b == "F" else celsius + Decimal("273.15") if b == "K" else celsius


def _money(one: Quantity, other: Quantity, published: date | None) -> Iterator[Finding]:
    """Outside what the two currencies were ever worth in those years."""
    a, b = _worth(one.unit, published), _worth(other.unit, published)
    if a is None or b is None:
        return
    allowed = Interval(a.low / b.high * (1 - _FREE_RATE), a.high / b.low * (1 + _FREE_RATE))
    converted = _sum((one,))
    meant = Interval(converted.low * allowed.low, converted.high * allowed.high)
    gap = meant.gap(_sum((other,)))
    if gap > 0:
        yield finding(
            FindingKind.CONVERSION, (other, one),
            f"{said(one)} was worth between {amount(meant.low, other)} and {amount(meant.high, other)}, but {said(other)} is stated.",
            gap,
        )  # fmt: skip
    else:
        yield holds(FindingKind.CONVERSION, (other, one))


def _worth(code: str, published: date | None) -> Interval | None:
    """US dollars for one unit, over the publication's span of years, or over all where it has no date."""
    if code == "USD":
        return Interval(Decimal(1), Decimal(1))
    rates = lexicon("arithmetic")["rates"]
    assert isinstance(rates, dict)
    spans = [row for row in rates.get(code, []) if published is None or row[0] - 1 <= published.year <= row[1] + 1]
    if not spans:
        return None
    return Interval(Decimal(str(min(row[2] for row in spans))), Decimal(str(max(row[3] for row in spans))))


def _rate(one: Quantity, other: Quantity) -> Interval | None:
    a, b = _sum((one,)), _sum((other,))
    return Interval(b.low / a.high, b.high / a.low) if a.low > 0 and b.low > 0 else None


def _disagreeing(several: Sequence[tuple[Quantity, Quantity, Interval]]) -> Iterator[Finding]:
    """Two conversions between the same currencies in one article must use about one rate; the odd one out is named."""
    several = several[:_MOST_RATES]
    for one, other, rate in several:
        others = [r for a, _, r in several if a is not one]
        room = Interval(rate.low * (1 - _AGREE), rate.high * (1 + _AGREE))
        apart = [r for r in others if r.gap(room) > 0]
        if not apart or (len(apart) < len(others) and len(others) > 1):
            continue
        if len(others) == 1 and one is several[0][0]:
            continue
        first = next((a, b) for a, b, _ in several if a is not one)
        yield finding(
            FindingKind.CONVERSION, (other, one, first[1], first[0]),
            f"{said(one)} as {said(other)} is {shown(other.value / one.value)} {other.unit} for one {one.unit}, but elsewhere "
            f"{said(first[0])} is {said(first[1])}, {shown(first[1].value / first[0].value)}.",
            abs(other.value - one.value * first[1].value / first[0].value),
        )  # fmt: skip
