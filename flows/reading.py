"""Reading and extracting: in a process of its own where one was started for it, beside all else that a run imports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from claims.model import Article, Extraction, Rejected
from claims.read import Input, ReadOptions, read_input
from claims.register import NOBODY, Register
from flows.beside import there
from flows.imports import hollow, undisturbed

_TEXT = "On Monday the ministry said that 4 boats, a third of the fleet, had sunk."
_SHORT = Article("short", "short", "short", _TEXT, _TEXT, published=date(2025, 6, 2))


def warm() -> None:
    """Load what reading an article needs, the networks and tables that are made at their first use with it."""
    extractor()(_SHORT, NOBODY)


def extractor() -> Callable[[Article, Register], Extraction]:
    """The function that reads an article, imported sooner than spaCy's command line lets it."""
    with undisturbed():
        with hollow("spacy.cli", "spacy.cli.info"):
            import spacy  # noqa: F401
        from claims.extract import extract
    return extract


def read(leaf: Input, options: ReadOptions) -> list[Article | Rejected]:
    """The articles of a leaf input that is no URL, or the reason why there are none."""
    # Standard input is this process's.
    return _read(leaf, options) if leaf.target == "-" else there(_read, leaf, options)


def extract_all(
    articles: Sequence[Article], sources: Register, meanwhile: Callable[[], None] | None = None
) -> list[Extraction | Rejected]:
    """What is read out of each article; in place of one that fails, the reason.

    ``meanwhile`` is called in this process while another is at it.
    """
    return there(_extract_all, list(articles), sources, meanwhile=meanwhile) if articles else []


def _read(leaf: Input, options: ReadOptions) -> list[Article | Rejected]:
    return list(read_input(leaf, options))


def _extract_all(articles: list[Article], sources: Register) -> list[Extraction | Rejected]:
    from claims.extract import extract

    found: list[Extraction | Rejected] = []
    for article in articles:
        try:
            found.append(extract(article, sources))
        except Exception as error:  # noqa: BLE001
            found.append(Rejected(article.origin, "extractor", f"internal error: {type(error).__name__}: {error}"))
    return found
