"""A figure against the same figure elsewhere in the article: the headline's in the body, and one restated in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations

from claims.consistency_frame import Frame, Interval, amount, bare, finding, holds, person, said, shown, stated
from claims.lexicon import table, words
from claims.model import Finding, FindingKind, Quantity, Span

_WORD = re.compile(r"[^\W\d_]{3,}")
_LEDE = 4
"""How many sentences below it tell the headline's own story."""
_SAME_WORDS = 3
"""How many content words two figures must have around them in common to state one thing."""
_MOST_SUMMED = 12
"""A headline's figure may be the sum of some of at most so many figures of the body."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure with the stems of the content words around it."""

    quantity: Quantity
    stems: frozenset[str]
    near: frozenset[str]
    sentence: int


def headline(plain: str, title: str | None) -> Span | None:
    """The first line, where it is the title or looks like a headline: short, above a paragraph of its own."""
    start = len(plain) - len(plain.lstrip())
    end = plain.find("\n", start)
    if end < 0 or not plain[end:].strip() or end - start > 160:
        return None
    line = " ".join(plain[start:end].split())
    is_title = title is not None and line == " ".join(title.split())
    blank = plain[end:].lstrip(" \t\r").startswith(("\n\n", "\n \n"))
    return Span(start, end) if is_title or blank or not line.endswith((".", ",", ";", ":")) else None


def against_headline(found: Sequence[Frame], head: Span) -> Iterator[Finding]:
    """Figures of the headline that the body states otherwise, and nowhere so."""
    body = [s for n, f in enumerate(found) if f.span.start >= head.end for s in _with_context(f, n)]
    for n, frame in enumerate(found):
        if frame.span.start >= head.end:
            break
        for top in _with_context(frame, n):
            met = next((b.quantity for b in body if _said_again(top.quantity, b.quantity)), None)
            if met is None:
                yield from _headline_figure(top, [b for b in body if _same_kind(top.quantity, b.quantity)])
            else:
                yield holds(FindingKind.HEADLINE, (top.quantity, met))


def _said_again(top: Quantity, other: Quantity) -> bool:
    """Whether a bare number of the body, or a sum in a dollar of another name (*$5m* above, *A$5m* below), is the headline's."""
    if bare(other):
        return _meets(stated(top), other)
    return top.dimension == other.dimension == "money" and "$" in top.surface and "$" in other.surface and top.value == other.value


def _headline_figure(top: _Stated, same: Sequence[_Stated]) -> Iterator[Finding]:
    q = top.quantity
    mine = stated(q)
    if (met := next((b.quantity for b in same if _meets(mine, b.quantity)), None)) is not None:
        yield holds(FindingKind.HEADLINE, (q, met))
        return
    if not same or _summed(mine, [b.quantity for b in same]):
        return
    scaled = [b for b in same if _misscaled(q, b.quantity) and (_digits(q) > 9 or top.stems & b.stems)]
    told = [b for b in same if b.sentence - top.sentence <= _LEDE and _told(top, b)]
    closest = max((len(top.stems & b.stems) for b in told), default=0)
    told = [b for b in told if len(top.stems & b.stems) == closest]
    other = scaled[0] if scaled else told[0] if told and len({b.quantity.value for b in told}) == 1 else None
    if other is None:
        return
    off = mine.gap(stated(other.quantity))
    yield finding(
        FindingKind.HEADLINE, (q, other.quantity),
        f"The headline has {said(q)}, the text {said(other.quantity)}{_ratio(q, other.quantity)}.", off,
    )  # fmt: skip


def restated(found: Sequence[Frame], head: Span | None) -> Iterator[Finding]:
    """The same digits about the same thing at another scale or in another unit."""
    body = [s for n, f in enumerate(found) if head is None or f.span.start >= head.end for s in _with_context(f, n)]
    by_digits: dict[int, list[_Stated]] = {}
    for one in body:
        if one.quantity.value2 is None and _digits(one.quantity) >= 10:
            by_digits.setdefault(_digits(one.quantity), []).append(one)
    for same in by_digits.values():
        for a, b in combinations(same[:_MOST_SUMMED], 2):
            if a.sentence == b.sentence or len(a.near & b.near) < _SAME_WORDS:
                continue
            if _same_kind(a.quantity, b.quantity) and _meets(stated(a.quantity), b.quantity):
                yield holds(FindingKind.RESTATED, (a.quantity, b.quantity))
            elif _misscaled(a.quantity, b.quantity):
                agrees = [x for x in body if x is not a and x is not b and _same_kind(x.quantity, a.quantity)]
                if any(_meets(stated(b.quantity), x.quantity) for x in agrees) and any(
                    _meets(stated(a.quantity), x.quantity) for x in agrees
                ):
                    continue
                yield finding(
                    FindingKind.RESTATED, (b.quantity, a.quantity),
                    f"{said(a.quantity)} comes again as {said(b.quantity)}{_ratio(b.quantity, a.quantity)}.",
                    stated(a.quantity).gap(stated(b.quantity)),
                )  # fmt: skip


def _with_context(frame: Frame, number: int) -> Iterator[_Stated]:
    whole = _stems(frame.text)
    for at, q in frame.slots.items():
        around = frame.text[max(0, at - 70) : at + 70]
        unit = frozenset([q.unit[:5].lower()]) if q.dimension == "count" else frozenset()
        own = _stems(q.surface) | unit
        yield _Stated(q, whole | own, _stems(around) | own, number)


def _stems(text: str) -> frozenset[str]:
    concepts = _concepts()
    out = set()
    for word in _WORD.findall(text.lower()):
        if word not in _empty():
            out.add(concepts.get(word, word[:5]))
    return frozenset(out)


@cache
def _empty() -> frozenset[str]:
    return words("arithmetic", "empty")


@cache
def _concepts() -> dict[str, str]:
    return {word: concept for concept, listed in table("arithmetic", "concepts").items() for word in listed.split()}


def _same_kind(one: Quantity, other: Quantity) -> bool:
    """Whether two figures can state one thing: same dimension, currency or measure; people, or the same noun."""
    if one.dimension != other.dimension or one.value2 is not None or other.value2 is not None:
        return False
    if one.dimension in ("age", "time", "multiple", "fraction"):
        return False
    if one.dimension == "count":
        return one.unit == other.unit or (_people(one) and _people(other))
    return one.base_unit == other.base_unit


def _people(q: Quantity) -> bool:
    return person(q) or (bare(q) and q.unit == "person")


def _meets(mine: Interval, q: Quantity) -> bool:
    return mine.gap(stated(q)) == 0


def _summed(mine: Interval, same: Sequence[Quantity]) -> bool:
    """Whether some of the body's figures make up the headline's together, or one less another does."""
    few = [stated(q) for q in same[:_MOST_SUMMED]]
    if any(mine.gap(Interval(a.low - b.high, a.high - b.low)) == 0 for a in few for b in few if a is not b and a.low > b.high):
        return True
    return any(
        mine.gap(Interval(sum((p.low for p in some), Decimal(0)), sum((p.high for p in some), Decimal(0)))) == 0
        for size in (2, 3, 4) for some in combinations(few, size)
    )  # fmt: skip


def _digits(q: Quantity) -> int:
    """The digits of a value that matter, as a whole number: 230 million and 23 have the same."""
    digits = q.value.as_tuple().digits
    text = "".join(map(str, digits)).strip("0")
    return int(text or "0")


def _misscaled(one: Quantity, other: Quantity) -> bool:
    """The same digits, but a power of ten apart, or in another unit of the dimension."""
    if one.dimension != other.dimension or not one.value or not other.value or _digits(one) != _digits(other):
        return False
    if stated(one).gap(stated(other)) == 0:
        return False
    if one.unit == other.unit and not _scale_slip(one, other):
        return False
    if one.dimension == "count":
        return one.unit == other.unit and not (bare(one) or bare(other))
    if one.dimension == "money":
        return one.value != other.value if one.unit == other.unit else one.value == other.value
    return one.base_unit == other.base_unit and one.dimension not in ("age", "time", "fraction", "multiple")


def _scale_slip(one: Quantity, other: Quantity) -> bool:
    """A scale word apart (thousands, millions), or with digits enough that a tenth or a tenfold is no chance."""
    low, high = sorted((abs(one.value), abs(other.value)))
    return _digits(one) >= 100 or (high / low).normalize().as_tuple().exponent in (3, 6, 9)


def _told(top: _Stated, b: _Stated) -> bool:
    """Whether a body's sentence tells what the headline does: its words, and for people the same fate."""
    fates = frozenset(table("arithmetic", "concepts"))
    if (top.stems & fates) and not (top.stems & fates & b.near):
        return False
    return len((top.stems & b.stems) - fates) + 2 * bool(top.near & b.near & fates) >= 3


def _ratio(one: Quantity, other: Quantity) -> str:
    low, high = sorted((abs(one.low + one.high), abs(other.low + other.high)))
    if not low or high / low < 2:
        return ", " + amount(abs((one.low + one.high) - (other.low + other.high)) / 2, one) + " apart"
    return f", {shown((high / low).quantize(Decimal('0.1')))} times apart"
