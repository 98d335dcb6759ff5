"""Turns extractions into the frames that are validated and stored: one per table of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

import polars as pl

from claims.model import EXTRACTOR_VERSION, Attribution, Claim, Extraction, Finding, Rejected, Span, fingerprint

Row = dict[str, object]

_INSTANT = pl.Datetime("us", "UTC")
_AMOUNT = pl.Decimal(38, 9)
_SPANS = pl.List(pl.Struct({"start_offset": pl.Int32, "end_offset": pl.Int32}))
_PLACE: dict[str, pl.DataType | type[pl.DataType]] = {"start_offset": pl.Int32, "end_offset": pl.Int32}
_SEEN: dict[str, pl.DataType | type[pl.DataType]] = {
    "run_id": pl.String,
    "first_seen": _INSTANT,
    "last_seen": _INSTANT,
}

SCHEMAS: dict[str, dict[str, pl.DataType | type[pl.DataType]]] = {
    "articles": {
        "version_id": pl.String,
        "article_id": pl.String,
        "identity": pl.String,
        "origin": pl.String,
        "name": pl.String,
        "text": pl.String,
        "title": pl.String,
        "publisher": pl.String,
        "author": pl.String,
        "published": pl.Date,
        "section": pl.String,
        "url": pl.String,
        "language": pl.String,
        "media_type": pl.String,
        "sentences": pl.Int32,
        "extractor_version": pl.String,
        **_SEEN,
    },
    "claims": {
        "claim_id": pl.String,
        "version_id": pl.String,
        **_PLACE,
        "exact": pl.String,
        "prefix": pl.String,
        "suffix": pl.String,
        "sentence": pl.Int32,
        "subject": pl.String,
        "predicate": pl.String,
        "object": pl.String,
        "voice": pl.String,
        "cue": pl.String,
        "cue_start": pl.Int32,
        "quotation": pl.String,
        "modality": pl.String,
        "checkable": pl.Boolean,
        "check_worthiness": pl.Float64,
        "confidence": pl.Float64,
        "rule": pl.String,
        "wording": pl.String,
        "reasons": pl.List(pl.String),
        "extractor_version": pl.String,
        **_SEEN,
    },
    "claim_sources": {
        "claim_id": pl.String,
        "position": pl.Int32,
        **_PLACE,
        "mention": pl.String,
        "name": pl.String,
        "kind": pl.String,
    },
    "quantities": {
        "quantity_id": pl.String,
        "version_id": pl.String,
        "claim_id": pl.String,
        **_PLACE,
        "surface": pl.String,
        "number": pl.String,
        "value": _AMOUNT,
        "value2": _AMOUNT,
        "unit": pl.String,
        "comparator": pl.String,
        "dimension": pl.String,
        "base_unit": pl.String,
        "low": _AMOUNT,
        "high": _AMOUNT,
    },
    "periods": {
        "period_id": pl.String,
        "version_id": pl.String,
        "claim_id": pl.String,
        **_PLACE,
        "surface": pl.String,
        "first_day": pl.Date,
        "last_day": pl.Date,
        "core_first": pl.Date,
        "core_last": pl.Date,
        "relation": pl.String,
        "modifier": pl.String,
        "resolved": pl.Boolean,
    },
    "numbers": {
        "version_id": pl.String,
        **_PLACE,
        "surface": pl.String,
        "status": pl.String,
        "reason": pl.String,
        "claim_id": pl.String,
    },
    "attributions": {
        "attribution_id": pl.String,
        "version_id": pl.String,
        "source": _SPANS,
        "cue": _SPANS,
        "content": _SPANS,
        "source_text": pl.String,
        "cue_text": pl.String,
        "content_text": pl.String,
        "quotation": pl.String,
        "rule": pl.String,
        "confidence": pl.Float64,
    },
    "findings": {
        "finding_id": pl.String,
        "version_id": pl.String,
        "kind": pl.String,
        "spans": _SPANS,
        "surfaces": pl.List(pl.String),
        "computation": pl.String,
        "off_by": _AMOUNT,
        "unit": pl.String,
    },
    "quarantine": {
        "quarantine_id": pl.String,
        "stage": pl.String,
        "item": pl.String,
        "version_id": pl.String,
        "check_name": pl.String,
        "reason": pl.String,
        "row": pl.String,
        **_SEEN,
    },
}


def tabulate(extractions: Sequence[Extraction], run_id: str, seen: datetime) -> dict[str, pl.DataFrame]:
    """One frame per ledger table, columns and types those of the table; ``seen`` is the run's own instant."""
    stamp: Row = {"run_id": run_id, "first_seen": seen, "last_seen": seen}
    makers: dict[str, Callable[[Extraction], Iterable[Row]]] = {
        "articles": lambda e: [_article(e, stamp)],
        "claims": lambda e: (_claim(e, c, stamp) for c in e.claims),
        "claim_sources": _sources,
        "quantities": _quantities,
        "periods": _periods,
        "numbers": _numbers,
        "attributions": lambda e: (_attribution(e, a) for a in e.attributions),
        "findings": lambda e: (_finding(e, f) for f in e.findings),
    }
    return {
        table: pl.DataFrame(
            list({_key(table, row): row for e in extractions for row in make(e)}.values()),
            schema=SCHEMAS[table],
            orient="row",
        )
        for table, make in makers.items()
    }


def rejects(rejected: Iterable[Rejected], stage: str, run_id: str, seen: datetime) -> pl.DataFrame:
    """The ``quarantine`` frame of inputs that could not be read."""
    rows = {
        (r.origin, r.check): {
            "quarantine_id": fingerprint(stage, r.origin, r.check),
            "stage": stage,
            "item": r.origin,
            "version_id": None,
            "check_name": r.check,
            "reason": r.reason,
            "row": None,
            "run_id": run_id,
            "first_seen": seen,
            "last_seen": seen,
        }
        for r in rejected
    }
    return pl.DataFrame(list(rows.values()), schema=SCHEMAS["quarantine"], orient="row")


def claim_id(extraction: Extraction, claim: Claim | None) -> str | None:
    """The claim's id: a hash of the article's version, which fixes the text, and of the span."""
    return None if claim is None else fingerprint(extraction.article.version_id, "claim", claim.start, claim.end)


def _key(table: str, row: Row) -> object:
    """A claim or figure that a stage gave twice at one place is one row; everything else keeps its own key."""
    first = next(iter(row.values()))
    return (first, row["position"]) if table == "claim_sources" else (first, row.get("start_offset"))


def _article(e: Extraction, stamp: Row) -> Row:
    a = e.article
    return {
        "version_id": a.version_id,
        "article_id": a.article_id,
        "identity": a.identity,
        "origin": a.origin,
        "name": a.name,
        "text": a.text,
        "title": a.title,
        "publisher": a.publisher,
        "author": a.author,
        "published": a.published,
        "section": a.section,
        "url": a.url,
        "language": a.language,
        "media_type": a.media_type,
        "sentences": len(e.sentences),
        "extractor_version": EXTRACTOR_VERSION,
        **stamp,
    }


def _claim(e: Extraction, c: Claim, stamp: Row) -> Row:
    return {
        "claim_id": claim_id(e, c),
        "version_id": e.article.version_id,
        "start_offset": c.start,
        "end_offset": c.end,
        "exact": c.exact,
        "prefix": c.prefix,
        "suffix": c.suffix,
        "sentence": c.sentence,
        "subject": c.subject,
        "predicate": c.predicate,
        "object": c.object,
        "voice": str(c.voice),
        "cue": _cut(e, c.cue),
        "cue_start": c.cue.start if c.cue else None,
        "quotation": _word(c.quotation),
        "modality": str(c.modality),
        "checkable": c.checkable,
        "check_worthiness": c.check_worthiness,
        "confidence": c.confidence,
        "rule": c.rule,
        "wording": c.wording,
        "reasons": list(c.reasons),
        "extractor_version": EXTRACTOR_VERSION,
        **stamp,
    }


def _sources(e: Extraction) -> Iterator[Row]:
    for c in e.claims:
        for position, s in enumerate(c.sources, 1):
            yield {
                "claim_id": claim_id(e, c),
                "position": position,
                "start_offset": s.start,
                "end_offset": s.end,
                "mention": s.mention,
                "name": s.name,
                "kind": str(s.kind),
            }


def _quantities(e: Extraction) -> Iterator[Row]:
    homes = _homes(e, [(c, q.start, q.end) for c in e.claims for q in c.quantities])
    for q in e.quantities:
        yield {
            "quantity_id": fingerprint(e.article.version_id, "quantity", q.start, q.end),
            "version_id": e.article.version_id,
            "claim_id": homes.get((q.start, q.end)),
            "start_offset": q.start,
            "end_offset": q.end,
            "surface": q.surface,
            "number": q.number,
            "value": q.value,
            "value2": q.value2,
            "unit": q.unit,
            "comparator": str(q.comparator),
            "dimension": q.dimension,
            "base_unit": q.base_unit,
            "low": q.low,
            "high": q.high,
        }


def _periods(e: Extraction) -> Iterator[Row]:
    homes = _homes(e, [(c, p.start, p.end) for c in e.claims for p in c.periods])
    for p in e.periods:
        yield {
            "period_id": fingerprint(e.article.version_id, "period", p.start, p.end),
            "version_id": e.article.version_id,
            "claim_id": homes.get((p.start, p.end)),
            "start_offset": p.start,
            "end_offset": p.end,
            "surface": p.surface,
            "first_day": p.first,
            "last_day": p.last,
            "core_first": p.core_first,
            "core_last": p.core_last,
            "relation": _word(p.relation),
            "modifier": _word(p.modifier),
            "resolved": p.resolved,
        }


def _numbers(e: Extraction) -> Iterator[Row]:
    for n in e.numbers:
        yield {
            "version_id": e.article.version_id,
            "start_offset": n.start,
            "end_offset": n.end,
            "surface": n.surface,
            "status": str(n.status),
            "reason": _word(n.reason),
            "claim_id": None if n.claim is None else claim_id(e, e.claims[n.claim]),
        }


def _attribution(e: Extraction, a: Attribution) -> Row:
    return {
        "attribution_id": fingerprint(e.article.version_id, "attribution", a.source, a.cue, a.content),
        "version_id": e.article.version_id,
        "source": _spans(a.source),
        "cue": _spans(a.cue),
        "content": _spans(a.content),
        "source_text": _join(e, a.source),
        "cue_text": _join(e, a.cue),
        "content_text": _join(e, a.content),
        "quotation": str(a.quotation),
        "rule": a.rule,
        "confidence": a.confidence,
    }


def _finding(e: Extraction, f: Finding) -> Row:
    return {
        "finding_id": fingerprint(e.article.version_id, "finding", f.kind, f.spans),
        "version_id": e.article.version_id,
        "kind": str(f.kind),
        "spans": _spans(f.spans),
        "surfaces": list(f.surfaces),
        "computation": f.computation,
        "off_by": f.off,
        "unit": f.unit,
    }


def _homes(e: Extraction, held: list[tuple[Claim, int, int]]) -> dict[tuple[int, int], str | None]:
    """For each stretch that claims hold, the id of the shortest claim that does."""
    ordered = sorted(held, key=lambda h: h[0].start - h[0].end)
    return {(start, end): claim_id(e, claim) for claim, start, end in ordered}


def _cut(e: Extraction, span: Span | None) -> str | None:
    return None if span is None else e.article.text[span.start : span.end]


def _join(e: Extraction, spans: Sequence[Span]) -> str | None:
    return " … ".join(e.article.text[s.start : s.end] for s in spans) or None


def _spans(spans: Sequence[Span]) -> list[dict[str, int]]:
    return [{"start_offset": s.start, "end_offset": s.end} for s in spans]


def _word(value: object | None) -> str | None:
    return None if value is None else str(value)
