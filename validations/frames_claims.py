"""The models of a claim and of the chain of sources that it rests on."""

from __future__ import annotations

import polars as pl

from claims.model import Modality, Quotation, SourceKind, Voice
from validations.frames_articles import SEEN, seen_rules
from validations.rules import (
    Column,
    Rule,
    Table,
    as_printed,
    identifier,
    known_article,
    listed_once,
    one_of,
    share,
    within_text,
    words,
)

_ATTRIBUTED = pl.col("voice") == Voice.ATTRIBUTED.value
_ASSERTED = pl.col("voice") == Voice.ASSERTED.value
_SOURCED = pl.col("_sources") > 0


def _voice_rules() -> tuple[Rule, ...]:
    """Attributed means source, cue and quotation; asserted means none of them; unsure may have any."""
    parts = {
        "source": (_SOURCED, "names its source", "names no source"),
        "cue": (pl.col("cue").is_not_null(), "shows the words that attribute it", "has no words that attribute it"),
        "quotation": (pl.col("quotation").is_not_null(), "says whether it is quoted", "is no quotation of a source"),
    }
    rules = []
    for part, (present, attributed, asserted) in parts.items():
        after = ("claim_id_form", "sources_sound") if part == "source" else ()
        column = "voice" if part == "source" else part
        rules += [
            Rule(f"attributed_{part}", column, f"an attributed claim {attributed}", ~_ATTRIBUTED | present,
                 after),
            Rule(f"asserted_{part}", column, f"a claim in the publication's own voice {asserted}",
                 ~_ASSERTED | ~present, after),
        ]
    return tuple(rules)


CLAIMS = Table(
    "claims", "a claim",
    {
        "claim_id": Column(pl.String), "version_id": Column(pl.String), "start_offset": Column(pl.Int32),
        "end_offset": Column(pl.Int32), "exact": Column(pl.String), "prefix": Column(pl.String),
        "suffix": Column(pl.String), "sentence": Column(pl.Int32), "subject": Column(pl.String, True),
        "predicate": Column(pl.String, True), "object": Column(pl.String, True), "voice": Column(pl.String),
        "cue": Column(pl.String, True), "cue_start": Column(pl.Int32, True), "quotation": Column(pl.String, True),
        "modality": Column(pl.String), "checkable": Column(pl.Boolean), "check_worthiness": Column(pl.Float64),
        "confidence": Column(pl.Float64), "rule": Column(pl.String), "wording": Column(pl.String, nullable=True),
        "reasons": Column(pl.List(pl.String), nullable=True), "extractor_version": Column(pl.String), **SEEN,
    },
    (
        identifier("claim_id", "a claim"),
        listed_once("claim_id", "a claim"),
        known_article(),
        within_text("a claim"),
        as_printed("exact", "a claim"),
        words("exact", "the wording of a claim"),
        Rule("prefix_as_printed", "prefix", "the words kept from before a claim are those printed there",
             pl.col("prefix") == pl.col("_before"), ("known_article", "within_text")),
        Rule("suffix_as_printed", "suffix", "the words kept from after a claim are those printed there",
             pl.col("suffix") == pl.col("_after"), ("known_article", "within_text")),
        Rule("sentence_exists", "sentence", "a claim stands in a sentence of its article",
             (pl.col("sentence") >= 0) & (pl.col("sentence") < pl.col("_sentences")), ("known_article",)),
        words("subject", "the subject of a claim", optional=True),
        words("predicate", "the predicate of a claim", optional=True),
        words("object", "the object of a claim", optional=True),
        one_of("voice", "the voice of a claim", Voice),
        Rule("sources_sound", "claim_id", "a claim is stored only with its whole chain of sources",
             pl.col("claim_id").is_not_null() & (pl.col("_broken") == 0)),
        *_voice_rules(),
        Rule("cue_placed", "cue_start", "the words that attribute a claim have their place in the text",
             pl.col("cue").is_null() == pl.col("cue_start").is_null()),
        words("cue", "the wording that attributes a claim", optional=True),
        Rule("cue_as_printed", "cue", "the words that attribute a claim are those printed at their place",
             pl.col("cue").is_null() | (pl.col("cue") == pl.col("_cue_cut")), ("known_article", "cue_placed")),
        one_of("quotation", "the kind of quotation", Quotation, optional=True),
        one_of("modality", "the modality of a claim", Modality),
        share("check_worthiness", "the check-worthiness of a claim"),
        share("confidence", "the confidence of a claim"),
        words("rule", "the evidence for a claim"),
        words("wording", "a claim as read on its own"),
        words("extractor_version", "the version of the extraction"),
        *seen_rules(),
    ),
)

CLAIM_SOURCES = Table(
    "claim_sources", "a source of a claim",
    {
        "claim_id": Column(pl.String), "position": Column(pl.Int32), "start_offset": Column(pl.Int32),
        "end_offset": Column(pl.Int32), "mention": Column(pl.String), "name": Column(pl.String),
        "kind": Column(pl.String),
    },
    (
        Rule("known_claim", "claim_id", "a source comes with the claim that rests on it",
             pl.col("claim_id").is_not_null() & pl.col("_claim")),
        Rule("position_counted", "position", "the sources of a claim are counted 1, 2, 3 without a gap",
             pl.col("position") == pl.col("_position")),
        within_text("a source of a claim"),
        as_printed("mention", "a source"),
        words("mention", "the wording that names a source"),
        words("name", "the name of a source"),
        one_of("kind", "the kind of a source", SourceKind),
    ),
)
