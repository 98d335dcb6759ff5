"""The command line: gathers the commands of flows/commands_*.py; heavy libraries load inside the commands."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from types import FrameType

import typer

from claims.errors import Interrupted, PipelineError
from flows.imports import roomy
from flows.options import EXIT_CODES

_GROUPS = (
    "ingest",
    "extract",
    "evaluate",
    "ledger",
    "audit",
    "export",
    "desk",
    "tracking",
    "digest",
    "bench",
)

app = typer.Typer(
    name="claims",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog=EXIT_CODES,
    help="Reads news articles, extracts every claim with its source, figures and dates, and keeps it in DuckDB.",
)
for _group in _GROUPS:
    app.add_typer(import_module(f"flows.commands_{_group}").app)


def main() -> None:
    """Run the command line; ends the process with a documented exit code."""
    signal.signal(signal.SIGINT, _interrupt)
    ended = _Ended()
    # Registered first, it is called last, after whatever the libraries have to finish.
    atexit.register(ended.leave)
    try:
        roomy(app)
    except SystemExit as error:
        ended.code = error.code if isinstance(error.code, int) else int(error.code is not None)
        raise
    except PipelineError as error:
        typer.echo(f"claims: {error}", err=True)
        ended.code = error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        ended.code = 0
    sys.exit(ended.code)


class _Ended:
    """How the command ended; taking the interpreter apart would take longer than a short command itself."""

    code = 1

    def leave(self) -> None:
        """End the process at once, everything being written."""
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(self.code)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise Interrupted("interrupted")
