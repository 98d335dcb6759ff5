"""The table checks of a run, made in a process of their own: Great Expectations takes seconds to import."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validations.expectations import TableVerdict


def warm() -> None:
    """Import what `check` needs while the run does something else."""

    from validations import expectations

    expectations.warm()


def check(database: Path, run_id: str, thresholds: Path | None, now: datetime) -> TableVerdict:
    """What Great Expectations finds in the ledger as it stands; opens the database for reading only."""
    from validations import expectations
    from validations import thresholds as limits
    from warehouse import connect, fetch

    with connect.read_working(database) as con:
        frames = {name: fetch.table(con, name) for name in expectations.TABLES}
    return expectations.check_tables(frames, run_id, limits.load(thresholds), now)
