"""What a row rule is, and the few forms of rule that most columns share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

Dtype = pl.DataType | type[pl.DataType]

WELL_FORMED_ID = "^[0-9a-f]{32}$"
VISIBLE = r"[^\s\p{Z}\p{C}]"
"""A character that can be seen: no space, no separator, no control or formatting character."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold of a row, as a sentence for an editor and as an expression that is true where it does.

    ``column`` is the column that the failure is shown at. The rule is judged only where the rules named in ``after``
    hold and the required columns that it reads are filled in, so that one fault is reported once. Where the
    expression itself is null the rule fails.
    """

    name: str
    column: str
    sentence: str
    holds: pl.Expr
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """Type of a stored column and whether it may be empty."""

    dtype: Dtype
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A stored frame: its columns and its rules; ``row`` is what an editor calls one row of it.

    A rule may also read the helper columns, named with an underscore, that ``validations.context`` adds.
    """

    name: str
    row: str
    columns: dict[str, Column]
    rules: tuple[Rule, ...]

    def presence(self, column: str) -> Rule:
        """The rule that a required column is filled in."""
        label = column.replace("_", " ")
        return Rule(f"{column}_present", column, f"{self.row} has its {label}", pl.col(column).is_not_null())

    def all_rules(self) -> tuple[Rule, ...]:
        """Every rule, those of required columns first."""
        required = (name for name, column in self.columns.items() if not column.nullable)
        return (*(self.presence(name) for name in required), *self.rules)


def identifier(column: str, row: str) -> Rule:
    """The column holds a 32-digit hexadecimal hash."""
    sentence = f"the id of {row} is 32 hexadecimal digits"
    return Rule(f"{column}_form", column, sentence, pl.col(column).str.contains(WELL_FORMED_ID))


def listed_once(column: str, row: str) -> Rule:
    """The row is the first of its key in the batch (helper ``_nth``)."""
    return Rule("listed_once", column, f"{row} is listed once",
                pl.col(column).is_not_null() & (pl.col("_nth") == 1))


def known_article() -> Rule:
    """The article of the row is in the batch (helper ``_length``)."""
    return Rule("known_article", "version_id", "what is read out of an article comes with the article",
                pl.col("version_id").is_not_null() & pl.col("_length").is_not_null())


def within_text(row: str) -> Rule:
    """The offsets mark at least one character of the article's text; without the article there is nothing to judge."""
    start, end = pl.col("start_offset"), pl.col("end_offset")
    length = pl.col("_length")
    holds = length.is_null() | ((start >= 0) & (start < end) & (end <= length))
    return Rule("within_text", "start_offset", f"{row} marks characters of the article's text", holds)


def as_printed(column: str, row: str) -> Rule:
    """The column holds the very characters at the row's offsets."""
    return Rule(f"{column}_as_printed", column, f"the words kept for {row} are those printed at its place",
                pl.col("_length").is_null() | (pl.col(column) == pl.col("_cut")), ("within_text",))


def words(column: str, label: str, *, optional: bool = False) -> Rule:
    """The column holds something that can be read, or, if optional, nothing."""
    text = pl.col(column)
    readable = text.str.contains(VISIBLE)
    holds = text.is_null() | readable if optional else readable
    sentence = f"{label} is not blank" if not optional else f"{label} is either left out or not blank"
    return Rule(f"{column}_words", column, sentence, holds)


def one_of(column: str, label: str, vocabulary: type[StrEnum], *, optional: bool = False) -> Rule:
    """The column holds a word of the closed vocabulary, or, if optional, nothing."""
    known = pl.col(column).is_in([str(word) for word in vocabulary])
    sentence = f"{label} is one of " + ", ".join(str(word) for word in vocabulary)
    return Rule(f"{column}_known", column, sentence, pl.col(column).is_null() | known if optional else known)


def share(column: str, label: str) -> Rule:
    """The column is a number from 0 to 1; one that is not a number counts as missing, as pandera has it."""
    holds = pl.col(column).is_nan() | pl.col(column).is_between(0, 1)
    return Rule(f"{column}_range", column, f"{label} lies between 0 and 1", holds)


def in_order(name: str, columns: tuple[str, str], sentence: str) -> Rule:
    """The first column is not greater than the second; an empty one stands in no order."""
    first, second = (pl.col(column) for column in columns)
    return Rule(name, columns[1], sentence, first.is_null() | second.is_null() | (first <= second))


def inside_claim(row: str) -> tuple[Rule, Rule]:
    """The claim that the row names is in the batch, and its stretch covers the row (helpers of the claim)."""
    free = pl.col("claim_id").is_null()
    covers = (pl.col("_claim_start") <= pl.col("start_offset")) & (pl.col("end_offset") <= pl.col("_claim_end"))
    same = pl.col("_claim_version") == pl.col("version_id")
    return (
        Rule("known_claim", "claim_id", f"the claim that {row} belongs to comes with it",
             free | pl.col("_claim_version").is_not_null()),
        Rule("inside_claim", "claim_id", f"{row} stands within the claim that it belongs to", free | (same & covers),
             ("known_article", "within_text", "known_claim")),
    )
