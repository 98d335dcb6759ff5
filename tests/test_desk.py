"""The desk: driven by keyboard in a real browser, and what it refuses: foreign sites, wrong tokens, stale decisions."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn
from ledger import YEAR, Frames, Said, end, start
from watching import Watched, watched

from flows.desk.app import application
from flows.desk.docket import Docket
from flows.desk.guard import HEADER, Guard
from warehouse import connect, fetch, snapshot, store

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOW = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
TOKEN = "a-token-for-tests-only"
MINISTRY, OFFICIALS = ("Ministry of Ports", "organisation"), ("officials", "unnamed")
HOSTILE = "<img src=x onerror=alert(1)> \u202etxet\u202c </script><script>alert(2)</script> 7 cranes"
CLAIMS = (
    Said("The city bought 5 cranes", figures=(("5", "crane"),)),
    Said(HOSTILE, figures=(("7", "crane"),)),
    *(Said(f"The ministry counted {n} ships in 2025", (MINISTRY,), ((f"{n}", "ship"),), (YEAR,)) for n in range(20, 28)),
    Said("The quay is shut, officials said", (OFFICIALS,)),
    Said("The harbour is old"),
)  # fmt: skip


@dataclass
class Desk:
    """A desk that is being served."""

    db: Path
    url: str
    guard: Guard

    def decisions(self) -> list[tuple[str, str, str | None]]:
        with connect.read_published(self.db) as con:
            rows = con.execute("SELECT exact, decision, note FROM judgement_log ORDER BY judged_at, version").fetchall()
        return [tuple(row) for row in rows]

    def judged(self) -> dict[str, dict[str, object]]:
        with connect.read_published(self.db) as con:
            return {str(row["exact"]): row for row in fetch.table(con, "judged_claims").to_dicts()}


def ledger(folder: Path) -> Path:
    db = folder / "claims.duckdb"
    with connect.write_working(db) as con:
        store.begin_run(con, start())
        frames = Frames()
        frames.article("harbour", CLAIMS)
        frames.rows["findings"].clear()
        store.store_batch(con, frames.frames(con))
        store.finish_run(con, "run-1", end())
    snapshot.publish(db)
    return db


@contextmanager
def serving(db: Path, token: str | None = None) -> Iterator[Desk]:
    config = uvicorn.Config("", port=0, log_level="error")
    listening = config.bind_socket()
    port = listening.getsockname()[1]
    guard = Guard(port, token)
    config.app = application(Docket(db), guard, "Ann", lambda: NOW)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Desk(db, f"http://127.0.0.1:{port}", guard)
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger to copy."""
    folder = tmp_path_factory.mktemp("made")
    ledger(folder)
    return folder


@pytest.fixture
def db(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "desk")
    return tmp_path / "desk/claims.duckdb"


@pytest.fixture
def desk(db: Path) -> Iterator[Desk]:
    with serving(db) as served:
        yield served


@contextmanager
def opened(browser: Browser, desk: Desk, **options: object) -> Iterator[Watched]:
    with watched(browser, desk.url, **options) as seen:
        seen.page.goto(desk.url)
        seen.page.wait_for_selector(".actions")
        yield seen


def press(seen: Watched, *keys: str) -> None:
    """Press keys and wait until the desk has answered."""
    before = seen.page.inner_text("#status")
    for key in keys:
        seen.page.keyboard.insert_text(key[1:]) if key.startswith("\N{LEFT-TO-RIGHT MARK}") else seen.page.keyboard.press(key)
    seen.page.wait_for_function("(before) => document.getElementById('status').textContent !== before", arg=before)


def typed(text: str) -> str:
    return "\N{LEFT-TO-RIGHT MARK}" + text


def test_ten_decisions_by_keyboard(browser: Browser, desk: Desk) -> None:
    with opened(browser, desk) as seen:
        shown = seen.page.inner_text(".context mark")
        assert shown == CLAIMS[0].exact
        press(seen, "c")
        assert "[U+202E]txet[U+202C]" in seen.page.inner_text(".context mark")
        press(seen, "r", typed("markup, no claim"), "Enter")
        press(seen, "d", typed("the union says 4"), "Enter")
        press(seen, "u", "Enter")
        press(seen, "c")
        press(seen, "z")
        press(seen, "Shift+C", typed("asked them"), "Enter")
        press(seen, "e", "Control+A", typed("240"), "Enter")
        press(seen, "c")
        press(seen, "c")
        assert (seen.errors, seen.abroad) == ([], [])
    decisions = desk.decisions()
    assert sorted(decision for _, decision, _ in decisions) == sorted(
        ["confirm", "retract", "dispute", "unverifiable", "confirm", "undo", "confirm", "correct", "confirm", "confirm"]
    )
    notes = {note for _, _, note in decisions}
    assert notes == {None, "markup, no claim", "the union says 4", "asked them"}
    judged = desk.judged()
    assert len(judged) == 8
    assert [row["judged_figures_text"] for row in judged.values() if row["decision"] == "correct"] == ["> 240 ship"]


def test_a_correction_of_everything(browser: Browser, desk: Desk) -> None:
    with opened(browser, desk) as seen:
        page = seen.page
        page.keyboard.press("e")
        page.fill("[data-figure] [data-field=value]", "6")
        page.fill("[data-figure] [data-field=unit]", "truck")
        page.select_option("[data-figure] [data-field=comparator]", ">=")
        page.select_option("[data-field=voice]", "attributed")
        page.fill("[data-source] [data-field=name]", "City Hall")
        page.fill("#words", "The city bought 5")
        page.fill("#note", "called them")
        before = page.inner_text("#status")
        page.click("form [type=submit]")
        page.wait_for_function("(before) => document.getElementById('status').textContent !== before", arg=before)
        assert seen.errors == []
    row = desk.judged()[CLAIMS[0].exact]
    assert (row["judged_figures_text"], row["judged_chain"], row["judged_voice"], row["judged_exact"], row["note"]) == (
        ">= 6 truck", "City Hall", "attributed", "The city bought 5", "called them",
    )  # fmt: skip
    assert (row["figures_text"], row["voice"], row["exact"]) == ("> 5 crane", "asserted", CLAIMS[0].exact)


def test_a_correction_that_does_not_fit_keeps_the_form(browser: Browser, desk: Desk) -> None:
    with opened(browser, desk) as seen:
        press(seen, "e", "Control+A", typed("five"), "Enter")
        assert "'five' is no number" in seen.page.inner_text("#fault")
        assert seen.page.input_value("[data-field=value] >> nth=0") == "five"
        seen.errors.clear()
    assert desk.decisions() == []


def test_an_undecided_second_editor_sees_what_the_first_decided(browser: Browser, desk: Desk) -> None:
    with opened(browser, desk) as ann, opened(browser, desk) as bob:
        bob.page.fill("#editor", "Bob")
        bob.page.focus("main")
        press(ann, "r", typed("a typing error"), "Enter")
        press(bob, "c")
        said = bob.page.inner_text("#conflict")
        assert "Ann decided “retract” at 2026-03-05 09:30 UTC (“a typing error”)" in said
        assert "Your decision was “confirm”" in said
        bob.page.keyboard.press("Enter")
        bob.page.wait_for_selector(".history")
        assert "Retracted by Ann" in bob.page.inner_text(".history")
        bob.errors.clear()
        press(bob, "d", typed("it is right"), "Enter")
    assert [decision for _, decision, _ in desk.decisions()] == ["retract", "dispute"]


def test_while_a_run_holds_the_ledger_decisions_wait_and_none_is_lost(browser: Browser, desk: Desk) -> None:
    with opened(browser, desk) as seen:
        with connect.hold(desk.db):
            seen.page.keyboard.press("c")
            seen.page.wait_for_selector("#outbox:not([hidden])")
            said = seen.page.inner_text("#outbox")
            assert "One decision waits" in said
            assert "is held by the run of process" in said
            seen.page.keyboard.press("d")
            seen.page.keyboard.insert_text("later")
            seen.page.keyboard.press("Enter")
            seen.page.wait_for_selector("text=2 decisions wait")
            assert desk.decisions() == []
            seen.page.reload()
            seen.page.wait_for_selector("text=2 decisions wait")
        seen.page.click("text=Send now")
        seen.page.wait_for_selector("#outbox", state="hidden")
    assert [(decision, note) for _, decision, note in desk.decisions()] == [("confirm", None), ("dispute", "later")]


def test_nothing_that_an_article_says_runs(browser: Browser, desk: Desk) -> None:
    with opened(browser, desk) as seen:
        alerts: list[str] = []
        seen.page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
        seen.page.keyboard.press("j")
        seen.page.wait_for_function("() => document.querySelector('.context mark').textContent.includes('onerror')")
        assert "</script><script>alert(2)</script>" in seen.page.inner_text(".context mark")
        assert seen.page.query_selector_all("main img, main script, nav img") == []
        assert (alerts, seen.errors, seen.abroad) == ([], [], [])


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(
    browser: Browser, desk: Desk, axe: str, width: int, scheme: str
) -> None:
    with opened(browser, desk, viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True) as seen:
        assert seen.violations(axe) == []
        seen.page.keyboard.press("e")
        assert seen.violations(axe) == []
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def client(desk: Desk, **headers: str) -> httpx.Client:
    """Somebody who has opened the page, as a browser would send it unless told otherwise."""
    session = httpx.Client(base_url=desk.url, headers={"Origin": desk.url, HEADER: desk.guard.proof, **headers})
    session.cookies.set(desk.guard.cookie, desk.guard.session)
    return session


def decision(desk: Desk, **changed: object) -> dict[str, object]:
    with client(desk) as session:
        first = session.get("/api/queue").json()[0]
        sheet = session.get(f"/api/claims/{first['claim_id']}").json()
    return {"claim_id": first["claim_id"], "decision": "confirm", "by": "Mallory", "seen": 0, "shown": sheet["shown"], **changed}


@pytest.mark.parametrize(("headers", "status", "line"), [
    ({"Origin": "https://evil.example"}, 403, "not come from the desk's own page"),
    ({"Origin": "null"}, 403, "not come from the desk's own page"),
    ({"Origin": ""}, 403, "not come from the desk's own page"),
    ({HEADER: "guess"}, 403, "not come from the desk's own page"),
    ({HEADER: ""}, 403, "not come from the desk's own page"),
    ({"Sec-Fetch-Site": "cross-site"}, 403, "not come from the desk's own page"),
    ({"Cookie": "claims_desk=guess"}, 401, "open the desk's page first"),
    ({"Host": "evil.example", "Origin": "http://evil.example"}, 421, "does not answer to that name"),
])  # fmt: skip
def test_another_site_cannot_decide(desk: Desk, headers: dict[str, str], status: int, line: str) -> None:
    body = decision(desk)
    with client(desk) as session:
        if "Cookie" in headers:
            session.cookies.clear()
        answer = session.post("/api/judgements", json=body, headers=headers)
        assert (answer.status_code, line in answer.json()["error"]) == (status, True)
        assert desk.decisions() == []
        assert session.post("/api/judgements", json=body).status_code == (401 if "Cookie" in headers else 200)


def test_a_form_on_another_site_changes_nothing(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    trap = tmp_path / "trap.html"
    trap.write_text(
        f"<form method=post enctype=text/plain action='{desk.url}/api/judgements'><input name='{{\"x\":\"' value='\"}}'></form>"
        "<script>document.forms[0].submit()</script>"
    )
    with opened(browser, desk) as seen:
        with seen.page.expect_navigation(url=f"{desk.url}/api/judgements"):
            seen.page.goto(trap.as_uri())
        assert "open the desk's page first" in seen.page.inner_text("body")
    assert desk.decisions() == []


@pytest.mark.parametrize(("changed", "status", "line"), [
    ({"decision": "same"}, 422, "decision"), ({"by": ""}, 422, "by"), ({"extra": 1}, 422, "extra"),
    ({"claim_id": "nothing"}, 404, "holds no claim nothing"), ({"seen": 3}, 409, "fewer decisions"),
    ({"shown": "other"}, 409, "read anew"), ({"decision": "undo"}, 404, "no decision to take back"),
    ({"decision": "correct"}, 422, "nothing was changed"), ({"note": "x" * 99_999}, 413, "more than a decision"),
    ({"note": "x" * 20_000}, 422, "note"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_not_recorded(desk: Desk, changed: dict[str, object], status: int, line: str) -> None:
    with client(desk) as session:
        answer = session.post("/api/judgements", json=decision(desk, **changed))
    assert (answer.status_code, line in answer.json()["error"]) == (status, True), answer.text
    assert desk.decisions() == []


def test_the_token_opens_the_desk_and_another_does_not(browser: Browser, db: Path) -> None:
    with serving(db, TOKEN) as desk, watched(browser, desk.url) as seen:
        page = seen.page
        assert httpx.get(f"{desk.url}/api/queue").status_code == 401
        page.goto(f"{desk.url}/")
        assert "The desk is locked" in page.inner_text("h1")
        page.fill("#token", "wrong")
        page.keyboard.press("Enter")
        page.wait_for_selector("[role=alert]")
        assert "not the token" in page.inner_text("[role=alert]")
        page.goto(f"{desk.url}/?token=wrong")
        assert "not the token" in page.inner_text("[role=alert]")
        page.fill("#token", TOKEN)
        page.keyboard.press("Enter")
        page.wait_for_selector(".actions")
        assert TOKEN not in page.url
        (cookie,) = page.context.cookies()
        assert (cookie["sameSite"], cookie["httpOnly"]) == ("Strict", True)
        page.context.clear_cookies()
        page.goto(f"{desk.url}/?token={TOKEN}")
        page.wait_for_selector(".actions")
        assert page.url == f"{desk.url}/"


def test_every_answer_carries_the_policy(desk: Desk) -> None:
    for path in ("/", "/desk.js", "/desk.css", "/api/queue", "/nothing"):
        headers = httpx.get(desk.url + path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
