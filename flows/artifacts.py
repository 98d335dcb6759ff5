"""What a run leaves in Prefect: its summary as Markdown, what was quarantined as a table, and a link to the report."""

from __future__ import annotations

from pathlib import Path

from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact

from flows.run import Summary


def leave_artifacts(summary: Summary) -> None:
    """Create the artifacts of the flow run in which this is called."""
    create_markdown_artifact(_markdown(summary), key="ingest-summary", description=f"Run {summary.run_id}")
    create_table_artifact(
        [{"stage": q.stage, "item": q.item, "check": q.check, "reason": q.reason} for q in summary.quarantined[:500]],
        key="ingest-quarantine",
        description="What did not enter the ledger",
    )
    if summary.report:
        create_link_artifact(Path(summary.report).resolve().as_uri(), key="ingest-report", link_text="Report")


def _markdown(summary: Summary) -> str:
    rows = "\n".join(f"| {label} | {_cell(value)} |" for label, value in summary.lines())
    warnings = "".join(f"\n- {_cell(warning)}" for warning in summary.warnings)
    return f"| | |\n|---|---|\n{rows}\n" + (f"\n**Warnings**\n{warnings}\n" if warnings else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
