"""Migrations: each once and whole, views made anew when their text changes, other databases refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from ledger import YEAR, Frames, Said, dump

from claims.errors import WarehouseError
from warehouse import connect, store
from warehouse.migrate import migrate, scripts

HERE = Path(__file__).parent.parent / "warehouse"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the schema, the derived tables and the views, to change."""
    for folder in ("schema", "derived", "views"):
        shutil.copytree(HERE / folder, tmp_path / folder)
    return tmp_path


def test_migrations_are_applied_once_and_recorded(tmp_path: Path) -> None:
    db = tmp_path / "claims.duckdb"
    for _ in range(2):
        with connect.write_working(db) as con:
            applied = con.execute("SELECT version, name, checksum, applied_at FROM schema_migrations").fetchall()
            assert [row[:2] for row in applied] == [(s.number, s.name) for s in scripts(HERE / "schema")]
    with connect.write_working(db) as con:
        assert con.execute("SELECT version, name, checksum, applied_at FROM schema_migrations").fetchall() == applied


def test_an_old_database_is_brought_up_and_keeps_its_rows(root: Path) -> None:
    con = duckdb.connect()
    migrate(con, Path("x"), root)
    con.execute(
        "INSERT INTO validation_results VALUES ('r','c','pandera','claims',NULL,'n','stop',true,NULL,NULL,0,'m',now())"
    )
    (root / "schema" / "0999_desk.sql").write_text("ALTER TABLE articles ADD COLUMN desk VARCHAR;")
    migrate(con, Path("x"), root)
    migrate(con, Path("x"), root)
    assert con.execute("SELECT desk FROM articles").fetchall() == []
    assert con.execute("SELECT count(*) FROM validation_results").fetchone() == (1,)
    assert con.execute("SELECT max(version) FROM schema_migrations").fetchone() == (999,)


def test_a_ledger_of_the_schema_before_keeps_its_rows_and_columns(root: Path) -> None:
    last = max((root / "schema").glob("*.sql"))
    script = last.read_text(encoding="utf-8")
    last.unlink()
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'")
    migrate(con, Path("x"), root)
    frames = Frames()
    frames.article("a", (Said("They said so", (("The Harbour", "media"),), (("118.5", "tonne"),), (YEAR,)), Said("Cranes")))
    store.store_batch(con, frames.frames(con))
    columns = "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE database_name <> 'temp' ORDER BY ALL"
    asked = "SELECT c::VARCHAR FROM claim_details AS c ORDER BY ALL"
    before = [dump(con), con.execute(columns).fetchall(), con.execute(asked).fetchall()]
    last.write_text(script, encoding="utf-8")
    migrate(con, Path("x"), root)
    assert con.execute("SELECT max(version) FROM schema_migrations").fetchone() == (int(last.name[:4]),)
    assert [dump(con), con.execute(columns).fetchall(), con.execute(asked).fetchall()] == before
    assert len(before[2]) == 2


def test_a_migration_that_fails_leaves_nothing_behind(root: Path) -> None:
    con = duckdb.connect()
    migrate(con, Path("x"), root)
    (root / "schema" / "0999_broken.sql").write_text("CREATE TABLE half (a INTEGER); SELECT nonsense;")
    with pytest.raises(duckdb.BinderException):
        migrate(con, Path("x"), root)
    assert con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'half'").fetchone() == (0,)
    assert con.execute("SELECT count(*) FROM claim_details").fetchone() == (0,)
    assert con.execute("SELECT max(version) FROM schema_migrations").fetchone() != (999,)


def test_views_are_made_anew_when_one_changes_and_only_then(root: Path) -> None:
    con = duckdb.connect()
    migrate(con, Path("x"), root)
    before = con.execute("SELECT max(view_oid) FROM duckdb_views() WHERE NOT internal").fetchone()
    migrate(con, Path("x"), root)
    assert con.execute("SELECT max(view_oid) FROM duckdb_views() WHERE NOT internal").fetchone() == before
    (root / "views" / "70_numbers_coverage.sql").write_text("CREATE VIEW desk AS SELECT 1 AS one;")
    migrate(con, Path("x"), root)
    names = {name for (name,) in con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
    assert "desk" in names
    assert "numbers_coverage" not in names
    assert "claim_details" in names


def test_a_database_of_a_newer_version_is_refused(root: Path) -> None:
    con = duckdb.connect()
    (root / "schema" / "0999_desk.sql").write_text("CREATE TABLE desk (a INTEGER);")
    migrate(con, Path("ledger.duckdb"), root)
    (root / "schema" / "0999_desk.sql").unlink()
    with pytest.raises(WarehouseError, match=r"ledger\.duckdb was made by a newer version of claims \(schema 999\)"):
        migrate(con, Path("ledger.duckdb"), root)


def test_a_migration_changed_after_it_was_applied_is_refused(root: Path) -> None:
    con = duckdb.connect()
    migrate(con, Path("x"), root)
    first = root / "schema" / "0001_initial.sql"
    first.write_text(first.read_text() + "-- an afterthought")
    with pytest.raises(WarehouseError, match=r"another schema 0001 \(initial\)"):
        migrate(con, Path("x"), root)


def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    db = tmp_path / "shop.duckdb"
    with duckdb.connect(str(db)) as con:
        con.execute("CREATE TABLE orders (id INTEGER)")
    with pytest.raises(WarehouseError, match=r"holds other tables \(orders"), connect.write_working(db):
        pass
    with duckdb.connect(str(db)) as con:
        assert con.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("orders",)]


def test_two_files_of_one_number_are_a_mistake(root: Path) -> None:
    (root / "schema" / "0001_second.sql").write_text("SELECT 1;")
    with pytest.raises(ValueError, match="same number"):
        scripts(root / "schema")
