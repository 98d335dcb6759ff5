"""The terminal's queue, the order of the queue, the export as gold, the desk's accuracy, and the commands themselves."""

from __future__ import annotations

import io
import json
import signal
import socket
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import httpx
from conftest import command, started
from test_desk import CLAIMS
from test_desk import db as db  # noqa: PLC0414
from test_desk import made as made  # noqa: PLC0414

from flows.desk.docket import Docket, Wanted
from flows.desk.gold import export
from flows.desk.terminal import Review
from validations.report.concerns import DOUBTFUL_BELOW, Trouble
from warehouse import connect, fetch

NOW = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
ORDER = [Trouble.CONTRADICTORY, Trouble.CONTRADICTED, Trouble.LOST, Trouble.NOBODY, Trouble.UNNAMED, Trouble.SINGLE, Trouble.DOUBTFUL, Trouble.UNDATED]


def sit(db: Path, *lines: str, wanted: Wanted | None = None) -> str:
    out = io.StringIO()
    typed = io.StringIO("".join(line + "\n" for line in lines))
    Review(Docket(db), "Ann", lambda: NOW, typed, out, pause=lambda _: None).run(wanted or Wanted())
    return out.getvalue()


def published(db: Path, view: str) -> list[dict[str, object]]:
    with connect.read_published(db) as con:
        return fetch.table(con, view).to_dicts()


def test_a_sitting(db: Path) -> None:
    said = sit(db, "c asked them", "", "x", "r no claim", "z", "u", "q")
    assert "[1 of 12] rests on nobody" in said
    assert "[U+202E]txet" in said
    assert said.endswith("4 decisions recorded\n")
    log = sorted(published(db, "judgement_log"), key=lambda row: (str(row["exact"]), row["version"]))
    assert [(row["decision"], row["note"], row["in_effect"]) for row in log] == [
        ("confirm", "asked them", True), ("retract", "no claim", False), ("undo", None, False),
        ("unverifiable", None, True),
    ]  # fmt: skip


def test_a_correction_field_by_field(db: Path) -> None:
    said = sit(db, "e it was six", "6", "", ">=", "", "attributed", "Harbour News (media) > City Hall", "", "q")
    assert "recorded: correct" in said
    (row,) = published(db, "judged_claims")
    assert (row["judged_figures_text"], row["judged_chain"], row["judged_voice"], row["note"]) == (
        ">= 6 crane", "Harbour News → City Hall", "attributed", "it was six",
    )  # fmt: skip


def test_what_does_not_fit_is_said_and_asked_again(db: Path) -> None:
    said = sit(db, "e", "", "", "", "", "", "", "z", "q")
    assert "not recorded: nothing was changed" in said
    assert "there is no decision of this sitting to take back" in said
    assert published(db, "judgement_log") == []


def test_a_sitting_waits_for_a_run(db: Path) -> None:
    out, typed = io.StringIO(), io.StringIO("c\nq\n")
    holding = connect.hold(db)
    sitting = Review(Docket(db), "Ann", lambda: NOW, typed, out, pause=lambda _: holding.__exit__(None, None, None))  # type: ignore[arg-type,return-value]
    holding.__enter__()
    assert sitting.run(Wanted()) == 1
    assert "your decision is kept and tried again" in out.getvalue()


def test_the_queue_ranks_as_the_report_does(db: Path) -> None:
    queue = Docket(db).queue(Wanted())
    concerns = [row["concern"] for row in queue]
    severity = {str(kind): at for at, kind in enumerate(ORDER)} | {None: len(ORDER)}
    assert [severity[concern] for concern in concerns] == sorted(severity[concern] for concern in concerns)
    assert [row["place"] for row in queue] == list(range(1, len(CLAIMS) + 1))
    assert {"rests on nobody", "unnamed source", "one source", None} == set(concerns)
    with connect.read_published(db) as con:
        (sql,) = con.execute("SELECT sql FROM duckdb_views() WHERE view_name = 'review_queue'").fetchone()  # type: ignore[misc]
    assert f"confidence < {DOUBTFUL_BELOW}" in sql


def test_a_judged_claim_leaves_the_queue_and_filters_narrow_it(db: Path) -> None:
    sit(db, "c", "q", wanted=Wanted(concern="unnamed source"))
    queue = Docket(db).queue(Wanted())
    assert len(queue) == len(CLAIMS) - 1
    assert {row["concern"] for row in Docket(db).queue(Wanted(concern="one source"))} == {"one source"}
    assert Docket(db).queue(Wanted(article="nothing")) == []
    assert Docket(db).queue(Wanted(worth=0.9)) == []
    assert len(Docket(db).queue(Wanted(article="harbour.txt", most=3))) == 3


def test_gold_has_the_text_and_what_is_right(db: Path, tmp_path: Path) -> None:
    sit(db, "c", "r", "d", "e", "77", "", "=", "", "", "", "", "q")
    with connect.read_published(db) as con:
        done = export(con, tmp_path / "gold")
    assert (done.articles, done.complete, done.claims, done.retracted) == (1, 0, 2, 1)
    (path,) = (tmp_path / "gold").glob("*.json")
    gold = json.loads(path.read_text("utf-8"))
    text = (tmp_path / "gold/articles" / gold["article"]).read_bytes().decode("utf-8")
    assert (gold["published"], gold["publisher"], gold["complete"]) == ("2026-03-02", "The Ledger", False)
    for claim in gold["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]
    assert [claim["quantities"] for claim in gold["claims"]] == [
        [{"offset": 7, "surface": "5 crane", "value": "5", "unit": "crane", "comparator": ">"}],
        [{"offset": gold["claims"][1]["start"], "surface": gold["claims"][1]["quantities"][0]["surface"], "value": "77",
          "unit": "ship", "comparator": "="}],
    ]  # fmt: skip
    start, end = gold["retracted"][0]
    assert text[start:end] == CLAIMS[1].exact


def test_gold_is_complete_when_every_claim_was_judged(db: Path, tmp_path: Path) -> None:
    sit(db, *["c"] * len(CLAIMS))
    with connect.read_published(db) as con:
        assert export(con, tmp_path / "gold", complete_only=True).complete == 1


def test_accuracy_by_month_and_source(db: Path) -> None:
    sit(db, "c", "r", "u", "e", "9", "", "", "", "", "", "", "c", "q")
    rows = {row["source"]: row for row in published(db, "desk_accuracy")}
    nobody = rows["(nobody)"]
    assert (nobody["month"], nobody["judged"], nobody["confirmed"], nobody["retracted"], nobody["read_right"]) == (
        date(2026, 3, 1), 2, 1, 1, 0.5,
    )  # fmt: skip
    assert sum(int(str(row["judged"])) for row in rows.values()) == 5
    assert sum(int(str(row["figures_wrong"])) for row in rows.values()) == 1


def test_the_commands(environment: dict[str, str], db: Path) -> None:
    done = started(environment, db.parent, ("judgements", "export", "--gold", "gold"))
    assert (done.returncode, done.stdout) == (0, "0 claims and 0 retracted of 0 articles (0 judged completely) in gold\n")
    done = started(environment, db.parent, ("judgements", "accuracy", "--format", "csv"))
    assert (done.returncode, done.stdout.split(",")[0]) == (0, "month")
    done = started(environment, db.parent / "gold", ("review",))
    assert (done.returncode, "does not exist yet" in done.stderr) == (7, True)


def test_a_desk_starts_says_where_and_stops(environment: dict[str, str], db: Path) -> None:
    desk = subprocess.Popen(command("desk", "--database", db, "--port", "0"), env=environment, stderr=subprocess.PIPE, text=True)
    assert desk.stderr
    url = desk.stderr.readline().split()[-1]
    desk.stderr.readline()
    for _ in range(100):
        try:
            answer = httpx.get(url)
            break
        except httpx.ConnectError:
            continue
    assert (answer.status_code, "<h1>Desk</h1>" in answer.text) == (200, True)
    desk.send_signal(signal.SIGINT)
    assert desk.wait(20) == 0
    assert "stopped" in desk.stderr.read()


def test_a_desk_for_others_wants_a_token(environment: dict[str, str], db: Path) -> None:
    asked = command("desk", "--database", db, "--port", "0", "--host", "0.0.0.0")
    desk = subprocess.Popen(asked, env=environment, stderr=subprocess.PIPE, text=True)
    assert desk.stderr
    line = desk.stderr.readline()
    assert "?token=" in line
    assert "open to the network" in desk.stderr.readline()
    desk.terminate()
    assert desk.wait(20) == 0
    short = subprocess.run(asked, env={**environment, "CLAIMS_DESK_TOKEN": "short"}, capture_output=True, text=True, check=False)
    assert (short.returncode, "at least 16 characters" in short.stderr) == (2, True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = started(environment, db.parent, ("desk", "--port", str(taken.getsockname()[1])))
    assert (busy.returncode, "cannot serve on 127.0.0.1" in busy.stderr) == (2, True)


def test_an_older_ledger_is_brought_up_to_date(db: Path) -> None:
    for path in (db, connect.published_path(db)):
        with duckdb.connect(str(path)) as con:
            con.execute("DROP VIEW review_queue; DELETE FROM schema_views WHERE name = 'review_queue'")
    assert "12 claims to judge" in sit(db, "q")


def test_data_docs_are_built_beside_the_report_and_linked(environment: dict[str, str], db: Path, tmp_path: Path) -> None:
    done = started(environment, tmp_path, ("report", "--data-docs", "--database", str(db)))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "report/data-docs/index.html").is_file()
    assert 'href="data-docs/index.html"' in (tmp_path / "report/checks.html").read_text("utf-8")
