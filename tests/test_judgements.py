"""Judgements: append-only, on what the editor saw, two at once do not overwrite each other, a run loses none."""

from __future__ import annotations

import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger import DAWN, NEXT_DAY, NOON, YEAR, Frames, Said, end, start

from claims.errors import Busy, Conflict, WarehouseError
from warehouse import connect, fetch, snapshot, store
from warehouse.judgements import (
    Candidate,
    Decision,
    Judgement,
    Subject,
    candidates,
    judge,
    judgements_on,
    record,
)
from warehouse.migrate import migrate

CHAIN = (("Harbour News", "media"), ("Ministry of Ports", "organisation"))
CRANES = Said("The ministry bought “5.5” cranes\x1f in 2025", CHAIN, (("5.50", "crane"),), (YEAR,))
CLOSED = Said("The harbour is closed")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "the desk's claims.duckdb"
    fill(path, (CRANES, CLOSED))
    return path


def fill(db: Path, said: tuple[Said, ...], run_id: str = "run-1", extractor: str = "1", publish: bool = True) -> None:
    with connect.write_working(db) as con:
        store.begin_run(con, start(run_id))
        frames = Frames(run_id, DAWN if run_id == "run-1" else NEXT_DAY, extractor)
        frames.article("harbour", said)
        store.store_batch(con, frames.frames(con))
        store.finish_run(con, run_id, end("published" if publish else "stopped"))
    if publish:
        snapshot.publish(db)


def shown(db: Path) -> list[Candidate]:
    with connect.read_published(db) as con:
        ids = [str(claim_id) for (claim_id,) in con.execute("SELECT claim_id FROM current_claims").fetchall()]
        return list(candidates(con, ids))


def decide(claim: Candidate, decision: Decision = Decision.CONFIRM, by: str = "Ann", **more: object) -> Judgement:
    return Judgement(**{
        "subject": Subject(claim.claim_id), "decision": decision, "by": by, "at": NOON, "seen": claim.version,
        "as_judged": claim.reading, **more,
    })  # type: ignore[arg-type]  # fmt: skip


def published(db: Path, view: str) -> list[dict[str, object]]:
    with connect.read_published(db) as con:
        return fetch.table(con, view).to_dicts()


def test_a_decision_is_seen_by_readers_at_once_beside_the_extracted_claim(db: Path) -> None:
    seen = shown(db)[0]
    before = published(db, "current_claims")
    judge(db, decide(seen, note=" checked by phone "))
    (row,) = published(db, "judged_claims")
    wanted = {"decision": "confirm", "judged_by": "Ann", "judged_at": NOON, "note": "checked by phone", "version": 1,
              "voice": "attributed", "judged_voice": "attributed", "is_current": True, "read_otherwise": False,
              "chain": "Harbour News → Ministry of Ports", "judged_chain": "Harbour News → Ministry of Ports",
              "figures_text": "> 5.5 crane", "judged_figures_text": "> 5.5 crane"}  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert published(db, "current_claims") == before


def test_a_correction_stands_beside_what_was_extracted(db: Path) -> None:
    seen = shown(db)[0]
    before = published(db, "claim_details")
    figure = seen.reading["quantities"][0]  # type: ignore[index]
    mended = {**seen.reading, "end": 30, "text": "The ministry bought", "label": "asserted", "sources": [],
              "quantities": [{**figure, "value": "6.25", "unit": "tonne", "comparator": "="}]}  # fmt: skip
    judge(db, decide(seen, Decision.CORRECT, judged=mended))
    (row,) = published(db, "judged_claims")
    wanted = {"voice": "attributed", "judged_voice": "asserted", "judged_chain": "", "judged_figures_text": "6.25 tonne",
              "figures_text": "> 5.5 crane", "judged_end": 30, "judged_exact": "The ministry bought"}  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    (figure,) = published(db, "judged_figures")
    assert (figure["value"], figure["judged_value"], figure["unit"], figure["judged_unit"], figure["corrected"]) == (
        Decimal("5.5"), Decimal("6.25"), "crane", "tonne", True,
    )  # fmt: skip
    assert published(db, "claim_details") == before


def test_undo_brings_the_decision_before_it_back_and_stays_on_record(db: Path) -> None:
    seen = shown(db)[0]
    subject = Subject(seen.claim_id)
    judge(db, decide(seen))
    judge(db, decide(seen, Decision.DISPUTE, "Bob", seen=1))
    judge(db, decide(seen, Decision.UNDO, "Bob", seen=2))
    assert [row["decision"] for row in published(db, "judged_claims")] == ["confirm"]
    judge(db, decide(seen, Decision.UNDO, seen=3))
    assert published(db, "judged_claims") == []
    with pytest.raises(WarehouseError, match="no decision to take back"):
        judge(db, decide(seen, Decision.UNDO, seen=4))
    with connect.read_published(db) as con:
        log = judgements_on(con, subject)
    assert [(row.version, row.decision, row.in_effect) for row in log] == [
        (1, "confirm", False), (2, "dispute", False), (3, "undo", False), (4, "undo", False),
    ]  # fmt: skip
    assert [row.undoes for row in log] == [None, None, log[1].judgement_id, log[0].judgement_id]


def test_the_second_of_two_editors_is_told_what_the_first_decided(db: Path) -> None:
    seen = shown(db)[0]
    judge(db, decide(seen, Decision.RETRACT, note="no claim"))
    with pytest.raises(Conflict, match=r"Ann decided “retract” at 2026-03-03 12:00 UTC \(“no claim”\): nothing was") as caught:
        judge(db, decide(seen, by="Bob"))
    assert caught.value.exit_code == 8
    assert [row["judged_by"] for row in published(db, "judgement_log")] == ["Ann"]


def test_of_many_editors_at_once_exactly_one_decides(db: Path) -> None:
    seen = shown(db)[0]

    def attempt(number: int) -> bool:
        try:
            judge(db, decide(seen, by=f"editor {number}"), wait_s=20)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(attempt, range(4))) == [False, False, False, True]
    assert len(published(db, "judgement_log")) == 1


def test_a_run_in_another_process_makes_the_editor_wait_and_loses_nothing(db: Path) -> None:
    seen = shown(db)[0]
    code = (
        "import sys, pathlib\nfrom warehouse import connect\n"
        "with connect.hold(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()"
    )
    run = subprocess.Popen([sys.executable, "-c", code, db], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert run.stdout
    assert run.stdout.readline() == "held\n"
    with pytest.raises(Busy, match=f"is held by the run of process {run.pid}"):
        judge(db, decide(seen))
    run.communicate("")
    assert published(db, "judgement_log") == []
    judge(db, decide(seen))
    assert len(published(db, "judgement_log")) == 1


def test_a_judgement_does_not_publish_what_validation_stopped(db: Path) -> None:
    seen = shown(db)[0]
    fill(db, (CRANES, CLOSED, Said("A third thing")), "run-2", publish=False)
    judge(db, decide(seen))
    assert len(published(db, "claims")) == 2
    assert len(published(db, "judged_claims")) == 1


def test_judgements_outlive_a_newer_reading(db: Path) -> None:
    seen = shown(db)
    judge(db, decide(seen[0]))
    judge(db, decide(seen[1]))
    louder = Said(CRANES.exact, (), CRANES.figures, CRANES.periods)
    fill(db, (louder,), "run-2", extractor="2")
    rows = {row["claim_id"]: row for row in published(db, "judged_claims")}
    again, gone = rows[seen[0].claim_id], rows[seen[1].claim_id]
    assert (again["is_current"], again["read_otherwise"], again["judged_voice"]) == (True, True, "attributed")
    assert (gone["is_current"], gone["read_otherwise"], gone["judged_exact"]) == (False, False, CLOSED.exact)


def test_a_pair_is_the_same_whichever_claim_comes_first(db: Path) -> None:
    one, two = (seen.claim_id for seen in shown(db))
    with connect.write_working(db) as con:
        record(con, Judgement(Subject(one, two), Decision.SAME, "Ann", NOON, 0))
        with pytest.raises(Conflict):
            record(con, Judgement(Subject(two, one), Decision.NOT_SAME, "Bob", NOON, 0))
        record(con, Judgement(Subject(two, one), Decision.NOT_SAME, "Bob", NOON, 1))
        pairs = fetch.table(con, "judged_pairs").to_dicts()
    assert [(p["left_claim_id"], p["right_claim_id"], p["decision"]) for p in pairs] == [(*sorted((one, two)), "not_same")]


@pytest.mark.parametrize("wrong", [
    {"by": "  "}, {"decision": Decision.SAME}, {"decision": Decision.CORRECT}, {"judged": {"text": "x"}},
    {"subject": Subject("a", "b"), "decision": Decision.CONFIRM},
])  # fmt: skip
def test_what_makes_no_sense_is_refused(db: Path, wrong: dict[str, object]) -> None:
    with connect.write_working(db) as con, pytest.raises((ValueError, WarehouseError)):
        record(con, decide(shown(db)[0], **wrong))  # type: ignore[arg-type]


def test_an_unknown_claim_is_refused(db: Path) -> None:
    with connect.write_working(db) as con, pytest.raises(WarehouseError, match="holds no claim nothing"):
        record(con, Judgement(Subject("nothing"), Decision.CONFIRM, "Ann", NOON, 0))


def test_no_statement_changes_or_removes_a_judgement() -> None:
    folder = Path(connect.__file__).parent
    for path in [*folder.rglob("*.sql"), *folder.rglob("*.py")]:
        assert not re.search(r"\b(UPDATE|DELETE\s+FROM|TRUNCATE|REPLACE\s+INTO)\s+judgements\b", path.read_text("utf-8"), re.I), path


@pytest.fixture(scope="module")
def memory() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as con:
        migrate(con, Path("memory"))
        yield con


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["confirm", "dispute", "unverifiable", "retract", "undo"]), max_size=8))
def test_what_is_in_effect_follows_from_the_rows(memory: duckdb.DuckDBPyConnection, decisions: list[str]) -> None:
    frames = Frames()
    frames.article(uuid.uuid4().hex, (CLOSED,))
    store.store_batch(memory, frames.frames(memory))
    claim = str(frames.rows["claims"][0]["claim_id"])
    expected: list[str] = []
    seen = 0
    for decision in decisions:
        if decision == "undo" and not expected:
            continue
        record(memory, Judgement(Subject(claim), Decision(decision), "Ann", NOON, seen))
        seen += 1
        if decision == "undo":
            expected.pop()
        else:
            expected.append(decision)
    log = judgements_on(memory, Subject(claim))
    assert [row.decision for row in log if row.in_effect] == expected[-1:]
    assert [row.version for row in log] == list(range(1, seen + 1))
