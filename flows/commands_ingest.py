"""Commands that fill the ledger: `claims run` once, `claims serve` on a schedule."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from flows.options import (
    EXIT_CODES,
    QUARANTINED,
    Database,
    Inputs,
    Published,
    Publisher,
    ReportDir,
    SettingsFile,
    group,
)

if TYPE_CHECKING:
    from flows.run import Summary

app = group()


@app.command(epilog=EXIT_CODES)
def run(
    inputs: Inputs,
    database: Database = None,
    report_dir: ReportDir = None,
    published: Published = None,
    publisher: Publisher = None,
    wait: Annotated[
        float | None, typer.Option(metavar="SECONDS", help="How long to wait for another run on this database.")
    ] = None,
    settings_file: SettingsFile = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as one JSON object.")] = False,
) -> None:
    """Read articles, extract their claims, validate, store, publish, and write the report."""
    from flows.beside import beside
    from flows.progress import noted, shown

    hidden = quiet or as_json or not sys.stderr.isatty()
    # What takes longest to get ready is started before all else.
    with beside(), shown(hidden), noted(lambda line: None if quiet else typer.echo(f"claims: {line}", err=True)):
        from flows import settings as configuration
        from flows.embedded import run_once

        chosen = configuration.load(
            settings_file,
            database=database,
            report_dir=report_dir,
            published=published,
            publisher=publisher,
            wait_s=wait,
        )
        summary = run_once(inputs, chosen)
    if as_json:
        typer.echo(summary.as_json())
    elif not quiet:
        _print_summary(summary)
    if summary.quarantined:
        raise typer.Exit(QUARANTINED)


@app.command(epilog=EXIT_CODES)
def serve(
    database: Database = None,
    settings_file: SettingsFile = None,
) -> None:
    """Run the schedules of the settings file until stopped: starts (or finds) a Prefect server on this machine."""
    from flows import schedule
    from flows import settings as configuration

    schedule.serve(configuration.load(settings_file, database=database))


def _print_summary(summary: Summary) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(show_header=False, box=None, pad_edge=False)
    for label, value in summary.lines():
        table.add_row(label, value)
    console = Console(highlight=False, markup=False, soft_wrap=not sys.stdout.isatty())
    console.print(table)
    for entry in summary.quarantined[:20]:
        console.print(f"  quarantined  {entry.item}: {entry.reason}")
    if len(summary.quarantined) > 20:
        console.print(f'  and {len(summary.quarantined) - 20} more: claims sql "select * from quarantine"')  # noqa: S608
    for warning in summary.warnings:
        console.print(f"  warning      {warning}")
