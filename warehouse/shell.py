"""The prompt for SQL on the published ledger: reads lines until a statement ends, and goes on after an error."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from typing import TextIO

from claims.errors import QueryError
from warehouse.fetch import statement
from warehouse.output import TEXT_FORMATS, Result, write_text
from warehouse.render import visible
from warehouse.session import Session
from warehouse.statements import code, split

__all__ = ["HELP", "Session", "prompt"]

HELP = """\
Type a query and end it with a semicolon; it may run over many lines. Ctrl-C stops a query, Ctrl-D ends the prompt.
  .tables         the views and tables, and what each holds
  .schema NAME    the columns of a view or table, and what each means
  .format NAME    print rows as table, csv, json or jsonl
  .help           this
  .quit           end the prompt
"""


def prompt(session: Session, source: TextIO, stream: TextIO) -> int:
    """Answer what is typed, or comes down a pipe, until it ends or says .quit; returns how many statements failed.

    The last statement needs no semicolon. On a terminal, lines can be edited and recalled where Python has readline,
    and Ctrl-C drops the line or stops the query; elsewhere it ends the prompt.
    """
    interactive = source.isatty() and stream.isatty()
    if interactive:
        stream.write(f"{session.note}: end a query with a semicolon, .help lists the commands\n")
    return _Prompt(session, stream, interactive=interactive).answer(_keyboard() if interactive else source.readline)


class _Prompt:
    def __init__(self, session: Session, stream: TextIO, *, interactive: bool) -> None:
        self._session, self._stream, self._interactive = session, stream, interactive
        self._form = "table"
        self._held = ""
        self._failed = 0

    def answer(self, read_line: Callable[..., str]) -> int:
        while True:
            try:
                line = read_line("   ... " if self._held else "claims> ") if self._interactive else read_line()
                if not line or not self._take(line):
                    break
            except KeyboardInterrupt:
                if not self._interactive:
                    raise
                self._held = ""
                self._complain("interrupted")
        if code(self._held).strip():
            self._run(self._held)
        return self._failed

    def _take(self, line: str) -> bool:
        """Do what a line completes; false where it says to stop."""
        if not self._held and line.lstrip().startswith("."):
            return self._command(*line.split())
        statements, rest = split(self._held + line)
        self._held = rest if rest.strip() else ""
        for sql in statements:
            self._run(sql)
        return True

    def _run(self, sql: str) -> None:
        try:
            write_text(self._session.query(sql), self._form, self._stream, self._session.max_rows, self._session.note)
        except QueryError as error:
            self._complain(str(error))

    def _command(self, name: str, *words: str) -> bool:
        match (name, *words):
            case [".quit" | ".exit"]:
                self._held = ""
                return False
            case [".help"]:
                self._stream.write(HELP)
            case [".tables"]:
                self._show(self._session.query(statement("shell_tables")))
            case [".schema", table]:
                self._show(self._session.query(statement("shell_columns"), {"name": table}))
            case [".format", form] if form in TEXT_FORMATS:
                self._form = form
            case [".schema" | ".format", *_]:
                self._complain(f"say .schema NAME, or .format and one of {', '.join(TEXT_FORMATS)}")
            case _:
                self._complain(f"there is no command {visible(' '.join((name, *words)))}: .help lists them")
        return True

    def _show(self, result: Result) -> None:
        rows = list(result.rows)
        if not rows:
            self._complain("there is no view or table of that name: .tables lists them")
            return
        write_text(Result(result.columns, iter(rows)), "table", self._stream, len(rows), self._session.note)

    def _complain(self, line: str) -> None:
        # Where the answers go, so that each error stands after its question.
        self._failed += 1
        self._stream.write(f"error: {line}\n")
        self._stream.flush()


def _keyboard() -> Callable[[str], str]:
    if importlib.util.find_spec("readline"):
        importlib.import_module("readline")  # loading it is what gives input() its editing keys and its history

    def read_line(shown: str) -> str:
        try:
            return input(shown) + "\n"
        except EOFError:
            return ""

    return read_line
