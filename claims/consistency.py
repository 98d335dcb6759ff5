"""Arithmetic within an article: figures and dates that cannot all be right, each with its computation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from claims.consistency_change import changes
from claims.consistency_clock import clocks
from claims.consistency_convert import conversions
from claims.consistency_dates import ages, weekdays
from claims.consistency_elapsed import elapsed
from claims.consistency_frame import frames
from claims.consistency_levels import levels
from claims.consistency_restated import against_headline, headline, restated
from claims.consistency_shares import polls, shares, votes
from claims.consistency_tallies import tallies
from claims.model import Article, Finding, FindingKind, Period, Quantity, Span
from claims.repeats import blanked, repeats


def findings(
    article: Article, sentences: Sequence[Span], quantities: Sequence[Quantity], periods: Sequence[Period]
) -> tuple[Finding, ...]:
    """What does not come out, in text order; rounding and bounds are granted, so *about 120* does not contradict 118."""
    every = [f for f in relations(article, sentences, quantities, periods) if f.off > 0]
    return tuple(_once(_placed(article.text, every)))


def checked(
    article: Article, sentences: Sequence[Span], quantities: Sequence[Quantity], periods: Sequence[Period]
) -> Counter[FindingKind]:
    """How many relations of each kind were computed, whether they come out or not; the same figures count once a kind."""
    every = relations(article, sentences, quantities, periods)
    return Counter(kind for kind, _ in {(f.kind, frozenset(f.spans)) for f in every})


def relations(
    article: Article, sentences: Sequence[Span], quantities: Sequence[Quantity], periods: Sequence[Period]
) -> list[Finding]:
    """Every relation between figures or dates that was computed; those that come out are off by nothing."""
    plain = blanked(article.plain, repeats(article.plain))
    found = frames(plain, sentences, quantities, periods)
    head = headline(plain, article.title)
    return [
        *shares(found), *votes(found), *polls(found), *changes(found), *levels(found), *conversions(found, article.published),
        *weekdays(plain, periods, article.published),
        *elapsed(plain, found, periods), *clocks(plain), *tallies(plain, found),
        *ages(plain, sentences, quantities, periods, article.published),
        *(against_headline(found, head) if head else ()), *restated(found, head),
    ]  # fmt: skip


def _placed(text: str, every: Iterable[Finding]) -> Iterator[Finding]:
    for one in sorted(every, key=lambda f: min(f.spans)):
        yield replace(one, surfaces=tuple(text[s.start : s.end] for s in one.spans))


def _once(every: Iterable[Finding]) -> Iterator[Finding]:
    """Each contradiction once: of those that rest on the same figures, the first."""
    seen: dict[Span, list[frozenset[Span]]] = {}
    for one in every:
        spans = frozenset(one.spans)
        others = [other for span in spans for other in seen.get(span, ())]
        if not any(len(spans & other) >= 2 for other in others):
            for span in spans:
                seen.setdefault(span, []).append(spans)
            yield one
