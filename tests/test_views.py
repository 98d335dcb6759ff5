"""The audit views: what each says of a small ledger, that only what stands is in them, and that all is explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
from ledger import DAWN, NEXT_DAY, NOON, YEAR, Frames, Said, end, start

from warehouse import connect, fetch, store

SITE, MINISTRY = ("Harbour News", "media"), ("Ministry of Ports", "organisation")
OFFICIALS, UNION = ("officials", "unnamed"), ("Dockers' Union", "organisation")
YEAR_2024 = (date(2024, 1, 1), date(2024, 12, 31))

# The columns are public: changing one here means that a query of an auditor's may break.
COLUMNS = {
    "claims_by_source": (
        "source kind position links is_nearest is_origin chain mention exact cue quotation figures_text "
        "periods_text article title publisher published modality check_worthiness start_offset end_offset "
        "source_key claim_id article_id version_id first_seen last_seen canonical parent grade"
    ),
    "source_register": "source kind parent grade reliability claims as_origin articles written_as aliases",
    "unattributed_figures": (
        "article title publisher published figure surface exact voice why attributed_elsewhere value value2 "
        "unit comparator dimension modality check_worthiness start_offset end_offset quantity_id claim_id "
        "article_id version_id"
    ),
    "single_source_claims": (
        "article title publisher published rests_on_one periods_text origin origin_kind nearest_source chain "
        "links exact figures uncorroborated modality check_worthiness start_offset end_offset claim_id "
        "article_id version_id"
    ),
    "arithmetic_findings": (
        "article title publisher published kind computation off_by unit stated against exact voice start_offset "
        "end_offset spans finding_id claim_id article_id version_id"
    ),
    "claim_details": (
        "claim_id article title publisher published exact voice cue quotation nearest_source nearest_kind "
        "origin origin_kind chain links sources figures_text figures periods_text periods modality checkable "
        "check_worthiness confidence sentence start_offset end_offset prefix suffix subject predicate object "
        "rule wording reasons article_id version_id extractor_version run_id first_seen last_seen"
    ),
    "run_history": (
        "run_id flow started_at finished_at duration_s outcome published_at message articles new_articles "
        "claims attributed asserted figures periods quarantined checks failed_checks started_by inputs "
        "options extractor_version software"
    ),
    "quarantine_overview": ("stage check_name entries items reason example first_seen last_seen"),
    "validation_history": (
        "checked_at run_id outcome tool table_name column_name check_name severity success observed threshold "
        "previous_observed previous_success failing_rows message check_id"
    ),
    "numbers_coverage": (
        "article title publisher published numbers in_figures in_periods excluded unaccounted in_claims "
        "article_id version_id"
    ),
    "claims_by_outlet": (
        "outlet relays relayed_from relayed_kind origin origin_kind chain exact figures_text periods_text article "
        "title publisher published voice modality check_worthiness position outlet_key start_offset end_offset "
        "claim_id article_id version_id"
    ),
    "unnamed_source_claims": (
        "article title publisher published said_by nearest_source nearest_kind chain links exact cue quotation "
        "figures_text periods_text modality check_worthiness start_offset end_offset claim_id article_id version_id"
    ),
    "attribution_differences": (
        "exact voice chain origin origin_kind articles attributions attributed_as found_by article title publisher "
        "published figures_text periods_text modality check_worthiness start_offset end_offset alike claim_id "
        "article_id version_id"
    ),
    "figures_over_time": (
        "day figure unit first_day last_day dated_by chain voice origin exact article title publisher published value "
        "value2 comparator dimension base_unit low high periods modality check_worthiness origin_key start_offset "
        "end_offset quantity_id claim_id article_id version_id"
    ),
    "numbers_by_status": "status reason numbers share in_claims articles",
    "quarantine_history": (
        "last_seen stage check_name item reason article first_seen again outcome started_at run_id row version_id "
        "quarantine_id"
    ),
    "source_records": (
        "source kind claims as_origin judged share_confirmed share_corrected confirmed corrected disputed "
        "unverifiable retracted articles first_published last_published first_seen last_seen source_key"
    ),
    "source_summary": (
        "source kind claims as_nearest as_origin with_figures articles publishers first_published "
        "last_published source_key"
    ),
}


@pytest.fixture
def con(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect.write_working(tmp_path / "claims.duckdb") as connection:
        yield connection


def put(con: duckdb.DuckDBPyConnection, *articles: tuple[str, tuple[Said, ...]]) -> list[str]:
    frames = Frames()
    versions = [frames.article(identity, claims) for identity, claims in articles]
    store.store_batch(con, frames.frames(con))
    return versions


@pytest.mark.parametrize(("view", "columns"), COLUMNS.items())
def test_the_columns_of_the_public_views(con: duckdb.DuckDBPyConnection, view: str, columns: str) -> None:
    assert fetch.table(con, view).columns == columns.split()


def test_every_view_column_and_table_is_explained(con: duckdb.DuckDBPyConnection) -> None:
    views = con.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall()
    assert {name for name, _ in views} >= set(COLUMNS)
    assert [name for name, comment in views if not comment] == []
    assert (
        con.execute("""
        SELECT table_name, column_name FROM duckdb_columns()
        WHERE comment IS NULL AND table_name IN (SELECT view_name FROM duckdb_views() WHERE NOT internal)
    """).fetchall()
        == []
    )
    assert con.execute("SELECT table_name FROM duckdb_tables() WHERE comment IS NULL").fetchall() == []


def test_a_claim_in_detail(con: duckdb.DuckDBPyConnection) -> None:
    put(con, ("harbour", (Said(
        "The ministry bought more than 118.50 t", (SITE, MINISTRY), (("118.50", "tonne"), ("3", "crane")),
        (YEAR, (date(2026, 3, 1), date(2026, 3, 1)), (None, date(2024, 5, 1)), (None, None)),
    ),)))  # fmt: skip
    row = fetch.table(con, "claim_details").row(0, named=True)
    wanted = {
        "article": "harbour.txt", "title": "About harbour", "publisher": "The Ledger", "published": date(2026, 3, 2),
        "voice": "attributed", "cue": "said", "nearest_source": "Harbour News", "nearest_kind": "media",
        "origin": "Ministry of Ports", "origin_kind": "organisation", "chain": "Harbour News → Ministry of Ports",
        "links": 2, "figures_text": "> 118.5 tonne; > 3 crane",
        "periods_text": "2025-01-01…2025-12-31; 2026-03-01; …2024-05-01; “in 2025”", "first_seen": DAWN,
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert [(f["value"], f["unit"]) for f in row["figures"]] == [(Decimal("118.5"), "tonne"), (3, "crane")]
    assert [p["resolved"] for p in row["periods"]] == [True, True, True, False]
    assert [(s["position"], s["source"]) for s in row["sources"]] == [(1, "Harbour News"), (2, "Ministry of Ports")]


def test_a_claim_without_source_or_figure_has_a_row_too(con: duckdb.DuckDBPyConnection) -> None:
    put(con, ("harbour", (Said("The harbour is closed"),)))
    row = fetch.table(con, "claim_details").row(0, named=True)
    assert row["links"] == 0
    assert [row[name] for name in ("chain", "origin", "sources", "figures", "figures_text", "periods")] == [None] * 6


@pytest.mark.parametrize(("value", "value2", "comparator", "read"), [
    ("118.000000000", None, "=", "118 tonne"), ("0.500000000", None, "~", "~ 0.5 tonne"),
    ("100", None, ">=", ">= 100 tonne"), ("10", "12.5", "range", "10–12.5 tonne"), ("0", None, "=", "0 tonne"),
    ("1200000", None, "<", "< 1200000 tonne"), ("10", "20", "~", "~ 10–20 tonne"), ("-3.10", None, "=", "-3.1 tonne"),
])  # fmt: skip
def test_figures_read_without_empty_decimals(
    con: duckdb.DuckDBPyConnection, value: str, value2: str | None, comparator: str, read: str
) -> None:
    frames = Frames()
    frames.article("harbour", (Said("words", figures=((value, "tonne"),)),))
    batch = frames.frames(con)
    batch["quantities"] = batch["quantities"].with_columns(
        pl.lit(Decimal(value2) if value2 else None, pl.Decimal(38, 9)).alias("value2"),
        pl.lit(comparator).alias("comparator"),
    )
    store.store_batch(con, batch)
    assert fetch.table(con, "unattributed_figures")["figure"].to_list() == [read]


def test_claims_by_source_show_first_and_second_hand(con: duckdb.DuckDBPyConnection) -> None:
    put(
        con,
        ("harbour", (Said("a", (SITE, MINISTRY)), Said("b", (("the Ministry of Ports", "organisation"),)), Said("c"))),
    )
    rows = con.execute("""
        SELECT exact, source, position, links, is_nearest, is_origin FROM claims_by_source
        WHERE source_key = 'ministry of ports' ORDER BY exact
    """).fetchall()
    assert rows == [
        ("a", "Ministry of Ports", 2, 2, False, True), ("b", "the Ministry of Ports", 1, 1, True, True),
    ]  # fmt: skip
    summary = con.execute(
        "SELECT claims, as_nearest, as_origin, articles FROM source_summary WHERE source_key = 'ministry of ports'"
    ).fetchall()
    assert summary == [(2, 1, 2, 1)]


def test_unattributed_figures_and_where_they_are_attributed(con: duckdb.DuckDBPyConnection) -> None:
    frames = Frames()
    version = frames.article("harbour", (
        Said("5 cranes came", figures=(("5", "crane"),)), Said("5 cranes came", (SITE, MINISTRY), (("5", "crane"),)),
        Said("6 cranes came", voice="unsure", figures=(("6", "crane"),)), Said("nothing came"),
    ))  # fmt: skip
    frames.headline_figure(version, "7", "crane")
    frames.article("airport", (Said("6 cranes came", (UNION,), (("6", "crane"),)),))
    store.store_batch(con, frames.frames(con))
    rows = con.execute(
        "SELECT value, voice, why, attributed_elsewhere FROM unattributed_figures ORDER BY value"
    ).fetchall()
    assert rows == [
        (5, "asserted", "asserted by the publication", "Harbour News → Ministry of Ports"),
        (6, "unsure", "the text does not tell who says so", None),
        (7, None, "in no claim", None),
    ]


def single(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return con.execute("SELECT article, rests_on_one FROM single_source_claims ORDER BY ALL").fetchall()


def test_one_origin_in_two_articles_is_one_witness(con: duckdb.DuckDBPyConnection) -> None:
    put(
        con,
        ("a", (Said("5 in 2025", (SITE, MINISTRY), (("5", "crane"),), (YEAR,)),)),
        ("b", (Said("five in 2025", (("the ministry of ports", "organisation"),), (("5", "crane"),), (YEAR,)),)),
    )
    assert single(con) == [("a.txt", "> 5 crane"), ("b.txt", "> 5 crane")]


def test_a_second_origin_in_another_article_confirms(con: duckdb.DuckDBPyConnection) -> None:
    put(
        con,
        ("a", (Said("5 and 6 in 2025", (SITE, MINISTRY), (("5", "crane"), ("6", "crane")), (YEAR,)),)),
        ("b", (Said("five in 2025", (UNION,), (("5", "crane"),), (YEAR, YEAR_2024)),)),
    )
    assert single(con) == [("a.txt", "> 6 crane")]
    assert con.execute("SELECT figures, uncorroborated FROM single_source_claims").fetchall() == [(2, 1)]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (Said("5", (UNION,), (("5", "crane"),), (YEAR_2024,)), "another period"),
        (Said("5", (UNION,), (("5", "crane"),)), "no period"),
        (Said("5", (UNION,), (("5", "ship"),), (YEAR,)), "another unit"),
        (Said("6", (UNION,), (("6", "crane"),), (YEAR,)), "another value"),
        (Said("5", (OFFICIALS,), (("5", "crane"),), (YEAR,)), "an unnamed origin may be the same"),
        (Said("5", (), (("5", "crane"),), (YEAR,)), "nobody is cited"),
        (Said("5", (UNION,), (("5", "crane"),), ((None, None),)), "an unresolved period"),
    ],
)
def test_what_does_not_confirm(con: duckdb.DuckDBPyConnection, other: Said, why: str) -> None:
    put(con, ("a", (Said("5 in 2025", (MINISTRY,), (("5", "crane"),), (YEAR,)),)), ("b", (other,)))
    assert ("a.txt", "> 5 crane") in single(con), why


def test_an_article_does_not_confirm_itself_and_claims_without_figures_are_left_out(
    con: duckdb.DuckDBPyConnection,
) -> None:
    put(
        con,
        ("a", (Said("5", (MINISTRY,), (("5", "crane"),)), Said("5", (UNION,), (("5", "crane"),)), Said("x", (UNION,)))),
    )
    assert single(con) == [("a.txt", "> 5 crane")] * 2


def test_only_the_latest_version_and_extractor_stand(con: duckdb.DuckDBPyConnection) -> None:
    old = Said("5 cranes", (MINISTRY,), (("5", "crane"),), (YEAR,))
    new = Said("9 cranes", (), (("9", "crane"),), (YEAR,))
    first, edited = Frames(), Frames("run-2", NOON)
    first.article("a", (old, Said("6 ships", (MINISTRY,), (("6", "ship"),))))
    first.article("b", (old,))
    edited.article("a", (new,), edition="second")
    reread = Frames("run-3", NEXT_DAY, extractor="2")
    reread.article("b", (new,))
    for frames in (first, edited, reread):
        store.store_batch(con, frames.frames(con))
    for view in ("current_claims", "claim_details"):
        assert con.execute(f"SELECT article, exact FROM {view} ORDER BY ALL").fetchall() == [
            ("a.txt", "9 cranes"),
            ("b.txt", "9 cranes"),
        ]
    assert con.execute("SELECT count(*) FROM claims_by_source").fetchone() == (0,)
    assert single(con) == []
    assert con.execute("SELECT count(*) FROM unattributed_figures").fetchone() == (2,)
    assert con.execute("SELECT count(*) FROM claims").fetchone() == (4,)


def test_what_does_not_add_up_is_told_with_the_claim_that_holds_it(con: duckdb.DuckDBPyConnection) -> None:
    put(con, ("harbour", (Said("5 cranes, 2 red and 2 blue", (SITE,)), Said("A pier opened"))))
    rows = con.execute("SELECT article, kind, off_by, unit, stated, against, exact, voice FROM arithmetic_findings")
    exact = "5 cranes, 2 red and 2 blue"
    assert rows.fetchall() == [
        ("harbour.txt", "sum of parts", Decimal(1), "crane", "5", [exact], exact, "attributed"),
    ]


def test_number_coverage(con: duckdb.DuckDBPyConnection) -> None:
    frames = Frames()
    frames.article("a", (Said("5 and 6", figures=(("5", "crane"), ("6", "crane"))),))
    frames.article("b", (Said("none"),))
    batch = frames.frames(con)
    batch["numbers"] = batch["numbers"].with_columns(
        pl.when(pl.col("surface") == "6").then(pl.lit("unaccounted")).otherwise("status").alias("status")
    )
    store.store_batch(con, batch)
    rows = con.execute("SELECT article, numbers, in_figures, unaccounted, in_claims FROM numbers_coverage ORDER BY ALL")
    assert rows.fetchall() == [("a.txt", 2, 1, 1, 2), ("b.txt", 0, 0, 0, 0)]


def test_quarantine_overview(con: duckdb.DuckDBPyConnection) -> None:
    frames = Frames()
    for item in ("a.jpg", "b.jpg"):
        frames.reject(item, "not_text", "this is a picture")
    frames.reject("c.txt")
    store.store_batch(con, frames.frames(con))
    rows = con.execute("SELECT stage, check_name, entries, reason FROM quarantine_overview").fetchall()
    assert rows == [("read", "not_text", 2, "this is a picture"), ("read", "empty", 1, "there is no text in it")]


def test_run_and_validation_history(con: duckdb.DuckDBPyConnection) -> None:
    for number, (at, observed) in enumerate(((DAWN, "0.1"), (NEXT_DAY, "0.4"))):
        store.begin_run(con, start(f"run-{number}", at))
        store.store_checks(con, pl.DataFrame([{
            "run_id": f"run-{number}", "check_id": "share", "tool": "great_expectations", "table_name": "claims",
            "column_name": "voice", "check_name": "share unattributed", "severity": "warn", "success": number == 0,
            "observed": observed, "threshold": "0.3", "failing_rows": 0, "message": "m", "checked_at": at,
        }], schema=fetch.schema(con, "validation_results")))  # fmt: skip
        store.finish_run(con, f"run-{number}", end(at=at))
    assert con.execute("SELECT run_id, outcome, checks, failed_checks FROM run_history").fetchall() == [
        ("run-1", "published", 1, 1),
        ("run-0", "published", 1, 0),
    ]
    assert con.execute(
        "SELECT run_id, observed, previous_observed, previous_success FROM validation_history"
    ).fetchall() == [("run-1", "0.4", "0.1", True), ("run-0", "0.1", None, None)]
