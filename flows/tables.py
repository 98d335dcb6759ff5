"""The table checks of a run, made in a process of their own: Great Expectations takes seconds to import."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validations.expectations import TableVerdict

_started: ContextVar[ProcessPoolExecutor | None] = ContextVar("checker", default=None)


@contextmanager
def checker() -> Iterator[ProcessPoolExecutor]:
    """The process that checks, getting ready from here on; within another such block, that one's."""
    running = _started.get()
    if running is not None:
        yield running
        return
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(warm)
        token = _started.set(pool)
        try:
            yield pool
        finally:
            _started.reset(token)


def warm() -> None:
    """Import what `check` needs while the run does something else."""
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
