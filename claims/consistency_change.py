"""Growth against its two levels: *rose from X to Y, a Z% rise*, and the direction that the verb says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.consistency_frame import (
    MULTIPLE,
    POINT,
    Frame,
    Interval,
    amount,
    bare,
    finding,
    holds,
    last_place,
    per_unit,
    said,
    shape,
    share,
    shown,
    stated,
)
from claims.lexicon import alternation, table, words
from claims.model import Finding, FindingKind, Quantity

_UP, _DOWN = (alternation(words("arithmetic", way)) for way in ("up", "down"))
_ANY = f"(?:{_UP}|{_DOWN})"
_MOVES = f"(?:{alternation(words('arithmetic', 'moves_up') | words('arithmetic', 'moves_down'))})"
_TIMES = table("arithmetic", "multiples")
_FROM_TO = r"from {W}(?P<old>{L})(?P<g1>[^" + "{SLOT}" + r".;:]{0,50}?) to {W}(?P<new>{L})"
_TO_FROM = r"to {W}(?P<new>{L})(?P<g1>[^" + "{SLOT}" + r".;:]{0,50}?),? (?:up |down )?from {W}(?P<old>{L})"
_SLOT = "\ue000\ue001\ue002\ue003\ue004\ue005"
_PER = r"(?P<by>{%}|{PP}|{X})"
_AFTER = (
    rf"(?:[^{_SLOT}.;:()]{{0,40}}?)(?:,| —| –|:)? ?(?:\(|or |which is |that is |equivalent to )?"
    rf"(?:(?:a|an|the|some|about|around|nearly|almost|roughly|representing|marking|of) ){{0,3}}"
    rf"(?:(?:{_ANY})(?: of| by)? (?:about |around |nearly |some )?{_PER}|{_PER}(?: |-)(?:[a-z]+ ){{0,2}}?{_ANY}\b|(?<=\(){_PER}(?=\))|(?<=or ){_PER}(?=[,.]|$)|\+{_PER})"
)


def _pattern(text: str) -> re.Pattern[str]:
    """A pattern in which the figure of the change may stand in one of several places."""
    text = text.replace("{SLOT}", _SLOT)
    count = text.count("(?P<by>")
    for number in range(count):
        text = text.replace("(?P<by>", f"(?P<by{number}>", 1)
    return shape(text)


_VERB = rf"\b(?P<verb>{_ANY})\b"
_CHANGES = tuple(
    _pattern(p) for p in (
        _FROM_TO + _AFTER,
        _TO_FROM + _AFTER,
        rf"{_VERB}[^{{SLOT}}.;:]{{0,40}}?(?:by )?{{W}}{_PER}[^{{SLOT}}.;:]{{0,40}}?,? " + _FROM_TO,
        rf"{_VERB}[^{{SLOT}}.;:]{{0,40}}?(?:by )?{{W}}{_PER}[^{{SLOT}}.;:]{{0,40}}?,? " + _TO_FROM,
        rf"{_PER}(?: |-)(?:[a-z]+ )?{_ANY}[^{{SLOT}}.;:]{{0,30}}?,? " + _FROM_TO,
        rf"(?P<new>{{L}})(?P<g1>[^{{SLOT}}.;:]{{0,50}}?),? \(?(?:an? )?(?P<verb>{_ANY})(?: of| by)? {{W}}{_PER} (?:from|on|compared with|compared to|against|over) {{W}}(?P<old>{{L}})",
        r"(?P<new>{L})(?P<g1>[^{SLOT}.;:]{0,50}?),? \(?(?P<verb>up|down|compared with|compared to|against) (?:from )?{W}(?P<old>{L})" + _AFTER,
        rf"{_VERB}[^{{SLOT}}.;:]{{0,40}}?(?:by )?{{W}}{_PER}[^{{SLOT}}.;:]{{0,20}}? to {{W}}(?P<new>{{L}})[^{{SLOT}}.;:]{{0,20}}?,? (?:against|compared with|compared to|versus) {{W}}(?P<old>{{L}})",
        r"(?P<old>{L})[^{SLOT}.;:]{0,40}?, (?:and |but )?(?:now|today|this year|\ue006)[^{SLOT}.;:]{0,20}? {W}(?P<new>{L})" + _AFTER,
        rf"(?P<verb>{alternation(_TIMES)}|{{X}})[^{{SLOT}}.;:]{{0,40}}?,? " + _FROM_TO,
        rf"(?P<verb>{alternation(_TIMES)}|{{X}})[^{{SLOT}}.;:]{{0,40}}?,? " + _TO_FROM,
    )
)  # fmt: skip
_MOVED = tuple(
    shape((rf"\b(?P<verb>{_MOVES})\b[^{{SLOT}}.;:]{{0,60}}?(?:\ue001[^{{SLOT}}.;:]{{0,30}}?)? " + way).replace("{SLOT}", _SLOT))
    for way in (_FROM_TO, _TO_FROM)
)
_UP_FROM = shape(
    (r"(?P<new>{L})(?P<g1>[^{SLOT}.;:]{0,50}?),? ?\(?(?P<verb>up|down|higher|lower|more|less) (?:slightly |sharply |a bit |only )?(?:than|from) (?:the |about |around |just |nearly |a record |a high of |a low of ){0,2}(?P<old>{L})").replace("{SLOT}", _SLOT)
)
_BY_AND_TO = _pattern(
    rf"\b(?P<verb>{_MOVES})\b[^{{SLOT}}.;:]{{0,30}}?(?:by )?{{W}}(?P<step>{{N}})(?:,| —| –)? ?(?:or |\()(?:about |nearly |some )?(?P<share>{{%}})\)?,? (?:to|and closed at|to close at|to finish at|to end at) (?:close at |finish at |end at )?{{W}}(?P<new>{{N}})"
)
_STEP = _pattern(rf"\b(?P<verb>{_MOVES})\b[^{{SLOT}}.;:]{{0,30}}? by {{W}}(?P<step>{{N}})[^{{SLOT}}.;:]{{0,30}}?,? (?:" + _FROM_TO + "|" + _TO_FROM.replace("(?P<new>", "(?P<new2>").replace("(?P<old>", "(?P<old2>").replace("(?P<g1>", "(?P<g2>") + ")")
_LEADS = tuple(
    _pattern(p) for p in (
        r"(?P<lead>{PP}|{N})[ -]?(?P<g1>[^{SLOT}.;:]{0,60}?)(?:,| \(| —| –) ?(?:with |at )?(?P<one>{L})(?: [a-z]+){0,3}(?:,? to |[ ]?[-–][ ]?| versus | against | over )(?:[A-Z][\w’'.]* ){0,3}(?P<two>{L})",
        r"(?P<lead>{PP}|{N})[ -]?(?P<g1>[^{SLOT}.;:]{0,10}?) at (?P<one>{%})(?: [a-z]+){0,3}(?:,? to | versus | against )(?:[A-Z][\w’'.]* ){0,3}(?P<two>{%})",
        r"(?P<one>{%})(?: [a-z]+){0,3},? (?:to|versus|against) (?:[A-Z]\w+ ){0,2}(?P<two>{%})(?P<g1>[^{SLOT}.;:]{0,25}?),? (?:a |an )(?P<lead>{PP}|{N})[ -]?(?:points? )?(?:lead|margin|advantage|gap|edge|difference)",
    )
)  # fmt: skip
_LEAD_WORDS = re.compile(r"\b(?:lead|leads|leading|led|ahead|beat|beats|beating|trail|trails|trailing|trailed|behind|margin|advantage|gap|edge|won|wins|by|favou?red?|net|up|down)\b")
_RANK = re.compile(r"\b(?:rank|ranks|ranked|ranking|place|places|placed|position|seed|seeded|No)\b")
_FALLS = frozenset(["fell", "falls", "dropped", "falling", "plunged"])


def changes(found: Sequence[Frame]) -> Iterator[Finding]:
    """What the levels and the change between them contradict."""
    for frame in found:
        if len(frame.slots) < 2 or _RANK.search(frame.text):
            continue
        for pattern in _CHANGES:
            for match in pattern.finditer(frame.text):
                yield from _change(frame, match)
        for match in _UP_FROM.finditer(frame.text):
            yield from _direction(frame, match)
        for match in _BY_AND_TO.finditer(frame.text):
            yield from _step_and_share(frame, match)
        for match in _STEP.finditer(frame.text):
            yield from _step(frame, match)
        for pattern in _LEADS:
            for match in pattern.finditer(frame.text):
                yield from _lead(frame, match)
        for pattern in _MOVED:
            for match in pattern.finditer(frame.text):
                yield from _direction(frame, match)


def _levels(frame: Frame, match: re.Match[str]) -> tuple[Quantity, Quantity] | None:
    """The level before and the one after; a scale or unit that only one of them prints counts for both."""
    old, new = frame.figure(match, "old"), frame.figure(match, "new")
    old, new = _completed(old, new), _completed(new, old)
    if old.dimension != new.dimension or old.base_unit != new.base_unit or old.value2 or new.value2:
        return None
    return old, new


def _completed(q: Quantity, other: Quantity) -> Quantity:
    """*From 1.2 to 1.5 million tonnes*: the first level has the second's scale and unit."""
    if other.value2 is not None or q.value2 is not None or not (bare(q) or (q.dimension == other.dimension == "money")):
        return q
    scale = Decimal(1)
    if (place := last_place(other.number, other.value)) and (own := last_place(q.number, q.value)) and own <= 1:
        digits = re.search(r"\d[\d,]*(?:\.\d+)?", other.number)
        decimals = len(digits[0].partition(".")[2]) if digits else 0
        scale = max(Decimal(1), place.scaleb(decimals))
    if bare(q) and not bare(other):
        factor = per_unit(other)
    elif scale > 1 and q.dimension == "money":
        factor = Decimal(1)
    else:
        return q
    half = last_place(q.number, q.value) / 2
    if scale > 1 and q.value < 1000:
        low, high, value = (q.value - half) * scale, (q.value + half) * scale, q.value * scale
    else:
        low, high, value = q.value, q.value, q.value
    return replace(q, unit=other.unit, dimension=other.dimension, base_unit=other.base_unit, value=value,
                   low=low * factor, high=high * factor)  # fmt: skip


def _change(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    levels = _levels(frame, match)
    if levels is None:
        return
    old, new = levels
    verb = match.groupdict().get("verb") or ""
    group = next((g for g, text in match.groupdict().items() if g.startswith("by") and text), None)
    if group is None:
        factor = Decimal(_TIMES[verb]) if verb in _TIMES else frame.figure(match, "verb").value
        yield from _multiple(old, new, factor, frame.figure(match, "verb") if verb == MULTIPLE else None)
        return
    by = frame.figure(match, group)
    if match[group] == MULTIPLE:
        yield from _multiple(old, new, by.value, by)
    elif match[group] == POINT:
        yield from _points(old, new, by)
    else:
        yield from _percent(old, new, by)


def _percent(old: Quantity, new: Quantity, by: Quantity) -> Iterator[Finding]:
    before, after, percent = stated(old), stated(new), share(by)
    if before.low <= 0 or after.low < 0:
        return
    low, high = (after.low / before.high - 1) * 100, (after.high / before.low - 1) * 100
    # The wording gives the amount of the change; whether it goes up or down is judged apart.
    allowed = Interval(low, high) if low >= 0 else Interval(-high, -low) if high <= 0 else Interval(Decimal(0), max(-low, high))
    if allowed.gap(percent) == 0:
        yield holds(FindingKind.CHANGE, (by, old, new))
        return
    exact = abs((new.low + new.high) / (old.low + old.high) - 1) * 100
    hint = ""
    if new.unit == "%" and abs(abs(new.value - old.value) - by.value) < Decimal("0.6"):
        hint = f" ({shown(abs(new.value - old.value))} percentage points)"
    yield finding(
        FindingKind.CHANGE, (by, old, new),
        f"From {said(old)} to {said(new)} is a change of {shown(exact)}%{hint}, but {said(by)} is stated.",
        allowed.gap(Interval(by.value, by.value2 or by.value)), "percentage point",
    )  # fmt: skip


def _points(old: Quantity, new: Quantity, by: Quantity) -> Iterator[Finding]:
    if new.unit != "%":
        return
    factor = per_unit(by)
    before, after = stated(old), stated(new)
    one = Interval(after.low - before.high, after.high - before.low)
    allowed = one if new.value >= old.value else Interval(-one.high, -one.low)
    stated_by = stated(by).widened(last_place(by.number, by.value) / 2 * factor)
    if allowed.gap(stated_by) > 0:
        yield finding(
            FindingKind.CHANGE, (by, old, new),
            f"From {said(old)} to {said(new)} is {shown(abs(new.value - old.value))} percentage points, but {said(by)} is stated.",
            allowed.gap(Interval(by.value * factor, by.value * factor)), "percentage point",
        )  # fmt: skip
    else:
        yield holds(FindingKind.CHANGE, (by, old, new))


def _multiple(old: Quantity, new: Quantity, factor: Decimal, by: Quantity | None) -> Iterator[Finding]:
    before, after = stated(old), stated(new)
    if before.low <= 0 or after.low <= 0 or factor <= 0:
        return
    allowed = Interval(after.low / before.high, after.high / before.low)
    if factor < 1 <= allowed.low:
        factor = 1 / factor
        allowed = Interval(1 / allowed.high, 1 / allowed.low)
    # A tenth below is rounded up; *more than doubled* is also said in front of it, so up to the next multiple fits.
    meant = Interval(factor * Decimal("0.88"), factor * Decimal("1.5")) if factor > 1 else Interval(factor * Decimal("0.7"), factor * Decimal("1.15"))
    marks = (by, old, new) if by else (old, new)
    if allowed.gap(meant) == 0:
        yield holds(FindingKind.CHANGE, marks)
    else:
        exact = (new.low + new.high) / (old.low + old.high)
        yield finding(
            FindingKind.CHANGE, marks,
            f"From {said(old)} to {said(new)} is {shown(exact)} times as much, but {shown(factor)} times is stated.",
            allowed.gap(Interval(factor, factor)), "time",
        )  # fmt: skip


def _direction(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    levels = _levels(frame, match)
    if levels is None:
        return
    old, new = levels
    verb = match["verb"]
    rises = verb in words("arithmetic", "moves_up") or verb in ("up", "higher", "more")
    if old.unit != new.unit and verb in ("more", "less", "higher", "lower"):
        return
    if verb in _FALLS and old.dimension in ("length", "time"):
        return
    before, after = stated(old), stated(new)
    wrong = before.low - after.high if rises else after.low - before.high
    if wrong > 0:
        yield finding(
            FindingKind.CHANGE, (old, new),
            f"“{verb}” from {said(old)} to {said(new)}: the figures go the other way, by {amount(wrong, new)} or more.",
            wrong,
        )  # fmt: skip
    else:
        yield holds(FindingKind.CHANGE, (old, new))


def _step_and_share(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """*Fell $1.25, or 1.4%, to $88.10*: the level before is the one after, less or plus the step."""
    step, new, by = (frame.figure(match, group) for group in ("step", "new", "share"))
    if step.value2 or new.value2 or step.dimension != new.dimension or step.base_unit != new.base_unit:
        # Index points and the level of an index have no common unit.
        if step.unit != "point" or new.dimension != "count":
            return
    sign = 1 if match["verb"] in words("arithmetic", "moves_up") else -1
    moved, after, percent = stated(step), stated(new), share(by)
    before = Interval(after.low - moved.high, after.high - moved.low) if sign > 0 else after.plus(moved)
    if before.low <= 0 or moved.low < 0:
        return
    allowed = Interval(moved.low / before.high * 100, moved.high / before.low * 100)
    if allowed.gap(percent) > 0:
        exact = (step.low + step.high) / (new.low + new.high - sign * (step.low + step.high)) * 100
        yield finding(
            FindingKind.CHANGE, (by, step, new),
            f"A step of {said(step)} to {said(new)} is {shown(exact)}%, but {said(by)} is stated.",
            allowed.gap(Interval(by.value, by.value2 or by.value)), "percentage point",
        )  # fmt: skip
    else:
        yield holds(FindingKind.CHANGE, (by, step, new))


def _step(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """*Rose by 20 to 120 from 100*: the step is the difference of the levels."""
    group = "old" if match["old"] else "old2"
    old, new = frame.figure(match, group), frame.figure(match, group.replace("old", "new"))
    step, old = frame.figure(match, "step"), _completed(old, new)
    step = _completed(step, new)
    if not step.dimension == old.dimension == new.dimension or not step.base_unit == old.base_unit == new.base_unit:
        return
    one, other = stated(old), stated(new)
    allowed = Interval(max(Decimal(0), max(one.low, other.low) - min(one.high, other.high)), max(one.high, other.high) - min(one.low, other.low))
    if allowed.gap(stated(step)) > 0:
        yield finding(
            FindingKind.CHANGE, (step, old, new),
            f"From {said(old)} to {said(new)} is {amount(abs(new.low + new.high - old.low - old.high) / 2, new)}, but {said(step)} is stated.",
            allowed.gap(stated(step)),
        )  # fmt: skip
    else:
        yield holds(FindingKind.CHANGE, (step, old, new))


def _lead(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """*Leads by six points, 46% to 40%*: the lead is the difference, give or take what rounding leaves open."""
    lead, one, two = (frame.figure(match, group) for group in ("lead", "one", "two"))
    if lead.unit not in ("point", "percentage point") or (one.unit != "%" and two.unit != "%") or lead.value2 is not None:
        return
    if not _LEAD_WORDS.search(frame.text[max(0, match.start() - 60) : match.end() + 30]):
        return
    difference = abs(one.value - two.value)
    places = max(last_place(q.number, q.value) or Decimal(1) for q in (one, two))
    slack = places + stated(lead).high - lead.value
    off = abs(difference - abs(lead.value))
    if off > slack:
        yield finding(
            FindingKind.CHANGE, (lead, one, two),
            f"{said(one)} against {said(two)} is {shown(difference)} percentage points, but {said(lead)} is stated.",
            off, "percentage point",
        )  # fmt: skip
    else:
        yield holds(FindingKind.CHANGE, (lead, one, two))
