"""Dates against weekdays, and ages against birth dates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from claims.calendar_words import MONTH_NUMBER, MONTHS, WEEKDAYS
from claims.lexicon import alternation
from claims.model import Finding, FindingKind, Period, Quantity, Span

_MONTH = rf"(?P<month>{alternation(MONTH_NUMBER)})\b\.?"
_WEEKDAY = rf"(?P<weekday>{alternation(WEEKDAYS)}|(?:(?<=\b[Oo]n )|(?<=[(\n]))(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat)\.)"
_DAY = r"(?:the )?(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:.]\d)\b"
_YEAR = r"(?:,? (?P<year>(?:19|20)\d\d)\b)?"
_PART = r"(?: (?:morning|afternoon|evening|night))?"
_DATED = tuple(
    re.compile(p) for p in (
        rf"\b{_WEEKDAY}{_PART},? \(?(?P<date>{_DAY}(?: of)? {_MONTH}{_YEAR})",
        rf"\b{_WEEKDAY}{_PART},? \(?(?P<date>{_MONTH} {_DAY}{_YEAR})",
        rf"\b(?P<date>{_DAY}(?: of)? {_MONTH}{_YEAR})(?: \(|, (?:which (?:was|is|will be) )?a | (?:was|is|falls on|fell on|will be) a ){_WEEKDAY}",
        rf"\b(?P<date>{_MONTH} {_DAY}{_YEAR})(?: \(|, (?:which (?:was|is|will be) )?a | (?:was|is|falls on|fell on|will be) a ){_WEEKDAY}",
    )
)  # fmt: skip
_Placed = TypeVar("_Placed", Quantity, Period)
_MENTIONED = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,])")
_SURE = 120
"""How many days from its publication an article may name a day without its year, and mean no other year."""


def weekdays(plain: str, periods: Sequence[Period], published: date | None) -> Iterator[Finding]:
    """Days that did not fall on the weekday which the text gives them."""
    seen: set[int] = set()
    for pattern in _DATED:
        for match in pattern.finditer(plain):
            if match.start("date") in seen:
                continue
            seen.add(match.start("date"))
            if finding := _weekday(plain, match, periods, published):
                yield finding


def _weekday(plain: str, match: re.Match[str], periods: Sequence[Period], published: date | None) -> Finding | None:
    stated = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"].rstrip(".")[:3]))
    days = [d for y in _years(plain, match, periods, published) if (d := _day(match, y))]
    if not days:
        return None
    spans = (Span(*match.span("weekday")), Span(*match.span("date")))
    if any(d.weekday() == stated for d in days):
        return Finding(FindingKind.WEEKDAY, spans, (), "", Decimal(0), "")
    days_off = (days[0].weekday() - stated) % 7
    return Finding(
        FindingKind.WEEKDAY, spans, ("", ""),
        f"{days[0].day} {MONTHS[days[0].month - 1]} {days[0].year} is a {WEEKDAYS[days[0].weekday()]}, not a {WEEKDAYS[stated]}.",
        Decimal(min(days_off, 7 - days_off)), "day",
    )  # fmt: skip


def _years(plain: str, match: re.Match[str], periods: Sequence[Period], published: date | None) -> list[int]:
    """The years that may be meant: the printed one, else the resolved one and those that the paragraph names."""
    if match["year"]:
        return [int(match["year"])]
    start, end = match.span("date")
    at = bisect_left(periods, end, key=lambda p: p.start)
    read = next((p.core_first for p in periods[max(0, at - 3) : at] if start < p.end and p.core_first), None)
    if published is None:
        return []
    first = read.year if read else published.year
    near = _day(match, first)
    paragraph = plain[max(0, plain.rfind("\n", max(0, start - 1500), start), start - 1500) : end]
    named = [int(y) for y in _MENTIONED.findall(paragraph)]
    if near is not None and abs((near - published).days) <= _SURE:
        return [first, *named]
    return [first, first - 1, first + 1, *named]


def _day(match: re.Match[str], year: int) -> date | None:
    try:
        return date(year, MONTH_NUMBER[match["month"].rstrip(".")], int(match["day"]))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Age:
    start: int
    end: int
    years: int
    then: bool


_APPOSED = re.compile(r"(?<=[a-zà-ÿ])(?:, | \()(?P<age>\d{1,3})(?=[,)]|$)(?!, \d{3}\b|,\d)")
_AGED = re.compile(r"\b(?:aged|age|turned|turns|turn) (?P<age>\d{1,3})\b(?![\d,.%]\d)|\b(?P<age2>\d{1,3})[- ]years?[- ]old\b|\bis (?P<age4>\d{1,3})(?=[,.;]|$| and\b)|\bat (?:the age of )?(?P<age3>\d{1,3})(?=[,.;]|$| (?:on|in|after|from|and)\b)")
_BORN = re.compile(r"\b(?:born|Born|date of birth|birth|b\.)[^.;()\d]{0,60}$")
_WHEN = re.compile(r"\b(?:at|when|until|since|before|after|while) (?:the age of |he was |she was |aged |age )?$", re.IGNORECASE)
_WILL = re.compile(r"\b(?:turns?|will turn|would have|will be|would be)\b")
_SAME = re.compile(r"^[“\"]?(?:He|She|His|Her|The (?:\d{1,3}|\w+)-year-old)\b")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]{2,}")


def ages(
    plain: str, sentences: Sequence[Span], quantities: Sequence[Quantity], periods: Sequence[Period],
    published: date | None,
) -> Iterator[Finding]:
    """Ages that a person born on the stated day, month or year could not have."""
    births = [p for p in periods if p.core_first and p.core_last and _BORN.search(plain[max(0, p.start - 64) : p.start + _lead(p)])]
    for birth in births:
        at = bisect_right(sentences, birth.start, key=lambda s: s.start) - 1
        if at < 0 or birth.start >= sentences[at].end or len(_within(births, sentences[at])) > 1:
            continue
        for other in (at, at - 1, at + 1):
            if not 0 <= other < len(sentences) or (other != at and not _about_one(plain, sentences, at, other)):
                continue
            found = _ages_in(plain, sentences[other], quantities)
            if len(found) == 1:
                others = [p for p in _within(periods, sentences[other]) if p is not birth]
                yield from _against(plain, sentences[other], found[0], birth, others, published)
                break


def _within(placed: Sequence[_Placed], sentence: Span) -> Sequence[_Placed]:
    """Of figures or dates in text order, those that begin in a sentence."""
    first = bisect_left(placed, sentence.start, key=lambda p: p.start)
    return placed[first : bisect_left(placed, sentence.end, lo=first, key=lambda p: p.start)]


def _lead(p: Period) -> int:
    """How much of a period's surface is a preposition: *born in 1960* may be read as *in 1960*."""
    lead = re.match(r"(?:in|on|since|around|about) ", p.surface)
    return lead.end() if lead else 0


def _about_one(plain: str, sentences: Sequence[Span], one: int, other: int) -> bool:
    """Whether the later of two neighbouring sentences goes on about the person of the earlier, by pronoun or name."""
    first, second = (plain[sentences[n].start : sentences[n].end] for n in sorted((one, other)))
    if _SAME.match(second):
        return True
    names = set(_NAME.findall(first)[1:]) | {n[0] for n in _NAME.finditer(first) if n.start() > 0}
    return bool(names & set(_NAME.findall(" ".join(second.split()[:4]))))


def _ages_in(plain: str, sentence: Span, quantities: Sequence[Quantity]) -> list[_Age]:
    text = plain[sentence.start : sentence.end]
    out: dict[int, _Age] = {}
    for pattern in (_AGED, _APPOSED):
        for match in pattern.finditer(text):
            group = next(g for g, value in match.groupdict().items() if value)
            start, end = (sentence.start + x for x in match.span(group))
            then = group == "age3" or _WHEN.search(text[: match.start(group)]) is not None
            out.setdefault(start, _Age(start, end, int(match[group]), then))
    for q in _within(quantities, sentence):
        inside = q.dimension == "age" and q.unit.startswith("year")
        if inside and q.value2 is None and not any(q.start <= at < q.end for at in out):
            out[q.start] = _Age(q.start, q.end, int(q.value), _WHEN.search(plain[sentence.start : q.start]) is not None)
    return list(out.values())


def _against(
    plain: str, sentence: Span, age: _Age, birth: Period, others: Sequence[Period], published: date | None
) -> Iterator[Finding]:
    """The age must fit the publication day or any other day that its sentence names."""
    assert birth.core_first is not None
    assert birth.core_last is not None
    moments = [
        (p.core_first, p.core_last) for p in others
        if p.core_first and p.core_last and p.core_first > birth.core_first
    ]  # fmt: skip
    if published is not None and 1000 < published.year < 9000 and not (age.then and not moments):
        ahead = 366 if _WILL.search(plain[sentence.start : age.start]) else 3
        moments.append((published - timedelta(days=10), published + timedelta(days=ahead)))
    if not moments:
        return
    allowed = [(_years_between(birth.core_last, first), _years_between(birth.core_first, last)) for first, last in moments]
    spans = (Span(age.start, age.end), Span(birth.start, birth.end))
    if any(low <= age.years <= high for low, high in allowed):
        yield Finding(FindingKind.AGE, spans, (), "", Decimal(0), "")
        return
    low, high = min(allowed, key=lambda a: max(a[0] - age.years, age.years - a[1]))
    could = f"{low}" if low == high else f"{low} to {high}"
    moment = moments[allowed.index((low, high))]
    when = f"in {moment[0].year}" if moment[0].year == moment[1].year else f"{moment[0].year} to {moment[1].year}"
    yield Finding(
        FindingKind.AGE, spans, ("", ""),
        f"Somebody born {' '.join(birth.surface.split())} was {could} {when}, but the age is given as {age.years}.",
        Decimal(max(low - age.years, age.years - high)), "year",
    )  # fmt: skip


def _years_between(first: date, last: date) -> int:
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))
