"""The table checks of a run, made in a process of their own: Great Expectations takes seconds to import."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import WarehouseError
from flows.imports import absent, undisturbed
from flows.worker import Worker, shared

if TYPE_CHECKING:
    import duckdb

    from validations.expectations import TableVerdict


_started: ContextVar[Worker | None] = ContextVar("checker", default=None)


def checker() -> AbstractContextManager[Worker]:
    """A process that checks, getting ready from here on."""
    return shared(_started, "checks the tables", warm)


def warm() -> None:
    """Import what `check` needs while the run does something else."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    # Only tables of databases other than ours are checked through SQLAlchemy.
    with undisturbed(), absent("sqlalchemy"):
        from validations import expectations, measures, thresholds
        from warehouse import connect, fetch

        del measures, thresholds, connect, fetch
        expectations.warm()


def check(database: Path, run_id: str, thresholds: Path | None, now: datetime) -> TableVerdict:
    """What Great Expectations finds in the ledger as it stands; opens the database for reading only."""
    from validations import expectations
    from validations import thresholds as limits
    from warehouse import connect, fetch

    with connect.read_working(database) as con:
        frames = {name: fetch.table(con, name) for name in expectations.TABLES}
    return expectations.check_tables(frames, run_id, limits.load(thresholds), now)


def write_docs(con: duckdb.DuckDBPyConnection, run_id: str | None, thresholds: Path | None, folder: Path) -> None:
    """Great Expectations' own pages of the table checks of a run, made anew on the published ledger."""
    from validations import expectations
    from validations import thresholds as limits
    from warehouse import fetch

    run = fetch.frame(con, "report_run", run_id=run_id).to_dicts()
    if not run:
        raise WarehouseError(f"the ledger holds no run {run_id}" if run_id else "no run has been published yet")
    frames = {name: fetch.table(con, name) for name in expectations.TABLES}
    moment = run[0]["finished_at"] or run[0]["started_at"]
    expectations.check_tables(frames, run[0]["run_id"], limits.load(thresholds), moment, folder)
