"""The forms of time expressions, and how each is resolved to an interval of days."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from claims import calendar_words as cal
from claims.calendar_words import MONTH_NUMBER, SEASONS, WEEKDAYS, Interval
from claims.lexicon import alternation
from claims.numerals import UNITS, value_of_words

_MONTH = rf"(?:{alternation(m for m in MONTH_NUMBER if len(m) > 3)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?:the )?(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d|21[0-4]\d)"
_WEEKDAY = rf"(?:{alternation(WEEKDAYS)})"
_COUNT = rf"(?:\d{{1,4}}|{alternation(w for w in UNITS if w not in ('zero',))}|twenty-\w+|a couple of|a|an|several|a few|few)"
_UNIT = r"(?:minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|centurie)"
_PART = r"(?P<part>early|mid|middle of|late|the start of|the beginning of|the end of|the middle of|start of|end of|beginning of)[- ](?:in )?(?:the )?"
_LEAD = (
    r"(?:(?P<lead>as of|as early as|as late as|as recently as|up until|up to|since|until|till|by|from|before|after|prior to|following|through|throughout|during|"
    r"over|within|in|on|at|around|about|of|for) (?:the |about |around |around the )?)?"
)
_ORDINALS = {w: n for n, w in enumerate(("first", "second", "third", "fourth"), 1)}


@dataclass(slots=True)
class Context:
    """What a time expression is resolved against."""

    published: date | None
    anchor: Interval | None = None
    future: bool = False


Resolver = Callable[[re.Match[str], Context], Interval | None]


@dataclass(frozen=True, slots=True)
class Form:
    pattern: re.Pattern[str]
    resolve: Resolver
    anchors: bool = True


def _number(text: str) -> int | None:
    text = text.lower().strip()
    if text.isdigit():
        return int(text)
    if text in ("a", "an"):
        return 1
    if text == "a couple of":
        return 2
    if text in ("several", "a few", "few"):
        return None
    value = value_of_words(text)
    return int(value) if value is not None else None


def _nearest_year(c: Context, m: int, d: int = 1) -> int | None:
    """The year that puts a month and day on the side of the publication date that the tense asks for."""
    if c.published is None:
        return None
    y = c.published.year
    here = (m, d) if d > 1 else (m, 1)
    now = (c.published.month, c.published.day)
    if c.future:
        return y if here >= (now[0], 1 if d == 1 else now[1]) else y + 1
    if here > now:
        ahead = (m - now[0]) + (d - now[1]) / 31
        return y if ahead < 0.5 else y - 1
    return y


def _month_of(text: str) -> int:
    return MONTH_NUMBER[text.rstrip(".")]


def _full_date(m: re.Match[str], c: Context) -> Interval | None:
    number = _month_of(m["month"])
    d = int(re.sub(r"\D", "", m["day"]))
    y = int(m["year"]) if m["year"] else _nearest_year(c, number, d)
    begin = cal.day(y, number, d) if y else None
    second = m.groupdict().get("day2")
    if begin and y and second:
        to_month = m.groupdict().get("month2")
        end = cal.day(y, _month_of(to_month) if to_month else number, int(re.sub(r"\D", "", second)))
        return Interval(begin.first, end.last) if end else begin
    return begin


def month_year(m: re.Match[str], c: Context) -> Interval | None:
    number = _month_of(m["month"])
    if m.groupdict().get("year"):
        y: int | None = int(m["year"])
    else:
        which = (m.groupdict().get("which") or "").lower()
        y = _nearest_year(c, number)
        if y and c.published and which in ("last", "this past"):
            y = c.published.year if number < c.published.month else c.published.year - 1
        elif y and c.published and which in ("next", "this coming"):
            y = c.published.year if number > c.published.month else c.published.year + 1
        elif y and c.published and which == "this":
            y = c.published.year
    second = m.groupdict().get("month2")
    if y and second:
        return cal.months(y, number, (_month_of(second) - number) % 12 + 1)
    return cal.month(y, number) if y else None


def _year(m: re.Match[str], c: Context) -> Interval | None:
    first = int(m["year"])
    last = m.groupdict().get("year2")
    if not last:
        return cal.year(first)
    return cal.years(first, int(last) if len(last) == 4 else first // 100 * 100 + int(last))


def decade(m: re.Match[str], c: Context) -> Interval | None:
    digits = m["decade"]
    base = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return cal.years(base, base + 9)


def _century(m: re.Match[str], c: Context) -> Interval | None:
    n = int(m["century"])
    return cal.years((n - 1) * 100 + 1, n * 100) if 1 <= n <= 99 else None


def _iso(m: re.Match[str], c: Context) -> Interval | None:
    return cal.day(int(m["year"]), int(m["m"]), int(m["d"]))


def _today(m: re.Match[str], c: Context) -> Interval | None:
    if c.published is None:
        return None
    shift = {"yesterday": -1, "tomorrow": 1, "last night": -1, "overnight": -1}.get(m["word"].lower(), 0)
    one = cal.shift(c.published, shift)
    return Interval(one, c.published if m["word"].lower() == "overnight" else one)


def _weekday(m: re.Match[str], c: Context) -> Interval | None:
    if c.published is None:
        return None
    wanted = WEEKDAYS.index(m["weekday"])
    which = (m.groupdict().get("which") or "").lower()
    behind = (c.published.weekday() - wanted) % 7
    if which in ("next", "this coming", "coming") or (c.future and which not in ("last", "this past") and behind):
        one = cal.shift(c.published, (wanted - c.published.weekday()) % 7 or 7)
    else:
        one = cal.shift(c.published, -(behind or (7 if which == "last" else 0)))
    return Interval(one, one)


def _relative(m: re.Match[str], c: Context) -> Interval | None:
    """*last year, this week, next month*: the calendar unit beside the publication's."""
    now = c.published
    if now is None:
        return None
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(
        m["which"].lower().split()[-1], 0
    )
    unit = m["unit"].lower()
    if unit == "week":
        return cal.week(now, step)
    if unit == "weekend":
        saturday = cal.week(now, step if step > 0 else (0 if now.weekday() >= 5 else -1)).first
        return Interval(cal.shift(saturday, 5), cal.shift(saturday, 6)) if saturday else None
    if unit == "month":
        return cal.month(now.year, now.month + step)
    if unit == "quarter":
        return cal.months(now.year, (now.month - 1) // 3 * 3 + 1 + 3 * step, 3)
    if unit == "year":
        return cal.year(now.year + step)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        base = now.year // size * size + step * size
        return cal.years(base, base + size - 1)
    if unit in SEASONS:
        return _season_of(unit, now.year + (step if step else 0), now, step)
    return Interval(cal.shift(now, step), cal.shift(now, step))


def _season_of(name: str, y: int, now: date, step: int) -> Interval | None:
    start = SEASONS[name]
    if step < 0 and start + 2 < now.month:
        y = now.year
    return cal.months(y, start, 3)


def _season(m: re.Match[str], c: Context) -> Interval | None:
    return cal.months(int(m["year"]), SEASONS[m["season"].lower()], 3)


def _ago(m: re.Match[str], c: Context) -> Interval | None:
    count = _number(m["count"])
    word = m["word"].lower()
    unit = "century" if m["unit"].lower() == "centurie" else m["unit"].lower()
    base = c.published if word in ("ago", "from now") or c.anchor is None else c.anchor.first
    if base is None or count is None:
        return None
    at = cal.back(base, count if word in ("ago", "earlier", "before", "previously") else -count, unit)
    if unit == "year" and (word == "ago" or count > 1):
        return cal.year(at.year)
    if unit == "month":
        return cal.month(at.year, at.month)
    if unit == "week" and word == "ago":
        return cal.week(at)
    if unit == "decade":
        return cal.year(at.year)
    return Interval(at, at)


def window(m: re.Match[str], c: Context) -> Interval | None:
    """*over the past five years, in the next ten days, within 48 hours*."""
    now = c.published
    if now is None:
        return None
    count = _number(m["count"]) if m["count"] else 1
    which = (m.groupdict().get("which") or "next").lower()
    unit = "century" if m["unit"].lower() == "centurie" else m["unit"].lower()
    back = which in ("past", "last", "previous", "preceding")
    if count is None:
        return Interval(None, now) if back else Interval(now, None)
    if unit == "hour":
        count, unit = max(1, -(-count // 24)), "day"
    other = cal.back(now, count if back else -count, unit)
    return Interval(other, now) if back else Interval(now, other)


def quarter(m: re.Match[str], c: Context) -> Interval | None:
    y = int(m["year"]) if m["year"] else (c.published.year if c.published else None)
    if y and (m["of"] or "").lower() == "last year" and c.published:
        y = c.published.year - 1
    if y is None:
        return None
    name = (m["nth"] or m["q"]).lower()
    n = _ORDINALS.get(name) or int(name)
    if (m.groupdict().get("half") or "").lower() == "half":
        return cal.months(y, 1 if n == 1 else 7, 6)
    if not m["year"] and not m["of"] and c.published and (n - 1) * 3 + 1 > c.published.month and not c.future:
        y -= 1
    return cal.months(y, (n - 1) * 3 + 1, 3)


def _anchored(m: re.Match[str], c: Context) -> Interval | None:
    base = c.anchor.first if c.anchor else None
    if base is None:
        return None
    unit = m["unit"].lower()
    step = {"following": 1, "next": 1, "previous": -1}.get(m["which"].lower().split()[-1], 0)
    if unit == "year":
        return cal.year(base.year + step)
    if unit == "month":
        return cal.month(base.year, base.month + step)
    if unit == "week":
        return cal.week(base, step)
    one = cal.shift(base, step)
    return Interval(one, one)


def _now(m: re.Match[str], c: Context) -> Interval | None:
    return Interval(c.published, c.published) if c.published else None


_WHICH = r"(?P<which>last|this past|past|this coming|this|next|coming|previous|the previous|the following|current)"
FORMS = tuple(
    Form(re.compile(rf"(?<![\w$€£])(?:{_LEAD}){body}(?:['’]s?(?= ))?(?!\w|[.,]\d)", flags), resolve, anchors)
    for body, resolve, anchors, flags in (
        (
            rf"(?:{_WEEKDAY},? )?(?:{_PART})?(?P<day>{_DAY})(?:(?: ?[–-] ?| to | and )(?P<day2>{_DAY}))? (?:of )?(?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?",
            _full_date,
            True,
            0,
        ),
        (
            rf"(?P<day>{_DAY}) (?P<month>{_MONTH})(?: ?[–-] ?| to )(?P<day2>{_DAY}) (?P<month2>{_MONTH})(?:,? (?P<year>{_YEAR}))?",
            _full_date,
            True,
            0,
        ),
        (
            rf"(?:{_WEEKDAY},? )?(?P<month>{_MONTH}) (?P<day>{_DAY})(?:(?: ?[–-] ?| to | and )(?:(?P<month2>{_MONTH}) )?(?P<day2>{_DAY}))?(?:,? (?P<year>{_YEAR}))?",
            _full_date,
            True,
            0,
        ),
        (r"(?P<year>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", _iso, True, 0),
        (
            rf"(?:{_PART})?(?P<month>{_MONTH})(?: ?[–-] ?| to )(?P<month2>{_MONTH})(?:,? (?:of )?(?P<year>{_YEAR}))?",
            month_year,
            True,
            0,
        ),
        (rf"(?:{_PART})?(?P<month>{_MONTH})(?:,| of)? (?P<year>{_YEAR})", month_year, True, 0),
        (
            rf"(?:the )?(?:{_PART})?(?:(?P<nth>first|second|third|fourth|First|Second|Third|Fourth)[- ](?P<half>quarter|half)|Q(?P<q>[1-4]))(?: of)?(?: (?:fiscal )?(?P<year>{_YEAR})| (?P<of>this year|last year|the year))?",
            quarter,
            True,
            0,
        ),
        (rf"(?:{_PART})?{_WHICH} (?P<month>{_MONTH})", month_year, True, 0),
        (rf"(?:{_WHICH} )?(?P<weekday>{_WEEKDAY})(?: (?:morning|afternoon|evening|night))?", _weekday, True, 0),
        (rf"(?P<year>{_YEAR}) ?[–-] ?(?P<year2>{_YEAR}|\d\d)", _year, True, 0),
        (rf"(?P<year>{_YEAR}) (?:to|and|until|through) (?P<year2>{_YEAR})", _year, True, 0),
        (rf"(?:the )?(?:{_PART})?(?P<decade>(?:1[5-9]\d|20\d|21[0-4])0|\d0)(?:['’])?s", decade, False, 0),
        (r"(?:the )?(?:early |mid-?|late )?(?P<century>\d{1,2})(?:st|nd|rd|th)[ -][Cc]entury", _century, False, 0),
        (
            rf"(?P<season>spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Winter) (?:of )?(?P<year>{_YEAR})",
            _season,
            True,
            0,
        ),
        (
            rf"(?:{_PART})?(?:fiscal |the year |FY ?)?(?P<year>{_YEAR})(?! ?(?:%|per ?cent|km|kg|tonnes?|metres?|miles?|people|soldiers|troops|men|women|rpm|points|homes|houses|jobs)\b)",
            _year,
            True,
            0,
        ),
        (
            rf"(?:just |only |about |around |nearly |almost |more than |less than |some )?(?P<count>{_COUNT}) (?P<unit>{_UNIT})s? (?P<word>ago|earlier|later|before|afterwards?|from now|previously)",
            _ago,
            True,
            re.I,
        ),
        (
            rf"(?P<which>past|last|next|coming|previous|preceding) (?P<count>{_COUNT})(?: \w+)? (?P<unit>{_UNIT})s?",
            window,
            False,
            re.I,
        ),
        (rf"(?<=within )(?:the (?P<which>next) )?(?P<count>{_COUNT}) (?P<unit>{_UNIT})s?", window, False, re.I),
        (
            rf"(?:{_PART}|(?:earlier|later) )?{_WHICH} (?P<unit>week|weekend|month|quarter|year|decade|century|spring|summer|autumn|winter)",
            _relative,
            True,
            re.I,
        ),
        (
            r"(?P<which>that|that same|the same|the following|the next|the previous) (?P<unit>day|week|month|year)",
            _anchored,
            False,
            re.I,
        ),
        (
            r"(?P<word>yesterday|today|tomorrow|tonight|overnight|last night|this (?:morning|afternoon|evening))(?: (?:morning|afternoon|evening|night))?",
            _today,
            True,
            re.I,
        ),
        (rf"(?:{_PART})(?P<month>{_MONTH})", month_year, True, 0),
        (rf"(?P<month>{_MONTH})", month_year, True, 0),
        (r"(?P<word>now|currently|at present|these days|to date|so far)", _now, False, re.I),
    )
)
