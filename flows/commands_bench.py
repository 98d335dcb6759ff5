"""The command that measures: `claims bench`, a run by stage."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from claims.errors import PipelineError
from flows.options import EXIT_CODES, QUARANTINED, Inputs, Published, group

app = group()


@app.command(epilog=EXIT_CODES)
def bench(
    inputs: Inputs,
    published: Published = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
) -> None:
    """Read the inputs twice into a throw-away ledger, and print where the time goes, stage by stage."""
    targets = [target if "://" in target else str(Path(target).absolute()) for target in inputs]
    given = ["run", *targets, "--json", *(["--published", published] if published else [])]
    with TemporaryDirectory(prefix="claims-bench-") as folder:
        passes = {name: _timed(given, Path(folder)) for name in ("first run", "again")}
        helped = _timed(["--help"], Path(folder))
    if as_json:
        typer.echo(json.dumps({**passes, "claims --help": helped}))
        return
    first, again = passes["first run"], passes["again"]
    typer.echo(f"{first['articles']} articles, {first['claims']} claims; seconds\n")
    typer.echo(f"{'':<32}{'first run':>10}{'again':>10}")
    for part in ("stages", "beside"):
        if part == "beside":
            typer.echo("in processes beside it")
        for stage in first[part]:
            typer.echo(f"  {stage:<30}{first[part][stage]:>10.2f}{again[part].get(stage, 0.0):>10.2f}")
    typer.echo(f"{'whole command':<32}{first['wall_s']:>10.2f}{again['wall_s']:>10.2f}")
    typer.echo(f"{'  processor time of it':<32}{first['cpu_s']:>10.2f}{again['cpu_s']:>10.2f}")
    typer.echo(f"{'claims --help':<32}{helped['wall_s']:>10.2f}")


def _timed(arguments: list[str], folder: Path) -> dict[str, Any]:
    """What the command printed as JSON, with the seconds from its start to its end, on the clock and of processors."""
    began, before = time.perf_counter(), _processor_s()
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", "from flows.cli import main; main()", *arguments],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    wall = time.perf_counter() - began
    if done.returncode not in {0, QUARANTINED}:
        raise PipelineError(f"the measured run failed: {done.stderr.strip()}")
    summary: dict[str, Any] = json.loads(done.stdout) if "--json" in arguments else {}
    return {**summary, "wall_s": round(wall, 3), "cpu_s": round(_processor_s() - before, 3)}


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
