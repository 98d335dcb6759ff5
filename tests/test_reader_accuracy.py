"""The reader's accuracy may not sink: a third of PolNeAR's development articles; all of them by `claims evaluate`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from claims.evaluate_marks import annotated_articles, count_marks, mark_scores, source_overlap
from claims.mark import Marked, mark
from claims.model import Span
from claims.reader import shipped
from claims.training.data import polnear
from tests.score_parse import once, score

FLOORS = {"source": 0.85, "cue": 0.725, "content": 0.905}
PARSE_FLOORS = {"pos": 0.96, "uas": 0.865, "las": 0.84, "entities": 0.81}


def attributions(marked: Marked) -> list[dict[str, tuple[Span, ...]]]:
    """The attributions in characters."""
    def spans(ranges: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
        return tuple(Span(marked.doc[a].idx, marked.doc[b - 1].idx + len(marked.doc[b - 1])) for a, b in ranges)

    return [{r: spans(getattr(one, r)) for r in ("source", "cue", "content")} for one in marked.attributions]


@pytest.mark.slow
def test_attributions_keep_their_accuracy(shared: Path) -> None:
    counts: Counter[str] = Counter()
    for article in annotated_articles(shared / "data" / "polnear" / "dev"):
        counts += count_marks(article, attributions(mark(article.text, shipped())))
    scores = mark_scores(counts)
    assert all(scores[f"token {role}"].f1 >= floor for role, floor in FLOORS.items()), scores
    assert scores["exact content"].f1 >= 0.60
    assert scores["relation 0.8"].f1 >= 0.785
    assert source_overlap(counts) >= 0.905


@pytest.mark.slow
def test_the_parse_keeps_its_accuracy(shared: Path) -> None:
    found = score(once(polnear(shared / "data" / "polnear" / "dev")), shipped())
    assert all(found[key] >= floor for key, floor in PARSE_FLOORS.items()), found


def test_a_few_articles_are_read_as_well_as_ever(shared: Path) -> None:
    """The default run's share of the above: every seventh article."""
    counts: Counter[str] = Counter()
    for article in annotated_articles(shared / "data" / "polnear" / "dev")[::7]:
        counts += count_marks(article, attributions(mark(article.text, shipped())))
    scores = mark_scores(counts)
    assert scores["token content"].f1 >= 0.87, scores
    assert scores["token cue"].f1 >= 0.68, scores
    assert scores["token source"].f1 >= 0.80, scores
