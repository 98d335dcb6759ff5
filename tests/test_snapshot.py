"""Publishing: readers see the old snapshot or the new one, whatever happens in between."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from ledger import NEXT_DAY, NOON, Frames, Said, end, start

from claims.errors import Busy, WarehouseError
from warehouse import connect, snapshot, store


def fill(db: Path, identity: str, run_id: str = "run-1", at: object = NOON) -> None:
    frames = Frames(run_id)
    frames.article(identity, (Said("Five cranes were delivered"),))
    with connect.write_working(db) as con:
        store.begin_run(con, start(run_id))
        store.store_batch(con, frames.frames(con))
        store.finish_run(con, run_id, end(at=at))  # type: ignore[arg-type]


def articles(db: Path) -> list[tuple[object, ...]]:
    with connect.read_published(db) as con:
        return con.execute("SELECT identity FROM articles ORDER BY identity").fetchall()


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "claims.duckdb"


def test_nothing_is_published_before_the_first_time(db: Path) -> None:
    assert snapshot.published(db) is None
    fill(db, "harbour")
    assert snapshot.published(db) is None


def test_the_snapshot_is_the_whole_ledger_and_says_when(db: Path) -> None:
    fill(db, "harbour")
    assert snapshot.publish(db) == db.with_name("claims.published.duckdb")
    assert snapshot.published(db) == snapshot.Published(connect.published_path(db), NOON)
    fill(db, "airport", "run-2", NEXT_DAY)
    assert articles(db) == [("harbour",)]
    snapshot.publish(db)
    assert articles(db) == [("airport",), ("harbour",)]
    found = snapshot.published(db)
    assert found
    assert found.at == NEXT_DAY
    assert sorted(p.name for p in db.parent.iterdir()) == ["claims.duckdb", "claims.published.duckdb"]


def test_what_a_killed_writer_left_in_its_log_is_published_too(db: Path) -> None:
    fill(db, "harbour")
    code = """
        import os, signal, sys
        from pathlib import Path
        import duckdb
        con = duckdb.connect(sys.argv[1])
        con.execute("UPDATE articles SET identity = 'from the log'")
        os.kill(os.getpid(), signal.SIGKILL)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(db)], check=False)
    assert connect.log_path(db).exists()
    snapshot.publish(db)
    assert articles(db) == [("from the log",)]


def test_a_database_open_elsewhere_is_not_published(db: Path) -> None:
    fill(db, "harbour")
    code = "import duckdb, sys; con = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    other = subprocess.Popen([sys.executable, "-c", code, str(db)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout and other.stdin
    try:
        other.stdout.readline()
        with pytest.raises(Busy, match=str(other.pid)):
            snapshot.publish(db)
    finally:
        other.communicate()


def test_a_full_disk_leaves_the_old_snapshot(db: Path) -> None:
    fill(db, "harbour")
    snapshot.publish(db)
    fill(db, "airport", "run-2")
    code = """
        import resource, signal, sys
        from pathlib import Path
        from claims.errors import WarehouseError
        from warehouse import snapshot
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
        snapshot._settle = lambda db: None  # the log is empty; here the copy is to fail
        try:
            snapshot.publish(Path(sys.argv[1]))
        except WarehouseError as error:
            print(error)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(db)],
                          capture_output=True, text=True, check=False)
    assert "claims.published.duckdb: the disk is full" in done.stdout, done.stderr
    assert articles(db) == [("harbour",)]
    assert not list(db.parent.glob("*.tmp"))


def test_kills_while_publishing_leave_a_whole_snapshot(db: Path) -> None:
    code = """
        import sys
        from pathlib import Path
        sys.path.insert(0, sys.argv[2])
        from ledger import Frames, Said
        from warehouse import connect, snapshot, store
        db = Path(sys.argv[1])
        for number in range(10_000):
            frames = Frames()
            for part in range(3):
                frames.article(f"{number}/{part}", (Said("Five cranes were delivered"),))
            with connect.write_working(db) as con:
                store.store_batch(con, frames.frames(con))
            snapshot.publish(db)
            print("published", flush=True)
    """
    dice = random.Random(20260304)
    for _ in range(6):
        writer = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code), str(db), str(Path(__file__).parent)],
                                  stdout=subprocess.PIPE)
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(dice.random() * 0.4)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        with connect.read_published(db) as con:
            assert con.execute("SELECT DISTINCT count(*) FROM articles GROUP BY split_part(identity, '/', 1)").fetchall() == [(3,)]
    snapshot.publish(db)
    assert not list(db.parent.glob("*.tmp"))


def test_the_writers_lock_holds_after_publishing(db: Path) -> None:
    """Copying a file by hand in a process drops its POSIX locks; DuckDB has none then, and takes a new one after."""
    fill(db, "harbour")
    snapshot.publish(db)
    with connect.write_working(db):
        code = "import duckdb, sys; duckdb.connect(sys.argv[1])"
        done = subprocess.run([sys.executable, "-c", code, str(db)], capture_output=True, text=True, check=False)
        assert "Conflicting lock" in done.stderr


def test_a_damaged_database_is_not_published(db: Path) -> None:
    fill(db, "harbour")
    snapshot.publish(db)
    db.write_bytes(db.read_bytes()[:5000])
    with pytest.raises(WarehouseError, match="damaged"):
        snapshot.publish(db)
    assert articles(db) == [("harbour",)]


def test_a_snapshot_needs_its_database_name_only(tmp_path: Path) -> None:
    assert connect.published_path(tmp_path / "news.2026.duckdb").name == "news.2026.published.duckdb"
