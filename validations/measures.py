"""The frames that the table checks measure: the tables with a column for each question, whole and of the new rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import polars as pl

from claims.model import Status, Voice

TABLES: dict[str, tuple[str, ...]] = {
    "articles": ("version_id", "name", "title", "publisher", "published", "run_id"),
    "claims": ("claim_id", "version_id", "start_offset", "exact", "voice", "run_id"),
    "claim_sources": ("claim_id", "position"),
    "quantities": ("quantity_id", "version_id", "claim_id", "start_offset", "end_offset"),
    "periods": ("period_id", "version_id", "claim_id", "start_offset", "end_offset"),
    "numbers": ("version_id", "start_offset", "end_offset", "surface", "status", "claim_id"),
    "attributions": ("attribution_id", "version_id"),
    "findings": ("finding_id", "version_id"),
    "quarantine": ("quarantine_id", "stage", "item", "check_name", "row", "run_id"),
    "runs": ("run_id", "started_at", "published_at"),
    "validation_results": ("run_id", "check_id", "table_name", "check_name", "observed", "checked_at"),
}
"""The tables that the checks read and the columns that they need of each; others may be there."""

_TAKEN_ALONG = ("article_quarantined", "claim_quarantined")
_ATTRIBUTED = pl.col("voice") == Voice.ATTRIBUTED.value


def measure(tables: Mapping[str, pl.DataFrame], run_id: str, now: datetime) -> dict[str, pl.DataFrame]:
    """Every frame that a check names, by name.

    New are the rows of the runs since the last published one, ``run_id`` among them: runs stand one after the other.
    """
    ledger = {name: tables[name].select(columns) for name, columns in TABLES.items()}
    whole = _whole(ledger)
    return whole | _new(ledger, _unpublished(ledger["runs"], run_id), now)


def _unpublished(runs: pl.DataFrame, run_id: str) -> pl.Series:
    published = runs.filter(pl.col("published_at").is_not_null(), pl.col("run_id") != run_id)
    last = published["started_at"].max()
    since = runs if last is None else runs.filter(pl.col("started_at") > last)
    return pl.concat([since["run_id"], pl.Series("run_id", [run_id])]).unique()


def _whole(ledger: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    versions = ledger["articles"]["version_id"].unique().implode()
    claims = ledger["claims"]["claim_id"].unique().implode()
    sourced = ledger["claim_sources"]["claim_id"].unique().implode()
    article = pl.col("version_id").is_in(versions).alias("article_known")
    claim = (pl.col("claim_id").is_null() | pl.col("claim_id").is_in(claims)).alias("claim_known")
    source = (~_ATTRIBUTED | pl.col("claim_id").is_in(sourced)).alias("source_known")
    return {
        "articles": ledger["articles"].select("version_id"),
        "claims": ledger["claims"].select("claim_id", article, source),
        "claim_sources": ledger["claim_sources"].select("claim_id", "position", claim),
        "quantities": ledger["quantities"].select("quantity_id", article, claim),
        "periods": ledger["periods"].select("period_id", article, claim),
        "numbers": ledger["numbers"].select("version_id", "start_offset", article, claim),
        "attributions": ledger["attributions"].select("attribution_id", article),
        "findings": ledger["findings"].select("finding_id", article),
        "quarantine": ledger["quarantine"].select("quarantine_id"),
    }


def _new(ledger: Mapping[str, pl.DataFrame], runs: pl.Series, now: datetime) -> dict[str, pl.DataFrame]:
    of_runs = pl.col("run_id").is_in(runs.implode())
    articles, claims, aside = (ledger[name].filter(of_runs) for name in ("articles", "claims", "quarantine"))
    ours = {
        name: ledger[name].join(articles.select("version_id"), on="version_id", how="semi")
        for name in ("claims", "quantities", "periods", "numbers", "attributions", "findings")
    }
    return {
        "new_articles": _articles(articles, ours["claims"], now),
        "new_claims": _claims(articles, claims),
        "new_quantities": _quantities(ours["quantities"], ledger["claims"]),
        "new_numbers": _numbers(articles, ours),
        "new_inputs": _inputs(articles, aside),
        "new_rows": _rows(sum(frame.height for frame in ours.values()) + articles.height, aside),
    }


def _articles(articles: pl.DataFrame, claims: pl.DataFrame, now: datetime) -> pl.DataFrame:
    found = claims.group_by("version_id").agg(pl.len().alias("claims"))
    ahead = pl.col("published") > (now + timedelta(days=1)).date()
    return articles.join(found, on="version_id", how="left").select(
        pl.col("name").alias("article"), "title", "publisher", "published", pl.col("claims").fill_null(0),
        (pl.lit(now.date()) - pl.col("published")).dt.total_days().alias("age_days"),
        (~ahead).fill_null(value=True).alias("not_ahead"),
        pl.col("claims").is_not_null().alias("has_claims"),
    )


def _claims(articles: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    first = pl.col("start_offset") == pl.col("start_offset").min().over("version_id", "exact")
    unattributed, unsure = (pl.col("voice") == voice.value for voice in (Voice.ASSERTED, Voice.UNSURE))
    return claims.join(articles.select("version_id", "name"), on="version_id", how="left").select(
        pl.col("name").alias("article"), "start_offset", unattributed.cast(pl.Float64).alias("unattributed"),
        unsure.cast(pl.Float64).alias("unsure"), first.alias("first_wording"),
    )


def _quantities(quantities: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    voices = claims.select("claim_id", "voice").unique("claim_id", keep="first")
    unattributed = (~_ATTRIBUTED).fill_null(value=True).cast(pl.Float64).alias("unattributed")
    return quantities.join(voices, on="claim_id", how="left").select("quantity_id", unattributed)


def _numbers(articles: pl.DataFrame, ours: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``placed``: a number that was read as a figure or a date stands within one that is stored."""
    numbers = ours["numbers"].join(articles.select("version_id", "name"), on="version_id")
    numbers = numbers.sort("version_id", "start_offset")
    held = []
    for status, table in ((Status.QUANTITY, "quantities"), (Status.PERIOD, "periods")):
        reach = ours[table].sort("version_id", "start_offset").select(
            "version_id", "start_offset", pl.col("end_offset").cum_max().over("version_id").alias("_reach"))
        numbers = numbers.join_asof(
            reach, on="start_offset", by="version_id", strategy="backward", check_sortedness=False,
        ).rename({"_reach": table})
        held.append((pl.col("status") != status.value) | (pl.col(table) >= pl.col("end_offset")).fill_null(value=False))
    accounted = (pl.col("status") != Status.UNACCOUNTED.value).alias("accounted")
    placed = pl.all_horizontal(held).alias("placed")
    return numbers.select(pl.col("name").alias("article"), "start_offset", "surface", accounted, placed)


def _inputs(articles: pl.DataFrame, aside: pl.DataFrame) -> pl.DataFrame:
    refused = aside.filter((pl.col("stage") != "validate") | (pl.col("item") == "articles"))
    lost = refused.select("item", "row").unique().height
    return pl.DataFrame({"put_aside": [0.0] * articles.height + [1.0] * lost}, schema={"put_aside": pl.Float64})


def _rows(kept: int, aside: pl.DataFrame) -> pl.DataFrame:
    broken = aside.filter(pl.col("stage") == "validate", ~pl.col("check_name").is_in(_TAKEN_ALONG))
    lost = broken.select("item", "row").unique().height
    return pl.concat([pl.zeros(kept, eager=True), pl.ones(lost, eager=True)]).to_frame("put_aside")
