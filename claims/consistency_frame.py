"""A sentence with its figures and dates as slots, and the interval of values that a stated figure leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from claims.lexicon import words
from claims.model import Comparator, Finding, FindingKind, Period, Quantity, Span

LEVEL, PERCENT, POINT, MULTIPLE, AGE, TIME, PERIOD = (chr(0xE000 + n) for n in range(7))
"""The slots: a figure, a percentage, percentage points, a multiple, an age, a duration, a date."""

_SLOTS = "".join((LEVEL, PERCENT, POINT, MULTIPLE, AGE, TIME))
_TOKENS = {
    "{N}": f"[{LEVEL}{TIME}]", "{%}": PERCENT, "{L}": f"[{LEVEL}{TIME}{PERCENT}]", "{PP}": POINT, "{X}": MULTIPLE,
    "{GAP}": rf"[^{_SLOTS}.;:()]",
    "{W}": r"(?:(?:the|a|an|its|his|her|their|our|all|those|these|about|around|nearly|almost|some|more than|over|at least|"
           r"only|just|roughly|approximately|an estimated|up to|fewer than|less than|under|a total of|total of) ){0,3}",
}  # fmt: skip
_PLURALS = {"celsius": "°C", "fahrenheit": "°F", "hertz": "hertz", "aircraft": "aircraft", "police": "police", "staff": "staff"}
_PRIVATE = re.compile("[\ue000-\ue0ff]")
_LOOSE = {
    1: (Decimal("0.1"), Decimal("1.5")),
    2: (Decimal("0.1"), Decimal("1.2")),
    3: (Decimal("0.05"), Decimal("1.05")),
}
"""By the digits that matter: how far, as a share, the true value lies from *about 120*, and how high *more than* goes."""
_NOUGHTS = Decimal("0.025")
_GREATEST = Decimal("1e18")
_ODD = re.compile(r"(?:\+|-plus|[- ]odd| or (?:so|more|fewer|less))$")
_SIXTH = Decimal("1e-6")


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``."""

    low: Decimal
    high: Decimal

    def gap(self, other: Interval) -> Decimal:
        """How far apart two intervals are; 0 where they share a value."""
        return max(Decimal(0), self.low - other.high, other.low - self.high)

    def times(self, factor: Decimal) -> Interval:
        """The interval of all values times a positive factor."""
        return Interval(self.low * factor, self.high * factor)

    def plus(self, other: Interval) -> Interval:
        """The interval of all sums."""
        return Interval(self.low + other.low, self.high + other.high)

    def widened(self, by: Decimal) -> Interval:
        """The interval with so much added at both ends."""
        return Interval(self.low - by, self.high + by)


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence in which each figure and date is one character; ``slots`` holds them by their place in ``text``."""

    span: Span
    text: str
    slots: dict[int, Quantity]
    periods: dict[int, Period]

    def figures(self, match: re.Match[str]) -> tuple[Quantity, ...]:
        """The figures within a match, in order."""
        return tuple(q for at, q in self.slots.items() if match.start() <= at < match.end())

    def figure(self, match: re.Match[str], group: str) -> Quantity:
        """The figure that a group of one slot holds."""
        return self.slots[match.start(group)]


@cache
def shape(pattern: str) -> re.Pattern[str]:
    """A pattern over frames: ``{N}`` a figure, ``{%}`` a percentage, ``{L}`` either, ``{GAP}`` a character of neither."""
    for token, meaning in _TOKENS.items():
        pattern = pattern.replace(token, meaning)
    return re.compile(pattern)


def frames(
    plain: str, sentences: Sequence[Span], quantities: Sequence[Quantity], periods: Sequence[Period]
) -> tuple[Frame, ...]:
    """The sentences that hold a figure, as frames; a range that is a movement (*from 5 to 8*) makes two slots."""
    marks: list[tuple[int, int, Quantity | Period]] = [(p.start, p.end, p) for p in periods]
    for q in quantities:
        if max(abs(q.low), abs(q.high), abs(q.value)) >= _GREATEST:
            continue
        marks += [(part.start, part.end, part) for part in _split(plain, q)]
    marks.sort(key=lambda m: (m[0], m[1]))
    out: list[Frame] = []
    at = 0
    for sentence in sentences:
        while at < len(marks) and marks[at][0] < sentence.start:
            at += 1
        begin = at
        while at < len(marks) and marks[at][0] < sentence.end:
            at += 1
        if any(isinstance(m[2], Quantity) for m in marks[begin:at]):
            out.append(_frame(plain, sentence, marks[begin:at]))
    return tuple(out)


def _frame(plain: str, sentence: Span, marks: Iterable[tuple[int, int, Quantity | Period]]) -> Frame:
    pieces: list[str] = []
    slots: dict[int, Quantity] = {}
    dates: dict[int, Period] = {}
    length, here = 0, sentence.start
    for start, end, item in marks:
        if start < here:
            continue
        between = _PRIVATE.sub(" ", plain[here:start].replace("\n", " "))
        pieces += [between, _slot(item)]
        length += len(between)
        if isinstance(item, Quantity):
            slots[length] = item
        else:
            dates[length] = item
        length, here = length + 1, max(end, start)
    pieces.append(_PRIVATE.sub(" ", plain[here : max(here, sentence.end)].replace("\n", " ")))
    return Frame(sentence, "".join(pieces), slots, dates)


def _slot(item: Quantity | Period) -> str:
    if isinstance(item, Period):
        return PERIOD
    if item.unit == "%" or item.dimension == "fraction":
        return PERCENT
    if item.dimension == "percentage":
        return POINT
    return {"multiple": MULTIPLE, "age": AGE, "time": TIME}.get(item.dimension, LEVEL)


def _split(plain: str, q: Quantity) -> tuple[Quantity, ...]:
    """*from 5 to 8* is read as one range; here it is two levels."""
    joint = re.search(r" to ", q.surface)
    moved = q.surface.lower().startswith("from ") or plain[max(0, q.start - 5) : q.start].lower() == "from "
    if q.value2 is None or joint is None or not moved:
        return (q,)
    lead = 5 if q.surface.lower().startswith("from ") else 0
    factor = per_unit(q)
    parts = []
    for start, end, value in ((lead, joint.start(), q.value), (joint.end(), len(q.surface), q.value2)):
        surface = q.surface[start:end]
        printed = number[0] if (number := re.search(r"\d[\d,]*(?:\.\d+)?", surface)) else surface
        half = last_place(printed, value) / 2 * factor
        parts.append(replace(
            q, start=q.start + start, end=q.start + end, surface=surface, number=printed, value=value, value2=None,
            comparator=Comparator.EQUAL, low=value * factor - half, high=value * factor + half,
        ))  # fmt: skip
    return tuple(parts)


def per_unit(q: Quantity) -> Decimal:
    """How many base units one unit is, by the figure's own interval."""
    middle = (q.low + q.high) / 2
    stated = q.value if q.value2 is None else (q.value + q.value2) / 2
    return middle / stated if stated and middle and q.dimension != "temperature" else Decimal(1)


def last_place(printed: str, value: Decimal) -> Decimal:
    """What one in the last place of the printed digits is worth, a scale applied; 0 for number words."""
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", printed)
    if digits is None:
        return Decimal(0)
    bare = digits[0].replace(",", "")
    shown = Decimal(bare)
    scale = value / shown if shown else Decimal(1)
    return Decimal(1).scaleb(-len(bare.partition(".")[2])) * scale


def stated(q: Quantity) -> Interval:
    """The values that a figure leaves open, in base units: its rounding, and what its bound allows."""
    if q.value2 is not None:
        low, high = q.low, q.high
    else:
        middle, half = (q.low + q.high) / 2, half_width(q)
        low, high = middle - half, middle + half
    near, beyond = _LOOSE[min(3, max(1, len(_significant(q))))]
    match q.comparator:
        case Comparator.ABOUT:
            return Interval(low - abs(low) * near, high + abs(high) * near)
        case Comparator.MORE:
            return Interval(low, max(high, high * beyond))
        case Comparator.AT_LEAST:
            return Interval(low, max(high, high * _LOOSE[1][1]))
        case Comparator.LESS:
            return Interval(min(low, low / beyond), high)
        case Comparator.AT_MOST:
            return Interval(min(low, Decimal(0)), high)
    return Interval(low, high)


def half_width(q: Quantity) -> Decimal:
    """Half of the interval that rounding leaves open, in base units.

    Noughts at the end of a whole number may be rounding or not (*500 workers*), so they count for little; digits
    before a scale word (*£100m*) are taken as printed.
    """
    open_half = (q.high - q.low) / 2
    place = last_place(q.number, q.value) * abs(per_unit(q)) / 2
    if q.dimension in ("count", "age") and not open_half:
        return Decimal(0) if len(_significant(q)) > 2 or abs(q.value) < 100 else abs(q.value) * _NOUGHTS
    if place:
        return min(max(open_half, place), max(place, abs(q.low + q.high) / 2 * _NOUGHTS))
    return open_half


def _significant(q: Quantity) -> str:
    return "".join(map(str, q.value.as_tuple().digits)).strip("0")


def share(q: Quantity) -> Interval:
    """The percentages that a stated one leaves open: rounded or cut off at its last place, a fraction taken roughly."""
    slack = stated(q)
    if q.dimension == "fraction":
        return Interval(slack.low * Decimal("0.9"), slack.high * Decimal("1.1"))
    return slack.widened(last_place(q.number, q.value) / 2 or Decimal(1))


def bare(q: Quantity) -> bool:
    """Whether a figure is a number without a noun or unit of its own (*45 of the 60 members*)."""
    return q.dimension == "count" and _ODD.sub("", q.surface.rstrip()).endswith(q.number)


def person(q: Quantity) -> bool:
    """Whether a figure counts people."""
    return q.dimension == "count" and q.unit.lower().split()[-1:] != [] and q.unit.lower().split()[-1] in _people()


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures measure the same thing, as far as their units tell."""
    if one.dimension != other.dimension:
        return False
    if one.base_unit == other.base_unit:
        return True
    return one.dimension == "count" and (bare(one) or bare(other) or (person(one) and person(other)))


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two figures have one dimension; money, one currency; counted things may have different names."""
    if one.dimension != other.dimension:
        return False
    return one.dimension == "count" or one.base_unit == other.base_unit


@cache
def _people() -> frozenset[str]:
    return words("arithmetic", "person")


def finding(kind: FindingKind, at_fault: Sequence[Quantity], computation: str, off: Decimal, unit: str = "") -> Finding:
    """A finding on figures; ``off`` is in base units of the first and told in its own where no unit is given.

    The surfaces are filled in from the article's text at the end.
    """
    spans = tuple(Span(item.start, item.end) for item in at_fault)
    if not unit:
        teller = next((q for q in at_fault if not bare(q)), at_fault[0])
        off, unit = off / per_unit(teller), teller.unit
    return Finding(kind, spans, tuple("" for _ in spans), computation, off.quantize(_SIXTH), unit)


def holds(kind: FindingKind, compared: Sequence[Quantity]) -> Finding:
    """That a relation was computed and comes out: a finding that is off by nothing."""
    return Finding(kind, tuple(Span(q.start, q.end) for q in compared), (), "", Decimal(0), "")


def shown(value: Decimal) -> str:
    """A value as the computation shows it: thousands set off, at most four digits that matter after the point."""
    if value == value.to_integral_value() or abs(value) >= 1000:
        return f"{value:,.0f}"
    digits = 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 4
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")


def amount(value: Decimal, q: Quantity) -> str:
    """A value in base units in the unit of a figure."""
    own = value / per_unit(q)
    if q.dimension == "money":
        return f"{q.unit} {shown(own)}"
    if q.unit == "%" or bare(q):
        return f"{shown(own)}%" if q.unit == "%" else shown(own)
    return f"{shown(own)} {q.unit if own == 1 else plural(q.unit)}"


def plural(unit: str) -> str:
    """The plural of a unit's or a counted thing's name, for a computation's wording."""
    first, per, rest = unit.partition(" per ")
    if per:
        return plural(first) + per + rest
    if unit in _PLURALS:
        return _PLURALS[unit]
    for end, new in (("person", "people"), ("man", "men"), ("child", "children"), ("foot", "feet")):
        if unit.endswith(end):
            return unit.removesuffix(end) + new
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return unit[:-1] + "ies"
    return unit + ("es" if unit.endswith(("s", "x", "ch", "sh")) else "s")


def said(q: Quantity) -> str:
    """A figure as printed, on one line."""
    return "“" + " ".join(q.surface.split()) + "”"


def earlier(all_frames: Sequence[Frame], at: int, distance: int) -> Iterator[Frame]:
    """The frames up to so many before one, nearest first, of the same stretch of the article."""
    for back in range(at - 1, max(-1, at - 1 - distance), -1):
        yield all_frames[back]
