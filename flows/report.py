"""Fills the report's pages from the published ledger and writes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import WarehouseError
from claims.serialise import decimal
from validations.report.pages import Alert, ArticlePage, ClaimNote, IndexPage, paragraphs, slug, write
from warehouse import fetch

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
Grouped = Mapping[str, Sequence[Row]]

_MAX_ALERTS = 25


def write_report(con: duckdb.DuckDBPyConnection, run_id: str | None, folder: Path) -> Path:
    """Write a page for each article of a run and their index; returns the index's path.

    ``con`` is open on the published ledger; ``run_id`` None is the run published last. A run's articles are those
    that it saw last; a later run over the same articles takes them along.
    """
    runs = fetch.frame(con, "report_run", run_id=run_id).to_dicts()
    if not runs:
        raise WarehouseError(f"the ledger holds no run {run_id}" if run_id else "no run has been published yet")
    run = runs[0]
    seen = run["started_at"]
    as_of = _instant(fetch.as_of(con))
    by = {
        name: _grouped(fetch.frame(con, f"report_{name}", seen=seen).to_dicts())
        for name in ("claims", "sources", "quantities", "periods", "numbers")
    }
    pages = []
    rows: list[Row] = []
    for article in fetch.frame(con, "report_articles", seen=seen).iter_rows(named=True):
        page = _article_page(article, by, as_of)
        pages.append(page)
        rows.append(_index_row(page))
    index = IndexPage(
        file="index.html", as_of=as_of, run=run, articles=tuple(rows),
        quarantine=tuple(fetch.frame(con, "report_quarantine", seen=seen).to_dicts()),
        checks=tuple(fetch.frame(con, "report_checks", run_id=run["run_id"]).to_dicts()),
    )  # fmt: skip
    write([*pages, index], folder)
    return folder / index.file


def _article_page(article: Row, by: Mapping[str, Grouped], as_of: str) -> ArticlePage:
    version = article["version_id"]
    sources = _by_claim(by["sources"].get(version, ()))
    figures, dates = _by_claim(by["quantities"].get(version, ())), _by_claim(by["periods"].get(version, ()))
    notes = tuple(
        _note(number, claim, sources, figures, dates)
        for number, claim in enumerate(by["claims"].get(version, ()), 1)
    )
    numbers = tuple(by["numbers"].get(version, ()))
    return ArticlePage(
        file=slug(article["name"], article["article_id"]), title=article["title"] or article["name"],
        name=article["name"], publisher=article["publisher"], author=article["author"],
        published=article["published"].isoformat() if article["published"] else None, origin=article["origin"],
        as_of=as_of, paragraphs=paragraphs(article["text"], notes), claims=notes, alerts=_alerts(notes, numbers),
        sources=_source_table(by["sources"].get(version, ())), numbers=numbers,
        excluded=sum(n["status"] == "excluded" for n in numbers),
    )  # fmt: skip


def _note(number: int, claim: Row, sources: Grouped, figures: Grouped, dates: Grouped) -> ClaimNote:
    ident = claim["claim_id"]
    return ClaimNote(
        number=number, start=claim["start_offset"], end=claim["end_offset"], exact=claim["exact"],
        voice=claim["voice"], cue=claim["cue"], chain=tuple(sources.get(ident, ())), quotation=claim["quotation"],
        modality=claim["modality"], checkable=claim["checkable"], check_worthiness=claim["check_worthiness"],
        confidence=claim["confidence"], figures=tuple(figure(q) for q in figures.get(ident, ())),
        dates=tuple(_date(p) for p in dates.get(ident, ())),
    )  # fmt: skip


def _alerts(notes: Sequence[ClaimNote], numbers: Sequence[Row]) -> tuple[Alert, ...]:
    """The worst first: numbers nobody read, figures on nobody, figures on somebody unnamed, then shaky readings."""
    found = [Alert("number not accounted for", n["surface"], 0) for n in numbers if n["status"] == "unaccounted"]
    ranked = sorted(notes, key=lambda c: -c.check_worthiness)
    found += [Alert("figure on nobody", c.exact, c.number) for c in ranked if c.figures and c.voice == "asserted"]
    found += [
        Alert("figure on an unnamed source", c.exact, c.number)
        for c in ranked if c.figures and c.chain and all(s["kind"] == "unnamed" for s in c.chain)
    ]  # fmt: skip
    found += [Alert("voice not sure", c.exact, c.number) for c in ranked if c.voice == "unsure"]
    return tuple(found[:_MAX_ALERTS])


def _source_table(rows: Sequence[Row]) -> tuple[Row, ...]:
    last = {r["claim_id"]: r["position"] for r in rows}
    table: dict[tuple[str, str], Row] = {}
    for r in rows:
        entry = table.setdefault((r["name"], r["kind"]), {"name": r["name"], "kind": r["kind"], "claims": 0, "origins": 0})
        entry["claims"] += 1
        entry["origins"] += last[r["claim_id"]] == r["position"]
    return tuple(sorted(table.values(), key=lambda e: (-e["claims"], e["name"])))


def _index_row(page: ArticlePage) -> Row:
    return {
        "file": page.file, "title": page.title, "publisher": page.publisher, "published": page.published,
        "claims": len(page.claims), "attributed": sum(c.voice == "attributed" for c in page.claims),
        "figures": sum(len(c.figures) for c in page.claims),
        "unattributed": sum(len(c.figures) for c in page.claims if c.voice == "asserted"),
    }  # fmt: skip


def figure(q: Row) -> str:
    """A figure in its normal form beside its words: *= 118 tonne (118 t)*."""
    value: Decimal = q["value"]
    normal = decimal(value) if q["value2"] is None else f"{decimal(value)}–{decimal(q['value2'])}"
    sign = "" if q["comparator"] in ("=", "range") else f"{q['comparator']} "
    return f"{sign}{normal} {q['unit']} ({q['surface']})"


def _date(p: Row) -> str:
    if not p["resolved"]:
        return f"{p['surface']}: not resolved"
    first, last = p["first_day"], p["last_day"]
    days = f"{first or '…'}" if first == last else f"{first or '…'} to {last or '…'}"
    return f"{days} ({p['surface']})"


def _by_claim(rows: Sequence[Row]) -> Grouped:
    return _grouped([r for r in rows if r["claim_id"]], "claim_id")


def _grouped(rows: Sequence[Row], key: str = "version_id") -> Grouped:
    out: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        out[row[key]].append(row)
    return out


def _instant(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "never"
