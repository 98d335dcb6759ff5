"""Opening the warehouse: the run lock, the writer, the locked-down readers, and what each failure says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest
from ledger import Frames, Said

from claims.errors import Busy, WarehouseError
from warehouse import connect, snapshot, store

HOLD = """
    import sys, time
    from pathlib import Path
    from warehouse import connect
    with connect.hold(Path(sys.argv[1])):
        print("held", flush=True)
        sys.stdin.readline()
"""
OPEN = """
    import sys
    from pathlib import Path
    from warehouse import connect
    with connect.write_working(Path(sys.argv[1])):
        print("open", flush=True)
        sys.stdin.readline()
"""


@contextmanager
def child(code: str, db: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process, which has said its first word; it ends with the block."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(db)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin
    assert process.stdout
    try:
        assert process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "claims.duckdb"


def test_the_lock_is_refused_with_who_holds_it_and_waits_when_told(db: Path) -> None:
    told: list[connect.Holder] = []
    with child(HOLD, db) as other:
        with pytest.raises(Busy, match=f"process {other.pid} .*since 20.* UTC"), connect.hold(db):
            pass
        with pytest.raises(Busy, match=r"after 0\.3 s"), connect.hold(db, 0.3, told.append):
            pass
        assert [holder.pid for holder in told] == [other.pid]
        assert other.stdin
        other.stdin.write("go\n")
        other.stdin.flush()
        with connect.hold(db, 20):
            assert connect.holder(db).pid == os.getpid()


def test_the_lock_goes_when_its_holder_is_killed(db: Path) -> None:
    with child(HOLD, db) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        with connect.hold(db, 5):
            pass


def test_the_lock_is_not_inherited_by_a_spawned_child_that_outlives_its_holder(db: Path) -> None:
    sleeper = textwrap.dedent("""
        import subprocess, sys
        from pathlib import Path
        from warehouse import connect
        with connect.hold(Path(sys.argv[1])):
            left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"],
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            print(left.pid, flush=True)
    """)
    done = subprocess.run([sys.executable, "-c", sleeper, str(db)], capture_output=True, text=True, check=True)
    try:
        with connect.hold(db):
            pass
    finally:
        os.kill(int(done.stdout), signal.SIGKILL)


def test_an_uncontended_lock_does_not_call_on_wait(db: Path) -> None:
    told: list[connect.Holder] = []
    with connect.hold(db, 1, told.append), connect.write_working(db):
        pass
    assert not told


def test_a_database_that_another_process_writes_is_busy(db: Path) -> None:
    with child(OPEN, db) as other:
        with pytest.raises(Busy, match=f"process {other.pid}"), connect.write_working(db):
            pass
        with pytest.raises(Busy, match=f"process {other.pid}"), connect.read_working(db):
            pass


def test_readers_see_the_snapshot_while_a_run_writes(db: Path) -> None:
    first, second = Frames(), Frames()
    first.article("harbour", (Said("Five cranes were delivered"),))
    second.article("airport", (Said("Two runways were closed"),))
    with connect.write_working(db) as con:
        store.store_batch(con, first.frames(con))
    snapshot.publish(db)
    with connect.write_working(db) as con:
        store.store_batch(con, second.frames(con))
        with connect.read_published(db) as reader:
            assert reader.execute("SELECT identity FROM articles").fetchall() == [("harbour",)]
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (2,)


def test_an_open_reader_keeps_its_snapshot_when_a_new_one_is_published(db: Path) -> None:
    with connect.write_working(db):
        pass
    snapshot.publish(db)
    with connect.read_published(db) as reader:
        frames = Frames()
        with connect.write_working(db) as con:
            frames.article("harbour", (Said("Five cranes were delivered"),))
            store.store_batch(con, frames.frames(con))
        snapshot.publish(db)
        assert reader.execute("SELECT count(*) FROM articles").fetchone() == (0,)


@pytest.mark.parametrize("statement", [
    "INSERT INTO runs (run_id) VALUES ('x')", "COPY articles TO '{out}'", "ATTACH '{out}'", "EXPORT DATABASE '{out}'",
    "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM glob('/*')", "FROM '/etc/passwd'",
    "SET memory_limit = '8GB'", "RESET memory_limit", "SET enable_external_access = true", "INSTALL fts", "LOAD fts",
    "CREATE VIEW mine AS SELECT 1", "DROP TABLE runs",
])  # fmt: skip
def test_a_reader_can_do_nothing_but_read(db: Path, tmp_path: Path, statement: str) -> None:
    with connect.write_working(db):
        pass
    snapshot.publish(db)
    before = sorted(tmp_path.iterdir())
    with connect.read_published(db) as con, pytest.raises(duckdb.Error):
        con.execute(statement.format(out=tmp_path / "out")).fetchall()
    assert sorted(tmp_path.iterdir()) == before


def test_a_reader_does_not_see_the_variables_of_python(db: Path) -> None:
    import polars as pl

    frame = pl.DataFrame({"secret": [1]})
    with connect.write_working(db):
        pass
    snapshot.publish(db)
    with connect.read_published(db) as con, pytest.raises(duckdb.CatalogException):
        con.execute("SELECT * FROM frame")
    assert frame.height == 1


def test_instants_are_in_utc(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        with connect.write_working(db) as con:
            assert con.execute("SELECT current_setting('TimeZone')").fetchone() == ("UTC",)
        with connect.read_working(db) as con:
            assert con.execute("SELECT TIMESTAMPTZ '2026-03-03 06:00:00+00' ::VARCHAR").fetchone() == (
                "2026-03-03 06:00:00+00",
            )
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


def test_a_deadline_interrupts_and_leaves_the_connection_usable(db: Path) -> None:
    with connect.write_working(db) as con:
        began = time.monotonic()
        with pytest.raises(duckdb.InterruptException), connect.deadline(con, 0.2):
            con.execute("SELECT count(*) FROM range(100000000000) AS r(i) WHERE i % 7 = 3").fetchall()
        assert time.monotonic() - began < 5
        assert con.execute("SELECT 1").fetchone() == (1,)


def test_nothing_published_says_what_to_do(db: Path) -> None:
    with pytest.raises(WarehouseError, match="does not exist yet: run `claims run`"), connect.read_published(db):
        pass
    with connect.write_working(db):
        pass
    with pytest.raises(WarehouseError, match=r"nothing .* published yet"), connect.read_published(db):
        pass
    with pytest.raises(WarehouseError, match="does not exist yet"), connect.read_working(db.with_name("other.duckdb")):
        pass


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    db = tmp_path / "nowhere" / "claims.duckdb"
    for opened in (connect.write_working(db), connect.hold(db)):
        with pytest.raises(WarehouseError, match="nowhere does not exist"), opened:
            pass


def test_a_folder_in_the_databases_place(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="is a folder"), connect.write_working(tmp_path):
        pass


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"Dear editor, this is not a database.\n" * 300, "is not a DuckDB database"),
        (b"", "is not a DuckDB database"),
    ],
)
def test_a_file_that_is_no_database(db: Path, content: bytes, line: str) -> None:
    db.write_bytes(content)
    with pytest.raises(WarehouseError, match=line), connect.write_working(db):
        pass
    assert db.read_bytes() == content


@pytest.mark.parametrize("place", [20, 4096 + 20, 8192 + 20, 12288 + 100])
def test_a_damaged_database_says_so(db: Path, place: int) -> None:
    with connect.write_working(db):
        pass
    content = bytearray(db.read_bytes())
    for offset in range(place, place + 8):
        content[offset] ^= 0x5A
    db.write_bytes(content)
    if place == 8192 + 20:  # DuckDB has two such headers, and reads the newer; damage both
        content[4096 + 20] ^= 0x5A
        db.write_bytes(content)
    with pytest.raises(WarehouseError, match="is damaged: put back"), connect.write_working(db) as con:
        con.execute("SELECT * FROM claim_details").fetchall()


def test_a_database_cut_short_is_damaged(db: Path) -> None:
    with connect.write_working(db):
        pass
    os.truncate(db, 5000)
    with pytest.raises(WarehouseError, match="is damaged"), connect.write_working(db):
        pass


def test_a_database_of_a_newer_duckdb_is_told_apart_from_a_damaged_one(db: Path) -> None:
    with connect.write_working(db):
        pass
    content = bytearray(db.read_bytes())
    old = int.from_bytes(content[8:16], "little")
    new_words = bytearray(content[8:16])
    new_words[4:8] = (999).to_bytes(4, "little")  # the low half of the storage version, after the word DUCK
    # DuckDB's checksum is the exclusive or of each 8-byte word times a constant, so one word's change can be undone.
    factor, size = 0xBF58476D1CE4E5B9, 1 << 64
    checksum = int.from_bytes(content[0:8], "little")
    checksum ^= (old * factor) % size ^ (int.from_bytes(new_words, "little") * factor) % size
    content[0:16] = checksum.to_bytes(8, "little") + bytes(new_words)
    db.write_bytes(content)
    with pytest.raises(WarehouseError, match="newer DuckDB than the one installed"), connect.write_working(db):
        pass


def test_a_full_disk_stores_nothing_of_the_batch_and_says_so(db: Path) -> None:
    frames = Frames()
    frames.article("harbour", (Said("Five cranes were delivered"),))
    with connect.write_working(db) as con:
        store.store_batch(con, frames.frames(con))
    code = """
        import os, resource, signal, sys
        from pathlib import Path
        sys.path.insert(0, sys.argv[2])
        from ledger import Frames, Said
        from claims.errors import WarehouseError
        from warehouse import connect, store
        db = Path(sys.argv[1])
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        frames = Frames()
        for number in range(300):
            frames.article(f"a{number}", (Said(os.urandom(5000).hex()),))
        try:
            with connect.write_working(db) as con:
                batch = frames.frames(con)
                limit = db.stat().st_size + 4096
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                store.store_batch(con, batch)
        except WarehouseError as error:
            print(error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(db), str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "the disk is full; nothing of this step was stored" in done.stdout, done.stderr
    assert len(done.stdout.splitlines()) == 1
    with connect.write_working(db) as con:
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (1,)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small file system needs root")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_is_full_or_read_only(small_disk: Path) -> None:
    db = small_disk / "claims.duckdb"
    filler = small_disk / "filler"
    with connect.write_working(db):
        pass
    with pytest.raises(OSError, match="No space left"):
        filler.write_bytes(b"\0" * 9_000_000)
    frames = Frames()
    for number in range(300):
        frames.article(f"a{number}", (Said(os.urandom(3000).hex()),))
    with pytest.raises(WarehouseError, match="the disk is full"), connect.write_working(db) as con:
        store.store_batch(con, frames.frames(con))
    filler.unlink()
    with connect.write_working(db) as con:
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    snapshot.publish(db)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for opened in (connect.write_working(db), connect.write_working(small_disk / "new.duckdb"), connect.hold(db)):
        with pytest.raises(WarehouseError, match="on a read-only file system"), opened:
            pass
    with connect.read_published(db) as con:
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (0,)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_database_without_permission(db: Path) -> None:
    with connect.write_working(db):
        pass
    db.chmod(0)
    with pytest.raises(WarehouseError, match="may not be opened by this user"), connect.write_working(db):
        pass


def test_a_database_half_made_by_a_killed_run_does_not_stand_in_the_way(db: Path) -> None:
    db.with_name("claims.duckdb.new").write_bytes(b"half a header")
    db.with_name("claims.duckdb.wal").write_bytes(b"the log of a database that was moved away")
    with connect.write_working(db) as con:
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    assert db.with_name("claims.duckdb.wal.orphan").exists()
    assert not db.with_name("claims.duckdb.new").exists()


@pytest.mark.parametrize("opened", [connect.write_working, connect.read_working, connect.read_published])
def test_duckdb_draws_no_progress_where_answers_are_printed(opened: Callable[..., Any], db: Path) -> None:
    with connect.write_working(db):
        pass
    snapshot.publish(db)
    with opened(db) as con:
        assert con.execute("SELECT current_setting('enable_progress_bar')").fetchall() == [(False,)]
