"""The digest as a flow of its own, for a schedule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact

from flows.digest import digest, write
from validations.report.render import render_markdown
from warehouse import connect


@flow(name="digest", persist_result=False)
def make_digest(database: str = "claims.duckdb", report_dir: str = "report", since_s: float = 86_400.0) -> str:
    """Write the digest of the last ``since_s`` seconds beside the report; returns the page's path."""
    until = datetime.now(UTC)
    with connect.read_published(Path(database)) as con:
        page = digest(con, until - timedelta(seconds=since_s), until, Path(report_dir))
    written = write(page, Path(report_dir))
    create_markdown_artifact(render_markdown(page), key="digest", description=f"Digest until {until:%Y-%m-%d}")
    get_run_logger().info("digest written to %s", written.html)
    return str(written.html)
