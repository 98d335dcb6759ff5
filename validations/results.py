"""What one check of a run found, as the row that the table ``validation_results`` keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: ``severity`` is what a failure leads to (stop, warn, quarantine); ``message`` is for an editor.

    ``check_id`` is the same in every run: table, check and, where a check has several levels, the level.
    """

    check_id: str
    tool: str
    table_name: str
    column_name: str | None
    check_name: str
    severity: str
    success: bool
    observed: str | None
    threshold: str | None
    failing_rows: int
    message: str


def results_frame(results: Iterable[CheckResult], run_id: str, now: datetime) -> pl.DataFrame:
    """The rows of ``validation_results`` for one run, in the order given, with the columns of the table."""
    import polars as pl

    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "run_id": pl.String, "check_id": pl.String, "tool": pl.String, "table_name": pl.String,
        "column_name": pl.String, "check_name": pl.String, "severity": pl.String, "success": pl.Boolean,
        "observed": pl.String, "threshold": pl.String, "failing_rows": pl.Int32, "message": pl.String,
        "checked_at": pl.Datetime("us", "UTC"),
    }
    names = [field.name for field in fields(CheckResult)]
    rows = [(run_id, *(getattr(result, name) for name in names), now) for result in results]
    return pl.DataFrame(rows, schema=schema, orient="row")
