"""Exports and the way back: the same bytes, valid vocabularies, a workbook in which nothing is a formula."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from ledger import NEXT_DAY, NOON, YEAR, Frames, Said, dump, end, start
from typer.testing import CliRunner, Result

from claims.errors import QueryError, WarehouseError
from flows.cli import app
from warehouse import connect, fetch, snapshot, store
from warehouse.export import digest, export_ledger
from warehouse.importing import import_ledger
from warehouse.jsonld import REQUIRED, checked

SITE, MINISTRY = ("Harbour News", "media"), ("=HYPERLINK(\"http://x\")", "organisation")
SAID = "=1+1 and\x07 <script> were told, \U0001f40b"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "claims.duckdb"
    frames = Frames()
    frames.article("a", (Said(SAID, (SITE, MINISTRY), (("118.5", "tonne"),), (YEAR, (None, None))), Said("Cranes")))
    frames.article("b", (Said("Nothing much happened here"),))
    frames.reject("c.jpg")
    again = Frames("run-2", NEXT_DAY, extractor="2")
    again.article("a", (Said(SAID),), edition="first")
    with connect.hold(path):
        with connect.write_working(path) as con:
            store.begin_run(con, start())
            store.store_batch(con, frames.frames(con))
            store.store_batch(con, again.frames(con))
            con.execute("""
                INSERT INTO judgements (judgement_id, subject, version, claim_id, decision, note, as_judged, article_id,
                    version_id, judged_at, judged_by)
                SELECT 'j', claim_id, 1, claim_id, 'dispute', 'no such cranes', '{"text":  "Cranes"}', article_id,
                    version_id, now(), 'Ann' FROM claim_details WHERE article = 'b.txt'
            """)
            store.finish_run(con, "run-1", end(at=NOON))
        snapshot.publish(path)
    return path


def run(db: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments), "--database", str(db)], catch_exceptions=True)


def test_export_import_export_is_the_same_bytes(db: Path, tmp_path: Path) -> None:
    first, second, back = tmp_path / "first", tmp_path / "second", tmp_path / "back.duckdb"
    assert run(db, "export", "ledger", first).exit_code == 0
    assert run(back, "import", first).exit_code == 0
    assert run(back, "export", "ledger", second).exit_code == 0
    files = sorted(path.name for path in first.iterdir())
    assert files == sorted(path.name for path in second.iterdir())
    assert "superseded_claims.parquet" in files
    for name in files:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
    with connect.read_working(db) as one, connect.read_working(back) as other:
        assert dump(one) == dump(other)
        for view in ("claim_details", "claims_by_source", "source_records", "judged_claims"):
            assert sorted(map(str, fetch.table(one, view).rows())) == sorted(map(str, fetch.table(other, view).rows()))
        found = "SELECT * FROM claims_as_of(TIMESTAMPTZ '2026-03-03 12:00:00+00') ORDER BY ALL"
        assert one.execute(found).fetchall() == other.execute(found).fetchall() != []


def _cut(folder: Path) -> None:
    data = (folder / "claims.parquet").read_bytes()
    (folder / "claims.parquet").write_bytes(data[:-1])


def _lose(folder: Path) -> None:
    (folder / "articles.parquet").unlink()


def _repeat(folder: Path) -> None:
    """A row comes twice, and the manifest knows it."""
    path, listed = folder / "claims.parquet", folder / "manifest.json"
    rows = pl.read_parquet(path)
    pl.concat([rows, rows[:1]]).write_parquet(path)
    manifest = json.loads(listed.read_text(encoding="utf-8"))
    manifest["tables"]["claims"] |= {"rows": len(rows) + 1, "sha256": digest(path)}
    listed.write_text(json.dumps(manifest), encoding="utf-8")


def _change(old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / "manifest.json"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


@pytest.mark.parametrize(("spoil", "told"), [
    (_cut, "its hash differs"), (_lose, "is missing"), (lambda f: (f / "manifest.json").unlink(), "holds no export"),
    (_change('"format_version": 1', '"format_version": 9'), "is of the format"),
    (_change('"checksum": "', '"checksum": "x'), "is of schema"),
    (_change('"claims": {', '"../claims": {'), "no name of a table"),
    (_change('"rows": ', '"rows": "x", "row": '), "is no manifest"), (_repeat, "two rows of one claim_id"),
])  # fmt: skip
def test_what_is_not_whole_is_refused(db: Path, tmp_path: Path, spoil: Callable[[Path], None], told: str) -> None:
    export_ledger(db, tmp_path / "out")
    spoil(tmp_path / "out")
    with pytest.raises(WarehouseError, match=told):
        import_ledger(tmp_path / "out", tmp_path / "back.duckdb")


def test_an_import_that_stops_leaves_the_database_empty(db: Path, tmp_path: Path) -> None:
    export_ledger(db, tmp_path / "out")
    back = tmp_path / "back.duckdb"
    (tmp_path / "back.duckdb.import").write_bytes(b"what an import left that was killed")
    spoilt = shutil.copytree(tmp_path / "out", tmp_path / "spoilt")
    _repeat(spoilt)
    with pytest.raises(WarehouseError, match="two rows of one claim_id"):
        import_ledger(spoilt, back)
    with connect.read_working(back) as con:
        assert con.execute("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM claims)").fetchall() == [(0, 0)]
    assert import_ledger(tmp_path / "out", back)["claims"] > 0
    assert not list(tmp_path.glob("back.duckdb.import*"))


def test_neither_a_full_folder_nor_a_full_database_is_written_to(db: Path, tmp_path: Path) -> None:
    export_ledger(db, tmp_path / "out")
    with pytest.raises(QueryError, match="not empty"):
        export_ledger(db, tmp_path / "out")
    copy = tmp_path / "copy.duckdb"
    shutil.copyfile(db, copy)
    with pytest.raises(WarehouseError, match="holds something already"):
        import_ledger(tmp_path / "out", copy)


@pytest.mark.parametrize("ending", ["parquet", "csv", "json", "jsonl", "xlsx"])
def test_a_view_as_a_file(db: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"claims.{ending}"
    told = run(db, "export", "view", "claim_details", "-o", out)
    assert told.exit_code == 0, told.output
    assert out.stat().st_size > 0
    if ending == "csv":
        assert len(list(csv.reader(out.open(encoding="utf-8", newline="")))) == 3


@pytest.mark.parametrize("wrong", [["no_such_view", "-o", "x.csv"], ["claims", "-o", "x.csv"], ["claim_details", "-o", "x.doc"]])
def test_no_such_view_or_format(db: Path, wrong: list[str]) -> None:
    assert isinstance(run(db, "export", "view", *wrong).exception, QueryError)


def test_a_workbook_has_no_formula(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "desk.xlsx"
    assert run(db, "export", "workbook", "-o", out).exit_code == 0
    book = openpyxl.load_workbook(out)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    texts = [str(cell.value) for cell in cells]
    assert "=1+1 and\\x07 <script> were told, \U0001f40b" in texts
    assert book["claim_details"].freeze_panes == "A2"


def test_schema_org(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonld"
    assert run(db, "export", "claims", "-o", out).exit_code == 0
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document["@context"] == "https://schema.org"
    assert {node["text"] for node in document["@graph"]} == {SAID, "Nothing much happened here"}
    out = tmp_path / "reviews.jsonld"
    told = run(db, "export", "reviews", "-o", out, "--base-url", "https://desk.example/r/", "--desk", "The Desk")
    assert told.exit_code == 0, told.output
    (review,) = json.loads(out.read_text(encoding="utf-8"))["@graph"]
    assert review["@type"] == "ClaimReview"
    assert review["url"].startswith("https://desk.example/r/")
    assert review["reviewRating"]["alternateName"] == "Disputed"
    assert set(REQUIRED["ClaimReview"]) <= set(review)


def test_web_annotations(db: Path, tmp_path: Path) -> None:
    assert run(db, "export", "annotations", tmp_path / "out").exit_code == 0
    pages = [json.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "out").iterdir()]
    with connect.read_published(db) as con:
        texts = {f"urn:claims:annotations:{v}": t for v, t in con.execute("SELECT version_id, text FROM articles").fetchall()}
    assert len(pages) == 2
    for page in pages:
        assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
        for item in page["items"]:
            quote, position = item["target"]["selector"]
            assert texts[page["id"]][position["start"] : position["end"]] == quote["exact"]


@pytest.mark.parametrize("node", [
    {"@type": "Claim", "@id": "x", "text": "y"}, {"@type": "Rating"}, {"@type": "Recipe"},
    {"type": "Annotation", "id": "x", "motivation": "y", "body": [], "target": {"type": "SpecificResource"}},
])  # fmt: skip
def test_what_lacks_a_required_field_is_refused(node: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="lacks|no type"):
        checked(node)
