"""What the validation report of a run shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from validations.report.plots import Spark


@dataclass(frozen=True, slots=True)
class FailedRow:
    """A row that a rule put aside: its article, with its page where there is one, and what it holds, as JSON."""

    article: str
    href: str | None
    row: str


@dataclass(frozen=True, slots=True)
class Past:
    """What a check found in a run: the run's start, what was observed, whether it held."""

    started: str
    observed: str
    success: bool


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check of the run in an editor's words, with what it found before.

    ``verdict`` is stop, warn, quarantine, passed or not judged; ``purpose`` says what it is there for, ``advice`` what
    to do; ``rows`` are some of those that failed.
    """

    ident: str
    verdict: str
    message: str
    purpose: str
    advice: str
    place: str
    threshold: str | None
    failing_rows: int
    rows: tuple[FailedRow, ...]
    spark: Spark | None
    history: tuple[Past, ...]


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Checks that are listed together: those that fell short, then those of each table that held."""

    ident: str
    title: str
    why: str
    lines: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The validation report of a run; ``docs`` is the way to Great Expectations' own pages, where they were built."""

    file: str
    index: str
    as_of: str
    run_id: str
    outcome: str
    message: str | None
    started: str
    counts: tuple[tuple[str, int], ...]
    groups: tuple[CheckGroup, ...]
    docs: str | None
