"""Independent origins, relays and circles of restatements, and that names of one source count once."""

from __future__ import annotations

from datetime import date

import pytest
from stated import said

from claims.origins import UNNAMED, origins

W = "The fire killed 12 people"


@pytest.mark.parametrize(("told", "independent", "names", "relays"), [
    ([("Herald", "Fire Service"), ("Post", "Fire Service"), ("Globe", "Herald > Fire Service")], 1, ["Fire Service"],
     ["Globe", "Herald", "Post"]),
    ([("Herald", "Fire Service"), ("Post", "Ministry of Ports")], 2, ["Fire Service", "Ministry of Ports"], ["Herald", "Post"]),
    ([("Herald", "Fire Service"), ("Post", "the Fire Service")], 1, ["Fire Service"], ["Herald", "Post"]),
    ([("Herald", "World Health Organization"), ("Post", "WHO")], 1, ["World Health Organization"], ["Herald", "Post"]),
    ([("Herald", "Ines Calder"), ("Post", "Calder")], 1, ["Ines Calder"], ["Herald", "Post"]),
    ([("Herald", "Post"), ("Post", "Herald")], 1, ["Herald = Post"], []),
    ([("Herald", "Post"), ("Post", "Herald"), ("Globe", "Post")], 1, ["Herald = Post"], ["Globe"]),
    ([("Herald", ""), ("Post", "Fire Service")], 2, ["Fire Service", "Herald"], ["Post"]),
    ([("Herald", "~officials"), ("Post", "Fire Service")], 1, ["Fire Service"], ["Herald", "Post"]),
    ([("Herald", "~officials"), ("Post", "~a source")], 1, [UNNAMED], ["Herald", "Post"]),
    ([("Herald", "Fire Service"), ("Herald", "")], 1, ["Fire Service"], ["Herald"]),
])  # fmt: skip
def test_where_the_citing_ends(
    told: list[tuple[str, str]], independent: int, names: list[str], relays: list[str]
) -> None:
    found = origins([said(W, by, outlet) for outlet, by in told])
    assert (found.independent, list(found.origins), list(found.relays)) == (independent, names, relays)


def test_a_circle_is_shown() -> None:
    found = origins([said(W, "Post", "Herald"), said(W, "Globe", "Post"), said(W, "Herald", "Globe")])
    assert found.cycles == (("Globe", "Herald", "Post"),)
    assert found.independent == 1


def test_who_repeats_without_a_source_is_no_witness() -> None:
    first, later = said(W, "Fire Service", "Herald", date(2026, 3, 1)), said(W, "", "Post", date(2026, 3, 2))
    assert origins([first, later]).independent == 2
    assert origins([first, later], [(later.claim_id, first.claim_id)]).independent == 1
    assert origins([first, later]).earliest == first.claim_id


def test_aliases_join_names() -> None:
    told = [said(W, "Downing Street", "Herald"), said(W, "Prime Minister's Office", "Post")]
    assert origins(told).independent == 2
    assert origins(told, aliases={"Downing Street": "Prime Minister's Office"}).independent == 1
