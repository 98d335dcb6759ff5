"""What stretches without a number or a name stand for: *for years, in the past, soon, at the time, through the night*."""

from __future__ import annotations

from collections.abc import Callable

from claims import intervals as iv
from claims.intervals import Grain, Interval
from claims.narrative import Scene
from claims.tense import Direction
from claims.time_dates import Reading
from claims.time_forms import Parts
from claims.time_strays import Place
from claims.time_tokens import entries, words_of


def _up_to_now(parts: Parts, scene: Scene) -> Interval | None:
    """*has run it for years, have in the past*: up to the publication; *for decades to come*: from it on."""
    if scene.published is None:
        return None
    ahead = "ahead" in parts
    return Interval(scene.published if ahead else None, None if ahead else scene.published, Grain.YEAR)


def _soon(parts: Parts, scene: Scene) -> Interval | None:
    return Interval(scene.published, None, Grain.YEAR) if scene.published else None


def _day_told(parts: Parts, scene: Scene) -> Interval | None:
    """*through the evening, in the first 90 minutes*: the day of its sentence, else the last that the text told."""
    return scene.beside or scene.past or scene.now()


def _running(parts: Parts, scene: Scene) -> Interval | None:
    """*for a third day*: so many days up to the one that its sentence tells, else up to the publication."""
    last = scene.beside or scene.now()
    nth = parts.number("nth") or entries("ordinals").get(parts.word("nth"), 0)
    if last is None or last.first is None or nth < 2:
        return None
    first = iv.unit_around(last.first, parts.unit(), 1 - nth)
    return Interval(first.first, last.last, iv.GRAIN_OF[parts.unit()]) if first else None


def _end_alone(parts: Parts, scene: Scene) -> Interval | None:
    """*since the merger*: no day told; that it lasts until now is the preposition's to add."""
    return None


VAGUE: dict[str, Reading] = {
    "for_units": _up_to_now, "past_times": _up_to_now, "soon": _soon, "through_day": _day_told,
    "first_minutes": _day_told, "running": _running, "since_thing": _end_alone,
}  # fmt: skip


def _perfect(p: Place) -> bool:
    """Whether *has* or *have* stands before a match in its clause, or *after* with a verb in *-ing*; behind it where it opens."""
    if p.before() in (".", "\n"):
        return any(p.after(on) in ("has", "have") for on in range(10))
    for back in range(1, 15):
        word = p.before(back)
        if word in (".", "\n", ";", ":", "!", "?") or p.match.start - back < 0:
            return False
        if word in ("has", "have", "ve", "'ve", "’ve"):
            return True
        if word == "after" and p.before(back - 1).endswith("ing"):
            return True
    return False


def _for_units(p: Place) -> bool:
    """*has fought for years* lasts until now; *for several days at a time, for years of efforts* only measure."""
    if not p.match.parts.word("unit").endswith("s") or p.match.parts.unit() == "minute":
        return True
    if "ahead" in p.match.parts:
        return False
    return p.tokens.word(p.match.start) == "in" or not _perfect(p) or p.after() in ("of", "at", "before", "after", "until", "to", "old", "-", "'", "’")


def _past_times(p: Place) -> bool:
    return not (_perfect(p) or p.ends() or p.opens(p.match.start - 1))


def _soon_stray(p: Place) -> bool:
    """*will soon vote*; not *as soon as*, *soon after* or *shortly before*."""
    if p.before() in ("as", "too", "so", "how", "very", "until"):
        return True
    if p.after() in ("as", "after", "before", "enough", "thereafter", "afterwards", "afterward"):
        return True
    return p.direction() not in (Direction.FUTURE, Direction.LIKELY) or "would" in (p.before(), p.before(2))


def _through_day(p: Place) -> bool:
    """*went on through the night* in an account of what happened; *In the evening* only where it opens its sentence."""
    opens = p.opens(p.match.start - 1)
    placed = p.ends() or p.is_("weekday|month", p.match.end) or p.opens(p.match.start - 1)
    if p.after() == "of" or not placed or p.direction() is not Direction.PAST:
        return True
    word = p.tokens.word(p.match.start)
    return word == "in" and "early" not in p.match.parts and not opens


def _first_minutes(p: Place) -> bool:
    return p.direction() is not Direction.PAST


def _running_stray(p: Place) -> bool:
    """*for a third day* goes on; *for the third day of talks* and *a second night* count."""
    return p.after() == "of" or p.match.parts.unit() not in ("day", "night", "week")


def _then(p: Place) -> bool:
    """*At the time,* goes back to what the text told where it opens its sentence."""
    words = p.tokens.words(p.match.start, p.match.end)
    return "the" in words and (words[0] != "at" or not p.opens(p.match.start - 1))


def _since_thing_stray(p: Place) -> bool:
    """*the biggest since the merger of both* is of a known end alone; *since the firm has no money* gives a reason."""
    inside = range(p.match.start + 1, p.match.end)
    if any(p.is_("event_word|plain_event", i) and p.tokens.raw(i, i + 1).islower() for i in inside):
        return True
    if any(p.is_("unit|month|weekday|yyyy|season|holiday_part|deictic|decade|named|then|now", i) for i in inside):
        return True
    if any(p.is_("be_now|be_then|have|modal|will_word|past_cue|clause_word|plan", i) for i in inside):
        return True
    return not any(p.before(back) in words_of("superlative") for back in range(1, 10))


VAGUE_STRAYS: dict[str, Callable[[Place], bool]] = {
    "for_units": _for_units, "past_times": _past_times, "soon": _soon_stray, "through_day": _through_day,
    "first_minutes": _first_minutes, "running": _running_stray, "then": _then, "since_thing": _since_thing_stray,
}  # fmt: skip
"""Where the forms of this module are no expressions of time."""
