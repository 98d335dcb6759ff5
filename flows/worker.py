"""A process of its own that does what it is asked, one thing after another, and lives no longer than its starter."""

from __future__ import annotations

import itertools
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
from typing import IO, Any

from claims.errors import PipelineError
from flows.imports import roomy

_PROTOCOL = pickle.HIGHEST_PROTOCOL
_ASKED, _TOLD = 0, 1

_Waiting = queue.PriorityQueue[tuple[int, int, bytes]]
"""What is to be done: how urgent it is, its number, and the function with its arguments."""


class Worker:
    """A started process: what is asked of it is a function of a module and its arguments, whatever can be pickled.

    It holds nothing that must be written down, so it is killed when it is no longer needed, and ends by itself when
    its standard input does, because the starter has died in whatever way. Ctrl-C of a terminal does not reach it.
    """

    def __init__(self, process: subprocess.Popen[bytes], name: str, unready: int) -> None:
        self._process = process
        self._name = name
        # The reading end of a pipe; it ends when the process is ready, or is no more.
        self._unready = unready
        self.ready_s: float | None = None
        """How many seconds getting ready took it; None before its first answer."""

    @classmethod
    @contextmanager
    def started(cls, name: str, warm: Callable[[], None], after: Worker | None = None) -> Iterator[Worker]:
        """A process for as long as the block runs, called ``name`` in messages; calls ``warm`` before all else.

        It does so when the process ``after`` has: where cores are few, what is wanted first is ready first.
        """
        unready, held = os.pipe()
        ends = [held] if after is None else [held, after._unready]
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", "flows.worker", *map(str, ends)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, pass_fds=ends,
        )  # fmt: skip
        os.close(held)
        worker = cls(process, name, unready)
        try:
            worker.ask(_timed, warm)
            yield worker
        finally:
            process.kill()
            process.wait()
            os.close(unready)
            for end in (process.stdin, process.stdout):
                _close(end)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def ask(self, function: Callable[..., Any], *arguments: object) -> None:
        """Have the function called there; ``answer`` must be called before anything else is asked."""
        self._send(_ASKED, function, arguments)

    def tell(self, function: Callable[..., Any], *arguments: object) -> None:
        """Have the function called there when nothing is asked for; what it returns or raises is dropped.

        For what may be asked for later, to be found done then: what fails is asked for again, and raises there.
        """
        self._send(_TOLD, function, arguments)

    def answer(self) -> Any:
        """What the function that was asked last returns, when it does; raises what it raises."""
        if self.ready_s is None:
            self.ready_s = self._answer()
        return self._answer()

    def call(self, function: Callable[..., Any], *arguments: object, meanwhile: Callable[[], None] | None = None) -> Any:
        """Ask, do something else meanwhile, and wait for the answer."""
        self.ask(function, *arguments)
        if meanwhile is not None:
            meanwhile()
        return self.answer()

    def _send(self, urgency: int, function: Callable[..., Any], arguments: tuple[object, ...]) -> None:
        assert self._process.stdin is not None
        try:
            # Pickled twice: the thread that takes it in there must not import what the inner one names.
            pickle.dump((urgency, pickle.dumps((function, arguments), _PROTOCOL)), self._process.stdin, _PROTOCOL)
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise self._gone() from error

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
    """The child: do what comes on standard input, and answer on what was standard output.

    The arguments are the end of a pipe to close when the first thing is done, and one to await the end of before it.
    """
    held, *before = map(int, sys.argv[1:])
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints there would be taken for an answer.
    os.dup2(2, 1)
    waiting = _Waiting()
    threading.Thread(target=_take, args=(waiting,), daemon=True).start()
    for end in before:
        os.read(end, 1)
    _do(waiting, answers)
    os.close(held)
    while True:
        _do(waiting, answers)


def _do(waiting: _Waiting, answers: IO[bytes]) -> None:
    urgency, _, request = waiting.get()
    try:
        function, arguments = pickle.loads(request)  # noqa: S301  # it comes from our own process
        reply = pickle.dumps((True, function(*arguments)), _PROTOCOL)
    except Exception as error:  # noqa: BLE001  # it is raised where it was asked for
        error.add_note(traceback.format_exc())
        reply = pickle.dumps((False, error), _PROTOCOL)
    if urgency == _ASKED:
        answers.write(reply)
        answers.flush()


def _take(waiting: _Waiting) -> None:
    """Pass on what comes; where nothing comes any more, end the process at once, whatever it is doing."""
    for number in itertools.count():
        try:
            urgency, request = pickle.load(sys.stdin.buffer)  # noqa: S301  # it comes from our own process
        except EOFError:
            os._exit(0)
        waiting.put((urgency, number, request))


if __name__ == "__main__":
    roomy(main)
