"""What the forms of dates stand for: days, months, quarters, seasons, years, decades and holidays."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from claims import intervals as iv
from claims.intervals import Grain, Interval
from claims.lexicon import table
from claims.narrative import Scene
from claims.tense import Direction
from claims.time_forms import Parts
from claims.time_tokens import entries

Reading = Callable[[Parts, Scene], Interval | None]

AHEAD = {"last": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1, "following": 1, "subsequent": 1,
         "ensuing": 1, "coming": 1, "upcoming": 1, "forthcoming": 1}  # fmt: skip
"""On which side of the publication, or of the last date told, *last, next* and the like look."""


def that_year(parts: Parts, scene: Scene) -> int | None:
    """The year that a date names: in digits, or as *last year, the same year*."""
    if "year" in parts:
        return parts.number("year")
    if "short_year" in parts:
        return _century_of(parts.number("short_year") or 0, scene)
    if "that_year" not in parts:
        return None
    word = parts.word("that_year")
    base = scene.anchor.first if word in ("same", "that", "previous", "following") and scene.anchor else scene.published
    return base.year + AHEAD.get(word, 0) if base else None


def _century_of(short: int, scene: Scene) -> int:
    """The year that two digits mean: at most ten years ahead of the publication."""
    now = scene.published.year if scene.published else 2000
    return (now + 10 - short) // 100 * 100 + short if now >= 100 else 1900 + short


def _iso(parts: Parts, scene: Scene) -> Interval | None:
    year, month, day = (int(x) for x in parts.word("iso")[:10].split("-"))
    return iv.day(year, month, day)


def _slashed(parts: Parts, scene: Scene) -> Interval | None:
    """3/5/2025: day or month first as the text's other dates have it, else what lies near the publication."""
    one, two, three = (x for x in re.split(r"[/.]", parts.word("slashed")))
    if len(one) == 4:
        return iv.day(int(one), int(two), int(three))
    year = int(three) if len(three) == 4 else _century_of(int(three), scene)
    day_first, month_first = iv.day(year, int(two), int(one)), iv.day(year, int(one), int(two))
    if day_first is None or month_first is None or day_first == month_first or "." in parts.word("slashed"):
        return day_first or month_first
    if scene.month_first is not None:
        return month_first if scene.month_first else day_first
    if scene.published is None or day_first.first is None or month_first.first is None:
        return None
    now = scene.published
    far = [abs((d.first - now).days) for d in (day_first, month_first) if d.first]
    near = day_first if far[0] < far[1] else month_first
    return near if min(far) < 32 and max(far) > 4 * min(far) else None


def _day(parts: Parts, scene: Scene) -> Interval | None:
    month = parts.entry("month", "months")
    to_month = parts.entry("month2", "months") if "month2" in parts else month
    first, last = _day_number(parts, "day"), _day_number(parts, "day2")

    def make(year: int) -> Interval | None:
        begin = iv.day(year, month, first)
        if begin is None or "day2" not in parts:
            return begin
        end = iv.day(year + (to_month < month), to_month, last)
        if end is None or end.first is None or begin.first is None or end.first < begin.first:
            return None
        return Interval(begin.first, end.last)

    year = that_year(parts, scene)
    if year is None and (month, first) == (9, 11) and _attacks(parts):
        return _named_day("9/11")
    if year is not None:
        return make(year)
    return None if "that_year" in parts else scene.in_year(make)


def _attacks(parts: Parts) -> bool:
    """Whether *attacks* follows the day, as in *the September 11th terrorist attacks*."""
    end = max(last for _, last in parts.groups.values())
    return bool({"attack", "attacks"} & set(parts.tokens.words(end, min(end + 2, len(parts.tokens.codes)))))


def _day_number(parts: Parts, name: str) -> int:
    number = parts.number(name)
    return number if number is not None else entries("ordinals").get(parts.word(name), 0)


def _day_of_month(parts: Parts, scene: Scene) -> Interval | None:
    """*the 15th*: of the month that the text speaks of, or the nearest."""
    day = parts.number("day") or 0
    base = scene.anchor.first if scene.anchor and scene.anchor.grain <= Grain.MONTH else scene.published
    if base is None:
        return None
    whole = scene.within if scene.within and scene.within.first else None
    if whole is not None and whole.first is not None:
        return iv.day(whole.first.year, whole.first.month, day)
    if base is not scene.published:
        return iv.day(base.year, base.month, day)
    months = (divmod(base.year * 12 + base.month - 1 + step, 12) for step in (-1, 0, 1))
    return scene.nearest(iv.day(y, m + 1, day) for y, m in months)


def _months(parts: Parts, scene: Scene) -> Interval | None:
    first, last = parts.entry("month", "months"), parts.entry("month2", "months")
    year = that_year(parts, scene)
    count = (last - first) % 12 + 1
    if year is not None:
        return iv.month(year - (last < first), first, count)
    return scene.in_year(lambda y: iv.month(y, first, count))


def _month(parts: Parts, scene: Scene) -> Interval | None:
    month = parts.entry("month", "months")
    year = that_year(parts, scene)
    if year is not None:
        return iv.month(year, month)
    if "that_year" in parts:
        return None
    which, now = parts.word("which"), scene.published
    if which in ("following", "subsequent", "previous", "preceding") and scene.anchor and scene.anchor.first:
        now = scene.anchor.first
    if which in ("same", "that"):
        return iv.month(scene.anchor.first.year, month) if scene.anchor and scene.anchor.first else None
    if which and now is not None:
        ahead = AHEAD.get(which, 0)
        if which == "past" or ahead < 0:
            return iv.month(now.year - (month >= now.month), month)
        return iv.month(now.year + (ahead > 0 and month <= now.month), month)
    if scene.direction is Direction.OPEN and month in scene.months and scene.within is None:
        return iv.month(scene.months[month], month)
    return scene.in_year(lambda y: iv.month(y, month))


def _quarter(parts: Parts, scene: Scene) -> Interval | None:
    """*the third quarter, Q3 2025, H1*: calendar quarters, since the text seldom tells whose fiscal year it is."""
    if "name" in parts:
        name = parts.word("name")
        nth = int(name.strip("qh"))
        size = 3 if "q" in name else 6
    else:
        nth, size = _nth(parts), 3
    if parts.word("nth") == "last" and "year" not in parts and scene.published is not None:
        return iv.unit_around(scene.published, "quarter", -1)
    if nth == -1:
        nth = 12 // size
    if not 1 <= nth * size <= 12:
        return None
    first = (nth - 1) * size + 1
    year = that_year(parts, scene)
    return iv.month(year, first, size) if year else scene.in_year(lambda y: iv.month(y, first, size))


def _nth(parts: Parts) -> int:
    number = parts.number("nth")
    return number if number is not None else entries("ordinals").get(parts.word("nth"), -1)


def _weekday(parts: Parts, scene: Scene) -> Interval | None:
    wanted, now = parts.entry("weekday", "weekdays"), scene.published
    if scene.within is not None:
        return _weekday_within(wanted, scene.within)
    if now is None:
        return None
    which = parts.word("which")
    behind, ahead = (now.weekday() - wanted) % 7, (wanted - now.weekday()) % 7
    if which in ("same", "that"):
        return scene.day
    if which in ("last", "past", "previous"):
        return iv.one_day(iv.shift(now, -(behind or 7)))
    told = scene.last_day()
    if which == "following" and told is not None and told.first is not None:
        return iv.one_day(iv.shift(told.first, (wanted - told.first.weekday() - 1) % 7 + 1))
    if scene.back is not None and not which and scene.direction is Direction.PAST:
        return iv.one_day(iv.shift(scene.back, (wanted - scene.back.weekday()) % 7))
    if which == "next":
        return iv.one_day(iv.shift(now, 7 - now.weekday() + wanted))
    if which in ("coming", "following") or scene.direction in (Direction.FUTURE, Direction.LIKELY):
        return iv.one_day(iv.shift(now, ahead))
    if which == "this" and scene.direction is Direction.OPEN:
        return iv.one_day(iv.shift(now, wanted - now.weekday()))
    return iv.one_day(iv.shift(now, -behind))


def _weekday_within(wanted: int, whole: Interval) -> Interval | None:
    """The weekday of a given week; of a longer stretch only where it has one such day."""
    if whole.first is None or whole.last is None or (whole.last - whole.first).days > 6:
        return None
    found = iv.shift(whole.first, (wanted - whole.first.weekday()) % 7)
    return iv.one_day(found) if found <= whole.last else None


def _decade(parts: Parts, scene: Scene) -> Interval | None:
    word = parts.word("decade")
    if word in entries("decades"):
        first = _century_of(entries("decades")[word], scene)
    else:
        digits = word.rstrip("s")
        first = int(digits) if len(digits) == 4 else _century_of(int(digits), scene)
    # *The 1600s* are a century, *the 2000s* ten years.
    whole = first % 100 == 0 and first < 1900
    return iv.years(first, first + (99 if whole else 9), Grain.CENTURY if whole else Grain.DECADE)


def _century(parts: Parts, scene: Scene) -> Interval | None:
    first = _nth(parts)
    last = parts.number("nth2") or entries("ordinals").get(parts.word("nth2"), first)
    return iv.years((first - 1) * 100 + 1, last * 100, Grain.CENTURY) if 0 < first <= last < 100 else None


def _years(parts: Parts, scene: Scene) -> Interval | None:
    """*2019–21*, *2024/25*; *2019-05* is a month."""
    first, second = parts.number("year") or 0, parts.word("year2")
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last <= first:
        return iv.month(first, int(second)) if len(second) == 2 and 1 <= int(second) <= 12 else None
    return iv.years(first, last)


def _fiscal(parts: Parts, scene: Scene) -> Interval | None:
    """A fiscal year by the calendar years that it is named after: the text seldom tells when it begins."""
    if "fiscal" in parts:
        digits = parts.word("fiscal")[2:]
        first = int(digits) if len(digits) == 4 else _century_of(int(digits), scene)
        return iv.years(first, first + 1) if parts.number("short2") == (first + 1) % 100 else iv.year(first)
    return _years(parts, scene) if "year2" in parts else _year(parts, scene)


def _year(parts: Parts, scene: Scene) -> Interval | None:
    year = that_year(parts, scene)
    return iv.year(year) if year else None


def _era(parts: Parts, scene: Scene) -> Interval | None:
    """Years of the common era; earlier ones have no place in the calendar that is used."""
    words = parts.tokens.words(*parts.groups["whole"])
    number = parts.number("number")
    return iv.year(number) if number and not {"bc", "bce"} & set(words) else None


def _season(parts: Parts, scene: Scene) -> Interval | None:
    month = parts.entry("season", "seasons")
    year = that_year(parts, scene)
    if year is not None:
        return iv.season(year, month)
    return None if "that_year" in parts else scene.in_year(lambda y: iv.season(y, month))


def _holiday(parts: Parts, scene: Scene) -> Interval | None:
    name = " ".join(w for w in parts.words("holiday") if w not in ("'s", "'", "."))
    rule = _holidays().get(name)
    if rule is None:
        return None
    year = that_year(parts, scene)
    if year is not None:
        return _holiday_in(rule, year)
    which = parts.word("which")
    if which in ("last", "past", "next", "coming") and scene.published:
        now = scene.published
        around = [_holiday_in(rule, y) for y in range(now.year - 1, now.year + 2)]
        days = [d for d in around if d is not None and d.first is not None]
        if which in ("last", "past"):
            return max((d for d in days if d.first and d.first < now), key=lambda d: d.first or now, default=None)
        return min((d for d in days if d.first and d.first > now), key=lambda d: d.first or now, default=None)
    return scene.in_year(lambda y: _holiday_in(rule, y))


@cache
def _holidays() -> dict[str, str]:
    """The rules of the holidays by their names, without apostrophes and points."""
    return {
        " ".join(name.replace("'s", "").replace("'", "").replace(".", "").split()): rule
        for name, rule in table("time", "holidays").items()
    }


def _holiday_in(rule: str, year: int) -> Interval | None:
    if not 1583 <= year <= 9999:
        return None
    words = rule.split()
    if words[0] == "easter":
        return iv.one_day(iv.shift(iv.easter(year), int(words[1])))
    if len(words) == 3:
        return iv.nth_weekday(year, int(words[0]), entries("weekdays")[words[1]], int(words[2]))
    month, day = rule.split("-")
    return iv.day(year, int(month), int(day))


def _named(parts: Parts, scene: Scene) -> Interval | None:
    """Days that a name stands for, such as 9/11."""
    return _named_day(parts.word("named"))


def _named_day(name: str) -> Interval | None:
    year, month, day = (int(x) for x in table("time", "named")[name].split("-"))
    return iv.day(year, month, day)


DATES: dict[str, Reading] = {
    "iso": _iso, "slashed": _slashed, "day": _day, "day_number": _day_of_month, "months": _months, "month": _month,
    "quarter": _quarter, "weekday": _weekday, "decade": _decade, "century": _century, "fiscal": _fiscal,
    "years": _years, "year": _year, "short_year": _year, "era": _era, "season": _season, "holiday": _holiday,
    "named": _named,
}  # fmt: skip
