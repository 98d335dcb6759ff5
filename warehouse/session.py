"""Runs other people's SQL on the published ledger: read-only, one statement at a time, within a time limit."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import duckdb

from claims.errors import QueryError
from warehouse.audit import Question
from warehouse.connect import READER_MEMORY, deadline, read_published
from warehouse.faults import one_line
from warehouse.fetch import Value, as_of
from warehouse.output import Result, binary_sink, text_sink, write_parquet, write_text
from warehouse.render import Row, text, visible
from warehouse.statements import code

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

MAX_ROWS = 200
"""How many rows a table shows; the other formats give all."""

_CHUNK = 2048
_BATCH = 16_384
# Functions that change the session though they stand in a SELECT and the configuration is locked; query() hides them.
_MEDDLING = re.compile(r'\b((?:enable|disable)_(?:profiling|logging)|query(?="?\s*\())', re.IGNORECASE)


class Session:
    """A locked-down connection to the last published snapshot of a database, as a context manager."""

    def __init__(self, db: Path, timeout_s: float | None = 60.0, max_rows: int = MAX_ROWS) -> None:
        self.db = db
        self.max_rows = max_rows
        self._timeout_s = timeout_s
        self._left = timeout_s
        self._stack = ExitStack()

    def __enter__(self) -> Session:
        self._con = self._stack.enter_context(read_published(self.db))
        moment = as_of(self._con)
        self.note = f"{visible(str(self.db))} as of {text(moment)}" if moment else visible(str(self.db))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def query(self, sql: str, parameters: Mapping[str, Value] | None = None) -> Result:
        """Run one statement that only reads; QueryError in one line where it is refused, wrong or takes too long.

        The time limit counts what DuckDB works, here and while the rows are gone through, not what happens to them.
        """
        self._left = self._timeout_s
        with self._working():
            is_plan = self._allowed(sql) == duckdb.StatementType.EXPLAIN
            self._con.execute(sql, dict(parameters) if parameters else None)
        columns = tuple(str(column[0]) for column in self._con.description or [])
        return Result(columns, self._rows(), is_plan)

    def print(
        self, asked: str | Question, form: str = "table", output: Path | None = None, stream: TextIO = sys.stdout
    ) -> None:
        """Write what a statement or question returns, in one of output.FORMATS, to the stream or the file.

        A table ends with the moment of publication; beside the other formats it goes to standard error.
        """
        sql, parameters = (asked, None) if isinstance(asked, str) else (asked.sql, asked.parameters)
        if form == "parquet":
            with binary_sink(output, stream) as sink:
                write_parquet(*self._arrow(sql, parameters), sink)
        else:
            result = self.query(sql, parameters)
            with text_sink(output, stream) as lines:
                write_text(result, form, lines, self.max_rows, self.note)
        if form != "table":
            print(f"claims: {self.note}", file=sys.stderr)

    def _rows(self) -> Iterator[Row]:
        while True:
            with self._working():
                chunk: list[Row] = self._con.fetchmany(_CHUNK)
            if not chunk:
                return
            yield from chunk

    def _arrow(self, sql: str, parameters: Mapping[str, Value] | None) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
        self._left = self._timeout_s
        with self._working():
            self._allowed(sql)
            relation = self._con.sql(sql, params=dict(parameters) if parameters else None)
            # Arrow knows no 128-bit integer, which sum() returns, and would take it for a float.
            columns = [
                f"#{number}::DECIMAL(38, 0) AS {_quoted(name)}" if kind == "HUGEINT" else f"#{number}"
                for number, (name, kind) in enumerate(zip(relation.columns, relation.types, strict=True), 1)
            ]
            reader = relation.project(", ".join(columns)).to_arrow_reader(_BATCH)
        return reader.schema, self._batches(reader)

    def _batches(self, reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
        while True:
            with self._working():
                batch = next(reader, None)
            if batch is None:
                return
            yield batch

    def _allowed(self, sql: str) -> duckdb.StatementType:
        # DuckDB makes two statements of a PIVOT that lists no values: a temporary type, without text, and a query.
        given = [s for s in self._con.extract_statements(sql) if s.query or s.type != duckdb.StatementType.CREATE]
        if len(given) != 1:
            raise QueryError("give one statement at a time" if given else "there is no statement to run")
        if given[0].type not in {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}:
            raise QueryError(f"only queries run here, the ledger is read-only: {given[0].type.name} is refused")
        meddling = _MEDDLING.search(code(sql))
        if meddling:
            raise QueryError(f"only queries of the ledger run here: {meddling[0]}() is refused")
        return given[0].type

    @contextmanager
    def _working(self) -> Iterator[None]:
        began = time.monotonic()
        with deadline(self._con, self._left) as over:
            try:
                yield
            except (duckdb.Error, OSError) as error:  # OSError: how Arrow's reader passes on what DuckDB said
                raise QueryError(self._complaint(str(error), too_long=over.is_set())) from error
            except RuntimeError as error:
                # DuckDB's answer to Ctrl-C while it works.
                raise KeyboardInterrupt from error
        if over.is_set():
            # It came to its end together with the time; an interrupted result may end early without a word.
            raise QueryError(self._complaint("", too_long=True))
        if self._left is not None:
            self._left = max(self._left - (time.monotonic() - began), 0.001)

    def _complaint(self, message: str, *, too_long: bool) -> str:
        if too_long:
            return f"stopped after {self._timeout_s:g} s: ask for less, or allow more time"
        if message.startswith("Out of Memory"):
            return f"this needs more than {READER_MEMORY} of memory: ask for less at once"
        return visible(one_line(message))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
