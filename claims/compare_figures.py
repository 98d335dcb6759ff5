"""Which figures of two claims measure the same thing, and whether the numbers agree: before any wording counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claims.compare_words import groups_of, is_people, stem_of
from claims.model import Claim, Comparator, Quantity

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_NUMBER_OF = re.compile(r"\b(?:number|total|count|toll) of\b", re.IGNORECASE)
_NEAR = 60
"""How many characters from a figure the word may stand that says what is counted."""
_ABOUT = Decimal("0.1")
"""How far *about* and *nearly* reach: a tenth of the value."""
READINGS = frozenset({"magnitude", "wind"})
"""What instruments read: a bare number beside such a word may be a reading."""
_LEVEL = frozenset({"level"})
_GROWING = frozenset({"vaccinated", "turnout"})
"""Shares of these are told by *reached* and *coverage* alone where the story is known."""
_BOUND_REACH = Decimal("1.5")
"""How far above its bound *more than* can be meant: writers bound with the round number next to the true one."""


class Agreement(StrEnum):
    """How two figures of the same thing stand to each other."""

    EQUAL = "equal"
    ROUNDING = "rounding"
    BOUNDS = "bounds"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with what it counts: the groups of the lexicon, and whether its noun is stated or supplied."""

    quantity: Quantity
    groups: frozenset[str]
    stated: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of the same thing; ``certain`` where both say what they count."""

    one: Quantity
    other: Quantity
    agreement: Agreement
    groups: frozenset[str]
    certain: bool

    @property
    def apart(self) -> bool:
        """Whether the numbers exclude each other."""
        return self.agreement is Agreement.APART


def measured(claim: Claim) -> tuple[Measured, ...]:
    """The figures of a claim with what each counts, by its noun or by the nearest word that names a measured thing."""
    spots = [
        (m.start() + claim.start, groups)
        for m in _WORD.finditer(claim.exact) if (groups := groups_of(m[0].lower()))
    ]  # fmt: skip
    numbers = [m.end() + claim.start for m in _NUMBER_OF.finditer(claim.exact)]
    return tuple(_measured(q, spots, numbers) for q in claim.quantities if q.dimension != "time" or not spots)


def _measured(q: Quantity, spots: Sequence[tuple[int, frozenset[str]]], numbers: Sequence[int]) -> Measured:
    own = frozenset(g for word in _WORD.findall(q.surface) for g in groups_of(word.lower()))
    counted = [at for at in numbers if at < q.start]
    if not own and counted:
        # *The number of deaths linked to infections surpassed 100*: the first word behind *number of* is counted.
        own = next((groups for at, groups in spots if counted[-1] < at < q.start), own)
    if not own and q.dimension in ("count", "percentage", "fraction", "magnitude", "multiple", "speed"):
        near = [(_distance(q, at), groups) for at, groups in spots if _distance(q, at) <= _NEAR]
        # What reaches a level or stands at one is told by the other words.
        own = min(near, key=lambda n: (n[1] == _LEVEL, n[0]))[1] if near else frozenset()
    noun = q.unit.lower().rsplit(" ", 1)[-1]
    stated = q.dimension != "count" or any(stem_of(w.lower()) == stem_of(noun) for w in _WORD.findall(q.surface))
    return Measured(q, own, stated or (is_people(noun) and noun != "person"))


def _distance(q: Quantity, at: int) -> int:
    """Characters between a figure and a word; what stands behind the figure is the likelier noun or verb."""
    return at - q.end if at >= q.end else (q.start - at) + 6 if at < q.start else 0


def pairs(one: Sequence[Measured], other: Sequence[Measured]) -> tuple[Pair, ...]:
    """Every pair of figures, one of each claim, that measure the same thing."""
    out = []
    for a in one:
        for b in other:
            certain = _same_thing(a, b)
            if certain is not None:
                groups = _shared(a, b)
                out.append(Pair(a.quantity, b.quantity, agreement(a.quantity, b.quantity), groups, certain))
    return tuple(out)


def _same_thing(a: Measured, b: Measured) -> bool | None:
    """Whether two figures count the same: for certain, perhaps (False), or not (None)."""
    q, r = a.quantity, b.quantity
    if a.groups and b.groups and not _shared(a, b):
        return None
    if q.dimension != r.dimension and {q.dimension, r.dimension} != {"percentage", "fraction"}:
        # A bare number is read as a count: next to the word for what is measured it may be a reading of that.
        bare = any(m.quantity.dimension == "count" and not m.stated for m in (a, b))
        return True if bare and a.groups & b.groups & READINGS else None
    if q.dimension != "count":
        if q.base_unit != r.base_unit:
            return None
        return bool(_shared(a, b)) or (q.dimension == "money" and q.value == r.value)
    if a.stated and b.stated and not _same_noun(q.unit, r.unit):
        return True if a.groups & b.groups and _both_people(q, r) else None
    if a.groups & b.groups:
        return True
    if a.stated and b.stated:
        return None if _both_people(q, r) and (a.groups or b.groups) and q.value != r.value else False
    return False if not a.groups and not b.groups and q.value == r.value else None


def _shared(a: Measured, b: Measured) -> frozenset[str]:
    """The groups of both; what *reached* a share is what the other share is of."""
    rates = {a.quantity.dimension, b.quantity.dimension} <= {"percentage", "fraction"}
    if rates and _LEVEL in (a.groups, b.groups) and (a.groups | b.groups) & _GROWING:
        return a.groups | b.groups if a.groups and b.groups else frozenset()
    return a.groups & b.groups


def _both_people(q: Quantity, r: Quantity) -> bool:
    return is_people(q.unit) and is_people(r.unit)


def _same_noun(one: str, other: str) -> bool:
    first, second = (unit.lower().rsplit(" ", 1)[-1] for unit in (one, other))
    return stem_of(first) == stem_of(second) or bool(groups_of(first) & groups_of(second))


def agreement(q: Quantity, r: Quantity) -> Agreement:
    """How the numbers of two figures in the same unit stand to each other, bounds and rounding applied."""
    low, high = interval(q)
    below, above = interval(r)
    if _middle(q) == _middle(r) and (q.value2 is None) == (r.value2 is None):
        plain = {q.comparator, r.comparator} <= {Comparator.EQUAL, Comparator.RANGE} or q.comparator is r.comparator
        return Agreement.EQUAL if plain else Agreement.BOUNDS
    if _reaches(low, above, q, r) and _reaches(below, high, r, q):
        exact = {q.comparator, r.comparator} <= {Comparator.EQUAL, Comparator.ABOUT}
        return Agreement.ROUNDING if exact else Agreement.BOUNDS
    return Agreement.APART


def _reaches(low: Decimal | None, high: Decimal | None, q: Quantity, r: Quantity) -> bool:
    """Whether an interval that begins at ``low`` does so before the other ends; rounded values that touch do not."""
    if low is None or high is None:
        return True
    return low < high or (low == high and (q.low == q.high or r.low == r.high))


def interval(q: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """The interval in which a figure as stated leaves the true one, in base units; None where it is open."""
    if q.comparator in (Comparator.MORE, Comparator.AT_LEAST):
        return q.low if q.low == q.high else _middle(q), q.high * _BOUND_REACH
    if q.comparator in (Comparator.LESS, Comparator.AT_MOST):
        return None, _middle(q)
    if q.comparator is Comparator.ABOUT:
        reach = abs(_middle(q)) * _ABOUT
        return min(q.low, _middle(q) - reach), max(q.high, _middle(q) + reach)
    return q.low, q.high


def _middle(q: Quantity) -> Decimal:
    return (q.low + q.high) / 2
