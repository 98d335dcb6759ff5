"""First and last days of the calendar's units, and steps from one to another."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Grain(IntEnum):
    """How fine a time expression is, from the finest to the coarsest."""

    DAY = 1
    WEEK = 2
    MONTH = 3
    QUARTER = 4
    YEAR = 5
    DECADE = 6
    CENTURY = 7


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, inclusive, with the grain of the expression; None where an end is not known."""

    first: date | None
    last: date | None
    grain: Grain = Grain.DAY

    @property
    def closed(self) -> bool:
        """Whether both ends are known."""
        return self.first is not None and self.last is not None


MONTHS_OF = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12, Grain.DECADE: 120, Grain.CENTURY: 1200}
_DAYS_OF = {"minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS_OF_UNIT = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
GRAIN_OF = {
    "minute": Grain.DAY, "hour": Grain.DAY, "day": Grain.DAY, "night": Grain.DAY, "week": Grain.WEEK,
    "weekend": Grain.WEEK, "fortnight": Grain.WEEK, "month": Grain.MONTH, "quarter": Grain.QUARTER,
    "year": Grain.YEAR, "decade": Grain.DECADE, "century": Grain.CENTURY,
    "millennium": Grain.CENTURY,
}  # fmt: skip


def day(y: int, m: int, d: int) -> Interval | None:
    """One day; None where the calendar has no such day."""
    try:
        one = date(y, m, d)
    except ValueError:
        return None
    return Interval(one, one)


def one_day(of: date) -> Interval:
    """The day itself as an interval."""
    return Interval(of, of)


def month(y: int, m: int, count: int = 1) -> Interval | None:
    """So many months from the given one on; months under 1 and over 12 run on into other years."""
    first, last = divmod(y * 12 + m - 1, 12), divmod(y * 12 + m - 2 + count, 12)
    if not 1 <= first[0] <= last[0] <= 9999:
        return None
    grain = {1: Grain.MONTH, 12: Grain.YEAR}.get(count, Grain.QUARTER)
    end = date(last[0], last[1] + 1, monthrange(last[0], last[1] + 1)[1])
    return Interval(date(first[0], first[1] + 1, 1), end, grain)


def year(y: int) -> Interval | None:
    """The calendar year."""
    return years(y, y)


def years(first: int, last: int, grain: Grain = Grain.YEAR) -> Interval | None:
    """From the first day of one year to the last of another."""
    return Interval(date(first, 1, 1), date(last, 12, 31), grain) if 1 <= first <= last <= 9999 else None


def week(of: date, offset: int = 0) -> Interval:
    """Monday to Sunday of the week that is ``offset`` weeks from the one of the day."""
    monday = shift(of, -of.weekday() + 7 * offset)
    return Interval(monday, shift(monday, 6), Grain.WEEK)


def weekend(of: date, offset: int = 0) -> Interval:
    """Saturday and Sunday of the week that is ``offset`` weeks from the one of the day."""
    saturday = shift(of, 5 - of.weekday() + 7 * offset)
    return Interval(saturday, shift(saturday, 1), Grain.WEEK)


def season(y: int, first_month: int) -> Interval | None:
    """The three months of a season that begins in the given year; winter runs on into the next."""
    return month(y, first_month, 3)


def unit_around(of: date, unit: str, offset: int = 0) -> Interval | None:
    """The calendar unit that holds the day, or the one ``offset`` units from it."""
    if unit in ("minute", "hour", "day", "night"):
        return one_day(shift(of, offset))
    if unit == "weekend":
        return weekend(of, offset)
    if unit in ("week", "fortnight"):
        return week(of, offset)
    if unit == "month":
        return month(of.year, of.month + offset)
    if unit == "quarter":
        return month(of.year, (of.month - 1) // 3 * 3 + 1 + 3 * offset, 3)
    if unit == "year":
        return year(of.year + offset)
    size = {"decade": 10, "century": 100, "millennium": 1000}[unit]
    from_one = int(unit != "decade")
    base = (of.year - from_one) // size * size + offset * size + from_one
    return years(max(base, 1), base + size - 1, GRAIN_OF[unit])


def shift(of: date, days: int) -> date:
    """The day so many days on, held within the calendar."""
    return date.fromordinal(min(max(of.toordinal() + days, 1), date.max.toordinal()))


def shift_months(of: date, count: int) -> date:
    """The same day so many months on, or that month's last."""
    total = min(max(of.year * 12 + of.month - 1 + count, 12), 9999 * 12 + 11)
    y, m = divmod(total, 12)
    return date(y, m + 1, min(of.day, monthrange(y, m + 1)[1]))


def step(of: date, count: float, unit: str) -> date:
    """The day so many units on, or back where ``count`` is negative; fewer than 24 hours stay on the day."""
    if unit in _DAYS_OF:
        days = count / 24 if unit == "hour" else count * _DAYS_OF[unit]
        return shift(of, int(max(-4e6, min(4e6, days))))
    months = max(-2e5, min(2e5, count * _MONTHS_OF_UNIT[unit]))
    return shift(shift_months(of, int(months)), round(30 * (months - int(months))))


def workdays(of: date, count: int) -> date:
    """The day so many Mondays to Fridays on, or back where ``count`` is negative."""
    weeks, rest = divmod(abs(count), 5)
    ahead = 1 if count >= 0 else -1
    day = shift(of, 7 * ahead * weeks)
    while rest:
        day = shift(day, ahead)
        rest -= day.weekday() < 5
    return day


def easter(y: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = y % 19, divmod(y, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    f = h + e - 7 * ((a + 11 * h + 22 * e) // 451) + 114
    return date(y, f // 31, f % 31 + 1)


def nth_weekday(y: int, m: int, weekday: int, nth: int) -> Interval | None:
    """The first, second … or (-1) last such weekday of a month; None where the month has none."""
    whole = month(y, m)
    if whole is None or whole.first is None or whole.last is None or nth == 0:
        return None
    if nth > 0:
        found = shift(whole.first, (weekday - whole.first.weekday()) % 7 + 7 * (nth - 1))
    else:
        found = shift(whole.last, -((whole.last.weekday() - weekday) % 7) + 7 * (nth + 1))
    return one_day(found) if found.month == whole.first.month else None


def thirds(whole: Interval, which: int) -> Interval:
    """The first, second or third part (0, 1, 2) of an interval, cut where speakers of English cut it.

    A month is cut after the 10th and the 20th, a year after April and August, a decade after its fourth and seventh
    year, a week after Tuesday and Thursday; a day is not cut.
    """
    first, last = whole.first, whole.last
    if first is None or last is None:
        return whole
    length = (last - first).days + 1
    if length <= 3:
        return whole
    if length <= 8:
        cuts = (shift(first, 2), shift(first, 4))
    elif length <= 31:
        cuts = (shift(first, 10), shift(first, 20))
    elif length <= 360:
        cuts = (shift(first, round(length / 3)), shift(first, round(2 * length / 3)))
    else:
        total = (last.year - first.year) * 12 + last.month - first.month + 1
        unit = 12 if total >= 240 else 1
        at = {12: (4, 8), 120: (48, 84)}.get(total, (total // unit // 3 * unit, 2 * total // unit // 3 * unit))
        cuts = (shift_months(first, at[0]), shift_months(first, at[1]))
    return (
        Interval(first, shift(cuts[0], -1), whole.grain),
        Interval(cuts[0], shift(cuts[1], -1), whole.grain),
        Interval(cuts[1], last, whole.grain),
    )[which]


def edge(whole: Interval, at_end: bool) -> Interval:
    """What *the start of* or *the end of* an interval means: a week of a month, a month of a year, two years of ten."""
    first, last = whole.first, whole.last
    if first is None or last is None:
        return whole
    length = (last - first).days + 1
    if length <= 3:
        return whole
    if length <= 8:
        return Interval(shift(last, -1), last) if at_end else Interval(first, shift(first, 1))
    if length <= 31:
        return Interval(shift(last, -6), last) if at_end else Interval(first, shift(first, 6))
    months = 1 if length <= 366 else max(1, round(length / 30.44 / 5))
    if at_end:
        return Interval(shift_months(shift(last, 1), -months), last)
    return Interval(first, shift(shift_months(first, months), -1))


def nth_part(whole: Interval, unit: str, nth: int, size: int = 1) -> Interval | None:
    """The first, second … or (-1) last such unit of an interval, or so many of them; None where it has no such part."""
    first, last = whole.first, whole.last
    if first is None or last is None or nth == 0 or unit in ("minute", "hour"):
        return None
    if unit == "half":
        return _half(first, last, nth)
    if unit in ("week", "weekend", "fortnight"):
        found = _weeks(first, last, nth, size * (2 if unit == "fortnight" else 1))
        return Interval(shift(found.first, 5), found.last) if unit == "weekend" and found and found.first else found
    if unit in _DAYS_OF:
        start = shift(first, (nth - 1) * size) if nth > 0 else shift(last, (nth + 1) * size - size + 1)
        end, grain = shift(start, size - 1), Grain.DAY
    else:
        months = _MONTHS_OF_UNIT[unit] * size
        start = shift_months(first, (nth - 1) * months) if nth > 0 else shift_months(shift(last, 1), nth * months)
        end, grain = shift(shift_months(start, months), -1), GRAIN_OF[unit]
    return Interval(start, end, grain) if first <= start <= end <= last else None


def _half(first: date, last: date, nth: int) -> Interval | None:
    if nth not in (1, 2, -1):
        return None
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    middle = shift_months(first, months // 2) if months > 1 else shift(first, ((last - first).days + 1) // 2)
    return Interval(first, shift(middle, -1), Grain.QUARTER) if nth == 1 else Interval(middle, last, Grain.QUARTER)


def _weeks(first: date, last: date, nth: int, size: int) -> Interval | None:
    """Weeks belong to the month or year that holds their Thursday, as ISO 8601 has it."""
    start = shift(first, (3 - first.weekday()) % 7)
    end = shift(last, -((last.weekday() - 3) % 7))
    thursday = shift(start, 7 * (nth - 1) * size) if nth > 0 else shift(end, 7 * ((nth + 1) * size - size + 1))
    until = shift(thursday, 7 * (size - 1))
    return Interval(shift(thursday, -3), shift(until, 3), Grain.WEEK) if first <= thursday and until <= last else None
