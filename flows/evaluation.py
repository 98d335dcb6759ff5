"""Reads what was marked by hand, scores it, and words the scores for the terminal and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from claims.evaluate import Evaluation, cannot_tell, evaluate, reliability, right_when_sure, scores, total, worst
from claims.evaluate_figures import count_figures, figure_scores, gold_texts
from claims.evaluate_gold import gold_articles, read_claims
from claims.evaluate_marks import Shares, annotated_articles, count_marks, mark_scores, parts_of, source_overlap
from claims.extract import extract
from claims.model import Article, Extraction
from claims.read import ReadOptions, read

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Scored:
    """The evaluation of marked articles, together and each."""

    whole: Evaluation
    parts: tuple[Evaluation, ...]


def score_claims(folder: Path, only: str | None, every: int) -> Scored:
    """Every marked article of a folder, or of a part of it, read and scored."""
    parts = []
    for gold in gold_articles(folder, only, every):
        found = next(_extractions(gold.path, gold.published, gold.publisher), None)
        parts.append(evaluate(gold, read_claims(found) if found else None))
    return Scored(total(parts), tuple(parts))


def _extractions(path: Path, published: date | None, publisher: str | None) -> Iterator[Extraction]:
    for item in read(str(path), ReadOptions(published=published, publisher=publisher)):
        if isinstance(item, Article):
            yield extract(item)


def score_marks(split: Path) -> Json:
    """Attribution marks of a folder of stand-off annotation."""
    counts: Counter[str] = Counter()
    unread = []
    for article in annotated_articles(split):
        found = next(_extractions(article.path, None, None), None)
        counts += count_marks(article, [parts_of(a) for a in found.attributions] if found else [])
        if found is None:
            unread.append(article.name)
    named = {name: _shares(s) for name, s in mark_scores(counts).items()}
    return {**named, "source overlap": source_overlap(counts), "unread": unread}


def score_figures(path: Path) -> Json:
    """Figures and dates of a file of texts."""
    texts = gold_texts(path)
    found = {e.article.name: e for e in _extractions(path, None, None)}
    counts: Counter[str] = Counter()
    for text in texts:
        one = found.get(text.name)
        counts += count_figures(text, one.quantities if one else (), one.periods if one else ())
    named: Json = {name: _shares(s) for name, s in figure_scores(counts).items()}
    if counts["figures marked"] or counts["figures read"]:
        named |= {"years taken as figures": counts["years"], "texts wholly right": counts["wholly"]}
    return {**named, "texts": len(texts), "unread": [t.name for t in texts if t.name not in found]}


def _shares(s: Shares) -> Json:
    return {"P": s.precision, "R": s.recall, "F1": s.f1, "right": s.right, "read": s.read, "marked": s.marked}


def as_json(scored: Scored, errors: int) -> Json:
    """Scores in total and by article, the reliability curve, and the worst errors."""
    sure, right = right_when_sure(scored.whole)
    unsure, all_read = cannot_tell(scored.whole)
    return {
        "articles": len(scored.parts), "unread": list(scored.whole.unread), "scores": _by_name(scored.whole),
        "reliability": [asdict(b) for b in reliability(scored.whole)],
        "confidence of 0.9 or more": {"claims": sure, "voice right": right},
        "cannot tell": {"claims": unsure, "of": all_read},
        "per_article": {p.name: _by_name(p) for p in scored.parts},
        "errors": [asdict(e) for e in worst(scored.whole, errors)],
    }  # fmt: skip


def _by_name(e: Evaluation) -> Json:
    return {s.name: {"value": s.value, "of": s.of, "covered": s.covered} for s in scores(e)}


def lines(scored: Scored, errors: int) -> Iterator[str]:
    """The report as lines of text."""
    yield f"{'score':<20}{'value':>7}{'of':>7}{'covered':>9}"
    for s in scores(scored.whole):
        yield f"{s.name:<20}{_value(s.value, s.of):>7}{s.of:>7}{s.covered:>8.0%}"
    unsure, all_read = cannot_tell(scored.whole)
    yield f"{'voice cannot tell':<20}{_value(unsure / max(1, all_read), all_read):>7}{all_read:>7}"
    yield ""
    yield f"{'confidence':<20}{'claims':>7}{'mean':>7}{'right':>9}"
    for b in reliability(scored.whole):
        yield f"{f'{b.low:g} to {b.high:g}':<20}{b.claims:>7}{b.confidence:>7.3f}{b.right:>9.3f}"
    sure, right = right_when_sure(scored.whole)
    yield f"{'0.9 or more':<20}{sure:>7}{'':>7}{right:>9.3f}"
    yield ""
    heads = ("claims F1", "voice macro F1", "nearest source", "figures F1", "periods")
    yield f"{'article':<60}" + "".join(f"{h.split()[0]:>9}" for h in heads)
    for part in scored.parts:
        found = {s.name: s for s in scores(part)}
        yield f"{part.name[:59]:<60}" + "".join(f"{_value(found[h].value, found[h].of):>9}" for h in heads)
    for name in scored.whole.unread:
        yield f"not read: {name}"
    shown = worst(scored.whole, errors)
    if shown:
        yield ""
        yield f"worst errors ({len(shown)} of {len(scored.whole.errors)})"
    for e in shown:
        text = " ".join(e.text.split())
        yield f"  {e.kind:<9}{e.article}: “{text[:110]}{'…' if len(text) > 110 else ''}” marked {e.gold}, read {e.read}"


def share_lines(found: Mapping[str, object]) -> Iterator[str]:
    """Scores of marks or figures as lines of text."""
    yield f"{'score':<24}{'P':>8}{'R':>8}{'F1':>8}{'right':>8}{'read':>8}{'marked':>8}"
    for name, value in found.items():
        if isinstance(value, dict):
            yield f"{name:<24}" + "".join(f"{value[k]:>8.4f}" for k in ("P", "R", "F1")) + "".join(
                f"{value[k]:>8}" for k in ("right", "read", "marked")
            )
        elif isinstance(value, Sequence) and not isinstance(value, str):
            if value:
                yield f"{name}: {', '.join(map(str, value))}"
        else:
            yield f"{name:<24}{value:>8.4f}" if isinstance(value, float) else f"{name:<24}{value:>8}"


def _value(value: float, of: int) -> str:
    return f"{value:.3f}" if of else "none"
