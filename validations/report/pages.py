"""What each page of the report shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from validations.report.passages import Paragraph
from validations.report.plots import Months, Series


@dataclass(frozen=True, slots=True)
class SourceLink:
    """One link of a claim's source chain: fullest name, kind, and the words that name it at the claim."""

    name: str
    kind: str
    mention: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed and in normal form; ``interval`` is what its precision leaves open, in base units."""

    surface: str
    words: str
    interval: str
    claim: int | None


@dataclass(frozen=True, slots=True)
class Dates:
    """A time expression as printed, the days it stands for, and how they follow from the bare expression."""

    surface: str
    words: str
    derivation: str
    resolved: bool
    claim: int | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What an editor decided on a claim; ``changes`` are what was read, and what it was corrected to, field by field."""

    decision: str
    by: str
    when: str
    note: str | None
    changes: tuple[tuple[str, str, str], ...]
    outdated: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What the last edit of the article did to a claim: its number (None: it is gone), the words before and after."""

    claim: int | None
    change: str
    detail: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Note:
    """One claim as the page shows it.

    ``number`` counts from 1 in text order; ``chain`` runs from the nearest source to the origin; ``elsewhere`` names
    who says the same figure elsewhere in the article; ``standing`` is what the ledger comes to on it, and why,
    ``contradicted`` and ``lost`` say how another claim has it, and where; ``troubles`` are its problems, the worst first.
    ``wording`` is for reading alone; ``reasons`` say what makes it worth a check.
    """

    number: int
    start: int
    end: int
    exact: str
    voice: str
    cue: str | None
    quotation: str | None
    modality: str
    checkable: bool
    worth: float
    confidence: float
    rule: str
    chain: tuple[SourceLink, ...]
    figures: tuple[Figure, ...]
    dates: tuple[Dates, ...]
    elsewhere: str | None
    judged: Judged | None = None
    standing: tuple[str, str] | None = None
    contradicted: str | None = None
    lost: str | None = None
    troubles: tuple[str, ...] = ()
    wording: str | None = None
    reasons: tuple[str, ...] = ()

    @property
    def unnamed(self) -> bool:
        """Whether the claim's origin has no name."""
        return bool(self.chain) and self.chain[-1].kind == "unnamed"

    @property
    def said_by(self) -> str:
        """The chain in words, nearest first; empty where nobody is cited."""
        return ", citing ".join(link.name for link in self.chain)


@dataclass(frozen=True, slots=True)
class Concern:
    """Something to look at: the claim's number (None: none), the words of the article, and what about them."""

    claim: int | None
    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class ConcernGroup:
    """The concerns of one kind, those most worth checking first."""

    kind: str
    title: str
    why: str
    items: tuple[Concern, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of the article: the claims that name it, and how many as nearest source, as origin, and with figures.

    ``months`` are its claims in the whole ledger.
    """

    name: str
    kind: str
    claims: tuple[int, ...]
    nearest: int
    origin: int
    figures: int
    months: Months | None


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number of the text with the words around it, what became of it, and why it is no figure where it is none."""

    surface: str
    before: str
    after: str
    status: str
    reason: str | None
    claim: int | None


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A quarantined input or row; ``href`` is the page of its article, where the report has one."""

    stage: str
    item: str
    check: str
    reason: str
    row: str | None
    href: str | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything on the page of one article; ``index`` is the page that lists the run, None where there is none."""

    file: str
    index: str | None
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    published_iso: str
    section: str | None
    url: str | None
    origin: str
    article_id: str
    version_id: str
    extractor_version: str
    run_id: str
    last_seen: str
    as_of: str
    concerns: tuple[ConcernGroup, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    sources: tuple[SourceRow, ...]
    figures: tuple[Figure, ...]
    dates: tuple[Dates, ...]
    numbers: tuple[NumberRow, ...]
    series: tuple[Series, ...]
    changes: tuple[Change, ...]
    kept_out: tuple[KeptOut, ...]

    def count(self, voice: str) -> int:
        """How many claims have this voice."""
        return sum(note.voice == voice for note in self.notes)

    def with_trouble(self, kind: str) -> int:
        """How many claims have this problem, whether or not it is their worst."""
        return sum(kind in note.troubles for note in self.notes)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A line of the index: an article's page, its counts, and its worst problems with how often each occurs."""

    file: str
    title: str
    publisher: str | None
    published: str | None
    published_iso: str
    claims: int
    attributed: int
    figures: int
    nobody: int
    unnamed: int
    unread: int
    worst: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a run; ``judged`` is false where there was too little to judge by."""

    tool: str
    table: str
    name: str
    severity: str
    success: bool
    judged: bool
    failing_rows: int
    message: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A run: what it was, its articles, what it put aside, and what its checks found, told at length in another file."""

    file: str
    as_of: str
    run_id: str
    outcome: str
    message: str | None
    started: str
    duration: str
    started_by: str
    inputs: tuple[str, ...]
    new_articles: int
    extractor_version: str
    articles: tuple[ArticleRow, ...]
    kept_out: tuple[KeptOut, ...]
    checks: tuple[Check, ...]
    checks_file: str

    def total(self, count: str) -> int:
        """The sum of a count over the articles."""
        return sum(getattr(article, count) for article in self.articles)

    @property
    def fell_short(self) -> tuple[Check, ...]:
        """The checks that failed."""
        return tuple(check for check in self.checks if not check.success)
