"""The stored frames as pandera schemas: types, required columns, and every rule that a single row must keep."""

from __future__ import annotations

from functools import cache

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from validations.frames_articles import ARTICLES, ATTRIBUTIONS, FINDINGS, QUARANTINE
from validations.frames_claims import CLAIM_SOURCES, CLAIMS
from validations.frames_figures import NUMBERS, PERIODS, QUANTITIES
from validations.rules import Rule, Table

LEDGER: dict[str, Table] = {
    table.name: table for table in (ARTICLES, CLAIM_SOURCES, CLAIMS, QUANTITIES, PERIODS, NUMBERS, ATTRIBUTIONS, FINDINGS)
}
"""The tables that an article fills, in the order in which they are judged: a claim is judged after its sources."""

FRAMES: dict[str, Table] = LEDGER | {QUARANTINE.name: QUARANTINE}


@cache
def schema(table: str) -> pa.DataFrameSchema:
    """The model of a stored frame; each failure carries the rule's name as ``check``.

    It is judged with the helper columns of ``validations.context`` beside the stored ones.
    """
    model = FRAMES[table]
    checks: dict[str, list[pa.Check]] = {name: [] for name in model.columns}
    for rule in model.rules:
        checks[rule.column].append(_check(model, rule))
    columns = {
        name: pa.Column(column.dtype, checks[name], nullable=column.nullable)
        for name, column in model.columns.items()
    }
    return pa.DataFrameSchema(columns, name=table)


@cache
def sound(table: str) -> pa.DataFrameSchema:
    """The same model, judged at once: it passes the frames that ``schema`` passes, and says no reason of the others.

    Pandera takes a millisecond for each check of a column, however few its rows are.
    """
    model = FRAMES[table]
    # What is missing in a column of fractions, pandera says: NaN is, too.
    left = {name for name, column in model.columns.items() if not column.nullable and column.dtype.is_float()}
    filled = [pl.col(name).is_not_null() for name, column in model.columns.items() if not column.nullable]
    every = pl.all_horizontal(pl.lit(value=True), *filled, *(_passes(model, rule) for rule in model.rules)).all()

    def judge(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(every)

    columns = {name: pa.Column(column.dtype, nullable=name not in left) for name, column in model.columns.items()}
    return pa.DataFrameSchema(columns, checks=pa.Check(judge, name="sound"), name=table)


def _check(model: Table, rule: Rule) -> pa.Check:
    passes = _passes(model, rule)

    def judge(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(passes)

    return pa.Check(judge, name=rule.name, error=rule.name)


def _passes(model: Table, rule: Rule) -> pl.Expr:
    """The rule's expression without nulls (pandera lets a null pass), true where the rule is not to be judged."""
    by_name = {each.name: each for each in model.rules}
    first = [by_name[name].holds.fill_null(value=False) for name in rule.after]
    reads = {name for each in (rule, *(by_name[name] for name in rule.after)) for name in each.holds.meta.root_names()}
    required = [name for name, column in model.columns.items() if not column.nullable and name in reads]
    judged = pl.all_horizontal(pl.lit(value=True), *(pl.col(name).is_not_null() for name in required), *first)
    return ~judged | rule.holds.fill_null(value=False)
