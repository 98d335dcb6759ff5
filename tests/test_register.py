"""The desk's register of sources: read, refused where it is wrong, and merging what texts call one source."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from claims.clean import plain
from claims.errors import SettingsError
from claims.extract import extract
from claims.model import Article, Extraction, SourceKind
from claims.register import NOBODY, Register, as_given, read_register, register
from flows import embedded
from flows import settings as configuration
from flows.reconcile import Against, reconcile_ledger
from flows.tabulate import tabulate
from warehouse import connect, store
from warehouse import register as kept
from warehouse.audit import question

EXAMPLE = """\
[[sources]]
name = "Harbour Ministry"
aliases = ["Ministry of Harbours", "MoH"]
kind = "organisation"
parent = "Government of Talmere"
grade = "B"

[[sources]]
name = "Talmere Post"
kind = "media"
grade = "C"
"""
FIRST = "The Ministry of Harbours said that 48 boats had left the port."
SECOND = "The MoH said that 52 boats had come back to the port, the Talmere Post reported."


@pytest.fixture
def sources(tmp_path: Path) -> Register:
    (tmp_path / "sources.toml").write_text(EXAMPLE, "utf-8")
    return read_register(tmp_path / "sources.toml")


def read(name: str, text: str, known: Register) -> Extraction:
    return extract(Article(name, name, name, text, plain(text), publisher=name, published=date(2026, 3, 1)), known)


def test_an_entry_is_found_by_each_of_its_names(sources: Register) -> None:
    for name in ("Harbour Ministry", "the ministry of harbours", "MOH", "The Harbour Ministry’s"):
        found = sources.find(name)
        assert found is not None
        assert (found.name, found.kind, found.parent, found.grade) == (
            "Harbour Ministry", SourceKind.ORGANISATION, "Government of Talmere", "B",
        )  # fmt: skip
    assert sources.find("Ministry") is None
    assert sources.aliases == {"Ministry of Harbours": "Harbour Ministry", "MoH": "Harbour Ministry"}
    assert register(as_given(sources)) == sources


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[sources]]\nname = 'A'\ngrade = 'G'", "sources[1].grade: expected a letter from A"),
        ("[[sources]]\nname = 'A'\nkind = 'body'", "sources[1].kind: expected one of person, organisation"),
        ("[[sources]]\nnames = 'A'", "sources[1].names: no such key; known: name, aliases"),
        ("[[sources]]\naliases = ['A']", "sources[1].name: expected a name"),
        ("[[sources]]\nname = 'A'\naliases = 'B'", "sources[1].aliases: expected a list of names"),
        ("[[sources]]\nname = 'A'\n[[sources]]\nname = 'B'\naliases = ['the A']", "'the A' is a name of both 'A' and 'B'"),
        ("[[outlets]]\nname = 'A'", "outlets: expected nothing but [[sources]]"),
        ("sources = 3", "sources: expected [[sources]], a table for each"),
        ("[[sources]", "not valid TOML"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as raised:
        read_register(path)
    assert f"{path}: " in str(raised.value)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


def test_names_of_one_source_are_merged_as_an_article_is_read(sources: Register) -> None:
    for text in (FIRST, SECOND):
        (said,) = [c for c in read("t", text, sources).claims if "boats" in c.exact]
        ministry = said.sources[-1]
        assert (ministry.name, ministry.kind) == ("Harbour Ministry", SourceKind.ORGANISATION)
        assert text[ministry.start : ministry.end] == ministry.mention != ministry.name
    (said,) = [c for c in read("t", FIRST, NOBODY).claims if "boats" in c.exact]
    assert said.sources[0].name == "Ministry of Harbours"


def test_settings_take_the_register_beside_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert configuration.load().sources is None
    assert Against.of(embedded.against(configuration.load())).register == NOBODY
    (tmp_path / "sources.toml").write_text(EXAMPLE, "utf-8")
    against = Against.of(embedded.against(configuration.load()))
    assert [e.name for e in against.register.entries] == ["Harbour Ministry", "Talmere Post"]
    (tmp_path / "other.toml").write_text("[[sources]]\nname = 'Quay'\n", "utf-8")
    (tmp_path / "claims.toml").write_text("sources = 'other.toml'\n", "utf-8")
    assert [e.name for e in Against.of(embedded.against(configuration.load())).register.entries] == ["Quay"]


def test_the_ledger_shows_names_and_grades_whatever_it_was_read_with(tmp_path: Path, sources: Register) -> None:
    now = datetime(2026, 3, 1, 6, tzinfo=UTC)
    with connect.write_working(tmp_path / "claims.duckdb") as con:
        store.store_batch(con, tabulate([read("one", FIRST, NOBODY)], "run-1", now))
        store.store_batch(con, tabulate([read("two", SECOND, sources)], "run-2", now))
        reconcile_ledger(con, now, Against(register=sources))
        rows = con.execute(
            "SELECT source, canonical, parent, grade FROM claims_by_source WHERE exact LIKE '%boats%' AND kind = 'organisation' ORDER BY 1"
        ).fetchall()
        assert rows == [
            ("Harbour Ministry", "Harbour Ministry", "Government of Talmere", "B"),
            ("Ministry of Harbours", "Harbour Ministry", "Government of Talmere", "B"),
        ]
        (ministry,) = con.execute("SELECT claims, articles, reliability, written_as FROM source_register WHERE grade = 'B'").fetchall()
        assert ministry == (2, 2, "usually reliable", ["Harbour Ministry", "Ministry of Harbours"])
        asked = question("source", name="the MoH", origin=False, since=None, until=None, publisher=None, limit=9)
        assert len(con.execute(asked.sql, dict(asked.parameters)).fetchall()) == 2
        assert not kept.keep(con, sources)
        assert kept.keep(con, NOBODY)
        assert con.execute("SELECT canonical, grade FROM claims_by_source WHERE source = 'Ministry of Harbours'").fetchall() == [
            ("Ministry of Harbours", None)
        ]
