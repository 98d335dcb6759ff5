"""Opens the warehouse: the working database for its one writer, the published snapshot for everyone else."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from claims.errors import Busy, WarehouseError
from warehouse.faults import explained, explained_files
from warehouse.migrate import migrate

READER_MEMORY = "1GB"
_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
# Nothing may leave the database, enter it, or spill beside it: what a reader asks is somebody else's SQL.
_LOCKED_DOWN = {
    **_OFFLINE,
    "enable_external_access": "false",
    "allow_community_extensions": "false",
    "temp_directory": "",
    "memory_limit": READER_MEMORY,
}


@dataclass(frozen=True, slots=True)
class Holder:
    """The run that holds the lock on a database: its process and since when, None where it has not said yet."""

    pid: int | None
    since: datetime | None

    def __str__(self) -> str:
        who = "another run" if self.pid is None else f"the run of process {self.pid}"
        return who if self.since is None else f"{who} (since {self.since:%Y-%m-%d %H:%M:%S} UTC)"


@contextmanager
def hold(db: Path, wait_s: float = 0.0, on_wait: Callable[[Holder], None] | None = None) -> Iterator[None]:
    """Holds the run lock on a database: one run at a time, for as long as the block lasts.

    Waits up to ``wait_s`` seconds for another run and calls ``on_wait`` once, with who holds the lock, when it begins
    to wait; Busy when the time is over. The lock is the operating system's: it goes when its process dies, however.
    """
    path = lock_path(db)
    # thread_local: a flow may end in another thread than it began in.
    lock = FileLock(path, thread_local=False, fallback_to_soft=False)
    with explained_files(db):
        _need_folder(db)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            _wait(lock, db, wait_s, on_wait)
        path.write_text(json.dumps({"pid": os.getpid(), "since": datetime.now(UTC).isoformat()}), encoding="utf-8")
    try:
        yield
    finally:
        lock.release()


def holder(db: Path) -> Holder:
    """What the lock file says of the run that last took the lock; whether it still holds it, only ``hold`` can tell."""
    try:
        said = json.loads(lock_path(db).read_text(encoding="utf-8"))
        return Holder(int(said["pid"]), datetime.fromisoformat(said["since"]))
    except (OSError, ValueError, KeyError):
        return Holder(None, None)


def lock_path(db: Path) -> Path:
    """The file whose lock a run holds; it stays when the run ends."""
    return db.with_name(db.name + ".lock")


def log_path(db: Path) -> Path:
    """Where DuckDB keeps the write-ahead log of a database that is open, or was when its process died."""
    return db.with_name(db.name + ".wal")


def published_path(db: Path) -> Path:
    """Where the published snapshot of a working database lies, whether or not there is one yet."""
    return db.with_name(f"{db.stem}.published.duckdb")


@contextmanager
def write_working(db: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The working database, made and migrated where needed, open for writing; the caller holds the run lock.

    Busy where another program has it open; WarehouseError, in one line that says what to do, where it cannot be used,
    now or at any later statement of the block.
    """
    _need_folder(db)
    if not db.exists():
        _create(db)
    with explained(db), _open(db, read_only=False, config=_OFFLINE) as con:
        migrate(con, db)
        yield con


@contextmanager
def read_working(db: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The working database open for reading, locked down; Busy while a writer has it open."""
    _need_file(db, f"{db} does not exist yet: run `claims run` first")
    with explained(db), _open(db, read_only=True, config=_LOCKED_DOWN) as con:
        yield con


@contextmanager
def read_published(db: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The last published snapshot of a working database, read-only and locked down, whatever the writer does meanwhile.

    No file but the snapshot can be read, none written, no setting changed, no extension loaded, nothing attached.
    """
    snapshot = published_path(db)
    if db.exists():
        _need_file(snapshot, f"nothing of {db} has been published yet: a run must pass validation first")
    else:
        _need_file(snapshot, f"{db} does not exist yet: run `claims run` first, or give another database")
    with explained(snapshot), _open(snapshot, read_only=True, config=_LOCKED_DOWN) as con:
        yield con


@contextmanager
def deadline(con: duckdb.DuckDBPyConnection, seconds: float | None) -> Iterator[threading.Event]:
    """Interrupts what the connection does when the time is over, and sets the event that it gives.

    DuckDB mostly raises InterruptException then; met between two steps of a query it complains of a closed result instead.
    """
    over = threading.Event()
    if seconds is None:
        yield over
        return

    def stop() -> None:
        over.set()
        con.interrupt()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()


@contextmanager
def _open(db: Path, *, read_only: bool, config: dict[str, str]) -> Iterator[duckdb.DuckDBPyConnection]:
    con = duckdb.connect(str(db), read_only=read_only, config=dict(config))
    try:
        con.execute("SET TimeZone = 'UTC'")
        # DuckDB draws it on standard output, between what is printed there, for whatever takes longer than two seconds.
        con.execute("SET enable_progress_bar = false")
        # The first rows of an order are found before their other columns are read; DuckDB does so up to 50 rows.
        con.execute("SET late_materialization_max_rows = 10000")
        if read_only:
            con.execute("SET lock_configuration = true")
        yield con
    finally:
        con.close()


def _create(db: Path) -> None:
    """Makes the database under another name first: a file that DuckDB was killed while making cannot be opened."""
    draft = db.with_name(db.name + ".new")
    with explained_files(db), explained(db):
        for left in (draft, log_path(draft)):
            left.unlink(missing_ok=True)
        if log_path(db).exists():
            # The log of a database that somebody has taken away; DuckDB would take it for the new one's.
            log_path(db).replace(db.with_name(db.name + ".wal.orphan"))
        # Nothing here is large; to wake another thread for each statement takes longer than the statements.
        with _open(draft, read_only=False, config={**_OFFLINE, "threads": "1"}) as con:
            migrate(con, db)
        draft.replace(db)


def _wait(lock: FileLock, db: Path, wait_s: float, on_wait: Callable[[Holder], None] | None) -> None:
    if wait_s > 0 and on_wait is not None:
        on_wait(holder(db))
    try:
        lock.acquire(timeout=max(wait_s, 0.0), poll_interval=0.2)
    except Timeout:
        waited = f", also after {wait_s:g} s" if wait_s > 0 else ""
        raise Busy(f"{db} is held by {holder(db)}{waited}: try again when that run has ended") from None


def _need_folder(db: Path) -> None:
    if not db.parent.is_dir():
        raise WarehouseError(f"the folder {db.parent} does not exist: make it, or give another database")


def _need_file(path: Path, line: str) -> None:
    if not path.exists():
        raise WarehouseError(line)
