"""The command for a morning meeting: `claims digest`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

import typer

from claims.errors import SettingsError
from flows.options import EXIT_CODES, Database, ReportDir, SettingsFile, group

app = group()


@app.command(epilog=EXIT_CODES)
def digest(
    since: Annotated[str, typer.Option(metavar="7d|YYYY-MM-DD", help="How far back, or from which day on.")] = "7d",
    database: Database = None,
    report_dir: ReportDir = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the digest as Markdown, and write nothing.")] = False,
    settings_file: SettingsFile = None,
) -> None:
    """Sum up a period: new claims, changed figures, conflicts, decisions, and what was kept out; as HTML and Markdown."""
    from flows import digest as digests
    from flows import settings as configuration
    from validations.report.render import render_markdown
    from warehouse import connect

    chosen = configuration.load(settings_file, database=database, report_dir=report_dir)
    until = datetime.now(UTC)
    with connect.read_published(chosen.database) as con:
        page = digests.digest(con, start_of(since, until), until, chosen.report_dir)
    if markdown:
        typer.echo(render_markdown(page), nl=False)
        return
    written = digests.write(page, chosen.report_dir)
    typer.echo(f"{written.html}\n{written.markdown}")


def start_of(since: str, until: datetime) -> datetime:
    """The beginning of the period that ends at ``until``; SettingsError where it is neither a length nor a day before."""
    from flows.settings import duration

    try:
        length = duration(since)
        begin = until - length if isinstance(length, timedelta) else until
    except ValueError:
        try:
            begin = datetime.combine(date.fromisoformat(since), time(), UTC)
        except ValueError:
            raise SettingsError(f"--since: expected a length such as 7d or a day such as 2026-03-01, not {since!r}") from None
    if begin >= until:
        raise SettingsError(f"--since: {since} is not in the past")
    return begin
