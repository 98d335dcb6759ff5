"""The table checks of a run, made in a process of their own: Great Expectations takes seconds to import."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import WarehouseError
from flows.imports import undisturbed

if TYPE_CHECKING:
    import duckdb

    from validations.expectations import TableVerdict


@dataclass(frozen=True, slots=True)
class Checker:
    """The process that checks; ``warmed`` is, when it is ready, how many seconds getting ready took it."""

    pool: ProcessPoolExecutor
    warmed: Future[float]


_started: ContextVar[Checker | None] = ContextVar("checker", default=None)


@contextmanager
def checker() -> Iterator[Checker]:
    """A process that checks, getting ready from here on; within another such block, that one's."""
    running = _started.get()
    if running is not None:
        yield running
        return
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        ours = Checker(pool, pool.submit(warm))
        token = _started.set(ours)
        try:
            yield ours
        finally:
            _started.reset(token)


def warm() -> float:
    """Import what `check` needs while the run does something else; returns the seconds that it took."""
    began = time.perf_counter()
    with undisturbed():
        from validations import expectations, measures, thresholds
        from warehouse import connect, fetch

        del measures, thresholds, connect, fetch
        expectations.warm()
    return time.perf_counter() - began


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
