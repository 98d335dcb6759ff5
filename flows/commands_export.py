"""Commands that carry the published ledger elsewhere and back: `claims export …` and `claims import`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.errors import QueryError
from flows.options import EXIT_CODES, Database, SettingsFile, group

if TYPE_CHECKING:
    import duckdb

    from warehouse.workbook import Sheet

app = group()
export = typer.Typer(
    name="export",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    epilog=EXIT_CODES,
    help="Write the published ledger, or a part of it, for other programs.",
)
app.add_typer(export)

WORKBOOK = (
    "claim_details", "claims_by_source", "claims_by_outlet", "unattributed_figures", "single_source_claims",
    "unnamed_source_claims", "attribution_differences", "figures_over_time", "source_records", "judged_claims",
    "numbers_coverage", "run_history", "quarantine_history",
)  # fmt: skip
"""The views that a workbook has a sheet of."""

File = Annotated[Path, typer.Option("--output", "-o", help="The file to write.", show_default=False)]


@export.command(epilog=EXIT_CODES)
def ledger(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.", show_default=False)],
    database: Database = None,
    settings_file: SettingsFile = None,
) -> None:
    """Write every table as Parquet, with a manifest that `claims import` reads."""
    from warehouse.export import export_ledger

    counts = export_ledger(_database(settings_file, database), folder)
    typer.echo(f"{sum(counts.values())} rows in {len(counts)} tables: {folder}")


@export.command(epilog=EXIT_CODES)
def view(
    name: Annotated[str, typer.Argument(help="A view, such as claims_by_source.", show_default=False)],
    output: File,
    database: Database = None,
    settings_file: SettingsFile = None,
) -> None:
    """Write a view as the file's ending says: .parquet, .csv, .json, .jsonl or .xlsx."""
    from warehouse.session import Session

    forms = {".parquet": "parquet", ".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".xlsx": "xlsx"}
    form = forms.get(output.suffix.lower())
    if form is None:
        raise QueryError(f"{output} should end in one of {', '.join(forms)}")
    chosen = _database(settings_file, database)
    columns = _columns(chosen, name)
    if form == "xlsx":
        _workbook(chosen, (name,), output)
    else:
        listed = ", ".join(f'"{column}"' for column in columns)
        with Session(chosen, timeout_s=None) as session:
            session.print(f'SELECT {listed} FROM "{name}"', form, output)  # noqa: S608


@export.command(epilog=EXIT_CODES)
def workbook(output: File, database: Database = None, settings_file: SettingsFile = None) -> None:
    """Write the audit views as the sheets of an Excel workbook."""
    counts = _workbook(_database(settings_file, database), WORKBOOK, output)
    typer.echo(f"{sum(counts.values())} rows in {len(counts)} sheets: {output}")


@export.command(epilog=EXIT_CODES)
def claims(
    output: File,
    article: Annotated[str | None, typer.Option(help="Only this article, by name, address or id.")] = None,
    database: Database = None,
    settings_file: SettingsFile = None,
) -> None:
    """Write the claims as schema.org Claim, in JSON-LD."""
    from warehouse.connect import read_published
    from warehouse.jsonld import claims_document

    with read_published(_database(settings_file, database)) as con:
        _graph(claims_document(_rows(con, "export_claims", article=article)), output)


@export.command(epilog=EXIT_CODES)
def reviews(
    output: File,
    base_url: Annotated[str, typer.Option(metavar="URL", help="Where the desk's pages of reviews are.")],
    desk: Annotated[str, typer.Option(metavar="NAME", help="Who publishes the reviews.")],
    database: Database = None,
    settings_file: SettingsFile = None,
) -> None:
    """Write the editors' decisions as schema.org ClaimReview, in JSON-LD."""
    from warehouse.connect import read_published
    from warehouse.jsonld import reviews_document

    if not base_url.startswith(("https://", "http://")):
        raise QueryError(f"{base_url} is no address on the web")
    with read_published(_database(settings_file, database)) as con:
        _graph(reviews_document(_rows(con, "export_reviews"), base_url, desk), output)


@export.command("annotations", epilog=EXIT_CODES)
def annotate(
    folder: Annotated[Path, typer.Argument(help="Where the files go, one an article.", show_default=False)],
    article: Annotated[str | None, typer.Option(help="Only this article, by name, address or id.")] = None,
    database: Database = None,
    settings_file: SettingsFile = None,
) -> None:
    """Write the claims of each article as W3C Web Annotations, in JSON-LD."""
    from itertools import groupby

    from warehouse.connect import read_published
    from warehouse.jsonld import annotations_document

    count = 0
    with read_published(_database(settings_file, database)) as con:
        folder.mkdir(parents=True, exist_ok=True)
        found = _rows(con, "export_claims", article=article)
        for article_id, rows in groupby(found, key=lambda row: str(row["article_id"])):
            name = re.sub(r"[^A-Za-z0-9._-]", "_", article_id)
            _write(annotations_document(rows), folder / f"{name}.jsonld")
            count += 1
    if not count:
        raise QueryError("there is no such article with a claim" if article else "the ledger holds no claim")
    typer.echo(f"{count} article{'' if count == 1 else 's'}: {folder}")


@app.command("import", epilog=EXIT_CODES)
def import_(
    folder: Annotated[Path, typer.Argument(help="What `claims export ledger` wrote.", show_default=False)],
    database: Database = None,
    settings_file: SettingsFile = None,
) -> None:
    """Make a database of an exported ledger, and publish it."""
    from warehouse.importing import import_ledger

    chosen = _database(settings_file, database)
    counts = import_ledger(folder, chosen)
    typer.echo(f"{sum(counts.values())} rows in {len(counts)} tables: {chosen}")


def _database(settings_file: Path | None, database: Path | None) -> Path:
    from flows import settings as configuration

    return configuration.load(settings_file, database=database).database


def _columns(db: Path, name: str) -> list[str]:
    from warehouse.connect import read_published
    from warehouse.export import view_columns

    with read_published(db) as con:
        return view_columns(con, name)


def _workbook(db: Path, views: tuple[str, ...], output: Path) -> dict[str, int]:
    from warehouse.connect import read_published
    from warehouse.export import view_columns
    from warehouse.workbook import write_workbook

    with read_published(db) as con:

        def sheets() -> Iterator[Sheet]:
            for name in views:
                columns = view_columns(con, name)
                found = con.execute(f'SELECT * FROM "{name}"')  # noqa: S608
                yield name, columns, iter(found.fetchone, None)

        return write_workbook(sheets(), output)


def _rows(con: duckdb.DuckDBPyConnection, name: str, /, **parameters: object) -> Iterator[dict[str, object]]:
    from warehouse.fetch import statement

    found = con.execute(statement(name), parameters or None)
    columns = [str(column[0]) for column in found.description or []]
    while chunk := found.fetchmany(2048):
        for row in chunk:
            yield dict(zip(columns, row, strict=True))


def _graph(nodes: Iterator[dict[str, object]], output: Path) -> None:
    """A JSON-LD document, written node by node."""
    from warehouse.jsonld import SCHEMA_CONTEXT
    from warehouse.output import text_sink

    count = 0
    with text_sink(output, sys.stdout) as sink:
        sink.write(f'{{"@context": "{SCHEMA_CONTEXT}", "@graph": [')
        for node in nodes:
            sink.write(("," if count else "") + "\n" + json.dumps(node, ensure_ascii=False))
            count += 1
        sink.write("\n]}\n")
    typer.echo(f"{count} written: {output}")


def _write(document: dict[str, object], path: Path) -> None:
    from warehouse.output import text_sink

    with text_sink(path, sys.stdout) as sink:
        sink.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
