"""What is compared, and what comes of it: statements, how alike two of them are, and their relation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from math import fsum

from rapidfuzz import fuzz

from claims.compare_figures import Measured, measured
from claims.compare_words import Wording, weight, wording
from claims.meaning import cosine
from claims.model import Claim, Modality, SourceKind, Voice

_AHEAD = re.compile(r"\b(?:will|plan(?:s|ning)? to|intends? to|(?:is|are) (?:(?:expected|set|due|scheduled|going) )?to)\b")


class Relation(StrEnum):
    """What one claim is to another."""

    SAME = "same"
    UPDATED = "updated"
    CONTRADICTED = "contradicted"
    COMPATIBLE = "compatible"
    COPIED = "copied"
    DROPPED = "attribution dropped"
    UNRELATED = "unrelated"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what of its article a comparison needs: whose it is, when it appeared, what the article is about.

    ``topic`` has the stems of names and of the heading, the most telling first; ``meaning`` is the vector that
    ``claims.meaning`` gives for the claim.
    """

    claim_id: str
    article_id: str
    publisher: str | None
    published: date | None
    claim: Claim
    topic: tuple[str, ...]
    meaning: bytes

    def __hash__(self) -> int:
        """That of the id: statements are looked up often, and have much to hash."""
        return hash(self.claim_id)

    @property
    def origin(self) -> str | None:
        """The key of the last source of the chain; None where there is none, or nobody is named."""
        chain = self.claim.sources
        return source_key(chain[-1].name) if chain and chain[-1].kind is not SourceKind.UNNAMED else None

    @property
    def attributed(self) -> bool:
        """Whether a source answers for it."""
        return self.claim.voice is Voice.ATTRIBUTED and bool(self.claim.sources)

    @property
    def who(self) -> str:
        """Who says so, to read."""
        if self.attributed:
            return self.claim.sources[-1].name
        return self.publisher or "the publication"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The relation of two claims, from 0 to 1 how sure it is, and why in an editor's words."""

    relation: Relation
    score: float
    reason: str


def verdict(relation: Relation, score: float, reason: str) -> Comparison:
    """A comparison whose score is brought between 0 and 1, to three places."""
    return Comparison(relation, round(min(1.0, max(0.0, score)), 3), reason)


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement as it is compared: words, what its article is ``about``, figures,
    ``marks`` for its figures and days, and the days that it names.
    """

    words: Wording
    about: frozenset[str]
    figures: tuple[Measured, ...]
    marks: frozenset[str]
    days: tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two claims are, in the terms in which the rules speak.

    ``meaning`` is the cosine of their vectors, ``story`` the share of what the articles are about that they have in
    common, ``cover`` the share of the shorter claim's words that the other has, ``overlap`` that of all words of both,
    ``shared`` counts shared words that are not common ones, ``letters`` goes to 100. ``same_day`` is None where a claim
    names no day. ``strangers``: each names somebody or something, and nothing that the other names.
    """

    together: bool
    meaning: float
    story: float
    cover: float
    overlap: float
    shared: int
    letters: float
    same_day: bool | None
    strangers: bool


@lru_cache(maxsize=50_000)
def reading(statement: Statement) -> Reading:
    """What is compared of a statement."""
    about = frozenset(statement.topic)
    words = wording(statement.claim.exact, about)
    if words.names and (told := _without_sources(statement.claim)) != statement.claim.exact:
        # Who is named only as its source is nobody whom the claim is about.
        words = replace(words, names=wording(told, about).names)
    figures, days = measured(statement.claim), _days(statement.claim)
    marks = {f"={m.quantity.value.normalize()}" for m in figures} | {f"@{a}…{b}" for a, b in days}
    return Reading(words, about, figures, frozenset(marks), days)


def _without_sources(claim: Claim) -> str:
    """The claim's words with those that name its sources blanked."""
    text = claim.exact
    for source in claim.sources:
        first, last = max(0, source.start - claim.start), min(len(text), source.end - claim.start)
        if first < last:
            text = text[:first] + " " * (last - first) + text[last:]
    return text


def likeness(one: Statement, other: Statement) -> Likeness:
    """How alike two statements are: by words, and by the figures and days that both give."""
    a, b = reading(one), reading(other)
    names = a.words.names | b.words.names
    story = a.about & b.about
    first, second = a.words.stems | a.marks, b.words.stems | b.marks
    common = first & second
    # Sets come in another order each time; fsum gives the same whatever the order.
    shared = fsum(weight(stem, names, story) for stem in common)
    weights = [fsum(weight(stem, names, story) for stem in stems) for stems in (first, second)]
    together = one.article_id == other.article_id
    about = min(len(a.about), len(b.about))
    return Likeness(
        together=together,
        meaning=cosine(one.meaning, other.meaning),
        story=1.0 if together else len(story) / about if about else 0.5,
        cover=shared / max(0.5, min(weights)),
        overlap=shared / max(0.5, sum(weights) - shared),
        shared=sum(1 for stem in common if weight(stem, names) >= 1),
        letters=fuzz.ratio(a.words.plain, b.words.plain),
        same_day=_meet(a.days, b.days),
        strangers=bool(a.words.names and b.words.names and not a.words.names & b.words.names),
    )


def strange(one: Statement, other: Statement) -> bool:
    """Whether the articles of two statements have nothing in common: known before anything else is looked at."""
    return bool(one.topic and other.topic) and set(one.topic).isdisjoint(other.topic)


def came_true(one: Statement, other: Statement) -> bool:
    """Whether the later claim states as fact what the earlier planned or held possible."""
    if one.published is None or other.published is None or one.published == other.published:
        return False
    first, later = (one, other) if one.published < other.published else (other, one)
    return _ahead(first.claim) and later.claim.modality is Modality.FACT and not _AHEAD.search(later.claim.exact.lower())


def later(one: Statement, other: Statement) -> bool:
    """Whether the claims were printed on different days, in different articles."""
    a, b = one.published, other.published
    return a is not None and b is not None and a != b and one.article_id != other.article_id


def _ahead(claim: Claim) -> bool:
    return claim.modality in (Modality.PLANNED, Modality.POSSIBLE) or _AHEAD.search(claim.exact.lower()) is not None


def _meet(one: Sequence[tuple[date, date]], other: Sequence[tuple[date, date]]) -> bool | None:
    if not one or not other:
        return None
    return any(a[0] <= b[1] and b[0] <= a[1] for a in one for b in other)


def source_key(name: str) -> str:
    """A source's name as it is compared: without case, leading article, possessive and honorific."""
    low = " ".join(name.lower().replace("’", "'").split())
    for lead in ("the ", "a ", "an ", "mr ", "mrs ", "ms ", "dr ", "mr. ", "mrs. ", "ms. ", "dr. "):
        low = low.removeprefix(lead)
    return low.removesuffix("'s")


def _days(claim: Claim) -> tuple[tuple[date, date], ...]:
    spans = ((p.core_first or p.first, p.core_last or p.last) for p in claim.periods if p.resolved)
    return tuple((first, last) for first, last in spans if first is not None and last is not None)
