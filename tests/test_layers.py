"""The layers of the house: who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY = {"claims": {"claims"}, "warehouse": {"warehouse", "claims"}, "validations": {"validations", "claims"},
       "flows": {"flows", "claims", "warehouse", "validations"}}  # fmt: skip
FILES = sorted(p for package in MAY for p in (ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_stay_within_the_layer(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            assert name.split(".")[0] not in set(MAY) - MAY[package], f"{path} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_say_what_they_are_and_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), f"{path} has no docstring"
    assert text.count("\n") <= 400, f"{path} is longer than 400 lines"


def test_nothing_else_at_the_root() -> None:
    allowed = {"pyproject.toml", "flows", "claims", "validations", "warehouse", "tests", "README.md", "build", "dist", "report", "claims.duckdb", "claims.duckdb.lock", "claims.published.duckdb"}
    assert {p.name for p in ROOT.iterdir() if not p.name.startswith(".") and not p.name.endswith(".egg-info")} <= allowed
