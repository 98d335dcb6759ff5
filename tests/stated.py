"""Makes the statements that tests compare, by reading them out of a few words as the pipeline would."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from claims.compare_types import Statement
from claims.compare_words import topic
from claims.extract import extract
from claims.meaning import shipped
from claims.model import Article, Claim, Modality, Source, SourceKind, Span, Voice

DAY = date(2026, 3, 2)


def said(
    words: str,
    by: str = "",
    outlet: str = "The Ledger",
    published: date = DAY,
    about: str = "Talmere harbour fire",
    article: str = "",
) -> Statement:
    """A claim of these words; ``by`` is its chain, nearest first, as *News site > Ministry*; a ~ marks the unnamed."""
    text = f"{words}."
    read = extract(Article("a", "a", "a", text, text, published=published, publisher=outlet))
    chain = tuple(
        Source(0, 0, name, name.removeprefix("~"), SourceKind.UNNAMED if name[0] == "~" else SourceKind.ORGANISATION)
        for name in (part.strip() for part in by.split(">") if part.strip())
    )  # fmt: skip
    whole = Claim(
        start=0, end=len(words), exact=words, prefix="", suffix="", sentence=0, subject=None, predicate=None, object=None,
        voice=Voice.ATTRIBUTED if chain else Voice.ASSERTED, cue=Span(0, 1) if chain else None, sources=chain,
        quotation=None, modality=Modality.FACT, checkable=True, quantities=read.quantities, periods=read.periods,
        check_worthiness=0.5, confidence=0.75, rule="verb", wording=words, reasons=(),
    )  # fmt: skip
    claim = replace(whole, modality=next((c.modality for c in read.claims), Modality.FACT))
    ident = f"{outlet}/{published}/{article}/{words}/{by}"
    where, told = article or f"{outlet} {published}", topic(about, f"About {about}.")
    return Statement(ident, where, outlet, published, claim, told, shipped().vector(words))
