"""The keys by which claims that may belong together are found among a million: what two of them share by chance least."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import blake2b

from claims.compare_types import Statement, reading
from claims.compare_words import common_stem

_SIGNATURE = 3
"""How many of the most telling words of an article are combined with the words of its claims."""


def keys(statement: Statement) -> frozenset[int]:
    """Hashes of a claim's words and figures, alone and together with what its article is about."""
    read = reading(statement)
    groups = read.words.measured | {group for figure in read.figures for group in figure.groups}
    figures = [(m.quantity.base_unit, f"{m.quantity.value.normalize()}") for m in read.figures]
    return keys_of(read.words.stems, groups, figures, statement.topic)


def keys_of(
    stems: Collection[str], groups: Collection[str], figures: Collection[tuple[str, str]], topic: Sequence[str]
) -> frozenset[int]:
    """The keys of a claim with these stems, measured things, figures (unit and value) and topic."""
    words = [stem for stem in stems if not common_stem(stem)]
    found = set(stems)
    found |= {f"{story}+{word}" for story in topic[:_SIGNATURE] for word in words if story != word}
    found |= {f"{story}#{group}" for story in topic[: 2 * _SIGNATURE] for group in groups}
    found |= {f"={unit}{value}" for unit, value in figures}
    found |= {f"{story}%{unit}" for story in topic[:_SIGNATURE] for unit, _ in figures}
    return frozenset(_hash(key) for key in found)


def _hash(key: str) -> int:
    """63 bits, so that the number fits a signed column."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> 1
