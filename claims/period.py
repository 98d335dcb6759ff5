"""Dates and periods: time expressions of the text, resolved against the publication date and the narrative."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from claims import calendar_words as cal
from claims.calendar_words import Interval
from claims.model import Modifier, Period, Relation, Span
from claims.time_forms import FORMS, Context, Form, decade, month_year, quarter, window


class Stretch(Protocol):
    """Anything with a start and an end in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_RELATIONS = {
    "since": Relation.SINCE, "until": Relation.UNTIL, "till": Relation.UNTIL, "up until": Relation.UNTIL,
    "through": Relation.UNTIL, "by": Relation.BY, "from": Relation.FROM, "before": Relation.BEFORE,
    "prior to": Relation.BEFORE, "after": Relation.AFTER,
}  # fmt: skip
_FUTURE = re.compile(
    r"\b(?:will|shall|would|is to|are to|due|scheduled|planned|plans?|next|expected|going to|ahead of|set to|expires?|upcoming)\b|['’]ll\b"
)
_AMBIGUOUS_MONTHS = {"May", "March", "Mar", "Mar.", "Jan", "Jun", "Sep", "Dec"}


def periods(
    plain: str, published: date | None, sentences: Sequence[Span], taken: Sequence[Stretch]
) -> tuple[Period, ...]:
    """The time expressions of a text in order, without overlaps; none begins inside a stretch that is taken.

    A month or weekday without a year is the nearest one before the publication date, or after it where the sentence
    speaks of what is to come. *That month* and *two days later* count from the last date that the text gave.
    """
    found = _matches(plain, taken)
    starts = [s.start for s in sentences]
    context = Context(published)
    out: list[Period] = []
    for form, match in found:
        at = bisect_right(starts, match.start()) - 1
        sentence = (
            plain[sentences[at].start : sentences[at].end]
            if at >= 0
            else plain[max(0, match.start() - 200) : match.end() + 200]
        )
        context.future = _FUTURE.search(sentence) is not None
        period = _period(plain, form, match, context)
        out.append(period)
        if form.anchors and period.core_first is not None:
            context.anchor = Interval(period.core_first, period.core_last)
    return tuple(out)


def _matches(plain: str, taken: Sequence[Stretch]) -> list[tuple[Form, re.Match[str]]]:
    held = bytearray(len(plain))
    for stretch in taken:
        held[stretch.start : stretch.end] = b"\x02" * (stretch.end - stretch.start)
    found = []
    for form in FORMS:
        for match in form.pattern.finditer(plain):
            start, end = match.span()
            if b"\x01" in held[start:end] or _stray(form, match) or _inside(held, match):
                continue
            held[start:end] = b"\x01" * (end - start)
            found.append((form, match))
    return sorted(found, key=lambda f: f[1].start())


def _inside(held: bytearray, match: re.Match[str]) -> bool:
    """Whether taken characters stick out; ordinals such as *3rd* and clock times may lie wholly inside."""
    start, end = match.span()
    if b"\x02" not in held[start:end]:
        return False
    sticks_out = (held[start] == 2 and start > 0 and held[start - 1] == 2) or (
        end < len(held) and held[end - 1] == 2 and held[end] == 2
    )
    return sticks_out or held[start:end].count(2) * 2 > end - start


def _stray(form: Form, match: re.Match[str]) -> bool:
    """A month's name that is a verb or a person's, or a word such as *now* that opens no date."""
    groups = match.groupdict()
    text = match[0]
    if form.resolve is month_year and not groups.get("year") and not groups.get("which") and not groups.get("part"):
        if groups.get("month") in _AMBIGUOUS_MONTHS and not groups.get("lead") and not groups.get("month2"):
            return True
        before = match.string[max(0, match.start() - 12) : match.start()]
        return re.search(r"(?:Mr|Mrs|Ms|Dr|Sir|[A-Z][a-z]+) $", before) is not None and not groups.get("lead")
    if form.resolve is quarter and groups.get("nth") and not (groups.get("year") or groups.get("of")):
        return groups.get("half", "").lower() == "half" or "of" in text.split()[-1:]
    if form.resolve is decade and len(groups["decade"]) == 2:
        return (
            "’" not in text
            and "'" not in text
            and not text.lower().startswith(("the", "in the", "of the", "since the"))
        )
    return False


def _period(plain: str, form: Form, match: re.Match[str], context: Context) -> Period:
    start, end = match.span()
    lead = (match["lead"] or "").lower()
    core = form.resolve(match, context)
    part = _part_of(match)
    if core is not None and part is not None:
        core = _narrow(core, part)
    relation = _RELATIONS.get(lead)
    extent = _extent(core, relation, context.published)
    if lead in ("of", "for", "about", "around", "at") and form.resolve is not window:
        start += len(match["lead"]) + 1
    known = core is not None and (core.first is not None or core.last is not None)
    return Period(
        start=start, end=end, surface=plain[start:end],
        first=extent.first if extent else None, last=extent.last if extent else None,
        core_first=core.first if core else None, core_last=core.last if core else None,
        relation=relation, modifier=part, resolved=known and extent is not None and bool(extent.first or extent.last),
    )  # fmt: skip


def _part_of(match: re.Match[str]) -> Modifier | None:
    words = (match.groupdict().get("part") or "").lower()
    for word, modifier in (("early", Modifier.START), ("start", Modifier.START), ("beginning", Modifier.START),
                           ("mid", Modifier.MID), ("late", Modifier.END), ("end", Modifier.END)):  # fmt: skip
        if word in words:
            return modifier
    return None


def _narrow(core: Interval, part: Modifier) -> Interval:
    """The first, middle or last third of an interval, in whole months where it is longer than two of them."""
    if core.first is None or core.last is None:
        return core
    first, last = core.first, core.last
    length = (last - first).days + 1
    if length <= 62:
        third = length // 3
        bounds = {
            Modifier.START: (first, cal.shift(first, third - 1)),
            Modifier.MID: (cal.shift(first, third), cal.shift(first, 2 * third - 1)),
            Modifier.END: (cal.shift(first, 2 * third), last),
        }
        return Interval(*bounds[part])
    third = max(1, round(length / 30.44 / 3))
    bounds = {
        Modifier.START: (first, cal.shift(cal.shift_months(first, third), -1)),
        Modifier.MID: (cal.shift_months(first, third), cal.shift(cal.shift_months(first, 2 * third), -1)),
        Modifier.END: (cal.shift_months(first, 2 * third), last),
    }
    return Interval(*bounds[part])


def _extent(core: Interval | None, relation: Relation | None, published: date | None) -> Interval | None:
    if core is None or relation is None:
        return core
    if relation is Relation.SINCE:
        return Interval(
            core.first, published if published is None or core.first is None or core.first <= published else None
        )
    if relation in (Relation.FROM, Relation.AFTER):
        return Interval(core.first, None) if relation is Relation.AFTER or core.first == core.last else core
    if relation is Relation.BEFORE:
        return Interval(None, cal.shift(core.first, -1) if core.first else None)
    return Interval(None, core.last)
