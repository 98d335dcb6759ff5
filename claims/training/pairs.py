"""Pairs of claims marked by hand, as they are compared: offsets in a file, the articles beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from claims.compare_types import Statement
from claims.compare_words import topic
from claims.extract import extract
from claims.meaning import shipped
from claims.model import Article, Extraction, Span, Voice
from claims.read import ReadOptions, read

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """Two claims, what they were marked to be to each other, and the cluster of articles that they come from."""

    one: Statement
    other: Statement
    relation: str
    cluster: str


def marked(pairs: Path, articles: Path) -> Iterator[Marked]:
    """The pairs of a file of JSON Lines; ``articles`` has the files that it names, with INDEX.jsonl."""
    index = {r["file"]: r for r in map(json.loads, (articles / "INDEX.jsonl").read_text("utf-8").splitlines())}
    at = _finder(articles, index)
    for row in map(json.loads, pairs.read_text("utf-8").splitlines()):
        file = row["one"][0]
        yield Marked(at(row["one"]), at(row["other"]), row["relation"], index[file].get("cluster") or file)


def _finder(articles: Path, index: dict[str, dict[str, str]]) -> Callable[[Place], Statement]:
    known: dict[str, Extraction] = {}

    def find(place: Place) -> Statement:
        file, start, end = place
        if file not in known:
            given = ReadOptions(published=date.fromisoformat(index[file]["published"]), publisher=index[file]["publisher"])
            (article,) = (a for a in read(str(articles / file), given) if isinstance(a, Article))
            known[file] = extract(article)
        return statement_at(known[file], index[file]["title"], Span(start, end))

    return find


def statement_at(extraction: Extraction, title: str, span: Span) -> Statement:
    """The claim at a stretch of an article, or what the claim that shares most with it would be if it ended there."""
    article = extraction.article
    best = max(extraction.claims, key=lambda c: (min(c.end, span.end) - max(c.start, span.start), c.start - c.end))
    figures = tuple(q for q in extraction.quantities if span.covers(Span(q.start, q.end)))
    periods = tuple(p for p in extraction.periods if span.covers(Span(p.start, p.end)))
    claim = best if (best.start, best.end) == (span.start, span.end) else replace(
        best, start=span.start, end=span.end, exact=article.text[span.start : span.end], wording=article.text[span.start : span.end],
        quantities=figures, periods=periods,
    )  # fmt: skip
    if span.start < len(title):
        # A heading is in the publication's voice.
        claim = replace(claim, voice=Voice.ASSERTED, sources=())
    return Statement(f"{article.name}:{span.start}:{span.end}", article.article_id, article.publisher,
                     article.published, claim, topic(title, article.text), shipped().vector(claim.wording))  # fmt: skip
