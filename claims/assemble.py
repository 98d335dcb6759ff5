"""Claims: each clause that can turn out false, with its voice, its sources, its figures and its dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from claims.anchor import selector
from claims.answer import answerers, answering
from claims.attribute import quotation
from claims.calibration import sure
from claims.chains import Spoken
from claims.clauses import bare_frame, unframed
from claims.logistic import judge
from claims.model import Article, Claim, Modality, Period, Quantity, Source, Span, Voice
from claims.parts import Parts, parts
from claims.quoted import Quoted, holder
from claims.reader import Marks
from claims.relations import Related
from claims.segment import bracketed, candidates, features, nested, select, widened
from claims.sources import Names
from claims.tree import Range, Tree
from claims.voice import accorded, best_related, goes_on_from, hedge, modality_features, presupposed, voice_features
from claims.wording import self_contained
from claims.worth import opinion, worth

_NESTED = 0.93
"""How large the share of a stretch within (or around) a claim must be for a claim of its own."""

_MARKS = frozenset([",", "–", "—", "--", "(", ")"])
_HEDGED = 0.85
"""The least share of attributed for what is said with *reportedly* and the like, the most for what goes on from it."""
_QUOTED = 0.9
"""The least share of attributed for what stands in a long quotation with a speaker."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of an article before its claims: the tree, the scores, the attributions and the quotations."""

    tree: Tree
    marks: Marks
    related: Sequence[Related]
    said: Sequence[Spoken]
    names: Names
    quotes: Sequence[Span]
    quoted: Sequence[Quoted]


@dataclass(frozen=True, slots=True)
class _Answer:
    """Who answers for a claim."""

    voice: Voice
    confidence: float
    cue: Range | None
    sources: tuple[Source, ...]
    rule: str


def assemble(
    article: Article, read: Read, quantities: Sequence[Quantity], periods: Sequence[Period]
) -> tuple[Claim, ...]:
    """The claims of an article in order; headings, by-lines and questions make none."""
    tree = read.tree
    if not tree.words:
        return ()
    ranges = claim_ranges(tree, read.marks, read.related, quantities, periods)
    if not ranges:
        return ()
    share = judge("voice").shares(voice_features(tree, read.marks, read.related, ranges, read.quotes, read.quoted))
    moods = judge("modality")
    mood = moods.shares(modality_features(tree, read.marks, read.related, ranges)).argmax(axis=1)
    covering, _ = best_related(read.related, ranges)
    answers: list[_Answer] = []
    for at, claim in enumerate(ranges):
        likely = max(float(share[at]), _HEDGED if _hedged(tree, claim, ranges) else 0.0)
        if presupposed(tree, claim, read.related, covering[at]):
            likely = min(likely, 1 - _HEDGED)
        answers.append(_answer(read, claim, covering[at], likely))
    for at, claim in enumerate(ranges):
        goes_on = goes_on_from(tree, claim, ranges)
        if goes_on is not None and answers[at].voice is Voice.ASSERTED and answers[goes_on].voice is Voice.ATTRIBUTED:
            answers[at] = replace(answers[goes_on], rule="goes on", confidence=min(answers[goes_on].confidence, _HEDGED))
    moods_of = [Modality(moods.labels[m]) for m in mood]
    found = [_claim(article, read, c, a, m) for c, a, m in zip(ranges, answers, moods_of, strict=True)]
    return _with_figures(tuple(found), quantities, periods)


def claim_ranges(
    tree: Tree, marks: Marks, related: Sequence[Related], quantities: Sequence[Quantity], periods: Sequence[Period]
) -> list[Range]:
    """The stretches of words that are claims, in order."""
    dates, figures = words_of(tree, periods), words_of(tree, quantities)
    found = candidates(tree, marks, related, dates)
    if not len(found.first):
        return []
    share = judge("claim").shares(features(tree, marks, related, found))
    asides = {
        (a, b) for a, b, kind in zip(found.first.tolist(), found.end.tolist(), found.kind, strict=True)
        if a > 0 and b < len(tree.words) and _aside(tree, (a, b), kind)
    }  # fmt: skip
    chosen = widened(found, share, select(found, share), [*figures, *dates])
    chosen = nested(found, share, chosen, [*figures, *dates], _NESTED, asides)
    whole = [(int(found.first[i]), int(found.end[i])) for i in chosen]
    ranges = {_tidy(tree, part) for one in whole for part in unframed(tree, related, one, dates)}
    kept = (r for r in ranges if not _asks(tree, r) and not bare_frame(tree, related, r, dates))
    return sorted(kept, key=lambda r: (r[0], -r[1]))


def _aside(tree: Tree, part: Range, kind: str) -> bool:
    """Whether a clause stands between commas behind a noun, or between a subject and its verb: *a ruling [striking down the deal] is seen as …*."""
    first, end = part
    if kind in ("acl:relcl", "acl", "appos") and tree.words[first - 1] in _MARKS and tree.words[end] in _MARKS:
        return True
    return kind in ("acl", "advcl") and tree.tags[first] in ("VBG", "VBN") and tree.tags[first - 1][:2] not in ("VB", "IN", "TO") and tree.tags[end] in ("VBD", "VBZ", "VBP", "MD")


def _asks(tree: Tree, claim: Range) -> bool:
    """Whether a question mark ends a stretch."""
    return any("?" in w for w in tree.words[claim[1] - 1 : claim[1] + 1])


def _tidy(tree: Tree, claim: Range) -> Range:
    """A claim without *that* before it, and with the bracket that closes one in it."""
    first, end = claim
    if tree.words[first].lower() == "that" and tree.relations[first] == "mark" and end - first > 2:
        first += 1
    return bracketed(tree, (first, end))


def words_of(tree: Tree, items: Sequence[Quantity | Period]) -> list[Range]:
    """The words of figures or dates."""
    first = np.searchsorted(tree.starts, [i.start for i in items], side="right") - 1
    last = np.searchsorted(tree.starts, [i.end for i in items])
    return [(a, b) for a, b in zip(first.tolist(), last.tolist(), strict=True) if 0 <= a < b]


def _hedged(tree: Tree, claim: Range, ranges: Sequence[Range]) -> bool:
    """Whether words of a claim, but of no claim within it, hand responsibility to others: *reportedly*, *according to*."""
    if accorded(tree, claim, ranges):
        return True
    found = hedge(tree, claim)
    return found is not None and not any(
        claim[0] <= a <= found[0] and found[1] <= b <= claim[1] and (a, b) != claim for a, b in ranges
    )


def _answer(read: Read, claim: Range, covering: Sequence[int], share: float) -> _Answer:
    """Whose words a claim is; attributed where somebody can be named for it, else the text does not tell."""
    tree = read.tree
    quote = holder(read.quoted, claim)
    if quote is not None:
        share = max(share, _QUOTED)
    if share <= 0.5:
        return _Answer(Voice.ASSERTED, sure(1 - share), None, (), "own voice")
    holders, rule = answerers(tree, read.said, read.names, claim, covering, quote)
    if not holders:
        return _Answer(Voice.UNSURE, round(1 - sure(share), 4), None, (), rule)
    sources = answering(tree, holders, claim, read.names)
    return _Answer(Voice.ATTRIBUTED, sure(share), holders[-1].cue, sources, rule)


def _claim(article: Article, read: Read, claim: Range, answer: _Answer, mood: Modality) -> Claim:
    tree = read.tree
    span = tree.span(claim)
    exact = article.text[span.start : span.end]
    prefix, suffix = selector(article.text, span)
    found: Parts = parts(tree, claim)
    attributed = answer.voice is Voice.ATTRIBUTED
    near = [q for q in read.quotes if q.overlaps(span)]
    return Claim(
        start=span.start, end=span.end, exact=exact, prefix=prefix, suffix=suffix,
        sentence=tree.sentence_of[claim[0]],
        subject=_text(article, tree, found.subject), predicate=_text(article, tree, found.predicate),
        object=_text(article, tree, found.object), voice=answer.voice,
        cue=tree.span(answer.cue) if answer.cue else None,
        sources=tuple(replace(s, mention=article.text[s.start : s.end]) for s in answer.sources),
        quotation=quotation((span,), near) if attributed else None, modality=mood,
        checkable=not opinion(tree, claim), quantities=(), periods=(), check_worthiness=0.0,
        confidence=answer.confidence, rule=answer.rule,
        wording=self_contained(tree, read.names, claim, answer.sources, exact), reasons=(),
    )  # fmt: skip


def _text(article: Article, tree: Tree, words: Range | None) -> str | None:
    if words is None:
        return None
    span = tree.span(words)
    return article.text[span.start : span.end]


def _with_figures(
    claims: Sequence[Claim], quantities: Sequence[Quantity], periods: Sequence[Period]
) -> tuple[Claim, ...]:
    """The claims with their figures and dates, each in the shortest claim that covers it, and their check-worthiness."""
    figures: dict[int, list[Quantity]] = {}
    dates: dict[int, list[Period]] = {}
    starts = np.array([c.start for c in claims], dtype=np.int64)
    ends = np.array([c.end for c in claims], dtype=np.int64)
    for quantity in quantities:
        if (home := _home(starts, ends, quantity)) is not None:
            figures.setdefault(home, []).append(quantity)
    for period in periods:
        if (home := _home(starts, ends, period)) is not None:
            dates.setdefault(home, []).append(period)
    out = []
    for i, claim in enumerate(claims):
        held = replace(claim, quantities=tuple(figures.get(i, ())), periods=tuple(dates.get(i, ())))
        score, reasons = worth(held)
        out.append(replace(held, check_worthiness=score, reasons=reasons))
    return tuple(out)


def _home(starts: NDArray[np.int64], ends: NDArray[np.int64], item: Quantity | Period) -> int | None:
    holders = np.flatnonzero((starts <= item.start) & (ends >= item.end))
    return int(holders[np.argmin(ends[holders] - starts[holders])]) if len(holders) else None
