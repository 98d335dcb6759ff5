"""Scores claims against those marked by hand: what was found, in whose voice, from whom, with which figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.evaluate_gold import GoldArticle, Marked, MarkedFigure, MarkedPeriod
from claims.evaluate_match import match, names_agree, same_figure, same_value

VOICES = ("attributed", "asserted")
UNSURE = "unsure"
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


class ErrorKind(StrEnum):
    """What went wrong with a claim, the worst first."""

    VOICE = "voice"
    SOURCE = "source"
    FIGURE = "figure"
    MISSED = "missed"
    PERIOD = "period"
    MODALITY = "modality"


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that was read otherwise than marked, with the words of the article."""

    kind: ErrorKind
    article: str
    start: int
    end: int
    text: str
    gold: str
    read: str
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """A share of ``of`` things; ``covered`` is the share of all marked things that it could be judged on."""

    name: str
    value: float
    of: int
    covered: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Matched claims whose confidence lies in an interval: how sure the program was, and how often it was right."""

    low: float
    high: float
    claims: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that was measured on one article or on several together."""

    name: str
    counts: Mapping[str, int]
    errors: tuple[Error, ...]
    sure: tuple[tuple[float, bool], ...]
    unread: tuple[str, ...]

    def count(self, name: str) -> int:
        """One of the counts; 0 where nothing was counted."""
        return self.counts.get(name, 0)


def evaluate(article: GoldArticle, read: Sequence[Marked] | None) -> Evaluation:
    """What was read out of one article against what is marked in it; None: it could not be read."""
    found = () if read is None else read
    taken = match(article.text, article.claims, found)
    if not article.complete:
        found, taken = _known(article, found, taken)
    counts: Counter[str] = Counter(
        predicted=len(found), matched=len(taken), gold=len(article.claims), unsure=sum(c.label == UNSURE for c in found),
        attributed_gold=sum(c.label == "attributed" for c in article.claims),
        checkable=sum(c.checkable for c in article.claims), found=sum(article.claims[i].checkable for i in taken),
    )  # fmt: skip
    errors: list[Error] = []
    sure: list[tuple[float, bool]] = []
    for i, gold in enumerate(article.claims):
        if i in taken:
            errors += _claim(article.name, gold, found[taken[i]], counts)
            right, confidence = gold.label == found[taken[i]].label, found[taken[i]].confidence
            if confidence is not None:
                sure.append((confidence, right))
        elif gold.checkable:
            weight = 1.0 + 0.5 * bool(gold.figures)
            errors.append(_error(ErrorKind.MISSED, article.name, gold, (gold.label or "", "nothing"), weight))
    errors += _figures(article, found, counts)
    errors += _periods(article, found, counts)
    return Evaluation(article.name, counts, tuple(errors), tuple(sure), (article.name,) if read is None else ())


def total(parts: Sequence[Evaluation]) -> Evaluation:
    """Several articles together."""
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part.counts)
    return Evaluation(
        "all", counts, tuple(e for p in parts for e in p.errors), tuple(s for p in parts for s in p.sure),
        tuple(name for p in parts for name in p.unread),
    )  # fmt: skip


def _known(
    article: GoldArticle, found: Sequence[Marked], taken: Mapping[int, int]
) -> tuple[tuple[Marked, ...], dict[int, int]]:
    """Of what was read, that on which the marks have a say: near a marked claim, or where none is."""
    say = [(c.start, c.end) for c in article.claims] + list(article.retracted)
    kept = [j for j, c in enumerate(found) if j in taken.values() or any(_half(c, s, e) for s, e in say)]
    places = {j: n for n, j in enumerate(kept)}
    return tuple(found[j] for j in kept), {i: places[j] for i, j in taken.items()}


def _half(claim: Marked, start: int, end: int) -> bool:
    shared = min(claim.end, end) - max(claim.start, start)
    return shared * 2 >= max(1, min(claim.end - claim.start, end - start))


def _claim(article: str, gold: Marked, read: Marked, counts: Counter[str]) -> Iterator[Error]:
    counts[f"voice {gold.label} {read.label}"] += 1
    if gold.label != read.label:
        weight = 2.0 + (read.confidence or 0.0)
        yield _error(ErrorKind.VOICE, article, gold, (gold.label or "", read.label or "none"), weight)
    counts["modality"] += gold.modality == read.modality
    if gold.modality != read.modality:
        yield _error(ErrorKind.MODALITY, article, gold, (gold.modality or "", read.modality or "none"), 0.5)
    if gold.label == "attributed" and gold.sources:
        counts["attributed"] += 1
        near = bool(read.sources) and names_agree(gold.sources[0].name, read.sources[0].name)
        counts["nearest"] += near
        counts["origin"] += bool(read.sources) and names_agree(gold.sources[-1].name, read.sources[-1].name)
        counts["kind"] += bool(read.sources) and gold.sources[0].kind == read.sources[0].kind
        if not near:
            chains = tuple(" ← ".join(s.name for s in c.sources) or "nobody" for c in (gold, read))
            yield _error(ErrorKind.SOURCE, article, gold, (chains[0], chains[1]), 1.8)


def _figures(article: GoldArticle, read: Sequence[Marked], counts: Counter[str]) -> Iterator[Error]:
    marked, found = _placed_figures(article.claims), _placed_figures(read)
    counts["gold figures"] += len(marked)
    counts["read figures"] += len(found)
    for gold, claim in marked:
        near = [(q, c) for q, c in found if q.start < gold.end and gold.start < q.end]
        right = any(same_figure(gold, q) for q, _ in near)
        counts["figures"] += right
        counts["figure values"] += any(same_value(gold, q) for q, _ in near)
        counts["figure voices"] += any(same_value(gold, q) and c.label == claim.label for q, c in near)
        if not right:
            got = "; ".join(_worded(q) for q, _ in near) or "nothing"
            yield Error(ErrorKind.FIGURE, article.name, gold.start, gold.end, gold.surface, _worded(gold), got, 1.6)


def _periods(article: GoldArticle, read: Sequence[Marked], counts: Counter[str]) -> Iterator[Error]:
    marked, found = _placed_periods(article.claims), _placed_periods(read)
    counts["gold periods"] += len(marked)
    for gold in marked:
        near = [p for p in found if p.start < gold.end and gold.start < p.end]
        right = any((p.first, p.last) == (gold.first, gold.last) for p in near)
        counts["periods"] += right
        if not right:
            got = "; ".join(f"{p.first} … {p.last}" for p in near) or "nothing"
            yield Error(ErrorKind.PERIOD, article.name, gold.start, gold.end, gold.surface,
                        f"{gold.first} … {gold.last}", got, 0.8)  # fmt: skip


def _placed_figures(claims: Sequence[Marked]) -> list[tuple[MarkedFigure, Marked]]:
    """Each place's figure once, with the claim that has it first."""
    seen: dict[tuple[int, int], tuple[MarkedFigure, Marked]] = {}
    for claim in claims:
        for figure in claim.figures:
            seen.setdefault((figure.start, figure.end), (figure, claim))
    return list(seen.values())


def _placed_periods(claims: Sequence[Marked]) -> list[MarkedPeriod]:
    seen: dict[tuple[int, int], MarkedPeriod] = {}
    for claim in claims:
        for period in claim.periods:
            seen.setdefault((period.start, period.end), period)
    return list(seen.values())


def _worded(q: MarkedFigure) -> str:
    value = "?" if q.value is None else f"{q.value:f}"
    return f"{q.comparator} {value}{f' to {q.value2:f}' if q.value2 is not None else ''} {q.unit}"


def _error(kind: ErrorKind, article: str, gold: Marked, said: tuple[str, str], weight: float) -> Error:
    return Error(kind, article, gold.start, gold.end, gold.text, *said, weight)


def scores(e: Evaluation) -> tuple[Score, ...]:
    """Each score with how many things it was judged on, and which share of the marked ones that is."""
    matched, attributed = e.count("matched"), e.count("attributed")
    precision, recall = matched / max(1, e.count("predicted")), e.count("found") / max(1, e.count("checkable"))
    covered = matched / max(1, e.count("gold"))
    right = sum(e.count(f"voice {v} {v}") for v in VOICES)
    sourced = attributed / max(1, e.count("attributed_gold"))
    figures, read = e.count("gold figures"), e.count("read figures")
    figure_p, figure_r = e.count("figures") / max(1, read), e.count("figures") / max(1, figures)
    return (
        Score("claims F1", f1(precision, recall), e.count("checkable"), 1.0),
        Score("claims precision", precision, e.count("predicted"), 1.0),
        Score("claims recall", recall, e.count("checkable"), 1.0),
        Score("voice macro F1", voice_f1(e), matched, covered),
        Score("voice accuracy", right / max(1, matched), matched, covered),
        Score("nearest source", e.count("nearest") / max(1, attributed), attributed, sourced),
        Score("origin", e.count("origin") / max(1, attributed), attributed, sourced),
        Score("kind of source", e.count("kind") / max(1, attributed), attributed, sourced),
        Score("modality", e.count("modality") / max(1, matched), matched, covered),
        Score("figures F1", f1(figure_p, figure_r), figures, 1.0),
        Score("figures precision", figure_p, read, 1.0),
        Score("figures recall", figure_r, figures, 1.0),
        Score("figure values", e.count("figure values") / max(1, figures), figures, 1.0),
        Score("figure voice", e.count("figure voices") / max(1, figures), figures, 1.0),
        Score("periods", e.count("periods") / max(1, e.count("gold periods")), e.count("gold periods"), 1.0),
    )  # fmt: skip


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def voice_f1(e: Evaluation) -> float:
    """The mean over both voices of the F1 of telling them, on matched claims."""
    out = []
    for voice in VOICES:
        right = e.count(f"voice {voice} {voice}")
        read = sum(n for name, n in e.counts.items() if name.startswith("voice ") and name.endswith(f" {voice}"))
        marked = sum(n for name, n in e.counts.items() if name.startswith(f"voice {voice} "))
        out.append(f1(right / max(1, read), right / max(1, marked)))
    return sum(out) / len(VOICES)


def reliability(e: Evaluation) -> tuple[Bin, ...]:
    """How often the voice was right by how sure the program was: the bins that hold a claim."""
    out = []
    for low, high in zip(_BINS, (*_BINS[1:], 1.01), strict=True):
        inside = [(c, right) for c, right in e.sure if low <= c < high]
        if inside:
            sure, right = sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            out.append(Bin(low, min(high, 1.0), len(inside), sure, right))
    return tuple(out)


def right_when_sure(e: Evaluation, least: float = 0.9) -> tuple[int, float]:
    """Of the matched claims read with at least so much confidence: how many, and the share whose voice is right."""
    inside = [right for confidence, right in e.sure if confidence >= least]
    return len(inside), sum(inside) / max(1, len(inside))


def cannot_tell(e: Evaluation) -> tuple[int, int]:
    """Of the claims read: those whose voice the text does not tell, and how many there are in all."""
    return e.count("unsure"), e.count("predicted")


def worst(e: Evaluation, count: int) -> tuple[Error, ...]:
    """The errors that weigh most, those of one weight in text order."""
    return tuple(sorted(e.errors, key=lambda x: (-x.weight, x.article, x.start))[:count])
