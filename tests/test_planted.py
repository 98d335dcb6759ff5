"""Planted relations are told apart: contradictions, dropped attributions, and the number of origins."""

from __future__ import annotations

from collections import Counter

import pytest
from planted import CLEAN, CONTRADICTIONS, Planted, Told, dropped, plant, spread

from claims.compare import compare
from claims.compare_types import Relation, Statement
from claims.compare_words import topic
from claims.meaning import shipped
from claims.origins import origins

PAIRS = 220


def first(told: Told) -> Statement:
    """The claim that the article is about: the first with a figure."""
    read = told.read()
    claim = next((c for c in read.claims if c.quantities), read.claims[0])
    text = read.article.text
    about = topic(told.title, text)
    vector = shipped().vector(claim.wording)
    return Statement(f"{told.outlet} {told.published}", told.outlet, told.outlet, told.published, claim, about, vector)


def relation(pair: Planted) -> Relation:
    return compare(first(pair.one), first(pair.other)).relation


def test_contradictions_are_found_and_clean_pairs_left_alone() -> None:
    missed = Counter(p.kind + ": " + relation(p) for p in (plant(s, CONTRADICTIONS) for s in range(PAIRS)) if relation(p) is not Relation.CONTRADICTED)
    flagged = Counter(p.kind for p in (plant(s, CLEAN) for s in range(PAIRS)) if relation(p) is Relation.CONTRADICTED)
    assert missed.total() <= 0.05 * PAIRS, missed
    assert flagged.total() <= PAIRS / 20, flagged


def test_attributions_that_fall_off_are_found() -> None:
    found = [relation(plant(s, (dropped,))) is Relation.DROPPED for s in range(PAIRS)]
    others = [plant(s, CLEAN) for s in range(PAIRS)]
    wrong = Counter(p.kind for p in others if p.kind != "dropped" and relation(p) is Relation.DROPPED)
    right = sum(1 for p in others if p.kind == "dropped" and relation(p) is Relation.DROPPED)
    assert sum(found) >= 0.9 * PAIRS
    assert right >= 0.8 * (right + wrong.total()), wrong


def test_origins_are_counted() -> None:
    exact, off = 0, Counter[str]()
    for seed in range(PAIRS):
        planted = spread(seed)
        told = [first(article) for article in planted.articles]
        found = origins(told).independent
        exact += found == planted.independent
        if found != planted.independent:
            off[f"{planted.independent} planted, {found} found"] += 1
    assert exact >= 0.9 * PAIRS, off


@pytest.mark.parametrize(("kind", "wanted"), [
    ("rounding", {Relation.COMPATIBLE}), ("unit", {Relation.SAME, Relation.COPIED, Relation.COMPATIBLE}),
    ("bound", {Relation.COMPATIBLE}), ("update", {Relation.UPDATED}),
    ("scope", {Relation.COMPATIBLE}),
    ("same", {Relation.SAME, Relation.COPIED}), ("other measure", {Relation.UNRELATED, Relation.COMPATIBLE}),
    ("other event", {Relation.UNRELATED}), ("period", {Relation.UNRELATED}),
    ("currency", {Relation.COMPATIBLE}),
])  # fmt: skip
def test_each_clean_kind_has_its_relation(kind: str, wanted: set[Relation]) -> None:
    found = Counter(relation(p) for p in (plant(s, CLEAN) for s in range(PAIRS)) if p.kind == kind)
    assert sum(n for r, n in found.items() if r in wanted) >= 0.85 * found.total(), found
