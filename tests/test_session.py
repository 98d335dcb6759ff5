"""Other people's SQL: answered from the snapshot in five formats; what does not only read is refused in one line."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest
from ledger import NOON, YEAR, Frames, Said, end, start

from claims.errors import QueryError, WarehouseError
from warehouse import connect, snapshot, store
from warehouse.session import Session


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published ledger of one article; the first claim carries what a terminal would obey."""
    db = tmp_path_factory.mktemp("ledger") / "claims.duckdb"
    frames = Frames()
    frames.article("harbour", (
        Said("\x1b[2J5 cranes \x9b31m", (("Ministry of Ports", "organisation"),), (("5.5", "crane"),), (YEAR,)),
        Said("The wall is 30 m long", figures=(("30", "metre"),)),
    ))  # fmt: skip
    with connect.write_working(db) as con:
        store.begin_run(con, start())
        store.store_batch(con, frames.frames(con))
        store.finish_run(con, "run-1", end(at=NOON))
    snapshot.publish(db)
    return db


@pytest.fixture
def session(db: Path) -> Iterator[Session]:
    with Session(db, 10) as opened:
        yield opened


def printed(session: Session, sql: str, form: str = "table") -> str:
    stream = io.StringIO()
    session.print(sql, form, None, stream)
    return stream.getvalue()


def test_a_query_is_answered_as_of_the_publication(session: Session, db: Path) -> None:
    lines = printed(session, "SELECT article, figures_text FROM claim_details ORDER BY start_offset").splitlines()
    assert lines == [
        "article     │ figures_text", "────────────┼─────────────", "harbour.txt │ > 5.5 crane",
        "harbour.txt │ > 30 metre", f"(2 rows; {db} as of 2026-03-03 12:00:00 UTC)",
    ]  # fmt: skip


def test_every_format_has_the_same_rows(session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT exact, value, first_seen FROM current_figures JOIN claims USING (claim_id, exact) ORDER BY value;"
    wanted = [("\x1b[2J5 cranes \x9b31m", 5.5), ("The wall is 30 m long", 30)]
    objects = json.loads(printed(session, sql, "json"))
    assert [(o["exact"], o["value"]) for o in objects] == wanted
    assert objects[0]["first_seen"] == "2026-03-03T06:00:00+00:00"
    assert [json.loads(line) for line in printed(session, sql, "jsonl").splitlines()] == objects
    frame = pl.read_csv(io.StringIO(printed(session, sql, "csv")))
    assert frame.select("exact", "value").rows() == wanted
    session.print(sql, "parquet", tmp_path / "rows.parquet")
    frame = pl.read_parquet(tmp_path / "rows.parquet")
    assert [(row[0], float(row[1])) for row in frame.rows()] == wanted
    assert frame.schema["first_seen"] == pl.Datetime("us", "UTC")
    assert capsys.readouterr().err.count("as of 2026-03-03 12:00:00 UTC") == 4


def test_a_table_shows_what_a_terminal_would_obey(session: Session) -> None:
    shown = printed(session, "SELECT exact FROM claim_details")
    assert "\\x1b[2J5 cranes \\x9b31m" in shown
    assert not {"\x1b", "\x9b"} & set(shown)
    with pytest.raises(QueryError) as raised:
        session.query('SELECT "\x1b[2J"')
    assert "\x1b" not in str(raised.value)


def test_every_view_can_be_read_in_every_format(session: Session, tmp_path: Path) -> None:
    for (name,) in list(session.query("SELECT view_name FROM duckdb_views() WHERE NOT internal").rows):
        count = int(printed(session, f"SELECT count(*) AS n FROM {name}", "csv").split()[1])
        for form in ("csv", "jsonl"):
            assert printed(session, f"SELECT * FROM {name}", form).count("\n") == count + (form == "csv"), name
        assert len(json.loads(printed(session, f"SELECT * FROM {name}", "json"))) == count
        assert f"({count} row" in printed(session, f"SELECT * FROM {name}")
        session.print(f"FROM {name}", "parquet", tmp_path / f"{name}.parquet")
        assert pl.read_parquet(tmp_path / f"{name}.parquet").columns


def test_parquet_keeps_sums_and_odd_names(session: Session, tmp_path: Path) -> None:
    sql = 'SELECT sum(end_offset) AS "a ""b", 9007199254740993::HUGEINT AS big, \'x\' AS "#1" FROM claims'
    session.print(sql, "parquet", tmp_path / "rows.parquet")
    frame = pl.read_parquet(tmp_path / "rows.parquet")
    assert frame.columns == ['a "b', "big", "#1"]
    assert int(frame["big"][0]) == 9007199254740993


def test_parquet_goes_to_a_pipe_and_not_to_a_terminal(db: Path) -> None:
    code = """
        import sys
        from pathlib import Path
        from warehouse.session import Session
        with Session(Path(sys.argv[1])) as session:
            session.print("SELECT count(*) AS n FROM claims", "parquet")
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(db)], capture_output=True, check=True)
    assert pl.read_parquet(io.BytesIO(done.stdout)).rows() == [(2,)]
    with Session(db) as session, pytest.raises(QueryError, match="not for a terminal"):
        session.print("SELECT 1", "parquet", None, io.StringIO())


@pytest.mark.parametrize(("sql", "line"), [
    ("INSERT INTO runs (run_id) VALUES ('x')", "read-only: INSERT is refused"),
    ("UPDATE claims SET voice = 'asserted'", "UPDATE is refused"),
    ("DELETE FROM claims", "DELETE is refused"),
    ("DROP TABLE claims", "DROP is refused"),
    ("CREATE TEMP TABLE t AS SELECT 1", "CREATE is refused"),
    ("COPY claims TO '/tmp/x.csv'", "COPY is refused"),
    ("EXPORT DATABASE '/tmp/x'", "EXPORT is refused"),
    ("ATTACH '/tmp/x.duckdb'", "ATTACH is refused"),
    ("SET memory_limit = '99GB'", "SET is refused"),
    ("SET VARIABLE a = 1", "SET is refused"),
    ("PRAGMA enable_profiling", "PRAGMA is refused"),
    ("CALL enable_logging(storage = 'stdout')", "CALL is refused"),
    ("INSTALL httpfs", "LOAD is refused"),
    ("BEGIN", "TRANSACTION is refused"),
    ("CHECKPOINT", "is refused"),
    ("SELECT * FROM enable_profiling()", r"enable_profiling\(\) is refused"),
    ("SELECT * FROM /* */ \"enable_logging\" (storage = 'stdout')", r"enable_logging\(\) is refused"),
    ("FROM query('SELECT * FROM enable_' || 'profiling()')", r"query\(\) is refused"),
    ("SELECT * FROM read_text('/etc/passwd')", "file system operations are disabled"),
    ("SELECT * FROM read_csv('/etc/passwd')", "file system operations are disabled"),
    ("SELECT * FROM '/etc/passwd'", "does not exist"),
    ("SELECT * FROM 'https://example.org/x.csv'", "file system operations are disabled"),
    ("EXPLAIN ANALYZE DELETE FROM claims", "read-only"),
    ("SELECT 1; SELECT 2", "one statement at a time"),
    ("SELECT 1; DROP TABLE claims", "one statement at a time"),
    ("", "no statement"),
    (" -- nothing", "no statement"),
    ("SELEC 1", "syntax error"),
    ("SELECT voise FROM claims", 'Candidate bindings: "voice"'),
    ("FROM claim_detail", "Did you mean"),
    ("SELECT 1 / 'a'", "Could not convert"),
    ("SELECT $1", "Values were not provided"),
])  # fmt: skip
def test_refused_in_one_line(session: Session, sql: str, line: str) -> None:
    with pytest.raises(QueryError, match=line) as raised:
        printed(session, sql)
    assert "\n" not in str(raised.value)
    assert raised.value.exit_code == 2
    assert printed(session, "SELECT count(*) FROM claims", "csv") == "count_star()\n2\n"


@pytest.mark.parametrize("sql", [
    "WITH a AS (SELECT 1) FROM a", "VALUES (1)", "SHOW TABLES", "DESCRIBE claims", "SUMMARIZE runs",
    "PIVOT runs ON outcome USING count(*) GROUP BY flow", "SELECT 'query(' AS \"enabled\" -- enable_profiling",
    "SELECT exact FROM claims WHERE exact LIKE '%;%';", "TABLE runs", "EXPLAIN ANALYZE SELECT 1",
])  # fmt: skip
def test_whatever_only_reads_runs(session: Session, sql: str) -> None:
    assert printed(session, sql)


def test_a_plan_is_drawn_and_not_folded(session: Session) -> None:
    assert printed(session, "EXPLAIN SELECT * FROM claims").startswith("┌─────")


def test_a_query_that_takes_too_long_is_stopped(db: Path, tmp_path: Path) -> None:
    with Session(db, 0.3) as session:
        began = time.monotonic()
        for sql in (
            "SELECT count(*) FROM range(100000000000) AS r(i) WHERE i % 7 = 3",
            "SELECT a.range, b.range FROM range(10000000) AS a, range(10000000) AS b",
        ):
            for form in ("csv", "parquet"):
                with pytest.raises(QueryError, match=r"stopped after 0\.3 s"):
                    session.print(sql, form, tmp_path / "x")
        # Each would take minutes; the limit is asked only that it holds, however busy the machine is.
        assert time.monotonic() - began < 60
        assert not (tmp_path / "x").exists()
        assert printed(session, "SELECT 1 AS one", "csv") == "one\n1\n"


@pytest.mark.parametrize("said", [duckdb.InvalidInputException("closed pending query result"), None])
def test_whatever_duckdb_says_when_the_time_is_over_it_took_too_long(db: Path, said: duckdb.Error | None) -> None:
    with Session(db, 0.01) as session, pytest.raises(QueryError, match=r"stopped after 0\.01 s"), session._working():
        time.sleep(0.1)
        if said:
            raise said


def test_the_reader_may_take_its_time(db: Path) -> None:
    with Session(db, 1.5) as session:
        rows = session.query("SELECT range FROM range(5000)").rows
        next(rows)
        time.sleep(1.6)
        assert sum(1 for _ in rows) == 4999


def test_a_query_that_takes_too_much_memory_is_told_so(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connect._LOCKED_DOWN, "memory_limit", "30MB")
    with Session(db) as session, pytest.raises(QueryError, match="more than 1GB of memory"):
        printed(session, "SELECT list(range) FROM range(30000000)")


def test_nothing_published(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="does not exist yet"), Session(tmp_path / "claims.duckdb"):
        pass


def test_an_answer_is_whole_while_a_writer_works_and_publishes(db: Path) -> None:
    with Session(db) as session, connect.write_working(db) as con:
        con.execute("UPDATE claims SET voice = 'unsure'")
        assert "unsure" not in printed(session, "SELECT voice FROM claims")
        con.execute("UPDATE claims SET voice = 'asserted'")
