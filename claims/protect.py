"""Numbers in the text that are no figures of the story: codes, names, addresses, scores, ordinals and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.lexicon import alternation, words
from claims.model import Reason

_ORDINAL_WORDS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth", "fortieth", "fiftieth", "hundredth", "thousandth"]


@dataclass(frozen=True, slots=True)
class Protected:
    """A stretch that holds a number which is no figure, and why it is none."""

    start: int
    end: int
    reason: Reason


_NAMES = alternation(words("names", "before"))
_PATTERNS: tuple[tuple[Reason, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        (Reason.URL, r"(?:https?://|www\.)[^\s<>\"”]+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32})+|[@#]\w*\d\w*"),
        (
            Reason.REFERENCE_CODE,
            r"\[[A-Z][A-Z0-9]*(?:[-–/][A-Z0-9]+)+\]|(?<![\w$€£])[A-Z]{2,6}[-/]\d{2,4}[-/]\d{1,6}\b|\b\d{4,}[-/][A-Z]{2,}\b",
        ),
        (Reason.FOOTNOTE, r"\[\d{1,3}\]|(?<=[a-z.,”\"])[¹²³⁰-⁹]+"),
        (
            Reason.PHONE,
            r"(?<![\w.])(?:\+\d{1,3}[ -]?)(?:\(?\d{1,4}\)?[ -]?){2,5}\d{2,4}\b|(?<![\w.])\(?\d{3}\)?[ -]\d{3}[ -]\d{4}\b|\b0\d{2,4} \d{3,4} \d{3,4}\b",
        ),
        (Reason.VERSION, r"\b[vV](?:ersion )?\d+(?:\.\d+)+\b|\b\d+\.\d+\.\d+(?:\.\d+)*\b"),
        (
            Reason.SCORE,
            r"(?<![\w.–-])\d{1,3}[–-]\d{1,3}(?= (?:win|victory|defeat|loss|draw|lead|vote|ruling|decision|majority)\b)|\b(?:won|lost|beat|drew|voted|ruled|defeated)(?: \w+){0,3} \d{1,3}[–-]\d{1,3}\b",
        ),
        (
            Reason.CLOCK,
            r"(?<![\d.,])\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?(?:local time|GMT|UTC|BST|EST|EDT|CET))?(?=\W|$)(?! ?%)(?<=[:m.TCE\d])(?:(?<=[ap]\.m\.)|(?<=[ap]m)|(?<!\.\d\d))",
        ),
        (Reason.CLOCK, r"(?<![\d.,])\d{1,2} ?[ap]\.?m\b\.?|\b\d{4} ?(?:UTC|GMT|Z)\b|\b\d{1,2} o[’']clock"),
        (
            Reason.ADDRESS,
            r"\b\d{1,5} (?:[A-Z][\w’'.-]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|Place|Court|Way|Terrace)\b",
        ),
        (Reason.NAME, r"\b(?:9/11|7/7|24/7|Covid-19|COVID-19|SARS-CoV-2|Y2K|MH\d+)\b|\b(?!(?:Rs|USD|EUR|GBP|CHF|JPY|RMB|INR|AUD|CAD|Bs)\d)(?!(?i:mid|late|early|pre|post|top|under|over|sub|non|ex)-)[A-Za-z]+-?\d+[A-Za-z]*(?:[-/][A-Z]*\d+)*\b"),
        (
            Reason.NAME,
            rf"\b(?:{_NAMES})(?: No\.?| number)? (?:\d+(?:\.\d+)?(?:[-–]\d+)?[A-Za-z]?|[IVX]{{1,5}}|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten))\b",
        ),
        (
            Reason.NAME,
            r"\b\d{1,3}(?:[GD]|K(?= (?:run|race)))\b|\b[A-Z]{1,4}[-‑]\d{1,4}[A-Za-z]{0,2}\b|\b(?:Big|Group of|Gang of|Formula|Chicago|Guantanamo) (?:One|Two|Three|Four|Five|Six|Seven|Eight|Twenty|\d+)\b",
        ),
        (
            Reason.ORDINAL,
            rf"\b\d{{1,3}}(?:,\d{{3}})*(?:st|nd|rd|th)\b|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:{alternation(_ORDINAL_WORDS)})\b|\b(?:{alternation(o for o in _ORDINAL_WORDS if o not in ('second', 'third', 'quarter'))})(?!s)\b",
        ),
        (Reason.LIST_NUMBER, r"(?m)^[ \t]*(?:\d{1,3}[.)]|\(\d{1,3}\))(?=[ \t])|\(\d\)(?= [a-z])|(?<= )[1-9]\)(?= \w)"),
        (Reason.IDENTIFIER, r"\b(?:No|no|Nos|number|Number|ID|#)\.? ?\d[\d,]*\b(?! ?(?:per|%))|#\d+"),
        (
            Reason.PRONOUN,
            r"(?i)\b(?:the|this|that|another|any|every|each|no|which|only|some|last|next|first|big|new|good) one\b|\bone (?:another|of the (?:most|best|worst|largest|biggest|few|main|last|first)|of (?:his|her|its|their|our|my|Europe|America|China|India|Britain|the world)\w*|or more|day|time|side|such|thing|can|could|should|must|may|might|would)\b|\bones?\b(?= (?:that|which|who|is|was|has|by|for|with|to|from|where)\b)|\bones\b|\bone(?=['’]s\b)|\bone(?=[,.;:!?)])",
        ),
        (
            Reason.IDIOM,
            r"(?i)\b(?:one by one|two by two|at sixes and sevens|catch-22|twenty-twenty|zero tolerance|one-sided|one-off|one-time|one-way|two-way|first-ever|one-on-one|face to face|fifty-fifty|square one|day one|ground zero|at one point|at one time|on the one hand|for one|one day|all in one|back to one)\b",
        ),
        (
            Reason.VAGUE,
            r"(?i)\b(?:dozens|hundreds|thousands|tens of thousands|hundreds of thousands|millions|billions|trillions|scores)(?: of (?:thousands|millions|billions|dollars))?\b",
        ),
        (
            Reason.ORDINAL,
            r"(?i)\b(?:the|a|his|her|its|their|every|each) (?:second|third)(?! of\b)\b(?!s)|\b(?:second|third)[- ](?:largest|biggest|highest|lowest|place|time|term|round|in|person|day|world|party|most|half)\b|\bsecond(?:ly|hand|ary)\b",
        ),
    )
)


def protected(plain: str) -> tuple[Protected, ...]:
    """The stretches that hold numbers but no figures, in order, without overlaps; earlier patterns win."""
    found: list[Protected] = []
    taken = bytearray(len(plain))
    for reason, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            start, end = match.span()
            if end > start and not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found.append(Protected(start, end, reason))
    return tuple(sorted(found, key=lambda p: p.start))
