"""Publishes the working database as a snapshot file that readers open while the next run writes."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from claims.errors import WarehouseError
from warehouse.connect import log_path, published_path, read_published
from warehouse.faults import explained, explained_files
from warehouse.fetch import as_of, statement
from warehouse.migrate import migrate


@dataclass(frozen=True, slots=True)
class Published:
    """A published snapshot: its file, and when its run published it (None where no run has ended published)."""

    path: Path
    at: datetime | None


def publish(db: Path) -> Path:
    """Puts the working database, as it stands, in the snapshot's place; readers see the old one or the new one.

    The caller holds the run lock and has closed its own connection: closing any handle on a file drops all POSIX locks
    that the process has on it, DuckDB's too. On a full disk, or killed at any moment, the old snapshot stays.
    """
    target = published_path(db)
    draft = target.with_name(target.name + ".tmp")
    with explained(db):
        _settle(db)
    with explained_files(target):
        try:
            shutil.copyfile(db, draft)
            _sync(draft)
            draft.replace(target)
            _sync(target.parent)
        finally:
            draft.unlink(missing_ok=True)
    return target


def carry_judgements(db: Path) -> None:
    """Adds to the published snapshot the decisions that the working database holds beyond it, and nothing else of it.

    As when publishing, the caller holds the run lock and has closed its connection, and readers see the old snapshot
    or the new one. What a run has stored but not published stays unpublished.
    """
    target = published_path(db)
    if not target.exists():
        return
    draft = target.with_name(target.name + ".tmp")
    with explained_files(target), explained(target):
        try:
            shutil.copyfile(target, draft)
            with duckdb.connect(str(draft)) as con:
                migrate(con, draft)
                con.execute(f"ATTACH '{_quoted(db)}' AS working (READ_ONLY)")
                con.execute(statement("carry_judgements"))
                con.execute("DETACH working")
                con.execute("CHECKPOINT")
            _sync(draft)
            draft.replace(target)
            _sync(target.parent)
        finally:
            draft.unlink(missing_ok=True)
            log_path(draft).unlink(missing_ok=True)


def published(db: Path) -> Published | None:
    """The snapshot that readers of this working database see; None before the first run that passed."""
    if not published_path(db).exists():
        return None
    with read_published(db) as con:
        return Published(published_path(db), as_of(con))


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _settle(db: Path) -> None:
    """Moves what stands in the write-ahead log into the file, so that the file alone is the database."""
    with duckdb.connect(str(db)) as con:
        con.execute("CHECKPOINT")
    if log_path(db).exists():
        raise WarehouseError(f"{db} still has a write-ahead log: another program has it open; close it and run again")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
