"""What an edit of an article does to its claims."""

from __future__ import annotations

import pytest

from claims.changes import Kind, Version, changes
from claims.extract import extract
from claims.model import Article

BASE = ("Twelve people were killed in a fire at the harbour of Talmere, the fire service said. "
        "The blaze destroyed 40 boats near the old market. The ferry to Orle was cancelled on Monday.")  # fmt: skip


def read(text: str) -> Version:
    found = extract(Article("a", "a", "a", text, text))
    return Version(text, found.claims)


@pytest.mark.parametrize(("old", "new", "kind"), [
    ("", "", Kind.UNCHANGED),
    ("Twelve people", "Fifteen people", Kind.FIGURE),
    ("the fire service said", "the coast guard said", Kind.SOURCE),
    (", the fire service said", "", Kind.DROPPED),
    ("The blaze destroyed 40 boats near", "The blaze has destroyed 40 boats next to", Kind.REWORDED),
    (" The ferry to Orle was cancelled on Monday.", "", Kind.REMOVED),
    ("on Monday.", "on Monday. A crane fell into the water.", Kind.ADDED),
])  # fmt: skip
def test_what_became_of_a_claim(old: str, new: str, kind: Kind) -> None:
    found = changes(read(BASE), read(BASE.replace(old, new, 1)))
    others = [change.kind for change in found if change.kind is not Kind.UNCHANGED]
    assert others == ([] if kind is Kind.UNCHANGED else [kind]), found


def test_every_claim_of_both_versions_is_accounted_for_once() -> None:
    before, after = read(BASE), read("A crane fell into the water. " + BASE.replace("40 boats", "50 boats"))
    found = changes(before, after)
    assert sorted(c.old.start for c in found if c.old) == [c.start for c in before.claims]
    assert sorted(c.new.start for c in found if c.new) == [c.start for c in after.claims]
