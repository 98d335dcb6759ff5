"""Progress of a run, told to whoever listens: a bar on a terminal, a log line in a served flow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, int, int | None], None]

_listener: ContextVar[Listener | None] = ContextVar("progress", default=None)
_notes: ContextVar[Callable[[str], None] | None] = ContextVar("notes", default=None)


def tell(stage: str, done: int, total: int | None = None) -> None:
    """Say how far a stage is; nobody needs to listen."""
    listener = _listener.get()
    if listener is not None:
        listener(stage, done, total)


def note(line: str) -> None:
    """Say something that whoever waits should know; nobody needs to listen."""
    hear = _notes.get()
    if hear is not None:
        hear(line)


@contextmanager
def noted(hear: Callable[[str], None]) -> Iterator[None]:
    """Pass on what is noted inside."""
    token = _notes.set(hear)
    try:
        yield
    finally:
        _notes.reset(token)


@contextmanager
def shown(hidden: bool = False) -> Iterator[None]:
    """A progress bar on standard error for what is told inside, unless hidden."""
    if hidden:
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)
        token = _listener.set(
            lambda stage, done, total: bar.update(task, description=stage, completed=done, total=total)
        )
        try:
            yield
        finally:
            _listener.reset(token)
