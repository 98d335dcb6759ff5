"""A small ledger whose every row is sound, to break one thing of at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl

from claims.model import fingerprint
from validations.frames import FRAMES

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
RUN = "5f0c"
TEXT = (
    "Harbour traffic rose, ministry says\n\n"
    "The ferry ministry said on Monday that 1,250 lorries crossed in May, “nearly twice” last year’s count. "
    "The new pier opened on 3 April. Route 7 stayed closed."
)
VERSION = fingerprint("version")
Row = dict[str, object]
Change = Callable[[Row], Row]


def place(words: str) -> tuple[int, int]:
    """Where the words stand in the text."""
    start = TEXT.index(words)
    return start, start + len(words)


def _placed(words: str) -> Row:
    start, end = place(words)
    return {"start_offset": start, "end_offset": end}


def _claim(words: str, **more: object) -> Row:
    start, end = place(words)
    seen: Row = {"run_id": RUN, "first_seen": NOW, "last_seen": NOW}
    return {
        "claim_id": fingerprint(words), "version_id": VERSION, "start_offset": start, "end_offset": end,
        "exact": words, "prefix": TEXT[max(0, start - 32) : start], "suffix": TEXT[end : end + 32], "sentence": 1,
        "subject": None, "predicate": None, "object": None, "voice": "asserted", "cue": None, "cue_start": None,
        "quotation": None, "modality": "fact", "checkable": True, "check_worthiness": 0.7, "confidence": 0.9,
        "rule": "clause", "wording": words, "reasons": ["figure"], "extractor_version": "1", **seen, **more,
    }


CROSSED = "1,250 lorries crossed in May"
OPENED = "The new pier opened on 3 April"


def rows() -> dict[str, list[Row]]:
    """The rows of every ledger table: one article with an attributed and an asserted claim."""
    crossed, opened = fingerprint(CROSSED), fingerprint(OPENED)
    spans = {part: [_placed(words)] for part, words in
             (("source", "The ferry ministry"), ("cue", "said"), ("content", CROSSED))}
    return {
        "articles": [{
            "version_id": VERSION, "article_id": fingerprint("article"), "identity": "https://example.org/ferries",
            "origin": "articles/ferries.txt", "name": "ferries.txt", "text": TEXT, "title": "Harbour traffic rose",
            "publisher": "The Quay", "author": None, "published": date(2026, 3, 1), "section": None,
            "url": "https://example.org/ferries", "language": "en", "media_type": "text/plain", "sentences": 4,
            "extractor_version": "1", "run_id": RUN, "first_seen": NOW, "last_seen": NOW,
        }],
        "claims": [
            _claim(CROSSED, voice="attributed", cue="said", cue_start=place("said")[0], quotation="mixed"),
            _claim(OPENED, sentence=2),
        ],
        "claim_sources": [
            {"claim_id": crossed, "position": 1, **_placed("The ferry ministry"), "mention": "The ferry ministry",
             "name": "ferry ministry", "kind": "organisation"},
        ],
        "quantities": [{
            "quantity_id": fingerprint("quantity"), "version_id": VERSION, "claim_id": crossed,
            **_placed("1,250 lorries"), "surface": "1,250 lorries", "number": "1,250", "value": Decimal(1250),
            "value2": None, "unit": "lorry", "comparator": "=", "dimension": "count", "base_unit": "lorry",
            "low": Decimal(1245), "high": Decimal(1255),
        }],
        "periods": [{
            "period_id": fingerprint("period"), "version_id": VERSION, "claim_id": opened,
            **_placed("on 3 April"), "surface": "on 3 April", "first_day": date(2026, 4, 3),
            "last_day": date(2026, 4, 3), "core_first": date(2026, 4, 3), "core_last": date(2026, 4, 3),
            "relation": None, "modifier": None, "resolved": True,
        }],
        "numbers": [
            {"version_id": VERSION, **_placed("1,250"), "surface": "1,250", "status": "quantity", "reason": None,
             "claim_id": crossed},
            {"version_id": VERSION, **_placed("3"), "surface": "3", "status": "period", "reason": None,
             "claim_id": opened},
            {"version_id": VERSION, **_placed("7"), "surface": "7", "status": "excluded",
             "reason": "part of a name", "claim_id": None},
        ],
        "attributions": [{
            "attribution_id": fingerprint("attribution"), "version_id": VERSION, **spans,
            "source_text": "The ferry ministry", "cue_text": "said", "content_text": CROSSED,
            "quotation": "mixed", "rule": "cue", "confidence": 0.8,
        }],
        "findings": [{
            "finding_id": fingerprint("finding"), "version_id": VERSION, "kind": "weekday",
            "spans": [_placed("on Monday"), _placed("3 April")], "surfaces": ["on Monday", "3 April"],
            "computation": "3 April 2026 is a Friday, not a Monday.", "off_by": Decimal(3), "unit": "day",
        }],
    }


def frames(table: str = "", change: Change | None = None, row: int = 0) -> dict[str, pl.DataFrame]:
    """The ledger as frames, with one row of one table changed."""
    found = rows()
    if change:
        found[table][row] = change(found[table][row])
    return {name: frame(name, found[name]) for name in found}


def ledger_rows(articles: int) -> dict[str, list[Row]]:
    """The rows of several such articles, each with ids of its own."""
    found: dict[str, list[Row]] = {}
    for number in range(articles):
        for table, ours in rows().items():
            found.setdefault(table, []).extend(
                {key: fingerprint(number, value) if key.endswith("_id") and key != "run_id" and value else value
                 for key, value in row.items()}
                for row in ours
            )
    return found


def ledger(articles: int) -> dict[str, pl.DataFrame]:
    """Several such articles as frames."""
    return {name: frame(name, found) for name, found in ledger_rows(articles).items()}


def frame(table: str, found: list[Row]) -> pl.DataFrame:
    """Rows as a frame with the columns and types of the table."""
    return pl.DataFrame(found, schema={n: c.dtype for n, c in FRAMES[table].columns.items()}, orient="row")
