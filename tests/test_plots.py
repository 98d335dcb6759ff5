"""Plots: a label beside each figure where there is room, and this article's before another's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from validations.report.plots import Stated, series

DAY, MONTH, YEAR = date(2026, 3, 1), date(2026, 3, 20), date(2026, 12, 31)


def stated(day: date, value: int, who: str, here: bool = False) -> Stated:
    return Stated(day, day, Decimal(value), Decimal(value), "=", f"{value} boats", who, "an article", here)


def labels(*given: Stated) -> list[str]:
    plot = series("boats", given)
    assert plot is not None
    return [point.label for point in plot.points]


def test_figures_apart_are_all_labelled() -> None:
    assert labels(stated(DAY, 1, "Ann"), stated(DAY, 90, "Ben"), stated(YEAR, 1, "Cid")) == ["Ann", "Ben", "Cid"]


def test_of_labels_in_one_place_this_articles_stays() -> None:
    crowded = (stated(DAY, 1, "Harbour Ministry"), stated(MONTH, 1, "the publication itself", here=True))
    assert labels(*crowded, stated(YEAR, 90, "Cid")) == ["", "the publication itself", "Cid"]


def test_many_figures_are_told_by_the_table_alone() -> None:
    assert set(labels(*(stated(DAY, value, "Ann") for value in range(9)))) == {""}
