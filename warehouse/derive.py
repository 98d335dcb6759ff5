"""Keeps the narrow tables that the views read (schema derived) to what the ledger says; they can be made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.resources import files

import duckdb
import polars as pl

from warehouse.fetch import rows, statement
from warehouse.words import stems

_STATEMENTS = ("derive_versions", "derive_turned", "index_words", "index_claims", "derive_claims", "derive", "derive_latest",
               "derive_witnesses", "derive_wordings", "derive_restated")  # fmt: skip


def checksum() -> str:
    """Changes with the tables and with the statements that fill them: they must then be made anew."""
    # The function hash, by which claims and figures are told apart, is DuckDB's own.
    texts = [*map(statement, _STATEMENTS), _tables(), duckdb.__version__]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:32]


def make(con: duckdb.DuckDBPyConnection) -> None:
    """Drops the derived tables, and the views that stand on them must be gone, and makes them empty."""
    con.execute("DROP SCHEMA IF EXISTS derived CASCADE")
    con.execute(_tables())


def fill(con: duckdb.DuckDBPyConnection) -> None:
    """Fills empty derived tables from the whole ledger; the views must be there."""
    if con.execute("SELECT 1 FROM articles LIMIT 1").fetchone():
        con.execute("CREATE OR REPLACE TEMP TABLE changed AS SELECT version_id FROM articles")
        _derive(con)
        compare_attributions(con)


def derive(con: duckdb.DuckDBPyConnection, version_ids: Iterable[str]) -> None:
    """Brings the derived tables to what the ledger says of these article versions; within the caller's transaction."""
    _changed(con, version_ids)
    _derive(con)


def follow(con: duckdb.DuckDBPyConnection, version_ids: Iterable[str]) -> None:
    """After versions were only seen again: which of their articles' versions is the latest."""
    _changed(con, version_ids)
    con.execute("CREATE OR REPLACE TEMP TABLE touched_figures (stated UBIGINT)")
    con.execute("CREATE OR REPLACE TEMP TABLE touched_wordings (words_key UBIGINT)")
    con.execute("CREATE OR REPLACE TEMP TABLE touched_sources (source_key VARCHAR)")
    con.execute(statement("derive_turned"))
    _compare(con)


def compare_attributions(con: duckdb.DuckDBPyConnection) -> None:
    """After claims were compared, or pairs judged: which claims another article has from somebody else.

    Within the caller's transaction.
    """
    con.execute(statement("derive_restated"))


def _derive(con: duckdb.DuckDBPyConnection) -> None:
    for name in ("derive_versions", "derive_turned"):
        con.execute(statement(name))
    _index(con)
    for name in ("derive_claims", "derive"):
        con.execute(statement(name))
    _compare(con)


def _index(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(statement("index_words"))
    new = [str(term) for (term,) in rows(con, "index_new_words")]
    found = pl.DataFrame({"term": new, "stem": stems(new)}, schema={"term": pl.String, "stem": pl.String})
    con.register("incoming_stems", found)
    try:
        con.execute(statement("index_claims"))
    finally:
        con.unregister("incoming_stems")


def _compare(con: duckdb.DuckDBPyConnection) -> None:
    """What follows from which versions are the latest now, and from what other articles have."""
    for name in ("derive_latest", "derive_witnesses", "derive_wordings"):
        con.execute(statement(name))


def _changed(con: duckdb.DuckDBPyConnection, version_ids: Iterable[str]) -> None:
    ids = pl.DataFrame({"version_id": sorted(set(version_ids))}, schema={"version_id": pl.String})
    con.register("incoming_changes", ids)
    try:
        con.execute("CREATE OR REPLACE TEMP TABLE changed AS SELECT version_id FROM incoming_changes")
    finally:
        con.unregister("incoming_changes")


def _tables() -> str:
    return files("warehouse").joinpath("derived", "10_tables.sql").read_text(encoding="utf-8")
