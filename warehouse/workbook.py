"""Writes rows as an Excel workbook: every text is text, never a formula, whatever an article says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import QueryError
from warehouse.render import text, visible

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet  # type: ignore[import-untyped]

MAX_ROWS = 1_048_575
"""Rows that a sheet holds below its head."""

_MAX_TEXT = 32_767
_EXACT_DIGITS = 15

Sheet = tuple[str, Sequence[str], Iterable[Sequence[object]]]
"""A sheet: its name, its columns, its rows."""


def write_workbook(sheets: Iterable[Sheet], output: Path) -> dict[str, int]:
    """Writes the sheets one after the other and returns how many rows each has; QueryError where one has too many."""
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook(write_only=True)
    counts = {}
    for name, columns, rows in sheets:
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        sheet.append(list(_head(sheet, columns)))
        counts[name] = 0
        for row in rows:
            if counts[name] >= MAX_ROWS:
                raise QueryError(f"{name} has more than the {MAX_ROWS} rows that a sheet holds: export it as Parquet")
            sheet.append([_cell(sheet, value) for value in row])
            counts[name] += 1
    draft = output.with_name(output.name + ".part")
    try:
        book.save(draft)
        draft.replace(output)
    except OSError as error:
        raise QueryError(f"{output} cannot be written: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)
    return counts


def _head(sheet: WriteOnlyWorksheet, columns: Sequence[str]) -> Iterator[WriteOnlyCell]:
    from openpyxl.styles import Font  # type: ignore[import-untyped]

    for name in columns:
        cell = _text(sheet, name)
        cell.font = Font(bold=True)
        yield cell


def _cell(sheet: WriteOnlyWorksheet, value: object) -> object:
    match value:
        case None | bool() | float():
            return value
        case int() if abs(value) < 10**_EXACT_DIGITS:
            return value
        case Decimal() if value.is_finite() and len(value.normalize().as_tuple().digits) <= _EXACT_DIGITS:
            return value
        case datetime():
            # A sheet knows no time zones; what the ledger holds is in UTC.
            return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
        case date():
            return value
        case str():
            return _text(sheet, value)
        case _:
            return _text(sheet, text(value))


def _text(sheet: WriteOnlyWorksheet, words: str) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell

    # Control characters cannot stand in a sheet; the type says that an = at the start begins no formula.
    lines = "\n".join(map(visible, words.replace("\r\n", "\n").split("\n")))
    cell = WriteOnlyCell(sheet, value=None)
    cell.value = lines if len(lines) <= _MAX_TEXT else lines[: _MAX_TEXT - 1] + "…"
    cell.data_type = "s"
    return cell
