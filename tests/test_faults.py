"""What DuckDB's messages become: one line that says what to do, by what has happened."""

from __future__ import annotations

import errno
from pathlib import Path

import duckdb
import pytest

from claims.errors import Busy, PipelineError, WarehouseError
from warehouse.faults import explained, explained_files, fault, one_line

DB = Path("ledger.duckdb")
LOCKED = ('IO Error: Could not set lock on file "/x/ledger.duckdb": Conflicting lock is held in /usr/bin/python3.11 '
          "(PID 4711). See also https://duckdb.org/docs")  # fmt: skip


@pytest.mark.parametrize(
    ("message", "line"),
    [
        (
            'TransactionContext Error: Failed to commit: Could not write file "x": No space left on device',
            "the disk is full",
        ),
        (
            "Trying to read a database file with version number 99, but we can only read versions between 64 and 67.",
            "newer DuckDB",
        ),
        ("IO Error: Corrupt database file: computed checksum 1 does not match stored checksum 2", "is damaged"),
        ('IO Error: Cannot open file "x": Permission denied', "may not be opened by this user"),
        ("something that nobody has seen\nLINE 1: …", "could not be used: something that nobody has seen"),
    ],
)
def test_faults_are_one_line(message: str, line: str) -> None:
    error = fault(DB, message)
    assert isinstance(error, WarehouseError)
    assert line in str(error)
    assert str(error).startswith("ledger.duckdb")
    assert "\n" not in str(error)


def test_a_lock_names_program_and_process() -> None:
    error = fault(DB, LOCKED)
    assert isinstance(error, Busy)
    assert str(error) == "ledger.duckdb is open in python3.11 (process 4711): close it there, or try again later"
    assert "another program (process 9)" in str(fault(DB, "Conflicting lock is held (PID 9)"))


def test_mistakes_in_sql_pass_unchanged() -> None:
    with pytest.raises(duckdb.ParserException), explained(DB):
        duckdb.execute("selec 1")
    with pytest.raises(duckdb.ConstraintException), explained(DB), duckdb.connect() as con:
        con.execute("CREATE TABLE t (a INTEGER NOT NULL); INSERT INTO t VALUES (NULL)")


def test_memory() -> None:
    with (
        pytest.raises(WarehouseError, match="not enough memory"), explained(DB),
        duckdb.connect(config={"memory_limit": "10MB", "temp_directory": ""}) as con,
    ):  # fmt: skip
        con.execute("SELECT list(range) FROM range(10000000)").fetchall()


def test_files() -> None:
    with pytest.raises(WarehouseError, match="the disk is full"), explained_files(DB):
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(OSError, match="odd") as raised, explained_files(DB):
        raise OSError(errno.EXDEV, "odd")
    assert not isinstance(raised.value, PipelineError)


@pytest.mark.parametrize(
    ("message", "line"),
    [
        (
            'Parser Error: syntax error at or near "selec"\n\nLINE 1: selec 1\n        ^',
            'syntax error at or near "selec"',
        ),
        (
            'Catalog Error: Table with name x does not exist!\nDid you mean "y"?\n\nLINE 1: …',
            'Table with name x does not exist! Did you mean "y"?',
        ),
        ("", "no reason given"),
    ],
)
def test_one_line(message: str, line: str) -> None:
    assert one_line(message) == line
