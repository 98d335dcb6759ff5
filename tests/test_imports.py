"""Importing heavy libraries without what is not needed of them."""

from __future__ import annotations

import gc
import importlib
import subprocess
import sys

import pytest

from flows.imports import absent, hollow, roomy, undisturbed


def test_the_collector_is_off_within_and_on_after() -> None:
    with undisturbed():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_with_room_a_function_is_called_as_it_is() -> None:
    def depth(number: int) -> int:
        return number if number == 0 else 1 + depth(number - 1)

    assert roomy(lambda: depth(500)) == 500
    with pytest.raises(ZeroDivisionError):
        roomy(lambda: 1 // 0)


def test_a_library_is_missing_within_and_there_after() -> None:
    sys.modules.pop("colorsys", None)
    with absent("colorsys"), pytest.raises(ModuleNotFoundError, match="colorsys"):
        importlib.import_module("colorsys")
    assert importlib.import_module("colorsys")


def test_a_module_is_empty_within_and_whole_after() -> None:
    sys.modules.pop("xml.sax.saxutils", None)
    with hollow("xml.sax.saxutils"):
        assert importlib.import_module("xml.sax.saxutils").escape is None
        assert importlib.import_module("xml.sax.handler").ContentHandler
    assert importlib.import_module("xml.sax.saxutils").escape("<") == "&lt;"
    assert importlib.import_module("xml.sax").saxutils.escape("<") == "&lt;"


def test_a_module_that_was_there_stays_as_it_is() -> None:
    there = importlib.import_module("xml.sax.saxutils")
    with hollow("xml.sax.saxutils"):
        assert importlib.import_module("xml.sax.saxutils") is there
    assert sys.modules["xml.sax.saxutils"] is there


def test_of_many_modules_all_but_some_are_empty() -> None:
    for name in ("saxutils", "handler"):
        sys.modules.pop(f"xml.sax.{name}", None)
    with hollow("xml.sax.*", but=("handler",)):
        assert importlib.import_module("xml.sax.saxutils").escape is None
        assert importlib.import_module("xml.sax.handler").ContentHandler
    assert importlib.import_module("xml.sax.saxutils").escape("<") == "&lt;"


def test_a_part_is_imported_without_the_whole() -> None:
    code = (
        "import sys; from flows.imports import alone; alone('json.scanner');"
        "assert 'json.scanner' in sys.modules and 'json' not in sys.modules and 'json.decoder' not in sys.modules;"
        "from json.scanner import make_scanner; assert 'json' not in sys.modules;"
        "import json; assert json.loads('[1]') == [1] and json.decoder.scanner.make_scanner is make_scanner"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
