"""What expressions that count from the publication or from an earlier date stand for: *last year, that month, ago*."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from claims import intervals as iv
from claims.intervals import Grain, Interval
from claims.narrative import Scene, stem
from claims.tense import Direction
from claims.time_dates import AHEAD, DATES, Reading
from claims.time_forms import Parts
from claims.time_tokens import entries, words_of
from claims.time_vague import VAGUE


def _unit(parts: Parts, scene: Scene) -> Interval | None:
    """*last year, this week, next summer*: the calendar's unit beside the one of the publication."""
    word, which, now = parts.word("unit"), parts.word("which"), scene.published
    if which in ("that", "same", "previous", "following", "preceding", "prior", "subsequent", "ensuing"):
        return _anchored(parts, scene)
    told = which == "next" and "the" in parts.words("which") and scene.direction is Direction.PAST and scene.anchor is not None
    if which == "next" and (word == "day" or told):
        return _anchored(parts, scene)
    if now is None:
        return None
    ahead = AHEAD.get(which, 0)
    if word in entries("seasons"):
        return _season_beside(entries("seasons")[word], ahead, scene, now)
    unit = parts.unit()
    if word in ("morning", "afternoon", "evening", "night"):
        return iv.one_day(iv.shift(now, ahead))
    if which in ("past", "coming") and unit != "weekend":
        return _span(now, (1, 1), unit, -1 if which == "past" else 1)
    if which == "last" and unit == "week" and now.weekday() == 6:
        # On a Sunday *last week* is the one that is just over, also where weeks begin on Monday.
        return Interval(iv.shift(now, -7), iv.shift(now, -1), Grain.WEEK)
    if unit == "weekend" and which == "this":
        past = scene.direction is Direction.PAST and now.weekday() < 5
        return iv.weekend(now, -1 if past else 0)
    if unit == "weekend" and which in ("coming", "upcoming", "forthcoming") and now.weekday() < 5:
        return iv.weekend(now)
    return iv.unit_around(now, unit, ahead)


def _season_beside(month: int, ahead: int, scene: Scene, now: date) -> Interval | None:
    around = [iv.season(y, month) for y in range(now.year - 2, now.year + 3)]
    found = [s for s in around if s is not None and s.first is not None and s.last is not None]
    if ahead < 0:
        return max((s for s in found if s.last and s.last < now), key=lambda s: s.first or now, default=None)
    if ahead > 0:
        return min((s for s in found if s.first and s.first > now), key=lambda s: s.first or now, default=None)
    near = [s for s in found if now.year in (s.first and s.first.year, s.last and s.last.year)]
    return scene.nearest(near)


def _the_unit(parts: Parts, scene: Scene) -> Interval | None:
    """*the year, the weekend*: the one that the text speaks of, else the one of the publication."""
    unit, now = parts.unit(), scene.published
    if unit == "weekend":
        if now is None:
            return None
        past = scene.direction not in (Direction.FUTURE, Direction.LIKELY) and now.weekday() < 5
        return iv.weekend(now, -1 if past else 0)
    known = scene.last_day() if unit in ("day", "night") else scene.anchor if "whole" in parts else None
    base = known.first if known is not None and known.first is not None else now
    return iv.unit_around(base, unit) if base else None


def _anchored(parts: Parts, scene: Scene) -> Interval | None:
    """*that month, the following day, the previous year*: counted from the last date that the text gave."""
    words = set(parts.words("which"))
    ahead = next((AHEAD[w] for w in words if w in AHEAD), 0)
    word = parts.word("unit")
    unit = "day" if word in ("morning", "afternoon", "evening", "night") else parts.unit()
    if unit in ("minute", "hour"):
        return scene.last_day() if unit == "hour" and ahead == 0 else None
    if unit not in iv.GRAIN_OF:
        return None
    known = scene.last_day() if unit in ("day", "night") else scene.last_within(iv.GRAIN_OF[unit])
    base = known.first if known is not None else None
    if base is None and ahead < 0 and unit not in ("day", "night"):
        base = scene.published
    return iv.unit_around(base, unit, ahead) if base else None


def _these_units(parts: Parts, scene: Scene) -> Interval | None:
    """*these five weeks*: the last interval that the text gave, where it is about as long."""
    known, count = scene.anchor, parts.count()
    if known is None or known.first is None or known.last is None or count is None:
        return None
    unit = parts.unit()
    days = (iv.step(known.first, count[1], unit) - known.first).days
    return known if 0.7 * days <= (known.last - known.first).days + 1 <= 1.2 * days + 1 else None


def _side(parts: Parts, scene: Scene) -> Interval | None:
    """*the year before, the day after*."""
    unit, known = parts.unit(), scene.anchor
    if unit == "day":
        known = scene.last_day()
    if known is None or known.first is None :
        return None
    ahead = 1 if parts.word("side") in ("after", "later", "following") else -1
    return iv.unit_around(known.first, unit, ahead)


def _same_then(parts: Parts, scene: Scene) -> Interval | None:
    """*the same month last year*: the last interval that the text gave, a year before."""
    known, unit = scene.anchor, parts.unit()
    if unit == "period" and known is not None and known.grain is Grain.DAY:
        wide = [f for g, f in scene.fixed.items() if g > Grain.DAY]
        known = max(wide, default=(0, None), key=lambda f: f[0])[1]
    if known is None or known.first is None or known.last is None:
        return None
    whole = known if unit in ("period", "stage", "point", "time") else iv.unit_around(known.first, unit)
    if whole is None or whole.first is None or whole.last is None or whole.first.year < 2:
        return None
    last = iv.shift_months(iv.shift(whole.last, 1), -12)
    return Interval(iv.shift_months(whole.first, -12), iv.shift(last, -1), whole.grain)


def _span(base: date, count: tuple[float, float], unit: str, ahead: int) -> Interval:
    """So many units up to a day, or from it on; whole calendar quarters."""
    if unit == "quarter":
        near = iv.unit_around(base, unit, ahead)
        far = iv.unit_around(base, unit, ahead * max(1, round(count[1])))
        if near and far and near.first and near.last and far.first and far.last:
            return Interval(min(near.first, far.first), max(near.last, far.last), Grain.QUARTER)
    far_day = iv.step(base, count[1] * ahead, unit)
    return Interval(min(base, far_day), max(base, far_day), iv.GRAIN_OF[unit])


def _window(parts: Parts, scene: Scene) -> Interval | None:
    """*the past five years, the next 30 days*; without a number (*the past few days*) one end stays open."""
    now, which = scene.published, parts.word("which")
    base = scene.anchor.last if which in ("previous", "following") and scene.anchor else now
    if base is None:
        return None
    ahead = 1 if which in ("next", "coming", "following", "upcoming", "future") else -1
    count = parts.count()
    if which == "next" and scene.direction is Direction.PAST and _went_on(parts):
        day = scene.last_day()
        return _span(day.first, count, parts.unit(), 1) if day is not None and day.first is not None and count else None
    if count is None:
        return Interval(None, base, Grain.YEAR) if ahead < 0 else Interval(base, None, Grain.YEAR)
    return _span(base, _calendar(parts, base, count, ahead), parts.unit(), ahead)


def _went_on(parts: Parts) -> bool:
    """*sat there for the next 30 hours* counts from what the text told; *announced jobs for the next year* does not."""
    at, tokens = min(first for first, _ in parts.groups.values()), parts.tokens
    before = tokens.words(max(0, at - 8), at)
    return "for" in before[-2:] and not words_of("speech") & set(before)


def _vague_window(parts: Parts, scene: Scene) -> Interval | None:
    """*recent years, the coming weeks*."""
    now = scene.published
    if now is None:
        return None
    back = parts.word("which") in ("recent", "past", "last", "previous")
    return Interval(None, now, Grain.YEAR) if back else Interval(now, None, Grain.YEAR)


def _within(parts: Parts, scene: Scene) -> Interval | None:
    """*within 48 hours*: from the publication on, or in an account of what happened from the last day told."""
    count, unit = parts.count(), parts.unit()
    day = scene.last_day()
    told = day.first if day else None
    end = parts.groups["unit"][1]
    before = parts.tokens.words(end, min(end + 1, len(parts.tokens.codes))) in (["before"], ["beforehand"])
    past = before or parts.word("which") in ("last", "past")
    if scene.direction is Direction.PAST and "which" not in parts and not before and scene.anchor and scene.anchor.grain > Grain.DAY:
        return None
    if "which" not in parts and not before and told is not None and _told_to(parts, scene):
        return _span(told, _calendar(parts, told, count, 1), unit, 1) if count else Interval(told, None, iv.GRAIN_OF[unit])
    base = told if before else told if scene.direction is Direction.PAST and not past and "which" not in parts else scene.published
    if base is None or (count is None and scene.direction is Direction.PAST):
        return None
    if count is None:
        return Interval(base, None, iv.GRAIN_OF[unit])
    ahead = -1 if past else 1
    return _span(base, _calendar(parts, base, count, ahead), unit, ahead)


def _told_to(parts: Parts, scene: Scene) -> bool:
    """*were ordered to leave within 48 hours, said it would answer within two weeks*: counted from that day, if it is recent."""
    at, past = parts.groups["count"][0], scene.past
    words = parts.tokens.words(max(scene.sentence[0], at - 40), at)
    ordered = any(b in ("was", "were", "been", "had") and w in words_of("ordered") for b, w in pairwise(words))
    would = "would" in words and bool(words_of("speech") & set(words) or "stated" in words)
    recent = scene.published is None or past is None or past.first is None or (scene.published - past.first).days < 7
    return (ordered or would) and recent and past is scene.last_day()


def _calendar(parts: Parts, base: date, count: tuple[float, float], ahead: int) -> tuple[float, float]:
    """*twenty working days* in days of the calendar; other counts as they are."""
    between = parts.tokens.words(parts.groups["count"][1], parts.groups["unit"][0]) if "count" in parts else []
    if not words_of("workday") & set(between) or parts.unit() != "day" or max(count) > 3000:
        return count
    ends = [abs((iv.workdays(base, ahead * round(c)) - base).days) for c in count]
    return float(ends[0]), float(ends[1])


def _within_few(parts: Parts, scene: Scene) -> Interval | None:
    """*within days*: from the publication on."""
    ahead = parts.word("unit").endswith("s") and scene.direction is not Direction.PAST
    return Interval(scene.published, None) if ahead and scene.published else None


def _ago(parts: Parts, scene: Scene) -> Interval | None:
    """*two weeks ago, three days later*: the day itself, the month or year where those are the unit."""
    word = parts.word("word")
    from_now = word in ("ago", "hence", "now", "today", "from", "back")
    known = scene.last_day() or scene.anchor
    if scene.clock is not None and parts.unit() in ("hour", "minute"):
        known = scene.clock
    if not from_now and scene.anchor is not None and parts.unit() not in ("day", "night", "hour", "minute", "week"):
        known = scene.anchor
    base = scene.published if from_now else known.first if known else None
    count = parts.count()
    if base is None and word == "earlier" and scene.anchor is None and parts.unit() in ("month", "quarter", "year"):
        base = scene.published  # *up from a year earlier*, where nothing else was told
    if count is None and parts.unit() == "minute" and not from_now:
        return scene.last_day()  # *a few minutes later*
    if base is None or count is None:
        return None
    coarse = not from_now and known is not None and known.grain > iv.GRAIN_OF[parts.unit()]
    if coarse and parts.unit() not in ("hour", "minute"):
        return None
    ahead = 1 if word in ("later", "after", "afterwards", "afterward", "hence", "now", "today") else -1
    return moved(base, count, parts, ahead)


def _apart(parts: Parts, scene: Scene) -> Interval | None:
    """*It came two days after he left*: the day told; *on Tuesday she fell, two days after he left*: the day he left."""
    at, unit, tokens = min(first for first, _ in parts.groups.values()), parts.unit(), parts.tokens
    before = tokens.words(max(0, at - 3), at)
    count = parts.count()
    if words_of("comes") & set(before):
        if scene.direction is Direction.FUTURE:
            return None
        present = bool({"comes", "come", "happens", "occurs"} & set(before))
        return scene.now() if present else scene.past
    day = scene.beside
    if day is None or day.first is None or count is None or iv.GRAIN_OF[unit] > Grain.WEEK or unit == "hour":
        return None
    return moved(day.first, count, parts, -1 if parts.word("side") == "after" else 1)


def _record(parts: Parts, scene: Scene) -> Interval | None:
    """*the fourth in a month, the lowest in ten years*: so long up to the day that the text tells of."""
    day, base = scene.beside or (scene.last_day() if scene.direction is Direction.PAST else None), scene.published
    if day is not None and day.first is not None and (base is None or 0 <= (base - day.first).days <= 31):
        base = day.first
    count = parts.count()
    if base is None:
        return None
    return _span(base, count, parts.unit(), -1) if count else Interval(None, base, iv.GRAIN_OF[parts.unit()])


def _hours_since(parts: Parts, scene: Scene) -> Interval | None:
    """*in the hours since his return*: from the day that the story opens with."""
    return scene.lede or scene.now()


def _year_end(parts: Parts, scene: Scene) -> Interval | None:
    """*by year-end, at month's end*: the end of the year or month that is nearest on the side of the clause."""
    now, unit = scene.published, parts.unit()
    if now is None:
        return None
    around = [iv.unit_around(now, unit, step) for step in (-1, 0, 1)]
    return scene.nearest(iv.edge(whole, True) for whole in around if whole is not None)


def moved(base: date, count: tuple[float, float], parts: Parts, ahead: int) -> Interval | None:
    """The day, month or year that lies so many units from a day."""
    unit, count = parts.unit(), _calendar(parts, base, count, ahead)
    ends = sorted(iv.step(base, c * ahead, unit) for c in count)
    if "count2" in parts:
        second = parts.count("count2") or (0.0, 0.0)
        ends = [iv.step(e, second[1] * ahead, parts.unit("unit2")) for e in ends]
        unit = parts.unit("unit2")
    grain = iv.GRAIN_OF[unit]
    if grain in (Grain.DAY, Grain.WEEK):
        return Interval(ends[0], ends[-1])
    around = "month" if grain is Grain.MONTH else "quarter" if grain is Grain.QUARTER else "year"
    if any(c % 1 for c in count) and around == "year" and unit == "year":
        around = "month"
    first, last = iv.unit_around(ends[0], around), iv.unit_around(ends[-1], around)
    return Interval(first.first, last.last, first.grain) if first and last else None


def _in_units(parts: Parts, scene: Scene) -> Interval | None:
    count = parts.count()
    if scene.published is None or count is None:
        return None
    return moved(scene.published, count, parts, 1)


_DEICTIC = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def _deictic(parts: Parts, scene: Scene) -> Interval | None:
    now = scene.published
    return iv.one_day(iv.shift(now, _DEICTIC[parts.word("word")])) if now else None


def _day_before(parts: Parts, scene: Scene) -> Interval | None:
    now = scene.published
    step = 1 if parts.word("side") == "after" else -1
    return iv.one_day(iv.shift(now, _DEICTIC[parts.word("word")] + step)) if now else None


def _overnight(parts: Parts, scene: Scene) -> Interval | None:
    now = scene.published
    return Interval(iv.shift(now, -1), now) if now else None


def _clock(parts: Parts, scene: Scene) -> Interval | None:
    """A clock time is read as its day: the one told in its sentence, else the first of the text.

    In an account of what lies weeks back it is the last one told.
    """
    told, now = scene.past.first if scene.past else None, scene.published
    far = scene.direction is Direction.PAST and told is not None and now is not None and (now - told).days > 14
    return scene.beside or (scene.past if far else scene.lede) or scene.now()


def _now(parts: Parts, scene: Scene) -> Interval | None:
    return scene.now()


def _recently(parts: Parts, scene: Scene) -> Interval | None:
    """Up to the publication; *had recently* up to the day that the text tells of."""
    at = parts.groups["word"][0] if "word" in parts else 0
    told = scene.last_day() if "had" in parts.tokens.words(max(0, at - 2), at) else None
    last = told.last if told is not None else scene.published
    return Interval(None, last, Grain.YEAR) if last else None


def _history(parts: Parts, scene: Scene) -> Interval | None:
    """*these days, the first in the country's history*: up to now."""
    return Interval(None, scene.published, Grain.YEAR) if scene.published else None


def _onwards(parts: Parts, scene: Scene) -> Interval | None:
    return Interval(scene.published, None, Grain.YEAR) if scene.published else None


def _unknown(parts: Parts, scene: Scene) -> Interval | None:
    """*years ago, days later*: no number, no day; but *minutes later* is the day that the text told."""
    near = "word" in parts and "unit" in parts and parts.unit() == "minute" and parts.word("word") != "ago"
    return scene.last_day() if near else None


def _event(parts: Parts, scene: Scene) -> Interval | None:
    """*the crash*: where an earlier clause dated it; else what the story is about happened on its first day."""
    known = scene.events.get(stem(parts.word("event")))
    definite = "possessor" in parts and parts.word("possessor") in ("the", "this") and parts.word("event") not in words_of("long_event") | words_of("quiet_event") | words_of("plain_event")
    end = max(last for _, last in parts.groups.values())
    other = parts.tokens.words(end, min(end + 1, len(parts.tokens.codes))) == ["of"]
    return known or (scene.lede if definite and not other else None)


def _next_event(parts: Parts, scene: Scene) -> Interval | None:
    """*at the next election*: some day to come."""
    return Interval(scene.published, None, Grain.YEAR) if scene.published else None


def _then(parts: Parts, scene: Scene) -> Interval | None:
    return scene.anchor


READINGS: dict[str, Reading] = DATES | VAGUE | {
    "unit": _unit, "same_then": _same_then, "the_unit": _the_unit, "window": _window, "vague_window": _vague_window,
    "within": _within, "within_few": _within_few, "ago": _ago, "vague_ago": _unknown, "in_units": _in_units, "deictic": _deictic,
    "day_before": _day_before, "overnight": _overnight, "anchored": _anchored, "side": _side, "clock": _clock,
    "zone_first": _clock, "now": _now, "recently": _recently, "to_date": _recently, "onwards": _onwards,
    "apart": _apart, "record": _record, "history": _history, "year_end": _year_end, "these_days": _history, "hours_since": _hours_since,
    "event": _event, "since_clause": _unknown, "next_event": _next_event, "these_units": _these_units, "then": _then, "since_then": _then,
}  # fmt: skip
"""What each form of the grammar stands for."""
