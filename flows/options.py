"""Arguments and options that several commands share, and the exit codes that all of them document."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

QUARANTINED = 3

EXIT_CODES = """Exit codes: 0 done; 1 internal error; 2 wrong option or settings; 3 done, but something was quarantined;
4 nothing could be read; 5 stopped by validation, nothing published; 6 the database is busy;
7 the database cannot be opened, read or written; 8 somebody else has decided meanwhile;
130 interrupted."""


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"


Inputs = Annotated[
    list[str],
    typer.Argument(help="Files, folders, feeds or URLs; - reads one article from standard input.", show_default=False),
]
Database = Annotated[
    Path | None, typer.Option(help="The DuckDB file; claims.duckdb in the working folder where nothing else is said.")
]
ReportDir = Annotated[Path | None, typer.Option(help="Where the report's pages go; the folder report.")]
Published = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="Publication date of articles that do not carry their own.")
]
Publisher = Annotated[str | None, typer.Option(help="Publisher of articles that do not name their own.")]
SettingsFile = Annotated[
    Path | None,
    typer.Option("--settings", help="A settings file; claims.toml in the working folder where there is one."),
]


def group() -> typer.Typer:
    """An empty group of commands, merged into the command line by flows.cli."""
    return typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
