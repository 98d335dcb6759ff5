"""Writes the ledger: runs, batches of what was read, quarantine and check results; each call is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime

import duckdb
import polars as pl

from warehouse import derive
from warehouse.fetch import schema, statement
from warehouse.transaction import transaction

LEDGER = ("articles", "claims", "claim_sources", "quantities", "periods", "numbers", "attributions", "findings")
"""The tables that a batch fills, in the order of what refers to what."""

KEYS = {
    "articles": ("version_id",), "claims": ("claim_id",), "claim_sources": ("claim_id", "position"),
    "quantities": ("quantity_id",), "periods": ("period_id",), "numbers": ("version_id", "start_offset"),
    "attributions": ("attribution_id",), "findings": ("finding_id",), "quarantine": ("quarantine_id",),
    "claim_pairs": ("pair_id",), "claim_origins": ("claim_id",),
}  # fmt: skip
"""The columns by which a row of a table is one; no index holds the large tables to it (schema/0009)."""

_COUNTED = ("articles", "claims", "quarantine")


@dataclass(frozen=True, slots=True)
class RunStart:
    """What is known of a run when it begins; ``options`` and ``software`` are JSON."""

    run_id: str
    flow: str
    started_at: datetime
    started_by: str
    inputs: tuple[str, ...]
    options: str
    extractor_version: str
    software: str


@dataclass(frozen=True, slots=True)
class RunEnd:
    """How a run ended: ``outcome`` is published, stopped or failed; a count that was not reached is None."""

    outcome: str
    finished_at: datetime
    duration_s: float
    message: str | None = None
    articles: int | None = None
    new_articles: int | None = None
    claims: int | None = None
    attributed: int | None = None
    asserted: int | None = None
    quantities: int | None = None
    periods: int | None = None
    quarantined: int | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows of a batch the ledger did not have yet, and how many it knew."""

    new: int
    seen: int


def begin_run(con: duckdb.DuckDBPyConnection, run: RunStart) -> int:
    """Records that a run has begun; the caller holds the run lock.

    A run still marked as running can then only be one that died: it becomes failed, with that message. Returns how
    many such runs there were.
    """
    with transaction(con):
        dead = con.execute(statement("fail_dead_runs"), {"started_at": run.started_at, "run_id": run.run_id}).fetchall()
        con.execute(statement("begin_run"), {**asdict(run), "inputs": list(run.inputs)})
    return len(dead)


def finish_run(con: duckdb.DuckDBPyConnection, run_id: str, end: RunEnd) -> None:
    """Records how a run ended; said again, the last word counts, as when publishing fails after all.

    A run that ends published publishes also what earlier runs left unpublished.
    """
    with transaction(con):
        ended = con.execute(statement("finish_run"), {"run_id": run_id, **asdict(end)}).fetchall()
        if not ended:
            raise ValueError(f"run {run_id} was never begun")
        con.execute(statement("unpublish_runs"), {"run_id": run_id})
        if end.outcome == "published":
            con.execute(statement("publish_runs"), {"published_at": end.finished_at})


def known_versions(con: duckdb.DuckDBPyConnection, version_ids: Collection[str], extractor_version: str) -> set[str]:
    """Those of the article versions that are in the ledger as this extractor reads them."""
    given = {"version_ids": sorted(set(version_ids)), "extractor_version": extractor_version}
    found = con.execute(statement("known_versions"), given).fetchall()
    return {version_id for (version_id,) in found}


def touch(con: duckdb.DuckDBPyConnection, version_ids: Collection[str], seen: datetime) -> int:
    """Moves last_seen of known article versions and their current claims to ``seen``; returns how many versions."""
    with _incoming(con, {"versions": _ids(version_ids)}), transaction(con):
        touched = con.execute(statement("touch_articles"), {"seen": seen}).fetchall()
        con.execute(statement("touch_claims"), {"seen": seen})
        derive.follow(con, version_ids)
        con.execute(statement("note_readings"))
    return len(touched)


def store_batch(con: duckdb.DuckDBPyConnection, frames: Mapping[str, pl.DataFrame]) -> dict[str, Stored]:
    """Stores a batch in one transaction: frames of the ledger's tables and of quarantine, keyed by table.

    A table may be missing; a frame's columns are exactly its table's. What is known keeps first_seen, and its run_id
    unless another extractor version read it; the rows under an article version are replaced by the batch's. A claim
    that the batch's extractor no longer finds stays as its own extractor left it. Returns the counts for articles,
    claims and quarantine.
    """
    full = _complete(con, frames)
    with _incoming(con, full), transaction(con):
        counts = {name: _count(con, name) for name in _COUNTED}
        con.execute(statement("supersede"))
        con.execute(statement("store_batch"))
        derive.derive(con, full["articles"]["version_id"])
        con.execute(statement("note_readings"))
    return counts


def store_checks(con: duckdb.DuckDBPyConnection, results: pl.DataFrame) -> None:
    """Stores rows of validation_results; the same check of the same run again replaces its row."""
    _same_columns(con, "validation_results", results)
    with _incoming(con, {"validation_results": results}), transaction(con):
        con.execute(statement("store_checks"))


def _count(con: duckdb.DuckDBPyConnection, name: str) -> Stored:
    new, seen = con.execute(statement(f"count_{name}")).fetchall()[0]
    return Stored(int(new), int(seen))


def _complete(con: duckdb.DuckDBPyConnection, frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    tables = (*LEDGER, "quarantine")
    unknown = set(frames) - set(tables)
    if unknown:
        raise ValueError(f"a batch has no table {sorted(unknown)}")
    for name, given in frames.items():
        _same_columns(con, name, given)
        if given.select(KEYS[name]).is_duplicated().any():
            raise ValueError(f"the frame for {name} has two rows of one {' and '.join(KEYS[name])}")
    return {name: frames[name] if name in frames else pl.DataFrame(schema=schema(con, name)) for name in tables}


def _same_columns(con: duckdb.DuckDBPyConnection, name: str, given: pl.DataFrame) -> None:
    # INSERT … BY NAME fills a column that is missing with null, without a word.
    differing = set(given.columns) ^ set(schema(con, name))
    if differing:
        raise ValueError(f"the frame for {name} and its table differ in {sorted(differing)}")


def _ids(version_ids: Collection[str]) -> pl.DataFrame:
    return pl.DataFrame({"version_id": sorted(set(version_ids))}, schema={"version_id": pl.String})


@contextmanager
def _incoming(con: duckdb.DuckDBPyConnection, frames: Mapping[str, pl.DataFrame]) -> Iterator[None]:
    names = [f"incoming_{name}" for name in frames]
    for name, incoming in zip(names, frames.values(), strict=True):
        con.register(name, incoming)
    try:
        yield
    finally:
        for name in names:
            con.unregister(name)
