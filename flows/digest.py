"""The digest of a period for a morning meeting: what is new, changed, in conflict, corrected, and kept out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from validations.report import wording
from validations.report.pages_digest import DigestPage, Item, Part
from validations.report.render import render_markdown, write_file, write_pages
from warehouse import fetch

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

MOST = 25
"""How many lines a part of the digest has at most."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where a digest was written, as a page and as Markdown."""

    html: Path
    markdown: Path


def digest(con: duckdb.DuckDBPyConnection, since: datetime, until: datetime, folder: Path) -> DigestPage:
    """The digest from the published ledger; it links to the pages of articles that are in the folder."""
    period = {"since": since, "until": until}

    def rows(name: str, **more: object) -> list[Row]:
        return fetch.frame(con, f"digest_{name}", **period, **more).to_dicts()

    articles, conflicts = rows("articles"), rows("conflicts", most=1000)
    changes, judgements, kept_out = rows("changes"), rows("judgements"), rows("quarantine")
    claims = sum(row["claims"] for row in articles)
    parts = (
        _part("conflicts", "New conflicts", "Claims that contradict another claim in the ledger, or a reference.",
              "No claims contradict each other.", map(_conflict, conflicts)),
        _part("changed", "Changed figures", "A new version of the article has other figures than the one before.",
              "No article changed its figures.", map(_change, changes)),
        _part("judged", "Corrections and other decisions", "What editors decided, corrections first.",
              "No editor decided anything.", map(_judgement, judgements)),
        _part("claims", "New claims, most worth checking first", f"Of {claims:,} claims in {len(articles)} articles.",
              "No new claim was read.", map(_claim, rows("claims", most=MOST)), claims),
        _part("articles", "New articles", "Articles with new claims.", "No new article was read.",
              (_article(row, folder) for row in articles)),
        _part("kept-out", "Kept out", "What could not be read, or broke a rule, by reason.",
              "Nothing was kept out.", map(_kept_out, kept_out)),
    )  # fmt: skip
    runs = {row["outcome"]: row["runs"] for row in rows("runs")}
    counts = (
        ("runs", sum(runs.values())), ("runs not published", sum(n for outcome, n in runs.items() if outcome != "published")),
        ("new articles", len(articles)), ("new claims", claims), ("changed figures", len(changes)),
        ("conflicts", len(conflicts)), ("decisions", len(judgements)),
        ("kept out", sum(row["entries"] for row in kept_out)),
    )  # fmt: skip
    file = f"digest-{until:%Y-%m-%d}.html"
    return DigestPage(file, _instant(since), _instant(until), _instant(fetch.as_of(con)), counts, parts)


def write(page: DigestPage, folder: Path) -> Written:
    """Writes the digest into the folder, named by the day on which its period ends."""
    write_pages([page], folder)
    html = folder / page.file
    write_file(html.with_suffix(".md"), render_markdown(page))
    return Written(html, html.with_suffix(".md"))


def _part(ident: str, title: str, why: str, none: str, items: Iterable[Item], total: int | None = None) -> Part:
    found = tuple(items)
    return Part(ident, title, why, none, found[:MOST], (len(found) if total is None else total) - len(found[:MOST]))


def _conflict(row: Row) -> Item:
    where = "in the same article" if row["same_article"] else f"in {row['other_title'] or row['other_article']}"
    said = wording.excerpt(row["other_exact"])
    return Item(
        row["reason"], wording.excerpt(row["exact"]),
        f"{row['who']} in {_name(row)}; against it {row['other_who']} {where}: {said}",
    )  # fmt: skip


def _change(row: Row) -> Item:
    return Item(_name(row), "", f"{row['before'] or 'nothing'} before, {row['after'] or 'nothing'} now")


def _judgement(row: Row) -> Item:
    said = {"confirm": "confirmed", "correct": "corrected", "dispute": "disputed", "unverifiable": "found unverifiable",
            "retract": "retracted"}[row["decision"]]  # fmt: skip
    return Item(_name(row), wording.excerpt(row["exact"]), "; ".join(_decided(row, said)))


def _decided(row: Row, said: str) -> Iterator[str]:
    yield f"{said} by {row['judged_by']} on {_instant(row['judged_at'])}" + (", taken back since" if row["undone"] else "")
    for field, label in (("figures_text", "figures"), ("chain", "source"), ("voice", "voice")):
        before, after = row[field] or "none", row[f"judged_{field}"] or "none"
        if row["decision"] == "correct" and before != after:
            yield f"{label}: {before} → {after}"
    if row["note"]:
        yield row["note"]


def _claim(row: Row) -> Item:
    said = row["chain"] or {"asserted": "asserted by the publication"}.get(row["voice"], row["voice"])
    parts: Sequence[str | None] = (said, row["figures_text"], row["periods_text"])
    return Item(_name(row), wording.excerpt(row["exact"]), "; ".join(part for part in parts if part))


def _article(row: Row, folder: Path) -> Item:
    file = wording.slug(row["name"], row["article_id"])
    published = wording.day(row["published"]) if row["published"] else "no date"
    version = f", version {row['versions']}" if row["versions"] > 1 else ""
    return Item(
        _name(row), "", f"{row['publisher'] or 'publisher not known'}, {published}{version}: {row['claims']} new claims, "
        f"{row['attributed']} of them attributed", file if (folder / file).is_file() else None,
    )  # fmt: skip


def _kept_out(row: Row) -> Item:
    return Item(f"{row['entries']} × {row['stage']}, {row['check_name']}", "", f"{row['reason']}, such as {row['example']}")


def _name(row: Row) -> str:
    return row["title"] or row["article" if "article" in row else "name"] or "an article that the ledger has lost"


def _instant(moment: datetime | None) -> str:
    return f"{wording.day(moment.date())}, {moment:%H:%M} UTC" if moment else "never"
