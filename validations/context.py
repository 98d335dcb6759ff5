"""Helper columns beside the stored ones: with them a rule on the text, the claim or the batch is a rule on one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from validations.frames_articles import JOINT

_KEYS = {
    "articles": ["version_id"], "claims": ["claim_id"], "quantities": ["quantity_id"], "periods": ["period_id"],
    "numbers": ["version_id", "start_offset"], "attributions": ["attribution_id"], "findings": ["finding_id"],
    "quarantine": ["quarantine_id"],
}


@dataclass(frozen=True, slots=True)
class Batch:
    """The frames of a batch with the texts of its articles by version, as Python strings: cut in constant time."""

    frames: Mapping[str, pl.DataFrame]
    texts: Mapping[str, str]

    @classmethod
    def of(cls, frames: Mapping[str, pl.DataFrame]) -> Batch:
        """The batch of the frames; a version without text counts as no article."""
        versions, texts = (frames["articles"][column].to_list() for column in ("version_id", "text"))
        return cls(frames, {v: t for v, t in zip(versions, texts, strict=True) if v is not None and t is not None})


def with_context(table: str, batch: Batch, broken_sources: pl.DataFrame) -> pl.DataFrame:
    """The table's frame with the helper columns of its model, in the order of its rows.

    ``broken_sources`` are the rows of ``claim_sources`` that failed; only claims are judged by them.
    """
    frame = batch.frames[table]
    match table:
        case "articles":
            return _numbered(table, frame)
        case "claim_sources":
            return _sources(batch, frame)
        case "claims":
            return _numbered(table, _claims(batch, frame, broken_sources))
        case "quantities" | "periods" | "numbers":
            return _numbered(table, _in_claims(batch, _cut(batch, _measured(batch, frame), "_cut")))
        case "attributions":
            return _numbered(table, _attributions(batch, frame))
        case "findings":
            return _numbered(table, _findings(batch, frame))
    raise ValueError(f"no ledger table is called {table!r}")


def _numbered(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """``_nth``: which of the rows with its key a row is, from 1."""
    return frame.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over(_KEYS[table]).alias("_nth"))


def _measured(batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
    """``_length``: how many code points the row's article has, null where the article is not in the batch."""
    lengths = [len(text) if (text := batch.texts.get(v)) is not None else None for v in frame["version_id"].to_list()]
    return frame.with_columns(pl.Series("_length", lengths, dtype=pl.Int64))


def _cut(batch: Batch, frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """``name``: what the article prints at the row's offsets, null where they mark no stretch of it."""
    places = (frame[column].to_list() for column in ("version_id", "start_offset", "end_offset"))
    cuts = [_stretch(batch.texts.get(v), s, e) for v, s, e in zip(*places, strict=True)]
    return frame.with_columns(pl.Series(name, cuts, dtype=pl.String))


def _stretch(text: str | None, start: int | None, end: int | None) -> str | None:
    if text is None or start is None or end is None or not 0 <= start < end <= len(text):
        return None
    return text[start:end]


def _claims(batch: Batch, frame: pl.DataFrame, broken_sources: pl.DataFrame) -> pl.DataFrame:
    frame = _cut(batch, _measured(batch, frame), "_cut")
    lengths = frame.select(
        "version_id", "start_offset", "end_offset", "cue_start", pl.col("prefix").str.len_chars(),
        pl.col("suffix").str.len_chars(), pl.col("cue").str.len_chars(),
    ).rows()
    before, after, cues = [], [], []
    for version, start, end, cue_start, prefix, suffix, cue in lengths:
        text = batch.texts.get(version, "")
        before.append(text[max(0, start - prefix) : start] if start is not None and prefix is not None else None)
        after.append(text[end : end + suffix] if end is not None and suffix is not None else None)
        cues.append(_stretch(text, cue_start, cue_start + cue) if cue_start is not None and cue is not None else None)
    counted = batch.frames["articles"].group_by("version_id").agg(pl.col("sentences").first().alias("_sentences"))
    helpers = [pl.Series(name, values, dtype=pl.String)
               for name, values in (("_before", before), ("_after", after), ("_cue_cut", cues))]
    return (
        frame.with_columns(helpers)
        .join(counted, on="version_id", how="left", maintain_order="left")
        .join(_count(batch.frames["claim_sources"], "_sources"), on="claim_id", how="left", maintain_order="left")
        .join(_count(broken_sources, "_broken"), on="claim_id", how="left", maintain_order="left")
        .with_columns(pl.col("_sources", "_broken").fill_null(0))
    )


def _count(sources: pl.DataFrame, name: str) -> pl.DataFrame:
    return sources.group_by("claim_id").agg(pl.len().cast(pl.UInt32).alias(name))


def _sources(batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
    homes = batch.frames["claims"].unique("claim_id", keep="first").select(
        "claim_id", "version_id", pl.lit(value=True).alias("_claim"))
    rank = pl.col("position").rank("ordinal").over("claim_id").cast(pl.UInt32).alias("_position")
    placed = frame.join(homes, on="claim_id", how="left", maintain_order="left").with_columns(rank)
    return _cut(batch, _measured(batch, placed), "_cut").drop("version_id")


def _in_claims(batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
    homes = batch.frames["claims"].unique("claim_id", keep="first").select(
        "claim_id", pl.col("version_id").alias("_claim_version"), pl.col("start_offset").alias("_claim_start"),
        pl.col("end_offset").alias("_claim_end"),
    )
    return frame.join(homes, on="claim_id", how="left", maintain_order="left")


def _attributions(batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
    texts = [batch.texts.get(version) for version in frame["version_id"].to_list()]
    cuts = [
        pl.Series(f"_{part}_cut", [_pieces(t, s) for t, s in zip(texts, frame[part].to_list(), strict=True)],
                  dtype=pl.String)
        for part in ("source", "cue", "content")
    ]
    return _measured(batch, frame).with_columns(cuts)


def _findings(batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
    texts = [batch.texts.get(version) for version in frame["version_id"].to_list()]
    cuts = [_pieces(text, spans) for text, spans in zip(texts, frame["spans"].to_list(), strict=True)]
    return _measured(batch, frame).with_columns(pl.Series("_cut", cuts, dtype=pl.String))


def _pieces(text: str | None, spans: Sequence[Mapping[str, int | None] | None] | None) -> str | None:
    if not spans:
        return None
    cuts = [_stretch(text, s["start_offset"], s["end_offset"]) if s else None for s in spans]
    return None if None in cuts else JOINT.join(cut for cut in cuts if cut is not None)
