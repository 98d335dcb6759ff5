"""Fetching: named queries with parameters, whole tables in the types that the frames have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
from ledger import DAWN, NOON, YEAR, Frames, Said, end, start

from flows.tabulate import SCHEMAS
from warehouse import connect, fetch, store


@pytest.fixture
def con(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect.write_working(tmp_path / "claims.duckdb") as connection:
        yield connection


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_frames_that_are_made_have_the_columns_and_types_of_their_tables(
    con: duckdb.DuckDBPyConnection, name: str
) -> None:
    assert dict(pl.DataFrame(schema=SCHEMAS[name]).schema) == fetch.schema(con, name)


def test_a_table_comes_back_as_it_was_stored(con: duckdb.DuckDBPyConnection) -> None:
    frames = Frames()
    frames.article(
        "harbour", (Said("5.25 m in 2025", (("A", "person"),), (("5.250000001", "metre"),), (YEAR, (None, None))),)
    )
    frames.reject("photo.txt")
    given = frames.frames(con)
    store.store_batch(con, given)
    for name, frame in given.items():
        assert fetch.table(con, name).equals(frame), name
    assert fetch.table(con, "quantities")["value"].to_list() == [Decimal("5.250000001")]
    assert fetch.table(con, "claims").schema["first_seen"] == pl.Datetime("us", "UTC")


def test_only_tables_can_be_named(con: duckdb.DuckDBPyConnection) -> None:
    for ask in (fetch.table, fetch.schema):
        with pytest.raises(ValueError, match="not the name of a table"):
            ask(con, "claims; DROP TABLE claims")
    with pytest.raises(duckdb.CatalogException):
        fetch.table(con, "no_such_table")


def test_previous_runs_are_the_published_ones_before_latest_first(con: duckdb.DuckDBPyConnection) -> None:
    for number, outcome in enumerate(("published", "stopped", "published", "failed", "published")):
        store.begin_run(con, start(f"run-{number}", DAWN + timedelta(days=number)))
        store.finish_run(con, f"run-{number}", end(outcome, NOON + timedelta(days=number), claims=number))
    found = fetch.previous_runs(con, "run-4")
    assert found.select("run_id", "claims").rows() == [("run-2", 2), ("run-0", 0)]
    assert fetch.previous_runs(con, "run-4", limit=1).height == 1
    assert fetch.previous_runs(con, "run-0").is_empty()


def test_as_of_is_the_last_publication(con: duckdb.DuckDBPyConnection) -> None:
    assert fetch.as_of(con) is None
    store.begin_run(con, start())
    assert fetch.as_of(con) is None
    store.finish_run(con, "run-1", end())
    assert fetch.as_of(con) == NOON


def test_rows_and_frame_take_parameters(con: duckdb.DuckDBPyConnection) -> None:
    store.begin_run(con, start("it's"))
    assert fetch.rows(con, "previous_runs", run_id="it's", limit=1) == []
    assert fetch.frame(con, "previous_runs", run_id="it's", limit=1).columns[0] == "run_id"


@pytest.mark.parametrize("path", sorted((Path(fetch.__file__).parent / "queries").glob("*.sql")), ids=lambda p: p.stem)
def test_every_query_parses_and_is_asked_for(path: Path) -> None:
    assert duckdb.extract_statements(path.read_text(encoding="utf-8"))
    if path.stem.startswith(("count_", "report_", "tracking_", "digest_", "audit_")):  # asked for by a name that is put together
        return
    root = Path(fetch.__file__).parent.parent
    code = [p for package in ("warehouse", "flows", "validations") for p in (root / package).rglob("*.py")]
    assert any(f'"{path.stem}"' in p.read_text(encoding="utf-8") for p in code)
