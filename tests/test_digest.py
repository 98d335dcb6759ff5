"""The digest: what it finds in a period and what it leaves out, its Markdown, its command, and its flow."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from conftest import started
from hypothesis import given
from hypothesis import strategies as st
from ledger import DAWN, YEAR, Frames, Said, end, start

from claims.errors import SettingsError
from flows.commands_digest import start_of
from flows.digest import digest, write
from flows.settings import Digest, Settings
from validations.report.pages_digest import DigestPage, Part
from validations.report.render import render_markdown
from validations.report.wording import markdown
from warehouse import connect, snapshot, store
from warehouse.judgements import Decision, Judgement, Subject, candidates, record

WEEK = timedelta(days=7)
NEW = DAWN + WEEK
MINISTRY, UNION = ("Ministry", "organisation"), ("Dockers' Union", "organisation")


def _store(con: duckdb.DuckDBPyConnection, run: str, seen: datetime, *articles: tuple[str, str, tuple[Said, ...]]) -> None:
    store.begin_run(con, start(run, seen))
    frames = Frames(run, seen)
    for identity, edition, said in articles:
        frames.article(identity, said, edition)
    for claim in frames.rows["claims"]:
        claim["subject"] = "The port" if "port" in str(claim["exact"]) else None
    frames.reject(f"{run}.bin", reason=f"<i>unreadable</i> in {run}")
    store.store_batch(con, frames.frames(con))
    store.finish_run(con, run, end(at=seen))


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("digest") / "claims.duckdb"
    with connect.write_working(path) as con:
        said = Said("The port handled more than 90 ships", (MINISTRY,), (("90", "ship"),), (YEAR,))
        _store(con, "old", DAWN, ("harbour", "first", (said, Said("It has 3 piers", figures=(("3", "pier"),)))))
        _store(con, "new", NEW,
               ("harbour", "second", (said, Said("It has 4 piers", figures=(("4", "pier"),)))),
               ("ferries", "first", (Said("The port had 80 ships", (UNION,), (("80", "ship"),), (YEAR,)),
                                     Said("*Nobody* <b>knows</b> [why](http://x)"))))  # fmt: skip
        _link(con, "contradicted", "more than 90 ships against “80 ships”", NEW)
        found = con.execute("SELECT claim_id FROM current_claims WHERE exact LIKE '%4 piers'").fetchall()
        (seen,) = candidates(con, [str(found[0][0])])
        figure = seen.reading["quantities"][0]  # type: ignore[index]
        mended = {**seen.reading, "quantities": [{**figure, "value": "5"}]}
        record(con, Judgement(Subject(seen.claim_id), Decision.CORRECT, "Ann", NEW, 0, seen.reading, mended, "counted"))
    snapshot.publish(path)
    return path


def _link(con: duckdb.DuckDBPyConnection, relation: str, reason: str, at: datetime) -> None:
    """What tracking would have found of the two claims about ships, in the latest versions."""
    found = con.execute("SELECT claim_id FROM current_claims WHERE exact LIKE '%ships' ORDER BY exact").fetchall()
    (earlier,), (later,) = found
    con.execute(
        "INSERT INTO claim_pairs VALUES (?, ?, ?, ?, 0.9, ?, 1, '1', ?, ?)",
        [f"{earlier}-{later}", earlier, later, relation, reason, at, at],
    )


def page(db: Path, since: datetime, until: datetime) -> DigestPage:
    with connect.read_published(db) as con:
        return digest(con, since, until, db.parent)


def part(shown: DigestPage, ident: str) -> Part:
    return next(part for part in shown.parts if part.ident == ident)


def test_a_week(db: Path) -> None:
    shown = page(db, NEW - timedelta(days=1), NEW + timedelta(hours=1))
    assert dict(shown.counts) == {
        "runs": 1, "runs not published": 0, "new articles": 2, "new claims": 4, "changed figures": 1, "conflicts": 1,
        "decisions": 1, "kept out": 1,
    }  # fmt: skip
    assert [(item.head, item.detail) for item in part(shown, "changed").items] == [
        ("About harbour", "> 3 pier before, > 4 pier now")
    ]
    (conflict,) = part(shown, "conflicts").items
    assert (conflict.head, conflict.words) == ("more than 90 ships against “80 ships”", "The port handled more than 90 ships")
    assert conflict.detail == (
        "Ministry in About harbour; against it Dockers' Union in About ferries: The port had 80 ships"
    )
    (corrected,) = part(shown, "judged").items
    assert corrected.detail.endswith("UTC; figures: > 4 pier → > 5 pier; counted")
    assert [item.head for item in part(shown, "kept-out").items] == ["1 × read, empty"]


def test_a_period_without_anything_says_so(db: Path) -> None:
    shown = page(db, DAWN - 2 * WEEK, DAWN - WEEK)
    assert all(count == 0 for _, count in shown.counts)
    assert all(not part.items for part in shown.parts)
    assert "No claims contradict each other." in render_markdown(shown)


@pytest.mark.parametrize(("relation", "found", "judged", "conflicts"), [
    ("contradicted", NEW, None, 1), ("compatible", NEW, None, 0), ("contradicted", DAWN - WEEK, None, 0),
    ("contradicted", NEW, Decision.NOT_SAME, 0), ("contradicted", NEW, Decision.RETRACT, 0),
])  # fmt: skip
def test_conflicts_are_those_that_tracking_found_and_no_editor_has_cleared(
    tmp_path: Path, relation: str, found: datetime, judged: Decision | None, conflicts: int
) -> None:
    path = tmp_path / "claims.duckdb"
    with connect.write_working(path) as con:
        _store(con, "new", NEW,
               ("a", "first", (Said("The port had 80 ships", (UNION,), (("80", "ship"),), (YEAR,)),)),
               ("b", "first", (Said("The port lost 90 ships", (MINISTRY,), (("90", "ship"),), (YEAR,)),)))  # fmt: skip
        _link(con, relation, "the figures differ", found)
        ids = [str(claim) for (claim,) in con.execute("SELECT claim_id FROM claims").fetchall()]
        one, two = candidates(con, ids)
        if judged is Decision.NOT_SAME:
            record(con, Judgement(Subject(one.claim_id, two.claim_id), judged, "Ann", NEW, 0, None))
        elif judged:
            record(con, Judgement(Subject(one.claim_id), judged, "Ann", NEW, 0, one.reading))
    snapshot.publish(path)
    assert len(part(page(path, DAWN, NEW + WEEK), "conflicts").items) == conflicts


def test_a_claim_that_a_reference_contradicts_is_a_conflict(tmp_path: Path) -> None:
    path = tmp_path / "claims.duckdb"
    with connect.write_working(path) as con:
        _store(con, "new", NEW, ("a", "first", (Said("The port had 80 ships", (UNION,), (("80", "ship"),), (YEAR,)),)))
        con.execute(
            "INSERT INTO evidence VALUES ('e', 'facts', 'ships', 'port', NULL, NULL, 95, 'ship', 'Harbour register', NULL, 0)"
        )
        con.execute(
            "INSERT INTO claim_evidence SELECT claim_id, quantity_id, 'e', 'contradicted', '80 against 95' FROM quantities"
        )
    snapshot.publish(path)
    (conflict,) = part(page(path, DAWN, NEW + WEEK), "conflicts").items
    assert conflict.head == "80 against 95"
    assert conflict.detail == "Dockers' Union in About a; against it Harbour register in facts: ships port"


def test_html_and_markdown_are_written_and_say_the_same(db: Path, tmp_path: Path) -> None:
    written = write(page(db, DAWN - WEEK, NEW + WEEK), tmp_path)
    assert written.html.name == "digest-2026-03-17.html"
    html, text = written.html.read_text("utf-8"), written.markdown.read_text("utf-8")
    assert "*Nobody* &lt;b&gt;knows&lt;/b&gt; [why](http://x)" in html
    assert r"\*Nobody\* &lt;b&gt;knows&lt;/b&gt; \[why\]\(http\://x\)" in text
    assert text.startswith("# Digest: 24 Feb 2026")
    assert "## Changed figures" in text
    assert "\n\n\n\n" not in text


@given(st.text())
def test_markdown_of_any_text_has_no_markup(text: str) -> None:
    shown = markdown(text)
    assert "\n" not in shown
    assert "<" not in shown
    for at, letter in enumerate(shown):
        if letter in "*_`[]":
            assert (len(shown[:at]) - len(shown[:at].rstrip("\\"))) % 2 == 1


@pytest.mark.parametrize(("since", "begin"), [
    ("7d", NEW - WEEK), ("12h", NEW - timedelta(hours=12)), ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
])  # fmt: skip
def test_since(since: str, begin: datetime) -> None:
    assert start_of(since, NEW) == begin


@pytest.mark.parametrize("since", ["soon", "7", "2026-13-01", "2027-01-01", ""])
def test_since_when(since: str) -> None:
    with pytest.raises(SettingsError, match="--since"):
        start_of(since, NEW)


def test_the_command(environment: dict[str, str], db: Path, tmp_path: Path) -> None:
    done = started(environment, tmp_path, ("digest", "--since", "2026-01-01", "--database", str(db)))
    assert done.returncode == 0, done.stderr
    assert [Path(line).suffix for line in done.stdout.splitlines()] == [".html", ".md"]
    assert all((tmp_path / line).is_file() for line in done.stdout.splitlines())


def test_a_digest_is_scheduled_and_its_flow_writes_it(served: dict[str, str], db: Path, tmp_path: Path) -> None:
    settings = Settings(digests=({"name": "morning", "cron": "0 7 * * 1-5", "since": "1d"},))  # type: ignore[arg-type]
    (morning,) = settings.digests
    assert isinstance(morning, Digest)
    code = (
        "import sys\nfrom flows.digest_flow import make_digest\nfrom flows.schedule import _deployment\n"
        "from flows.settings import Settings\n"
        "settings = Settings(digests=({'name': 'morning', 'cron': '0 7 * * 1-5', 'since': '1d'},))\n"
        "deployed = _deployment(settings.digests[0], settings)\n"
        "assert (deployed.name, deployed.parameters['since_s']) == ('morning', 86_400.0)\n"
        "print(make_digest(sys.argv[1], sys.argv[2], 1e9))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, db, tmp_path], env=served, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.split()[-1]).is_file()
