"""Reconciling a real ledger: only what is new, nothing twice, judgements kept, versions and standing derived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from claims.errors import SettingsError
from claims.extract import extract
from claims.model import Article
from flows import embedded
from flows import settings as configuration
from flows.reconcile import Against, Reconciled, reconcile_ledger
from flows.tabulate import tabulate
from warehouse import connect, fetch, history, pairs, store
from warehouse.evidence import EvidenceTable, load
from warehouse.judgements import Decision, Judgement, Subject, judgements_on, record

START = datetime(2026, 3, 1, 6, tzinfo=UTC)


class Desk:
    """A ledger that articles are stored in as a run stores them, an hour apart."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con, self.hours = con, 0

    def print(self, outlet: str, day: date, text: str, title: str = "Fire at Talmere harbour") -> None:
        self.hours += 1
        text = f"{title}\n\n{text}"
        article = Article(f"{outlet}/{day}", f"{outlet}.txt", f"{outlet}.txt", text, text, title=title,
                          publisher=outlet, published=day)  # fmt: skip
        frames = tabulate([extract(article)], f"run-{self.hours}", START + timedelta(hours=self.hours))
        store.store_batch(self.con, frames)

    def reconcile(self, against: Against | None = None) -> Reconciled:
        return reconcile_ledger(self.con, START + timedelta(hours=self.hours), against or Against())

    def claim(self, like: str, outlet: str = "%") -> str:
        (found,) = self.con.execute(
            "SELECT claim_id FROM current_claims WHERE exact LIKE ? AND publisher LIKE ?", [f"%{like}%", outlet]
        ).fetchall()
        return str(found[0])

    def relations(self) -> list[str]:
        return [r for (r,) in self.con.execute("SELECT relation FROM linked_claims ORDER BY 1").fetchall()]

    def standing(self, like: str, outlet: str = "%") -> str:
        sql = "SELECT standing FROM claim_standing WHERE claim_id = ?"
        return str(self.con.execute(sql, [self.claim(like, outlet)]).fetchall()[0][0])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with connect.write_working(tmp_path / "claims.duckdb") as con:
        yield Desk(con)


TOLD = "The fire at Talmere harbour killed 12 people, the fire service said."


def test_a_second_time_there_is_nothing_to_do(desk: Desk) -> None:
    desk.print("Herald", date(2026, 3, 1), TOLD)
    desk.print("Post", date(2026, 3, 1), TOLD)
    first = desk.reconcile()
    before = {name: desk.con.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in TABLES}
    assert first.new_claims == 2
    again = desk.reconcile()
    assert (again.new_claims, again.candidates, again.pairs, again.changes, again.stories) == (0, 0, 0, 0, 0)
    assert before == {name: desk.con.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in TABLES}


TABLES = ("claim_pairs", "claim_origins", "claim_changes", "tracked_claims", "claim_keys", "tracked_articles")


def test_only_what_is_new_is_compared(desk: Desk) -> None:
    desk.print("Herald", date(2026, 3, 1), TOLD)
    desk.reconcile()
    desk.print("Post", date(2026, 3, 2), "The fire at Talmere harbour killed 15 people, the fire service said.")
    done = desk.reconcile()
    assert (done.new_claims, done.candidates) == (1, 1)
    assert desk.relations() == ["updated"]
    assert desk.standing("12 people") == "superseded"
    assert desk.standing("15 people") == "single origin"


def test_candidates_do_not_depend_on_the_order_of_adding_up(desk: Desk) -> None:
    for day in range(1, 25):
        desk.print(f"Outlet {day}", date(2026, 3, day), f"{TOLD} The harbour master of Talmere said the quay held {day} boats.")
    desk.reconcile()
    # Every claim asks again, of an archive full of ties.
    desk.con.execute("CREATE TEMP TABLE incoming_index AS SELECT claim_id, list(key) AS keys FROM tracked_claims JOIN claim_keys USING (claim_no) GROUP BY 1")
    found = set()
    for threads in (1, 2, 4):
        desk.con.execute(f"SET threads = {threads}")
        found.add(tuple(fetch.rows(desk.con, "claim_pairs", budget=4_000, across=5, within=2)))
    assert len(found) == 1
    assert found.pop()


def test_two_outlets_of_one_service_are_one_witness(desk: Desk) -> None:
    for outlet in ("Herald", "Post", "Globe"):
        desk.print(outlet, date(2026, 3, 1), TOLD)
    desk.reconcile()
    row = desk.con.execute("SELECT DISTINCT summary, relays FROM origin_counts").fetchall()
    assert row == [("3 articles, 1 origin", ["Globe", "Herald", "Post"])]
    assert desk.standing("12 people", "Post") == "single origin"
    desk.print("Courier", date(2026, 3, 1), "The fire at Talmere harbour killed 12 people, the port authority said.")
    desk.reconcile()
    assert desk.standing("12 people", "Post") == "corroborated"


def test_an_editor_parts_and_joins_and_is_never_overruled(desk: Desk) -> None:
    desk.print("Herald", date(2026, 3, 1), TOLD)
    desk.print("Post", date(2026, 3, 1), TOLD)
    desk.reconcile()
    one, other = sorted((desk.claim("12 people", "Herald"), desk.claim("12 people", "Post")))
    for decision, joined in (("not_same", 0), ("same", 2)):
        _decide(desk, one, other, decision)
        for compared_again in (False, True):
            if compared_again:
                desk.con.execute("UPDATE tracked_claims SET compared_by = 'older rules'")
            desk.reconcile()
            assert desk.con.execute("SELECT count(*) FROM claim_origins").fetchall() == [(joined,)]
            assert desk.con.execute("SELECT judged FROM linked_claims").fetchall() == [(decision,)]


def _decide(desk: Desk, one: str, other: str, decision: str) -> None:
    subject = Subject(one, other)
    seen = len(judgements_on(desk.con, subject))
    at = START + timedelta(hours=desk.hours, minutes=seen + 1)
    record(desk.con, Judgement(subject, Decision(decision), "a. editor", at, seen))


def test_an_edit_is_recorded_claim_by_claim_and_its_pairs_go(desk: Desk) -> None:
    desk.print("Herald", date(2026, 3, 1), TOLD)
    desk.print("Post", date(2026, 3, 1), TOLD)
    desk.reconcile()
    gone = desk.claim("12 people", "Herald")
    desk.print("Herald", date(2026, 3, 1), TOLD.replace("12", "15"))
    assert desk.reconcile().changes == 1
    assert desk.con.execute("SELECT change, before LIKE '%12%', after LIKE '%15%' FROM claim_history").fetchall() == [
        ("figure changed", True, True)
    ]
    assert gone not in {i for row in desk.con.execute("SELECT earlier_claim_id, later_claim_id FROM claim_pairs").fetchall() for i in row}
    assert desk.con.execute("SELECT count(*) FROM tracked_claims").fetchall() == [(2,)]
    told = history.history(desk.con, gone)
    assert told["change"].to_list() == ["figure changed"]
    assert history.history(desk.con, "Herald.txt").equals(told)


def test_killed_between_batches_the_rest_is_done_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for outlet in ("Herald", "Post", "Globe"):
        desk.print(outlet, date(2026, 3, 1), TOLD)
    monkeypatch.setattr("flows.reconcile._AT_ONCE", 1)
    stored, kept = pairs.store_pairs, []

    def once(*arguments: object) -> None:
        if kept:
            raise KeyboardInterrupt
        kept.append(1)
        stored(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pairs, "store_pairs", once)
    with pytest.raises(KeyboardInterrupt):
        desk.reconcile()
    monkeypatch.setattr(pairs, "store_pairs", stored)
    assert desk.reconcile().new_claims == 2
    assert len(desk.relations()) == 3


REFERENCES = """measure,place,period,value,unit,source,valid_from
population,Iceland,2024,383726,person,Statistics Iceland,2024-01-01
height,Everest,,8849,metre,survey of China and Nepal,2020-12-08
speed of sound,,,343,metre per second,standard atmosphere,
"""


@pytest.mark.parametrize(("sentence", "verdict"), [
    ("Iceland had a population of 383,726 people in 2024.", "supported"),
    ("Iceland had a population of about 380,000 people in 2024.", "supported"),
    ("Iceland had a population of 405,000 people in 2024.", "out of tolerance"),
    ("Iceland had a population of 512,000 people in 2024.", "contradicted"),
    ("Iceland had a population of 512,000 people in 1990.", None),
    ("Norway had a population of 512,000 people in 2024.", None),
    ("Everest has a height of 8,849 metres.", "supported"),
    ("Everest has a height of 9,900 metres.", "contradicted"),
    ("Everest has a height of 8.85 kilometres.", "supported"),
])  # fmt: skip
def test_reference_figures(desk: Desk, tmp_path: Path, sentence: str, verdict: str | None) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(REFERENCES, "utf-8")
    desk.print("Herald", date(2026, 3, 1), sentence, title="Numbers of the day")
    against = Against.of({"evidence": [{"name": "facts", "file": str(file), "query": None, "tolerance": "0.02"}]})
    desk.reconcile(against)
    found = desk.con.execute("SELECT verdict FROM evidence_matches").fetchall()
    assert found == ([(verdict,)] if verdict else [])
    assert desk.reconcile(against).evidence == 0
    assert (desk.con.execute("SELECT standing FROM claim_standing").fetchall() == [("contradicted by reference",)]) is (
        verdict == "contradicted"
    )
    desk.reconcile()
    assert fetch.table(desk.con, "claim_evidence").is_empty()


@pytest.mark.parametrize(("row", "line"), [
    ("population,,2024,many,person,x,", "'many' is not a number"),
    ("population,,soon,5,person,x,", "'soon' is no period"),
    (",,2024,5,person,x,", "measure, value, unit and source"),
])  # fmt: skip
def test_a_row_that_cannot_be_understood_is_named(tmp_path: Path, row: str, line: str) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(REFERENCES.splitlines()[0] + "\n" + row + "\n", "utf-8")
    with pytest.raises(SettingsError, match="evidence facts, row 1") as told:
        load(EvidenceTable("facts", file, None, Decimal("0.02")))
    assert line in str(told.value)


def test_the_example_table_can_be_read_and_any_query() -> None:
    table = Path(__file__).parent / "evidence" / "facts.csv"
    assert len(load(EvidenceTable("facts", table, None, Decimal("0.02")))) == 5
    query = f"SELECT * FROM read_csv('{table}', all_varchar = true) WHERE measure = 'height'"
    assert {r.place for r in load(EvidenceTable("facts", None, query, Decimal(0)))} == {"Everest", "Kilimanjaro"}


def test_settings_name_evidence_and_sources(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text(REFERENCES, "utf-8")
    file = tmp_path / "claims.toml"
    file.write_text('[[evidence]]\nname = "facts"\nfile = "facts.csv"\ntolerance = 0.05\n')
    (tmp_path / "sources.toml").write_text('[[sources]]\nname = "World Health Organization"\naliases = ["WHO"]\n', "utf-8")
    against = Against.of(embedded.against(configuration.load(file)))
    assert against.evidence == (EvidenceTable("facts", tmp_path / "facts.csv", None, Decimal("0.05")),)
    assert against.register.aliases == {"WHO": "World Health Organization"}
    file.write_text('[[evidence]]\nname = "facts"\n')
    with pytest.raises(SettingsError, match="exactly one of file and query"):
        configuration.load(file)
