"""Small plots as plain numbers for inline SVG: a check through the runs, a source by months, a figure through time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from validations.report.wording import excerpt

WIDTH, HEIGHT = 120, 24
SERIES_WIDTH, SERIES_HEIGHT = 640, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 70.0, 40.0, 22.0, 34.0
_MOST_LABELS, _LABEL_LENGTH, _LETTER, _LINE = 8, 30, 6.0, 12.0
_MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Dot:
    """A place of a plot in its own units, good or bad, with what a reader is told of it."""

    x: float
    y: float
    good: bool
    title: str


@dataclass(frozen=True, slots=True)
class Spark:
    """A line through the runs; ``label`` tells it to who does not see it."""

    dots: tuple[Dot, ...]
    label: str

    @property
    def line(self) -> str:
        """The points of the polyline."""
        return " ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in self.dots)


@dataclass(frozen=True, slots=True)
class Bar:
    """A month of a source: place and height in the plot's units."""

    x: float
    height: float
    width: float


@dataclass(frozen=True, slots=True)
class Months:
    """A source's claims by month, the months without any among them."""

    bars: tuple[Bar, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure to be put on a plot: when, how much and with which bound, who says so, and in which words."""

    first: date
    last: date
    low: Decimal
    high: Decimal
    comparator: str
    words: str
    who: str
    where: str
    here: bool
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on the plot: a horizontal stroke for its period, a vertical one for its interval, an arrow for a bound."""

    x1: float
    x2: float
    y1: float
    y2: float
    bound: str
    stated: Stated
    label: str = ""

    @property
    def x(self) -> float:
        """The middle of the period."""
        return (self.x1 + self.x2) / 2

    @property
    def y(self) -> float:
        """The middle of the interval."""
        return (self.y1 + self.y2) / 2


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Series:
    """The same thing through time, each source's value with its bounds."""

    title: str
    points: tuple[Point, ...]
    times: tuple[Tick, ...]
    amounts: tuple[Tick, ...]


def spark(values: Sequence[tuple[float, bool, str]], label: str) -> Spark | None:
    """A line through values with whether each was good and what is told of it; None for fewer than two."""
    if len(values) < 2:
        return None
    low, high = min(v for v, _, _ in values), max(v for v, _, _ in values)
    step = (WIDTH - 8) / (len(values) - 1)
    dots = tuple(
        Dot(4 + at * step, HEIGHT - 4 - _share(value, low, high) * (HEIGHT - 8), good, title)
        for at, (value, good, title) in enumerate(values)
    )
    return Spark(dots, label)


def months(counts: Mapping[date, int]) -> Months | None:
    """Bars from the first month with a claim to the last, at most the latest 24; None for fewer than two months."""
    if len(counts) < 2:
        return None
    last = max(counts)
    span = [_back(last, back) for back in range(_months_between(min(counts), last), -1, -1)][-_MOST_MONTHS:]
    top = max(counts.get(month, 0) for month in span)
    step = WIDTH / len(span)
    bars = tuple(
        Bar(at * step, counts.get(month, 0) / top * (HEIGHT - 2), min(max(step - 1, 1), 8)) for at, month in enumerate(span)
    )
    told = ", ".join(f"{counts[month]} in {month:%Y-%m}" for month in span if month in counts)
    return Months(bars, f"claims by month: {told}")


def series(title: str, stated: Sequence[Stated]) -> Series | None:
    """The figures on one time axis; None where there is nothing to compare."""
    if len(stated) < 2:
        return None
    first, last = min(s.first for s in stated), max(s.last for s in stated)
    low, high = float(min(s.low for s in stated)), float(max(s.high for s in stated))
    points = tuple(
        Point(_time(s.first, first, last), _time(s.last, first, last), _amount(s.low, low, high),
              _amount(s.high, low, high), _bound(s.comparator), s)
        for s in sorted(stated, key=lambda s: (s.first, s.last, s.low, s.where))
    )  # fmt: skip
    points = _labelled(points)
    times = tuple(Tick(_time(day, first, last), day.isoformat()) for day in dict.fromkeys((first, last)))
    amounts = tuple(Tick(_amount(Decimal(value), low, high), f"{value:,.10g}") for value in dict.fromkeys((low, high)))
    return Series(title, points, times, amounts)


def _labelled(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Who says it beside each point, this article's first, where there is room; the table names all."""
    if len(points) > _MOST_LABELS:
        return points
    taken: list[tuple[float, float, float]] = []
    labels = [""] * len(points)
    for at, point in sorted(enumerate(points), key=lambda placed: not placed[1].stated.here):
        label = excerpt(point.stated.who, _LABEL_LENGTH)
        width = len(label) * _LETTER
        left = point.x - 8 - width if point.x > SERIES_WIDTH / 2 else point.x + 8
        if not any(left < right and start < left + width and abs(y - point.y) < _LINE for start, right, y in taken):
            taken.append((left, left + width, point.y))
            labels[at] = label
    return tuple(replace(point, label=label) for point, label in zip(points, labels, strict=True))


def _bound(comparator: str) -> str:
    return "up" if comparator in {">", ">="} else "down" if comparator in {"<", "<="} else ""


def _time(day: date, first: date, last: date) -> float:
    span = max((last - first) / timedelta(days=1), 1)
    return _LEFT + (day - first) / timedelta(days=1) / span * (SERIES_WIDTH - _LEFT - _RIGHT)


def _amount(value: Decimal, low: float, high: float) -> float:
    return SERIES_HEIGHT - _BOTTOM - _share(float(value), low, high) * (SERIES_HEIGHT - _TOP - _BOTTOM)


def _share(value: float, low: float, high: float) -> float:
    return 0.5 if high == low else (value - low) / (high - low)


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _back(month: date, count: int) -> date:
    number = month.year * 12 + month.month - 1 - count
    return date(number // 12, number % 12 + 1, 1)
