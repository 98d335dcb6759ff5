"""An extraction as the JSON object that `claims extract --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from claims.model import Attribution, Claim, Extraction, Finding, Number, Period, Quantity, Span

Json = dict[str, object]


def as_json(extraction: Extraction) -> Json:
    """The article's claims, attributions, quantities, periods, numbers and findings; all offsets count its code points."""
    article = extraction.article
    return {
        "article": article.name,
        "published": _day(article.published),
        "publisher": article.publisher,
        "claims": [_claim(c, article.text) for c in extraction.claims],
        "attributions": [_attribution(a) for a in extraction.attributions],
        "quantities": [as_quantity(q) for q in extraction.quantities],
        "periods": [_period(p) for p in extraction.periods],
        "numbers": [_number(n) for n in extraction.numbers],
        "findings": [_finding(f) for f in extraction.findings],
    }


def _claim(c: Claim, text: str) -> Json:
    return {
        "start": c.start, "end": c.end, "text": c.exact, "label": str(c.voice),
        "cue": text[c.cue.start : c.cue.end] if c.cue else None,
        "sources": [{"mention": s.mention, "name": s.name, "kind": str(s.kind)} for s in c.sources],
        "quotation": str(c.quotation) if c.quotation else None, "modality": str(c.modality), "checkable": c.checkable,
        "quantities": [as_quantity(q) for q in c.quantities], "periods": [_period(p) for p in c.periods],
        "check_worthiness": c.check_worthiness, "confidence": c.confidence, "rule": c.rule,
        "subject": c.subject, "predicate": c.predicate, "object": c.object, "wording": c.wording, "reasons": list(c.reasons),
    }  # fmt: skip


def _attribution(a: Attribution) -> Json:
    return {
        "source": _spans(a.source),
        "cue": _spans(a.cue),
        "content": _spans(a.content),
        "quotation": str(a.quotation),
    }


def as_quantity(q: Quantity) -> Json:
    """One figure, with its place and words, its value, and its interval in base units."""
    return {
        "offset": q.start, "surface": q.surface, "value": decimal(q.value), "value2": _decimal(q.value2),
        "unit": q.unit, "comparator": str(q.comparator), "dimension": q.dimension, "base_unit": q.base_unit,
        "low": decimal(q.low), "high": decimal(q.high),
    }  # fmt: skip


def _period(p: Period) -> Json:
    return {
        "offset": p.start, "surface": p.surface, "start": _day(p.first), "end": _day(p.last),
        "core": [_day(p.core_first), _day(p.core_last)], "relation": str(p.relation) if p.relation else None,
        "mod": str(p.modifier) if p.modifier else None, "resolved": p.resolved,
    }  # fmt: skip


def _number(n: Number) -> Json:
    row: Json = {"start": n.start, "end": n.end, "surface": n.surface, "status": str(n.status)}
    if n.reason is not None:
        row["reason"] = str(n.reason)
    elif n.claim is not None:
        row["claim"] = n.claim
    return row


def _finding(f: Finding) -> Json:
    places = [{"start": s.start, "end": s.end, "surface": words} for s, words in zip(f.spans, f.surfaces, strict=True)]
    return {
        "kind": str(f.kind), "spans": places, "computation": f.computation, "off": decimal(f.off), "unit": f.unit,
    }  # fmt: skip


def decimal(value: Decimal) -> str:
    """A decimal in plain notation, without trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else decimal(value)


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
