"""Commands by which editors judge claims: `claims review`, `claims desk`, `claims judgements`."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.options import EXIT_CODES, Database, Format, SettingsFile, group

app = group()
judgements = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None, help="Work with editors' judgements."
)
app.add_typer(judgements, name="judgements")

Editor = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who decides; this system's user name.")]
Article = Annotated[str | None, typer.Option(help="Claims of this article alone: its id, file name or title.")]
Concern = Annotated[
    str | None, typer.Option(help="Claims of this concern alone, such as 'rests on nobody' or 'unnamed source'.")
]


@app.command(epilog=EXIT_CODES)
def review(
    database: Database = None,
    editor: Editor = None,
    article: Article = None,
    concern: Concern = None,
    worth: Annotated[float | None, typer.Option(help="Claims of at least this check-worthiness, 0 to 1.")] = None,
    settings_file: SettingsFile = None,
) -> None:
    """Judge claims in the terminal, those of most concern first."""
    from flows import settings as configuration
    from flows.desk.docket import Docket, Wanted
    from flows.desk.terminal import Review

    chosen = configuration.load(settings_file, database=database)
    sitting = Review(Docket(chosen.database), _editor(editor), _now, sys.stdin, sys.stdout)
    sitting.run(Wanted(article, concern, worth))


@app.command(epilog=EXIT_CODES)
def desk(
    database: Database = None,
    editor: Editor = None,
    host: Annotated[str, typer.Option(help="The address to serve on; another than loopback wants a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535)] = 8765,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="Another host name by which this desk may be called.")
    ] = None,
    settings_file: SettingsFile = None,
) -> None:
    """Serve a page on which editors judge claims, until stopped; CLAIMS_DESK_TOKEN sets the token, else one is made."""
    from flows import settings as configuration
    from flows.desk import server
    from flows.desk.docket import Docket

    # Taken out of the environment, where a setting of that name would be unknown.
    token = os.environ.pop("CLAIMS_DESK_TOKEN", None)
    chosen = configuration.load(settings_file, database=database)
    server.serve(Docket(chosen.database), _editor(editor), _now, server.Place(host, port, tuple(name or ()), token))


@judgements.command(epilog=EXIT_CODES)
def export(
    gold: Annotated[Path, typer.Option(metavar="DIR", help="The folder for the gold files and the articles' texts.")],
    database: Database = None,
    complete: Annotated[bool, typer.Option("--complete", help="Only articles whose every claim was judged.")] = False,
    settings_file: SettingsFile = None,
) -> None:
    """Write judged claims as gold files, against which `claims evaluate` measures."""
    from flows import settings as configuration
    from flows.desk.gold import export as write
    from warehouse import connect

    chosen = configuration.load(settings_file, database=database)
    with connect.read_published(chosen.database) as con:
        done = write(con, gold, complete_only=complete)
    typer.echo(
        f"{done.claims} claims and {done.retracted} retracted of {done.articles} articles "
        f"({done.complete} judged completely) in {gold}"
    )


@judgements.command(epilog=EXIT_CODES)
def accuracy(
    database: Database = None,
    output_format: Annotated[Format, typer.Option("--format", "-f", help="How to print the rows.")] = Format.TABLE,
    settings_file: SettingsFile = None,
) -> None:
    """How often editors found claims read right, by month, source and publisher."""
    from flows import settings as configuration
    from warehouse.session import Session

    chosen = configuration.load(settings_file, database=database)
    with Session(chosen.database) as session:
        session.print(
            "FROM desk_accuracy ORDER BY month DESC, judged DESC, source", output_format.value, None, sys.stdout
        )


def _editor(given: str | None) -> str:
    from getpass import getuser

    if given and given.strip():
        return given.strip()
    try:
        return getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def _now() -> datetime:
    return datetime.now(UTC)
