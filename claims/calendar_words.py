"""Months, weekdays and seasons, and the days that intervals of the calendar begin and end on."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH_NUMBER = (
    {name: n for n, name in enumerate(MONTHS, 1)} | {name[:3]: n for n, name in enumerate(MONTHS, 1)} | {"Sept": 9}
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, inclusive; None where an end is not known."""

    first: date | None
    last: date | None


def year(y: int) -> Interval | None:
    """The calendar year."""
    return Interval(date(y, 1, 1), date(y, 12, 31)) if 1 <= y <= 9999 else None


def years(first: int, last: int) -> Interval | None:
    """From the first day of one year to the last of another."""
    return Interval(date(first, 1, 1), date(last, 12, 31)) if 1 <= first <= last <= 9999 else None


def month(y: int, m: int) -> Interval | None:
    """The calendar month; months under 1 and over 12 run on into other years."""
    y, m = y + (m - 1) // 12, (m - 1) % 12 + 1
    return Interval(date(y, m, 1), date(y, m, monthrange(y, m)[1])) if 1 <= y <= 9999 else None


def months(y: int, m: int, count: int) -> Interval | None:
    """So many months from the given one on."""
    begin, end = month(y, m), month(y, m + count - 1)
    return Interval(begin.first, end.last) if begin and end else None


def day(y: int, m: int, d: int) -> Interval | None:
    """One day; None where the calendar has no such day."""
    try:
        one = date(y, m, d)
    except ValueError:
        return None
    return Interval(one, one)


def week(of: date, offset: int = 0) -> Interval:
    """Monday to Sunday of the week that is ``offset`` weeks from the one of the day."""
    monday = shift(of, -of.weekday() + 7 * offset)
    return Interval(monday, shift(monday, 6))


def shift(of: date, days: int) -> date:
    """The day so many days on, held within the calendar."""
    return date.fromordinal(min(max(of.toordinal() + days, 1), date.max.toordinal()))


def shift_months(of: date, count: int) -> date:
    """The same day so many months on, or the month's last."""
    total = min(max(of.year * 12 + of.month - 1 + count, 12), 9999 * 12 + 11)
    y, m = divmod(total, 12)
    return date(y, m + 1, min(of.day, monthrange(y, m + 1)[1]))


def back(of: date, count: int, unit: str) -> date:
    """The day so many units before (negative: after) the given one; hours and minutes stay on the day."""
    if unit in ("day", "night", "hour", "minute"):
        return shift(of, -count if unit in ("day", "night") else -(count // 24 if unit == "hour" else 0))
    if unit in ("week", "fortnight", "weekend"):
        return shift(of, -count * (14 if unit == "fortnight" else 7))
    return shift_months(of, -count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])
