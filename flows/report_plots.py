"""Puts onto articles' pages what the rest of the ledger says: the same thing through time, and sources by months."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from validations.report import wording
from validations.report.pages import ArticlePage
from validations.report.plots import Series, Stated, months, series
from warehouse import fetch

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

_MOST_FIGURES = 60
_MOST_PLOTS = 6


@dataclass(frozen=True, slots=True)
class Plotted:
    """The plots of some articles: series by article version, months by source as sources are compared."""

    series: Mapping[str, tuple[Series, ...]]
    months: Mapping[str, Mapping[date, int]]

    def onto(self, page: ArticlePage) -> ArticlePage:
        """The page with its plots."""
        sources = tuple(
            replace(source, months=None if source.kind == "unnamed" else months(self.months.get(_key(source.name), {})))
            for source in page.sources
        )
        return replace(page, sources=sources, series=self.series.get(page.version_id, ()))


def gather(con: duckdb.DuckDBPyConnection, versions: Sequence[str], files: Mapping[str, str]) -> Plotted:
    """The plots for these article versions; ``files`` are the pages that can be linked to, by version."""
    by_source: dict[str, dict[date, int]] = defaultdict(dict)
    for key, month, claims in fetch.frame(con, "report_source_months", versions=versions).rows():
        by_source[key][month] = claims
    found: dict[str, list[Series]] = defaultdict(list)
    rows = fetch.frame(con, "report_series", versions=versions, most=_MOST_FIGURES).to_dicts()
    for (version, unit, about), group in groupby(rows, key=lambda row: (row["version_id"], row["unit"], row["about"])):
        stated = [_stated(row, version, files) for row in group]
        if len({one.where for one in stated}) > 1 and (plot := series(_title(unit, about), stated)):
            found[version].append(plot)
    most = {version: tuple(sorted(plots, key=lambda p: -len(p.points))[:_MOST_PLOTS]) for version, plots in found.items()}
    return Plotted(most, by_source)


def _stated(row: Row, version: str, files: Mapping[str, str]) -> Stated:
    first = row["first_day"] or row["last_day"] or row["published"]
    last = row["last_day"] or row["first_day"] or row["published"]
    who = row["origin"] or ("the publication itself" if row["voice"] == "asserted" else "not clear")
    here = row["stated_in"] == version
    words = wording.figure(row["comparator"], row["value"], row["value2"], row["unit"], row["dimension"])
    return Stated(
        first=first, last=last, low=row["value"], high=row["value2"] or row["value"], comparator=row["comparator"],
        words=words, who=who, where=row["title"] or row["article"], here=here, href=files.get(row["stated_in"]),
    )  # fmt: skip


def _title(unit: str, about: str) -> str:
    return f"{about} ({unit})" if about else f"{unit}, as counted"


def _key(name: str) -> str:
    """As the view chain_links compares sources."""
    return re.sub(r"^(the|a|an)\s+", "", name.strip().lower())
