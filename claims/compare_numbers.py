"""What two claims are to each other by their figures of the same thing: scope and time count before the numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from claims.compare_figures import READINGS, Agreement, Pair
from claims.compare_types import Comparison, Likeness, Relation, Statement, came_true, later, reading, verdict
from claims.compare_words import Wording, running
from claims.model import Comparator, Modality, Quantity

_STANDS = re.compile(r"\b(?:to|at|reached|covers?|covered|coverage of|rate of|level of|a|the)\s+(?:(?:only|about|around|nearly|almost|some|roughly)\s+){0,2}$")
_OF_THEM = re.compile(r"\b(?:of|among) (?:the|them|whom|those|these|its|their)\b")
_SOME = re.compile(r"\b(?:among|of) (?:the (?=\d)|them\b|whom\b|those\b)")
_LEVEL = frozenset({"level"})
_ONE_EVENT = Decimal("1.06")
"""How far apart two instruments read one event."""
_SHRUNK = Decimal("0.8")
"""A count that only grows is not told later at less than this share of itself."""
_READ = ("percentage", "fraction", "magnitude")
"""Of these the parts do not add up to the whole."""
_MORE = re.compile(r"\d\s+(?:\w+\s+)?more\b(?! than)|\b(?:another|additional|further)\b")
_UNREAL = re.compile(r"\bwould have\b")
_OLDER = timedelta(days=30)
"""A count of a time that ended so long before the other was printed is no later state of it."""
_REACHED = re.compile(r"\s+(?:(?:had|has|have|was|is)\s+(?:been\s+)?(?:reached|covered|vaccinated)|rate\b|coverage\b)")


def by_figures(one: Statement, other: Statement, like: Likeness, found: Sequence[Pair]) -> Comparison | None:
    """The relation that the figures decide; None where they leave it to the wording."""
    equal = [p for p in found if p.agreement is Agreement.EQUAL]
    if equal:
        return _equal(one, other, like, equal[0])
    fits = [p for p in found if p.agreement is not Agreement.APART]
    pair = fits[0] if fits else max(found, key=_weight)
    if apart := _not_comparable(one, other, pair):
        return verdict(Relation.UNRELATED, 0.6, f"{_both(pair)}: {apart}")
    if one.claim.modality is not other.claim.modality and Modality.FACT in (one.claim.modality, other.claim.modality):
        if came_true(one, other) and pair.groups:
            return verdict(Relation.UPDATED, 0.6, f"{_both(pair)}: what was planned has happened")
        if Modality.POSSIBLE in (one.claim.modality, other.claim.modality) and pair.groups and not like.strangers:
            return verdict(Relation.COMPATIBLE, 0.5, f"{_both(pair)}: an estimate beside a count")
        return verdict(Relation.UNRELATED, 0.5, f"{_both(pair)}: one is fact, the other is not yet")
    if "revised" in reading(one).words.marks | reading(other).words.marks and running(pair.groups):
        return verdict(Relation.UPDATED, 0.7, f"{_both(pair)}: the one revises the other")
    grows = running(pair.groups) and not _is_change(one, other, pair)
    if later(one, other) and not grows and like.same_day is not True:
        if pair.one.dimension in ("percentage", "fraction", "multiple"):
            return verdict(Relation.UNRELATED, 0.6, f"{_both(pair)}: changes of different days")
    if like.same_day is False and not grows:
        return verdict(Relation.UNRELATED, 0.7, f"{_both(pair)}: of different days")
    if later(one, other) and grows and not like.strangers:
        return _update(one, other, pair)
    if fits:
        how = "agrees within rounding" if pair.agreement is Agreement.ROUNDING else "one bounds the other"
        return verdict(Relation.COMPATIBLE, 0.8, f"{_both(pair)}: {how}")
    return _apart(one, other, like, pair)


def _not_comparable(one: Statement, other: Statement, pair: Pair) -> str | None:
    """Why two figures do not count alike, whatever they are: more of them, what never happened, an older time."""
    if (_MORE.search(pair.one.surface.lower()) is None) != (_MORE.search(pair.other.surface.lower()) is None):
        return "so many more, not in all"
    texts = [s.claim.exact.lower() for s in (one, other)]
    if (_UNREAL.search(texts[0]) is None) != (_UNREAL.search(texts[1]) is None):
        return "the one did not happen"
    if later(one, other) and running(pair.groups) and _older(one, other):
        return "the later is of an older time"
    return None


def _older(one: Statement, other: Statement) -> bool:
    """Whether the claim that was printed later tells of a time long before the other was printed."""
    assert one.published is not None
    assert other.published is not None
    first, after = (one, other) if one.published < other.published else (other, one)
    assert first.published is not None
    days = [last for _, last in reading(after).days]
    return bool(days) and max(days) < first.published - _OLDER


def _equal(one: Statement, other: Statement, like: Likeness, pair: Pair) -> Comparison | None:
    """The same figure: the same claim if the wording agrees far enough, otherwise it is left to the wording."""
    if like.same_day is False:
        return verdict(Relation.UNRELATED, 0.6, f"{_both(pair)}: the same figure of different days")
    if not (pair.groups or like.shared >= 2):
        return None
    if later(one, other) and pair.groups == _LEVEL and Comparator.EQUAL not in (pair.one.comparator, pair.other.comparator):
        return verdict(Relation.UNRELATED, 0.5, f"{_both(pair)}: a level of different days")
    a, b = reading(one), reading(other)
    some = [_SOME.search(s.claim.exact.lower()) is not None for s in (one, other)]
    if some[0] != some[1] or (("part" in a.words.marks) != ("part" in b.words.marks) and len(a.figures) != len(b.figures)):
        return verdict(Relation.COMPATIBLE, 0.6, f"{_both(pair)}: a part beside the whole")
    if like.cover < 0.35 and like.overlap < 0.2:
        return verdict(Relation.COMPATIBLE, 0.5 + like.cover, f"{_both(pair)}: the same figure beside other facts")
    if one.attributed != other.attributed and like.overlap >= 0.3:
        named, plain = (one, other) if one.attributed else (other, one)
        if not (named.published and plain.published and plain.published < named.published):
            return verdict(Relation.DROPPED, 0.7, f"{_both(pair)}: {named.who} said it; {plain.who} names no source")
    return verdict(Relation.SAME, 0.6 + like.cover / 3, f"{_both(pair)}: the same figure")


def _update(one: Statement, other: Statement, pair: Pair) -> Comparison:
    assert one.published is not None
    assert other.published is not None
    first, later = (pair.one, pair.other) if one.published < other.published else (pair.other, pair.one)
    if later.high < first.low * _SHRUNK:
        return verdict(Relation.UNRELATED, 0.6, f"{_both(pair)}: what only grows was more before")
    return verdict(Relation.UPDATED, 0.8, f"{_both(pair)}: a later count of the same")


def _apart(one: Statement, other: Statement, like: Likeness, pair: Pair) -> Comparison:
    """The numbers differ: revised, part and whole, another event, or a contradiction."""
    a, b = reading(one).words, reading(other).words
    larger, smaller = (a, b) if pair.one.low > pair.other.high else (b, a)
    if "grown" in larger.marks and running(pair.groups) and not like.strangers:
        return verdict(Relation.UPDATED, 0.6, f"{_both(pair)}: the count has grown")
    only = (a.names - b.names, b.names - a.names)
    if _is_part(pair.one, a) != _is_part(pair.other, b):
        if _is_part(pair.one, a) is (pair.one.low > pair.other.high):
            return verdict(Relation.UNRELATED, 0.6, f"{_both(pair)}: more than the whole, so of different things")
        return verdict(Relation.COMPATIBLE, 0.6, f"{_both(pair)}: a part and the whole")
    if "whole" in larger.marks - smaller.marks and not (like.strangers and a.names and b.names):
        return verdict(Relation.COMPATIBLE, 0.6, f"{_both(pair)}: a part and the whole")
    if pair.groups & READINGS and one.origin != other.origin and like.together and not _too_far(pair, like, _ONE_EVENT):
        return verdict(Relation.CONTRADICTED, 0.6, f"{_both(pair)}: {one.who} and {other.who} read differently")
    if like.strangers or ("other" in a.marks) != ("other" in b.marks):
        return verdict(Relation.UNRELATED, 0.6, f"{_both(pair)}: of different things")
    if bool(only[0]) != bool(only[1]) and pair.one.dimension in _READ:
        return verdict(Relation.UNRELATED, 0.5, f"{_both(pair)}: of different things")
    if bool(only[0]) != bool(only[1]) and not (pair.one.unit == pair.other.unit and a.names & b.names):
        return verdict(Relation.COMPATIBLE, 0.5, f"{_both(pair)}: a part and the whole")
    if _too_far(pair, like):
        return verdict(Relation.UNRELATED, 0.6, f"{_both(pair)}: too far apart to be the same thing")
    near = like.meaning >= 0.5 or like.overlap >= 0.3
    if near and (one.origin != other.origin or like.overlap >= 0.4):
        days = _days(one, other)
        return verdict(Relation.CONTRADICTED, 0.6 + like.overlap / 3, f"{_both(pair)}{days}: sources differ, same event")
    if not near:
        return verdict(Relation.UNRELATED, 0.5, f"{_both(pair)}: nothing tells that they count the same")
    return verdict(Relation.UNSURE, 0.5, f"{_both(pair)}: the figures differ, and the texts do not tell whether they count the same")


def _is_part(figure: Quantity, words: Wording) -> bool:
    """Whether a figure counts some of a whole that was counted before: *four of the dead*, *among them six children*."""
    return "part" in words.marks or _OF_THEM.search(figure.surface.lower()) is not None


def _too_far(pair: Pair, like: Likeness, reach: Decimal = Decimal("1.1")) -> bool:
    """Whether figures differ so much that claims in other words cannot mean one thing.

    Two readings of one instrument differ by little; of two counts in like words one may well be a thousand times off.
    """
    low, high = sorted((pair.one.low + pair.one.high, pair.other.low + pair.other.high))
    if pair.groups & READINGS:
        return high > low * reach
    return like.overlap < 0.4 and high > low * 20


def _is_change(one: Statement, other: Statement, pair: Pair) -> bool:
    """Whether shares tell by how much something rose or fell, not where it stands."""
    rates = pair.one.dimension in ("percentage", "fraction")
    if rates and _stands(one, pair.one) and _stands(other, pair.other):
        return False
    return rates and any(number == 0 for number, _ in reading(one).words.sides | reading(other).words.sides)


def _stands(told: Statement, figure: Quantity) -> bool:
    """Whether a share tells where something stands: *risen to 55 %*, *55 % was reached*, *a rate of 55 %*."""
    text = told.claim.exact
    at = figure.start - told.claim.start
    return _STANDS.search(text[:at].lower()) is not None or _REACHED.match(text[at + figure.end - figure.start :].lower()) is not None


def _days(one: Statement, other: Statement) -> str:
    days = [first for first, last in (*reading(one).days, *reading(other).days) if first == last]
    return f" on {days[0].day} {days[0]:%b %Y}" if days else ""


def _weight(pair: Pair) -> Decimal:
    return max(pair.one.high, pair.other.high)


def _both(pair: Pair) -> str:
    return f"{' '.join(pair.one.surface.split())} against “{' '.join(pair.other.surface.split())}”"
