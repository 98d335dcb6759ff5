"""The five formats: the same rows for reading and for machines, to a stream or a file that is whole or not there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from claims.errors import QueryError
from warehouse import output
from warehouse.output import Result, text_sink, write_text

ROWS = [("harbour, new", Decimal("5.500000000"), None), ("said\r “no”\n", Decimal(7), ["a\rb"])]


def written(form: str, rows: list[tuple[object, ...]] | None = None, columns: tuple[str, ...] = ("a", "b", "c"),
            max_rows: int = 100) -> str:  # fmt: skip
    sink = io.StringIO()
    write_text(Result(columns, iter(ROWS if rows is None else rows)), form, sink, max_rows, "ledger as of noon")
    return sink.getvalue()


def test_a_table_ends_with_its_rows_and_what_it_is_of() -> None:
    assert written("table").splitlines()[-1] == "(2 rows; ledger as of noon)"
    assert written("table", ROWS[:1]).splitlines()[-1] == "(1 row; ledger as of noon)"
    assert written("table", []).splitlines()[-1] == "(0 rows; ledger as of noon)"


def test_a_long_table_says_how_much_it_leaves_out() -> None:
    lines = written("table", [(n, n, n) for n in range(10)], max_rows=4).splitlines()
    assert len(lines) == 2 + 4 + 1
    assert lines[-1] == "(10 rows, 6 more not shown; ledger as of noon)"


def test_csv_comes_back() -> None:
    text = written("csv")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["a", "b", "c"],
        ["harbour, new", "5.5", ""],
        ["said\r “no”\n", "7", '["a\\rb"]'],
    ]
    assert written("csv", []) == "a,b,c\n"


def test_json_is_one_array_and_jsonl_an_object_a_line() -> None:
    wanted = [{"a": "harbour, new", "b": 5.5, "c": None}, {"a": "said\r “no”\n", "b": 7, "c": ["a\rb"]}]
    assert json.loads(written("json")) == wanted
    assert [json.loads(line) for line in written("jsonl").splitlines()] == wanted
    assert json.loads(written("json", [])) == []
    assert written("jsonl", []) == ""


def test_columns_of_one_name_are_all_kept_in_json() -> None:
    assert json.loads(written("json", [(1, 2, 3)], ("a", "a", "a_2"))) == [{"a": 1, "a_2": 2, "a_2_2": 3}]


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(QueryError, match="'xml': choose one of table, csv, json, jsonl, parquet"):
        written("xml")


class Terminal(io.StringIO):
    """Takes text as a terminal does."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("form", output.TEXT_FORMATS)
def test_nothing_acts_on_a_terminal_in_any_format(form: str) -> None:
    sink = Terminal()
    write_text(Result(("a\x1b[1m",), iter([("\x1b]0;title\x07 \x9b31m \u202e",)])), form, sink, 10, "note")
    assert not set("\x1b\x07\x9b\u202e") & set(sink.getvalue())


def test_to_a_pipe_csv_is_faithful() -> None:
    assert "\x1b" in written("csv", [("\x1b[1m", 1, 1)])


def test_text_that_an_encoding_lacks_is_escaped_and_not_fatal() -> None:
    sink = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    write_text(Result(("a",), iter([("“no”",)])), "csv", sink, 10, "note")
    assert sink.buffer.getvalue() == b"a\n\\u201cno\\u201d\n"  # type: ignore[attr-defined]


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"

    def broken() -> Iterator[tuple[object, ...]]:
        yield (1,)
        raise QueryError("stopped")

    target.write_text("what was there before")
    with pytest.raises(QueryError, match="stopped"), text_sink(target, io.StringIO()) as sink:
        write_text(Result(("a",), broken()), "csv", sink, 10, "note")
    assert target.read_text() == "what was there before"
    with text_sink(target, io.StringIO()) as sink:
        write_text(Result(("a",), iter([("“no”",)])), "csv", sink, 10, "note")
    assert target.read_bytes() == "a\n“no”\n".encode()
    assert [p.name for p in tmp_path.iterdir()] == ["rows.csv"]


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with (
        pytest.raises(QueryError, match=r"gone/rows\.csv cannot be written: No such file or directory"),
        text_sink(tmp_path / "gone" / "rows.csv", io.StringIO()),
    ):
        pass
