"""The checks on the tables: what each measures, on which rows, and how it is told to an editor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is measured, and so by which expectation: see ``validations.expectations``."""

    ROWS = "rows"            # number of rows
    UNIQUE = "unique"        # share of rows whose columns are those of another row
    HOLDS = "holds"          # share of rows in which the column is not true
    FILLED = "filled"        # share of rows in which the column is filled in
    MEAN = "mean"            # mean of the column
    SMALLEST = "smallest"    # smallest value of the column


@dataclass(frozen=True, slots=True)
class Drift:
    """What a measure is compared with: the mean of the values that a check observed in earlier runs.

    The distance is a difference from that mean, or if ``relative`` a share of it; ``upwards``: only a rise counts.
    """

    check: str
    relative: bool = False
    upwards: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name as in ``thresholds.toml``, the frame that ``validations.measures`` makes for it, its columns.

    ``tells`` completes the sentence that begins with the measure.
    """

    name: str
    frame: str
    kind: Kind
    columns: tuple[str, ...]
    tells: str
    is_share: bool = True
    drift: Drift | None = None

    @property
    def table(self) -> str:
        """The table that the check is about."""
        return self.name.partition(".")[0] if self.drift is None else self.drift.check.partition(".")[0]

    @property
    def bounds(self) -> tuple[str, ...]:
        """Which bounds can be set on the measure."""
        if self.kind is Kind.FILLED:
            return ("min",)
        if self.kind in {Kind.UNIQUE, Kind.HOLDS, Kind.SMALLEST} or self.drift:
            return ("max",)
        return ("min", "max")


_KEYS = {
    "articles": ("version_id",), "claims": ("claim_id",), "claim_sources": ("claim_id", "position"),
    "quantities": ("quantity_id",), "periods": ("period_id",), "numbers": ("version_id", "start_offset"),
    "attributions": ("attribution_id",), "findings": ("finding_id",), "quarantine": ("quarantine_id",),
}
_ROWS = {
    "articles": "article versions", "claims": "claims", "claim_sources": "sources of claims", "quantities": "figures",
    "periods": "dates", "numbers": "numbers of the text", "attributions": "attributions",
    "findings": "contradictions",
    "quarantine": "things put aside",
}
_OF_CLAIMS = ("quantities", "periods", "numbers")


def _whole() -> Iterator[Check]:
    """Uniqueness and references, on the whole tables."""
    for table, key in _KEYS.items():
        last = {"numbers": "place"}.get(table, key[-1])
        yield Check(f"{table}.{last}_unique", table, Kind.UNIQUE, key,
                    f"of the {_ROWS[table]} have the key of another")
    for table in ("claims", *_OF_CLAIMS, "attributions", "findings"):
        yield Check(f"{table}.article_known", table, Kind.HOLDS, ("article_known",),
                    f"of the {_ROWS[table]} belong to no stored article")
    for table in ("claim_sources", *_OF_CLAIMS):
        yield Check(f"{table}.claim_known", table, Kind.HOLDS, ("claim_known",),
                    f"of the {_ROWS[table]} point to a claim that is not stored")
    yield Check("claims.source_known", "claims", Kind.HOLDS, ("source_known",),
                "of the claims are attributed and have no source")
    yield Check("articles.count", "articles", Kind.ROWS, (), "article versions are stored", is_share=False)


def _new() -> Iterator[Check]:
    """Counts, fill rates and shares, on the rows of runs that are not yet published."""
    for column, label in (("title", "title"), ("publisher", "publisher"), ("published", "publication date")):
        yield Check(f"articles.{column}_filled", "new_articles", Kind.FILLED, (column,),
                    f"of the new articles have a {label}")
    yield Check("articles.dated_ahead", "new_articles", Kind.HOLDS, ("not_ahead",),
                "of the new articles are dated later than tomorrow")
    yield Check("articles.newest_age", "new_articles", Kind.SMALLEST, ("age_days",),
                "days have passed since the newest of the new articles was published", is_share=False)
    yield Check("articles.without_claims", "new_articles", Kind.HOLDS, ("has_claims",),
                "of the new articles hold no claim")
    yield Check("claims.per_article", "new_articles", Kind.MEAN, ("claims",),
                "claims were found in a new article on average", is_share=False)
    yield Check("claims.unattributed", "new_claims", Kind.MEAN, ("unattributed",),
                "of the new claims are in the publication's own voice")
    yield Check("claims.unsure", "new_claims", Kind.MEAN, ("unsure",),
                "of the new claims leave open who answers for them")
    yield Check("claims.repeated", "new_claims", Kind.HOLDS, ("first_wording",),
                "of the new claims repeat the very words of an earlier claim of their article")
    yield Check("quantities.unattributed", "new_quantities", Kind.MEAN, ("unattributed",),
                "of the new figures rest on nobody but the publication")
    yield Check("numbers.unaccounted", "new_numbers", Kind.HOLDS, ("accounted",),
                "of the numbers in the new articles are neither figure nor date nor left out for a reason")
    yield Check("numbers.unplaced", "new_numbers", Kind.HOLDS, ("placed",),
                "of the numbers in the new articles were read as a figure or a date that is not stored")
    yield Check("quarantine.inputs", "new_inputs", Kind.MEAN, ("put_aside",), "of the new inputs gave no article")
    yield Check("quarantine.rows", "new_rows", Kind.MEAN, ("put_aside",), "of the new rows broke a row rule")


def _drift() -> Iterator[Check]:
    """The distance from the runs before."""
    yield Check("drift.claims_per_article", "new_articles", Kind.MEAN, ("claims",),
                "claims were found in a new article on average", is_share=False,
                drift=Drift("claims.per_article", relative=True))
    yield Check("drift.unattributed", "new_claims", Kind.MEAN, ("unattributed",),
                "of the new claims are in the publication's own voice", drift=Drift("claims.unattributed"))
    yield Check("drift.quarantined_rows", "new_rows", Kind.MEAN, ("put_aside",), "of the new rows broke a row rule",
                drift=Drift("quarantine.rows", upwards=True))


def checks() -> tuple[Check, ...]:
    """Every check on the tables."""
    return (*_whole(), *_new(), *_drift())
