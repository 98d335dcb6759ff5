"""Commands that follow claims across articles and time: `claims reconcile` and `claims history`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.options import EXIT_CODES, Database, SettingsFile, group

if TYPE_CHECKING:
    import polars as pl

app = group()


@app.command(epilog=EXIT_CODES)
def reconcile(
    database: Database = None,
    wait: Annotated[
        float | None, typer.Option(metavar="SECONDS", help="How long to wait for another run on this database.")
    ] = None,
    settings_file: SettingsFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as one JSON object.")] = False,
) -> None:
    """Compare new and changed claims with the archive, and publish; every run of `claims run` does it too."""
    import json

    from flows import settings as configuration
    from flows.embedded import reconcile_once

    done = reconcile_once(configuration.load(settings_file, database=database, wait_s=wait))
    if as_json:
        typer.echo(json.dumps(done))
        return
    for label, key in _LINES.items():
        typer.echo(f"{label:<12} {done[key]}")


_LINES = {
    "new claims": "new_claims", "candidates": "candidates", "linked": "pairs", "changed": "changes",
    "evidence": "evidence", "stories": "stories",
}  # fmt: skip


@app.command(epilog=EXIT_CODES)
def history(
    subject: Annotated[str, typer.Argument(help="A claim's id, or an article's id, file name, path or address.")],
    database: Database = None,
    settings_file: SettingsFile = None,
    everything: Annotated[bool, typer.Option("--all", help="Also the claims that an edit left as they were.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show what edits of an article did to its claims, or what became of one claim."""
    from flows import settings as configuration
    from warehouse import connect
    from warehouse import history as changes

    chosen = configuration.load(settings_file, database=database)
    with connect.read_published(chosen.database) as con:
        found = changes.history(con, subject)
    shown = [row for row in found.to_dicts() if everything or row["change"] != "unchanged"]
    if as_json:
        _print_json(found, everything)
        return
    if not shown:
        typer.echo("no change recorded: " + ("no later version has been read" if found.is_empty() else "all words stand"))
    at = None
    for row in shown:
        if at != (row["article"], row["to_version_id"]):
            at = (row["article"], row["to_version_id"])
            typer.echo(f"{row['article']}, found {row['recorded_at']:%Y-%m-%d %H:%M} UTC")
        _print_change(row)


def _print_change(row: dict[str, Any]) -> None:
    typer.echo(f"  {row['change']}: {row['detail']}")
    for sign, words in (("-", row["before"]), ("+", row["after"])):
        if words is not None and not (sign == "+" and words == row["before"]):
            typer.echo(f"    {sign} {' '.join(words.split())}")


def _print_json(found: pl.DataFrame, everything: bool) -> None:
    import json

    for row in found.to_dicts():
        if everything or row["change"] != "unchanged":
            typer.echo(json.dumps(row, default=str, ensure_ascii=False))
