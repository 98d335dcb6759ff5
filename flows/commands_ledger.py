"""Commands that read the published ledger: `claims sql` and `claims report`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from claims.errors import QueryError
from flows.options import EXIT_CODES, Database, Format, ReportDir, SettingsFile, group

app = group()


@app.command(epilog=EXIT_CODES)
def sql(
    query: Annotated[str | None, typer.Argument(help="One statement; without it a prompt opens.")] = None,
    database: Database = None,
    output_format: Annotated[Format, typer.Option("--format", "-f", help="How to print the rows.")] = Format.TABLE,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", help="Stop the query after this time.")] = 60.0,
    settings_file: SettingsFile = None,
) -> None:
    """Ask the published ledger in SQL, read-only; without a statement a prompt opens."""
    from flows import settings as configuration
    from warehouse.session import Session
    from warehouse.shell import prompt

    chosen = configuration.load(settings_file, database=database)
    with Session(chosen.database, timeout_s=timeout) as session:
        if query is None:
            if prompt(session, sys.stdin, sys.stdout):
                raise typer.Exit(QueryError.exit_code)
        else:
            session.print(query, output_format.value, output, sys.stdout)


@app.command(epilog=EXIT_CODES)
def report(
    database: Database = None,
    report_dir: ReportDir = None,
    run_id: Annotated[str | None, typer.Option("--run", help="The run to show; the last published one.")] = None,
    data_docs: Annotated[
        bool, typer.Option("--data-docs", help="Build Great Expectations' own pages beside it, which want the network.")
    ] = False,
    settings_file: SettingsFile = None,
) -> None:
    """Write the report of a run again, from the published ledger."""
    from flows import settings as configuration
    from flows.report import write_report
    from warehouse import connect

    chosen = configuration.load(settings_file, database=database, report_dir=report_dir)
    with connect.read_published(chosen.database) as con:
        if data_docs:
            from flows.report_checks import DOCS
            from flows.tables import write_docs

            write_docs(con, run_id, chosen.thresholds, (chosen.report_dir / DOCS).parent)
        typer.echo(write_report(con, run_id, chosen.report_dir))
