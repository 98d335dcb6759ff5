"""The prompt: down a pipe, and on a real terminal with Ctrl-C and Ctrl-D."""

from __future__ import annotations

import io
import os
import pty
import select
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger import NOON, Frames, Said, end, start

from warehouse import connect, snapshot, store
from warehouse.shell import Session, prompt


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("ledger") / "claims.duckdb"
    frames = Frames()
    frames.article("harbour", (Said("The wall is 30 m long", figures=(("30", "metre"),)),))
    with connect.write_working(db) as con:
        store.begin_run(con, start())
        store.store_batch(con, frames.frames(con))
        store.finish_run(con, "run-1", end(at=NOON))
    snapshot.publish(db)
    return db


def piped(db: Path, text: str) -> tuple[str, int]:
    stream = io.StringIO()
    with Session(db) as session:
        failed = prompt(session, io.StringIO(text), stream)
    return stream.getvalue(), failed


def test_statements_may_run_over_lines_and_share_one(db: Path) -> None:
    out, failed = piped(db, ".format csv\nselect\n 1 as a\n;select ';' as b; select\n2 as c")
    assert (out, failed) == ("a\n1\nb\n;\nc\n2\n", 0)


def test_an_error_is_one_line_and_the_next_statement_runs(db: Path) -> None:
    out, failed = piped(db, ".format csv\nselec 1;\ndrop table claims;\nselect 2 as a;\n")
    assert out == (
        'error: syntax error at or near "selec"\n'
        "error: only queries run here, the ledger is read-only: DROP is refused\na\n2\n"
    )
    assert failed == 2


def test_commands(db: Path) -> None:
    out, failed = piped(db, ".tables\n.schema claim_details\n.help\n.quit\nselect 1;\n")
    lines = out.splitlines()
    assert any(line.startswith("claim_details ") and "everything known of it" in line for line in lines)
    assert any(line.startswith("chain ") and "nearest source → … → origin" in line for line in lines)
    assert "  .quit           end the prompt" in lines
    assert "1" not in lines
    assert failed == 0


@pytest.mark.parametrize(("line", "said"), [
    (".schema nothing", "no view or table of that name"), (".schema", "say .schema NAME"),
    (".schema x' OR 1=1 --", "say .schema NAME"), (".format xml", "one of table, csv, json, jsonl"),
    (".tabels", "no command .tabels"), (".\x1b[2J", "no command .\\x1b[2J"),
])  # fmt: skip
def test_commands_that_are_wrong(db: Path, line: str, said: str) -> None:
    out, failed = piped(db, line + "\n")
    assert said in out
    assert failed == 1


def test_a_dot_within_a_statement_is_no_command(db: Path) -> None:
    assert piped(db, ".format csv\nselect 1\n.5 as a;\n")[1] == 1


def test_a_comment_at_the_end_is_no_statement(db: Path) -> None:
    assert piped(db, "-- that was all\n") == ("", 0)


PROMPT = """
    import sys
    from pathlib import Path
    from warehouse.shell import Session, prompt
    with Session(Path(sys.argv[1])) as session:
        sys.exit(prompt(session, sys.stdin, sys.stdout))
"""


class Terminal:
    """A child on a terminal of its own, and what it has shown so far."""

    def __init__(self, db: Path) -> None:
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(PROMPT), str(db)], stdin=slave, stdout=slave, stderr=slave,
            start_new_session=True, env={**os.environ, "TERM": "dumb"},
        )  # fmt: skip
        os.close(slave)
        self.shown = ""

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def expect(self, words: str) -> None:
        """Wait until the words have been shown since the last time."""
        limit = time.monotonic() + 120
        while words not in self.shown:
            assert time.monotonic() < limit, self.shown
            if select.select([self.master], [], [], 1)[0]:
                self.shown += os.read(self.master, 65536).decode(errors="replace")
        self.shown = self.shown.split(words, 1)[1]


@pytest.fixture
def terminal(db: Path) -> Iterator[Terminal]:
    opened = Terminal(db)
    yield opened
    opened.process.kill()
    opened.process.wait()
    os.close(opened.master)


def test_on_a_terminal(terminal: Terminal) -> None:
    terminal.expect("as of 2026-03-03 12:00:00 UTC: end a query with a semicolon")
    terminal.expect("claims> ")
    terminal.type("select count(*) as claims\n")
    terminal.expect("... ")
    terminal.type("from claims;\n")
    terminal.expect("(1 row; ")
    terminal.type("select half a statement")
    time.sleep(0.2)
    terminal.process.send_signal(2)
    terminal.expect("interrupted")
    terminal.expect("claims> ")
    terminal.type("select count(*) from range(100000000000) r(i) where i % 7 = 3;\n")
    time.sleep(0.7)
    terminal.process.send_signal(2)
    terminal.expect("interrupted")
    terminal.type("select 'still' || ' here';\n")
    terminal.expect("still here")
    terminal.expect("claims> ")
    terminal.type("\x04")
    assert terminal.process.wait(20) == 2
