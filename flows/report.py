"""Fills the report's pages from the published ledger and writes them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import WarehouseError
from flows import report_checks, report_plots
from validations.report import wording
from validations.report.concerns import Trouble, concerns, troubles
from validations.report.pages import (
    ArticlePage,
    ArticleRow,
    Change,
    Check,
    Concern,
    Dates,
    Figure,
    IndexPage,
    Judged,
    KeptOut,
    Note,
    NumberRow,
    SourceLink,
    SourceRow,
)
from validations.report.passages import Mark, Role, paragraphs
from validations.report.render import write_pages
from warehouse import fetch

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
Rows = Sequence[Row]

INDEX = "index.html"
CONTEXT = 32
"""How many characters of the text are shown on either side of a number."""

_TABLES = ("claims", "sources", "quantities", "periods", "numbers", "findings", "judgements", "standing", "changes",
           "kept_out")  # fmt: skip
_AT_ONCE = 500
"""How many articles' rows are held in memory."""


def write_report(con: duckdb.DuckDBPyConnection, run_id: str | None, folder: Path, article: str | None = None) -> Path:
    """Write a page for each article of a run, and their index; returns the index's path.

    ``con`` is open on the published ledger; ``run_id`` None is the run published last. A run's articles are those that
    it read; where a later run has read one again without change, the page shows what that run left. With ``article``,
    an id, name, path or address, only the page of its latest version is written, whichever run read it, and its path
    is returned. Raises WarehouseError where there is no such run or article, or several articles answer to the name.
    """
    runs = fetch.frame(con, "report_run", run_id=run_id).to_dicts()
    if not runs:
        raise WarehouseError(f"the ledger holds no run {run_id}" if run_id else "no run has been published yet")
    run = runs[0]
    found = fetch.frame(con, "report_articles", seen=run["started_at"], article=article).to_dicts()
    if article is not None:
        _need_one(found, article)
    files = {row["version_id"]: _file(row) for row in found}
    lines: list[ArticleRow] = []
    as_of = _instant(fetch.as_of(con))
    index = INDEX if article is None or (folder / INDEX).exists() else None
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        write_pages(_pages(con, some, files, (as_of, index), lines), folder)
    if article is not None:
        return folder / files[found[0]["version_id"]]
    write_pages([report_checks.check_page(con, run, files, folder, as_of)], folder)
    # The index comes last: it never links to a page that is not there.
    write_pages([_index(con, run, lines, files, as_of)], folder)
    return folder / INDEX


def _need_one(found: Rows, article: str) -> None:
    if not found:
        raise WarehouseError(f"the ledger holds no article {article!r}: give its id, file name, path or address")
    if len(found) > 1:
        among = ", ".join(f"{row['article_id']} ({row['origin']})" for row in found[:5])
        raise WarehouseError(f"{len(found)} articles answer to {article!r}: give the id of one, such as {among}")


def _file(row: Row) -> str:
    """The page of the latest version has the article's own name; an older version's name says which it is."""
    older = () if row["is_latest"] else (row["version_id"],)
    return wording.slug(row["name"], row["article_id"], *older)


def _pages(
    con: duckdb.DuckDBPyConnection, some: Rows, files: Mapping[str, str], frame: tuple[str, str | None],
    lines: list[ArticleRow],
) -> Iterator[ArticlePage]:
    """The pages of some articles, one at a time; each leaves its line of the index behind."""
    versions = [row["version_id"] for row in some]
    by = {
        name: _grouped(fetch.frame(con, f"report_{name}", versions=versions).to_dicts(), "version_id") for name in _TABLES
    }
    plotted = report_plots.gather(con, versions, files)
    for row in some:
        version = row["version_id"]
        page = _article(row, {name: by[name].get(version, ()) for name in _TABLES}, files[version], frame)
        page = plotted.onto(page)
        lines.append(_line(page))
        yield page


def _article(row: Row, rows: Mapping[str, Rows], file: str, frame: tuple[str, str | None]) -> ArticlePage:
    numbering = {claim["claim_id"]: number for number, claim in enumerate(rows["claims"], 1)}
    notes = tuple(_notes(rows, numbering))
    text: str = row["text"]
    numbers = tuple(_number(n, text, numbering) for n in rows["numbers"])
    loose = tuple(
        Concern(None, q["surface"], _around(text, q["start_offset"], q["end_offset"]))
        for q in rows["quantities"] if q["claim_id"] is None
    )  # fmt: skip
    kept_out = tuple(_kept_out(q, {}) for q in rows["kept_out"])
    as_of, index = frame
    return ArticlePage(
        file=file, index=index, title=row["title"] or row["name"], publisher=row["publisher"], author=row["author"],
        published=wording.day(row["published"]) if row["published"] else None,
        published_iso=row["published"].isoformat() if row["published"] else "", section=row["section"],
        url=row["url"], origin=row["origin"], article_id=row["article_id"], version_id=row["version_id"],
        extractor_version=row["extractor_version"], run_id=row["run_id"], last_seen=_instant(row["last_seen"]),
        as_of=as_of, concerns=concerns(notes, numbers, loose, kept_out, tuple(_contradictions(rows, numbering))),
        paragraphs=paragraphs(text, notes, _marks(rows, numbering)), notes=notes,
        sources=_sources(notes), series=(), changes=tuple(_change(c, numbering) for c in rows["changes"]), figures=tuple(_figure(q, numbering) for q in rows["quantities"]),
        dates=tuple(_dates(p, numbering) for p in rows["periods"]), numbers=numbers, kept_out=kept_out,
    )  # fmt: skip


def _notes(rows: Mapping[str, Rows], numbering: Mapping[str, int]) -> Iterator[Note]:
    sources, quantities, periods = (_grouped(rows[name], "claim_id") for name in ("sources", "quantities", "periods"))
    judged = {row["claim_id"]: _judged(row) for row in rows["judgements"]}
    standing = {row["claim_id"]: row for row in rows["standing"]}
    for claim in rows["claims"]:
        ident = claim["claim_id"]
        figures, known = quantities.get(ident, ()), standing.get(ident)
        note = Note(
            number=numbering[ident], start=claim["start_offset"], end=claim["end_offset"], exact=claim["exact"],
            voice=claim["voice"], cue=claim["cue"], quotation=claim["quotation"], modality=claim["modality"],
            checkable=claim["checkable"], worth=claim["check_worthiness"], confidence=claim["confidence"],
            rule=claim["rule"], wording=claim["wording"], reasons=tuple(claim["reasons"] or ()),
            figures=tuple(_figure(q, numbering) for q in figures),
            chain=tuple(SourceLink(s["name"], s["kind"], s["mention"]) for s in sources.get(ident, ())),
            dates=tuple(_dates(p, numbering) for p in periods.get(ident, ())),
            elsewhere=next((q["attributed_elsewhere"] for q in figures if q["attributed_elsewhere"]), None),
            judged=judged.get(ident), standing=(known["standing"], known["why"]) if known else None,
            contradicted=known["contradicted"] if known else None, lost=known["lost"] if known else None,
        )  # fmt: skip
        yield replace(note, troubles=tuple(kind.value for kind in troubles(note, single=claim["single"])))


def _contradictions(rows: Mapping[str, Rows], numbering: Mapping[str, int]) -> Iterator[Concern]:
    """What does not add up, each at the shortest claim that holds the words at fault."""
    for finding in rows["findings"]:
        start, end = finding["spans"][0]["start_offset"], finding["spans"][0]["end_offset"]
        holding = [c for c in rows["claims"] if c["start_offset"] <= start and end <= c["end_offset"]]
        home = min(holding, key=lambda c: c["end_offset"] - c["start_offset"], default=None)
        words = " · ".join(finding["surfaces"])
        yield Concern(numbering[home["claim_id"]] if home else None, wording.excerpt(words), finding["computation"])


def _change(row: Row, numbering: Mapping[str, int]) -> Change:
    return Change(numbering.get(row["claim_id"]), row["change"], row["detail"] or "", row["before"] or "", row["after"] or "")


def _judged(row: Row) -> Judged:
    fields = {"words": "exact", "voice": "voice", "source": "chain", "figures": "figures_text"}
    changes = tuple(
        (label, row[column] or "none", row[f"judged_{column}"] or "none")
        for label, column in fields.items() if row["decision"] == "correct" and row[column] != row[f"judged_{column}"]
    )  # fmt: skip
    return Judged(row["decision"], row["judged_by"], _instant(row["judged_at"]), row["note"], changes, row["read_otherwise"])


def _marks(rows: Mapping[str, Rows], numbering: Mapping[str, int]) -> list[Mark]:
    """The words that sources, cues, figures and unread numbers are, in the article's text."""
    marks = [Mark(s["start_offset"], s["end_offset"], Role.SOURCE, numbering[s["claim_id"]]) for s in rows["sources"]]
    marks += [
        Mark(c["cue_start"], c["cue_start"] + len(c["cue"]), Role.CUE, numbering[c["claim_id"]])
        for c in rows["claims"] if c["cue"] and c["cue_start"] is not None
    ]  # fmt: skip
    marks += [Mark(q["start_offset"], q["end_offset"], Role.FIGURE) for q in rows["quantities"]]
    marks += [
        Mark(n["start_offset"], n["end_offset"], Role.UNREAD) for n in rows["numbers"] if n["status"] == "unaccounted"
    ]  # fmt: skip
    return marks


def _figure(q: Row, numbering: Mapping[str, int]) -> Figure:
    words = wording.figure(q["comparator"], q["value"], q["value2"], q["unit"], q["dimension"])
    interval = f"{wording.number(q['low'])} to {wording.number(q['high'])}" if q["low"] != q["high"] else ""
    return Figure(
        q["surface"], words, wording.in_unit(interval, q["base_unit"], q["dimension"]) if interval else "",
        numbering.get(q["claim_id"]),
    )  # fmt: skip


def _dates(p: Row, numbering: Mapping[str, int]) -> Dates:
    words = wording.days(p["first_day"], p["last_day"]) if p["resolved"] else "not resolved"
    derived = wording.derivation(p["relation"], p["modifier"], (p["core_first"], p["core_last"]))
    return Dates(p["surface"], words, derived, p["resolved"], numbering.get(p["claim_id"]))


def _number(n: Row, text: str, numbering: Mapping[str, int]) -> NumberRow:
    start, end = n["start_offset"], n["end_offset"]
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return NumberRow(
        n["surface"], before.replace("\n", " "), after.replace("\n", " "), n["status"], n["reason"],
        numbering.get(n["claim_id"]),
    )  # fmt: skip


def _around(text: str, start: int, end: int) -> str:
    return wording.excerpt(f"… {text[max(0, start - CONTEXT) : end + CONTEXT]} …")


def _sources(notes: Sequence[Note]) -> tuple[SourceRow, ...]:
    """Each source of the article once, those of most claims first."""
    rows: dict[tuple[str, str], list[tuple[Note, bool, bool]]] = defaultdict(list)
    for note in notes:
        last = len(note.chain) - 1
        for at, link in enumerate(note.chain):
            rows[link.name, link.kind].append((note, at == 0, at == last))
    table = [
        SourceRow(
            name, kind, tuple(dict.fromkeys(note.number for note, _, _ in found)), sum(near for _, near, _ in found),
            sum(origin for _, _, origin in found), sum(len(note.figures) for note, _, _ in found), None,
        )
        for (name, kind), found in rows.items()
    ]  # fmt: skip
    return tuple(sorted(table, key=lambda source: (-len(source.claims), source.claims[0], source.name)))


def _line(page: ArticlePage) -> ArticleRow:
    return ArticleRow(
        file=page.file, title=page.title, publisher=page.publisher, published=page.published,
        published_iso=page.published_iso, claims=len(page.notes), attributed=page.count("attributed"),
        figures=len(page.figures), nobody=page.with_trouble(Trouble.NOBODY), unnamed=page.with_trouble(Trouble.UNNAMED),
        unread=Counter(number.status for number in page.numbers)["unaccounted"],
        worst=tuple(f"{len(group.items)} {group.kind}" for group in page.concerns[:3]),
    )  # fmt: skip


def _index(
    con: duckdb.DuckDBPyConnection, run: Row, lines: Sequence[ArticleRow], files: Mapping[str, str], as_of: str
) -> IndexPage:
    kept_out = fetch.frame(con, "report_quarantine", seen=run["started_at"]).to_dicts()
    checks = fetch.frame(con, "report_checks", run_id=run["run_id"]).to_dicts()
    return IndexPage(
        file=INDEX, as_of=as_of, run_id=run["run_id"], outcome=run["outcome"], message=run["message"],
        started=_instant(run["started_at"]), duration=_duration(run["duration_s"]), started_by=run["started_by"],
        inputs=tuple(run["inputs"]), new_articles=run["new_articles"] or 0, extractor_version=run["extractor_version"],
        articles=tuple(lines), kept_out=tuple(_kept_out(row, files) for row in kept_out),
        checks=tuple(_check(row) for row in checks), checks_file=report_checks.FILE,
    )  # fmt: skip


def _kept_out(row: Row, files: Mapping[str, str]) -> KeptOut:
    href = files.get(row["version_id"])
    return KeptOut(row["stage"], row["item"], row["check_name"], row["reason"], row["row"], href)


def _check(row: Row) -> Check:
    return Check(
        tool=row["tool"], table=row["table_name"], name=row["check_name"], severity=row["severity"],
        success=row["success"], judged=not row["success"] or row["observed"] is not None,
        failing_rows=row["failing_rows"], message=row["message"],
    )  # fmt: skip


def _grouped(rows: Rows, key: str) -> Mapping[str, Rows]:
    out: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row[key] is not None:
            out[row[key]].append(row)
    return out


def _instant(moment: datetime | None) -> str:
    return f"{wording.day(moment.date())}, {moment:%H:%M} UTC" if moment else "never"


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return "an unknown time"
    return f"{seconds:.1f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
