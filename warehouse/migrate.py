"""Brings a working database to this version's schema: numbered SQL files, each once; derived tables and views anew."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import duckdb

from claims.errors import WarehouseError
from warehouse import derive
from warehouse.transaction import transaction

_HERE = Path(str(files("warehouse")))
_DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Script:
    """One SQL file: its number, its name without the number, its text."""

    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """A hash of the text."""
        return hashlib.sha256(self.sql.encode()).hexdigest()[:32]


def scripts(folder: Path) -> tuple[Script, ...]:
    """The folder's ``NNNN_name.sql`` files in order of number; two files of one number are a mistake."""
    found = []
    for path in sorted(folder.glob("*.sql")):
        number, _, name = path.stem.partition("_")
        found.append(Script(int(number), name, path.read_text(encoding="utf-8")))
    if len({script.number for script in found}) < len(found):
        raise ValueError(f"two files of {folder} have the same number")
    return tuple(found)


def migrate(con: duckdb.DuckDBPyConnection, db: Path, root: Path = _HERE) -> None:
    """Applies what is missing; WarehouseError where the database is of a newer version, or of another line."""
    known = scripts(root / "schema")
    views = scripts(root / "views")
    applied = _applied(con)
    if not applied:
        _refuse_foreign(con, db)
    _refuse_other(applied, known, db)
    pending = [script for script in known if script.number not in applied]
    made = _made(con) if applied else {}
    wanted = {script.name: script.checksum for script in views}
    if (root / _DERIVED).is_dir():
        wanted[_DERIVED] = derive.checksum()
    if not pending and made == wanted:
        return
    with transaction(con):
        # A migration may touch what a view stands on, and DuckDB binds views when they are made.
        _drop_views(con)
        for script in pending:
            con.execute(script.sql)
            con.execute(
                "INSERT INTO schema_migrations VALUES (?, ?, ?, now())", [script.number, script.name, script.checksum]
            )
        anew = _DERIVED in wanted and (bool(pending) or made.get(_DERIVED) != wanted[_DERIVED])
        if anew:
            derive.make(con)
        con.execute("DELETE FROM schema_views")
        for script in views:
            con.execute(script.sql)
        con.executemany("INSERT INTO schema_views VALUES (?, ?, now())", sorted(wanted.items()))
        if anew:
            derive.fill(con)


def _applied(con: duckdb.DuckDBPyConnection) -> dict[int, str]:
    if not con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'schema_migrations'").fetchone():
        return {}
    return dict(con.execute("SELECT version, checksum FROM schema_migrations").fetchall())


def _refuse_foreign(con: duckdb.DuckDBPyConnection, db: Path) -> None:
    found = con.execute("SELECT table_name FROM duckdb_tables() ORDER BY table_oid LIMIT 1").fetchone()
    if found:
        raise WarehouseError(f"{db} holds other tables ({found[0]}, …): give a database of its own")


def _refuse_other(applied: dict[int, str], known: tuple[Script, ...], db: Path) -> None:
    newest = max(applied, default=0)
    if newest > max((script.number for script in known), default=0):
        raise WarehouseError(
            f"{db} was made by a newer version of claims (schema {newest}): upgrade, or give another database"
        )
    for script in known:
        if applied.get(script.number, script.checksum) != script.checksum:
            raise WarehouseError(
                f"{db} was made with another schema {script.number:04} ({script.name}) than this "
                "version has: use the version that made it, or give another database"
            )


def _made(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(con.execute("SELECT name, checksum FROM schema_views").fetchall())


def _drop_views(con: duckdb.DuckDBPyConnection) -> None:
    made = con.execute("""
        SELECT 'VIEW', view_name FROM duckdb_views() WHERE NOT internal
        UNION ALL SELECT DISTINCT 'MACRO TABLE', function_name FROM duckdb_functions()
        WHERE function_type = 'table_macro' AND NOT internal
    """).fetchall()
    for kind, name in made:
        quoted = str(name).replace('"', '""')
        con.execute(f'DROP {kind} "{quoted}"')
