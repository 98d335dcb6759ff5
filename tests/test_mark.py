"""The reader's marks on texts as they come."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.mark import Marked, mark
from claims.reader import PIECES, shipped

ARTICLE = (
    "Port fees to rise\n"
    "The Halden harbour authority said on Monday that it would raise fees by a third from March. “Ships are larger than "
    "they were,” its chairwoman, Ana Ruiz, told reporters. According to the shipowners’ association, the rise will cost "
    "its members $12 million a year.\n\nThe port lies on the west coast."
)


def read(text: str) -> Marked:
    return mark(text, shipped())


def parts(marked: Marked, role: str) -> list[list[str]]:
    return [[marked.doc[a:b].text for a, b in getattr(one, role)] for one in marked.attributions]


def test_an_article_is_marked() -> None:
    marked = read(ARTICLE)
    doc = marked.doc
    assert doc.text == ARTICLE
    assert [s.text.split()[0] for s in doc.sents] == ["Port", "The", "“Ships", "According", "The"]
    assert {e.text: e.label_ for e in doc.ents}["Ana Ruiz"] == "PERSON"
    said = next(t for t in doc if t.text == "said")
    assert said.tag_ == "VBD"
    assert said.pos_ == "VERB"
    assert said.dep_ == "root"
    assert {"authority", "raise"} <= {t.text for t in said.children}
    assert ["The Halden harbour authority"] in parts(marked, "source")
    assert {"said", "told", "According to"} <= {c for cues in parts(marked, "cue") for c in cues}
    assert any("Ships are larger" in c for contents in parts(marked, "content") for c in contents)
    assert {s.id_ for s in doc.spans["contents"]} == {str(n) for n in range(len(marked.attributions))}


ODD = [
    "",
    " \n\n\t ",
    "x" * 10_000,
    "SHE SAID NOTHING. " * 3,
    "no punctuation at all he said it was fine and then they said it was not " * 60,
    "“He said this.\n\n“And he went on.\n\n“And on",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "\u202eabc\u202c \ud83d\udea2 e\u0301 \u0000 \ufeff",
    "Said " * 2000,
    "“" * 300,
    "a\n" * 400,
]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read_with_their_places_kept(text: str) -> None:
    marked = read(text)
    assert len(marked.doc.text) == len(text)
    words = [t for t in marked.doc if not t.is_space]
    assert len(words) == len(marked.marks.spans)
    assert [(t.idx, t.idx + len(t)) for t in words] == list(marked.marks.spans)
    assert sum(t.head.i == t.i for t in words) <= len(list(marked.doc.sents)) + 1
    for one in marked.attributions:
        for a, b in (*one.source, *one.cue, *one.content):
            assert 0 <= a < b <= len(marked.doc)


@given(st.text(alphabet=st.sampled_from("abc .,“”\"'\n\t-–5%$Aé漢\u200b\U0001f6a2"), max_size=400))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read(text: str) -> None:
    assert read(text).doc.text == text


def test_the_same_text_reads_the_same_whatever_was_read_before() -> None:
    first = read(ARTICLE)
    read(ARTICLE.upper())
    again = read(ARTICLE)
    assert first.attributions == again.attributions
    assert all((first.marks.flat[k] == again.marks.flat[k]).all() for k in first.marks.flat)


def test_no_seam_shows_where_windows_meet() -> None:
    long = "\n\n".join([ARTICLE] * 12)
    marked = read(long)
    assert len(marked.marks.windows) > 3
    assert all(a.end == b.own for a, b in zip(marked.marks.windows, marked.marks.windows[1:], strict=False))
    starts = [s.start_char for s in marked.doc.sents if s.text.startswith("The Halden")]
    assert starts == [n * (len(ARTICLE) + 2) + ARTICLE.index("The Halden") for n in range(12)]
    assert sum(s == ["The Halden harbour authority"] for s in parts(marked, "source")) == 12


def test_hard_wrapped_lines_do_not_end_sentences() -> None:
    wrapped = "\n".join(["the harbour authority said that it would raise its fees by a third"] * 8) + "."
    assert len(list(read(wrapped).doc.sents)) <= 4


def test_windows_hold_no_more_than_the_network_reads() -> None:
    marked = read("internationalisation " * 900)
    pieces = shipped()
    assert len(marked.marks.windows) > 4
    assert PIECES == 254
    assert all(w.last - w.first <= PIECES for w in marked.marks.windows)
    assert pieces is shipped()
