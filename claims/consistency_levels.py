"""A step with its share and the level that it leads to, a distance between two levels, and a fraction beside its percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.consistency_frame import (
    LEVEL,
    PERCENT,
    PERIOD,
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
from claims.lexicon import alternation, words
from claims.model import Comparator, Finding, FindingKind, Quantity, Relation

_WAYS = re.compile(rf"\b(?:(?P<up>{alternation(words('arithmetic', 'up'))})|(?P<down>{alternation(words('arithmetic', 'down'))}))\b")
_PAIR = r"(?:,? or|, which is|, that is|,| \(| —| –) ?(?:\()?(?:about |some |nearly |roughly )?"
_STEPS = tuple(
    shape(rf"(?P<{one[0]}>{one[1]}){_PAIR}(?P<{other[0]}>{other[1]})\)?(?P<tail>[^.;:]{{0,120}})")
    for one, other in ((("share", "{%}"), ("step", "{N}")), (("step", "{N}"), ("share", "{%}")))
)
_REACHED = re.compile(rf"\b(?:to|at|of)(?: (?:a|an|the|new|close|end|finish|finished|closing|\ue006|day|level|price|value|share|at|of)){{0,6}} (?P<new>{LEVEL})(?! (?:mark|barrier|threshold|level))")
_TURNS = re.compile(r"\b(?:before|after|then|earlier)\b|\bbut (?!stayed|remained|still)|\b(?:and|while|with) [^.]*" + PERCENT)
_APART = shape(r"(?P<level>{L})(?! (?:to|and|or) ){GAP}{0,45}?,? (?:or |just |only )?(?P<by>{N}|{PP}) (?P<base>{L})")
_BOUND = re.compile(r"(?:(?P<over>more|higher|above|over)|(?P<under>less|fewer|lower|below|under|shy|short))\b(?: than| of)? the\b")
_GAINED = shape(
    r"\b(?:gain(?:ed|s|ing)|nett(?:ed|ing)|add(?:ed|s|ing)|won|picked up)\b{GAP}{0,30}?(?P<by>{N}){GAP}{0,15}?,? (?:totall?ing|for a total of|to reach"
    r"|(?:bringing|taking) (?:it|them|(?:its|the|their|his|her) (?:total|tally|count)) to|giving (?:it|them)) {W}(?P<new>{N})"
)
_HAD = shape(r"(?P<when>\ue006|\b(?:[Bb]efore|[Pp]reviously|[Uu]ntil then|going into)\b).{0,140}?\b(?:had|held|controlled) {W}(?P<old>{N})")
_NAME = re.compile(r"(?<=[a-z,)] )[A-Z][a-zà-ÿ]{3,}")
_NEAR_BY = 6
"""How many sentences from a gain the level before it may be told."""
_FRACTIONS = (
    shape(r"(?P<part>{%}){GAP}{0,50}? ?\((?:about |or )?(?P<percent>{%})\)"),
    shape(r"(?P<part>{%})(?:{GAP}{0,30}?(?: —| –| --) (?:or )?|,? or )(?P<percent>{%})(?=,| —| –| --|\))"),
)
_ROOM = {
    Comparator.MORE: (Decimal("0.99"), Decimal("1.7")), Comparator.AT_LEAST: (Decimal("0.99"), Decimal("1.7")),
    Comparator.LESS: (Decimal("0.5"), Decimal("1.01")), Comparator.AT_MOST: (Decimal("0.5"), Decimal("1.01")),
}  # fmt: skip
"""How far, as shares of a fraction, the percentage may lie from it: *more than half* is from half to 85 per cent."""
_NEAR = (Decimal("0.85"), Decimal("1.15"))


def levels(found: Sequence[Frame]) -> Iterator[Finding]:
    """What a level, the step to it and the share that the step is, contradict."""
    for at, frame in enumerate(found):
        if len(frame.slots) < 2:
            continue
        for match in _GAINED.finditer(frame.text):
            yield from _gain(found, at, match)
        for pattern in _STEPS:
            for match in pattern.finditer(frame.text):
                yield from _step(frame, match)
        for match in _APART.finditer(frame.text):
            yield from _distance(frame, match)
        for pattern in _FRACTIONS:
            for match in pattern.finditer(frame.text):
                yield from _fraction(frame.figure(match, "part"), frame.figure(match, "percent"))


def _step(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """*Rose by 2.36%, or 118.40 points, to 5144.00*: the level before is the one after, less the step."""
    ways = list(_WAYS.finditer(frame.text, max(0, match.start() - 80), match.start()))
    reached = _REACHED.search(match["tail"])
    if not ways or reached is None or _TURNS.search(match["tail"][: reached.start("new")]):
        return
    step, by = frame.figure(match, "step"), frame.figure(match, "share")
    new = frame.slots[match.start("tail") + reached.start("new")]
    if by.unit != "%" or by.value2 or step.value2 or new.value2 or new.comparator is not Comparator.EQUAL:
        return
    points = step.unit == "point" and new.dimension == "count" and (bare(new) or new.unit == "point")
    if not points and (step.dimension != new.dimension or step.base_unit != new.base_unit or step.dimension == "count"):
        return
    moved, after = stated(step), stated(new)
    if points and "." not in step.number:
        moved = Interval(moved.low - Decimal("0.5"), moved.high + 1)  # points are rounded, or cut off
    before = Interval(after.low - moved.high, after.high - moved.low) if ways[-1]["up"] else after.plus(moved)
    if before.low <= 0 or moved.low < 0:
        return
    allowed = Interval(moved.low / before.high * 100, moved.high / before.low * 100)
    if allowed.gap(share(by)) == 0:
        yield holds(FindingKind.CHANGE, (by, step, new))
        return
    exact = (moved.low + moved.high) / (before.low + before.high) * 100
    yield finding(
        FindingKind.CHANGE, (by, step, new),
        f"A step of {said(step)} to {said(new)} is {shown(exact)}%, but {said(by)} is stated.",
        allowed.gap(Interval(by.value, by.value)), "percentage point",
    )  # fmt: skip


def _gain(found: Sequence[Frame], at: int, match: re.Match[str]) -> Iterator[Finding]:
    """*The party gained 20 seats, totalling 80*, where *before, the party held 70* is told near by."""
    by, new = found[at].figure(match, "by"), found[at].figure(match, "new")
    names = set(_NAME.findall(found[at].text)) - words("arithmetic", "kind_of_body")
    for frame in found[max(0, at - _NEAR_BY) : at + _NEAR_BY + 1]:
        had = _HAD.search(frame.text)
        if had is None or frame is found[at] or not _told_before(frame, had) or not names & set(_NAME.findall(frame.text)):
            continue
        old = frame.figure(had, "old")
        if bare(old) or not old.unit == by.unit == new.unit or any(q.value2 for q in (old, by, new)):
            continue
        before = Interval(stated(new).low - stated(by).high, stated(new).high - stated(by).low)
        if (gap := before.gap(stated(old))) == 0:
            yield holds(FindingKind.CHANGE, (by, new, old))
            continue
        yield finding(
            FindingKind.CHANGE, (by, new, old),
            f"{said(new)} after a gain of {said(by)} are {amount((before.low + before.high) / 2, new)} before it, but {said(old)} is stated.", gap,
        )  # fmt: skip


def _told_before(frame: Frame, had: re.Match[str]) -> bool:
    """Whether a level is told of an earlier time: behind *previously*, or a date such as *before the vote*."""
    return had["when"] != PERIOD or frame.periods[had.start("when")].relation is Relation.BEFORE


def _distance(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """*332 votes, 62 more than the 270 needed*; *41%, five percentage points shy of the 46% of 2008*."""
    level, by, base = (frame.figure(match, group) for group in ("level", "by", "base"))
    bound = _BOUND.match(base.surface)
    if bound is None or level.value2 or by.value2 or base.value2 or level.dimension != base.dimension:
        return
    if level.dimension == "percentage" and (level.unit != "%" or base.unit != "%" or by.unit not in ("point", "percentage point")):
        return
    if level.dimension != "percentage" and not level.base_unit == by.base_unit == base.base_unit:
        return
    slack = sum(((stated(q).high - stated(q).low) / 2 for q in (level, by)), Decimal(0)) + last_place(base.number, base.value) / 2 * per_unit(base)
    one, other, apart = level.value * per_unit(level), base.value * per_unit(base), by.value * per_unit(level)
    off = abs((one - other if bound["over"] else other - one) - apart)
    if off <= slack:
        yield holds(FindingKind.CHANGE, (level, by, base))
        return
    yield finding(
        FindingKind.CHANGE, (by, level, base),
        f"From {said(level)} to {shown(base.value)} are {amount(abs(one - other), level)}, but {said(by)} is stated.", off,
    )  # fmt: skip


def _fraction(part: Quantity, percent: Quantity) -> Iterator[Finding]:
    """*More than half (57 percent)*: a fraction and the percentage behind it say the same."""
    if part.dimension != "fraction" or percent.unit != "%" or percent.dimension == "fraction" or part.value2 or percent.value2:
        return
    low, high = _ROOM.get(part.comparator, _NEAR)
    allowed = Interval(part.value * 100 * low, part.value * 100 * high)
    gap = allowed.gap(share(percent))
    if gap == 0:
        yield holds(FindingKind.PERCENTAGE, (part, percent))
        return
    yield finding(
        FindingKind.PERCENTAGE, (percent, part),
        f"{said(part)} is {shown(part.value * 100)}%, but {said(percent)} is stated beside it.", gap, "percentage point",
    )  # fmt: skip
