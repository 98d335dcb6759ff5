"""What stands around a time expression and narrows or moves it: *the end of, the first week of, two days after*."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from claims import intervals as iv
from claims.intervals import Grain, Interval
from claims.model import Modifier
from claims.narrative import Scene
from claims.time_forms import Parts
from claims.time_relative import READINGS, moved
from claims.time_tokens import entries


@dataclass(frozen=True, slots=True)
class Told:
    """What an expression tells: the bare expression's interval, the part of it that is meant, and how that is marked."""

    core: Interval | None
    extent: Interval | None
    modifier: Modifier | None = None


Wrapper = Callable[[Told, Parts, Scene], Told]

_EARLY = {"early": Modifier.START, "mid": Modifier.MID, "middle": Modifier.MID, "late": Modifier.END}


def _plain(core: Interval | None, modifier: Modifier | None = None) -> Told:
    return Told(core, core, modifier)


def _part(told: Told, parts: Parts, scene: Scene) -> Told:
    """*early, mid-, late* are thirds; *the start of* and *the end of* are narrower; *the rest of* begins now."""
    word, core = parts.word("part"), told.core
    if word == "turn":
        return Told(None, None)
    if core is None or core.first is None or core.last is None:
        return replace(told, modifier=_EARLY.get(word))
    if word in _EARLY:
        modifier = _EARLY[word]
        return Told(core, iv.thirds(core, (Modifier.START, Modifier.MID, Modifier.END).index(modifier)), modifier)
    if word in ("rest", "remainder"):
        now = scene.published
        left = Interval(max(now, core.first), core.last, core.grain) if now and now <= core.last else core
        return Told(core, left, Modifier.END)
    at_end = word in ("end", "close")
    return Told(core, iv.edge(core, at_end), Modifier.END if at_end else Modifier.START)


def _trim(told: Told, parts: Parts, scene: Scene) -> Told:
    """*earlier this year* ends with the publication, *later this year* begins with it."""
    core, now = told.core, scene.published
    if core is None or core.first is None or core.last is None or now is None or not core.first <= now <= core.last:
        return told
    if "later" in parts.words("trim"):
        return Told(core, Interval(now, core.last, core.grain))
    return Told(core, Interval(core.first, now, core.grain))


def _nth(told: Told, parts: Parts, scene: Scene) -> Told:
    """*the first week of March, the last three months of 2024, the second Tuesday in May*."""
    whole = told.core
    if whole is None or whole.first is None or whole.last is None:
        return told
    nth = parts.number("nth") or entries("ordinals").get(parts.word("nth"), -1)
    word = parts.word("unit")
    # *The closing months* are a few.
    few = 3.0 if word.endswith("s") and word not in entries("weekdays") else 1.0
    count = parts.count() if "count" in parts else (few, few)
    size = max(1, int(count[1])) if count else 1
    if word in entries("weekdays"):
        if whole.grain > Grain.MONTH:
            return _plain(None)
        return _plain(iv.nth_weekday(whole.first.year, whole.first.month, entries("weekdays")[word], nth))
    return _plain(iv.nth_part(whole, "half" if word == "half" else parts.unit(), nth, size))


def _month_of(told: Told, parts: Parts, scene: Scene) -> Told:
    return _inside("day" if "day" in parts else "month", told, parts, scene)


def _number_of(told: Told, parts: Parts, scene: Scene) -> Told:
    return _inside("day_number", told, parts, scene)


def _weekday_of(told: Told, parts: Parts, scene: Scene) -> Told:
    return _inside("weekday", told, parts, scene)


def _inside(form: str, told: Told, parts: Parts, scene: Scene) -> Told:
    """A finer expression, read within the coarser one that it stands before."""
    if told.core is None:
        return told
    before, scene.within = scene.within, told.core
    try:
        return _plain(READINGS[form](parts, scene))
    finally:
        scene.within = before


def _of_day(told: Told, parts: Parts, scene: Scene) -> Told:
    """*the night of* is the day itself, *the eve of* the day before it, *the weekend of* the nearest weekend."""
    core = told.core
    if core is None or core.first is None:
        return told
    if "eve" in parts:
        return _plain(iv.one_day(iv.shift(core.first, -1)))
    return _plain(iv.weekend(core.first)) if "weekend" in parts else told


def _week_of(told: Told, parts: Parts, scene: Scene) -> Told:
    """*the week of 3 May*, *the month of March*, *the week beginning 3 May*."""
    core = told.core
    if core is None or core.first is None:
        return told
    if "from" in parts:
        count = parts.count() or (1.0, 1.0)
        last = iv.shift(iv.step(core.first, count[1], parts.unit()), -1)
        return _plain(Interval(core.first, last, iv.GRAIN_OF[parts.unit()]))
    if core.grain >= iv.GRAIN_OF[parts.unit()]:
        return told
    return _plain(iv.unit_around(core.first, parts.unit()))


def _week_to(told: Told, parts: Parts, scene: Scene) -> Told:
    """*the three months to June*, *the year ended 31 March*: so many units that end with the expression."""
    core, count = told.core, parts.count()
    if core is None or core.last is None or count is None:
        return _plain(None)
    hours = parts.unit() in ("hour", "minute")
    first = iv.step(core.last if hours else iv.shift(core.last, 1), -count[1], parts.unit())
    return _plain(Interval(first, core.last, iv.GRAIN_OF[parts.unit()]))


def _offset(told: Told, parts: Parts, scene: Scene) -> Told:
    """*two days after 3 May*, *the day before Christmas*."""
    core, count, side = told.core, parts.count(), parts.word("side")
    back = side in ("before", "to")
    if count is None and core is not None and parts.unit() == "hour" and core.grain is Grain.DAY and core.first and core.last:
        return _plain(Interval(iv.shift(core.first, -1), core.first) if back else Interval(core.last, iv.shift(core.last, 1)))
    if core is None or count is None:
        return _plain(None)
    base = core.first if back else core.last
    if base is not None and "leading" in parts.words("side"):
        return _plain(Interval(iv.step(base, -count[1], parts.unit()), iv.shift(base, -1), iv.GRAIN_OF[parts.unit()]))
    if base is None or core.grain > max(iv.GRAIN_OF[parts.unit()], Grain.WEEK):
        return _plain(None)
    return _plain(moved(base, count, parts, -1 if back else 1))


def _approx(told: Told, parts: Parts, scene: Scene) -> Told:
    return replace(told, modifier=told.modifier or Modifier.APPROX)


WRAPPERS: dict[str, Wrapper] = {
    "part": _part, "trim": _trim, "nth": _nth, "month_of": _month_of, "number_of": _number_of,
    "weekday_of": _weekday_of, "of_day": _of_day, "week_of": _week_of, "week_to": _week_to, "offset": _offset,
    "approx": _approx,
}  # fmt: skip


def between(first: Interval | None, last: Interval | None) -> Interval | None:
    """From the first day of one interval to the last of another."""
    if first is None or last is None or first.first is None or last.last is None or first.first > last.last:
        return None
    return Interval(first.first, last.last, max(first.grain, last.grain))
