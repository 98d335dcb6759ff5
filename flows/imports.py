"""Imports of heavy libraries without what takes a third of their time: the garbage collector, and parts not used."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any, TypeVar

_Result = TypeVar("_Result")


def roomy(function: Callable[[], _Result]) -> _Result:
    """Call a function with memory for the frames of all that it calls, taken once.

    Python takes it in pieces of 16 KiB and gives each back at once; a loop at the edge of a piece makes it do so
    thousands of times, which was a fifth of the time that Great Expectations takes to import.
    """
    return function()


# A frame of a megabyte makes Python take two at a time.
roomy.__code__ = roomy.__code__.replace(co_stacksize=1 << 17)


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


def alone(name: str) -> None:
    """Import a module of a package without the package around it, for ``from package.module import …``.

    The package can still be imported later; it then lacks the module as an attribute.
    """
    package = name.partition(".")[0]
    if package not in sys.modules and (spec := find_spec(package)) is not None:
        sys.modules[package] = module_from_spec(spec)
        try:
            import_module(name)
        finally:
            del sys.modules[package]


@contextmanager
def _asked_first(finder: Any) -> Iterator[None]:
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


@contextmanager
def absent(*names: str) -> Iterator[None]:
    """Within the block, libraries that are installed are taken for missing, unless they have been imported already.

    For optional dependencies of what is imported there, which would cost time and are not used.
    """

    class Finder:
        @staticmethod
        def find_spec(asked: str, *_: object) -> None:
            if asked in names:
                raise ModuleNotFoundError(f"No module named {asked!r}", name=asked)

    with _asked_first(Finder):
        yield


@contextmanager
def hollow(*names: str, but: Collection[str] = ()) -> Iterator[None]:
    """Within the block, modules that are not imported yet are imported empty, and whatever is asked of them is None.

    For what a library imports of itself without our using it; after the block they can be imported as they are. A *
    in a name stands for any characters; ``but`` are names, without their packages, of modules that are not meant.
    """
    made: list[str] = []

    def meant(asked: str) -> bool:
        return any(fnmatchcase(asked, name) for name in names) and asked.rpartition(".")[2] not in but

    class Finder:
        @staticmethod
        def find_spec(asked: str, *_: object) -> ModuleSpec | None:
            return ModuleSpec(asked, Loader, is_package=True) if meant(asked) else None  # type: ignore[arg-type]

    class Loader:
        @staticmethod
        def create_module(_spec: ModuleSpec) -> None:
            return None

        @staticmethod
        def exec_module(module: ModuleType) -> None:
            made.append(module.__name__)
            vars(module)["__getattr__"] = lambda _name: None

    try:
        with _asked_first(Finder):
            yield
    finally:
        for name in made:
            module = sys.modules.pop(name)
            parent, _, last = name.rpartition(".")
            if vars(sys.modules.get(parent, module)).get(last) is module:
                delattr(sys.modules[parent], last)
