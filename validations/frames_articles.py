"""The models of what is stored once an article: the article, its attributions, and what was put aside."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import polars as pl

from claims.model import FindingKind, Quotation
from validations.rules import (
    Column,
    Rule,
    Table,
    identifier,
    in_order,
    known_article,
    listed_once,
    one_of,
    share,
    words,
)

INSTANT = pl.Datetime("us", "UTC")
SPANS = pl.List(pl.Struct({"start_offset": pl.Int32, "end_offset": pl.Int32}))
JOINT = " … "
"""What stands between the pieces of a source, cue or content that is not one stretch of the text."""

EARLIEST_PUBLICATION = date(1600, 1, 1)
LATEST_PUBLICATION = date(2200, 12, 31)

SEEN = {"run_id": Column(pl.String), "first_seen": Column(INSTANT), "last_seen": Column(INSTANT)}


class Stage(StrEnum):
    """Where something was put aside."""

    READ = "read"
    EXTRACT = "extract"
    VALIDATE = "validate"


def seen_rules() -> tuple[Rule, ...]:
    """Rules of the columns that say when and by which run a row was seen."""
    return (
        words("run_id", "the run"),
        in_order("seen_order", ("first_seen", "last_seen"), "nothing is last seen before it was first seen"),
    )


ARTICLES = Table(
    "articles", "an article",
    {
        "version_id": Column(pl.String), "article_id": Column(pl.String), "identity": Column(pl.String),
        "origin": Column(pl.String), "name": Column(pl.String), "text": Column(pl.String),
        "title": Column(pl.String, True), "publisher": Column(pl.String, True), "author": Column(pl.String, True),
        "published": Column(pl.Date, True), "section": Column(pl.String, True), "url": Column(pl.String, True),
        "language": Column(pl.String), "media_type": Column(pl.String), "sentences": Column(pl.Int32),
        "extractor_version": Column(pl.String), **SEEN,
    },
    (
        identifier("version_id", "an article's version"),
        identifier("article_id", "an article"),
        listed_once("version_id", "a version of an article"),
        words("identity", "what identifies the article"),
        words("origin", "the place where the article was read"),
        words("name", "the article's name"),
        words("text", "the article's text"),
        words("title", "the title", optional=True),
        words("publisher", "the publisher", optional=True),
        words("author", "the author", optional=True),
        words("section", "the section", optional=True),
        Rule("published_plausible", "published",
             f"the publication date lies between {EARLIEST_PUBLICATION.year} and {LATEST_PUBLICATION.year}",
             pl.col("published").is_null() | pl.col("published").is_between(EARLIEST_PUBLICATION, LATEST_PUBLICATION)),
        Rule("url_form", "url", "the web address is complete and holds no space",
             pl.col("url").is_null() | pl.col("url").str.contains(r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$")),
        Rule("language_form", "language", "the language is a code such as en or en-GB",
             pl.col("language").str.contains("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")),
        Rule("media_type_form", "media_type", "the media type has the form type/subtype",
             pl.col("media_type").str.contains(r"^[a-z]+/[A-Za-z0-9][A-Za-z0-9.+-]*$")),
        Rule("sentences_counted", "sentences", "an article has at least one sentence", pl.col("sentences") >= 1),
        words("extractor_version", "the version of the extraction"),
        *seen_rules(),
    ),
)


def _spans_rules(part: str, *, needed: bool = False) -> tuple[Rule, ...]:
    spans, text = pl.col(part), pl.col(f"{part}_text")
    start, end = (pl.element().struct.field(name) for name in ("start_offset", "end_offset"))
    sound = spans.list.eval(((start >= 0) & (start < end)).fill_null(value=False)).list.all()
    inside = spans.list.eval(end).list.max() <= pl.col("_length")
    empty = spans.list.len() == 0
    named = Rule(f"{part}_named", part, f"an attribution has a {part}", ~empty)
    first = (named.name,) if needed else ()
    return (
        *((named,) if needed else ()),
        Rule(f"{part}_within_text", part, f"the {part} of an attribution marks characters of the article's text",
             empty | (sound & inside), ("known_article",)),
        Rule(f"{part}_text_as_printed", f"{part}_text",
             f"the words kept for the {part} of an attribution are those printed at its place",
             pl.when(empty).then(text.is_null()).otherwise(text == pl.col(f"_{part}_cut")),
             (*first, "known_article", f"{part}_within_text")),
    )


ATTRIBUTIONS = Table(
    "attributions", "an attribution",
    {
        "attribution_id": Column(pl.String), "version_id": Column(pl.String), "source": Column(SPANS),
        "cue": Column(SPANS), "content": Column(SPANS), "source_text": Column(pl.String, True),
        "cue_text": Column(pl.String, True), "content_text": Column(pl.String), "quotation": Column(pl.String),
        "rule": Column(pl.String), "confidence": Column(pl.Float64),
    },
    (
        identifier("attribution_id", "an attribution"),
        listed_once("attribution_id", "an attribution"),
        known_article(),
        *_spans_rules("source"),
        *_spans_rules("cue"),
        *_spans_rules("content", needed=True),
        one_of("quotation", "the kind of quotation", Quotation),
        words("rule", "the evidence for an attribution"),
        share("confidence", "the confidence of an attribution"),
    ),
)

FINDINGS = Table(
    "findings", "a contradiction",
    {
        "finding_id": Column(pl.String), "version_id": Column(pl.String), "kind": Column(pl.String),
        "spans": Column(SPANS), "surfaces": Column(pl.List(pl.String)), "computation": Column(pl.String),
        "off_by": Column(pl.Decimal(38, 9)), "unit": Column(pl.String),
    },
    (
        identifier("finding_id", "a contradiction"),
        listed_once("finding_id", "a contradiction"),
        known_article(),
        one_of("kind", "the kind of a contradiction", FindingKind),
        Rule("two_places", "spans", "a contradiction names at least two places", pl.col("spans").list.len() >= 2),
        Rule("spans_within_text", "spans", "the places of a contradiction mark characters of the article's text",
             pl.col("_cut").is_not_null(), ("known_article", "two_places")),
        Rule("surfaces_as_printed", "surfaces", "the words kept for a contradiction are those printed at its places",
             (pl.col("surfaces").list.len() == pl.col("spans").list.len())
             & (pl.col("surfaces").list.join(JOINT) == pl.col("_cut")),
             ("known_article", "two_places", "spans_within_text")),
        words("computation", "the computation"),
        Rule("off_by_range", "off_by", "a contradiction is off by more than nothing", pl.col("off_by") > 0),
        words("unit", "the unit of what a contradiction is off by"),
    ),
)

QUARANTINE = Table(
    "quarantine", "a thing put aside",
    {
        "quarantine_id": Column(pl.String), "stage": Column(pl.String), "item": Column(pl.String),
        "version_id": Column(pl.String, True), "check_name": Column(pl.String), "reason": Column(pl.String),
        "row": Column(pl.String, True), **SEEN,
    },
    (
        identifier("quarantine_id", "a thing put aside"),
        listed_once("quarantine_id", "a thing put aside"),
        one_of("stage", "the stage", Stage),
        words("item", "the path, address or table of what was put aside"),
        words("check_name", "the check that something failed"),
        words("reason", "the reason why something was put aside"),
        Rule("row_kept", "row", "a row put aside is kept whole",
             (pl.col("stage") != "validate") | pl.col("row").is_not_null()),
        Rule("row_form", "row", "a row put aside is kept as a JSON object",
             pl.col("row").is_null() | pl.col("row").str.contains(r"(?s)^\{.*\}$")),
        *seen_rules(),
    ),
)
