"""What an editor should look at first in an article, ranked by the kind of problem and by check-worthiness."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from validations.report.pages import Concern, ConcernGroup, KeptOut, Note, NumberRow
from validations.report.wording import excerpt

DOUBTFUL_BELOW = 0.5
"""A claim read by a rule that is right less often than this is one to doubt."""


class Trouble(StrEnum):
    """The kinds of problem, the worst first."""

    UNREAD = "number not read"
    CONTRADICTORY = "does not add up"
    CONTRADICTED = "contradicted"
    LOST = "lost attribution"
    NOBODY = "rests on nobody"
    UNNAMED = "unnamed source"
    SINGLE = "one source"
    DOUBTFUL = "doubtful"
    UNDATED = "date open"
    LOOSE = "in no claim"
    KEPT_OUT = "kept out"


TITLES = {
    Trouble.UNREAD: ("Numbers not accounted for", "Neither a figure nor a date, nor left out for a known reason."),
    Trouble.CONTRADICTORY: ("What does not add up", "Figures or dates of the article that cannot all be right, rounding granted."),
    Trouble.CONTRADICTED: ("Contradicted", "Another claim in the ledger has it otherwise."),
    Trouble.LOST: ("Attribution lost on the way", "Another claim names a source for it; this one states it as the publication’s own."),
    Trouble.NOBODY: ("Figures that rest on nobody", "Stated in the publication’s own voice, without a source."),
    Trouble.UNNAMED: ("Claims on an unnamed source", "Where the claim comes from, nobody is named whom one could ask."),
    Trouble.SINGLE: ("Figures on one source", "No other article in the ledger has them from another origin."),
    Trouble.DOUBTFUL: ("Readings to doubt", "It is not clear who says so, or the rule that decided it is often wrong."),
    Trouble.UNDATED: ("Dates without a day", "Neither the text nor the publication date fixes them."),
    Trouble.LOOSE: ("Figures in no claim", "Printed in a headline, a table or a caption, or outside any sentence read."),
    Trouble.KEPT_OUT: ("Kept out of the ledger", "Read, but not sound enough to be stored; see the original."),
}
"""Heading and explanation of each kind."""


def troubles(note: Note, *, single: bool) -> tuple[Trouble, ...]:
    """The problems of one claim; ``single`` says that a figure of it is known from one origin only."""
    found = {
        Trouble.CONTRADICTED: note.contradicted is not None,
        Trouble.LOST: note.lost is not None,
        Trouble.NOBODY: bool(note.figures) and note.voice == "asserted" and note.checkable,
        Trouble.UNNAMED: bool(note.chain) and note.chain[-1].kind == "unnamed",
        Trouble.SINGLE: single,
        Trouble.DOUBTFUL: note.voice == "unsure" or note.confidence < DOUBTFUL_BELOW,
        Trouble.UNDATED: any(not dates.resolved for dates in note.dates),
    }
    return tuple(kind for kind, present in found.items() if present)


def concerns(
    notes: Sequence[Note], numbers: Sequence[NumberRow], loose: Sequence[Concern], kept_out: Sequence[KeptOut],
    contradictions: Sequence[Concern] = (),
) -> tuple[ConcernGroup, ...]:
    """The article's problems by kind, the worst kind first; within a kind, what is worth checking comes first.

    A claim is listed once, under its worst problem: its note names the others.
    """
    listed: dict[Trouble, list[Concern]] = {kind: [] for kind in Trouble}
    listed[Trouble.UNREAD] = [_unread(row) for row in numbers if row.status == "unaccounted"]
    listed[Trouble.CONTRADICTORY] = list(contradictions)
    for note in sorted(notes, key=lambda note: (not note.figures, -note.worth, note.number)):
        if note.troubles:
            listed[Trouble(note.troubles[0])].append(_about(note, Trouble(note.troubles[0])))
    listed[Trouble.LOOSE] = list(loose)
    listed[Trouble.KEPT_OUT] = [Concern(None, excerpt(row.item), row.reason) for row in kept_out]
    return tuple(ConcernGroup(kind.value, *TITLES[kind], tuple(found)) for kind, found in listed.items() if found)


def _unread(row: NumberRow) -> Concern:
    return Concern(row.claim, row.surface, f"… {row.before}{row.surface}{row.after} …")


def _about(note: Note, kind: Trouble) -> Concern:
    figures = "; ".join(figure.words for figure in note.figures)
    detail = {
        Trouble.CONTRADICTED: note.contradicted or "",
        Trouble.LOST: note.lost or "",
        Trouble.NOBODY: "; ".join(filter(None, (figures, note.elsewhere and f"elsewhere in the article from {note.elsewhere}"))),
        Trouble.UNNAMED: "; ".join(filter(None, (note.said_by, figures))),
        Trouble.SINGLE: "; ".join(filter(None, (note.said_by, figures))),
        Trouble.DOUBTFUL: f"{note.voice}, confidence {note.confidence:.2f}",
        Trouble.UNDATED: "; ".join(dates.surface for dates in note.dates if not dates.resolved),
    }[kind]
    return Concern(note.number, excerpt(note.exact), detail)
