"""The gate between extraction and warehouse: sound rows pass, each failing row is put aside with the rule it breaks.

A claim is stored whole or not at all: where one of its sources fails, the claim and its other sources are put aside
with it. A figure, a date or a number stays when its claim goes, for the article still prints it; its ``claim_id``
becomes null. What belongs to an article that fails goes with the article.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

import polars as pl
from pandera.config import ValidationDepth, config_context
from pandera.errors import SchemaError, SchemaErrors

from claims.model import fingerprint
from validations.context import Batch, with_context
from validations.frames import FRAMES, LEDGER, schema, sound
from validations.results import CheckResult, results_frame
from validations.rules import Rule

KEPT_OF_TEXT = 1000
"""How many characters of an article's text a quarantined article row keeps."""

_SEEN = ("run_id", "first_seen", "last_seen")
_TALLY = {"table": pl.String, "check": pl.String, "rows": pl.Int64, "failing": pl.Int64}
_FAILURES = {"_row": pl.UInt32, "check": pl.String}
_ARTICLE_GONE = Rule("article_quarantined", "version_id",
                     "what belongs to an article is put aside with it when the article is", pl.lit(value=True))
_CLAIM_GONE = Rule("claim_quarantined", "claim_id",
                   "the sources of a claim are put aside with it when the claim is", pl.lit(value=True))


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What the row rules made of a batch: the rows that may be stored, those put aside, and what each rule found.

    ``good`` has the frames given less the failing rows; ``quarantine`` has the columns of the table of that name, one
    row for each rule that a row breaks; ``tally`` counts rows and failing rows by table and rule, and ``results``
    says the same as rows of ``validation_results``.
    """

    good: dict[str, pl.DataFrame]
    quarantine: pl.DataFrame
    results: pl.DataFrame
    tally: pl.DataFrame


def check_rows(frames: Mapping[str, pl.DataFrame], run_id: str, now: datetime) -> RowVerdict:
    """Judge every row of a batch of ledger frames, all rules at once.

    Expects all eight ledger tables. Raises TypeError where a frame lacks a column, has one too many or one of another
    type, and KeyError where a table is missing: those are faults of the program, not of an article.
    """
    for table in LEDGER:
        _check_types(table, frames[table])
    failures = _judge_all(frames)
    _take_along(frames, failures)
    good = {table: _without(frames[table], failures[table]) for table in LEDGER}
    stored = good["claims"]["claim_id"].implode()
    for table in ("quantities", "periods", "numbers"):
        kept = pl.when(pl.col("claim_id").is_in(stored)).then(pl.col("claim_id")).alias("claim_id")
        good[table] = good[table].with_columns(kept)
    tally = pl.concat([_tally(table, frames[table].height, failures[table]) for table in LEDGER])
    rows = [row for table in LEDGER for row in _put_aside(table, frames, failures[table])]
    return RowVerdict(good, _quarantine(rows, run_id, now), summarise([tally], run_id, now), tally)


def summarise(tallies: Iterable[pl.DataFrame], run_id: str, now: datetime) -> pl.DataFrame:
    """The rows of ``validation_results`` for the batches of a run together: one a table and rule, passed or not."""
    none = pl.DataFrame(schema=_TALLY)
    counts = pl.concat([none, *tallies]).group_by("table", "check", maintain_order=True).agg(
        pl.col("rows", "failing").sum())
    return results_frame(
        (_result(table, _rules(table)[check], rows, failing) for table, check, rows, failing in counts.rows()),
        run_id, now)


def check_quarantine(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame itself, once it is known to fit the table ``quarantine``; raises TypeError where it does not."""
    _check_types("quarantine", frame)
    if frame.is_empty():
        return frame
    judged = frame.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("quarantine_id").alias("_nth"))
    broken = _judge("quarantine", judged)
    if broken.height:
        raise TypeError(f"frame quarantine: {', '.join(sorted(set(broken['check'])))} broken in {broken.height} rows")
    return frame


def _check_types(table: str, frame: pl.DataFrame) -> None:
    wanted = {name: column.dtype for name, column in FRAMES[table].columns.items()}
    if faults := [f"{name} is {frame.schema.get(name, 'missing')}, not {wanted.get(name, 'a column of it')}"
                  for name in {**wanted, **frame.schema} if frame.schema.get(name) != wanted.get(name)]:
        raise TypeError(f"frame {table}: {'; '.join(faults)}")


def _judge_all(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    batch = Batch.of(frames)
    failures: dict[str, pl.DataFrame] = {}
    broken = frames["claim_sources"].clear()
    for table in LEDGER:
        failures[table] = _judge(table, with_context(table, batch, broken))
        if table == "claim_sources":
            broken = frames[table][failures[table]["_row"].unique()]
    return failures


def _judge(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The failures of a frame with its helper columns: number of the row and name of the rule."""
    try:
        # Whatever PANDERA_* variables the user has set, validation is on and looks at the data.
        with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            with suppress(SchemaError):
                sound(table).validate(frame)
                return pl.DataFrame(schema=_FAILURES)
            schema(table).validate(frame, lazy=True)
    except SchemaErrors as error:
        cases: pl.DataFrame = error.failure_cases
        if cases["index"].null_count():
            raise
        name = (pl.when(pl.col("check") == "not_nullable").then(pl.col("column") + "_present")
                .otherwise(pl.col("check")))
        return cases.select(pl.col("index").cast(pl.UInt32).alias("_row"), name.alias("check"))
    return pl.DataFrame(schema=_FAILURES)


def _take_along(frames: Mapping[str, pl.DataFrame], failures: dict[str, pl.DataFrame]) -> None:
    """Add to the failures the sound rows whose article, or for a source whose claim, fails."""
    articles = _kept(frames, failures, "articles", "version_id")
    for table in ("claims", "quantities", "periods", "numbers", "attributions", "findings"):
        failures[table] = _orphans(frames[table], failures[table], articles, _ARTICLE_GONE)
    claims = _kept(frames, failures, "claims", "claim_id")
    failures["claim_sources"] = _orphans(frames["claim_sources"], failures["claim_sources"], claims, _CLAIM_GONE)


def _kept(
    frames: Mapping[str, pl.DataFrame], failures: Mapping[str, pl.DataFrame], table: str, key: str,
) -> pl.DataFrame:
    return _without(frames[table], failures[table]).select(key).unique()


def _orphans(frame: pl.DataFrame, failed: pl.DataFrame, parents: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    left = frame.select(rule.column).with_row_index("_row").join(parents, on=rule.column, how="anti")
    left = left.join(failed, on="_row", how="anti")
    return pl.concat([failed, left.select("_row", pl.lit(rule.name).alias("check"))])


def _without(frame: pl.DataFrame, failed: pl.DataFrame) -> pl.DataFrame:
    if not failed.height:
        return frame
    return frame.with_row_index("_row").join(failed, on="_row", how="anti", maintain_order="left").drop("_row")


@cache
def _rules(table: str) -> dict[str, Rule]:
    rules = {rule.name: rule for rule in FRAMES[table].all_rules()}
    gone = _CLAIM_GONE if table == "claim_sources" else _ARTICLE_GONE
    return rules if table == "articles" else rules | {gone.name: gone}


def _tally(table: str, rows: int, failed: pl.DataFrame) -> pl.DataFrame:
    counts = dict(failed.group_by("check").agg(pl.len()).rows())
    return pl.DataFrame(
        [(table, name, rows, counts.get(name, 0)) for name in _rules(table)],
        schema=_TALLY, orient="row",
    )


def _result(table: str, rule: Rule, rows: int, failing: int) -> CheckResult:
    if failing:
        message = f"Put aside {failing:,} of {rows:,} rows of {table}: {rule.sentence}."
    else:
        message = f"All {rows:,} rows of {table} keep it: {rule.sentence}."
    return CheckResult(
        f"{table}.{rule.name}", "pandera", table, rule.column, rule.name, "quarantine", not failing,
        f"{failing} of {rows} rows fail", "0 rows fail", failing, message,
    )


@dataclass(frozen=True, slots=True)
class _Aside:
    table: str
    version_id: str | None
    rule: Rule
    row: str


def _put_aside(table: str, frames: Mapping[str, pl.DataFrame], failed: pl.DataFrame) -> Iterable[_Aside]:
    if not failed.height:
        return
    rules = _rules(table)
    frame = frames[table]
    if table == "claim_sources":
        homes = frames["claims"].select("claim_id", "version_id").unique("claim_id", keep="first")
        versions = frame.select("claim_id").join(homes, on="claim_id", how="left", maintain_order="left")["version_id"]
    else:
        versions = frame["version_id"]
    for number, checks in failed.group_by("_row", maintain_order=True).agg("check").sort("_row").rows():
        row = frame.row(number, named=True)
        for check in checks:
            yield _Aside(table, versions[number], rules[check], _as_json(row, rules[check]))


def _as_json(row: Mapping[str, object], rule: Rule) -> str:
    """The row as JSON; when and by which run it was seen is left out, unless at fault, for it differs in each run."""
    kept = {name: value for name, value in row.items() if name not in _SEEN or name == rule.column}
    text = kept.get("text")
    if isinstance(text, str) and len(text) > KEPT_OF_TEXT:
        kept["text"] = f"{text[:KEPT_OF_TEXT]} … ({len(text) - KEPT_OF_TEXT} more characters)"
    return json.dumps(kept, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a stored row")


def _quarantine(rows: Iterable[_Aside], run_id: str, now: datetime) -> pl.DataFrame:
    found = {
        fingerprint("validate", each.table, each.rule.name, each.row): each
        for each in rows
    }
    frame = pl.DataFrame(
        [(key, "validate", a.table, a.version_id, a.rule.name, a.rule.sentence, a.row, run_id, now, now)
         for key, a in found.items()],
        schema={name: column.dtype for name, column in FRAMES["quarantine"].columns.items()}, orient="row",
    )
    return check_quarantine(frame)
