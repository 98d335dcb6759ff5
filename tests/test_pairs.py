"""Relations on pairs of claims marked by hand in real articles; only offsets are kept, so the articles must be there.

A set of another hand is measured by naming its file in CLAIMS_PAIRS: JSON Lines of {"one": [file, start, end],
"other": [file, start, end], "relation"}. *compatible* was marked where the one is a part, a bound, a rounding or a
narrower statement of the other; *unrelated* also where two facts of one story do not bear on each other.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from claims.compare import compare
from claims.compare_types import Relation, Statement
from claims.compare_words import topic
from claims.extract import extract
from claims.model import Article, Extraction, Span, Voice
from claims.read import ReadOptions, read

MARKED = Path(os.environ.get("CLAIMS_PAIRS") or Path(__file__).parent / "pairs" / "marked.jsonl")
FLOOR, FALSE_CONTRADICTIONS = 0.47, 0.03
"""The floor keeps what is reached; it is not what is wanted, which is 0.85."""

Place = tuple[str, int, int]


def statement_at(extraction: Extraction, title: str, span: Span) -> Statement:
    """The claim at a stretch of an article, or what the claim that shares most with it would be if it ended there."""
    article = extraction.article
    best = max(extraction.claims, key=lambda c: (min(c.end, span.end) - max(c.start, span.start), c.start - c.end))
    inside = [[x for x in found if span.start <= x.start and x.end <= span.end] for found in (extraction.quantities, extraction.periods)]
    claim = best if (best.start, best.end) == (span.start, span.end) else replace(
        best, start=span.start, end=span.end, exact=article.text[span.start : span.end],
        quantities=tuple(inside[0]), periods=tuple(inside[1]),
    )  # fmt: skip
    if span.start < len(title):
        # A heading is in the publication's voice.
        claim = replace(claim, voice=Voice.ASSERTED, sources=())
    return Statement(f"{article.name}:{span.start}:{span.end}", article.article_id, article.publisher,
                     article.published, claim, topic(title, article.text))  # fmt: skip


@pytest.fixture(scope="module")
def at(shared: Path) -> Callable[[Place], Statement]:
    folder = shared / "gold" / "articles"
    index = {r["file"]: r for r in map(json.loads, (folder / "INDEX.jsonl").read_text("utf-8").splitlines())}
    known: dict[str, Extraction] = {}

    def find(place: Place) -> Statement:
        file, start, end = place
        if file not in known:
            given = ReadOptions(published=date.fromisoformat(index[file]["published"]), publisher=index[file]["publisher"])
            (article,) = (a for a in read(str(folder / file), given) if isinstance(a, Article))
            known[file] = extract(article)
        return statement_at(known[file], index[file]["title"], Span(start, end))

    return find


def test_relations_marked_by_hand(at: Callable[[Place], Statement], capsys: pytest.CaptureFixture[str]) -> None:
    rows = [json.loads(line) for line in MARKED.read_text("utf-8").splitlines()]
    told: Counter[tuple[str, str]] = Counter()
    for row in rows:
        told[row["relation"], str(compare(at(row["one"]), at(row["other"])).relation)] += 1
    right = sum(n for (wanted, found), n in told.items() if wanted == found) / len(rows)
    others = sum(n for (wanted, _), n in told.items() if wanted != Relation.CONTRADICTED)
    false = sum(n for (wanted, found), n in told.items() if found == Relation.CONTRADICTED != wanted) / others
    with capsys.disabled():
        print(f"\n{len(rows)} pairs: {right:.3f} right, {false:.3f} of the others said to contradict", end=" ")
    assert false <= FALSE_CONTRADICTIONS, told
    assert right >= FLOOR, told


def test_the_set_is_large_and_has_no_words_of_the_articles() -> None:
    rows = [json.loads(line) for line in (Path(__file__).parent / "pairs" / "marked.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) >= 150
    assert all(set(row) == {"one", "other", "relation", "reason"} for row in rows)
    assert {row["relation"] for row in rows} == {str(r) for r in Relation} - {"unsure"}
