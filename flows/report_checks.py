"""Fills the validation report of a run from the published ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from validations.report import advice, plots, wording
from validations.report.pages_checks import CheckGroup, CheckLine, CheckPage, FailedRow, Past
from warehouse import fetch

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

FILE = "checks.html"
DOCS = "data-docs/index.html"
RUNS = 20
"""How many runs back a check is followed."""

_MOST_ROWS = 10
_TABLES = {
    "articles": "Articles", "claims": "Claims", "claim_sources": "Sources of claims", "quantities": "Figures",
    "periods": "Dates and periods", "numbers": "Numbers of the text", "attributions": "Attributions",
    "quarantine": "What was put aside",
}  # fmt: skip


def check_page(con: duckdb.DuckDBPyConnection, run: Row, files: Mapping[str, str], folder: Path, as_of: str) -> CheckPage:
    """The page of a run's checks; ``files`` are the pages of its articles by version."""
    checks = fetch.frame(con, "report_checks", run_id=run["run_id"]).to_dicts()
    history = _by(fetch.frame(con, "report_check_history", run_id=run["run_id"], runs=RUNS).to_dicts(), "check_id")
    aside = defaultdict(list)
    for row in fetch.frame(con, "report_quarantine", seen=run["started_at"]).to_dicts():
        if row["stage"] == "validate":
            aside[row["item"], row["check_name"]].append(row)
    names = {row["version_id"]: row["name"] for row in fetch.frame(con, "report_names", versions=list(files)).to_dicts()}
    lines = [
        _line(check, history[check["check_id"]],
              [_failed(row, files, names) for row in aside[check["table_name"], check["check_name"]][:_MOST_ROWS]])
        for check in checks
    ]  # fmt: skip
    verdicts = Counter(line.verdict for line in lines)
    short = verdicts["stop"] + verdicts["warn"] + verdicts["quarantine"]
    return CheckPage(
        file=FILE, index="index.html", as_of=as_of, run_id=run["run_id"], outcome=run["outcome"],
        message=run["message"], started=_instant(run),
        counts=(("checks", len(lines)), ("held", verdicts["passed"]), ("fell short", short),
                ("not judged", verdicts["not judged"]), ("rows kept out", sum(map(len, aside.values())))),
        groups=tuple(_groups(checks, lines)), docs=DOCS if (folder / DOCS).is_file() else None,
    )  # fmt: skip


def _groups(checks: Sequence[Row], lines: Sequence[CheckLine]) -> list[CheckGroup]:
    rank = {"stop": 0, "quarantine": 1, "warn": 2}
    short = sorted((line for line in lines if line.verdict in rank), key=lambda line: rank[line.verdict])
    groups = [CheckGroup("short", "Fell short", "What needs a look, the gravest first.", tuple(short))] if short else []
    for table, title in _TABLES.items():
        held = tuple(
            line for check, line in zip(checks, lines, strict=True) if check["table_name"] == table and line.verdict not in rank
        )
        if held:
            passed = sum(line.verdict == "passed" for line in held)
            left = len(held) - passed
            why = f"{passed} checks held" + (f", {left} had too little to judge by." if left else ".")
            groups.append(CheckGroup(f"of-{table}", title, why, held))
    return groups


def _line(check: Row, history: Sequence[Row], rows: list[FailedRow]) -> CheckLine:
    tool, name = check["tool"], check["check_name"]
    judged = not check["success"] or check["observed"] is not None
    verdict = check["severity"] if not check["success"] else "passed" if judged else "not judged"
    past = [Past(_instant(one), one["observed"] or "not judged", one["success"]) for one in reversed(history)]
    label = {"pandera": "row rule of pandera", "great_expectations": "table check of Great Expectations"}[tool]
    column = f", {check['column_name']}" if check["column_name"] else ""
    return CheckLine(
        ident=wording.slug(check["check_id"]).removesuffix(".html"), verdict=verdict, message=check["message"],
        purpose=advice.purpose(tool, name), advice=advice.advice(tool, name),
        place=f"{check['table_name']}{column}: {name}, {label}", threshold=check["threshold"],
        failing_rows=check["failing_rows"], rows=tuple(rows), spark=_spark(tool, history), history=tuple(past),
    )  # fmt: skip


def _spark(tool: str, history: Sequence[Row]) -> plots.Spark | None:
    """How the measure went, run by run; for a row rule, how many rows failed."""
    values = []
    for one in history:
        amount = float(one["failing_rows"]) if tool == "pandera" else _amount(one["observed"])
        if amount is not None:
            values.append((amount, one["success"], f"{_instant(one)}: {one['observed']}"))
    told = ", ".join(f"{amount:g}" for amount, _, _ in values)
    return plots.spark(values, f"in the last {len(values)} runs, oldest first: {told}")


def _amount(observed: str | None) -> float | None:
    return None if observed is None else float(observed)


def _failed(row: Row, files: Mapping[str, str], names: Mapping[str, str]) -> FailedRow:
    version = row["version_id"]
    return FailedRow(names.get(version, "of no stored article"), files.get(version), row["row"] or row["reason"])


def _by(rows: Sequence[Row], key: str) -> Mapping[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        out[row[key]].append(row)
    return out


def _instant(row: Row) -> str:
    return f"{wording.day(row['started_at'].date())}, {row['started_at']:%H:%M} UTC"
