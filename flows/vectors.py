"""What claims say as vectors: made by the process that reads, and as soon as it has read them, where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from flows import beside

_AT_ONCE = 8
"""How many are made before whatever is asked meanwhile is done."""


def foresee(texts: Sequence[str]) -> None:
    """These will be asked for."""
    for start in range(0, len(texts), _AT_ONCE):
        beside.ahead(_vectors, list(texts[start : start + _AT_ONCE]))


def vectors(texts: Sequence[str]) -> list[bytes]:
    """The vectors of these texts."""
    return beside.there(_vectors, list(texts)) if texts else []


def _vectors(texts: list[str]) -> list[bytes]:
    return [_vector(text) for text in texts]


@lru_cache(maxsize=50_000)
def _vector(text: str) -> bytes:
    from claims import meaning

    return meaning.shipped().vector(text)
