"""Reads the ledger: named queries of the folder queries, and whole tables, as polars frames."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files

import duckdb
import polars as pl

Value = object
"""What a query takes as a parameter: a string, number, date, instant, or a list of these."""


@functools.cache
def statement(name: str) -> str:
    """The text of ``queries/<name>.sql``."""
    return files("warehouse").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")


def frame(con: duckdb.DuckDBPyConnection, name: str, /, **parameters: Value) -> pl.DataFrame:
    """What the named query returns, with ``$parameters`` put in; no row is an empty frame with its columns."""
    return con.execute(statement(name), parameters or None).pl()


def rows(con: duckdb.DuckDBPyConnection, name: str, /, **parameters: Value) -> list[tuple[object, ...]]:
    """What the named query returns, as tuples."""
    found: list[tuple[object, ...]] = con.execute(statement(name), parameters or None).fetchall()
    return found


def table(con: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str] = ("*",)) -> pl.DataFrame:
    """A whole table or view of the ledger, or columns of it; decimals stay decimals, instants are in UTC."""
    if wrong := [one for one in (name, *columns) if not re.fullmatch(r"[a-z_0-9]+|\*", one)]:
        raise ValueError(f"not the name of a table or column: {wrong[0]!r}")
    return con.execute(f"SELECT {', '.join(columns)} FROM {name}").pl()  # noqa: S608


def schema(con: duckdb.DuckDBPyConnection, name: str) -> dict[str, pl.DataType]:
    """The columns of a table as polars types, in order: what a frame must have that is stored in it."""
    if not re.fullmatch(r"[a-z_]+", name):
        raise ValueError(f"not the name of a table: {name!r}")
    return dict(con.execute(f"SELECT * FROM {name} LIMIT 0").pl().schema)  # noqa: S608


def as_of(con: duckdb.DuckDBPyConnection) -> datetime | None:
    """When the ledger that the connection sees was last published; None if never."""
    found = con.execute(statement("as_of")).fetchone()
    moment: datetime | None = found[0] if found else None
    return moment


def previous_runs(con: duckdb.DuckDBPyConnection, run_id: str, limit: int = 10) -> pl.DataFrame:
    """The runs published before the given one, latest first, with their counts: what drift is measured against."""
    return frame(con, "previous_runs", run_id=run_id, limit=limit)
