"""Takes an exported ledger back: a folder of Parquet with its manifest becomes a database of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claims.errors import WarehouseError
from warehouse import derive, snapshot
from warehouse.connect import hold, log_path, write_working
from warehouse.export import FORMAT, FORMAT_VERSION, MANIFEST, digest
from warehouse.faults import explained_files
from warehouse.fetch import rows
from warehouse.store import KEYS


class _Migration(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    number: int
    name: str
    checksum: str


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    rows: int
    sha256: str
    columns: dict[str, str]


class Manifest(BaseModel):
    """What an export holds: its schema, and each table with its file's hash."""

    model_config = ConfigDict(extra="forbid", strict=True)
    format: str
    format_version: int
    published_at: str | None
    migrations: list[_Migration] = Field(alias="schema")
    tables: dict[str, _Table]


def import_ledger(folder: Path, db: Path) -> dict[str, int]:
    """Fills a new or empty database from an export and publishes it; rows by table.

    Nothing is written before every file is found whole. WarehouseError, in one line, where it is not, where the export
    is of another schema, or where the database holds something. The database is filled beside its place and put there
    when it is whole: stopped at any moment, it is as empty as it was, and the import can be begun again.
    """
    manifest = read_manifest(folder)
    need_whole(folder, manifest)
    draft = db.with_name(db.name + ".import")
    with hold(db):
        with write_working(db) as con:
            _fits(con, manifest, db, folder)
        with explained_files(db):
            _clear(draft)
            try:
                with write_working(draft) as con:
                    load_tables(con, folder, manifest)
                    derive_all(con)
                draft.replace(db)
            finally:
                _clear(draft)
        snapshot.publish(db)
    return {name: table.rows for name, table in manifest.tables.items()}


def _clear(draft: Path) -> None:
    for path in (draft, log_path(draft)):
        path.unlink(missing_ok=True)


def need_whole(folder: Path, manifest: Manifest) -> None:
    """WarehouseError where a file is not the one that was exported."""
    paths = {name: _file(folder, name) for name in manifest.tables}
    for path in paths.values():
        if not path.is_file():
            raise WarehouseError(f"{path} is missing: the export is not whole")
    with ThreadPoolExecutor() as pool:
        found = dict(zip(paths, pool.map(digest, paths.values()), strict=True))
    for name, path in paths.items():
        if found[name] != manifest.tables[name].sha256:
            raise WarehouseError(f"{path} is not the file that was exported: its hash differs from the manifest's")


def load_tables(con: duckdb.DuckDBPyConnection, folder: Path, manifest: Manifest) -> None:
    """Fills the ledger's empty tables, each in a transaction of its own.

    Only what is committed is read by several threads at once: one transaction around all takes twice as long.
    """
    for name, table in manifest.tables.items():
        _load(con, name, table, _file(folder, name))


def derive_all(con: duckdb.DuckDBPyConnection) -> None:
    """Fills the derived tables of a ledger whose tables have just been filled."""
    # What is derived stands in no order; the ledger's own rows keep theirs, by which an export is the same bytes.
    con.execute("SET preserve_insertion_order = false")
    try:
        derive.fill(con)
    finally:
        con.execute("RESET preserve_insertion_order")


def read_manifest(folder: Path) -> Manifest:
    """What an export says that it holds; WarehouseError where the folder is none."""
    path = folder / MANIFEST
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WarehouseError(f"{folder} holds no export: {MANIFEST} cannot be read ({error})") from error
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise WarehouseError(f"{path} is no manifest of an export: {where}: {first['msg']}") from error
    if (manifest.format, manifest.format_version) != (FORMAT, FORMAT_VERSION):
        raise WarehouseError(
            f"{path} is of the format {manifest.format} {manifest.format_version}; "
            f"this version reads {FORMAT} {FORMAT_VERSION}"
        )
    return manifest


def _fits(con: duckdb.DuckDBPyConnection, manifest: Manifest, db: Path, folder: Path) -> None:
    ours = [
        _Migration(number=int(str(n)), name=str(name), checksum=str(c)) for n, name, c in rows(con, "export_schema")
    ]
    if manifest.migrations != ours:
        theirs = max((m.number for m in manifest.migrations), default=0)
        raise WarehouseError(
            f"{folder} is of schema {theirs}, this version has {max(m.number for m in ours)}: "
            "import it with the version that exported it"
        )
    for (name,) in rows(con, "export_tables"):
        columns = {str(column): str(kind) for column, kind in rows(con, "export_table_columns", name=name)}
        if name not in manifest.tables or manifest.tables[str(name)].columns != columns:
            raise WarehouseError(f"{folder} has another table {name} than this version: the export is not whole")
        if con.execute(f'SELECT 1 FROM main."{name}" LIMIT 1').fetchone():  # noqa: S608
            raise WarehouseError(f"{db} holds something already: import into a database of its own")
    unknown = set(manifest.tables) - {str(name) for (name,) in rows(con, "export_tables")}
    if unknown:
        raise WarehouseError(f"{folder} has a table {sorted(unknown)[0]!r} that this version does not know")


def _load(con: duckdb.DuckDBPyConnection, name: str, table: _Table, path: Path) -> None:
    # The name is one of this database's own tables by now.
    con.execute(f'INSERT INTO main."{name}" BY NAME SELECT * FROM read_parquet($path)', {"path": str(path)})  # noqa: S608
    found = con.execute(f'SELECT count(*) FROM main."{name}"').fetchall()[0][0]  # noqa: S608
    if found != table.rows:
        raise WarehouseError(f"{path} has {found} rows, the manifest says {table.rows}")
    key = ", ".join(KEYS.get(name, ()))
    if key and con.execute(f'SELECT 1 FROM main."{name}" GROUP BY {key} HAVING count(*) > 1 LIMIT 1').fetchone():  # noqa: S608
        raise WarehouseError(f"{path} has two rows of one {key}: that is no export of a ledger")


def _file(folder: Path, name: str) -> Path:
    if not name.replace("_", "").isalnum():
        raise WarehouseError(f"{folder} has a table {name!r}: that is no name of a table")
    return folder / f"{name}.parquet"
