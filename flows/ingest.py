"""The ingest flow: read, extract, validate, store, reconcile, check the tables, publish, report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from claims.errors import NothingToRead, PipelineError, Stopped
from claims.model import EXTRACTOR_VERSION, Article, Extraction, Rejected
from claims.read import Input, ReadOptions, TransientError, inputs, read_input
from claims.register import Register, register
from flows import beside, reading, tables
from flows.artifacts import leave_artifacts
from flows.progress import note, tell
from flows.reconcile import Against, reconcile_ledger
from flows.run import Batch, Quarantined, Request, Run, Summary, rounded, software, started_by
from flows.tabulate import rejects, tabulate
from flows.vectors import foresee
from flows.worker import Worker
from validations.expectations import TableVerdict
from validations.gate import check_rows, summarise
from warehouse import connect, fetch, snapshot, store

_COUNTS = ("articles", "new_articles", "claims", "attributed", "asserted", "unsure", "quantities", "periods")


def _run_name() -> str:
    given = [str(target) for target in flow_run.parameters.get("inputs") or ["nothing"]]
    first = Path(given[0]).name or given[0]
    return first if len(given) == 1 else f"{first} and {len(given) - 1} more"


@flow(name="ingest", flow_run_name=_run_name, persist_result=False)
def ingest(
    inputs: list[str],
    database: str = "claims.duckdb",
    report_dir: str = "report",
    publisher: str | None = None,
    published: date | None = None,
    batch_size: int = 100,
    max_article_bytes: int = 10_485_760,
    wait_s: float = 600.0,
    thresholds: str | None = None,
    against: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Read the inputs, store their claims, check the tables, publish and report; returns the run's summary.

    What the ledger already holds in this version, read by this extractor, is only marked as seen: the ledger, keyed
    by content, is the cache. Raises the errors of claims.errors. One row of the table ``runs`` records each outcome.
    """
    request = Request(
        inputs=tuple(inputs), database=Path(database), report_dir=Path(report_dir), publisher=publisher,
        published=published, batch_size=batch_size, max_bytes=max_article_bytes, wait_s=wait_s,
        thresholds=Path(thresholds) if thresholds else None, against=against or {},
    )  # fmt: skip
    log = get_run_logger()

    def waiting(holder: connect.Holder) -> None:
        log.warning("waiting for %s", holder)
        note(f"waiting for {holder}, up to {wait_s:g} s")

    with connect.hold(request.database, wait_s, waiting):
        summary = _perform(Run(request))
    leave_artifacts(summary)
    log.info("%s: %s articles, %s claims", summary.outcome, summary.articles, summary.claims)
    return asdict(summary)


def _perform(run: Run) -> Summary:
    """One run under the lock; the ledger is closed while another process checks it, and while it is published."""
    database = run.request.database
    with beside.checker() as checker, _recorded(run):
        with connect.write_working(database) as con:
            store.begin_run(con, store.RunStart(
                run_id=run.run_id, flow="ingest", started_at=run.started_at, started_by=started_by(),
                inputs=run.request.inputs, options=run.request.options(), extractor_version=EXTRACTOR_VERSION,
                software=software(),
            ))  # fmt: skip
            results = _ingest_batches(run, con)
            with run.stage("reconcile"):
                reconcile_claims(run, con)
        with run.stage("check tables"):
            verdict: TableVerdict = check_tables(run, checker)  # type: ignore[assignment]  # sync and async at once
        with connect.write_working(database) as con:
            store.store_checks(con, pl.concat([results, verdict.results]))
            if verdict.stop:
                raise Stopped("nothing was published: " + "; ".join(verdict.stop))
            _finish(run, con, "published", None)
        with run.stage("publish"):
            published = publish(run)
    with run.stage("report"):
        report = make_report(run)
    return _summary(run, verdict.warn, published, report)


@contextmanager
def _recorded(run: Run) -> Iterator[None]:
    """Whatever ends the block early, short of the process being killed, is recorded as the run's outcome."""
    try:
        yield
    except BaseException as error:
        outcome = "stopped" if isinstance(error, Stopped) else "failed"
        message = f"{error}" if isinstance(error, PipelineError) else f"{type(error).__name__}: {error}"
        with connect.write_working(run.request.database) as con:
            _finish(run, con, outcome, message)
        raise


def _ingest_batches(run: Run, con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Every batch read, extracted, validated and stored; returns the row checks' results."""
    tell("looking for articles", 0)
    leaves = list(inputs(run.request.inputs))
    sources = register(run.request.against.get("sources") or ())
    source = _items(run, leaves)
    tallies: list[pl.DataFrame] = []
    while True:
        with run.stage("read"):
            batch = read_batch(source, run.request.batch_size)
        if not len(batch):
            break
        known = store.known_versions(con, [a.version_id for a in batch.articles], EXTRACTOR_VERSION)
        with run.stage("extract"):
            extractions = extract_batch(batch, known, sources)
        with run.stage("validate"):
            frames, tally = validate_batch(run, batch, extractions)
        with run.stage("store"):
            store_batch(run, con, frames, known)
        tallies.append(tally)
        run.seen.update(a.version_id for a in batch.articles)
    if not run.seen:
        reasons = "; ".join(dict.fromkeys(f"{q.item}: {q.reason}" for q in run.quarantined[:3]))
        raise NothingToRead(f"nothing could be read as an article ({reasons or 'no input'})")
    return summarise(tallies, run.run_id, run.started_at)


def _items(run: Run, leaves: list[Input]) -> Iterator[Article | Rejected]:
    options = ReadOptions(published=run.request.published, publisher=run.request.publisher,
                          max_bytes=run.request.max_bytes)  # fmt: skip
    for done, leaf in enumerate(leaves):
        tell("reading and extracting", done, len(leaves))
        if leaf.is_url:
            try:
                yield from fetch_url(leaf, options)
            except TransientError as error:
                yield Rejected(leaf.target, "unreachable", f"{error}; try again later")
        else:
            yield from reading.read(leaf, options)
    tell("checking and publishing", len(leaves), len(leaves))


@task(name="fetch", retries=3, retry_delay_seconds=[1, 4, 15], cache_policy=NO_CACHE,
      retry_condition_fn=lambda _task, _run, state: isinstance(state.result(raise_on_failure=False), TransientError))  # fmt: skip
def fetch_url(leaf: Input, options: ReadOptions) -> list[Article | Rejected]:
    """The articles behind a URL; only what the network did is tried again."""
    return list(read_input(leaf, options))


@task(name="read", cache_policy=NO_CACHE)
def read_batch(source: Iterator[Article | Rejected], size: int) -> Batch:
    """The next articles and rejected inputs, up to ``size`` of them together."""
    batch = Batch()
    for item in islice(source, size):
        batch.add(item)
    return batch


@task(name="extract", cache_policy=NO_CACHE)
def extract_batch(batch: Batch, known: set[str], sources: Register) -> list[Extraction]:
    """What is read out of the articles that the ledger does not know; one that fails is rejected with its reason."""
    found = reading.extract_all([a for a in batch.articles if a.version_id not in known], sources, _get_ready)
    batch.failed += [one for one in found if isinstance(one, Rejected)]
    extractions = [one for one in found if isinstance(one, Extraction)]
    foresee([claim.wording for one in extractions for claim in one.claims])
    return extractions


def _get_ready() -> None:
    """Import what later stages need: there is time while another process reads."""
    import networkx  # noqa: F401

    # DuckDB asks for it where it is given a frame.
    import pyarrow.dataset  # type: ignore[import-untyped]  # noqa: F401


@task(name="validate", cache_policy=NO_CACHE)
def validate_batch(run: Run, batch: Batch, extractions: list[Extraction]) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """The rows that may be stored, those put aside in quarantine, and the tally of the row checks."""
    verdict = check_rows(tabulate(extractions, run.run_id, run.started_at), run.run_id, run.started_at)
    aside = pl.concat([
        rejects(batch.rejected, "read", run.run_id, run.started_at),
        rejects(batch.failed, "extract", run.run_id, run.started_at),
        verdict.quarantine,
    ])  # fmt: skip
    run.quarantined += [Quarantined(*row) for row in aside.select("stage", "item", "check_name", "reason").rows()]
    return {**verdict.good, "quarantine": aside}, verdict.tally


@task(name="store", cache_policy=NO_CACHE)
def store_batch(run: Run, con: Any, frames: dict[str, pl.DataFrame], known: set[str]) -> None:
    """One transaction for the batch's rows, and one that marks what was known as seen."""
    store.store_batch(con, frames)
    if known:
        store.touch(con, known, run.started_at)


@task(name="check tables", cache_policy=NO_CACHE)
def check_tables(run: Run, checker: Worker) -> Any:
    """What Great Expectations finds in the ledger before it is published."""
    checker.ask(tables.check, run.request.database, run.run_id, run.request.thresholds, datetime.now(UTC))
    _get_ready_to_report()
    verdict = checker.answer()
    reader = beside.started()
    took = {"start of the reader": reader.ready_s if reader else None, "import of Great Expectations": checker.ready_s}
    run.beside |= {name: seconds for name, seconds in took.items() if seconds is not None}
    run.beside["Great Expectations"] = verdict.check_s
    return verdict


def _get_ready_to_report() -> None:
    """Import and make what the report needs: there is time while another process checks."""
    from flows import report  # noqa: F401
    from validations.report import render

    render.warm()


@task(name="reconcile", cache_policy=NO_CACHE)
def reconcile_claims(run: Run, con: Any) -> None:
    """New claims against the archive, new versions against the ones before, figures against the evidence."""
    reconcile_ledger(con, run.started_at, Against.of(run.request.against))


@task(name="publish", cache_policy=NO_CACHE)
def publish(run: Run) -> Path:
    """Put the ledger in the snapshot's place."""
    return snapshot.publish(run.request.database)


@task(name="report", cache_policy=NO_CACHE)
def make_report(run: Run) -> Path:
    """The pages of this run's articles, from the published ledger."""
    from flows.report import write_report

    with connect.read_published(run.request.database) as con:
        return write_report(con, run.run_id, run.request.report_dir)


def _finish(run: Run, con: duckdb.DuckDBPyConnection, outcome: str, message: str | None) -> None:
    counts = fetch.rows(con, "run_counts", seen=run.started_at)[0]
    run.counts = {name: int(str(value)) for name, value in zip(_COUNTS, counts, strict=True)}
    kept = {name: count for name, count in run.counts.items() if name != "unsure"}
    store.finish_run(con, run.run_id, store.RunEnd(
        outcome=outcome, finished_at=datetime.now(UTC), duration_s=run.duration_s, message=message,
        quarantined=len(run.quarantined), **kept,
    ))  # fmt: skip


def _summary(run: Run, warnings: tuple[str, ...], published: Path, report: Path) -> Summary:
    return Summary(
        run_id=run.run_id, outcome="published", **run.counts, quarantined=tuple(run.quarantined), warnings=warnings,
        database=str(run.request.database), published=str(published), report=str(report),
        duration_s=round(run.duration_s, 3), stages=rounded(run.stages), beside=rounded(run.beside),
    )  # fmt: skip
