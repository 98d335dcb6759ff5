"""Ready-made questions and search: what is asked, that values are bound, and that the printed SQL asks the same."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from ledger import NOON, YEAR, Frames, Said, end, start
from typer.testing import CliRunner, Result

from claims.errors import QueryError
from flows.cli import app
from warehouse import connect, snapshot, store
from warehouse.audit import literal, question
from warehouse.session import Session
from warehouse.words import stems, words

SITE, MINISTRY = ("Diálogo Américas", "media"), ("Ministry of Security", "organisation")
ODD = "O'Brien; DROP TABLE claims --\n$name ' \u202e"

# Every question, with the arguments that an answer of one row or more belongs to.
QUESTIONS = {
    "source": ["source", "dialogo americas".replace("dialogo", "Diálogo").replace("americas", "Américas")],
    "origin": ["source", "The Ministry of Security", "--origin"],
    "outlet": ["outlet"],
    "figure": ["figure", "tonne", "--about", "cocaine seizure", "--year", "2025"],
    "unattributed": ["unattributed", "--since", "2026-01-01"],
    "single": ["single"],
    "unnamed": ["unnamed"],
    "differences": ["differences"],
    "sources": ["sources", "--kind", "media"],
    "article": ["article", "a.txt"],
    "coverage": ["coverage", "--until", "2026-12-31", "--publisher", "The Ledger"],
    "numbers": ["numbers"],
    "quarantine": ["quarantine"],
    "runs": ["runs"],
    "as-of": ["as-of", "2026-03-03T06:00"],
}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("audit") / "claims.duckdb"
    frames = Frames()
    frames.article("a", (
        Said("The seizures of cocaine came to 80 tonnes", (SITE, MINISTRY), (("80", "tonne"),), (YEAR,)),
        Said("Cranes were bought by the port", figures=(("13", "crane"),)),
        Said("A raid was planned for months", (("officials", "unnamed"),)),
    ))  # fmt: skip
    frames.article("b", (Said("Cranes were bought by the port!", (MINISTRY,), (("13", "crane"),)),
                         Said("Hospitals open at night", ((ODD, "person"),))))  # fmt: skip
    frames.reject("c.jpg")
    with connect.hold(path):
        with connect.write_working(path) as con:
            store.begin_run(con, start())
            store.store_batch(con, frames.frames(con))
            store.finish_run(con, "run-1", end(at=NOON))
        snapshot.publish(path)
    return path


def ask(db: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--database", str(db)])


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_and_its_printed_sql_have_the_same_answer(db: Path, name: str) -> None:
    told = ask(db, "audit", *QUESTIONS[name], "--format", "jsonl", "--show-sql")
    assert told.exit_code == 0, told.output
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert rows
    printed = told.stderr.partition(";\n\nclaims: ")[0]
    again = ask(db, "sql", printed, "--format", "jsonl")
    assert [json.loads(line) for line in again.stdout.splitlines()] == rows, printed


def test_every_question_is_asked_here() -> None:
    kept = {path.name[6:-4] for path in files("warehouse").joinpath("queries").iterdir() if path.name.startswith("audit_")}
    assert kept - {"search", "validation", "held"} == set(QUESTIONS) - {"origin", "as-of"}


def test_what_the_questions_find(db: Path) -> None:
    def rows(*arguments: str) -> list[dict[str, object]]:
        return [json.loads(line) for line in ask(db, *arguments, "--format", "jsonl").stdout.splitlines()]

    assert {(r["position"], r["chain"]) for r in rows("audit", *QUESTIONS["origin"])} == {
        (2, "Diálogo Américas → Ministry of Security"), (1, "Ministry of Security")
    }

    assert {r["relayed_from"] for r in rows("audit", "outlet")} == {"Ministry of Security"}
    assert [(r["figure"], r["day"]) for r in rows("audit", *QUESTIONS["figure"])] == [("> 80 tonne", "2025-12-31")]
    assert rows("audit", "figure", "tonne", "--about", "heroin") == []
    assert rows("audit", "figure", "tonne", "--year", "2024") == []
    assert [r["why"] for r in rows("audit", "unattributed")] == ["asserted by the publication"]
    assert rows("audit", "unattributed", "--since", "2026-03-03") == []
    assert {r["attributed_as"] for r in rows("audit", "differences")} == {"asserted; said by ministry of security"}
    assert len(rows("audit", "as-of", "2026-03-02")) == 0
    assert rows("audit", "validation", "--failed") == []


def test_search_ranks_and_finds_other_forms(db: Path) -> None:
    found = [json.loads(line) for line in ask(db, "search", "seizing COCAÍNE port", "--format", "jsonl").stdout.splitlines()]
    assert found[0]["exact"].startswith("The seizures")
    assert len(found) == 3
    scores = [row["score"] for row in found]
    assert scores == sorted(scores, reverse=True)
    assert "Diálogo" in ask(db, "search", "dialogo").stdout
    assert isinstance(ask(db, "search", "?!").exception, QueryError)


def test_hostile_values_are_values(db: Path) -> None:
    told = ask(db, "audit", "source", ODD, "--format", "jsonl", "--show-sql")
    assert [json.loads(line)["source"] for line in told.stdout.splitlines()] == [ODD]
    with Session(db) as session:
        printed = question("source", name=ODD, origin=False, since=None, until=None, publisher=None, limit=5).printed
        assert [row[0] for row in session.query(printed).rows] == [ODD]
        assert list(session.query("SELECT count(*) > 0 FROM claims").rows) == [(True,)]


def test_formats(db: Path, tmp_path: Path) -> None:
    asked = ("audit", "article", "a.txt")
    assert "(3 rows; " in ask(db, *asked).stdout
    assert len(list(csv.reader(io.StringIO(ask(db, *asked, "-f", "csv").stdout)))) == 4
    assert len(json.loads(ask(db, *asked, "-f", "json").stdout)) == 3
    out = tmp_path / "rows.parquet"
    assert ask(db, *asked, "-f", "parquet", "-o", str(out)).exit_code == 0
    assert out.read_bytes()[:4] == b"PAR1"
    assert len(ask(db, *asked, "-f", "jsonl", "--limit", "2").stdout.splitlines()) == 2
    shown = ask(db, *asked, "--show-sql").stdout
    assert shown.startswith("SELECT start_offset, exact")


@pytest.mark.parametrize("wrong", [["unattributed", "--since", "soon"], ["as-of", "yesterday"]])
def test_days_that_are_none(db: Path, wrong: list[str]) -> None:
    told = ask(db, "audit", *wrong)
    assert told.exit_code != 0
    assert "is no" in str(told.exception)


@pytest.mark.parametrize(("value", "written"), [
    (None, "NULL"), (True, "true"), (3, "3"), ("it's", "'it''s'"), (date(2026, 3, 1), "DATE '2026-03-01'"),
    (datetime(2026, 3, 1, 6, tzinfo=UTC), "TIMESTAMPTZ '2026-03-01 06:00:00+00:00'"),
])  # fmt: skip
def test_literals(value: object, written: str) -> None:
    assert literal(value) == written
    with pytest.raises(TypeError):
        literal(Decimal(1))


def test_words_and_stems() -> None:
    assert words("Diálogo's 118,5 T. — naïve") == ["dialogo", "s", "118", "5", "t", "naive"]
    assert stems(["seizures", "seized", "ministries", "80t"]) == ["seizur", "seiz", "ministri", "80t"]
