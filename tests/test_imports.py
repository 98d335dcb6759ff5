"""Importing heavy libraries without what is not needed of them."""

from __future__ import annotations

import gc
import importlib
import sys

import pytest

from flows.imports import absent, undisturbed


def test_the_collector_is_off_within_and_on_after() -> None:
    with undisturbed():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_library_is_missing_within_and_there_after() -> None:
    sys.modules.pop("colorsys", None)
    with absent("colorsys"), pytest.raises(ModuleNotFoundError, match="colorsys"):
        importlib.import_module("colorsys")
    assert importlib.import_module("colorsys")
