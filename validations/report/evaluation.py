"""What the page of an evaluation shows: scores, how sure the program was, articles, and the worst errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.evaluate import Bin, Error, Evaluation, Score, cannot_tell, reliability, right_when_sure, scores, worst

SHOWN = ("claims F1", "voice macro F1", "nearest source", "origin", "modality", "figures F1", "figure voice", "periods")
"""The scores that an article's line has."""
_WIDTH, _HEIGHT = 320, 200


@dataclass(frozen=True, slots=True)
class ArticleScores:
    """One article's line: its scores by name, None where it has nothing that such a score judges."""

    name: str
    values: tuple[float | None, ...]
    errors: int


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """The page: ``file`` is its name in the folder that it is written to."""

    file: str
    folder: str
    part: str
    scores: tuple[Score, ...]
    bins: tuple[Bin, ...]
    sure: tuple[int, float]
    unsure: tuple[int, int]
    articles: tuple[ArticleScores, ...]
    errors: tuple[Error, ...]
    all_errors: int
    unread: tuple[str, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of the articles' columns; a sharp marks one of numbers."""
        return ("Article", *(f"#{name}" for name in SHOWN), "#errors")

    @property
    def points(self) -> tuple[tuple[float, float, float], ...]:
        """The reliability curve: x, y and radius of a point for each bin, in the drawing's own units."""
        most = max((b.claims for b in self.bins), default=1)
        return tuple(
            (round(b.confidence * _WIDTH, 1), round((1 - b.right) * _HEIGHT, 1), round(3 + 9 * (b.claims / most) ** 0.5, 1))
            for b in self.bins
        )  # fmt: skip

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the drawing."""
        return _WIDTH, _HEIGHT


def evaluation_page(
    file: str, titles: tuple[str, str], whole: Evaluation, parts: Sequence[Evaluation], errors: int
) -> EvaluationPage:
    """The page of an evaluation; ``titles`` are the folder that was scored and which part of it."""
    return EvaluationPage(
        file=file, folder=titles[0], part=titles[1], scores=scores(whole), bins=reliability(whole),
        sure=right_when_sure(whole), unsure=cannot_tell(whole), articles=tuple(_article(p) for p in parts), errors=worst(whole, errors),
        all_errors=len(whole.errors), unread=whole.unread,
    )  # fmt: skip


def _article(part: Evaluation) -> ArticleScores:
    by_name = {s.name: s for s in scores(part)}
    values = tuple(by_name[name].value if by_name[name].of else None for name in SHOWN)
    return ArticleScores(part.name, values, len(part.errors))
