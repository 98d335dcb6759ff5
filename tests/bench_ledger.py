"""How fast the warehouse is on a generated ledger: loading it, and every question of `claims audit` and every view.

    python -m tests.bench_ledger FOLDER --claims 1000000 --articles 30000

makes the ledger in FOLDER (once), loads it as `claims import` does, and writes the same rows into plain tables for
comparison: each table of the export, all its columns, by DuckDB's `CREATE TABLE … AS FROM read_parquet(…)`, into a file.
What loading derives and indexes beyond these rows counts for loading alone. Both are run once to warm up, then in turn;
their times are medians. A question's time is the median of warm runs on the published ledger, as `claims audit` asks it.
Beside the time on the clock stands that of the processor, of all threads together: what other programs do meanwhile is
not in it.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

import duckdb

from tests.generate import Ledger
from tests.generate_export import write
from warehouse import audit, connect, fetch, importing, snapshot
from warehouse.export import MANIFEST
from warehouse.session import Session

THREADS, MEMORY = 2, "4GB"
ANSWERED_MS, FOUND_MS, LOADED = 150, 300, 2.0
"""What is held at a million claims: the time of a question, of a search, and of loading against plain tables. Times are
of the clock, or of the processor where that is less: then other programs keep the machine busy. Loading takes in all that
happens until readers see the ledger: hashes, keys, the derived tables, the index of words, a copy."""

VIEW_MS, QUEUE_MS = 300, 1100
"""Of a view that no question asks, such as those of judgements and standings; and of the desk's queue, which ranks all
claims that nobody has judged by everything that is known of them."""

_WITHIN: dict[str, object] = {"since": None, "until": None, "publisher": None}
_MONTHS = _WITHIN | {"since": date(2025, 6, 1)}
_PUBLISHED = _MONTHS | {"publisher": "Publisher 7"}
_FIGURE: dict[str, object] = _WITHIN | {"about": None, "first": None, "last": None}
_YEAR: dict[str, object] = {"first": date(2025, 1, 1), "last": date(2025, 12, 31)}

QUESTIONS: dict[str, tuple[str, dict[str, object]]] = {
    "search, a rare and a common word": ("search", {"words": "bazu ba", **_WITHIN}),
    "search, two words of a publisher": ("search", {"words": "ce soba", **_PUBLISHED}),
    "search, the commonest word": ("search", {"words": "ba", **_WITHIN}),
    "source, a common one": ("source", {"name": "person 1", "origin": False, **_WITHIN}),
    "source, as origin since a day": ("source", {"name": "organisation 900", "origin": True, **_MONTHS}),
    "outlet, one": ("outlet", {"name": "12 News", **_WITHIN}),
    "outlet, all": ("outlet", {"name": None, **_MONTHS}),
    "figure, of a unit": ("figure", _FIGURE | {"unit": "person"}),
    "figure, about and year": ("figure", _FIGURE | {"unit": "USD", "about": "ba"} | _YEAR),
    "unattributed": ("unattributed", _WITHIN),
    "unattributed since a day": ("unattributed", _PUBLISHED),
    "single": ("single", _WITHIN),
    "single since a day": ("single", _PUBLISHED),
    "unnamed": ("unnamed", _WITHIN),
    "unnamed since a day": ("unnamed", _PUBLISHED),
    "differences": ("differences", _WITHIN),
    "differences since a day": ("differences", _PUBLISHED),
    "sources": ("sources", {"kind": None}),
    "sources of a kind": ("sources", {"kind": "organisation"}),
    "article": ("article", {"name": "1236.txt"}),
    "coverage": ("coverage", _MONTHS),
    "numbers": ("numbers", {}),
    "quarantine": ("quarantine", {"since": None}),
    "validation": ("validation", {"failed": True, "since": None}),
    "runs": ("runs", {"since": None}),
    "as-of, an article": ("held", {"moment": datetime(2026, 1, 20, tzinfo=UTC), "article": "1236.txt"}),
    "as-of": ("held", {"moment": datetime(2026, 1, 20, tzinfo=UTC), "article": None}),
}
"""Each question of `claims audit`, with filters that somebody would give."""

_ONE = "'article-1236'"
_CLAIM = f"SELECT min(claim_id) FROM claim_details WHERE article_id = {_ONE}"
VIEWS = {
    "latest_articles": "SELECT * FROM latest_articles ORDER BY published DESC LIMIT 200",
    "current_claims": f"SELECT * FROM current_claims WHERE article_id = {_ONE}",
    "current_figures": f"SELECT * FROM current_figures WHERE article_id = {_ONE}",
    "current_periods": f"SELECT * FROM current_periods WHERE article_id = {_ONE}",
    "chain_links": f"SELECT * FROM chain_links WHERE claim_id IN ({_CLAIM})",
    "claim_chains": f"SELECT * FROM claim_chains WHERE claim_id IN ({_CLAIM})",
    "source_summary": "SELECT * FROM source_summary ORDER BY claims DESC LIMIT 200",
    "arithmetic_findings": "SELECT * FROM arithmetic_findings LIMIT 200",
    "quarantine_overview": "SELECT * FROM quarantine_overview",
    "judgement_log": "SELECT * FROM judgement_log ORDER BY judged_at DESC LIMIT 200",
    "judged_claims": "SELECT * FROM judged_claims WHERE judged_at >= TIMESTAMPTZ '2026-01-30' ORDER BY judged_at LIMIT 200",
    "judged_figures": "SELECT * FROM judged_figures WHERE judged_at >= TIMESTAMPTZ '2026-01-30' LIMIT 200",
    "judged_pairs": "SELECT * FROM judged_pairs LIMIT 200",
    "desk_accuracy": "SELECT * FROM desk_accuracy ORDER BY month DESC, judged DESC, source LIMIT 200",
    "linked_claims": "SELECT * FROM linked_claims WHERE relation = 'contradicted' LIMIT 200",
    "origin_counts": f"SELECT * FROM origin_counts WHERE article_id = {_ONE}",
    "evidence_matches": "SELECT * FROM evidence_matches WHERE verdict = 'contradicted' LIMIT 200",
    "claim_standing": f"SELECT * FROM claim_standing WHERE article_id = {_ONE}",
    "claim_history": "SELECT * FROM claim_history WHERE article = '1236.txt'",
    "source_register": "SELECT * FROM source_register ORDER BY ALL LIMIT 200",
    "review_queue": fetch.statement("review_queue"),
}  # fmt: skip
"""The views that no question asks, as an auditor, the report or the desk do."""

_AROUND = _HASHES, _SNAPSHOT = "hashes of the files", "snapshot"

_QUEUE: dict[str, object] = {"article": None, "concern": None, "worth": None, "most": 50}


@dataclass(frozen=True)
class Took:
    """Seconds on the clock, and of processors."""

    wall: float
    cpu: float


def timed(what: Callable[[], object]) -> Took:
    """How long something takes."""
    wall, cpu = time.perf_counter(), _processor_s()
    what()
    return Took(time.perf_counter() - wall, _processor_s() - cpu)


def load(folder: Path, db: Path) -> dict[str, Took]:
    """Takes the ledger in as `claims import` does, step by step."""
    for path in (db, connect.published_path(db)):
        path.unlink(missing_ok=True)
    took = {}
    manifest = importing.read_manifest(folder)
    took[_HASHES] = timed(lambda: importing.need_whole(folder, manifest))
    with connect.write_working(db) as con:
        _bound(con)
        took["tables"] = timed(lambda: importing.load_tables(con, folder, manifest))
        took["derived tables, index of words"] = timed(lambda: importing.derive_all(con))
        took["checkpoint"] = timed(lambda: con.execute("CHECKPOINT"))
    took[_SNAPSHOT] = timed(lambda: snapshot.publish(db))
    return took


def load_plainly(folder: Path, db: Path) -> Took:
    """DuckDB writes the same rows from Parquet into plain tables, without keys."""
    db.unlink(missing_ok=True)

    def tables() -> None:
        with duckdb.connect(str(db)) as con:
            _bound(con)
            for path in sorted(folder.glob("*.parquet")):
                con.execute(f"CREATE TABLE {path.stem} AS FROM read_parquet('{path}')")
            con.execute("CHECKPOINT")

    return timed(tables)


def loadings(folder: Path, place: Path, runs: int) -> tuple[Took, dict[str, Took]]:
    """The medians of writing plain tables and of loading, in turn after one of each to warm up; the last stays."""
    plain, steps = [], []
    for _ in range(runs + 1):
        plain.append(load_plainly(folder, place / "plain.duckdb"))
        steps.append(load(folder, place / "claims.duckdb"))
    return _middle(plain[1:]), {name: _middle([took[name] for took in steps[1:]]) for name in steps[0]}


def ask(db: Path, runs: int) -> Iterator[tuple[str, int, Took]]:
    """For each question and view: its name, how many rows it returns, and the medians."""
    with Session(db, timeout_s=None) as session:
        for name, (asked, parameters) in QUESTIONS.items():
            question = audit.question(asked, **parameters, limit=200)
            yield name, *_median(lambda q=question: len(list(session.query(q.sql, q.parameters).rows)), runs)
        for view, sql in VIEWS.items():
            bound = _QUEUE if view == "review_queue" else None
            yield f"view {view}", *_median(lambda s=sql, b=bound: len(list(session.query(s, b).rows)), runs)


def _median(what: Callable[[], int], runs: int) -> tuple[int, Took]:
    found = what()
    return found, _middle([timed(what) for _ in range(runs)])


def _middle(took: list[Took]) -> Took:
    return Took(median(t.wall for t in took), median(t.cpu for t in took))


def _bound(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(f"SET threads = {THREADS}; SET memory_limit = '{MEMORY}'; SET preserve_insertion_order = true")


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


@contextmanager
def made(folder: Path, claims: int, articles: int, seed: int = 1) -> Iterator[Path]:
    """The folder of the generated ledger, made where it is not there yet."""
    if not (folder / MANIFEST).exists():
        write(folder, Ledger(seed, articles, claims))
    yield folder


def main() -> None:
    """Make, load, ask, and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--claims", type=int, default=1_000_000)
    asked.add_argument("--articles", type=int, default=30_000)
    asked.add_argument("--runs", type=int, default=7, help="how often a question is asked")
    asked.add_argument("--loads", type=int, default=3, help="how often it is loaded")
    asked.add_argument("--only", choices=["load", "ask"], help="leave the other out; the database must be there")
    given = asked.parse_args()
    db = given.folder / "claims.duckdb"
    with made(given.folder / "export", given.claims, given.articles) as folder:
        if given.only != "ask":
            _print_load(*loadings(folder, given.folder, given.loads))
    if given.only != "load":
        print(f"\n{'':<36}{'rows':>6}{'ms':>9}{'processor ms':>14}")
        for name, rows, took in ask(db, given.runs):
            print(f"{name:<36}{rows:>6}{took.wall * 1000:>9.0f}{took.cpu * 1000:>14.0f}", flush=True)


def loading(steps: dict[str, Took]) -> Took:
    """What filling the ledger takes; the import checks the files before it, and copies the ledger for readers after it."""
    return _together(took for name, took in steps.items() if name not in _AROUND)


def _together(parts: Iterable[Took]) -> Took:
    took = list(parts)
    return Took(sum(t.wall for t in took), sum(t.cpu for t in took))


def _print_load(plain: Took, steps: dict[str, Took]) -> None:
    whole = _together(steps.values())
    print(f"{'':<36}{'s':>9}{'ratio':>8}{'processor s':>14}{'ratio':>8}")
    for name, took in ({"plain tables": plain} | steps | {"loading": loading(steps), "the whole import": whole}).items():
        wall, cpu = took.wall / plain.wall, took.cpu / plain.cpu
        print(f"  {name:<34}{took.wall:>9.1f}{wall:>8.2f}{took.cpu:>14.1f}{cpu:>8.2f}")


if __name__ == "__main__":
    main()
