"""One transaction as a block: everything inside happens, or nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commits at the end of the block; whatever leaves it otherwise rolls back and is raised again."""
    con.begin()
    done = False
    try:
        yield
        con.commit()
        done = True
    finally:
        if not done:
            _roll_back(con)


def _roll_back(con: duckdb.DuckDBPyConnection) -> None:
    try:
        con.rollback()
    except (duckdb.TransactionException, duckdb.FatalException):
        # A commit that failed, as on a full disk, has already rolled back; the first error is the one to show.
        return
