"""The frozen types that travel through the pipeline, in the field's own words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

EXTRACTOR_VERSION = "5"
"""Raised whenever the same article would give other claims: the warehouse reads the article again."""


class Voice(StrEnum):
    """Who answers for a claim: a source, the publication itself, or (``unsure``) the text does not tell."""

    ATTRIBUTED = "attributed"
    ASSERTED = "asserted"
    UNSURE = "unsure"


class SourceKind(StrEnum):
    """What a source is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    MEDIA = "media"
    UNNAMED = "unnamed"


class Quotation(StrEnum):
    """How an attributed claim is worded: in quotation marks, in the publication's words, or partly each."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Modality(StrEnum):
    """What the wording says of the claim's reality."""

    FACT = "fact"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class Comparator(StrEnum):
    """How a stated figure bounds the true one."""

    EQUAL = "="
    ABOUT = "~"
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    RANGE = "range"


class Relation(StrEnum):
    """How a period's extent follows from its bare expression (*since 1997*: since)."""

    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    FROM = "from"
    BEFORE = "before"
    AFTER = "after"


class Modifier(StrEnum):
    """Which part of the bare expression's interval is meant (TIMEX3 ``mod``)."""

    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"


class Status(StrEnum):
    """What became of a number in the text; ``unaccounted`` means that no stage knew it, which validation reports."""

    QUANTITY = "quantity"
    PERIOD = "period"
    EXCLUDED = "excluded"
    UNACCOUNTED = "unaccounted"


class Reason(StrEnum):
    """Why a number of the text is no figure of the story: a closed list."""

    REFERENCE_CODE = "reference code"
    PHONE = "phone number"
    ADDRESS = "address"
    NAME = "part of a name"
    SCORE = "score"
    FOOTNOTE = "footnote"
    LIST_NUMBER = "list number"
    VERSION = "version"
    URL = "web address"
    ORDINAL = "ordinal"
    PRONOUN = "pronoun"
    IDIOM = "idiom"
    VAGUE = "vague number"
    CLOCK = "clock time"
    AGE = "age in a name"
    IDENTIFIER = "identifier"
    ROW = "row of numbers"


class FindingKind(StrEnum):
    """What kind of arithmetic does not come out within an article."""

    PART_OVER_WHOLE = "part over whole"
    SUM = "sum of parts"
    PERCENTAGE = "percentage"
    CHANGE = "change"
    CONVERSION = "conversion"
    WEEKDAY = "weekday"
    ELAPSED = "elapsed years"
    AGE = "age"
    HEADLINE = "headline"
    RESTATED = "restated figure"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article: code points ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two stretches share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other stretch lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read.

    ``text`` is the article as given, and every offset counts its code points. ``plain`` has the same length: markup,
    control and formatting characters are blanked to spaces there, so that stages read ``plain`` and quote ``text``.
    ``origin`` says where it was read (path, URL, feed entry), ``identity`` what makes two readings one article (URL,
    the document's own id, or the file's address).
    """

    identity: str
    origin: str
    name: str
    text: str
    plain: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    section: str | None = None
    url: str | None = None
    language: str = "en"
    media_type: str = "text/plain"

    @property
    def article_id(self) -> str:
        """The same for every version of one article."""
        return fingerprint(self.identity)

    @property
    def version_id(self) -> str:
        """Changes with the text and with each property that what is read out of it depends on."""
        return fingerprint(
            self.identity,
            self.text,
            self.plain,
            self.title,
            self.publisher,
            self.author,
            self.published,
            self.section,
            self.url,
        )


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a source chain: the words that name it, verbatim and in place, and the fullest name in the article."""

    start: int
    end: int
    mention: str
    name: str
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what by which words: each part is a tuple of spans; ``source`` may be empty, content discontinuous.

    ``chain`` runs from the nearest source to the origin. ``rule`` names the evidence, ``confidence`` is the share of
    attributions found by that rule that are right on the articles marked by hand.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    chain: tuple[Source, ...]
    quotation: Quotation
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as stated: ``value`` (and ``value2`` of a range) in ``unit`` with the scale applied, and its bound.

    ``unit`` is an ISO 4217 code, ``%``, the singular name of a measure, or the singular head noun of what is counted.
    ``number`` is the digits or words as printed. ``dimension`` tells money from mass from count. ``base_unit`` with
    ``low`` and ``high`` is the interval that the statement's precision leaves open, in base units: SI for measures,
    the currency itself for money, the counted noun for counts, per cent for fractions. The comparator is not applied
    to it. ``of_claim`` is false for numbers that are read but that no claim states: vague ones (*hundreds*), which have
    no value but bounds, and a person's age beside the name.
    """

    start: int
    end: int
    surface: str
    number: str
    value: Decimal
    value2: Decimal | None
    unit: str
    comparator: Comparator
    dimension: str
    base_unit: str
    low: Decimal
    high: Decimal
    of_claim: bool = True


@dataclass(frozen=True, slots=True)
class Period:
    """A time expression: ``first`` to ``last`` day, inclusive; an end that is not known is None.

    ``core_first`` and ``core_last`` are the bare expression's own interval, before ``relation`` is applied (*since
    1997*: core is the year 1997, extent runs to the publication date). ``resolved`` is false when the text and the
    publication date do not fix it.
    """

    start: int
    end: int
    surface: str
    first: date | None
    last: date | None
    core_first: date | None
    core_last: date | None
    relation: Relation | None
    modifier: Modifier | None
    resolved: bool


@dataclass(frozen=True, slots=True)
class Number:
    """One number token of the text and what became of it; ``claim`` counts into the extraction's claims."""

    start: int
    end: int
    surface: str
    status: Status
    reason: Reason | None = None
    claim: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition that can turn out false, anchored to the characters that state it.

    ``wording`` is ``exact`` with what its pronouns and short descriptions stand for, in brackets, where that is
    certain. ``reasons`` say what makes it worth a check, the weightiest first.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    sentence: int
    subject: str | None
    predicate: str | None
    object: str | None
    voice: Voice
    cue: Span | None
    sources: tuple[Source, ...]
    quotation: Quotation | None
    modality: Modality
    checkable: bool
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    check_worthiness: float
    confidence: float
    rule: str
    wording: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures or dates of one article that cannot all be right: where they stand, and the computation in words.

    ``spans`` are at least two, the statement at fault first where one is; ``off`` in ``unit`` is the distance between
    what is stated and the nearest value that the others allow, rounding and bounds granted.
    """

    kind: FindingKind
    spans: tuple[Span, ...]
    surfaces: tuple[str, ...]
    computation: str
    off: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that was read out of one article, in text order."""

    article: Article
    sentences: tuple[Span, ...]
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    numbers: tuple[Number, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be read: where it was, a short code of the check, and the reason in an editor's words."""

    origin: str
    check: str
    reason: str


def fingerprint(*parts: object) -> str:
    """A 32-digit hexadecimal hash of the parts, the same on every machine and in every run."""
    digest = hashlib.sha256()
    for part in parts:
        data = str(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:32]
