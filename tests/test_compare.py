"""Two claims compared: examples of each rule, and that the order of the two does not matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stated import DAY, said

from claims.compare import compare
from claims.compare_features import FEATURES, features, wording_model
from claims.compare_types import Relation, likeness
from claims.compare_words import wording

R = Relation
NEXT = DAY + timedelta(days=3)


@pytest.mark.parametrize(("one", "other", "relation"), [
    (("Twelve people were killed in the fire at Talmere", "Fire Service"),
     ("190 people were killed in the fire at Talmere", "Harbour Union"), R.CONTRADICTED),
    (("Twelve people were killed in the fire at Talmere", "Fire Service"),
     ("12 people died in the fire at Talmere", "Fire Service"), R.SAME),
    (("Police seized 118 tonnes of tobacco at Talmere in 2025", "Police"),
     ("Police seized nearly 120 tonnes of tobacco at Talmere in 2025", "Police"), R.COMPATIBLE),
    (("Police seized 3 tonnes of tobacco at Talmere in 2025", "Police"),
     ("Police seized 3,000 kilograms of tobacco at Talmere in 2025", "Police"), R.SAME),
    (("More than 40 boats were destroyed in the fire at Talmere", "Fire Service"),
     ("43 boats were destroyed in the fire at Talmere", "Harbour Union"), R.COMPATIBLE),
    (("The mayor of Talmere will close the old market hall", ""), ("A storm sank two ferries off Talmere", ""), R.UNRELATED),
    (("The council of Talmere approved the new harbour wall", "Council"),
     ("The council of Talmere rejected the new harbour wall", "Harbour Union"), R.CONTRADICTED),
])  # fmt: skip
def test_examples(one: tuple[str, str], other: tuple[str, str], relation: Relation) -> None:
    a, b = said(one[0], one[1], "Herald"), said(other[0], other[1], "Post")
    found = compare(a, b)
    assert found.relation is relation, found
    assert found.reason
    assert 0 <= found.score <= 1
    assert compare(b, a).relation is relation


def test_a_later_toll_is_an_update_and_one_of_the_same_day_is_not() -> None:
    words = "{} people were killed in the fire at Talmere"
    assert compare(said(words.format(12), "Police", "Herald"), said(words.format(15), "Army", "Post")).relation is R.CONTRADICTED
    later = said(words.format(15), "Army", "Post", NEXT)
    found = compare(said(words.format(12), "Police", "Herald"), later)
    assert found.relation is R.UPDATED
    assert "12 people" in found.reason and "15 people" in found.reason


@pytest.mark.parametrize(("before", "after", "relation"), [
    ("There were 12,000 cases of cholera in Talmere", "There were 58 cases of cholera in Talmere", R.UNRELATED),
    ("Vaccination coverage in Talmere had risen to 55 percent", "Vaccination coverage in Talmere had risen to 92 percent", R.UPDATED),
    ("Vaccination had covered only 31 percent of the children of Talmere", "In Talmere 92 percent had been reached", R.UPDATED),
    ("53 measles deaths were recorded in Talmere", "In 2018 there were 140,000 measles deaths in Talmere", R.UNRELATED),
    ("The flood at Talmere killed 12 people", "The flood at Talmere may kill 30 more people", R.UNRELATED),
    ("The flood at Talmere killed 12 people", "At night the flood at Talmere would have killed 300 people", R.UNRELATED),
    ("Vaccination had covered only 31 percent of the children of Talmere", "The unemployment rate in Talmere reached 9 percent", R.UNRELATED),
    ("The council of Talmere will close the old market hall", "The council of Talmere has closed the old market hall", R.UPDATED),
    ("A blaze at the docks of Talmere left the old market in ruins", "The old market in Talmere's docks was ruined by a fire", R.SAME),
])  # fmt: skip
def test_what_is_told_days_later(before: str, after: str, relation: R) -> None:
    found = compare(said(before, "", "Herald"), said(after, "", "Post", NEXT))
    assert found.relation is relation, found


def test_who_is_named_as_the_source_is_not_what_the_claim_is_about() -> None:
    at = "Over one million people were infected worldwide, Orle University data showed"
    whole = said(at, "Orle University", article="a")
    chain = tuple(replace(s, start=at.index("Orle"), end=at.index(" data")) for s in whole.claim.sources)
    whole = replace(whole, claim=replace(whole.claim, sources=chain))
    part = said("In Brandholt, over 244 thousand people were infected", article="a")
    found = compare(whole, part)
    assert found.relation is R.COMPATIBLE, found


def test_the_same_words_are_copied_in_two_articles_and_said_twice_in_one() -> None:
    words = "Twelve people were killed in the fire at the old market of Talmere"
    assert compare(said(words, "Police", "Herald"), said(words, "Police", "Post")).relation is R.COPIED
    assert compare(said(words, "Police", article="a"), said(words, "Police", article="a", about="Orle")).relation is R.SAME
    assert compare(said(words, "Police", "Herald"), said(words, "", "Post", NEXT)).relation is R.DROPPED
    # Who says it first without a source has dropped none.
    assert compare(said(words, "Police", "Herald", NEXT), said(words, "", "Post")).relation is R.SAME


def test_what_is_told_of_two_days_is_not_one_event() -> None:
    words = "The harbour of Talmere was closed for the whole day on {} March 2026"
    assert compare(said(words.format(3), "", "Herald"), said(words.format(9), "", "Post")).relation is R.UNRELATED


@pytest.mark.parametrize(("text", "groups"), [
    ("Twelve people were killed", {"dead"}), ("a death toll of 12", {"dead"}), ("12 wounded", {"injured"}),
    ("12 cases were confirmed", {"infected"}), ("the bridge is red", set()),
])  # fmt: skip
def test_what_is_measured(text: str, groups: set[str]) -> None:
    assert wording(text).measured == groups


def test_the_shipped_model_weighs_the_features_that_are_computed() -> None:
    model = wording_model()
    assert model.features == FEATURES
    assert model.weights.shape == (len(model.labels), len(FEATURES) + 1)
    a, b = said("The ferry sank off Talmere", "Police", "Herald"), said("A storm closed the port of Orle", "", "Post", NEXT)
    found = [features(x, y, likeness(x, y), ()) for x, y in ((a, b), (b, a))]
    assert found[0] == found[1]
    assert len(found[0]) == len(FEATURES)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.dates(date(2025, 1, 1), date(2026, 1, 1)))
def test_any_two_texts_can_be_compared_in_either_order(one: str, other: str, day: date) -> None:
    a, b = said(one or "x", "", "Herald"), said(other or "y", "Police", "Post", day)
    assert compare(a, b).relation is compare(b, a).relation
