"""Parts against wholes, percentages against base and part, and sums of listed parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from claims.consistency_frame import (
    AGE,
    LEVEL,
    PERCENT,
    TIME,
    Frame,
    Interval,
    alike,
    amount,
    bare,
    comparable,
    earlier,
    finding,
    holds,
    last_place,
    said,
    shape,
    share,
    shown,
    stated,
)
from claims.lexicon import alternation, words
from claims.model import Comparator, Finding, FindingKind, Quantity

_ADJECTIVES = r"(?:[a-z-]+ ){0,2}?"
_TOTAL = alternation(words("arithmetic", "total"))
_PART_OF = shape(rf"(?P<part>{{N}})(?:,? or)?(?: or so)?(?: out)? of {{W}}{_ADJECTIVES}(?P<whole>{{N}})")
_OF_WHOLE = shape(r"(?:(?:^|[(“\"—;] ?)(?:Of|Out of|of) |, (?:out )?of (?:the|its|their|those) ){W}(?:[a-z-]+ ){0,2}?(?P<whole>{N})(?P<gap>{GAP}{0,60}?), ?(?:and |only |just |some )?{W}(?P<part>{N})")
_APPOSED = shape(r"{GAP}{0,30}?(?:\((?:or |about |around |some |nearly |roughly |just over |just under |i\.e\. |a )?(?P<share>{%})(?:\)|[,;])|(?:,| —| –)? or (?:about |around |nearly |roughly )?(?P<share2>{%})(?! of)| [—–] (?P<share3>{%})(?! of)(?=[^.]?)|, (?P<share4>{%})(?=[,.]|$))")
_SHARES = tuple(
    shape(p) for p in (
        r"(?P<part>{N})(?: [a-z]+)? ?\((?P<share>{%})\),?(?: out)? of {W}(?:[a-z-]+ ){0,2}?(?P<whole>{N})",
        r"(?P<share>{%}) of {W}(?:[a-z-]+ ){0,2}?(?P<whole>{N}){GAP}{0,60}?(?:,| —| –)? (?:or|that is|i\.e\.|which is|meaning|equal to|equivalent to|amounting to),? {W}(?P<part>{N})",
        r"(?P<share>{%}) of {W}(?:[a-z-]+ ){0,2}?(?P<whole>{N}){GAP}{0,30}? ?\({W}(?P<part>{N})[^)]{0,20}\)",
        r"(?P<part>{N}){GAP}{0,30}?(?:,? or|,|\(| —| –) ?(?:about |some |around |nearly |roughly |just over |just under |or |i\.e\. )?(?P<share>{%}) of {W}(?:[a-z-]+ ){0,2}?(?P<whole>{N})",
        r"(?P<part>{N}){GAP}{0,40}? (?:is|are|was|were|represents?|represented|representing|makes? up|made up|making up|accounts? for|accounted for|accounting for|equals|amounts? to|amounted to|equal to|equivalent to) {W}(?P<share>{%}) of {W}(?:[a-z-]+ ){0,2}?(?P<whole>{N})",
        r"(?P<share>{%})(?: of [a-z ]{1,30}?)?(?: ?\(|,? or | — | – )(?P<part>{N})(?: out)? of {W}(?:[a-z-]+ ){0,2}?(?P<whole>{N})",
    )
)  # fmt: skip
_INCLUDING = shape(r"(?P<whole>{N}){GAP}{0,60}?,? \(?(?:including|among them|of whom|of which|of them) {W}(?P<part>{N})(?! (?:of|more|other|others)\b)")
_OF_THEM = shape(r"(?P<whole>{N}){GAP}{0,60}?, (?:and |with )?{W}(?P<part>{N})(?P<rest>.{0,10})")
_THEM = re.compile(r"^.*? of (?:them|whom|which)\b")
_OF_TOTAL = shape(rf"(?P<part>{{N}})(?:[^.;()]{{0,12}}?) (?:out )?of (?:the|that|this|those|these) (?:[a-z-]+ ){{0,1}}?(?:{_TOTAL})\b")
_SHARE_OF_TOTAL = shape(rf"(?P<part>{{N}}){{GAP}}{{0,30}}?(?:,? or|,| —| –|\() ?(?:about |some |or )?(?P<share>{{%}}) of (?:the|that|this) (?:[a-z-]+ ){{0,1}}?(?:{_TOTAL})\b")
_LISTED = shape(
    r"(?P<whole>{N})(?:{GAP}{0,40}?)(?P<mark>:| —| –| --?(?= )| \(|,? (?:comprising|made up of|consisting of|composed of|consisted of|broken down into|that is)) ?(?P<list>(?:{W}(?:[a-z-]+ ){0,2}?{N}[^" + LEVEL + TIME + PERCENT + r".;:()—–]{0,50}?(?:, and|,| and|;| plus| \+|(?=[)—–.;]|$)) ?){2,12})"
)
_A_TOTAL = shape(
    r"(?P<list>{N}(?:{GAP}{0,45}?(?:,? and| plus|,) {W}(?:[a-z-]+ ){0,1}?{N}){1,8}){GAP}{0,40}?(?:,| —| –| \()? ?(?:for|making|or|giving|making for|adding up to|totalling|totaling|which makes|that is|a combined|in all|altogether)?,? ?(?:a |the )?(?:combined |grand |overall )?(?:total of|total) (?P<whole>{N})"
)
_ADDS_UP = shape(
    r"(?P<list>{N}(?:{GAP}{0,45}?(?:,? and| plus|,) {W}(?:[a-z-]+ ){0,1}?{N}){1,8}){GAP}{0,40}?(?:,| —| –| \() ?(?:or |making |for |totalling |totaling |adding up to |which adds up to )?{W}(?P<whole>{N}){GAP}{0,30}? ?(?:in all|in total|altogether|all told|combined)"
)
_OF_OTHERS = r"(?! of (?!(?:the |their )?(?:votes?|voters|respondents|seats)\b))"
_RIVALS = shape((r"{%}{OTHERS}{GAP}{0,50}?,? (?:(?:closely )?followed by|ahead of|trailed by|trailing|beating) {GAP}{0,40}?{%}{OTHERS}(?:{GAP}{0,40}?(?:,|and) {GAP}{0,30}?{%}{OTHERS}){0,4}").replace("{OTHERS}", _OF_OTHERS))
_REMAINING = shape(r"(?P<one>{%})[^" + LEVEL + TIME + PERCENT + r".;:()]{0,70}?\b(?:the remaining|the other|the rest,?) (?P<rest>{%})(?! of the)")
_HEAD_TO_HEAD = shape(
    r"\b(?:leads?|led|leading|ahead|beat|beats|beating|trails?|trailed|trailing|behind|won|wins|defeated|defeats|edged)\b(?!{GAP}{0,50}\bfrom ){GAP}{0,50}? (?P<one>{%})(?: to |[-–])(?:[A-Z][\w’'.]* ){0,3}(?P<other>{%})"
)
_FOR = re.compile(r"\b(?:for|yes|favou?r|favou?red|support\w*|back\w*|approv\w*)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:against|no|oppos\w*|reject\w*|disapprov\w*)\b", re.IGNORECASE)
_ALL_BUT = re.compile(r"\b(?:average|each|every|per|daily|times|more|fewer|less|extra|additional|another|other)\b")


def shares(found: Sequence[Frame]) -> Iterator[Finding]:
    """What parts, wholes and percentages of one sentence, or of one and those just before it, contradict."""
    for at, frame in enumerate(found):
        if len(frame.slots) > 1:
            yield from _within(frame)
        yield from _of_total(found, at)


def _within(frame: Frame) -> Iterator[Finding]:
    for match in _PART_OF.finditer(frame.text):
        yield from _part_and_share(frame, match, alike)
    for match in _OF_WHOLE.finditer(frame.text):
        part, whole = frame.figure(match, "part"), frame.figure(match, "whole")
        if bare(part) or part.unit == whole.unit or part.dimension != "count":
            yield from _part_and_share(frame, match, alike)
    for pattern in _SHARES:
        for match in pattern.finditer(frame.text):
            part, whole = frame.figure(match, "part"), frame.figure(match, "whole")
            if comparable(part, whole):
                yield from _percentage(part, whole, frame.figure(match, "share"))
    yield from _included(frame)
    for pattern in (_LISTED, _A_TOTAL, _ADDS_UP):
        for match in pattern.finditer(frame.text):
            yield from _sum(frame, match)


def _included(frame: Frame) -> Iterator[Finding]:
    """*Including 14 children*, *40 of them*: a part named behind its whole."""
    for match in _INCLUDING.finditer(frame.text):
        part, whole = frame.figure(match, "part"), frame.figure(match, "whole")
        # A single thing's own measure is no number of things: *tremors over 4.5, including a 6.4 quake*.
        single = re.search(r"\b(?:a|an) $", frame.text[: match.start("part")]) is not None
        if single or _joined(frame, match.start("whole")):
            continue
        if alike(part, whole) and not (bare(part) and "including" in match[0]):
            yield from _over(part, whole)
    for match in _OF_THEM.finditer(frame.text):
        part, whole = frame.figure(match, "part"), frame.figure(match, "whole")
        mine = part.surface + match["rest"] if bare(part) else part.surface
        if _THEM.match(mine) and alike(part, whole) and not _joined(frame, match.start("whole")):
            yield from _over(part, whole)


def _joined(frame: Frame, at: int) -> bool:
    """Whether a figure is the last of several that together are the whole: *56 passengers and 10 crew, including 30*."""
    before = frame.text[max(0, at - 40) : at]
    return re.search(f"[{LEVEL}{TIME}][^.;:]*(?:and|plus|,) ?$", before) is not None


def _part_and_share(frame: Frame, match: re.Match[str], fit: Callable[[Quantity, Quantity], bool]) -> Iterator[Finding]:
    part, whole = frame.figure(match, "part"), frame.figure(match, "whole")
    if not fit(part, whole) or (part.value2 is not None and part.dimension == "count"):
        return
    over = list(_over(part, whole))
    yield from over
    if not any(f.off for f in over) and (apposed := _APPOSED.match(frame.text, match.end())):
        group = next(g for g in ("share", "share2", "share3", "share4") if apposed[g])
        yield from _percentage(part, whole, frame.figure(apposed, group))


def _over(part: Quantity, whole: Quantity) -> Iterator[Finding]:
    """A part may not be greater than its whole."""
    inner, outer = stated(part), stated(whole)
    off = inner.low - outer.high
    exact = part.comparator is whole.comparator is Comparator.EQUAL and part.value2 is whole.value2 is None
    if exact and last_place(part.number, part.value) == last_place(whole.number, whole.value) and part.unit == whole.unit:
        # Printed to one place, they were rounded alike.
        off = (part.low + part.high - whole.low - whole.high) / 2
    if off > 0:
        yield finding(
            FindingKind.PART_OVER_WHOLE, (part, whole),
            f"{said(part)} is stated as a part of {said(whole)}, but is greater by at least {amount(off, whole)}.",
            off,
        )  # fmt: skip
    else:
        yield holds(FindingKind.PART_OVER_WHOLE, (part, whole))


def _percentage(part: Quantity, whole: Quantity, stated_share: Quantity) -> Iterator[Finding]:
    """A percentage must be the part's share of the whole."""
    inner, outer, percent = stated(part), stated(whole), share(stated_share)
    if outer.low <= 0 or inner.low < 0:
        return
    allowed = Interval(inner.low / outer.high * 100, inner.high / outer.low * 100)
    if allowed.gap(percent) > 0:
        exact = (part.low + part.high) / (whole.low + whole.high) * 100
        off = allowed.gap(Interval(stated_share.value, stated_share.value2 or stated_share.value))
        yield finding(
            FindingKind.PERCENTAGE, (stated_share, part, whole),
            f"{said(part)} of {said(whole)} is {shown(exact)}%, but {said(stated_share)} is stated.",
            off, "percentage point",
        )  # fmt: skip
    else:
        yield holds(FindingKind.PERCENTAGE, (stated_share, part, whole))


def _sum(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """Listed parts must add up to their whole; where the list may be open, they may not exceed it."""
    start, end = match.span("list")
    parts = [q for at, q in frame.slots.items() if start <= at < end]
    whole = frame.figure(match, "whole")
    rest = frame.text[start:end]
    if len({p.unit for p in parts if p.dimension != "count"}) > 1 or len(parts) < 2 or whole in parts or not _add(parts, whole, "mark" in match.groupdict()) or _ALL_BUT.search(rest):
        return
    total = Interval(Decimal(0), Decimal(0))
    for part in parts:
        total = total.plus(stated(part))
    outer = stated(whole)
    closed = "mark" not in match.groupdict() or _is_closed(match, rest)
    if total.gap(outer) == 0 or (total.high < outer.low and not closed):
        yield holds(FindingKind.SUM, (whole, *parts))
        return
    off = total.gap(outer)
    middle = sum((p.low + p.high) / 2 for p in parts)
    yield finding(
        FindingKind.SUM, (whole, *parts),
        f"{' + '.join(amount((p.low + p.high) / 2, whole if bare(p) else p) for p in parts)} is "
        f"{amount(Decimal(middle), whole)}, but the whole is stated as {said(whole)}.",
        off,
    )  # fmt: skip


def _add(parts: Sequence[Quantity], whole: Quantity, listed: bool) -> bool:
    """Whether the listed figures can be the parts; *for a total of 1,749* counts what all of the parts count."""
    one_kind = not listed and bare(whole) and len({p.unit for p in parts}) == 1 and all(p.dimension == "count" for p in parts)
    return one_kind or all(_adds(p, whole) for p in parts)


def _adds(part: Quantity, whole: Quantity) -> bool:
    """Whether a listed figure can be a part of the whole: same unit, a bare number, people of people."""
    return alike(part, whole) and not (part.dimension == "count" and bare(whole) and not bare(part))


def _is_closed(match: re.Match[str], rest: str) -> bool:
    """Whether a list names all parts: a colon, dash or bracket opens it and *and* comes before its last part."""
    return " and " in rest[: rest.rfind(LEVEL) + 1] or " and " in rest or " plus " in rest or "comp" in match["mark"]


def _of_total(found: Sequence[Frame], at: int) -> Iterator[Finding]:
    """*Nearly 80 t of the total*: the whole is a figure of the same unit in this sentence or the two before it."""
    frame = found[at]
    for pattern in (_SHARE_OF_TOTAL, _OF_TOTAL):
        for match in pattern.finditer(frame.text):
            part = frame.figure(match, "part")
            wholes = [q for place, q in frame.slots.items() if place < match.start() and _whole_of(part, q)]
            for before in earlier(found, at, 2):
                wholes += [q for q in before.slots.values() if _whole_of(part, q)]
            if not wholes:
                continue
            if "share" in match.groupdict() and len(wholes) == 1:
                yield from _percentage(part, wholes[0], frame.figure(match, "share"))
            if all(stated(part).low > stated(whole).high for whole in wholes):
                yield from _over(part, max(wholes, key=lambda q: stated(q).high))


def _whole_of(part: Quantity, whole: Quantity) -> bool:
    return part.dimension == whole.dimension and (part.base_unit == whole.base_unit or (bare(part) and not bare(whole)))


def polls(found: Sequence[Frame]) -> Iterator[Finding]:
    """The shares of rivals, and a share and *the remaining* one, are not more than everybody together."""
    for frame in found:
        if frame.text.count(PERCENT) < 2:
            continue
        for match in _RIVALS.finditer(frame.text):
            rivals = [q for q in frame.figures(match) if q.unit == "%" and q.value2 is None]
            if len(rivals) > 1:
                yield from _all_in_all(rivals, exact=False)
        for match in _HEAD_TO_HEAD.finditer(frame.text):
            yield from _all_in_all([frame.figure(match, "one"), frame.figure(match, "other")], exact=False)
        for match in _REMAINING.finditer(frame.text):
            yield from _all_in_all([frame.figure(match, "one"), frame.figure(match, "rest")], exact=True)


def _all_in_all(parts: Sequence[Quantity], exact: bool) -> Iterator[Finding]:
    if any(p.unit != "%" for p in parts):
        return
    low = sum((share(p).low for p in parts), Decimal(0))
    high = sum((share(p).high for p in parts), Decimal(0))
    off = max(low - 100, 100 - high if exact else Decimal(0), Decimal(0))
    middle = sum((p.value for p in parts), Decimal(0))
    yield finding(
        FindingKind.SUM, parts, f"{' and '.join(said(p) for p in parts)} are {shown(middle)}% together.", off, "percentage point",
    )


def votes(found: Sequence[Frame]) -> Iterator[Finding]:
    """Those for and those against cannot be more than everybody."""
    pattern = shape(r"(?P<yes>{%})(?=(?P<a>{GAP}{0,60}?)(?P<no>{%})(?P<b>{GAP}{0,40}))")
    for frame in found:
        if frame.text.count(PERCENT) < 2 or AGE in frame.text:
            continue
        for match in pattern.finditer(frame.text):
            both = (match["a"], match["b"])
            pairs = ((_FOR, _AGAINST), (_AGAINST, _FOR))
            if not any(one.search(both[0]) and other.search(both[1]) for one, other in pairs):
                continue
            yes, no = frame.figure(match, "yes"), frame.figure(match, "no")
            least = stated(yes).low + stated(no).low
            if least > 101:
                yield finding(
                    FindingKind.SUM, (yes, no),
                    f"{said(yes)} for and {said(no)} against are {shown(yes.value + no.value)}% together.",
                    least - 100, "percentage point",
                )  # fmt: skip
            else:
                yield holds(FindingKind.SUM, (yes, no))
