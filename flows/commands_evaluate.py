"""The command that measures how right the reading is: `claims evaluate`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.errors import SettingsError
from flows.options import EXIT_CODES, group

if TYPE_CHECKING:
    from flows.evaluation import Scored

app = group()


class Part(StrEnum):
    """Which articles of a folder are scored."""

    DEV = "dev"
    TUNE = "tune"


@app.command(epilog=EXIT_CODES)
def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(metavar="GOLD_DIR", help="Articles marked by hand: NAME.json, texts in articles/.")
    ] = None,
    attributions: Annotated[
        Path | None, typer.Option(metavar="SPLIT_DIR", help="Score attribution marks: text/NAME.txt, attributions/NAME_*.ann.")
    ] = None,
    figures: Annotated[
        Path | None, typer.Option(metavar="FILE.jsonl", help="Score figures and dates of single texts, one a line.")
    ] = None,
    only: Annotated[Part | None, typer.Option(help="Every third article by name is dev, the others are to tune on.")] = None,
    every: Annotated[int, typer.Option(min=2, help="Keep every so manieth article apart as dev.")] = 3,
    errors: Annotated[int, typer.Option(min=0, help="How many of the worst errors are shown.")] = 20,
    report: Annotated[Path | None, typer.Option(metavar="FILE.html", help="Write the report of GOLD_DIR as a page.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on one line.")] = False,
) -> None:
    """Measure the reading against what was marked by hand; needs no database."""
    import orjson

    from flows import evaluation

    given = [one for one in (gold, attributions, figures) if one is not None]
    if len(given) != 1:
        raise SettingsError("give one of GOLD_DIR, --attributions SPLIT_DIR and --figures FILE.jsonl")
    if gold is None and report is not None:
        raise SettingsError("--report goes with GOLD_DIR")
    if gold is not None:
        scored = evaluation.score_claims(gold, only.value if only else None, every)
        found, lines = evaluation.as_json(scored, errors), evaluation.lines(scored, errors)
        if report is not None:
            _write(report, gold, only, scored, errors)
    else:
        found = evaluation.score_marks(attributions) if attributions else evaluation.score_figures(Path(figures or ""))
        lines = evaluation.share_lines(found)
    if as_json:
        sys.stdout.write(orjson.dumps(found).decode("utf-8") + "\n")
    else:
        for line in lines:
            typer.echo(line)


def _write(report: Path, gold: Path, only: Part | None, scored: Scored, errors: int) -> None:
    from validations.report.evaluation import evaluation_page
    from validations.report.render import write_pages

    part = {Part.DEV: "those kept apart as dev", Part.TUNE: "those to tune on", None: "all of the folder"}[only]
    page = evaluation_page(report.name, (str(gold), part), scored.whole, scored.parts, errors)
    write_pages([page], report.parent)
    typer.echo(f"report written to {report}", err=True)
