"""Sets Prefect up for one-off runs on the embedded server, quietly, and runs the ingest flow once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import PipelineError

if TYPE_CHECKING:
    from flows.run import Summary
    from flows.settings import Settings


def prepare_prefect(settings: Settings) -> None:
    """Environment of Prefect for this process, before Prefect is imported; what the user has set stays."""
    home = Path(os.environ.get("PREFECT_HOME") or settings.prefect.home or Path.home() / ".prefect")
    home.mkdir(parents=True, exist_ok=True)
    defaults = {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
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


def run_once(inputs: Sequence[str], settings: Settings) -> Summary:
    """One run of the ingest flow in this process; raises the errors of claims.errors."""
    prepare_prefect(settings)
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    from flows.ingest import ingest
    from flows.run import Summary

    # The heartbeat's thread sleeps out its last second when a flow ends.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        state = ingest.with_options(name="ingest")(**parameters(inputs, settings), return_state=True)
    result = state.result(raise_on_failure=False)
    if isinstance(result, PipelineError):
        raise result
    if isinstance(result, BaseException):
        raise result
    return Summary.of(result)


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
    }
