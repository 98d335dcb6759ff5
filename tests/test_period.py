"""Dates and periods: what each expression stands for, written as a table of sentences."""

from __future__ import annotations

from datetime import date

import pytest

from claims.model import Period
from claims.period import periods
from claims.sentences import split

PUBLISHED = date(2026, 3, 10)  # a Tuesday


def read(text: str, published: date | None = PUBLISHED) -> tuple[Period, ...]:
    """The periods of a text without stretches that other stages keep apart."""
    return periods(text, published, split(text), ())


def told(period: Period) -> str:
    """A period's extent as first..last; a point where it is one day."""
    if not period.resolved:
        return "?"
    if period.first == period.last:
        return str(period.first)
    return f"{period.first or ''}..{period.last or ''}"


TABLE = [
    # sentence, expression (or several, by bars), first and last day
    ("The deal closed on 29 January.", "on 29 January", "2026-01-29"),
    ("The fund was set up last July.", "last July", "2025-07-01..2025-07-31"),
    ("It opened in March 2025; that month alone 40 people came.", "in March 2025|that month", "2025-03-01..2025-03-31|2025-03-01..2025-03-31"),
    ("On 14 May 2025 the minister left; two days later she was charged.", "On 14 May 2025|two days later", "2025-05-14|2025-05-16"),
    ("The same year, 2019, the mine shut.", "The same year|2019", "?|2019-01-01..2019-12-31"),
    ("Throughout 2025 prices rose.", "Throughout 2025", "2025-01-01..2025-12-31"),
    ("Over the past five years the town has grown.", "Over the past five years", "2021-03-10..2026-03-10"),
    ("The rule has stood since 1997.", "since 1997", "1997-01-01..2026-03-10"),
    ("As of the start of 2026 nobody had paid.", "As of the start of 2026", "2026-01-01..2026-01-31"),
    ("Rents doubled in the early 2020s.", "in the early 2020s", "2020-01-01..2023-12-31"),
    ("Output fell in the first quarter.", "in the first quarter", "2026-01-01..2026-03-31"),
    ("On Friday the court ruled; on Monday it will sit again.", "On Friday|on Monday", "2026-03-06|2026-03-16"),
    ("Talks ran between 3 and 5 May 2025.", "between 3 and 5 May 2025", "2025-05-03..2025-05-05"),
    ("Fiscal 2024 was poor.", "Fiscal 2024", "2024-01-01..2024-12-31"),
    ("Rain fell overnight.", "overnight", "2026-03-09..2026-03-10"),
    ("Exports of 2019–21 were revised.", "2019–21", "2019-01-01..2021-12-31"),
    ("In the 1990s it was empty.", "In the 1990s", "1990-01-01..1999-12-31"),
    ("It was built in the 19th century.", "in the 19th century", "1801-01-01..1900-12-31"),
    ("He will report by the end of June.", "by the end of June", "..2026-06-30"),
    ("The plant will close in six months' time.", "in six months' time", "2026-09-01..2026-09-30"),
    ("A decade ago few had one.", "A decade ago", "2016-01-01..2016-12-31"),
    ("The first week of March was cold.", "The first week of March", "2026-03-02..2026-03-08"),
    ("In the three months to June 2025 sales fell.", "In the three months to June 2025", "2025-04-01..2025-06-30"),
    ("The vote is on Easter Monday.", "on Easter Monday", "2026-04-06"),
    ("From 2008 until 2016 he led the bank.", "From 2008 until 2016", "2008-01-01..2016-12-31"),
    ("They must answer within 48 hours.", "within 48 hours", "2026-03-10..2026-03-12"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "surfaces", "days"), TABLE, ids=[row[0] for row in TABLE])
def test_reads(text: str, surfaces: str, days: str) -> None:
    found = read(text)
    assert "|".join(p.surface for p in found) == surfaces
    assert "|".join(told(p) for p in found) == days


STRAYS = [
    "He may march with them, said Mr August.", "The mine employs 2000 people.", "A third of sales were online.",
    "She wrote for the Sunday Times.", "He is in his thirties.", "It sold 1885 units.", "The Russell 2000 index fell.",
    "Prices will fall in the town.", "They spring from one source.", "The second of three, it won.", "He ran 1500 m.",
]  # fmt: skip


@pytest.mark.parametrize("text", STRAYS)
def test_leaves_what_is_no_date(text: str) -> None:
    assert [p.surface for p in read(text)] == []
