"""Reference figures beside the figures of claims: supported, contradicted, or out of tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from claims.compare_figures import Agreement, agreement
from claims.compare_types import Reading, Statement, reading
from claims.compare_words import content, stem_of
from claims.model import Modality, Quantity
from claims.quantify import quantities

FAR = Decimal(5)
"""How many tolerances away a figure may be before the reference contradicts it; never less than a twentieth."""
_LEAST = Decimal("0.05")
_YEAR = 366


class Verdict(StrEnum):
    """What a reference figure says of a claim's."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    OUT_OF_TOLERANCE = "out of tolerance"


@dataclass(frozen=True, slots=True)
class Reference:
    """One row of an evidence table; ``tolerance`` is the share of the value by which a claim may differ from it."""

    evidence_id: str
    table: str
    measure: str
    place: str | None
    first: date | None
    last: date | None
    value: Decimal
    unit: str
    source: str
    valid_from: date | None
    tolerance: Decimal


@dataclass(frozen=True, slots=True)
class Match:
    """A claim's figure that a reference measures too, what comes of it, and the sentence that says why."""

    quantity: Quantity
    verdict: Verdict
    reason: str


def match(statement: Statement, reference: Reference) -> Match | None:
    """The figure of a claim that measures what a reference does; None where measure, place, period or unit differ.

    Every content word of the measure must be in the claim or be the figure's unit, every word of the place in the
    claim or its article's topic; a claim without a period of its own is not held against a reference that has one.
    """
    read = reading(statement)
    known = as_quantity(reference.value, reference.unit)
    if known is None or statement.claim.modality is not Modality.FACT or not _applies(statement, read, reference):
        return None
    fitting = [m.quantity for m in read.figures if m.quantity.base_unit == known.base_unit and _said(m.quantity, read, reference)]
    if len(fitting) != 1:
        return None
    return _judged(fitting[0], known, reference)


@cache
def as_quantity(value: Decimal, unit: str) -> Quantity | None:
    """A reference's value and unit as a figure, read as a text would be."""
    text = f"{value.normalize():f} {unit}"
    found = quantities(text, [], "USD")
    return found[0] if len(found) == 1 else None


def _applies(statement: Statement, read: Reading, reference: Reference) -> bool:
    """Whether place and time of a claim are those of the reference."""
    if reference.valid_from and statement.published and statement.published < reference.valid_from:
        return False
    place = {stem_of(word) for word in content(reference.place or "")}
    if not place <= read.words.stems | read.about:
        return False
    if reference.first is None or reference.last is None:
        return True
    spans = [d for d in read.days if (d[1] - d[0]).days <= _YEAR]
    return any(a >= reference.first and b <= reference.last and _fills(a, b, reference.first, reference.last) for a, b in spans)


def _fills(first: date, last: date, start: date, end: date) -> bool:
    """Whether a period is most of the reference's: a month's figure is no year's."""
    return (last - first).days + 1 >= 0.9 * ((end - start).days + 1)


def _said(quantity: Quantity, read: Reading, reference: Reference) -> bool:
    """Whether a claim has each word of the measure, beside the figure's unit."""
    unit = {stem_of(word) for word in content(quantity.unit)}
    return all(stem_of(word) in read.words.stems | unit for word in content(reference.measure))


def _judged(stated: Quantity, known: Quantity, reference: Reference) -> Match:
    value, given = (known.low + known.high) / 2, (stated.low + stated.high) / 2
    away = abs(given - value) / abs(value) if value else abs(given)
    agrees = agreement(stated, known) is not Agreement.APART
    if agrees or away <= reference.tolerance:
        verdict, how = Verdict.SUPPORTED, "agrees with"
    elif away <= max(reference.tolerance * FAR, _LEAST):
        verdict, how = Verdict.OUT_OF_TOLERANCE, "is near, but not within the tolerance of"
    else:
        verdict, how = Verdict.CONTRADICTED, "does not agree with"
    when = f" ({reference.first:%Y}" if reference.first else " ("
    row = f"{reference.measure}, {reference.place or 'anywhere'}: {reference.value.normalize():f} {reference.unit}"
    return Match(stated, verdict, f"“{' '.join(stated.surface.split())}” {how} {row}{when}, {reference.source})")
