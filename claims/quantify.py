"""Figures: every number that counts or measures something, with its unit, its bound and its precision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from claims.ages import beside_name, of_age
from claims.amounts import YEAR, Amount, amount, range_of, rate_at, with_cents
from claims.bounds import bound_after, bound_before
from claims.counted import head_noun, whole
from claims.drafts import Draft
from claims.elided import MAGNITUDE, labelled, magnitude_before, name_elided, pronoun, scored, stands_alone
from claims.figure_tokens import Tokens, tokens
from claims.lexicon import words
from claims.model import Comparator, Quantity
from claims.numerals import Numeral, is_number, numerals
from claims.plurals import is_plural
from claims.repeats import blanked
from claims.shares import Kind, Share, ratio, shares
from claims.units import PERCENT, Measure, counted, measure_named, nine_decimals, unit_at

_LONGEST_ROW = 24
_ROW_MARKS = frozenset((",", ";", "|", "/", "-", "a", "$", ".", "(", ")"))
_INCHES = frozenset(('"', "”", "″", "''"))
_SHARE = Measure("whole", "fraction", PERCENT, Decimal(100))
_TIMES = Measure("time", "multiple", "time")


class Stretch(Protocol):
    """Anything with a start and an end in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def quantities(plain: str, taken: Sequence[Stretch], currency: str) -> tuple[Quantity, ...]:
    """The figures of a text in order, without overlaps with each other or with what is taken already.

    ``currency`` is the ISO code that a bare dollar sign stands for.
    """
    plain = blanked(plain, taken)
    toks = tokens(plain)
    held = bytearray(len(plain))
    for stretch in taken:
        held[stretch.start : stretch.end] = b"\x01" * (stretch.end - stretch.start)
    drafts: list[Draft] = []
    for draft in _drafts(toks, held, currency):
        _bound(toks, draft, drafts[-1] if drafts else None, held)
        if draft.measure is None or draft.kind is not None:
            _count(toks, draft, held)
        _bound_behind(toks, draft)
        beside_name(toks, draft)
        if draft.measure is None and not stands_alone(toks, draft):
            continue
        if drafts and draft.first < drafts[-1].last:
            draft.first = drafts[-1].last
        if draft.first <= draft.core:
            drafts.append(draft)
    return tuple(_quantity(toks, d) for d in name_elided(toks, drafts))


def _free(toks: Tokens, held: bytearray, first: int, last: int) -> bool:
    return not any(held[toks.starts[first] : toks.ends[last - 1]])


def _drafts(toks: Tokens, held: bytearray, currency: str) -> Iterator[Draft]:
    """The figures in order, each with its number and its measure; counts have none yet."""
    plain = [n for n in _in_prose(toks, list(_grouped(toks, numerals(toks)))) if _free(toks, held, n.first, n.last)]
    covered = {i: n for n in plain for i in range(n.first, n.last)}
    parts = [s for s in shares(toks) if _free(toks, held, s.numeral.first, s.numeral.last) and not _within(s, covered)]
    words = {i for s in parts for i in range(s.numeral.first, s.numeral.last)}
    at = 0
    for draft in _merged(toks, [n for n in plain if n.first not in words], currency, held):
        while at < len(parts) and parts[at].numeral.first < draft.core:
            yield _share(toks, parts[at], currency)
            at += 1
        yield draft
    for part in parts[at:]:
        yield _share(toks, part, currency)


def _in_prose(toks: Tokens, found: list[Numeral]) -> list[Numeral]:
    """The numbers without rows of them that no word interrupts: tables and junk hold no figures of the story."""
    kept: list[Numeral] = []
    row: list[Numeral] = []
    for numeral in found:
        if row and not _in_row(toks, row[-1], numeral):
            kept += row if len(row) <= _LONGEST_ROW else []
            row = []
        row.append(numeral)
    return kept + (row if len(row) <= _LONGEST_ROW else [])


def _in_row(toks: Tokens, one: Numeral, other: Numeral) -> bool:
    return other.first - one.last < 4 and all(mark in _ROW_MARKS for mark in toks.lows[one.last : other.first])


def _within(part: Share, covered: dict[int, Numeral]) -> bool:
    """Whether a share is a piece of a longer number: *half a million, one and two thirds*."""
    first, last = part.numeral.first, part.numeral.last
    inside = (covered[i] for i in range(first, last) if i in covered)
    return any(n.first < first or n.last > last for n in inside)


def _grouped(toks: Tokens, found: Iterator[Numeral]) -> Iterator[Numeral]:
    """*1 400 posts*: digits whose thousands stand apart by a space are one number."""
    kept: Numeral | None = None
    for numeral in found:
        if kept is not None and kept.last == numeral.first and _continues(toks, kept, numeral):
            value = kept.value * 1000 + numeral.value
            kept = Numeral(kept.first, numeral.last, value, numeral.step, spelled=False, scale=numeral.scale)
            continue
        if kept is not None:
            yield kept
        kept = numeral
    if kept is not None:
        yield kept


def _continues(toks: Tokens, one: Numeral, other: Numeral) -> bool:
    head, tail = toks.lows[one.first], toks.lows[other.first]
    groups = len(toks.lows[other.last - 1]) == 3 and other.last == other.first + 1 and tail.isdecimal()
    head_fits = head.isdecimal() and len(head) <= 3 and not head.startswith("0") and one.value < 10**12
    return groups and head_fits and toks.gap(one.last - 1) == " " and not toks.capital(one.first - 1)


def _merged(toks: Tokens, found: Sequence[Numeral], currency: str, held: bytearray) -> Iterator[Draft]:
    """One draft a number, or a range or a ratio of two."""
    at = 0
    while at < len(found):
        one, other = found[at], found[at + 1] if at + 1 < len(found) else None
        at += 1
        near = other is not None and other.first - one.last < 12
        if other is not None and near and (part := ratio(one, other, toks.lows[one.last : other.first])):
            if unit_at(toks, other.last, touches=False) is None or toks.low(other.last) in ("(", "of"):
                at += 1
                yield _share(toks, part, currency)
                continue
        if one.last <= len(toks) and _inside(toks, held, one):
            continue
        if other is not None and scored(toks, one, other):
            at += 1
            continue
        first = amount(toks, one, currency)
        if other is not None and near and other.first >= first.last:
            if (sum_ := with_cents(toks, first, other, currency)) is not None:
                at += 1
                yield Draft(sum_.first, sum_.last, sum_.first, sum_.numeral, measure=sum_.measure)
                continue
            if (pair := range_of(toks, first, other, currency)) and _free(toks, held, one.last, other.first):
                at += 1
                yield _range(toks, *pair)
                continue
        first = _cut(toks, first, held)
        yield Draft(first.first, first.last, first.first, first.numeral, measure=first.measure)


def _inside(toks: Tokens, held: bytearray, numeral: Numeral) -> bool:
    """Whether letters that are taken touch a number on both sides."""
    start, end = toks.starts[numeral.first], toks.ends[numeral.last - 1]
    return bool(start and end < len(held) and held[start - 1] and held[end])


def _cut(toks: Tokens, found: Amount, held: bytearray) -> Amount:
    """The amount without a unit that belongs to something else: *in 5 May 2020* the month is taken."""
    if found.last > found.numeral.last and not _free(toks, held, found.numeral.last, found.last):
        return Amount(found.first, found.numeral.last, found.numeral, found.measure if found.signed else None, found.signed)
    return found


def _range(toks: Tokens, one: Amount, other: Amount) -> Draft:
    first = one.first
    if toks.low(first - 1) in ("between", "from"):
        first -= 1
    return Draft(first, other.last, one.first, one.numeral, other.numeral, other.measure, Comparator.RANGE)


def _share(toks: Tokens, part: Share, currency: str) -> Draft:
    """A fraction, a multiple or a vague number, with the unit that is its own."""
    numeral = part.numeral
    draft = Draft(numeral.first, numeral.last, numeral.first, numeral, kind=part.kind)
    if part.kind is Kind.MULTIPLE:
        draft.measure = _TIMES
        often = toks.low(numeral.first) in ("twice", "thrice") and toks.low(numeral.last) in ("a", "an", "per")
        if often and (rate := rate_at(toks, numeral.last, paid=False)) is not None:
            draft.measure, draft.last = _TIMES.per(rate[0]), rate[1]
    elif part.kind is Kind.SINGLE:
        found = amount(toks, numeral, currency)
        draft.measure, draft.last, draft.kind = found.measure, found.last, None
    elif part.kind is Kind.VAGUE:
        draft.high = Numeral(numeral.first, numeral.last, part.high or numeral.value, numeral.step, spelled=True)
        draft.comparator, draft.of_claim = Comparator.RANGE, False
        behind = numeral.last + 1 if toks.low(numeral.last) == "of" else numeral.last
        found = amount(toks, Numeral(behind - 1, behind, Decimal(1000), Decimal(1), spelled=True, scale=Decimal(1000)), currency)
        if found.last > behind > numeral.last and found.measure is not None:
            draft.measure, draft.last = found.measure, found.last
    else:
        at = numeral.last + 1 if toks.low(numeral.last) == "of" and toks.low(numeral.last + 1) in ("a", "an") else numeral.last
        if toks.low(at) in ("a", "an") and (unit := unit_at(toks, at + 1, touches=False)) is not None:
            draft.measure, draft.last, draft.kind = unit[0], unit[1], None
    return draft


def _bound(toks: Tokens, draft: Draft, before: Draft | None, held: bytearray) -> None:
    """The bound in front of a figure, or that of the figure which this one restates in brackets."""
    if draft.measure is None and (named := magnitude_before(toks, draft)) is not None:
        draft.measure, draft.first = MAGNITUDE, named
    if draft.measure is None and toks.lows[max(0, draft.first - 2) : draft.first] == ("age", "of") and draft.low.value < 130:
        draft.measure, draft.first = YEAR, draft.first - 2
    if toks.low(draft.first - 1) == "-" and toks.low(draft.first - 2) in ("under", "over") and toks.low(draft.core + 1) == "s" and draft.low.value < 120:
        draft.comparator = Comparator.LESS if toks.low(draft.first - 2) == "under" else Comparator.MORE
        draft.first, draft.last, draft.measure, draft.kind = draft.first - 2, draft.core + 2, YEAR, None
        return
    if draft.one and draft.low.spelled and (nothing := _denied(toks, draft.core)) is not None:
        draft.first, draft.none, draft.low = nothing, True, replace(draft.low, value=Decimal(0))
    if draft.kind is Kind.MULTIPLE and toks.low(draft.first - 1) == "around":
        return
    sign, first = bound_before(toks, draft.first)
    if sign is not None and _during(toks, draft, before, first):
        return
    if sign is not None and (before is None or first >= before.last) and _free(toks, held, first, first + 1):
        draft.first = first
        if draft.comparator is None:
            draft.comparator = sign
    elif draft.comparator is None and before is not None and _restates(toks, before, draft):
        draft.comparator = before.comparator if before.high is None else None


def _denied(toks: Tokens, core: int) -> int | None:
    """Where *not even one, not one of, not a single* begins before a number; None where nothing denies it."""
    first = core - 2 if toks.low(core - 1) == "even" else core - 1
    counted_ = toks.low(first) == "not" and toks.low(first - 1) not in ("or", "if", "and", "but")
    return first if counted_ or (toks.low(first) == "without" and toks.low(core + 1) == "single") else None


def _during(toks: Tokens, draft: Draft, before: Draft | None, first: int) -> bool:
    """*$2bn over five years, to merge them, over 18 months*: the time that something is spread over, not a lower bound."""
    timed = draft.measure is not None and draft.measure.dimension == "time"
    if not timed or toks.low(first) != "over":
        return False
    return (before is not None and first - before.last < 4) or toks.low(first - 1) not in words("figure_words", "bounding")


def _restates(toks: Tokens, before: Draft, draft: Draft) -> bool:
    """*about 160 km (100 miles; 87 nmi)*: the same again in another unit."""
    if before.measure is None or draft.measure is None or before.measure.dimension != draft.measure.dimension:
        return False
    if draft.measure.dimension in ("count", "percentage") or draft.first - before.last > 1:
        return False
    return toks.low(before.last) in ("(", "/", ";") and toks.low(draft.last) in (")", "/", ";", ",")


def _bound_behind(toks: Tokens, draft: Draft) -> None:
    sign, last = bound_after(toks, draft.last)
    if sign is None:
        return
    grown = any(word in ("older", "younger") for word in toks.lows[draft.last : last])
    if grown and (draft.measure is None or draft.measure.dimension == "count"):
        draft.measure = YEAR
    draft.last = last
    if draft.comparator in (None, Comparator.ABOUT):
        draft.comparator = sign


def _count(toks: Tokens, draft: Draft, held: bytearray) -> None:
    """The noun that a figure counts, or of a fraction the whole that it is taken of."""
    if (part := _foot_or_inch(toks, draft)) is not None:
        draft.measure, draft.last = measure_named(part), draft.last + 1
        return
    if of_age(toks, draft):
        draft.measure = YEAR
        return
    if draft.kind is Kind.MULTIPLE or draft.measure is not None or pronoun(toks, draft):
        return
    if not draft.kind:
        _bound_behind(toks, draft)
        if draft.measure is not None:
            return
    at = draft.last
    noun = whole(toks, at, toks.low(draft.core - 1) in ("a", "an", "the", "its", "no")) if draft.kind is Kind.SHARE else head_noun(toks, at, one=draft.one)
    if noun is not None and labelled(toks, draft) and not is_plural(noun.word) and toks.low(at) != "-":
        return
    if noun is not None and _free(toks, held, noun.last - 1, noun.last):
        measure = counted(noun.word) if draft.kind is not Kind.SHARE else _whole(noun.word)
        draft.measure = measure
        numbered = any(is_number(toks, i) and not held[toks.starts[i]] for i in range(at, noun.last))
        draft.last = draft.last if numbered else noun.last
        if measure.unit == "time" and (rate := rate_at(toks, noun.last, paid=False)) is not None:
            draft.measure, draft.last = measure.per(rate[0]), rate[1]
    elif draft.kind is Kind.SHARE:
        draft.measure = _SHARE
    elif draft.kind is Kind.VAGUE:
        draft.measure = counted("people")


def _whole(noun: str) -> Measure:
    return Measure(counted(noun).unit, "fraction", PERCENT, Decimal(100))


def _foot_or_inch(toks: Tokens, draft: Draft) -> str | None:
    """*5'10"*: feet and inches by their marks, only where they stand together."""
    at, marks = draft.last, ("'", "’", "′")
    if draft.measure is not None or draft.high is not None or not toks.numeric(draft.core):
        return None
    if toks.low(at) in marks and toks.touches(at) and toks.numeric(at + 1) and toks.low(at + 2) in _INCHES:
        return "foot"
    after_feet = toks.low(draft.core - 1) in marks and toks.numeric(draft.core - 2) and toks.touches(draft.core - 1)
    return "inch" if after_feet and toks.low(at) in _INCHES else None


def _quantity(toks: Tokens, draft: Draft) -> Quantity:
    measure = draft.measure
    assert measure is not None
    top = draft.high or draft.low
    start, end = toks.starts[draft.first], toks.ends[draft.last - 1]
    low, high = _half(draft.low, measure), _half(top, measure)
    if draft.kind is Kind.VAGUE:
        low = high = Decimal(0)
    bottom, ceiling = measure.in_base(draft.low.value - low), measure.in_base(top.value + high)
    return Quantity(
        start=start, end=end, surface=toks.plain[start:end],
        number=toks.plain[toks.starts[draft.low.first] : toks.ends[top.last - 1]],
        value=nine_decimals(draft.low.value), value2=None if draft.high is None else nine_decimals(draft.high.value), unit=measure.unit,
        comparator=draft.comparator or Comparator.EQUAL, dimension=measure.dimension, base_unit=measure.base,
        low=min(bottom, ceiling), high=max(bottom, ceiling), of_claim=draft.of_claim,
    )  # fmt: skip


def _half(numeral: Numeral, measure: Measure) -> Decimal:
    """How far the true value may lie from the stated one: half of the last digit's worth; small counts are exact."""
    if measure.dimension in ("count", "multiple", "age") and numeral.step <= 1 and numeral.scale == 1:
        return Decimal(0)
    return numeral.step / 2

