"""Dates and periods: time expressions of the text, resolved against the publication date and the narrative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from claims import intervals as iv
from claims.intervals import Grain, Interval
from claims.model import Modifier, Period, Reason, Relation, Span
from claims.narrative import Scene, stem
from claims.repeats import blanked
from claims.tense import Direction
from claims.time_clause import attributive, side
from claims.time_expressions import CLOCKS, DAYS, WIDE, Bounds, Expression, expressions
from claims.time_forms import Match, grammar
from claims.time_relative import READINGS
from claims.time_tokens import Tokens, words_of
from claims.time_wrappers import WRAPPERS, Told, between


class Stretch(Protocol):
    """Anything with a start and an end in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_DATED = frozenset({Reason.CLOCK, Reason.ORDINAL, Reason.PRONOUN, Reason.VAGUE, Reason.IDIOM})
"""What other stages keep apart and dates are made of: *4 pm, 3rd, the first*."""
_RELATIONS = {
    "since": Relation.SINCE, "until": Relation.UNTIL, "by": Relation.BY, "from": Relation.FROM,
    "before": Relation.BEFORE, "after": Relation.AFTER,
}  # fmt: skip
_TOLD_BEFORE = frozenset({"event", "since_clause", "since_thing", "these_units", "apart", "record", "year_end", "hours_since"})
"""Forms that stand for what an earlier clause dated; of *since* alone is known that it lasts."""
_LASTING = frozenset({"record", "history"})
"""Forms whose bare expression says how long, and so has no days of its own."""
_UNTOLD = frozenset(
    {"window", "vague_window", "within", "now", "recently", "to_date", "onwards", "then", "since_then", "clock",
     "zone_first", "in_units", "vague_ago", "event", "since_clause", "these_units", "apart", "record", "history", "these_days",
     "for_units", "past_times", "soon", "through_day", "first_minutes", "running", "since_thing"}
)  # fmt: skip
"""Forms that no later expression counts from."""


def periods(
    plain: str, published: date | None, sentences: Sequence[Span], taken: Sequence[Stretch]
) -> tuple[Period, ...]:
    """The time expressions of a text in order, without overlaps; none uses a stretch that is taken by another stage.

    A date without a year and a weekday are the nearest on the side of the publication date that the clause speaks
    of. *That month* and *two days later* count from the last date that the text gave.
    """
    blocked = [Span(s.start, s.end) for s in taken if getattr(s, "reason", None) not in _DATED and not _date_like(plain, s)]
    plain = blanked(plain, blocked)
    tokens = grammar().tokens(plain, blocked)
    bounds = Bounds(tokens, sentences)
    scene = Scene(published, month_first=_month_first(plain), headline=_headline(tokens))
    out = []
    for expression in expressions(grammar(), tokens, bounds):
        period = _read(expression, tokens, scene, bounds)
        if period is not None:
            out.append(period)
    return tuple(out)


def _headline(tokens: Tokens) -> tuple[str, ...]:
    """The events that the first line names, where it is a headline."""
    known, line = grammar().alphabet.codes_of("event_stem"), grammar().alphabet.codes_of("line")
    end = next((i for i, code in enumerate(tokens.codes[:40]) if code in line), 0)
    return tuple(tokens.word(i) for i in range(end) if tokens.codes[i] in known)


def _date_like(plain: str, stretch: Stretch) -> bool:
    """Whether a stretch that was taken for a code or version is a date in digits."""
    return re.fullmatch(r"(?:\d\d?[./-]){2}\d{4}|\d{4}([./-])\d\d\1\d\d|9/11|7/7", plain[stretch.start : stretch.end]) is not None


def _month_first(plain: str) -> bool | None:
    """How the text writes dates in digits, by those that can be read one way only; None where none tells."""
    votes = 0
    for one, two in re.findall(r"(?<![\d/])(\d\d?)/(\d\d?)/(?:\d\d){1,2}(?![\d/])", plain) if "/" in plain else ():
        votes += (int(one) <= 12 < int(two) <= 31) - (int(two) <= 12 < int(one) <= 31)
    return votes > 0 if votes else None


def _read(expression: Expression, tokens: Tokens, scene: Scene, bounds: Bounds) -> Period | None:
    first = expression.matches[0]
    around = bounds.around(first.start)
    if around != scene.sentence:
        follows = scene.sentence[1] == around[0]
        scene.sentence, scene.beside, scene.asof, scene.dated = around, None, None, scene.dated if follows else None
    scene.direction = side(expression, tokens, around, scene.published)
    speech = _speech(expression, tokens, scene)
    published, scene.published = scene.published, speech or scene.published
    scene.year = _year_told(first, scene)
    told = _tell(expression, scene)
    scene.published, scene.year = published, None
    told = _came_first(expression, told, tokens, scene)
    if first.form in _LASTING:
        told = replace(told, core=None)
    relation = _relation(expression, tokens, around)
    extent = _extent(told, relation, scene.asof or scene.published)
    if told.extent is None and first.form in _TOLD_BEFORE:
        if relation is not Relation.SINCE or scene.published is None:
            return None
        extent = Interval(None, scene.published)
    if told.core is not None and _within_told(expression, relation, tokens, told.core):
        extent = Interval(told.core.first, None) if relation is Relation.AFTER else Interval(None, told.core.last)
    if told.core is not None and _counts(expression, told.core, tokens):
        scene.tell(told.core)
        if first.form == "month" and _dated(first) and told.core.first:
            scene.months[told.core.first.month] = told.core.first.year
        scene.dated = told.core.first if first.form == "day" and (_dated(first) or scene.dated) else scene.dated
    if expression.lead == "asof" and told.core is not None:
        scene.asof = told.core.last
    elif told.core is not None and (first.form not in _UNTOLD | {"named"} or first.form == "clock"):
        scene.happened(_events(expression, tokens, around), told.extent or told.core)
    if first.form in CLOCKS:
        scene.clock = told.core
    start = expression.start if expression.lead not in ("", "of") else first.start
    begin, end = tokens.starts[start], tokens.ends[expression.end - 1]
    known = extent is not None and (extent.first is not None or extent.last is not None)
    core = told.core
    return Period(
        start=begin, end=end, surface=tokens.text[begin:end],
        first=extent.first if extent else None, last=extent.last if extent else None,
        core_first=core.first if core else None, core_last=core.last if core else None,
        relation=relation, modifier=told.modifier, resolved=known,
    )  # fmt: skip


def _came_first(expression: Expression, told: Told, tokens: Tokens, scene: Scene) -> Told:
    """*The crash happened on Friday* after *on Wednesday the search for survivors of the crash ended*: the Friday before."""
    match, day = expression.matches[0], told.core.first if told.core else None
    if match.form != "weekday" or "which" in match.parts or day is None or len(expression.matches) > 1:
        return told
    words = tokens.words(max(scene.sentence[0], expression.start - 4), expression.start)
    at = next((i for i, word in enumerate(words[1:], 1) if word in words_of("sudden_event") and words[i - 1] == "the"), 0)
    known = scene.events.get(stem(words[at])) if at else None
    if known is None or known.first is None or known.first >= day or not words_of("wording_event") & set(words[at:]):
        return told
    scene.back = iv.shift(known.first, -((known.first - day).days % 7))
    scene.events[stem(words[at])] = iv.one_day(scene.back)
    return Told(iv.one_day(scene.back), iv.one_day(scene.back), told.modifier)


def _within_told(expression: Expression, relation: Relation | None, tokens: Tokens, told: Interval) -> bool:
    """Whether an event lies somewhere within what dates it: *before resigning* on that day, *after last week's vote*."""
    first = expression.matches[0]
    if relation is Relation.BEFORE and first.form == "event" and tokens.word(first.start).endswith("ing"):
        return True
    if relation not in (Relation.BEFORE, Relation.AFTER) or told.grain is Grain.DAY:
        return False
    return first.parts.word("event") in words_of("sudden_event") if first.form == "event" else attributive(expression, tokens)


def _speech(expression: Expression, tokens: Tokens, scene: Scene) -> date | None:
    """The day that *today* and *in the next ten days* count from in somebody's words: that of the report, if it tells one.

    A coming stretch (*within ten days*) is somebody's words also where the sentence told the day of the announcement.
    """
    match, day = expression.matches[0], scene.beside or scene.lede
    ahead = match.form == "within" or (match.form == "window" and match.parts.word("which") in ("next", "coming"))
    if not (match.form == "deictic" or ahead) or day is None or day.first is None or scene.published is None:
        return None
    recent = 0 <= (scene.published - day.first).days < 7
    reported = ahead and day is scene.beside and _announced(match, tokens, scene)
    return day.first if recent and (reported or tokens.quoted(match.start)) else None


def _announced(match: Match, tokens: Tokens, scene: Scene) -> bool:
    """Whether a word of saying stands before a match in its sentence."""
    return any(tokens.word(i) in words_of("speech") for i in range(scene.sentence[0], match.start))


def _year_told(match: Match, scene: Scene) -> int | None:
    """The year of a date soon after one with a year: *on 14 May 2019 he left; on 20 May he came back*."""
    if match.form != "day" or _dated(match) or scene.dated is None or scene.direction is not Direction.PAST:
        return None
    scene.year = scene.dated.year
    found = READINGS[match.form](match.parts, scene)
    scene.year = None
    soon = found is not None and found.first is not None and 0 < (found.first - scene.dated).days <= 60
    return scene.dated.year if soon else None


def _events(expression: Expression, tokens: Tokens, around: tuple[int, int]) -> list[str]:
    """The events that are named beside an expression."""
    known = grammar().alphabet.codes_of("event_stem")
    floor, ceiling = expression.room
    low, high = max(around[0], floor, expression.start - 24), min(around[1], ceiling, expression.end + 24)
    found = [i for i in range(low, high) if tokens.codes[i] in known]
    if expression.lead in _RELATIONS:  # what is said beside *since March* did not happen in March; what lasts began then
        inside = range(expression.start, expression.end + 2)
        lasting = {stem(word) for word in words_of("long_event")} if expression.lead == "since" else set()
        found = [i for i in found if i in inside or stem(tokens.word(i)) in lasting]
    return [tokens.word(i) for i in found]


def _tell(expression: Expression, scene: Scene) -> Told:
    """What the joined matches stand for together."""
    matches = expression.matches
    if expression.join == "range":
        one = _evaluate(matches[0], scene)
        scene.year = one.core.first.year if one.core and one.core.first and _dated(matches[0]) else None
        other = _evaluate(matches[-1], scene)
        scene.year = None
        return _range(one, other, matches, scene)
    if expression.join == "absorb":
        return _refined(matches, scene)
    return _evaluate(matches[0], scene)


def _dated(match: Match) -> bool:
    return match.form in ("day", "month", "months", "iso", "slashed") and bool(
        {"year", "that_year", "iso", "slashed"} & set(match.parts.groups)
    )


def _range(one: Told, other: Told, matches: list[Match], scene: Scene) -> Told:
    first, last = one.core, other.core
    if first and last and first.first and last.first and last.first < first.first:
        # *from December to March* and *between 28 and 3 May* run on into what comes next; the year stands behind.
        if _dated(matches[-1]) and not _dated(matches[0]):
            scene.year = last.first.year - (first.first.month > last.first.month)
            one = _evaluate(matches[0], scene)
            scene.year = None
        elif matches[-1].form == "weekday":
            other = replace(other, core=iv.one_day(iv.shift(last.first, 7)))
            other = replace(other, extent=other.core)
        elif last.last:
            moved = Interval(iv.shift_months(last.first, 12), iv.shift(iv.shift_months(iv.shift(last.last, 1), 12), -1), last.grain)
            other = Told(moved, moved, other.modifier)
    elif _dated(matches[-1]) and not _dated(matches[0]) and last and last.first and matches[0].form in ("day", "month"):
        scene.year = last.first.year
        one = _evaluate(matches[0], scene)
        if one.core and one.core.first and one.core.first > last.first:
            scene.year -= 1
            one = _evaluate(matches[0], scene)
        scene.year = None
    core = between(one.core, other.core)
    return Told(core, between(one.extent, other.extent), one.modifier or other.modifier)


def _refined(matches: list[Match], scene: Scene) -> Told:
    """The finest of several tellings of one time, read within the coarser ones."""
    wide = [m for m in matches if m.form in WIDE]
    days = [m for m in matches if m.form in DAYS]
    if not days:
        return _evaluate(wide[0] if wide else matches[-1], scene)
    clock = next((m for m in matches if m.form in CLOCKS and m.wrappers), None)
    if clock is not None:
        told = _refined([m for m in matches if m is not clock], scene)
        return _wrapped(told, clock, scene)
    order = ("iso", "slashed", "day", "named", "deictic", "day_before", "holiday", "day_number", "weekday")
    best = min(days, key=lambda m: order.index(m.form))
    if wide and not _dated(best):
        outer = _evaluate(wide[0], scene)
        scene.within = outer.core
        inner = _evaluate(best, scene)
        scene.within = None
        if inner.core is not None:
            return inner
    return _evaluate(best, scene)


def _evaluate(match: Match, scene: Scene) -> Told:
    core = READINGS[match.form](match.parts, scene)
    told = _wrapped(Told(core, core), match, scene)
    week = match.form == "unit" and match.parts.word("which") == "this" and match.parts.unit() == "week"
    if week and not match.wrappers and scene.direction is Direction.PAST and core and core.first and scene.published:
        return replace(told, extent=Interval(core.first, scene.published, Grain.WEEK))
    if match.form == "running" and core is not None and core.last is not None:
        return replace(told, core=iv.unit_around(core.last, match.parts.unit()))  # *a third day* by itself is the last of them
    if told.core is not None and "part" in match.parts and told.core.grain > Grain.DAY:
        return replace(told, modifier=told.modifier or Modifier.APPROX)
    return told


def _wrapped(told: Told, match: Match, scene: Scene) -> Told:
    for name, parts in match.wrappers:
        told = WRAPPERS[name](told, parts, scene)
    return told


def _relation(expression: Expression, tokens: Tokens, around: tuple[int, int]) -> Relation | None:
    if expression.tail in ("from", "before"):
        return Relation.FROM if expression.tail == "from" else Relation.BEFORE
    if expression.join == "range":
        return None
    relation = _RELATIONS.get(expression.lead)
    if expression.lead == "asof" and _takes_effect(expression, tokens, around):
        return Relation.FROM
    if expression.lead == "asof" and _nothing_yet(expression, tokens, around):
        return Relation.BY
    if relation is Relation.FROM and expression.join == "absorb" and expression.matches[0].form in CLOCKS:
        return None
    if relation is Relation.FROM and {"day2", "month2", "year2"} & set(expression.matches[0].parts.groups):
        return None
    if relation is Relation.FROM and (_compares(expression, tokens) or attributive(expression, tokens)):
        return None
    if relation in (Relation.BEFORE, Relation.AFTER) and expression.matches[0].form in CLOCKS:
        return None
    return relation


def _takes_effect(expression: Expression, tokens: Tokens, around: tuple[int, int]) -> bool:
    """Whether *as of* names when something begins: *shut as of 3 May, will be banned as of June*."""
    before = {tokens.word(i) for i in range(max(around[0], expression.start - 8), expression.start)}
    return bool(before & (words_of("effective") | {"will", "shall"}))


def _nothing_yet(expression: Expression, tokens: Tokens, around: tuple[int, int]) -> bool:
    """Whether *as of* a day says what had not happened until then: *as of Friday, no trace had been found*."""
    if not any(m.form in DAYS for m in expression.matches):
        return False
    words = tokens.words(max(around[0], expression.start - 8), min(around[1], expression.end + 12))
    return bool(words_of("negative") & set(words)) and bool({"has", "have", "had"} & set(words))


def _compares(expression: Expression, tokens: Tokens) -> bool:
    """Whether *from* names what a change is measured against: *up 3% from last year*."""
    before = {tokens.word(i) for i in range(max(0, expression.start - 6), expression.start)}
    return bool(before & (words_of("compared") | {"%"}))


def _extent(told: Told, relation: Relation | None, published: date | None) -> Interval | None:
    """The stretch of time that an expression puts its claim in, once its preposition is applied."""
    extent = told.extent
    if extent is None or relation is None:
        return extent
    if relation is Relation.SINCE:
        past = published is None or extent.first is None or extent.first <= published
        return Interval(extent.first, published if past else None)
    if relation is Relation.FROM:
        return Interval(extent.first, None)
    if relation is Relation.AFTER:
        one_day = extent.first is not None and extent.first == extent.last
        return Interval(extent.first if one_day or extent.last is None else iv.shift(extent.last, 1), None)
    if relation is Relation.BEFORE:
        return Interval(None, iv.shift(extent.first, -1) if extent.first else None)
    return Interval(None, extent.last)


def _counts(expression: Expression, core: Interval, tokens: Tokens) -> bool:
    """Whether later expressions may count from this one."""
    closed = core.first is not None and core.last is not None
    aside = core.grain is Grain.DAY and attributive(expression, tokens)
    fixed = any(m.form not in _UNTOLD for m in (expression.matches if expression.join == "absorb" else expression.matches[-1:]))
    return closed and fixed and not aside
