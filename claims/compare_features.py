"""What the model of wording knows of two claims: one number a feature, the same whichever claim comes first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import log1p

from claims.compare_figures import Agreement, Measured, Pair
from claims.compare_types import Likeness, Statement, reading
from claims.compare_words import is_people, stem_of, turned
from claims.logistic import Logistic, load
from claims.model import Quantity

FEATURES = (
    "meaning", "close", "closest", "cover", "overlap", "shared", "letters", "story", "together", "same_day", "other_day",
    "strangers", "names_shared", "names_alike", "names_of_one", "names_apart", "negated", "turned", "other_mood",
    "planned", "possible", "both_attributed", "one_attributed", "one_origin", "two_origins", "figures_of_both",
    "figures_of_one", "one_unit", "people", "unit_together", "nearly", "far", "equal", "fits", "apart", "one_thing", "other_thing", "thing_of_one", "part", "another", "later",
    "days", "words", "lengths", "within", "one_sentence", "near", "meaning_and_cover", "meaning_together",
)  # fmt: skip
"""The names of the features, in their order."""


def features(one: Statement, other: Statement, like: Likeness, found: Sequence[Pair]) -> list[float]:
    """The features of two claims."""
    return [float(x) for part in (_alike(like), _named(one, other), _said(one, other), _counted(one, other, found),
                                  _placed(one, other, like), _crossed(like)) for x in part]  # fmt: skip


def _alike(like: Likeness) -> tuple[float, ...]:
    near = like.meaning
    return (near, max(0.0, near - 0.5), max(0.0, near - 0.7), min(1.0, like.cover), min(1.0, like.overlap), min(6, like.shared),
            like.letters / 100, like.story, like.together, like.same_day is True, like.same_day is False, like.strangers)  # fmt: skip


def _named(one: Statement, other: Statement) -> tuple[float, ...]:
    a, b = reading(one).words, reading(other).words
    both, every = a.names & b.names, a.names | b.names
    return (min(3, len(both)), len(both) / max(1, len(every)), bool(a.names) != bool(b.names),
            bool(a.names - b.names) and bool(b.names - a.names), a.negative != b.negative, turned(a, b))  # fmt: skip


def _said(one: Statement, other: Statement) -> tuple[float, ...]:
    moods = [str(s.claim.modality) for s in (one, other)]
    named = one.origin is not None and other.origin is not None
    return (moods[0] != moods[1], moods.count("planned"), moods.count("possible"), one.attributed and other.attributed,
            one.attributed != other.attributed, named and one.origin == other.origin, named and one.origin != other.origin)  # fmt: skip


def _counted(one: Statement, other: Statement, found: Sequence[Pair]) -> tuple[float, ...]:
    a, b = reading(one), reading(other)
    how = {pair.agreement for pair in found}
    things = a.words.measured, b.words.measured
    marks = a.words.marks ^ b.words.marks
    units = [{_unit(m.quantity) for m in figures} for figures in (a.figures, b.figures)]
    people = all(any(is_people(m.quantity.unit) for m in figures) for figures in (a.figures, b.figures))
    kin = bool(units[0] & units[1])
    ratio = _ratio(a.figures, b.figures)
    return (bool(a.figures) and bool(b.figures), bool(a.figures) != bool(b.figures), kin, people,
            (kin or people) and one.article_id == other.article_id, ratio > 0.5, 0 < ratio < 0.1, Agreement.EQUAL in how,
            bool(how & {Agreement.ROUNDING, Agreement.BOUNDS}), Agreement.APART in how, bool(things[0] & things[1]),
            all(things) and not things[0] & things[1], bool(things[0]) != bool(things[1]), "part" in marks, "other" in marks)  # fmt: skip


def _unit(q: Quantity) -> str:
    return stem_of(q.unit.lower().rsplit(" ", 1)[-1]) if q.dimension == "count" else f"{q.dimension} {q.base_unit}"


def _ratio(one: Sequence[Measured], other: Sequence[Measured]) -> float:
    """The smaller of the nearest two figures of one unit, as a share of the larger; 0 where there are none."""
    best = 0.0
    for a in one:
        for b in other:
            low, high = sorted((abs(a.quantity.low), abs(b.quantity.low)))
            if high and (_unit(a.quantity) == _unit(b.quantity) or (is_people(a.quantity.unit) and is_people(b.quantity.unit))):
                best = max(best, float(low / high))
    return best


def _placed(one: Statement, other: Statement, like: Likeness) -> tuple[float, ...]:
    days = abs((one.published - other.published).days) if one.published and other.published and not like.together else 0
    texts = reading(one).words.plain, reading(other).words.plain
    short, long = sorted(len(text.split()) for text in texts)
    apart = abs(one.claim.sentence - other.claim.sentence)
    return (days > 0, log1p(days), log1p(short), short / max(1, long), texts[0] in texts[1] or texts[1] in texts[0],
            like.together and apart == 0, like.together and 0 < apart <= 2)  # fmt: skip


def _crossed(like: Likeness) -> tuple[float, ...]:
    return like.meaning * min(1.0, like.cover), like.meaning * like.together


@cache
def wording_model() -> Logistic:
    """The model that weighs the features: same, compatible or unrelated (fitted by ``claims.training.relations``)."""
    return load("relations.json", "wording")
