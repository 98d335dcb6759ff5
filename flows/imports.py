"""Imports of heavy libraries without what takes a third of their time: the garbage collector, and pandas for pandera."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def undisturbed() -> Iterator[None]:
    """No collection within the block; what it has made is not looked at by later ones either."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


@contextmanager
def absent(name: str) -> Iterator[None]:
    """Within the block, a library that is installed is taken for missing, unless it has been imported already.

    For an optional dependency of what is imported there, which would cost time and is not used.
    """

    class Finder:
        @staticmethod
        def find_spec(asked: str, *_: object) -> None:
            if asked == name:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    finder: Any = Finder
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
