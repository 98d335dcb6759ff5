"""Writes a generated ledger as `claims export ledger` does, for `claims import`.

    python -m tests.generate_export FOLDER --claims 1000000 --articles 30000 --seed 1
"""

from __future__ import annotations

import argparse
import json
import tempfile
from contextlib import ExitStack
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.parquet as pq

from tests.generate import Ledger
from warehouse import connect, export
from warehouse.fetch import rows

_ALIKE = {"same", "copied", "attribution dropped"}
TRACKING = Path(__file__).with_name("generate_tracking.sql")


def write(folder: Path, ledger: Ledger) -> None:
    """The ledger as `claims export ledger` writes it: one Parquet file a table, and the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        open_files: dict[str, pq.ParquetWriter] = {}

        def put(name: str, frame: pl.DataFrame) -> None:
            table = frame.to_arrow()
            if name not in open_files:
                path = folder / f"{name}.parquet"
                open_files[name] = files.enter_context(pq.ParquetWriter(path, table.schema, compression="zstd"))
            open_files[name].write_table(table)

        for frames in ledger.chunks():
            for name, frame in frames.items():
                put(name, frame)
        for name, frame in zip(("runs", "validation_results", "quarantine"), ledger.runs(), strict=True):
            put(name, frame)
    _track(folder, ledger)
    _manifest(folder)


def _track(folder: Path, ledger: Ledger) -> None:
    """What comparing, editing and judging leave behind."""
    shape, pools = ledger.shape, ledger.pools
    shares = {"told": shape["claims_in_stories"], "met": shape["pairs_apart_per_claim"],
              "findings": pools.findings, "judged": pools.judged}  # fmt: skip
    with duckdb.connect() as con:
        con.execute("SET memory_limit = '4GB'; SET TimeZone = 'UTC'")
        for name, share in shares.items():
            con.execute(f"SET VARIABLE {name}_per_10000 = {round(10_000 * share)}")
        for name, alike in (("alike", True), ("apart", False)):
            weighted = [r for r, n in shape["pairs"] for _ in range(n) if (r in _ALIKE) is alike]
            con.execute(f"SET VARIABLE {name} = {weighted}")
        for path in folder.glob("*.parquet"):
            con.execute(f"CREATE VIEW {path.stem} AS FROM read_parquet('{path}')")
        con.execute(TRACKING.read_text(encoding="utf-8"))
        for (name,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE table_name <> 'story'").fetchall():
            con.execute(f"COPY {name} TO '{folder / name}.parquet' (COMPRESSION zstd)")


def _manifest(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place, connect.write_working(Path(place) / "empty.duckdb") as con:
        tables = {}
        for (name,) in rows(con, "export_tables"):
            path = folder / f"{name}.parquet"
            if not path.exists():
                con.execute(f"COPY main.{name} TO '{path}'")
            count = con.execute(f"SELECT count(*) FROM read_parquet('{path}')").fetchall()[0][0]
            columns = {str(c): str(kind) for c, kind in rows(con, "export_table_columns", name=name)}
            tables[str(name)] = {"rows": count, "sha256": export.digest(path), "columns": columns}
        made = [{"number": n, "name": name, "checksum": sum_} for n, name, sum_ in rows(con, "export_schema")]
    manifest = {"format": export.FORMAT, "format_version": export.FORMAT_VERSION, "published_at": None,
                "schema": made, "tables": tables}  # fmt: skip
    (folder / export.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def main() -> None:
    """Write a ledger of the size asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--claims", type=int, default=1_000_000)
    asked.add_argument("--articles", type=int, default=30_000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    write(given.folder, Ledger(given.seed, given.articles, given.claims))


if __name__ == "__main__":
    main()
