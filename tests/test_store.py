"""Storing: the same twice adds nothing, a newer extractor replaces, a killed writer leaves whole batches."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest
from ledger import DAWN, NEXT_DAY, NOON, YEAR, Frames, Said, dump, end, start

from warehouse import connect, fetch, store
from warehouse.store import LEDGER, Stored

MINISTRY = (("Harbour News", "media"), ("Ministry of Ports", "organisation"))
CRANES = Said("The ministry bought 5 cranes in 2025", MINISTRY, (("5", "crane"),), (YEAR,))
WALLS = Said("The wall is 30 metres long", figures=(("30", "metre"),))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "claims.duckdb"


@pytest.fixture
def con(db: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect.write_working(db) as connection:
        yield connection


def harbour(
    run_id: str = "run-1", seen: object = DAWN, extractor: str = "1", claims: tuple[Said, ...] = (CRANES, WALLS)
) -> Frames:
    frames = Frames(run_id, seen, extractor)  # type: ignore[arg-type]
    frames.article("harbour", claims)
    frames.reject("photo.txt")
    return frames


def test_a_batch_is_stored_and_counted(con: duckdb.DuckDBPyConnection) -> None:
    counts = store.store_batch(con, harbour().frames(con))
    assert counts == {"articles": Stored(1, 0), "claims": Stored(2, 0), "quarantine": Stored(1, 0)}
    kept = dump(con)
    assert {name: len(rows) for name, rows in kept.items()} == {
        "articles": 1,
        "claims": 2,
        "claim_sources": 2,
        "quantities": 2,
        "periods": 1,
        "numbers": 2,
        "attributions": 1,
        "findings": 1,
        "quarantine": 1,
    }


def test_the_same_again_changes_nothing_but_last_seen(con: duckdb.DuckDBPyConnection) -> None:
    store.store_batch(con, harbour().frames(con))
    before, whole = dump(con, "last_seen"), dump(con)
    counts = store.store_batch(con, harbour("run-2", NEXT_DAY).frames(con))
    assert counts == {"articles": Stored(0, 1), "claims": Stored(0, 2), "quarantine": Stored(0, 1)}
    assert dump(con, "last_seen") == before
    assert dump(con) != whole
    for name in ("articles", "claims", "quarantine"):
        assert con.execute(f"SELECT DISTINCT first_seen, last_seen FROM {name}").fetchall() == [(DAWN, NEXT_DAY)]


def test_what_was_seen_later_stays_when_an_earlier_run_comes_after(con: duckdb.DuckDBPyConnection) -> None:
    store.store_batch(con, harbour(seen=NEXT_DAY).frames(con))
    store.store_batch(con, harbour("run-2", DAWN).frames(con))
    assert con.execute("SELECT DISTINCT last_seen FROM claims").fetchall() == [(NEXT_DAY,)]


def test_known_versions_are_those_of_this_extractor(con: duckdb.DuckDBPyConnection) -> None:
    frames = harbour()
    version = frames.article("airport", (WALLS,))
    store.store_batch(con, frames.frames(con))
    assert store.known_versions(con, [version, "never seen"], "1") == {version}
    assert store.known_versions(con, [version], "2") == set()
    assert store.known_versions(con, [], "1") == set()


def test_touching_moves_last_seen_of_the_article_and_its_current_claims(con: duckdb.DuckDBPyConnection) -> None:
    frames = Frames()
    version, other = frames.article("harbour", (CRANES, WALLS)), frames.article("airport", (WALLS,))
    store.store_batch(con, frames.frames(con))
    before = dump(con, "last_seen")
    assert store.touch(con, [version, "never seen"], NEXT_DAY) == 1
    assert dump(con, "last_seen") == before
    for table in ("articles", "claims"):
        seen = dict(con.execute(f"SELECT version_id, max(last_seen) FROM {table} GROUP BY ALL").fetchall())
        assert seen == {version: NEXT_DAY, other: DAWN}


@pytest.mark.parametrize("reopened", [False, True], ids=["one connection", "after reopening"])
def test_a_newer_extractor_replaces_what_hangs_on_the_version(db: Path, reopened: bool) -> None:
    changed = Said(CRANES.exact, MINISTRY[:1], (("50", "crane"), ("7", "gantry")), voice="attributed")
    with connect.write_working(db) as con:
        store.store_batch(con, harbour().frames(con))
        if not reopened:
            store.store_batch(con, harbour("run-2", NEXT_DAY, "2", (changed,)).frames(con))
    with connect.write_working(db) as con:
        if reopened:
            store.store_batch(con, harbour("run-2", NEXT_DAY, "2", (changed,)).frames(con))
        claims = con.execute(
            "SELECT exact, extractor_version, run_id, first_seen, last_seen FROM claims ORDER BY start_offset"
        ).fetchall()
        assert claims == [
            (CRANES.exact, "2", "run-2", DAWN, NEXT_DAY),
            (WALLS.exact, "1", "run-1", DAWN, DAWN),  # no longer found: it stays as it was
        ]
        assert con.execute("SELECT value, unit FROM quantities ORDER BY start_offset").fetchall() == [
            (50, "crane"),
            (7, "gantry"),
        ]
        assert con.execute("SELECT count(*) FROM numbers").fetchone() == (2,)
        assert con.execute("SELECT count(*) FROM periods").fetchone() == (0,)
        assert con.execute("SELECT name FROM claim_sources").fetchall() == [("Harbour News",)]
        assert con.execute("SELECT exact FROM current_claims").fetchall() == [(CRANES.exact,)]
        assert con.execute("SELECT run_id, extractor_version, first_seen FROM articles").fetchall() == [
            ("run-2", "2", DAWN)
        ]
        store.touch(con, fetch.table(con, "articles")["version_id"].to_list(), NOON)
        assert con.execute("SELECT last_seen FROM claims WHERE extractor_version = '1'").fetchall() == [(DAWN,)]


def test_versions_of_one_article_are_both_kept_and_the_last_read_is_the_latest(con: duckdb.DuckDBPyConnection) -> None:
    first, second = Frames(), Frames("run-2", NOON)
    old = first.article("harbour", (CRANES,))
    new = second.article("harbour", (WALLS,), edition="second")
    store.store_batch(con, first.frames(con))
    store.store_batch(con, second.frames(con))
    assert con.execute("SELECT count(*), count(DISTINCT article_id) FROM articles").fetchone() == (2, 1)
    assert con.execute("SELECT version_id, versions FROM latest_articles").fetchall() == [(new, 2)]
    store.touch(con, [old], NEXT_DAY)  # the old text is back
    assert con.execute("SELECT version_id FROM latest_articles").fetchall() == [(old,)]
    assert con.execute("SELECT exact FROM current_claims").fetchall() == [(CRANES.exact,)]


def test_a_batch_that_cannot_be_stored_leaves_nothing(con: duckdb.DuckDBPyConnection) -> None:
    frames = harbour().frames(con)
    frames["numbers"] = frames["numbers"].with_columns(pl.lit(None, pl.String).alias("surface"))
    with pytest.raises(duckdb.ConstraintException):
        store.store_batch(con, frames)
    assert not any(dump(con).values())
    assert store.store_batch(con, harbour().frames(con))["claims"] == Stored(2, 0)


def test_frames_must_have_the_columns_of_their_tables(con: duckdb.DuckDBPyConnection) -> None:
    frames = harbour().frames(con)
    with pytest.raises(ValueError, match=r"claims and its table differ in \['voice'\]"):
        store.store_batch(con, {**frames, "claims": frames["claims"].drop("voice")})
    twice = {**frames, "claims": pl.concat([frames["claims"], frames["claims"][:1]])}
    with pytest.raises(ValueError, match="claims has two rows of one claim_id"):
        store.store_batch(con, twice)
    with pytest.raises(ValueError, match=r"has no table \['runs'\]"):
        store.store_batch(con, {"runs": frames["claims"]})


def test_a_batch_of_quarantine_alone_and_an_empty_batch(con: duckdb.DuckDBPyConnection) -> None:
    frames = harbour().frames(con)
    assert store.store_batch(con, {"quarantine": frames["quarantine"]})["quarantine"] == Stored(1, 0)
    assert store.store_batch(con, {}) == {name: Stored(0, 0) for name in ("articles", "claims", "quarantine")}


def test_a_run_from_beginning_to_end(con: duckdb.DuckDBPyConnection) -> None:
    assert store.begin_run(con, start(inputs=("a.txt", "it's"))) == 0
    assert con.execute("SELECT outcome, inputs, published_at FROM runs").fetchall() == [
        ("running", ["a.txt", "it's"], None)
    ]
    store.finish_run(con, "run-1", end(articles=3, claims=9))
    assert con.execute(
        "SELECT outcome, finished_at, published_at, articles, claims, quarantined FROM runs"
    ).fetchall() == [("published", NOON, NOON, 3, 9, None)]
    with pytest.raises(ValueError, match="never begun"):
        store.finish_run(con, "run-2", end())


def test_a_run_that_died_is_marked_when_the_next_begins(con: duckdb.DuckDBPyConnection) -> None:
    store.begin_run(con, start("dead"))
    store.begin_run(con, start("run-2", NEXT_DAY))
    outcomes = con.execute("SELECT run_id, outcome, message FROM runs ORDER BY started_at").fetchall()
    assert [row[:2] for row in outcomes] == [("dead", "failed"), ("run-2", "running")]
    assert outcomes[0][2] == (
        "killed: it ended without saying so; found when run run-2 began at 2026-03-04 06:00:00 UTC"
    )


def test_a_run_publishes_what_stopped_runs_left_and_takes_it_back_when_publishing_fails(
    con: duckdb.DuckDBPyConnection,
) -> None:
    for number, outcome in enumerate(("published", "stopped", "published")):
        store.begin_run(con, start(f"run-{number}", DAWN))
        store.finish_run(con, f"run-{number}", end(outcome, NOON if number == 0 else NEXT_DAY))
    published = "SELECT run_id, published_at FROM runs ORDER BY run_id"
    assert con.execute(published).fetchall() == [("run-0", NOON), ("run-1", NEXT_DAY), ("run-2", NEXT_DAY)]
    store.finish_run(con, "run-2", end("failed", NEXT_DAY))
    assert con.execute(published).fetchall() == [("run-0", NOON), ("run-1", None), ("run-2", None)]


def test_check_results_are_stored_and_replaced_when_a_check_is_made_again(con: duckdb.DuckDBPyConnection) -> None:
    row = {"run_id": "run-1", "check_id": "c", "tool": "pandera", "table_name": "claims", "column_name": None,
           "check_name": "offsets", "severity": "quarantine", "success": True, "observed": None, "threshold": None,
           "failing_rows": 0, "message": "all within the text", "checked_at": NOON}  # fmt: skip
    for failing in (0, 4):
        results = pl.DataFrame([{**row, "failing_rows": failing}], schema=fetch.schema(con, "validation_results"))
        store.store_checks(con, results)
    assert con.execute("SELECT failing_rows FROM validation_results").fetchall() == [(4,)]


def test_a_large_batch_again_and_again_through_reopening(db: Path) -> None:
    """Deleting and inserting one key in one transaction is where DuckDB's indexes have been wrong before."""
    for run in range(4):
        with connect.write_working(db) as con:
            frames = Frames(f"run-{run}", DAWN, str(run))
            for number in range(150):
                said = [
                    Said(
                        f"claim {i} of {run}",
                        MINISTRY[: 1 + (i + run) % 2],
                        (("1", "x"),) * (1 + (i + run) % 3),
                        (YEAR,),
                    )
                    for i in range(8 - run % 3)
                ]
                frames.article(f"article {number}", tuple(said))
            batch = frames.frames(con)
            store.store_batch(con, batch)
            current = "SELECT count(*) FROM {} SEMI JOIN current_claims USING (claim_id)"
            for name in ("claims", "claim_sources", "quantities", "periods", "numbers"):
                assert con.execute(current.format(name)).fetchone() == (batch[name].height,), (run, name)
            for name in ("quantities", "periods", "numbers", "attributions", "findings"):
                assert con.execute(f"SELECT count(*) FROM {name}").fetchone() == (batch[name].height,), (run, name)


WRITER = """
    import sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from ledger import YEAR, Frames, Said
    from warehouse import connect, store

    chain = (("Harbour News", "media"), ("Ministry of Ports", "organisation"))
    with connect.hold(Path(sys.argv[1])):
        print("batch", flush=True)  # a kill soon after meets a database in the making
        for batch in range(1000):
            with connect.write_working(Path(sys.argv[1])) as con:
                frames = Frames(extractor=str(batch // 7))
                for number in range(5):
                    claims = tuple(Said(f"claim {i}", chain, (("5", "crane"),), (YEAR,)) for i in range(3))
                    frames.article(f"{batch % 7}/{number}", claims)
                    frames.reject(f"{batch % 7}/{number}")
                store.store_batch(con, frames.frames(con))
                print("batch", flush=True)
"""


def test_a_killed_writer_leaves_whole_batches_only(tmp_path: Path) -> None:
    dice = random.Random(20260303)
    for trial in range(10):
        db = tmp_path / f"{trial % 3}.duckdb"  # some kills hit a new database, some one that was killed before
        writer = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), str(db), str(Path(__file__).parent)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout
        for _ in range(1 + dice.randrange(3)):
            assert writer.stdout.readline() == "batch\n"
        time.sleep(dice.random() * 0.3)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        with connect.hold(db), connect.write_working(db) as con:
            whole = con.execute("""
                SELECT split_part(identity, '/', 1) AS batch, extractor_version, count(DISTINCT version_id),
                       count(claim_id), count(quantity_id), count(period_id)
                FROM articles LEFT JOIN claims USING (version_id, extractor_version)
                LEFT JOIN quantities USING (claim_id) LEFT JOIN periods USING (claim_id) GROUP BY ALL
            """).fetchall()
            assert len(whole) == len({row[0] for row in whole})
            assert {row[2:] for row in whole} <= {(5, 15, 15, 15)}
            sizes = {name: con.execute(f"SELECT count(*) FROM {name}").fetchone() for name in (*LEDGER, "quarantine")}
            batches = len(whole)
            assert sizes == {"articles": (5 * batches,), "claims": (15 * batches,), "claim_sources": (30 * batches,),
                             "quantities": (15 * batches,), "periods": (15 * batches,), "numbers": (15 * batches,),
                             "attributions": (15 * batches,), "findings": (5 * batches,), "quarantine": (5 * batches,)}  # fmt: skip
