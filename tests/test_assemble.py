"""Claims are cut by clause, answered for, worded for reading alone, and never hold a word the text does not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.calibration import sure
from claims.clean import plain
from claims.extract import extract
from claims.model import Article, Claim, Extraction, Modality, Quotation, SourceKind, Voice
from claims.segment import Candidates, nested, select, widened
from claims.worth import worth


def read(text: str) -> Extraction:
    return extract(Article(identity="t", origin="t", name="t", text=text, plain=plain(text), published=date(2026, 2, 5)))


def only(text: str, words: str) -> Claim:
    found = [c for c in read(text).claims if words in c.exact]
    assert found, [c.exact for c in read(text).claims]
    return min(found, key=lambda c: c.end - c.start)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Police seized three tonnes of cocaine and arrested ten people in the port.",
         ["Police seized three tonnes of cocaine", "arrested ten people in the port"]),
        ("The ministry said it had closed four schools in the valley.", ["it had closed four schools in the valley"]),
        ("The bridge, which was opened in 1998, carries 20,000 cars a day.", ["which was opened in 1998"]),
        ("The river rose by two metres on Monday; the road was closed.",
         ["The river rose by two metres on Monday", "the road was closed"]),
    ],
)  # fmt: skip
def test_segmentation(text: str, claims: list[str]) -> None:
    found = [c.exact for c in read(text).claims]
    for claim in claims:
        assert claim in found


@pytest.mark.parametrize(
    ("text", "words", "modality"),
    [
        ("The company will close two mills in May.", "close two mills", Modality.PLANNED),
        ("The company closed two mills in May.", "closed two mills", Modality.FACT),
        ("The storm may reach the coast on Friday.", "reach the coast", Modality.POSSIBLE),
    ],
)
def test_modality(text: str, words: str, modality: Modality) -> None:
    assert only(text, words).modality is modality


def test_parts() -> None:
    claim = only("The council has approved a budget of 40 million euros.", "approved")
    assert (claim.subject, claim.predicate) == ("The council", "has approved")
    assert claim.object is not None
    assert claim.object.startswith("a budget")


def test_quotation_that_goes_on_keeps_its_speaker() -> None:
    text = "“The dam has a crack of two metres,” said Mara Lenz, an engineer. “We closed the road on Monday. The lake is being emptied.”"
    found = [c for c in read(text).claims if c.voice is Voice.ATTRIBUTED]
    emptied = next(c for c in found if "emptied" in c.exact)
    assert emptied.sources[-1].name == "Mara Lenz"
    assert emptied.quotation is Quotation.DIRECT


def test_wording_names_whom_a_pronoun_means() -> None:
    claim = only("Mara Lenz leads the dam authority. She joined in 2019 from the water board.", "joined")
    assert claim.wording == "She [Mara Lenz] joined in 2019 from the water board"


def test_wording_of_first_persons() -> None:
    text = "“I saw the flood from the roof of the hall, and we lost two boats in it,” said Mara Lenz."
    wordings = " ".join(c.wording for c in read(text).claims)
    assert "I [Mara Lenz] saw" in wordings
    assert "we lost" in wordings


def test_reasons_explain_the_score() -> None:
    figure = only("The storm destroyed 340 houses, a record for the island.", "destroyed 340 houses")
    assert "figure" in figure.reasons
    plain_claim = only("The council met in the town hall.", "met")
    assert plain_claim.check_worthiness < figure.check_worthiness
    score, reasons = worth(replace(figure, checkable=False))
    assert reasons[0] == "opinion"
    assert score < figure.check_worthiness


def test_a_title_makes_no_claim() -> None:
    found = [c.exact for c in read("Ferry sinks off Talmere, 12 dead\n\nA ferry sank off Talmere on Monday. Twelve people died.").claims]
    assert found == ["A ferry sank off Talmere on Monday", "Twelve people died"]


def test_a_line_that_ends_for_want_of_room_is_no_title() -> None:
    found = [c.exact for c in read("The river rose by two metres on\nMonday and flooded the town.").claims]
    assert found[0].startswith("The river rose")
    wrapped = [c.exact for c in read("The river rose by two metres after the long\nrain in May and flooded the town.").claims]
    assert wrapped[0].startswith("The river rose")


def test_a_frame_with_a_date_is_a_claim_of_its_own() -> None:
    found = read("On Monday, the harbour board announced it would close two quays. Later the board said the quays were old.").claims
    assert [(c.exact, c.voice) for c in found][:2] == [
        ("On Monday, the harbour board announced", Voice.ASSERTED), ("it would close two quays", Voice.ATTRIBUTED),
    ]  # fmt: skip
    assert not any(c.exact.endswith("said") for c in found)


@pytest.mark.parametrize(
    ("text", "words", "voice"),
    [
        ("Three boats reportedly sank off the coast on Monday.", "sank", Voice.ATTRIBUTED),
        ("The repair was estimated to cost 3 million euros.", "cost", Voice.ATTRIBUTED),
        ("The ruling is widely seen as a victory for the port.", "victory", Voice.ATTRIBUTED),
        ("No deaths were reported on Monday.", "deaths", Voice.ASSERTED),
        ("Three boats sank off the coast on Monday.", "sank", Voice.ASSERTED),
    ],
)  # fmt: skip
def test_what_is_handed_to_nobody_named_is_attributed(text: str, words: str, voice: Voice) -> None:
    assert only(text, words).voice is voice


def test_what_a_hedged_frame_is_about_is_no_part_of_it() -> None:
    text = "A judgment striking down a contract for two piers is widely seen as a victory for the port."
    claim = only(text, "two piers")
    assert claim.exact.startswith("A judgment") or claim.voice is Voice.ASSERTED


def test_frame_before_a_quotation_is_cut_off() -> None:
    text = "The plan was blasted by the mayor, who warned that the town would pay “heavy prices”."
    claim = only(text, "would pay")
    assert claim.exact.startswith("the town would pay")
    assert claim.voice is Voice.ATTRIBUTED


def test_the_second_clause_under_a_cue_is_attributed_too() -> None:
    text = "The port report states that 48 boats sank in May, while over the past five years the town has paid 3 million euros for piers."
    claim = only(text, "3 million")
    assert claim.voice is Voice.ATTRIBUTED
    assert claim.sources[0].name.endswith("port report")


def test_what_goes_on_from_a_claim_has_its_speaker() -> None:
    text = "The storm had reportedly killed 30 people in the valley and flooded 400 houses on the coast."
    first, second = read(text).claims
    assert second.exact == "flooded 400 houses on the coast"
    assert second.voice is Voice.ATTRIBUTED
    assert second.sources == first.sources


def test_a_date_left_outside_draws_its_claim_wider() -> None:
    found = Candidates(np.array([0, 2]), np.array([9, 9]), (), ())
    share = np.array([0.7, 0.9])
    assert widened(found, share, [1], [(0, 2)]) == [0]
    assert widened(found, share, [1], [(4, 5)]) == [1]
    assert widened(found, np.array([0.3, 0.9]), [1], [(0, 2)]) == [1]


@given(st.floats(0.5, 1.0), st.floats(0.5, 1.0))
def test_confidence_rises_with_the_share(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert 0 < sure(low) <= sure(high) <= 1


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8), st.floats(0, 1)), min_size=1, max_size=25))
def test_chosen_claims_do_not_cross(spans: list[tuple[int, int, float]]) -> None:
    ordered = sorted({(a, a + n): s for a, n, s in spans}.items())
    found = Candidates(np.array([r[0] for r, _ in ordered]), np.array([r[1] for r, _ in ordered]), (), ())
    share = np.array([s for _, s in ordered])
    flat = [ordered[i][0] for i in select(found, share)]
    assert all(b <= c for (_, b), (c, _) in pairwise(flat))
    kept = [ordered[i][0] for i in nested(found, share, select(found, share), [], 0.8)]
    for a, b in kept:
        for c, d in kept:
            assert b <= c or d <= a or (a <= c and d <= b) or (c <= a and b <= d)


def test_best_set_beats_any_single_claim() -> None:
    found = Candidates(np.array([0, 0, 5]), np.array([10, 5, 10]), (), ())
    assert select(found, np.array([0.8, 0.75, 0.75])) == [1, 2]
    assert select(found, np.array([0.9, 0.55, 0.55])) == [0]


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from(list(" \n\t.,;:!?()[]“”\"'’-–—$€%0123456789")), st.sampled_from(list("abcdeABCDE")),
        st.characters(),
    ),
    max_size=160,
)  # fmt: skip
PIECES = st.lists(
    st.sampled_from(["said", "“", "”", "The ministry", "he", "it", "that", ",", ".", "\n\n", "(WHO)", "according to", "in 2019",
                     "US$3m", "Reuters", "told", "citing", "its", "who", "Ann Lee", "'s", "and", "was", "?", "3 t", "\u200b", "\x00"]),
    max_size=40,
).map(" ".join)  # fmt: skip


WORD = re.compile(r"\w+")


def nothing_invented(extraction: Extraction, claim: Claim) -> None:
    """The wording is the claim's own words with additions in brackets; no name holds a word that the text does not."""
    held = (extraction.article.text, extraction.article.plain)
    at, added = 0, list[str]()
    for piece in re.split(r"( \[[^\[\]]*\])", claim.wording):
        if claim.exact.startswith(piece, at):
            at += len(piece)
        else:
            assert re.fullmatch(r" \[[^\[\]]*\]", piece), (claim.wording, claim.exact)
            added.append(piece)
    assert at == len(claim.exact), (claim.wording, claim.exact)
    for name in (*added, *(s.name for s in claim.sources)):
        assert all(any(word in text for text in held) for word in WORD.findall(name)), name


def grounded(text: str) -> None:
    extraction = read(text)
    for claim in extraction.claims:
        assert text[claim.start : claim.end] == claim.exact
        for part in (claim.subject, claim.predicate, claim.object):
            assert part is None or part in claim.exact
        for source in claim.sources:
            assert text[source.start : source.end] == source.mention
        nothing_invented(extraction, claim)
        if claim.cue is not None:
            assert 0 <= claim.cue.start < claim.cue.end <= len(text)
        assert (claim.voice is Voice.ATTRIBUTED) == bool(claim.sources)
        assert 0 <= claim.confidence <= 1
        assert 0 <= claim.check_worthiness <= 1
    for attribution in extraction.attributions:
        for part in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= part.start < part.end <= len(text)


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "articles").glob("*.txt"))[::3], ids=lambda p: p.stem)
def test_no_word_of_a_claim_is_invented(path: Path) -> None:
    extraction = read(path.read_text("utf-8"))
    assert extraction.claims
    for claim in extraction.claims:
        nothing_invented(extraction, claim)


@settings(max_examples=12, deadline=None)
@example("according to 00P and A0 nL) “0")
@example("002m 0000000011W said 00000000000000000 0")
@given(st.one_of(HOSTILE, PIECES))
def test_hostile_text_keeps_grounding(text: str) -> None:
    grounded(text)


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None)
@given(st.one_of(HOSTILE, PIECES))
def test_ten_thousand_hostile_texts(text: str) -> None:
    grounded(text)


def test_unnamed_source_is_its_own_name() -> None:
    claim = only("The minister reportedly sold three houses in 2019.", "sold three houses")
    assert claim.voice is Voice.ATTRIBUTED
    assert claim.sources[0].kind is SourceKind.UNNAMED
