"""The calendar: units, steps, parts of intervals, Easter and the n-th weekdays."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from dateutil.easter import easter as other_easter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from claims import intervals as iv
from claims.intervals import Interval

DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))


def days(found: Interval | None) -> str:
    return "-" if found is None else f"{found.first}..{found.last}"


@pytest.mark.parametrize(
    ("unit", "offset", "expected"),
    [
        ("day", -1, "2026-03-09..2026-03-09"),
        ("week", 0, "2026-03-09..2026-03-15"),
        ("week", -1, "2026-03-02..2026-03-08"),
        ("weekend", 0, "2026-03-14..2026-03-15"),
        ("month", -3, "2025-12-01..2025-12-31"),
        ("quarter", -1, "2025-10-01..2025-12-31"),
        ("year", 1, "2027-01-01..2027-12-31"),
        ("decade", 0, "2020-01-01..2029-12-31"),
        ("century", 0, "2001-01-01..2100-12-31"),
        ("century", -1, "1901-01-01..2000-12-31"),
    ],
)
def test_units_beside_a_tuesday(unit: str, offset: int, expected: str) -> None:
    assert days(iv.unit_around(date(2026, 3, 10), unit, offset)) == expected


@pytest.mark.parametrize(
    ("unit", "nth", "size", "expected"),
    [
        ("week", 1, 1, "2026-03-02..2026-03-08"),  # the week of 1 March, a Sunday, is February's by ISO 8601
        ("week", -1, 1, "2026-03-23..2026-03-29"),
        ("day", 1, 10, "2026-03-01..2026-03-10"),
        ("day", -1, 1, "2026-03-31..2026-03-31"),
        ("half", 2, 1, "2026-03-16..2026-03-31"),
        ("day", 32, 1, "-"),
        ("month", 2, 1, "-"),
    ],
)
def test_parts_of_a_month(unit: str, nth: int, size: int, expected: str) -> None:
    assert days(iv.nth_part(Interval(date(2026, 3, 1), date(2026, 3, 31)), unit, nth, size)) == expected


@pytest.mark.parametrize(
    ("unit", "nth", "size", "expected"),
    [
        ("quarter", 4, 1, "2024-10-01..2024-12-31"),
        ("month", -1, 3, "2024-10-01..2024-12-31"),
        ("half", 1, 1, "2024-01-01..2024-06-30"),
        ("month", 9, 1, "2024-09-01..2024-09-30"),
        ("quarter", 5, 1, "-"),
    ],
)
def test_parts_of_a_year(unit: str, nth: int, size: int, expected: str) -> None:
    assert days(iv.nth_part(Interval(date(2024, 1, 1), date(2024, 12, 31)), unit, nth, size)) == expected


def test_thirds_and_edges_are_cut_where_english_cuts_them() -> None:
    september = Interval(date(2019, 9, 1), date(2019, 9, 30))
    year = Interval(date(2016, 1, 1), date(2016, 12, 31))
    assert [days(iv.thirds(september, n)) for n in range(3)] == [
        "2019-09-01..2019-09-10", "2019-09-11..2019-09-20", "2019-09-21..2019-09-30",
    ]  # fmt: skip
    assert days(iv.thirds(year, 0)) == "2016-01-01..2016-04-30"
    assert days(iv.edge(september, at_end=True)) == "2019-09-24..2019-09-30"
    assert days(iv.edge(year, at_end=False)) == "2016-01-01..2016-01-31"


def test_nth_weekdays() -> None:
    assert days(iv.nth_weekday(2026, 11, 3, 4)) == "2026-11-26..2026-11-26"
    assert days(iv.nth_weekday(2026, 5, 0, -1)) == "2026-05-25..2026-05-25"
    assert iv.nth_weekday(2026, 2, 0, 5) is None


def test_days_that_are_not_in_the_calendar() -> None:
    assert iv.day(2025, 2, 29) is None
    assert iv.month(9999, 13) is None
    assert iv.years(2020, 2010) is None


@given(st.integers(1583, 4000))
def test_easter_agrees_with_another_computation(year: int) -> None:
    assert iv.easter(year) == other_easter(year)


@given(DAYS, st.integers(-300, 300), st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_units_hold_their_day_and_follow_without_gaps(day: date, offset: int, unit: str) -> None:
    here, after = iv.unit_around(day, unit, offset), iv.unit_around(day, unit, offset + 1)
    assert here and after and here.first and here.last and after.first
    assert here.first <= here.last
    assert after.first == here.last + timedelta(days=1)
    now = iv.unit_around(day, unit)
    assert now and now.first and now.last and now.first <= day <= now.last


@given(DAYS, DAYS)
def test_thirds_make_up_the_whole(one: date, other: date) -> None:
    whole = Interval(min(one, other), max(one, other))
    parts = [iv.thirds(whole, n) for n in range(3)]
    if whole.first and whole.last and (whole.last - whole.first).days < 3:
        assert all(p == whole for p in parts)
        return
    assert parts[0].first == whole.first
    assert parts[2].last == whole.last
    for before, after in pairwise(parts):
        assert before.last and after.first == before.last + timedelta(days=1)


@given(st.dates(), st.floats(-1e7, 1e7), st.sampled_from(["minute", "hour", "day", "week", "month", "year", "century"]))
def test_steps_stay_in_the_calendar(day: date, count: float, unit: str) -> None:
    assert date.min <= iv.step(day, count, unit) <= date.max
