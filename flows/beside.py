"""The processes beside a run: one that reads and one that checks, getting ready while the run imports what it needs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import TypeVar

from flows.worker import Worker

_Found = TypeVar("_Found")

_FEW_CORES = 2
"""With so many, the process that checks gets ready after the one that reads, which is wanted sooner."""
_reader: ContextVar[Worker | None] = ContextVar("reader", default=None)
_checker: ContextVar[Worker | None] = ContextVar("checker", default=None)


@contextmanager
def beside() -> Iterator[None]:
    """Both, from here on; this module imports next to nothing, so that they can be started before all else."""
    with reader() as first, checker(first if (os.cpu_count() or 1) <= _FEW_CORES else None):
        yield


def reader() -> AbstractContextManager[Worker]:
    """A process that reads, getting ready from here on; within such a block, that one's."""
    return _shared(_reader, "reads articles", _ready_to_read)


def checker(after: Worker | None = None) -> AbstractContextManager[Worker]:
    """A process that checks the tables, getting ready as soon as ``after`` is; within such a block, that one's."""
    return _shared(_checker, "checks the tables", _ready_to_check, after)


def started() -> Worker | None:
    """The process that reads, where there is one."""
    return _reader.get()


def there(function: Callable[..., _Found], *arguments: object, meanwhile: Callable[[], None] | None = None) -> _Found:
    """What the function returns in the process that reads; where there is none, in this one.

    ``meanwhile`` is called in this process while the other is at it.
    """
    worker = _reader.get()
    if worker is None:
        return function(*arguments)
    found: _Found = worker.call(function, *arguments, meanwhile=meanwhile)
    return found


def ahead(function: Callable[..., object], *arguments: object) -> None:
    """Have the process that reads call the function when it has nothing else to do; where there is none, nobody."""
    worker = _reader.get()
    if worker is not None:
        worker.tell(function, *arguments)


@contextmanager
def _shared(
    current: ContextVar[Worker | None], name: str, warm: Callable[[], None], after: Worker | None = None
) -> Iterator[Worker]:
    running = current.get()
    if running is not None:
        yield running
        return
    with Worker.started(name, warm, after) as worker:
        token = current.set(worker)
        try:
            yield worker
        finally:
            current.reset(token)


def _ready_to_read() -> None:
    from flows import reading

    reading.warm()


def _ready_to_check() -> None:
    from flows import tables

    tables.warm()
