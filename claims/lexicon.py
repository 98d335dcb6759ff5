"""Loads the word lists that lie in the folder lexicons."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def lexicon(name: str) -> dict[str, object]:
    """The TOML file lexicons/``name``.toml; read once, not to be changed."""
    return tomllib.loads((files("claims") / "lexicons" / f"{name}.toml").read_text("utf-8"))


@cache
def table(name: str, key: str) -> dict[str, str]:
    """One table of a lexicon, its values as strings."""
    found = lexicon(name)[key]
    assert isinstance(found, dict)
    return {str(k): str(v) for k, v in found.items()}


@cache
def words(name: str, key: str) -> frozenset[str]:
    """A white-space separated list of a lexicon."""
    return frozenset(str(lexicon(name)[key]).split())


def alternation(entries: Iterable[str]) -> str:
    """A regular expression's alternatives, longest first."""
    import re

    return "|".join(re.escape(e) for e in sorted(entries, key=lambda e: (-len(e), e)))
