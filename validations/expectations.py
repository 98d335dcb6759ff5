"""The checks on the tables, made by Great Expectations over pandas frames, and what they come to in an editor's words.

Importing Great Expectations takes seconds, so this module does it only where the checks are run, and can be run in a
process of its own: everything that goes in and out can be pickled.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, assert_never

from validations.checks import Check, Drift, Kind, checks
from validations.measures import TABLES, measure
from validations.results import CheckResult, results_frame
from validations.thresholds import Bounds, Thresholds

if TYPE_CHECKING:
    import polars as pl

__all__ = ["TABLES", "TableVerdict", "check_tables", "warm"]

_EXAMPLES = 5
_PLACE = ("article", "position", "start_offset", "surface")
# Only how many rows fail: which ones is asked of the frame, for Great Expectations takes 60 µs a row to list them.
_COUNTS = {"result_format": "BASIC", "partial_unexpected_count": 0}
_spare: list[tuple[Any, Any]] = []
"""What ``warm`` has made for the next call of ``check_tables``; at most one."""
_NOT_NEEDED = ("altair", "jsonschema", "scipy.stats")
"""What Great Expectations imports for expectations that are not used here: 40 % of its import time."""

Level = Literal["stop", "warn"]


@dataclass(frozen=True, slots=True)
class TableVerdict:
    """What the table checks found: rows of ``validation_results``, and the messages of those that failed, by level.

    ``import_s`` and ``check_s`` are seconds: the first is near 0 where ``warm`` was called before.
    """

    results: pl.DataFrame
    stop: tuple[str, ...]
    warn: tuple[str, ...]
    import_s: float
    check_s: float


@dataclass(frozen=True, slots=True)
class _Test:
    """One level of one check on this run's rows: ``bounds`` are those of the observed value, drift resolved."""

    check: Check
    level: Level
    bounds: Bounds
    rows: int
    usual: float | None = None

    @property
    def check_id(self) -> str:
        return f"{self.check.name}.{self.level}"


def warm() -> None:
    """Import and make what ``check_tables`` needs, so that it is there when the frames are."""
    if _spare:
        return
    with _deferred(_NOT_NEEDED):
        import_module("great_expectations.expectations")
    _spare.append(_context())


def check_tables(
    tables: Mapping[str, pl.DataFrame], run_id: str, thresholds: Thresholds, now: datetime, docs: Path | None = None,
) -> TableVerdict:
    """Check the tables named in ``TABLES``, as they stand before publishing, at the given run's end.

    Uniqueness and references are checked on the whole tables, counts, shares and drift on the rows of the runs since
    the last published one. A measure with no row to take it on, or with fewer than its level asks, is not judged and
    passes. Into the folder ``docs`` Great Expectations writes its own pages of what it found. Raises KeyError where a table or a threshold is missing.
    """
    began = time.perf_counter()
    warm()
    imported = time.perf_counter()
    frames = measure(tables, run_id, now)
    usual = _usual(tables, run_id, thresholds)
    planned = [test for check in checks() for test in _tests(check, frames, usual, thresholds)]
    judged = [test for test in planned if test.rows >= test.bounds.least and not test.bounds.open]
    found = _observe(judged, frames, docs)
    results = [found[t.check_id] if t.check_id in found else _unjudged(t) for t in planned]
    failed = [result for result in results if not result.success]
    stopped = {f"{r.table_name}.{r.check_name}" for r in failed if r.severity == "stop"}
    return TableVerdict(
        results_frame(results, run_id, now),
        tuple(r.message for r in failed if r.severity == "stop"),
        tuple(r.message for r in failed
              if r.severity == "warn" and f"{r.table_name}.{r.check_name}" not in stopped),
        imported - began, time.perf_counter() - imported,
    )


@contextmanager
def _deferred(names: tuple[str, ...]) -> Iterator[None]:
    """Within the block, modules of these names are executed at their first use instead of at their import."""

    class Finder:
        @staticmethod
        def find_spec(name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
            if name not in names:
                return None
            spec = PathFinder.find_spec(name, path, target)
            if spec is not None and spec.loader is not None:
                spec.loader = LazyLoader(spec.loader)
            return spec

    finder: Any = Finder
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


def _usual(tables: Mapping[str, pl.DataFrame], run_id: str, thresholds: Thresholds) -> dict[str, float]:
    """The mean of what each drift check is compared with, over the latest published runs; absent where too few."""
    import polars as pl

    runs = tables["runs"].filter(pl.col("published_at").is_not_null(), pl.col("run_id") != run_id)
    found = tables["validation_results"].join(runs.select("run_id", "started_at"), on="run_id")
    usual = {}
    for check in checks():
        if check.drift is None:
            continue
        ids = [f"{check.drift.check}.{level}" for level in ("stop", "warn")]
        seen = found.filter(pl.col("check_id").is_in(ids), pl.col("observed").is_not_null())
        latest = seen.unique("run_id").sort("started_at", descending=True).head(thresholds.history.runs)
        if latest.height >= thresholds.history.least:
            usual[check.name] = sum(float(value) for value in latest["observed"]) / latest.height
    return usual


def _tests(
    check: Check, frames: Mapping[str, pl.DataFrame], usual: Mapping[str, float], thresholds: Thresholds,
) -> Iterator[_Test]:
    frame = frames[check.frame]
    rows = frame[check.columns[0]].count() if check.kind is Kind.SMALLEST else frame.height
    rows = max(rows, 1) if check.kind is Kind.ROWS else rows
    mean = usual.get(check.name)
    for level, stated in thresholds.levels(check.name):
        bounds = stated if check.drift is None else _around(mean, stated, check.drift)
        yield _Test(check, level, bounds, rows, mean)


def _around(mean: float | None, stated: Bounds, drift: Drift) -> Bounds:
    if mean is None or stated.max is None:
        return Bounds(least=stated.least)
    reach = stated.max * mean if drift.relative else stated.max
    low = None if drift.upwards else max(0.0, mean - reach)
    return Bounds(min=low, max=mean + reach, least=stated.least)


def _observe(tests: list[_Test], frames: Mapping[str, pl.DataFrame], docs: Path | None = None) -> dict[str, CheckResult]:
    """The result of each test by its id; Great Expectations sees each frame once, as pandas, and only its columns."""
    gx: Any = import_module("great_expectations")
    context, whole = _spare.pop() if _spare else _context()
    found: dict[str, CheckResult] = {}
    for name in dict.fromkeys(test.check.frame for test in tests):
        ours = {test.check_id: test for test in tests if test.check.frame == name}
        suite = gx.ExpectationSuite(name=name, expectations=[_expectation(test) for test in ours.values()])
        definition = gx.ValidationDefinition(
            name=name, suite=context.suites.add_or_update(suite), data=whole)
        outcome = context.validation_definitions.add_or_update(definition).run(
            batch_parameters={"dataframe": frames[name].to_pandas()}, result_format=_COUNTS)
        for one in outcome.results:
            test = ours[one.expectation_config.meta["check_id"]]
            found[test.check_id] = _result(test, one, frames[name])
    if docs is not None:
        _write_docs(context, docs)
    return found


def _context() -> tuple[Any, Any]:
    """What Great Expectations holds all else in, for one call, and what it calls a batch of data."""
    gx: Any = import_module("great_expectations")
    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(enable=False)
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    # Each asset and batch definition makes the context write itself down as YAML: one is taken for all frames.
    asset = context.data_sources.add_or_update_pandas("ledger").add_dataframe_asset("ledger")
    return context, asset.add_batch_definition_whole_dataframe("all")


def _write_docs(context: Any, folder: Path) -> None:
    """Data Docs of what the context has validated, in place of those that the folder holds."""
    context.delete_data_docs_site("local_site")
    context.add_data_docs_site(site_name="ledger", site_config={
        "class_name": "SiteBuilder", "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.resolve())},
    })
    context.build_data_docs(site_names=["ledger"])


def _expectation(test: _Test) -> Any:
    gxe: Any = import_module("great_expectations.expectations")
    between = {"min_value": test.bounds.min, "max_value": test.bounds.max}
    but_for = {"mostly": 1 - (test.bounds.max or 0)}
    columns = list(test.check.columns)
    given: dict[str, Any]
    match test.check.kind:
        case Kind.ROWS:
            kind, given = gxe.ExpectTableRowCountToBeBetween, between
        case Kind.UNIQUE if len(columns) == 1:
            kind, given = gxe.ExpectColumnValuesToBeUnique, {"column": columns[0], **but_for}
        case Kind.UNIQUE:
            kind, given = gxe.ExpectCompoundColumnsToBeUnique, {"column_list": columns, **but_for}
        case Kind.HOLDS:
            kind, given = gxe.ExpectColumnValuesToBeInSet, {"column": columns[0], "value_set": [True], **but_for}
        case Kind.FILLED:
            kind, given = gxe.ExpectColumnValuesToNotBeNull, {"column": columns[0], "mostly": test.bounds.min}
        case Kind.MEAN:
            kind, given = gxe.ExpectColumnMeanToBeBetween, {"column": columns[0], **between}
        case Kind.SMALLEST:
            kind, given = gxe.ExpectColumnMinToBeBetween, {"column": columns[0], **between}
        case _:
            assert_never(test.check.kind)
    severity = "critical" if test.level == "stop" else "warning"
    return kind(**given, severity=severity, meta={"check_id": test.check_id})


def _result(test: _Test, found: Any, frame: pl.DataFrame) -> CheckResult:
    """The row of one judged test; raises RuntimeError where Great Expectations could not evaluate it."""
    if found.exception_info.get("raised_exception", True):
        raise RuntimeError(f"{test.check_id} could not be evaluated: {found.exception_info}")
    detail = found.result
    failing = int(detail.get("unexpected_count", 0))
    if "observed_value" in detail:
        observed = float(detail["observed_value"])
    else:
        share = failing / detail["element_count"]
        observed = 1 - share if test.check.kind is Kind.FILLED else share
    count = f" ({failing:,})" if failing and test.check.kind is not Kind.FILLED else ""
    message = f"{_told(observed, test.check)}{count} {test.check.tells}; {_expected(test)}"
    if not found.success and (examples := _examples(test, frame)):
        message += f": {examples}"
    return _row(test, success=bool(found.success), observed=f"{observed:.6f}".rstrip("0").rstrip("."),
                failing_rows=failing, message=message if message.endswith("…") else message + ".")


def _unjudged(test: _Test) -> CheckResult:
    if test.bounds.open:
        why = "too few runs were published before to compare with"
    elif test.rows == 0:
        why = "there is no row to judge it by"
    else:
        why = f"only {test.rows:,} of the {test.bounds.least:,} rows that it takes"
    return _row(test, success=True, observed=None, failing_rows=0, message=f"Not judged: {why}.")


def _row(test: _Test, *, success: bool, observed: str | None, failing_rows: int, message: str) -> CheckResult:
    bounds = [f"{name} {value:.6g}" for name in ("min", "max") if (value := getattr(test.bounds, name)) is not None]
    return CheckResult(
        test.check_id, "great_expectations", test.check.table, ", ".join(test.check.columns) or None,
        test.check.name.partition(".")[2], test.level, success, observed, ", ".join(bounds) or None,
        failing_rows, message,
    )


def _told(value: float, check: Check) -> str:
    if check.is_share:
        return f"{100 * value:.3g} %"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _expected(test: _Test) -> str:
    low, high = (None if v is None else _told(v, test.check) for v in (test.bounds.min, test.bounds.max))
    match low, high:
        case str(), str():
            told = f"between {low} and {high} expected"
        case str(), None:
            told = f"at least {low} expected"
        case _:
            told = f"at most {high} expected" if test.bounds.max else "none expected"
    if test.usual is not None:
        told += f", for {_told(test.usual, test.check)} was usual in earlier runs"
    return told


def _examples(test: _Test, frame: pl.DataFrame) -> str:
    """A few of the failing rows in words, such as *“7” in ferries.txt at 212*."""
    columns = test.check.columns
    match test.check.kind:
        case Kind.UNIQUE:
            failing = frame.filter(frame.select(columns).is_duplicated())
        case Kind.HOLDS:
            failing = frame.filter(~frame[columns[0]])
        case Kind.FILLED:
            failing = frame.filter(frame[columns[0]].is_null())
        case _:
            return ""
    names = [name for name in frame.columns if name.endswith("_id") or name in _PLACE]
    # Rows come in no order from the ledger; an editor reads the same of them each time.
    rows = failing.select(names).unique().sort(sorted(names, key=lambda name: name not in _PLACE))
    return ", ".join(_place(row) for row in rows.head(_EXAMPLES).to_dicts()) + (" …" if rows.height > _EXAMPLES else "")


def _place(row: Mapping[str, object]) -> str:
    if "article" not in row:
        return " ".join(f"{name} {value}" for name, value in row.items())
    words = f"“{row['surface']}” in " if "surface" in row else ""
    return f"{words}{row['article']}" + (f" at {row['start_offset']}" if "start_offset" in row else "")
