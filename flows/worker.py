"""A process of its own that does what it is asked, one thing after another, and lives no longer than its starter."""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import IO, Any

from claims.errors import PipelineError
from flows.imports import roomy

_PROTOCOL = pickle.HIGHEST_PROTOCOL


class Worker:
    """A started process: what is asked of it is a function of a module and its arguments, whatever can be pickled.

    It holds nothing that must be written down, so it is killed when it is no longer needed, and ends by itself when
    its standard input does, because the starter has died in whatever way. Ctrl-C of a terminal does not reach it.
    """

    def __init__(self, process: subprocess.Popen[bytes], name: str) -> None:
        self._process = process
        self._name = name
        self.ready_s: float | None = None
        """How many seconds getting ready took it; None before its first answer."""

    @classmethod
    @contextmanager
    def started(cls, name: str, warm: Callable[[], None]) -> Iterator[Worker]:
        """A process for as long as the block runs, called ``name`` in messages; calls ``warm`` before all else."""
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "flows.worker"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        worker = cls(process, name)
        try:
            worker.ask(_timed, warm)
            yield worker
        finally:
            process.kill()
            process.wait()
            for end in (process.stdin, process.stdout):
                _close(end)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def ask(self, function: Callable[..., Any], *arguments: object) -> None:
        """Have the function called there; ``answer`` must be called before anything else is asked."""
        assert self._process.stdin is not None
        try:
            # Pickled twice: the thread that takes it in there must not import what the inner one names.
            pickle.dump(pickle.dumps((function, arguments), _PROTOCOL), self._process.stdin, _PROTOCOL)
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise self._gone() from error

    def answer(self) -> Any:
        """What the function that was asked last returns, when it does; raises what it raises."""
        if self.ready_s is None:
            self.ready_s = self._answer()
        return self._answer()

    def call(self, function: Callable[..., Any], *arguments: object) -> Any:
        """Ask and wait for the answer."""
        self.ask(function, *arguments)
        return self.answer()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        try:
            done, value = pickle.load(self._process.stdout)  # noqa: S301  # it comes from our own process
        except (EOFError, pickle.UnpicklingError) as error:
            raise self._gone() from error
        if not done:
            raise value
        return value

    def _gone(self) -> PipelineError:
        code = self._process.wait()
        why = f"killed by signal {-code}, perhaps for want of memory" if code < 0 else f"exit code {code}"
        return PipelineError(f"the process that {self._name} has ended ({why}); run it again")


@contextmanager
def shared(current: ContextVar[Worker | None], name: str, warm: Callable[[], None]) -> Iterator[Worker]:
    """A started process that is ``current`` within the block; within another such block, that one's."""
    running = current.get()
    if running is not None:
        yield running
        return
    with Worker.started(name, warm) as worker:
        token = current.set(worker)
        try:
            yield worker
        finally:
            current.reset(token)


def _close(end: IO[bytes] | None) -> None:
    # What was still to be sent is of no interest to anybody.
    with suppress(BrokenPipeError):
        if end is not None:
            end.close()


def _timed(warm: Callable[[], None]) -> float:
    began = time.perf_counter()
    warm()
    return time.perf_counter() - began


def main() -> None:
    """The child: do what comes on standard input, and answer on what was standard output."""
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints there would be taken for an answer.
    os.dup2(2, 1)
    asked: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_take, args=(asked,), daemon=True).start()
    while True:
        try:
            function, arguments = pickle.loads(asked.get())  # noqa: S301  # it comes from our own process
            reply = pickle.dumps((True, function(*arguments)), _PROTOCOL)
        except Exception as error:  # noqa: BLE001  # it is raised where it was asked for
            error.add_note(traceback.format_exc())
            reply = pickle.dumps((False, error), _PROTOCOL)
        answers.write(reply)
        answers.flush()


def _take(asked: queue.SimpleQueue[bytes]) -> None:
    """Pass on what comes; where nothing comes any more, end the process at once, whatever it is doing."""
    while True:
        try:
            asked.put(pickle.load(sys.stdin.buffer))  # noqa: S301  # it comes from our own process
        except EOFError:
            os._exit(0)


if __name__ == "__main__":
    roomy(main)
