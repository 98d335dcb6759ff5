"""One run of the ingest flow in this process, with a Prefect server of its own where no other is named."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import PipelineError
from claims.register import NOBODY, as_given, read_register
from flows.beside import beside
from flows.imports import absent, alone, hollow, undisturbed
from flows.server import Server, bound

if TYPE_CHECKING:
    from flows.run import Summary
    from flows.settings import Settings

_NOT_NEEDED = ("pandas", "hypothesis", "httpx._main")
"""What pandera, DuckDB and httpx import where it is installed, and do without where it is not."""
_NOT_USED = ("prefect.blocks.notifications", "prefect.blocks.webhook")
"""What Prefect imports of itself for other uses than ours."""
_SAYS_WHERE = re.compile(r"PREFECT_API_URL|tool\.prefect|^\s*\[?api\b", re.MULTILINE)


def prepare_prefect(settings: Settings) -> Path:
    """Environment of Prefect for this process, before Prefect is imported; what the user has set stays.

    Returns Prefect's folder, which exists then.
    """
    home = Path(os.environ.get("PREFECT_HOME") or settings.prefect.home or Path.home() / ".prefect")
    home.mkdir(parents=True, exist_ok=True)
    defaults = {
        "PREFECT_HOME": str(home),
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
        "PREFECT_CLI_PROMPT": "false",
    }
    if not settings.prefect.telemetry:
        defaults |= {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1", "GX_ANALYTICS_ENABLED": "false"}
    for key, value in defaults.items():
        os.environ.setdefault(key, value)
    return home


def run_once(inputs: Sequence[str], settings: Settings) -> Summary:
    """One run of the ingest flow in this process; raises the errors of claims.errors.

    The summary's stages then also hold what importing, waiting for Prefect's server and Prefect itself took.
    """
    home = prepare_prefect(settings)
    clock = [time.perf_counter()]
    with beside():
        result = _performed("ingest", home, parameters(inputs, settings), clock)
        from flows.run import Summary, rounded

        summary = Summary.of(result)
    clock.append(time.perf_counter())
    imports, waiting, flow, stopping = (after - before for before, after in pairwise(clock))
    own = {"imports": imports, "start of Prefect's server": waiting, **summary.stages,
           "Prefect": flow - sum(summary.stages.values()), "end of Prefect's server": stopping}  # fmt: skip
    return replace(summary, stages=rounded(own))


def reconcile_once(settings: Settings) -> dict[str, Any]:
    """One run of the reconcile flow in this process; raises the errors of claims.errors."""
    given = {"database": str(settings.database), "wait_s": settings.wait_s, "against": against(settings)}
    return _performed("reconcile", prepare_prefect(settings), given, [])


def _performed(name: str, home: Path, given: Mapping[str, object], clock: list[float]) -> dict[str, Any]:
    """What the flow of a name, which is its module's too, returns; raises what it raises.

    The clock gains the moments when all is imported, when a server answers and when the flow has ended.
    """
    with absent(*_NOT_NEEDED), _server(home) as server:
        with undisturbed(), hollow(*_NOT_USED):
            import pandera.polars  # noqa: F401
            from prefect import tags
            from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

            # Prefect takes one function of it, which needs nothing of a web server.
            alone("fastapi.encoders")
            flow = getattr(import_module(f"flows.{name}"), name).with_options(name=name)
        clock.append(time.perf_counter())
        # The heartbeat's thread sleeps out its last second when a flow ends.
        changed: dict[Any, Any] = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
        if server is not None:
            server.ready()
            changed |= {PREFECT_API_URL: server.url}
        clock.append(time.perf_counter())
        with temporary_settings(changed), tags("claims", "one-off"), _unreachable():
            state = flow(**given, return_state=True)
        result = state.result(raise_on_failure=False)
        clock.append(time.perf_counter())
    if isinstance(result, BaseException):
        raise result
    found: dict[str, Any] = result
    return found


@contextmanager
def _unreachable() -> Iterator[None]:
    """Prefect's complaint that nobody answers, in one line."""
    try:
        yield
    except RuntimeError as error:
        if "Failed to reach API" not in str(error):
            raise
        where = str(error).rpartition(" at ")[2]
        raise PipelineError(f"no Prefect server answers at {where}: start it, or unset PREFECT_API_URL") from error


@contextmanager
def _server(home: Path) -> Iterator[Server | None]:
    """A server for as long as the block runs, or none where the user's settings name one."""
    if _is_named(home):
        yield None
        return
    server = Server.start(home, bound("127.0.0.1", 0), embedded=True)
    os.environ["PREFECT_API_URL"] = server.url
    try:
        yield server
    finally:
        del os.environ["PREFECT_API_URL"]
        server.stop()


def _is_named(home: Path) -> bool:
    """Whether Prefect is told of a server; asking Prefect takes a second, so it is asked only where a file may say."""
    if os.environ.get("PREFECT_API_URL"):
        return True
    places = (home / "profiles.toml", Path(".env"), Path("prefect.toml"), Path("pyproject.toml"))
    if not any(place.is_file() and _SAYS_WHERE.search(place.read_text("utf-8", "replace")) for place in places):
        return False
    from prefect.settings import PREFECT_API_URL

    return bool(PREFECT_API_URL.value())


def parameters(inputs: Sequence[str], settings: Settings) -> dict[str, object]:
    """The settings as the flow's parameters."""
    return {
        "inputs": list(inputs),
        "database": str(settings.database),
        "report_dir": str(settings.report_dir),
        "publisher": settings.publisher,
        "published": settings.published,
        "batch_size": settings.batch_size,
        "max_article_bytes": int(settings.max_article_bytes),
        "wait_s": settings.wait_s,
        "thresholds": str(settings.thresholds) if settings.thresholds else None,
        "against": against(settings),
    }


def against(settings: Settings) -> dict[str, object]:
    """What claims are held against, as a parameter of a flow; paths are whole, for a deployment runs elsewhere."""
    tables_of = [
        {"name": e.name, "file": str(e.file.resolve()) if e.file else None, "query": e.query,
         "tolerance": str(e.tolerance)}
        for e in settings.evidence
    ]  # fmt: skip
    return {"evidence": tables_of, "sources": as_given(read_register(settings.sources) if settings.sources else NOBODY)}
