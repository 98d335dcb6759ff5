"""Reads an article: sentences, dates, figures, attributions, claims, and the ledger of its numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from claims.account import ledger
from claims.assemble import Read, assemble
from claims.attribute import attributions, spoken, unfolded
from claims.consistency import findings
from claims.currencies import default_currency
from claims.mark import mark
from claims.model import Article, Attribution, Extraction, Period, Quantity
from claims.period import periods
from claims.protect import protected, undated
from claims.quantify import quantities
from claims.quoted import quoted
from claims.quotes import quotations
from claims.reader import shipped
from claims.register import NOBODY, Register
from claims.sources import Names
from claims.tree import in_words, tree

_Placed = TypeVar("_Placed", Period, Quantity)


def extract(article: Article, register: Register = NOBODY) -> Extraction:
    """Everything that is read out of one article, sources by their registered names; raises nothing, whatever the text is."""
    plain, text = article.plain, article.text
    marked = mark(plain, shipped())
    words = tree(marked)
    sentences = tuple(words.span(s) for s in words.sentences)
    kept_apart = protected(plain)
    dates = tuple(_verbatim(p, text) for p in periods(plain, article.published, sentences, kept_apart))
    others = undated(kept_apart, dates)
    figures = tuple(
        _verbatim(q, text) for q in quantities(plain, [*others, *dates], default_currency(article.publisher))
    )
    quotes, related = quotations(plain), unfolded(words, in_words(marked, words))
    names = Names(words, quotes, article.publisher)
    spoke = spoken(words, related, names)
    said = tuple(_quoted(a, text) for a in attributions(words, spoke, quotes))
    stated = tuple(q for q in figures if q.of_claim)
    long = quoted(words, spoke, quotes, names)
    read = Read(words, marked.marks, related, spoke, names, quotes, long)
    found = assemble(article, read, stated, dates)
    if register.entries:
        said = tuple(replace(a, chain=register.known(a.chain)) for a in said)
        found = tuple(replace(c, sources=register.known(c.sources)) for c in found)
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
