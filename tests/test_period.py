"""Dates and periods: what each expression stands for, written as a table of sentences."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desk_periods import DESK_PERIODS
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.lexicon import table
from claims.model import Modifier, Period, Relation, Span
from claims.period import periods
from claims.protect import protected
from claims.serialise import _period
from tests.sentences import split

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
    # years, decades, centuries
    ("Prices fell in 2009.", "in 2009", "2009-01-01..2009-12-31"),
    ("It began in the mid-1990s.", "in the mid-1990s", "1994-01-01..1996-12-31"),
    ("A 1970s block and an ’80s song.", "1970s|’80s", "1970-01-01..1979-12-31|1980-01-01..1989-12-31"),
    ("By the late 18th century it was a town.", "By the late 18th century", "..1800-12-31"),
    ("The town was founded in AD 79.", "in AD 79", "0079-01-01..0079-12-31"),
    ("The tomb dates from 300 BC.", "from 300 BC", "?"),
    ("The 2024/25 season is over.", "2024/25", "2024-01-01..2025-12-31"),
    ("In FY2025 it lost money.", "In FY2025", "2025-01-01..2025-12-31"),
    ("The law of 2019-05 was short.", "2019-05", "2019-05-01..2019-05-31"),
    # months, quarters, halves, seasons
    ("It peaked in late December 2025.", "in late December 2025", "2025-12-21..2025-12-31"),
    ("They met in May and June 2025.", "in May and June 2025", "2025-05-01..2025-06-30"),
    ("Q3 2025 was better.", "Q3 2025", "2025-07-01..2025-09-30"),
    ("The second half of last year was better.", "The second half of last year", "2025-07-01..2025-12-31"),
    ("The first six months of 2025 were wet.", "The first six months of 2025", "2025-01-01..2025-06-30"),
    ("It closed in the summer of 2024.", "in the summer of 2024", "2024-06-01..2024-08-31"),
    ("The winter of 2006–2007 was mild.", "The winter of 2006–2007", "2006-12-01..2007-02-28"),
    ("He resigned last autumn.", "last autumn", "2025-09-01..2025-11-30"),
    ("October of next year is the limit.", "October of next year", "2027-10-01..2027-10-31"),
    # days
    ("Oct. 12, 2025, was a Sunday.", "Oct. 12, 2025", "2025-10-12"),
    ("On the 4th of May 2025 he left.", "On the 4th of May 2025", "2025-05-04"),
    ("Updated 2025-11-03.", "2025-11-03", "2025-11-03"),
    ("Updated on 10/03/2026.", "on 10/03/2026", "2026-03-10"),
    ("Paid on 25/12/2024 and 03/04/2025.", "on 25/12/2024|03/04/2025", "2024-12-25|2025-04-03"),
    ("From 28 February to 3 March 2025 it rained.", "From 28 February to 3 March 2025", "2025-02-28..2025-03-03"),
    ("It ran from December 2024 to February.", "from December 2024 to February", "2024-12-01..2025-02-28"),
    ("The second Tuesday in May 2025 was dry.", "The second Tuesday in May 2025", "2025-05-13"),
    ("It fell on Thanksgiving 2025.", "on Thanksgiving 2025", "2025-11-27"),
    ("The 9/11 attacks changed it.", "9/11", "2001-09-11"),
    ("They will vote on 29 February.", "on 29 February", "2028-02-29"),
    # counted from the publication
    ("He left yesterday.", "yesterday", "2026-03-09"),
    ("She spoke late on Monday night.", "late on Monday night", "2026-03-09"),
    ("It will open the day after tomorrow.", "the day after tomorrow", "2026-03-12"),
    ("He was hurt last Friday.", "last Friday", "2026-03-06"),
    ("They meet next Friday.", "next Friday", "2026-03-20"),
    ("They met last week and will meet next month.", "last week|next month", "2026-03-02..2026-03-08|2026-04-01..2026-04-30"),
    ("Earlier this year it snowed.", "Earlier this year", "2026-01-01..2026-03-10"),
    ("It will end later this month.", "later this month", "2026-03-10..2026-03-31"),
    ("Two weeks ago a wall fell.", "Two weeks ago", "2026-02-24"),
    ("It shut about six months ago.", "about six months ago", "2025-09-01..2025-09-30"),
    ("In the past few days it thawed.", "In the past few days", "..2026-03-10"),
    ("In the next 30 days we will know.", "In the next 30 days", "2026-03-10..2026-04-09"),
    ("The firm will open it in two years.", "in two years", "2028-01-01..2028-12-31"),
    ("The firm is now shut, as it recently said.", "now|recently", "2026-03-10|..2026-03-10"),
    ("Going forward, fees will rise.", "Going forward", "2026-03-10.."),
    ("Over the last two quarters it shrank.", "Over the last two quarters", "2025-07-01..2025-12-31"),
    # counted from what the text told
    ("On 14 May 2025 it shut. The next day it opened.", "On 14 May 2025|The next day", "2025-05-14|2025-05-15"),
    ("In 2019 it grew. The year before, it shrank.", "In 2019|The year before", "2019-01-01..2019-12-31|2018-01-01..2018-12-31"),
    ("In June 2024 he left; the following month she did.", "In June 2024|the following month", "2024-06-01..2024-06-30|2024-07-01..2024-07-31"),
    ("Sales fell in January from the same month a year ago.", "in January|from the same month a year ago", "2026-01-01..2026-01-31|2025-01-01..2025-01-31"),
    ("The ferry sank on Sunday. Since the disaster no boat has left. It sank at 6am.", "on Sunday|Since the disaster|at 6am", "2026-03-08|2026-03-08..2026-03-10|2026-03-08"),
    ("A ferry disaster struck on Sunday. Since the disaster no boat has left.", "on Sunday|Since the disaster", "2026-03-08|2026-03-08..2026-03-10"),
    ("He left on 3 May 2025 and, three days after 3 May 2025, came back.", "on 3 May 2025|three days after 3 May 2025", "2025-05-03|2025-05-06"),
    ("On Sunday he said: “We sail tomorrow.”", "On Sunday|tomorrow", "2026-03-08|2026-03-09"),
    ("Days later they came back.", "Days later", "?"),
    ("On 14 May 2019 he left. On 20 May he was charged.", "On 14 May 2019|On 20 May", "2019-05-14|2019-05-20"),
    ("He was born on 4 July 1950 and died on 2 June.", "on 4 July 1950|on 2 June", "1950-07-04|2025-06-02"),
    ("It signed a pact in April 2025. Besides the April pact, it met envoys in the same month.", "in April 2025|April|in the same month",
     "2025-04-01..2025-04-30|2025-04-01..2025-04-30|2025-04-01..2025-04-30"),
    ("Over the coming months they will hire.", "Over the coming months", "2026-03-10.."),
    # clock times
    ("At 4:42 local time on Saturday the ground shook.", "At 4:42 local time on Saturday", "2026-03-07"),
    ("The sale closes at 5 p.m. (2100 UTC) on 3 May 2026.", "at 5 p.m. (2100 UTC) on 3 May 2026", "2026-05-03"),
    ("It opens next month on 2 April.", "next month on 2 April", "2026-04-02"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "surfaces", "days"), TABLE, ids=[row[0] for row in TABLE])
def test_reads(text: str, surfaces: str, days: str) -> None:
    found = read(text)
    assert "|".join(p.surface for p in found) == surfaces
    assert "|".join(told(p) for p in found) == days


@pytest.mark.parametrize(("text", "days"), DESK_PERIODS, ids=[row[0] for row in DESK_PERIODS])
def test_reads_as_a_desk_prints_it(text: str, days: str) -> None:
    assert "|".join(told(p) for p in read(text)) == days


STRAYS = [
    "He may march with them, said Mr August.", "The mine employs 2000 people.", "A third of sales were online.",
    "She wrote for the Sunday Times.", "He is in his thirties.", "It sold 1885 units.", "The Russell 2000 index fell.",
    "Prices will fall in the town.", "They spring from one source.", "The second of three, it won.", "He ran 1500 m.",
    "Every Friday they march.", "He stayed for weeks.", "She was jailed for several days at a time.",
    "He left as soon as he could and soon after fell.", "Nurses work through the night.", "He shot up through the night sky.",
    "Since the firm has no money, it is the biggest loser.", "They struck for the second day of the course.",
    "The talks after the deal failed.", "He was ill at the time.", "They were crushed by that.", "Crowds fill the town each December.", "His rating dipped into the mid-20s.",
    "The party faces losses for the first time in eight years.", "They spoke about the year-end deal.", "He told This Week about it.", "The prize for the Film of the Year went to it.",
    "It was a Sunday.", "A survey of 1709 schoolchildren was sent.",
]  # fmt: skip


@pytest.mark.parametrize("text", STRAYS)
def test_leaves_what_is_no_date(text: str) -> None:
    assert [p.surface for p in read(text)] == []


def test_dates_without_a_publication_date_stay_open() -> None:
    text = "On 14 May 2025 it shut, and two days later it opened. It rained yesterday, on Friday and in July."
    assert [(p.surface, told(p)) for p in read(text, None)] == [
        ("On 14 May 2025", "2025-05-14"), ("two days later", "2025-05-16"), ("yesterday", "?"), ("on Friday", "?"),
        ("in July", "?"),
    ]  # fmt: skip


def test_last_week_said_on_a_sunday_is_the_week_that_is_just_over() -> None:
    (week,) = read("Two were hurt last week.", date(2026, 3, 8))
    assert told(week) == "2026-03-01..2026-03-07"


def test_core_relation_and_modifier() -> None:
    since, end, by, about = read("Since 1997, at the end of 2025, by late May and around 2010 it was shut.")
    assert (since.relation, since.core_first, since.core_last) == (Relation.SINCE, date(1997, 1, 1), date(1997, 12, 31))
    assert (end.modifier, end.core_first, end.core_last) == (Modifier.END, date(2025, 1, 1), date(2025, 12, 31))
    assert (by.relation, by.modifier, by.core_first) == (Relation.BY, Modifier.END, date(2026, 5, 1))
    assert about.modifier is Modifier.APPROX


def test_stretches_of_other_stages_are_left_alone() -> None:
    text = "See [SSR-2026] and call +44 2025 2026 at 3 pm on 3 May."
    assert [p.surface for p in periods(text, PUBLISHED, split(text), protected(text))] == ["at 3 pm on 3 May"]
    assert periods("in 2025", PUBLISHED, (), (Span(3, 7),)) == ()


def _words() -> Iterator[str]:
    for name in ("units", "months", "weekdays", "counts", "ordinals", "decades", "holidays"):
        for word in table("time", name):
            yield from (word, word.capitalize())
    for words in table("time", "sets").values():
        yield from words.split()
    yield from ["in", "on", "at", "by", "since", "until", "from", "to", "the", "a", "of", "and", ",", ".", ";", "-", "–", "'"]
    yield from ["1", "2", "15", "31", "29", "2025", "1999", "1000", "'98", "1990s", "80s", "Q1", "H2", "FY25", "99999", "0"]
    yield from ["2025-02-30", "3/5/2025", "31/12/24", "9/11", "5pm", "10:30", "0900", "19th", "BC", "AD", "(", ")", "\n"]


WORDS = st.lists(st.sampled_from(sorted(set(_words()))), max_size=25).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(WORDS | st.text(max_size=80), st.none() | st.dates())
def test_any_text_gives_periods_that_hold_together(text: str, published: date | None) -> None:
    end = 0
    for period in read(text, published):
        assert text[period.start : period.end] == period.surface != ""
        assert period.start >= end
        end = period.end
        for first, last in ((period.first, period.last), (period.core_first, period.core_last)):
            assert first is None or last is None or first <= last
        assert period.resolved == (period.first is not None or period.last is not None)


@pytest.mark.parametrize("unit", ["7", ",", " ", "a million ", "the end of ", "3, ", "half a ", "early ", "\n", "last "])
def test_a_long_run_of_one_thing_is_read_at_once(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    start = time.process_time()
    assert periods(text, PUBLISHED, (), ()) == ()
    assert time.process_time() - start < 1


FLOORS = {"meantime_en": 90.0, "news_phrases": 96.0}


@pytest.mark.parametrize("name", FLOORS)
def test_accuracy_on_sentences_with_gold_dates(name: str, shared: Path, tmp_path: Path) -> None:
    gold, found = shared / "data" / "quantities" / f"{name}.jsonl", tmp_path / "found.jsonl"
    with found.open("w", encoding="utf-8") as out:
        for line in gold.read_text("utf-8").splitlines():
            row = json.loads(line)
            published = date.fromisoformat(row["reference_date"]) if row.get("reference_date") else None
            text = row["text"]
            read_there = periods(text, published, split(text), protected(text))
            out.write(json.dumps({"article": row["id"], "periods": [_period(p) for p in read_there]}) + "\n")
    scorer: list[str | Path] = [sys.executable, shared / "tools" / "score_figures.py", gold, found, "--json"]
    scores = json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout)
    assert scores["dates"]["interval"]["F1"] >= FLOORS[name]


def test_accuracy_on_articles_marked_by_hand(shared: Path) -> None:
    """The share of the marked periods that are found at their place with both ends right, whatever the claims are."""
    marked = right = 0
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = (shared / "gold" / "articles" / gold["article"]).read_text("utf-8")
        found = periods(text, date.fromisoformat(gold["published"]), split(text), protected(text))
        for start, surface, ends in sorted(_marked(gold["claims"])):
            marked += 1
            near = [p for p in found if p.start < start + len(surface) and start < p.end]
            right += any((str(p.first), str(p.last)) == ends for p in near)
    assert marked == 382
    assert right / marked >= 0.94


def _marked(claims: list[dict[str, object]]) -> set[tuple[int, str, tuple[str, str]]]:
    """The periods of the claims, each place once."""
    places: dict[tuple[int, int], tuple[int, str, tuple[str, str]]] = {}
    for claim in claims:
        text, rows = str(claim["text"]), claim["periods"]
        assert isinstance(rows, list)
        for row in rows:
            start = row.get("offset", int(str(claim["start"])) + max(0, text.find(row["surface"])))
            places.setdefault((start, start + len(row["surface"])), (start, row["surface"], (str(row["start"]), str(row["end"]))))
    return set(places.values())
