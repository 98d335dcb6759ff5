"""The processes beside a run: they answer, pass on what goes wrong, and do not outlive whoever started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from test_server import wait_until_gone

from claims.errors import NothingToRead, PipelineError
from claims.meaning import shipped
from claims.model import Article, Extraction, Rejected
from claims.read import ReadOptions, inputs
from claims.register import NOBODY
from flows import beside, reading
from flows.vectors import foresee, vectors
from flows.worker import Worker

NOTED: list[float] = []

STARTER = """
import time
from flows.worker import Worker
from test_worker import busy, nothing
with Worker.started("is tested", nothing) as worker:
    worker.ask(busy)
    print(worker.pid, flush=True)
    time.sleep(600)
"""


def nothing() -> None:
    """What a process needs that needs nothing."""


def busy() -> None:
    """Work that never ends."""
    while True:
        sum(range(100_000))


def double(text: str) -> str:
    print("what is printed is no answer")
    return text * 2


def doze() -> None:
    time.sleep(0.5)


def note(number: float) -> None:
    doze()
    NOTED.append(number)


def doze_and_note() -> None:
    doze()
    NOTED.append(time.monotonic())


def noted() -> list[float]:
    return NOTED


def refuse(error: Exception) -> None:
    raise error


def end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked is here, and must be found there."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(Path(__file__).parents[1]), str(Path(__file__).parent))))


def test_it_answers_and_raises_what_is_raised_there() -> None:
    with Worker.started("is tested", nothing) as worker:
        assert worker.ready_s is None
        assert worker.call(double, "ab" * 100_000) == "ab" * 200_000
        assert worker.ready_s is not None
        with pytest.raises(NothingToRead, match="no input") as raised:
            worker.call(refuse, NothingToRead("no input"))
        assert "in refuse" in raised.value.__notes__[0]
        assert worker.call(double, "c") == "cc"
        pid = worker.pid
    wait_until_gone(pid)


def test_what_is_told_is_done_when_nothing_is_asked() -> None:
    with Worker.started("is tested", nothing) as worker:
        worker.tell(refuse, NothingToRead("is dropped"))
        for number in range(3):
            worker.tell(note, number)
        assert len(worker.call(noted)) < 3
        time.sleep(2)
        assert worker.call(noted) == [0, 1, 2]


def test_one_gets_ready_after_the_other() -> None:
    with (
        Worker.started("is first", doze_and_note) as first,
        Worker.started("is second", doze_and_note, first) as second,
        Worker.started("is third", doze_and_note, second) as third,
    ):
        moments = [worker.call(noted)[0] for worker in (third, first, second)]
    assert moments[0] - moments[2] >= 0.5 <= moments[2] - moments[1]


def test_where_the_first_dies_the_second_gets_ready_all_the_same() -> None:
    with Worker.started("is first", end) as first, Worker.started("is second", nothing, first) as second:
        assert second.call(double, "ab") == "abab"


def test_one_that_ends_is_told_in_one_line() -> None:
    with (
        Worker.started("is tested", nothing) as worker,
        pytest.raises(PipelineError, match="the process that is tested has ended .killed by signal 9, perhaps"),
    ):
        worker.call(end)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux whether a process is there")
def test_it_dies_with_its_starter_in_the_middle_of_work() -> None:
    starter = subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE, text=True)
    assert starter.stdout
    pid = int(starter.stdout.readline())
    time.sleep(0.5)
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    wait_until_gone(pid, timeout_s=60)


def test_reading_is_the_same_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "toll.txt").write_text("The ministry said that 14 people, half of the crew, died on Thursday.\n")
    (tmp_path / "empty.txt").write_bytes(b"")
    options = ReadOptions(published=date(2026, 1, 9))
    leaves = list(inputs([str(tmp_path)]))

    def found() -> list[list[object]]:
        read = [one for leaf in leaves for one in reading.read(leaf, options)]
        articles = [one for one in read if isinstance(one, Article)]
        return [list(read), list(reading.extract_all(articles, NOBODY))]

    said = ["Fourteen people died.", "Half of the crew died.", "Nobody died."] * 4
    with beside.reader():
        there = found()
        foresee(said)
        meanings = vectors(said)
    assert there == found()
    assert meanings == vectors(said) == [shipped().vector(one) for one in said]
    assert [type(one) for one in there[0]] == [Rejected, Article]
    assert [type(one) for one in there[1]] == [Extraction]


def test_an_article_that_cannot_be_extracted_is_put_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(article: Article, _register: object) -> Extraction:
        raise ValueError(f"no sense in {article.name}")

    monkeypatch.setattr("claims.extract.extract", broken)
    found = reading.extract_all([Article("i", "o.txt", "o", "text", "text")], NOBODY)
    assert found == [Rejected("o.txt", "extractor", "internal error: ValueError: no sense in o")]
