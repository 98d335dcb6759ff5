"""Writes what a query returned: a table for reading, CSV, JSON, JSON Lines or Parquet for machines."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from claims.errors import QueryError
from warehouse import render

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

TEXT_FORMATS = ("table", "csv", "json", "jsonl")
FORMATS = (*TEXT_FORMATS, "parquet")


@dataclass(frozen=True, slots=True)
class Result:
    """What a query returned: its columns, and its rows, which can be gone through once.

    ``is_plan`` says that the rows are the drawing of a query's plan.
    """

    columns: tuple[str, ...]
    rows: Iterator[render.Row]
    is_plan: bool = False


def write_text(result: Result, form: str, sink: TextIO, max_rows: int, note: str) -> None:
    """Write the rows in one of TEXT_FORMATS; a table shows up to ``max_rows`` of them and ends with the note."""
    match form:
        case "table":
            lines = _plan(result) if result.is_plan else _table(result, _width(sink), max_rows, note)
        case "csv":
            lines = _csv(result)
        case "json":
            lines = _json(result)
        case "jsonl":
            lines = _objects(result)
        case _:
            raise QueryError(f"there is no format {form!r}: choose one of {', '.join(FORMATS)}")
    if isinstance(sink, io.TextIOWrapper):
        sink.reconfigure(errors="backslashreplace")
    on_terminal = sink.isatty() and form != "table"
    for line in lines:
        sink.write((render.visible(line) if on_terminal else line) + "\n")
    sink.flush()


def write_parquet(schema: pa.Schema, batches: Iterable[pa.RecordBatch], sink: BinaryIO) -> None:
    """Write record batches as one Parquet file."""
    # A quarter of a second that only this format needs.
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)


@contextmanager
def text_sink(output: Path | None, stream: TextIO) -> Iterator[TextIO]:
    """The stream, or the file, which appears under its name only when it is whole."""
    if output is None:
        yield stream
        return
    with _replacing(output) as draft, draft.open("w", encoding="utf-8", newline="") as sink:
        yield sink


@contextmanager
def binary_sink(output: Path | None, stream: TextIO) -> Iterator[BinaryIO]:
    """The bytes of the stream, or the file; QueryError where the stream is a terminal or takes no bytes."""
    if output is not None:
        with _replacing(output) as draft, draft.open("wb") as sink:
            yield sink
        return
    if stream.isatty() or not isinstance(stream, io.TextIOWrapper):
        raise QueryError("Parquet is not for a terminal: name a file with --output, or send it to a pipe")
    yield stream.buffer
    stream.flush()


@contextmanager
def _replacing(output: Path) -> Iterator[Path]:
    draft = output.with_name(output.name + ".part")
    try:
        yield draft
        draft.replace(output)
    except OSError as error:
        raise QueryError(f"{output} cannot be written: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)


def _width(sink: TextIO) -> int | None:
    return shutil.get_terminal_size().columns if sink.isatty() else None


def _table(result: Result, width: int | None, max_rows: int, note: str) -> Iterator[str]:
    shown = list(islice(result.rows, max_rows))
    more = sum(1 for _ in result.rows)
    yield from render.table(result.columns, shown, width)
    rows = f"{len(shown) + more} row{'' if len(shown) + more == 1 else 's'}"
    yield f"({rows}{f', {more} more not shown' if more else ''}; {note})"


def _plan(result: Result) -> Iterator[str]:
    for row in result.rows:
        yield from map(render.visible, str(row[-1]).splitlines())


def _csv(result: Result) -> Iterator[str]:
    line = io.StringIO()
    # It quotes a value that holds a character of its own line end, so that must have both, whatever ours is.
    writer = csv.writer(line, lineterminator="\r\n")
    for row in _after(result.columns, ([render.cell(value) for value in row] for row in result.rows)):
        writer.writerow(row)
        yield line.getvalue().removesuffix("\r\n")
        line.seek(0)
        line.truncate()


def _after(first: Iterable[str], rest: Iterable[Iterable[str]]) -> Iterator[Iterable[str]]:
    yield first
    yield from rest


def _json(result: Result) -> Iterator[str]:
    held = "["
    for number, line in enumerate(_objects(result)):
        yield held if number == 0 else held + ","
        held = line
    yield held
    yield "]"


def _objects(result: Result) -> Iterator[str]:
    names = _unique(result.columns)
    for row in result.rows:
        values = {name: render.plain(value) for name, value in zip(names, row, strict=True)}
        yield json.dumps(values, ensure_ascii=False, allow_nan=False)


def _unique(columns: tuple[str, ...]) -> list[str]:
    """The names, with _2, _3 and so on after those that came before: an object has each key once."""
    names: list[str] = []
    for name in columns:
        candidate, number = name, 1
        while candidate in names:
            number += 1
            candidate = f"{name}_{number}"
        names.append(candidate)
    return names
