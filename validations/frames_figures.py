"""The models of the figures, the dates and the ledger of numbers of an article."""

from __future__ import annotations

from datetime import date

import polars as pl

from claims.model import Comparator, Modifier, Reason, Relation, Status
from validations.rules import (
    Column,
    Rule,
    Table,
    as_printed,
    identifier,
    in_order,
    inside_claim,
    known_article,
    listed_once,
    one_of,
    within_text,
    words,
)

AMOUNT = pl.Decimal(38, 9)
EARLIEST_DAY = date(1000, 1, 1)
LATEST_DAY = date(2200, 12, 31)

_PLACE = {"start_offset": Column(pl.Int32), "end_offset": Column(pl.Int32), "surface": Column(pl.String)}
_RANGE = pl.col("comparator") == Comparator.RANGE.value

QUANTITIES = Table(
    "quantities", "a figure",
    {
        "quantity_id": Column(pl.String), "version_id": Column(pl.String), "claim_id": Column(pl.String, True),
        **_PLACE, "number": Column(pl.String), "value": Column(AMOUNT), "value2": Column(AMOUNT, True),
        "unit": Column(pl.String), "comparator": Column(pl.String), "dimension": Column(pl.String),
        "base_unit": Column(pl.String), "low": Column(AMOUNT), "high": Column(AMOUNT),
    },
    (
        identifier("quantity_id", "a figure"),
        listed_once("quantity_id", "a figure"),
        known_article(),
        *inside_claim("a figure"),
        within_text("a figure"),
        as_printed("surface", "a figure"),
        words("number", "the number of a figure"),
        words("unit", "the unit of a figure"),
        words("dimension", "what a figure measures"),
        words("base_unit", "the base unit of a figure"),
        one_of("comparator", "the bound of a figure", Comparator),
        Rule("range_ends", "value2", "a range has two values, and only a range has",
             pl.col("value2").is_not_null() == _RANGE, ("comparator_known",)),
        in_order("range_order", ("value", "value2"), "a range runs from its lower to its higher value"),
        in_order("interval_order", ("low", "high"), "the low end of a figure's interval is not above the high end"),
    ),
)

_DAYS = ("first_day", "last_day", "core_first", "core_last")

PERIODS = Table(
    "periods", "a date",
    {
        "period_id": Column(pl.String), "version_id": Column(pl.String), "claim_id": Column(pl.String, True),
        **_PLACE, "first_day": Column(pl.Date, True), "last_day": Column(pl.Date, True),
        "core_first": Column(pl.Date, True), "core_last": Column(pl.Date, True), "relation": Column(pl.String, True),
        "modifier": Column(pl.String, True), "resolved": Column(pl.Boolean),
    },
    (
        identifier("period_id", "a date"),
        listed_once("period_id", "a date"),
        known_article(),
        *inside_claim("a date"),
        within_text("a date"),
        as_printed("surface", "a date"),
        *(
            Rule(f"{day}_plausible", day, f"the days of a date lie between {EARLIEST_DAY.year} and {LATEST_DAY.year}",
                 pl.col(day).is_null() | pl.col(day).is_between(EARLIEST_DAY, LATEST_DAY))
            for day in _DAYS
        ),
        in_order("day_order", ("first_day", "last_day"), "a date does not end before it begins"),
        in_order("core_order", ("core_first", "core_last"), "the core of a date does not end before it begins"),
        Rule("resolved_days", "resolved", "a date is resolved exactly where its first or its last day is known",
             pl.col("resolved") == (pl.col("first_day").is_not_null() | pl.col("last_day").is_not_null())),
        one_of("relation", "the relation of a date", Relation, optional=True),
        one_of("modifier", "the part of the interval that a date means", Modifier, optional=True),
    ),
)

_EXCLUDED = pl.col("status") == Status.EXCLUDED.value

NUMBERS = Table(
    "numbers", "a number of the text",
    {
        "version_id": Column(pl.String), **_PLACE, "status": Column(pl.String), "reason": Column(pl.String, True),
        "claim_id": Column(pl.String, True),
    },
    (
        known_article(),
        listed_once("start_offset", "a number of the text"),
        *inside_claim("a number of the text"),
        within_text("a number of the text"),
        as_printed("surface", "a number of the text"),
        one_of("status", "what became of a number", Status),
        one_of("reason", "the reason why a number is no figure", Reason, optional=True),
        Rule("excluded_reason", "reason", "a number is left out for a reason, and only one left out has a reason",
             pl.col("reason").is_not_null() == _EXCLUDED, ("status_known",)),
        Rule("excluded_claim", "claim_id", "a number that is left out belongs to no claim",
             pl.col("claim_id").is_null() | ~_EXCLUDED, ("status_known",)),
    ),
)
