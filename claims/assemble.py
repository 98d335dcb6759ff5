"""Claims: each clause that can turn out false, with its voice, its sources, its figures and its dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.anchor import selector
from claims.calibration import share_right
from claims.clauses import clauses, has_verb
from claims.lexicon import alternation, words
from claims.model import Article, Attribution, Claim, Modality, Period, Quantity, SourceKind, Span, Voice

_FUTURE = re.compile(r"\b(?:will|shall|won’t|won't)\b|['’]ll\b")
_PLANNED = re.compile(
    rf"\b(?:is|are|was|were|has|have)? ?(?:{alternation(words('verbs', 'planned'))}) (?:to|for|by)\b|\bwould\b(?! have)"
)
_POSSIBLE = re.compile(rf"\b(?:{alternation(words('verbs', 'possible'))})\b")
_OPINION = re.compile(rf"(?i)\b(?:{alternation(words('verbs', 'opinion'))})\b")
_SUPERLATIVE = re.compile(rf"(?i)\b(?:{alternation(words('verbs', 'superlative'))})\b")
_ALLEGATION = re.compile(rf"(?i)\b(?:{alternation(words('verbs', 'allegation'))})\b")
_NAME = re.compile(r"(?<=\S )[A-Z]\w+|^[A-Z]\w+ [A-Z]\w+")
_PARTS = re.compile(
    r"(?P<subject>(?:[^\W\d_][\w’'.-]*|\d[\d.,]*)(?: (?:[\w’'.-]+|\d[\d.,]*)){0,5}?) "
    r"(?P<predicate>(?:has|have|had|was|were|is|are|will|would)(?: been| be)?(?: \w+ed\b| \w+en\b)?|\w{3,}ed|made|took|gave|sold|bought|won|lost|led|built|sent|paid|held|found|met|cut)\b"
    r"(?: (?P<object>[^,;:]{2,80}))?$"
)
ASSERTED_RULE = "no cue"


def assemble(
    article: Article,
    sentences: Sequence[Span],
    attributions: Sequence[Attribution],
    quantities: Sequence[Quantity],
    periods: Sequence[Period],
) -> tuple[Claim, ...]:
    """The claims of an article in order; headings, by-lines and questions make none."""
    plain = article.plain
    out: dict[tuple[int, int], Claim] = {}
    for number, sentence in enumerate(sentences):
        if not _states(plain, sentence):
            continue
        here = [a for a in attributions if any(c.overlaps(sentence) for c in a.content)]
        for span, attribution in _pieces(plain, sentence, here, periods):
            claim = _claim(article, number, span, attribution)
            out.setdefault((span.start, span.end), claim)
    return _with_figures(tuple(sorted(out.values(), key=lambda c: (c.start, -c.end))), quantities, periods)


def _states(plain: str, s: Span) -> bool:
    """Whether a sentence states something: it has a verb, it ends like a sentence, and asks nothing."""
    text = plain[s.start : s.end].rstrip("”\"’') ")
    if text.endswith("?") or len(text.split()) < 3:
        return False
    ends = text.endswith((".", "!", "…")) or plain[s.end - 1] in '”"' or len(text.split()) > 14
    return has_verb(text) and (ends or len(text.split()) > 10)


def _pieces(
    plain: str, sentence: Span, here: Sequence[Attribution], periods: Sequence[Period]
) -> list[tuple[Span, Attribution | None]]:
    """The claim spans of a sentence: the clauses of what sources say, then those of the publication's own words."""
    out: list[tuple[Span, Attribution | None]] = []
    covered: list[Span] = []
    for attribution in here:
        for content in attribution.content:
            part = Span(max(content.start, sentence.start), min(content.end, sentence.end))
            if part.end - part.start > 3 and not any(c.covers(part) for c in covered):
                out += [(clause, attribution) for clause in clauses(plain, part)]
                covered.append(part)
        covered += [*attribution.source, *attribution.cue]
    own = sorted(c for c in covered if c.overlaps(sentence))
    if not own:
        return out + [(clause, None) for clause in clauses(plain, sentence)]
    first, last = own[0].start, max(c.end for c in own)
    for rest in (Span(sentence.start, first), Span(last, sentence.end)):
        for clause in clauses(plain, rest) if rest.end - rest.start > 20 else ():
            if has_verb(plain[clause.start : clause.end]) and len(plain[clause.start : clause.end].split()) > 4:
                out.append((clause, None))
    out += _frames(plain, sentence, here, periods)
    return out


def _frames(
    plain: str, sentence: Span, here: Sequence[Attribution], periods: Sequence[Period]
) -> list[tuple[Span, Attribution | None]]:
    """A frame that is a dated event of its own: *On 11 June the embassy announced*."""
    out: list[tuple[Span, Attribution | None]] = []
    for a in here:
        if not a.source or not a.rule.startswith("verb") or a.source[0].start < sentence.start:
            continue
        content = min(c.start for c in a.content)
        begin = sentence.start if a.source[0].start - sentence.start < 60 else a.source[0].start
        frame = Span(begin, max(a.cue[0].end, content - 1))
        if frame.end <= content and any(frame.start <= p.start and p.end <= frame.end and p.resolved for p in periods):
            out.append((Span(frame.start, len(plain[: frame.end].rstrip(' ,:“"'))), None))
    return out


def _claim(article: Article, number: int, span: Span, attribution: Attribution | None) -> Claim:
    exact = article.text[span.start : span.end]
    words_of = article.plain[span.start : span.end]
    prefix, suffix = selector(article.text, span)
    parts = _PARTS.match(words_of)
    rule = attribution.rule if attribution else ASSERTED_RULE
    opinion = _OPINION.search(words_of) is not None and not re.search(r"\d", words_of)
    return Claim(
        start=span.start, end=span.end, exact=exact, prefix=prefix, suffix=suffix, sentence=number,
        subject=parts["subject"] if parts else None, predicate=parts["predicate"] if parts else None,
        object=parts["object"] if parts else None,
        voice=Voice.ATTRIBUTED if attribution else Voice.ASSERTED,
        cue=attribution.cue[0] if attribution else None, sources=attribution.chain if attribution else (),
        quotation=attribution.quotation if attribution else None,
        modality=_modality(words_of, article.plain, attribution), checkable=not opinion, quantities=(), periods=(),
        check_worthiness=0.0, confidence=share_right(rule), rule=rule,
    )  # fmt: skip


def _modality(text: str, plain: str, attribution: Attribution | None) -> Modality:
    if attribution and re.match(r"den(?:y|ies|ied|ying)", plain[attribution.cue[0].start : attribution.cue[0].end]):
        return Modality.DENIED
    if _POSSIBLE.search(text):
        return Modality.POSSIBLE
    if _FUTURE.search(text) or _PLANNED.search(text):
        return Modality.PLANNED
    return Modality.FACT


def _with_figures(
    claims: Sequence[Claim], quantities: Sequence[Quantity], periods: Sequence[Period]
) -> tuple[Claim, ...]:
    """The claims with their figures and dates, each in the shortest claim that covers it, and their check-worthiness."""
    figures: dict[int, list[Quantity]] = {}
    dates: dict[int, list[Period]] = {}
    for quantity in quantities:
        if (home := _home(claims, quantity)) is not None:
            figures.setdefault(home, []).append(quantity)
    for period in periods:
        if (home := _home(claims, period)) is not None:
            dates.setdefault(home, []).append(period)
    return tuple(
        replace(c, quantities=tuple(figures.get(i, ())), periods=tuple(dates.get(i, ())),
                check_worthiness=worthiness(c, bool(figures.get(i)), bool(dates.get(i))))
        for i, c in enumerate(claims)
    )  # fmt: skip


def _home(claims: Sequence[Claim], item: Quantity | Period) -> int | None:
    holders = [(c.end - c.start, i) for i, c in enumerate(claims) if c.start <= item.start and item.end <= c.end]
    return min(holders)[1] if holders else None


def worthiness(claim: Claim, figure: bool, dated: bool) -> float:
    """How much an editor should care, 0–1: figures, records, allegations, names and dates add to it; opinion takes away."""
    score = 0.15 + 0.35 * figure + 0.1 * dated
    score += 0.15 * bool(_SUPERLATIVE.search(claim.exact)) + 0.15 * bool(_ALLEGATION.search(claim.exact))
    score += 0.05 * bool(_NAME.search(claim.exact))
    score += 0.05 * any(s.kind is not SourceKind.UNNAMED for s in claim.sources)
    return round(min(1.0, score) * (1.0 if claim.checkable else 0.3), 2)
