"""The command line: `claims run`, `extract`, `sql`, `report` and `serve`; heavy libraries load inside the commands."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from claims.errors import Interrupted, NothingToRead, PipelineError, QueryError

if TYPE_CHECKING:
    from claims.model import Article, Extraction, Rejected
    from flows.run import Summary

QUARANTINED = 3

EXIT_CODES = """Exit codes: 0 done; 1 internal error; 2 wrong option or settings; 3 done, but something was quarantined;
4 nothing could be read; 5 stopped by validation, nothing published; 6 the database is busy;
7 the database cannot be opened, read or written; 130 interrupted."""

app = typer.Typer(
    name="claims",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog=EXIT_CODES,
    help="Reads news articles, extracts every claim with its source, figures and dates, and keeps it in DuckDB.",
)


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
Published = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="Publication date of articles that do not carry their own.")
]
Publisher = Annotated[str | None, typer.Option(help="Publisher of articles that do not name their own.")]
SettingsFile = Annotated[
    Path | None,
    typer.Option("--settings", help="A settings file; claims.toml in the working folder where there is one."),
]


@app.command(epilog=EXIT_CODES)
def run(
    inputs: Inputs,
    database: Database = None,
    report_dir: Annotated[Path | None, typer.Option(help="Where the report's pages go; the folder report.")] = None,
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
    from flows import settings as configuration
    from flows.embedded import run_once
    from flows.progress import shown

    chosen = configuration.load(
        settings_file,
        database=database,
        report_dir=report_dir,
        published=published,
        publisher=publisher,
        wait_s=wait,
    )
    with shown(quiet or as_json or not sys.stderr.isatty()):
        summary = run_once(inputs, chosen)
    if as_json:
        typer.echo(summary.as_json())
    elif not quiet:
        _print_summary(summary)
    if summary.quarantined:
        raise typer.Exit(QUARANTINED)


@app.command(epilog=EXIT_CODES)
def extract(
    inputs: Inputs,
    published: Published = None,
    publisher: Publisher = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an article, a line each.")] = False,
) -> None:
    """Print what is read out of articles, without a database: the claims, or with --json everything."""
    import orjson

    from claims.extract import extract as extract_article
    from claims.model import Article
    from claims.serialise import as_json as serialise

    read = rejected = 0
    for item in _articles(inputs, published, publisher):
        if not isinstance(item, Article):
            rejected += 1
            typer.echo(f"claims: {item.origin}: {item.reason}", err=True)
            continue
        read += 1
        extraction = extract_article(item)
        if as_json:
            sys.stdout.write(orjson.dumps(serialise(extraction)).decode("utf-8") + "\n")
        else:
            _print_claims(extraction)
    if not read:
        raise NothingToRead("nothing could be read as an article")
    if rejected:
        raise typer.Exit(QUARANTINED)


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
    report_dir: Annotated[Path | None, typer.Option(help="Where the report's pages go; the folder report.")] = None,
    run_id: Annotated[str | None, typer.Option("--run", help="The run to show; the last published one.")] = None,
    settings_file: SettingsFile = None,
) -> None:
    """Write the report of a run again, from the published ledger."""
    from flows import settings as configuration
    from flows.report import write_report
    from warehouse import connect

    chosen = configuration.load(settings_file, database=database, report_dir=report_dir)
    with connect.read_published(chosen.database) as con:
        typer.echo(write_report(con, run_id, chosen.report_dir))


@app.command(epilog=EXIT_CODES)
def serve(
    database: Database = None,
    settings_file: SettingsFile = None,
) -> None:
    """Run the schedules of the settings file until stopped: starts (or finds) a Prefect server on this machine."""
    from flows import schedule
    from flows import settings as configuration

    schedule.serve(configuration.load(settings_file, database=database))


def main() -> None:
    """Run the command line; ends the process with a documented exit code."""
    signal.signal(signal.SIGINT, _interrupt)
    try:
        app()
    except PipelineError as error:
        typer.echo(f"claims: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise Interrupted("interrupted")


def _articles(inputs: Iterable[str], published: str | None, publisher: str | None) -> Iterable[Article | Rejected]:
    from claims.read import ReadOptions, read
    from flows import settings as configuration

    chosen = configuration.load(None, published=published, publisher=publisher)
    options = ReadOptions(
        published=chosen.published, publisher=chosen.publisher, max_bytes=int(chosen.max_article_bytes)
    )
    for target in inputs:
        yield from read(target, options)


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


def _print_claims(extraction: Extraction) -> None:
    text = extraction.article.text
    typer.echo(f"{extraction.article.name}: {len(extraction.claims)} claims")
    for claim in extraction.claims:
        chain = " ← ".join(source.name for source in claim.sources)
        figures = ", ".join(f"{q.comparator} {q.value.normalize():f} {q.unit}" for q in claim.quantities)
        notes = "; ".join(part for part in (chain, figures) if part)
        exact = " ".join(text[claim.start : claim.end].split())
        typer.echo(f"  {claim.voice:<10} {exact}" + (f"  [{notes}]" if notes else ""))
