"""Reads an article: sentences, dates, figures, attributions, claims, and the ledger of its numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from claims.account import ledger
from claims.assemble import assemble
from claims.attribute import attributions
from claims.consistency import findings
from claims.currencies import default_currency
from claims.model import Article, Attribution, Extraction, Period, Quantity
from claims.period import periods
from claims.protect import protected
from claims.quantify import quantities
from claims.sentences import split

_Placed = TypeVar("_Placed", Period, Quantity)


def extract(article: Article) -> Extraction:
    """Everything that is read out of one article; raises nothing, whatever the text is."""
    plain, text = article.plain, article.text
    sentences = split(plain)
    kept_apart = protected(plain)
    dates = tuple(_verbatim(p, text) for p in periods(plain, article.published, sentences, kept_apart))
    others = tuple(x for x in kept_apart if not any(x.start < p.end and p.start < x.end for p in dates))
    figures = tuple(
        _verbatim(q, text) for q in quantities(plain, [*others, *dates], default_currency(article.publisher))
    )
    said = tuple(_quoted(a, text) for a in attributions(plain, sentences))
    stated = tuple(q for q in figures if q.of_claim)
    found = assemble(article, sentences, said, stated, dates)
    return Extraction(
        article=article, sentences=sentences, claims=found, attributions=said, quantities=figures, periods=dates,
        numbers=ledger(plain, figures, dates, others, found),
        findings=findings(article, sentences, figures, dates),
    )  # fmt: skip


def _verbatim(item: _Placed, text: str) -> _Placed:
    surface = text[item.start : item.end]
    return item if surface == item.surface else replace(item, surface=surface)


def _quoted(attribution: Attribution, text: str) -> Attribution:
    """The attribution with its sources' mentions as the article prints them."""
    return replace(attribution, chain=tuple(replace(s, mention=text[s.start : s.end]) for s in attribution.chain))
