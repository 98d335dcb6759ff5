"""The command that needs no ledger: `claims extract`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.errors import NothingToRead
from flows.options import EXIT_CODES, QUARANTINED, Inputs, Published, Publisher, group

if TYPE_CHECKING:
    from claims.model import Article, Extraction, Rejected
    from flows.settings import Settings

app = group()


@app.command(epilog=EXIT_CODES)
def extract(
    inputs: Inputs,
    published: Published = None,
    publisher: Publisher = None,
    sources: Annotated[Path | None, typer.Option(metavar="FILE.toml", help="The register of sources; sources.toml where there is one.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an article, a line each.")] = False,
) -> None:
    """Print what is read out of articles, without a database: the claims, or with --json everything."""
    import orjson

    from claims.model import Article
    from claims.register import NOBODY, read_register
    from claims.serialise import as_json as serialise
    from flows import settings as configuration
    from flows.reading import extractor

    extract_article = extractor()
    read = rejected = 0
    chosen = configuration.load(None, published=published, publisher=publisher, sources=sources)
    known = read_register(chosen.sources) if chosen.sources else NOBODY
    for item in _articles(inputs, chosen):
        if not isinstance(item, Article):
            rejected += 1
            typer.echo(f"claims: {item.origin}: {item.reason}", err=True)
            continue
        read += 1
        extraction = extract_article(item, known)
        if as_json:
            sys.stdout.write(orjson.dumps(serialise(extraction)).decode("utf-8") + "\n")
        else:
            _print_claims(extraction)
    if not read:
        raise NothingToRead("nothing could be read as an article")
    if rejected:
        raise typer.Exit(QUARANTINED)


def _articles(inputs: Iterable[str], chosen: Settings) -> Iterable[Article | Rejected]:
    from claims.read import ReadOptions, read

    options = ReadOptions(
        published=chosen.published, publisher=chosen.publisher, max_bytes=int(chosen.max_article_bytes)
    )
    for target in inputs:
        yield from read(target, options)


def _print_claims(extraction: Extraction) -> None:
    text = extraction.article.text
    typer.echo(f"{extraction.article.name}: {len(extraction.claims)} claims")
    for claim in extraction.claims:
        chain = " ← ".join(source.name for source in claim.sources)
        figures = ", ".join(f"{q.comparator} {q.value.normalize():f} {q.unit}" for q in claim.quantities)
        notes = "; ".join(part for part in (chain, figures) if part)
        exact = " ".join(text[claim.start : claim.end].split())
        typer.echo(f"  {claim.voice:<10} {exact}" + (f"  [{notes}]" if notes else ""))
