"""Two claims compared: numbers before wording, time and scope before numbers, and unsure where neither decides."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from claims.compare_features import features, wording_model
from claims.compare_figures import Agreement, Pair, pairs
from claims.compare_numbers import by_figures
from claims.compare_types import (
    Comparison,
    Likeness,
    Relation,
    Statement,
    came_true,
    likeness,
    reading,
    strange,
    verdict,
)
from claims.compare_words import turned
from claims.model import Quantity

RULES = "5"
"""Raised whenever two claims may be compared otherwise: reconciling then compares the whole archive again."""

STORY = 0.12
"""The share of what two articles are about that makes them one story."""
_TWIN, _VERBATIM, _MANY = 0.6, 92.0, 5

_MANY_OF_A_KIND = 12
"""Numbers up to this are shared by chance."""
_FAR = 0.25
"""Claims less alike than this, in meaning and in words, are not weighed further: most candidates are."""


def compare(one: Statement, other: Statement) -> Comparison:
    """What two claims are to each other, how sure that is, and the sentence that says why."""
    known = before_wording(one, other)
    return known if isinstance(known, Comparison) else _by_wording(one, other, *known)


def before_wording(one: Statement, other: Statement) -> Comparison | tuple[Likeness, tuple[Pair, ...]]:
    """What the articles, the letters, the figures and plain denial decide; where they do not, what wording is judged by."""
    if one.article_id != other.article_id and one.claim.exact != other.claim.exact and strange(one, other):
        return verdict(Relation.UNRELATED, 1, "the articles are about different things")
    like = likeness(one, other)
    if like.story < STORY and not (like.overlap > _TWIN and like.shared >= _MANY):
        return verdict(Relation.UNRELATED, 1 - like.overlap, "the articles are about different things")
    a, b = reading(one), reading(other)
    words = min(len(a.words.plain.split()), len(b.words.plain.split()))
    found = pairs(a.figures, b.figures)
    if like.letters >= _VERBATIM and words >= _MANY and _same_numbers(one, other):
        return _verbatim(one, other, like)
    # Where everything else agrees, so does what is measured, whether or not a word names it.
    alike = like.cover >= 0.6 and like.overlap >= 0.4 and a.words.names == b.words.names
    certain = [p for p in found if p.certain or alike]
    decided = (by_figures(one, other, like, certain) if certain else None) or _denied(one, other, like)
    return decided or (like, found)


def _denied(one: Statement, other: Statement, like: Likeness) -> Comparison | None:
    if like.meaning < 0.6 or not _opposed(one, other, like):
        return None
    if like.overlap >= 0.35 and like.cover >= 0.6 and like.shared >= 3:
        return verdict(Relation.CONTRADICTED, 0.5 + like.overlap / 2, f"{one.who} and {other.who} say the opposite")
    return verdict(Relation.UNSURE, like.overlap, f"{one.who} and {other.who} may say the opposite: read both")


def _same_numbers(one: Statement, other: Statement) -> bool:
    first, second = (
        sorted((q.base_unit, q.low, q.high, str(q.comparator)) for q in s.claim.quantities) for s in (one, other)
    )  # fmt: skip
    return first == second


def _verbatim(one: Statement, other: Statement, like: Likeness) -> Comparison:
    if _other_day(one, other, like):
        return verdict(Relation.UNRELATED, 0.7, "the same words about another day")
    if came_true(one, other):
        return verdict(Relation.UPDATED, 0.8, "what was planned has happened")
    if like.together:
        return verdict(Relation.SAME, 0.95, "the article says it twice")
    if one.attributed != other.attributed:
        return _dropped(one, other, "in the same words")
    return verdict(Relation.COPIED, like.letters / 100, "the same words in two articles")


def _by_wording(one: Statement, other: Statement, like: Likeness, found: Sequence[Pair]) -> Comparison:
    """The relation of claims whose figures decide nothing."""
    relation, share = judged(one, other, like, found)
    if relation is Relation.UNRELATED:
        if came_true(one, other) and like.meaning >= 0.6 and like.cover >= 0.5 and not like.strangers:
            return verdict(Relation.UPDATED, 0.5, "what was planned has happened")
        if same := next((p for p in found if p.agreement is Agreement.EQUAL and _telling(p.one)), None):
            return verdict(Relation.COMPATIBLE, 0.5, f"“{same.one.surface}” in both: the same figure beside other facts")
        return verdict(relation, share, "they have too little in common")
    if _other_day(one, other, like):
        return verdict(Relation.UNRELATED, 0.6, "what they tell happened on different days")
    a, b = reading(one), reading(other)
    if any(p.apart for p in found):
        if a.words.names != b.words.names:
            return verdict(Relation.UNRELATED, 0.5, "alike in words, but of different things")
        return verdict(Relation.UNSURE, 0.5, "the figures differ, and the texts do not tell whether they count the same")
    if a.figures and b.figures and not found:
        return _other_figures(one, other)
    if came_true(one, other):
        return verdict(Relation.UPDATED, 0.6, "what was planned has happened")
    if relation is Relation.COMPATIBLE:
        return verdict(relation, share, "they speak of the same and do not exclude each other")
    if one.attributed != other.attributed and like.overlap >= 0.5:
        return _dropped(one, other, "in like words")
    return verdict(relation, share, "they say the same in other words")


def _telling(figure: Quantity) -> bool:
    """Whether a number is so uncommon that two claims of one story do not share it by chance."""
    digits = f"{figure.value.normalize():f}".replace(".", "").strip("0")
    return len(digits) >= 2 and figure.value > _MANY_OF_A_KIND


def judged(one: Statement, other: Statement, like: Likeness, found: Sequence[Pair]) -> tuple[Relation, float]:
    """Same, compatible or unrelated by wording and meaning, and how sure that is."""
    if like.meaning < _FAR and like.cover < _FAR:
        return Relation.UNRELATED, 1 - like.cover
    model = wording_model()
    shares = model.shares(np.array([features(one, other, like, found)]))[0]
    best = int(shares.argmax())
    return Relation(model.labels[best]), float(shares[best])


def _other_figures(one: Statement, other: Statement) -> Comparison:
    """Alike in words, but no figure of the one measures what a figure of the other does."""
    money = [{q.base_unit for q in s.claim.quantities if q.dimension == "money"} for s in (one, other)]
    if money[0] and money[1]:
        sums = " and ".join(sorted(money[0] | money[1]))
        return verdict(Relation.COMPATIBLE, 0.5, f"sums in {sums}: no rate is known to hold one against the other")
    return verdict(Relation.UNRELATED, 0.6, "alike in words, but other things are counted")


def _other_day(one: Statement, other: Statement, like: Likeness) -> bool:
    """Whether each names one day only, and not the same: what happens every day is told in the same words."""
    days = [[first for first, last in reading(s).days if first == last] for s in (one, other)]
    return like.same_day is False and len(days[0]) == len(days[1]) == 1


def _opposed(one: Statement, other: Statement, like: Likeness) -> bool:
    """Whether the one denies what the other says: two voices, the same thing, one of them negated or its opposite."""
    a, b = reading(one).words, reading(other).words
    if one.origin == other.origin or not (one.attributed or other.attributed) or like.shared < 2:
        return False
    if like.cover < 0.4 or like.overlap < 0.2:
        return False
    return a.negative != b.negative or turned(a, b)


def _dropped(one: Statement, other: Statement, how: str) -> Comparison:
    named, plain = (one, other) if one.attributed else (other, one)
    if named.published and plain.published and plain.published < named.published:
        return verdict(Relation.SAME, 0.8, f"{plain.who} said it first {how}; {named.who} says so later")
    return verdict(Relation.DROPPED, 0.8, f"{named.who} said it; {plain.who} says it {how} without a source")
