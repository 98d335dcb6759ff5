"""The table checks with Great Expectations itself: each is broken on purpose, and tells so at its level."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
import sound_rows
from sound_rows import NOW, RUN, Row

from claims.errors import SettingsError
from claims.model import fingerprint
from validations import expectations
from validations.checks import checks
from validations.expectations import TableVerdict, check_tables, warm
from validations.gate import check_rows
from validations.measures import TABLES, measure
from validations.thresholds import Thresholds, load

Tables = dict[str, pl.DataFrame]
ARTICLES = 40
INSTANT = pl.Datetime("us", "UTC")
RUNS = {"run_id": pl.String, "started_at": INSTANT, "published_at": INSTANT}
RESULTS = {"run_id": pl.String, "check_id": pl.String, "table_name": pl.String, "check_name": pl.String,
           "observed": pl.String, "checked_at": INSTANT}


def runs(*rows: tuple[str, int, bool]) -> pl.DataFrame:
    """Runs as (id, days before now, whether published)."""
    found = [(run, at := NOW - timedelta(days=days), at if done else None) for run, days, done in rows]
    return pl.DataFrame(found, schema=RUNS, orient="row")


def aside(n: int, **values: object) -> pl.DataFrame:
    rows: list[Row] = [
        {"quarantine_id": fingerprint(n, values), "stage": "read", "item": f"file {n}", "version_id": None,
         "check_name": "not_text", "reason": "the file is no text", "row": None, "run_id": RUN, "first_seen": NOW,
         "last_seen": NOW} | values | ({"row": f'{{"n": {n}}}'} if values.get("stage") == "validate" else {})
        for n in range(n)
    ]
    for number, row in enumerate(rows):
        row["quarantine_id"] = fingerprint(number)
    return sound_rows.frame("quarantine", rows)


def ledger(articles: int = ARTICLES) -> Tables:
    """A ledger in which every check passes: all of its rows are of the run that is checked."""
    found = sound_rows.ledger(articles)
    return found | {
        "quarantine": aside(0), "runs": runs((RUN, 0, False)), "validation_results": pl.DataFrame(schema=RESULTS),
    }


def failed(tables: Tables, thresholds: Thresholds | None = None) -> set[str]:
    """The ids of the checks that do not pass."""
    results = check_tables(tables, RUN, thresholds or load(), NOW).results
    return set(results.filter(~pl.col("success"))["check_id"])


def where(tables: Tables, table: str, rows: int, **values: object) -> Tables:
    """Replace columns in the first rows of a table."""
    first = pl.int_range(pl.len()) < rows
    changed = [pl.when(first).then(pl.lit(value, dtype=tables[table].schema[name])).otherwise(name).alias(name)
               for name, value in values.items()]
    return tables | {table: tables[table].with_columns(changed)}


@pytest.fixture(scope="module")
def sound() -> TableVerdict:
    return check_tables(ledger(), RUN, load(), NOW)


def test_a_sound_ledger_passes_every_check(sound: TableVerdict) -> None:
    assert sound.stop == sound.warn == ()
    assert sound.results["success"].all()
    stated = {f"{check.name}.{level}" for check in checks() for level, _ in load().levels(check.name)}
    assert set(sound.results["check_id"]) == stated
    assert sound.results["check_id"].is_unique().all()
    judged = sound.results.filter(pl.col("observed").is_not_null())
    assert judged.height > 30
    rows = check_rows(sound_rows.frames(), RUN, NOW).results
    assert not set(rows["check_id"]) & set(sound.results["check_id"])
    assert sound.check_s > 0


def test_results_have_the_columns_of_their_table_and_tell_what_was_observed(sound: TableVerdict) -> None:
    assert set(sound.results["tool"]) == {"great_expectations"}
    assert set(sound.results["severity"]) == {"stop", "warn"}
    row = sound.results.filter(pl.col("check_id") == "claims.per_article.warn").row(0, named=True)
    assert row == {
        "run_id": RUN, "check_id": "claims.per_article.warn", "tool": "great_expectations", "table_name": "claims",
        "column_name": "claims", "check_name": "per_article", "severity": "warn", "success": True, "observed": "2",
        "threshold": "min 2, max 200", "failing_rows": 0,
        "message": "2 claims were found in a new article on average; between 2 and 200 expected.", "checked_at": NOW,
    }


def test_a_key_that_comes_twice_stops_the_run() -> None:
    tables = ledger()
    tables["quarantine"] = aside(2)
    keys = ["articles", "claims", "claim_sources", "quantities", "periods", "numbers", "attributions", "findings",
            "quarantine"]
    doubled = tables | {name: pl.concat([tables[name], tables[name].head(1)]) for name in keys}
    unique = {check.name for check in checks() if check.name.endswith("_unique")}
    assert len(unique) == 9
    results = check_tables(doubled, RUN, load(), NOW)
    found = set(results.results.filter(~pl.col("success"))["check_id"])
    assert {f"{name}.stop" for name in unique} == {name for name in found if "_unique" in name}
    ours = [message for message in results.stop if "of the figures have the key" in message]
    key = tables["quantities"]["quantity_id"][0]
    assert ours == [f"4.88 % (2) of the figures have the key of another; none expected: quantity_id {key}."]


def test_a_row_that_points_to_nothing_stops_the_run() -> None:
    tables = ledger()
    gone = fingerprint("gone")
    for table in ("claims", "quantities", "periods", "numbers", "attributions", "findings"):
        tables = where(tables, table, 1, version_id=gone)
    assert {name for name in failed(tables) if "article_known" in name} == {
        f"{table}.article_known.stop" for table in ("claims", "quantities", "periods", "numbers", "attributions", "findings")}
    tables = ledger()
    for table in ("claim_sources", "quantities", "periods", "numbers"):
        tables = where(tables, table, 1, claim_id=gone)
    assert failed(tables) == {
        "claims.source_known.stop",
        *(f"{table}.claim_known.stop" for table in ("claim_sources", "quantities", "periods", "numbers")),
    }


BREAKS: list[tuple[str, Callable[[Tables], Tables]]] = [
    ("articles.title_filled.warn", lambda t: where(t, "articles", 21, title=None)),
    ("articles.publisher_filled.warn", lambda t: where(t, "articles", 40, publisher=None)),
    ("articles.published_filled.warn", lambda t: where(t, "articles", 30, published=None)),
    ("articles.dated_ahead.warn", lambda t: where(t, "articles", 1, published=date(2026, 3, 4))),
    ("claims.unsure.warn", lambda t: where(t, "claims", 9, voice="unsure")),
    ("claims.unattributed.warn", lambda t: where(t, "claims", 80, voice="attributed") | {
        "claim_sources": t["claim_sources"].head(0).vstack(pl.concat([
            t["claim_sources"].head(1).with_columns(claim_id=pl.lit(claim)) for claim in t["claims"]["claim_id"]]))}),
    ("claims.repeated.warn", lambda t: where(t, "claims", 12, exact="the same words")),
    ("numbers.unaccounted.warn", lambda t: where(t, "numbers", 1, status="unaccounted")),
    ("numbers.unplaced.warn", lambda t: where(t, "quantities", 1, end_offset=t["quantities"]["start_offset"][0] + 2)),
    ("numbers.unplaced.warn", lambda t: t | {"periods": t["periods"].slice(1)}),
    ("quarantine.inputs.warn", lambda t: t | {"quarantine": aside(11)}),
    ("quarantine.rows.warn", lambda t: t | {
        "quarantine": aside(5, stage="validate", item="periods", check_name="day_order")}),
]


@pytest.mark.parametrize(("check", "broken"), BREAKS, ids=[f"{n}-{i}" for i, (n, _) in enumerate(BREAKS)])
def test_what_is_out_of_bounds_warns(check: str, broken: Callable[[Tables], Tables]) -> None:
    assert failed(broken(ledger())) == {check}


def test_figures_that_rest_on_nobody_are_counted_by_their_claim() -> None:
    tables = ledger(60)
    lost = where(tables, "quantities", 40, claim_id=None)
    asserted = lost["claims"].filter(pl.col("voice") == "asserted")["claim_id"].to_list()
    lost = lost | {"quantities": lost["quantities"].with_columns(
        pl.when(pl.int_range(pl.len()) >= 40).then(pl.lit(asserted[0])).otherwise("claim_id").alias("claim_id"))}
    assert failed(lost) == {"quantities.unattributed.warn"}


def test_articles_without_claims_warn_and_none_at_all_stop() -> None:
    tables = ledger()
    empty = tables | {name: tables[name].clear() for name in
                      ("claims", "claim_sources", "quantities", "periods", "numbers", "attributions", "findings")}
    verdict = check_tables(empty, RUN, load(), NOW)
    assert verdict.stop == ("0 claims were found in a new article on average; at least 0.5 expected.",)
    assert verdict.warn == (
        "100 % (40) of the new articles hold no claim; at most 10 % expected: ferries.txt.",)
    assert set(verdict.results.filter(~pl.col("success"))["severity"]) == {"stop", "warn"}


def test_too_many_unaccounted_numbers_and_bad_rows_stop() -> None:
    numbers = where(ledger(), "numbers", 10, status="unaccounted")
    verdict = check_tables(numbers, RUN, load(), NOW)
    assert [message[:13] for message in verdict.stop] == ["8.33 % (10) o"]
    assert verdict.warn == ()
    rows = ledger() | {"quarantine": aside(200, stage="validate", item="claims", check_name="voice_known")}
    assert failed(rows) == {"quarantine.rows.stop", "quarantine.rows.warn"}
    taken = ledger() | {"quarantine": aside(200, stage="validate", item="claims", check_name="article_quarantined")}
    assert failed(taken) == set()
    inputs = ledger(2) | {"quarantine": aside(200)}
    assert failed(inputs) == {"quarantine.inputs.stop", "quarantine.inputs.warn"}


def test_an_empty_ledger_stops_and_divides_by_nothing() -> None:
    tables = ledger(1)
    empty = tables | {name: tables[name].clear() for name in TABLES if name not in {"runs", "validation_results"}}
    verdict = check_tables(empty, RUN, load(), NOW)
    assert verdict.stop == ("0 article versions are stored; at least 1 expected.",)
    assert verdict.warn == ()
    message = verdict.results.filter(pl.col("check_id") == "claims.claim_id_unique.stop")["message"][0]
    assert message == "Not judged: there is no row to judge it by."


def test_a_share_of_few_rows_is_not_judged() -> None:
    verdict = check_tables(where(ledger(3), "articles", 3, title=None), RUN, load(), NOW)
    row = verdict.results.filter(pl.col("check_id") == "articles.title_filled.warn").row(0, named=True)
    assert row["success"]
    assert row["observed"] is None
    assert row["message"] == "Not judged: only 3 of the 10 rows that it takes."


def test_only_rows_since_the_last_published_run_are_judged_for_shares() -> None:
    tables = where(ledger(), "articles", 30, title=None, run_id="old")
    tables["runs"] = runs(("old", 2, True), (RUN, 0, False))
    assert failed(tables) == set()
    tables["runs"] = runs(("older", 3, True), ("old", 2, False), (RUN, 0, False))
    assert failed(tables) == {"articles.title_filled.warn"}
    tables["runs"] = runs(("old", 2, False), ("between", 1, True), (RUN, 0, False))
    assert failed(tables) == set()


def test_a_run_that_found_nothing_new_is_not_judged_for_shares() -> None:
    tables = ledger()
    tables["runs"] = runs((RUN, 1, True), ("again", 0, False))
    verdict = check_tables(tables, "again", load(), NOW)
    assert verdict.stop == verdict.warn == ()
    fresh = {check.name for check in checks() if check.frame.startswith("new_")}
    seen = verdict.results.filter(pl.col("observed").is_not_null())["check_id"].str.replace(r"\.\w+$", "")
    assert not fresh & set(seen)


def past(observed: dict[str, list[str | None]], *, published: bool = True) -> Tables:
    """A ledger with earlier runs and what their checks observed, the oldest first."""
    tables = ledger(120)
    count = len(next(iter(observed.values())))
    rows = [(f"run {n}", f"{check}.warn", *check.split("."), values[n], NOW - timedelta(days=count - n))
            for check, values in observed.items() for n in range(count)]
    return tables | {
        "runs": runs(*((f"run {n}", count - n, published) for n in range(count)), (RUN, 0, False)),
        "validation_results": pl.DataFrame(rows, schema=RESULTS, orient="row"),
    }


def test_drift_from_earlier_runs_warns() -> None:
    usual = past({"claims.per_article": ["2", "2.2", "1.9"], "claims.unattributed": ["0.5"] * 3,
                  "quarantine.rows": ["0"] * 3})
    assert failed(usual) == set()
    drifted = past({"claims.per_article": ["8", "9", "10"], "claims.unattributed": ["0.1", "0.2", "0.3"],
                    "quarantine.rows": ["0.2"] * 3})
    verdict = check_tables(drifted, RUN, load(), NOW)
    assert verdict.stop == ()
    assert verdict.warn == (
        "2 claims were found in a new article on average; between 4.5 and 13.5 expected, "
        "for 9 was usual in earlier runs.",
        "50 % of the new claims are in the publication's own voice; between 0 % and 40 % expected, "
        "for 20 % was usual in earlier runs.",
    )
    worse = past({"quarantine.rows": ["0.001"] * 3}) | {
        "quarantine": aside(80, stage="validate", item="claims", check_name="voice_known")}
    assert failed(worse) == {"quarantine.rows.warn", "drift.quarantined_rows.warn"}


def test_drift_takes_the_latest_published_runs_that_observed_something() -> None:
    latest = past({"claims.per_article": ["100"] * 5 + ["2"] * 10})
    assert failed(latest) == set()
    some = past({"claims.per_article": ["9", "9", None]})
    assert failed(some) == set()
    stopped = past({"claims.per_article": ["9"] * 5}, published=False)
    assert failed(stopped) == set()


def test_freshness_is_judged_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("[articles.newest_age]\nwarn = { max = 2 }\n", encoding="utf-8")
    old = where(ledger(), "articles", 39, published=date(2025, 1, 1))
    assert failed(old, load(path)) == set()
    older = where(ledger(), "articles", 40, published=date(2026, 2, 27))
    verdict = check_tables(older, RUN, load(path), NOW)
    assert verdict.warn == (
        "3 days have passed since the newest of the new articles was published; at most 2 expected.",)
    assert failed(where(ledger(3), "articles", 3, published=None), load(path)) == {"articles.published_filled.warn"}


def test_messages_name_the_article_and_the_place() -> None:
    tables = where(ledger(), "numbers", 1, status="unaccounted")
    message = check_tables(tables, RUN, load(), NOW).warn[0]
    start = sound_rows.place("1,250")[0]
    assert message == (
        "0.833 % (1) of the numbers in the new articles are neither figure nor date nor left out for a reason; "
        f"none expected: “1,250” in ferries.txt at {start}.")


def test_messages_name_the_same_whatever_the_order_of_the_rows() -> None:
    tables = ledger()
    nobody = pl.lit(None, pl.String).alias("publisher")
    articles = tables["articles"].with_columns(pl.format("{}.txt", pl.int_range(pl.len())).alias("name"), nobody)
    for seed in range(2):
        shuffled = articles.sample(fraction=1, shuffle=True, seed=seed)
        message = check_tables(tables | {"articles": shuffled}, RUN, load(), NOW).warn[0]
        assert message.endswith("expected: 0.txt, 1.txt, 10.txt, 11.txt, 12.txt …")


def test_only_the_columns_that_are_named_are_read() -> None:
    tables = {name: frame.select(TABLES[name]) for name, frame in ledger(2).items()}
    assert "text" not in TABLES["articles"]
    frames = measure(tables, RUN, NOW)
    assert {check.frame for check in checks()} == set(frames)
    assert all(set(check.columns) <= set(frames[check.frame].columns) for check in checks())


def test_a_check_that_cannot_be_evaluated_is_a_fault_of_the_program() -> None:
    check = next(check for check in checks() if check.name == "claims.unsure")
    test = next(expectations._tests(check, measure(ledger(), RUN, NOW), {}, load()))
    with pytest.raises(RuntimeError, match=r"claims\.unsure\.warn could not be evaluated"):
        expectations._observe([test], {"new_claims": pl.DataFrame({"other": [1.0]})})


def test_a_missing_threshold_is_not_passed_over() -> None:
    defaults = load()
    less = defaults.model_copy(update={
        "limits": {name: limit for name, limit in defaults.limits.items() if name != "claims.unsure"}})
    with pytest.raises(KeyError, match=r"claims\.unsure"):
        check_tables(ledger(1), RUN, less, NOW)


def test_checks_run_in_a_process_of_their_own() -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        pool.submit(warm).result(timeout=120)
        verdict = pool.submit(check_tables, ledger(2), RUN, load(), NOW).result(timeout=120)
        with pytest.raises(SettingsError):
            pool.submit(load, Path("/no/such/file.toml")).result(timeout=120)
    assert verdict.stop == ()
    assert verdict.import_s < 0.5
    assert verdict.results["success"].all()


ALONE = """
import os, sys
reached, written = [], []
def hook(event, args):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        reached.append((event, args))
    elif event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        written.append(str(args[0]))
sys.addaudithook(hook)
sys.path.insert(0, sys.argv[1])
from validations import expectations
assert not {"great_expectations", "pandas"} & set(sys.modules), "imported too early"
import test_expectations as ours
ours.check_tables(ours.ledger(3), ours.RUN, ours.load(), ours.NOW)
assert "great_expectations" in sys.modules
assert not {"altair.vegalite", "scipy.stats._stats_py"} & set(sys.modules), "imported what is not needed"
assert not any(finder.__name__ == "Finder" for finder in sys.meta_path if isinstance(finder, type))
import altair, scipy.stats
assert altair.Chart and abs(scipy.stats.norm.cdf(0) - 0.5) < 1e-9
assert not reached, reached
print("written", written)
print("here", os.listdir("."), os.listdir(os.environ["HOME"]))
"""


def test_alone_it_reaches_nowhere_writes_nothing_and_imports_no_more_than_it_needs(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    here = tmp_path / "here"
    here.mkdir()
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1",
                   "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(Path(__file__).parent)], cwd=here, env=environment, capture_output=True,
        text=True, timeout=120, check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "here [] []" in done.stdout
    assert "written []" in done.stdout, done.stdout
    assert "Calculating Metrics" not in done.stderr
