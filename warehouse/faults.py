"""Says in one line each what DuckDB and the file system mean when they refuse, and what to do about it."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from claims.errors import Busy, PipelineError, WarehouseError

_FULL = re.compile(r"No space left on device|Disk quota exceeded|File too large|out of disk space", re.IGNORECASE)
_LOCKED = re.compile(r"Conflicting lock is held(?: in (?P<program>.*?))? \(PID (?P<pid>\d+)")
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_FULL, "{db}: the disk is full; nothing of this step was stored: free some space and run again"),
    (re.compile(r"version number|newer version of DuckDB|storage version", re.IGNORECASE),
     "{db} was written by a newer DuckDB than the one installed: upgrade, or give another database"),
    (re.compile(r"not a valid DuckDB database"),
     "{db} is not a DuckDB database: give another path, or move that file away"),
    (re.compile(r"Read-only file system"), "{db} lies on a read-only file system: give another database"),
    (re.compile(r"Permission denied|Operation not permitted"),
     "{db} may not be opened by this user: change its permissions, or give another database"),
    (re.compile(r"Is a directory"), "{db} is a folder: give the path of a file"),
    (re.compile(r"No such file or directory"), "{db} cannot be opened: its folder does not exist"),
    (re.compile(r"[Cc]orrupt|checksum|read enough bytes|[Dd]eserializ|Serialization Error|replaying WAL|WAL file"),
     "{db} is damaged: put back a copy, such as the published one, or move the file away and run again"),
)
_NUMBERED = {
    errno.ENOSPC: "No space left on device", errno.EDQUOT: "Disk quota exceeded", errno.EFBIG: "File too large",
    errno.EROFS: "Read-only file system", errno.EACCES: "Permission denied", errno.EPERM: "Permission denied",
    errno.EISDIR: "Is a directory", errno.ENOENT: "No such file or directory",
}


@contextmanager
def explained(db: Path) -> Iterator[None]:
    """Turns what fails inside for the database's sake into Busy or WarehouseError; mistakes in SQL pass unchanged."""
    try:
        yield
    except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException,
            duckdb.InternalException, duckdb.TransactionException, duckdb.OutOfMemoryException) as error:
        raise fault(db, str(error), memory=isinstance(error, duckdb.OutOfMemoryException)) from error


@contextmanager
def explained_files(db: Path) -> Iterator[None]:
    """Turns what the file system refuses inside into WarehouseError; where a block touches no other files."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NUMBERED:
            raise
        raise fault(db, _NUMBERED[error.errno]) from error


def fault(db: Path, message: str, *, memory: bool = False) -> PipelineError:
    """The error of the pipeline's own that a message of DuckDB or of the system stands for."""
    locked = _LOCKED.search(message)
    if locked:
        program = Path(locked["program"]).name if locked["program"] else "another program"
        return Busy(f"{db} is open in {program} (process {locked['pid']}): close it there, or try again later")
    for sign, line in _SIGNS:
        if sign.search(message):
            return WarehouseError(line.format(db=db))
    if memory:
        return WarehouseError(f"{db}: not enough memory for this step: free some, or ask for less at once")
    return WarehouseError(f"{db} could not be used: {one_line(message)}")


def one_line(message: str) -> str:
    """A message of DuckDB's on one line: without its class and its pointer into the statement, with its suggestion."""
    lines = [line.strip() for line in message.strip().splitlines() if line.strip()] or ["no reason given"]
    hints = [line for line in lines[1:] if line.startswith(("Did you mean", "Candidate"))]
    return re.sub(r"^[A-Z][A-Za-z -]*Error: ", "", " ".join([lines[0], *hints[:1]]))
