"""A small report for the tests: three articles, one of them hostile, with judgements and the checks of two runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
from ledger import YEAR, Frames, Said, end, start

from flows.report import write_report
from validations.results import CheckResult, results_frame
from warehouse import connect, snapshot, store
from warehouse.judgements import Decision, Judgement, Subject, candidates, record

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
MINISTRY, UNION = ("The port ministry", "organisation"), ("Dockers' Union", "organisation")
OFFICIALS = ("officials", "unnamed")
LONG = "abcdefghij" * 1000
HARBOUR = (
    Said("1,250 ships called at Lysna in 2025", (MINISTRY,), (("1250", "ship"),), (YEAR,)),
    Said("The new pier cost $12 million", figures=(("12000000", "USD"),)),
    Said("Traffic will double", (("The Quay", "media"), OFFICIALS)),
    Said("The yard had 40 cranes", (("Ada Quill", "person"),), (("40", "crane"),), ((None, None),)),
    Said("Nobody knows why", voice="unsure"),
)
FERRIES = (
    Said("At least 1,100 ships called in 2024", (UNION,), (("1100", "ship"),), ((date(2024, 1, 1), date(2024, 12, 31)),)),
    Said("38 cranes stood in the yard", (MINISTRY,), (("38", "crane"),)),
)
HOSTILE = (
    Said("<img src=\"x\" onerror=\"document.title = 'taken'\"> sank 12 ships", figures=(("12", "ship"),)),
    Said("</script><script>document.title = 'taken'</script> sank", ((LONG, "person"),)),
    Said("\u202eeht rebmun\u202c was 300, the \u2066ministry\u2069 said", (('"><script>alert(1)</script>', "organisation"),)),
    Said(LONG),
    Said("{{ 7 * 7 }} {% raise %} --> ]]> <a href=\"javascript:alert(1)\">5</a>", figures=(("5", "<b>ship</b>"),)),
)  # fmt: skip
_CHECKS = (
    CheckResult("articles.count.stop", "great_expectations", "articles", None, "count", "stop", True, "3", "min 1", 0,
                "3 article versions are stored; at least 1 expected."),
    CheckResult("articles.publisher_filled.warn", "great_expectations", "articles", "publisher", "publisher_filled", "warn",
                False, "0.25", "min 0.5", 2, "25 % of the new articles have a publisher; <i>at least</i> 50 % expected."),
    CheckResult("drift.unattributed.warn", "great_expectations", "claims", "unattributed", "unattributed", "warn", True,
                None, None, 0, "Not judged: too few runs were published before to compare with."),
    CheckResult("claims.voice_known", "pandera", "claims", "voice", "voice_known", "quarantine", False,
                "1 of 9 rows fail", "0 rows fail", 1, "Put aside 1 of 9 rows of claims: the voice is known."),
)  # fmt: skip


def ledger(db: Path) -> None:
    """Two runs: the first reads the ferries, the second everything; then editors confirm one claim and correct one."""
    with connect.write_working(db) as con:
        for number, names in enumerate((("ferries",), ("harbour", "ferries", "hostile")), 1):
            seen, run = NOON + timedelta(days=number), f"{number:032x}"
            store.begin_run(con, start(run, seen))
            store.store_batch(con, _frames(run, seen, names).frames(con))
            better = [replace(check, observed=check.observed and f"0.{number}5", success=True)
                      if check.check_id.startswith("articles.p") and number == 1 else check for check in _CHECKS]  # fmt: skip
            store.store_checks(con, results_frame(better, run, seen))
            store.finish_run(con, run, replace(end("published", seen), articles=len(names), new_articles=1))
        _judge(con)
        _link(con)
    snapshot.publish(db)


def _frames(run: str, seen: datetime, names: tuple[str, ...]) -> Frames:
    frames = Frames(run, seen)
    for name in names:
        said, publisher = {"harbour": (HARBOUR, "The Quay"), "ferries": (FERRIES, "Port & <Co>"),
                           "hostile": (HOSTILE, '"><script>alert(2)</script>')}[name]  # fmt: skip
        version = frames.article(name, said, publisher=publisher)
        if name == "harbour":
            frames.headline_figure(version, "2", "pier")
    if "hostile" in names:
        article = frames.rows["articles"][-1]
        article["title"] = '<script>document.title = "taken"</script>'
        frames.reject("photo.txt", reason="<b>no text</b>")
        frames.rows["quarantine"].append({
            **frames.rows["quarantine"][0], "quarantine_id": "q2", "stage": "validate", "item": "claims",
            "version_id": article["version_id"], "check_name": "voice_known", "reason": "the voice is known",
            "row": '{"exact": "</script><script>alert(3)</script>"}',
        })  # fmt: skip
    for article in frames.rows["articles"]:
        article["published"] = date(2026, 2, 1) if article["name"] == "ferries.txt" else date(2026, 3, 1)
    return frames


def _judge(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute("SELECT claim_id FROM claim_details WHERE article = 'harbour.txt' ORDER BY start_offset").fetchall()
    one, two = candidates(con, [str(claim_id) for (claim_id,) in found])[:2]
    record(con, Judgement(Subject(one.claim_id), Decision.CONFIRM, "Ann", NOON, 0, one.reading, note="<b>asked</b>"))
    figure = two.reading["quantities"][0]  # type: ignore[index]
    mended = {**two.reading, "quantities": [{**figure, "value": "13000000"}]}
    record(con, Judgement(Subject(two.claim_id), Decision.CORRECT, "Bob", NOON, 0, two.reading, mended))


def _link(con: duckdb.DuckDBPyConnection) -> None:
    """What tracking would have found: a contradiction, a lost source, and a claim that the last edit changed."""
    ids = dict(con.execute("SELECT exact, claim_id FROM claims").fetchall())
    ships, cranes = ids[FERRIES[0].exact], ids[FERRIES[1].exact]
    for number, (earlier, later, relation, reason) in enumerate((
        (ships, ids[HARBOUR[0].exact], "contradicted", "1,250 against <b>1,100</b>"),
        (cranes, ids[HARBOUR[1].exact], "attribution dropped", "the port ministry said so"),
    )):  # fmt: skip
        con.execute(
            "INSERT INTO claim_pairs VALUES (?, ?, ?, ?, 0.9, ?, 1, '1', ?, ?)",
            [f"p{number}", earlier, later, relation, reason, NOON, NOON],
        )
    versions = dict(con.execute("SELECT name, version_id FROM articles").fetchall())
    con.execute(
        "INSERT INTO claim_changes SELECT 'c1', article_id, ?, version_id, NULL, ?, 'figure changed', '38 <i>to</i> 40', ? "
        "FROM articles WHERE name = 'harbour.txt'",
        [versions["ferries.txt"], ids[HARBOUR[3].exact], NOON],
    )


def report(folder: Path) -> Path:
    """The report's folder, from a ledger made there."""
    db = folder / "claims.duckdb"
    ledger(db)
    with connect.read_published(db) as con:
        write_report(con, None, folder / "report")
    return folder / "report"
