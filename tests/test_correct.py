"""Corrections: what an editor may change, what follows from it, and what does not fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.correct import Correction, NamedSource, StatedFigure, correct
from claims.errors import CorrectionError

TEXT = "On Monday, the ministry said, 5 cranes came. On Tuesday 5 cranes came, and 7 ships left in May."
START = TEXT.index("On Tuesday")
WORDS = "On Tuesday 5 cranes came, and 7 ships left in May"
READING = {
    "start": START, "end": START + len(WORDS), "text": WORDS, "label": "attributed", "cue": "said",
    "sources": [{"mention": "the ministry", "name": "ministry", "kind": "organisation"}], "modality": "fact",
    "checkable": True,
    "quantities": [
        {"offset": START + 11, "surface": "5 cranes", "value": "5", "value2": None, "unit": "crane", "comparator": "=",
         "quantity_id": "q5"},
        {"offset": TEXT.index("7 ships"), "surface": "7 ships", "value": "7", "value2": None, "unit": "ship",
         "comparator": "=", "quantity_id": "q7"},
    ],
    "periods": [{"offset": TEXT.index("in May"), "surface": "in May", "start": "2026-05-01", "end": "2026-05-31"}],
}  # fmt: skip
FIVE, SEVEN = StatedFigure("5", "crane", quantity_id="q5"), StatedFigure("7", "ship", quantity_id="q7")


def change(**what: object) -> dict[str, object]:
    return correct(READING, Correction(**what), TEXT)  # type: ignore[arg-type]


def test_one_figure_in_the_words_of_the_desk() -> None:
    right = change(figures=(StatedFigure(" 1,250.50 ", "tonne", ">=", quantity_id="q5"), SEVEN))
    assert right == {**READING, "quantities": [
        {**READING["quantities"][0], "value": "1250.5", "unit": "tonne", "comparator": ">="}, READING["quantities"][1],  # type: ignore[index]
    ]}  # fmt: skip


def test_a_range_a_figure_more_and_one_less() -> None:
    right = change(figures=(StatedFigure("5", "crane", "range", "8", "q5"), StatedFigure("2", "tug")))
    assert [(q["value"], q["value2"], q["unit"], q["quantity_id"]) for q in right["quantities"]] == [  # type: ignore[attr-defined]
        ("5", "8", "crane", "q5"), ("2", None, "tug", None),
    ]  # fmt: skip


def test_a_shorter_span_leaves_out_what_lies_beyond_it() -> None:
    right = change(words="On Tuesday 5 cranes came")
    assert (right["text"], right["start"]) == ("On Tuesday 5 cranes came", START)
    assert [q["surface"] for q in right["quantities"]] == ["5 cranes"]  # type: ignore[attr-defined]
    assert right["periods"] == []


def test_words_that_stand_twice_are_the_nearer_ones() -> None:
    assert change(words="5 cranes came")["start"] == TEXT.rindex("5 cranes came")


def test_an_asserted_claim_loses_source_and_cue() -> None:
    right = change(voice="asserted")
    assert (right["label"], right["sources"], right["cue"]) == ("asserted", [], None)


def test_a_known_source_keeps_its_mention() -> None:
    right = change(sources=(NamedSource("Harbour  News", "media"), NamedSource("ministry", "organisation")))
    assert right["sources"] == [
        {"mention": "Harbour News", "name": "Harbour News", "kind": "media"},
        {"mention": "the ministry", "name": "ministry", "kind": "organisation"},
    ]


@pytest.mark.parametrize(("what", "line"), [
    ({}, "nothing was changed"),
    ({"figures": (FIVE, SEVEN), "voice": "attributed", "words": WORDS}, "nothing was changed"),
    ({"voice": "unsure"}, "attributed or asserted"),
    ({"voice": "asserted", "sources": (NamedSource("ministry", "organisation"),)}, "has no source"),
    ({"sources": ()}, "needs a source"),
    ({"sources": (NamedSource(" ", "media"),)}, "needs a name"),
    ({"sources": (NamedSource("ministry", "ghost"),)}, "'ghost' is no kind of source"),
    ({"words": "6 cranes came"}, "do not stand in the article"),
    ({"words": "  "}, "between one and"),
    ({"words": "5 cranes came", "figures": (FIVE, SEVEN)}, "“7 ships” does not stand in the words"),
    ({"figures": (StatedFigure("5", "crane", quantity_id="other"),)}, "“other” does not stand"),
    ({"figures": (StatedFigure("five", "crane"),)}, "'five' is no number"),
    ({"figures": (StatedFigure("NaN", "crane"),)}, "out of range"),
    ({"figures": (StatedFigure("1e40", "crane"),)}, "out of range"),
    ({"figures": (StatedFigure("0.0000000001", "crane"),)}, "out of range"),
    ({"figures": (StatedFigure("5", " "),)}, "needs a unit"),
    ({"figures": (StatedFigure("5", "crane", "!="),)}, "'!=' is no bound"),
    ({"figures": (StatedFigure("5", "crane", "range"),)}, "higher end"),
    ({"figures": (StatedFigure("5", "crane", "range", "4"),)}, "higher end"),
    ({"figures": (StatedFigure("5", "crane", "=", "4"),)}, "lies above"),
])  # fmt: skip
def test_what_does_not_fit(what: dict[str, object], line: str) -> None:
    with pytest.raises(CorrectionError, match=line):
        change(**what)


@given(st.text(max_size=40), st.text(max_size=10), st.text(max_size=20))
def test_whatever_is_typed_gives_a_reading_that_fits_the_text_or_a_line(value: str, unit: str, words: str) -> None:
    try:
        right = change(figures=(StatedFigure(value, unit),), words=words)
    except CorrectionError:
        return
    assert TEXT[right["start"] : right["end"]] == right["text"]  # type: ignore[misc]
