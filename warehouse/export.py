"""Writes the published ledger out: a view as one file, or everything as a folder of Parquet with a manifest."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from claims.errors import QueryError
from warehouse.connect import read_published
from warehouse.fetch import as_of, rows
from warehouse.output import binary_sink

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

MANIFEST = "manifest.json"
FORMAT = "claims-ledger"
FORMAT_VERSION = 1

_ROW_GROUP = 122_880
_BATCH = 16_384


def view_columns(con: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """The columns of a public view; QueryError where there is no view of that name."""
    found = [str(column) for (column,) in rows(con, "export_columns", name=name)]
    if not found:
        raise QueryError(f"there is no view {name!r}: `.tables` at the prompt of `claims sql` lists them")
    return found


def export_ledger(db: Path, folder: Path) -> dict[str, int]:
    """Writes every table of the published ledger and a manifest into a new or empty folder; rows by table.

    The files depend on nothing but the ledger: exported, imported and exported again, they are the same bytes.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise QueryError(f"{folder} is not empty: give a folder of its own")
    with read_published(db) as con:
        folder.mkdir(parents=True, exist_ok=True)
        tables = {}
        for (name,) in rows(con, "export_tables"):
            tables[str(name)] = _export_table(con, str(name), folder / f"{name}.parquet")
        moment = as_of(con)
        manifest = {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "published_at": moment.isoformat() if moment else None,
            "schema": [
                {"number": number, "name": name, "checksum": checksum}
                for number, name, checksum in rows(con, "export_schema")
            ],
            "tables": tables,
        }
    # Last, so that a folder with a manifest is whole.
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return {name: int(str(known["rows"])) for name, known in tables.items()}


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _export_table(con: duckdb.DuckDBPyConnection, name: str, path: Path) -> dict[str, object]:
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    columns = [(str(column), str(kind)) for column, kind in rows(con, "export_table_columns", name=name)]
    # What is JSON stays the text that it is.
    asked = ", ".join(f'"{c}"::VARCHAR AS "{c}"' if kind == "JSON" else f'"{c}"' for c, kind in columns)
    reader = con.execute(f'SELECT {asked} FROM main."{name}"').to_arrow_reader(_BATCH)  # noqa: S608
    count = 0
    with binary_sink(path, sys.stdout) as sink, pq.ParquetWriter(sink, reader.schema, compression="zstd") as writer:
        for table in _groups(reader):
            writer.write_table(table, row_group_size=_ROW_GROUP)
            count += table.num_rows
    return {"rows": count, "sha256": digest(path), "columns": dict(columns)}


def _groups(reader: pa.RecordBatchReader) -> Iterator[pa.Table]:
    """The rows in groups of one size, whatever the batches are in which they come."""
    import pyarrow as pa

    held: list[pa.RecordBatch] = []
    count = 0
    for batch in reader:
        held.append(batch)
        count += batch.num_rows
        while count >= _ROW_GROUP:
            table = pa.Table.from_batches(held, schema=reader.schema)
            yield table.slice(0, _ROW_GROUP).combine_chunks()
            held = table.slice(_ROW_GROUP).to_batches()
            count -= _ROW_GROUP
    if count:
        yield pa.Table.from_batches(held, schema=reader.schema).combine_chunks()
