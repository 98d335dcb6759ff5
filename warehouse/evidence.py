"""Evidence tables: reference figures from CSV, Parquet or any query of DuckDB, held against the figures of claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

import duckdb
import polars as pl

from claims.errors import SettingsError
from claims.evidence import Match, Reference, as_quantity, match
from claims.model import fingerprint
from warehouse.fetch import rows, schema, statement
from warehouse.pairs import registered, statements, wanted
from warehouse.transaction import transaction

COLUMNS = ("measure", "place", "period", "value", "unit", "source", "valid_from")
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """Where reference figures come from: a CSV or Parquet file, or a query; ``tolerance`` is a share of the value."""

    name: str
    file: Path | None
    query: str | None
    tolerance: Decimal


def load(table: EvidenceTable) -> tuple[Reference, ...]:
    """The references of a table; SettingsError, one line, where it cannot be read or a row cannot be understood."""
    with duckdb.connect() as con:
        try:
            found = _relation(con, table).fetchall()
        except duckdb.Error as error:
            raise SettingsError(f"evidence {table.name}: {str(error).splitlines()[0]}") from error
    return tuple(_reference(table, number, row) for number, row in enumerate(found, 1))


def _relation(con: duckdb.DuckDBPyConnection, table: EvidenceTable) -> duckdb.DuckDBPyConnection:
    columns = ", ".join(f"{name}::VARCHAR AS {name}" for name in COLUMNS)
    if table.query is not None:
        return con.execute(f"SELECT {columns} FROM ({table.query})")  # noqa: S608  # the operator's own query
    reader = "read_parquet(?)" if str(table.file).endswith(".parquet") else "read_csv(?, header = true, all_varchar = true)"
    return con.execute(f"SELECT {columns} FROM {reader}", [str(table.file)])  # noqa: S608


def _reference(table: EvidenceTable, number: int, row: Sequence[str | None]) -> Reference:
    measure, place, period, value, unit, source, valid_from = row
    where = f"evidence {table.name}, row {number}"
    if not measure or not value or not unit or not source:
        raise SettingsError(f"{where}: measure, value, unit and source are expected")
    try:
        amount = Decimal(value)
    except InvalidOperation as error:
        raise SettingsError(f"{where}: {value!r} is not a number") from error
    if as_quantity(amount, unit) is None:
        raise SettingsError(f"{where}: {value} {unit} is not read as a figure")
    first, last = _days(period, where)
    begins = _days(valid_from, where)[0]
    ident = fingerprint(table.name, table.tolerance, *row)
    return Reference(ident, table.name, measure, place, first, last, amount, unit, source, begins, table.tolerance)


def _days(period: str | None, where: str) -> tuple[date | None, date | None]:
    """First and last day of a year, month, day, or *first/last*."""
    if not period:
        return None, None
    ends = [_PERIOD.fullmatch(part.strip()) for part in period.split("/")]
    if len(ends) > 2 or not all(ends):
        raise SettingsError(f"{where}: {period!r} is no period; expected 2025, 2025-03, 2025-03-01 or first/last")
    spans = [_span(*(int(g) if g else None for g in end.groups())) for end in ends if end]
    return spans[0][0], spans[-1][1]


def _span(year: int | None, month: int | None, day: int | None) -> tuple[date, date]:
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    return date(year, month, day), date(year, month, day)


def hold_against(con: duckdb.DuckDBPyConnection, references: Sequence[Reference], new: Sequence[str]) -> int:
    """Holds new claims against the references, and all claims where the references changed; returns the matches made."""
    held = {str(ident) for (ident,) in con.execute("SELECT evidence_id FROM evidence").fetchall()}
    changed = held != {r.evidence_id for r in references}
    if changed:
        _replace(con, references)
    if not references:
        return 0
    units = sorted({q.base_unit for r in references if (q := as_quantity(r.value, r.unit))})
    with wanted(con, "incoming_new", new):
        asked = [str(ident) for (ident,) in rows(con, "evidence_wanted", units=units, everything=changed)]
    made = 0
    for start in range(0, len(asked), _AT_ONCE):
        made += _match(con, references, asked[start : start + _AT_ONCE])
    return made


def _replace(con: duckdb.DuckDBPyConnection, references: Sequence[Reference]) -> None:
    rows_of = [
        {"evidence_id": r.evidence_id, "table_name": r.table, "measure": r.measure, "place": r.place,
         "first_day": r.first, "last_day": r.last, "value": r.value, "unit": r.unit, "source": r.source,
         "valid_from": r.valid_from, "tolerance": float(r.tolerance)}
        for r in references
    ]  # fmt: skip
    frame = pl.DataFrame(rows_of, schema=schema(con, "evidence"), orient="row")
    with transaction(con):
        con.execute("DELETE FROM claim_evidence")
        con.execute("DELETE FROM evidence")
    with registered(con, "incoming_evidence", frame), transaction(con):
        con.execute("INSERT INTO evidence BY NAME SELECT * FROM incoming_evidence")


def _match(con: duckdb.DuckDBPyConnection, references: Sequence[Reference], asked: Sequence[str]) -> int:
    found = []
    for ident, stated in statements(con, asked).items():
        for reference in references:
            result = match(stated, reference)
            if result is not None:
                found.append(_row(ident, reference, result))
    frame = pl.DataFrame(
        found, schema={"claim_id": pl.String, "start_offset": pl.Int32, "evidence_id": pl.String, "verdict": pl.String,
                       "reason": pl.String}, orient="row",
    )  # fmt: skip
    with registered(con, "incoming_matches", frame), transaction(con):
        con.execute(statement("store_matches"))
    return len(found)


def _row(ident: str, reference: Reference, result: Match) -> dict[str, object]:
    return {
        "claim_id": ident, "start_offset": result.quantity.start, "evidence_id": reference.evidence_id,
        "verdict": str(result.verdict), "reason": result.reason,
    }  # fmt: skip
