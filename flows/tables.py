"""The table checks of a run, made in a process of their own: Great Expectations takes seconds to import."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import WarehouseError
from flows.imports import absent, hollow, undisturbed

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from validations.expectations import TableVerdict


_OTHERS = ("great_expectations.datasource.fluent.*_datasource", "great_expectations.expectations.core.expect_*")
_OURS = (
    "pandas_datasource", "invalid_datasource", "expect_table_row_count_to_be_between", "expect_column_mean_to_be_between",
    "expect_column_min_to_be_between", "expect_column_values_to_be_in_set", "expect_column_values_to_be_unique",
    "expect_column_values_to_not_be_null", "expect_compound_columns_to_be_unique",
)  # fmt: skip
"""Where Great Expectations' data come from and what it expects of them; the rest is a quarter of its import time."""


def warm() -> None:
    """Import what `check` needs while the run does something else."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    # Only tables of databases other than ours are checked through SQLAlchemy.
    with undisturbed(), absent("sqlalchemy"), hollow(*_OTHERS, but=_OURS):
        from validations import expectations, measures, thresholds
        from warehouse import connect, fetch

        del measures, thresholds, connect, fetch
        expectations.warm()


def check(database: Path, run_id: str, thresholds: Path | None, now: datetime) -> TableVerdict:
    """What Great Expectations finds in the ledger as it stands; opens the database for reading only."""
    from validations import expectations
    from validations import thresholds as limits
    from warehouse import connect

    with connect.read_working(database) as con:
        frames = _frames(con)
    return expectations.check_tables(frames, run_id, limits.load(thresholds), now)


def write_docs(con: duckdb.DuckDBPyConnection, run_id: str | None, thresholds: Path | None, folder: Path) -> None:
    """Great Expectations' own pages of the table checks of a run, made anew on the published ledger."""
    from validations import expectations
    from validations import thresholds as limits
    from warehouse import fetch

    run = fetch.frame(con, "report_run", run_id=run_id).to_dicts()
    if not run:
        raise WarehouseError(f"the ledger holds no run {run_id}" if run_id else "no run has been published yet")
    moment = run[0]["finished_at"] or run[0]["started_at"]
    expectations.check_tables(_frames(con), run[0]["run_id"], limits.load(thresholds), moment, folder)


def _frames(con: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
    """What is checked of the ledger, by table."""
    from validations import expectations
    from warehouse import fetch

    return {name: fetch.table(con, name, columns) for name, columns in expectations.TABLES.items()}
