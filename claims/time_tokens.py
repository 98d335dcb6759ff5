"""Splits a text into tokens and gives each one character that says which sets of time words it belongs to.

The grammar of dates is then matched against this short string of code characters with ordinary regular expressions,
one character a token, so that a text is scanned quickly and no pattern can run away on white space or digits.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from claims.lexicon import lexicon, table
from claims.model import Span

TOKEN = re.compile(
    r"""
      (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun|St|Jr)\.(?=[\ ,)])
    | [ap]\.\ ?m\b\.?  | [AP]\.\ ?M\b\.?
    | [Ww]on['’]t\b
    | [^\W\d_]+(?:\d\w*)?
    | \d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])
    | \d{1,4}([/.])\d{1,2}\1\d{2,4}(?![\w/])
    | \b(?:9/11|7/7)(?![\w/])
    | \d{1,2}:\d\d(?::\d\d)?(?![:\d])
    | \d+(?:[.,]\d+)*(?:[^\W\d_]\w*)?
    | ['’]s\b | \n | [^\w\s] | _
    """,
    re.VERBOSE,
)
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("named", r"9/11|7/7"),
        ("iso", r"\d{4}-\d\d-\d\d(?:T.*)?"),
        ("slashed", r"\d{1,4}([/.])\d{1,2}\1\d{2,4}"),
        ("clock", r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?"),
        ("clock_m", r"(?:0?[1-9]|1[0-2])(?:[:.][0-5]\d)?[aApP][mM]"),
        ("hour", r"0?[1-9]|1[0-2]"),
        ("hhmm", r"(?:[01]\d|2[0-4])[0-5]\d"),
        ("dd", r"0?[1-9]|[12]\d|3[01]"),
        ("ddth", r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"),
        ("nnth", r"\d{1,2}(?:st|nd|rd|th)"),
        ("yyyy", r"1\d{3}|2[01]\d\d"),
        ("yy", r"\d\d"),
        ("digits", r"\d{1,4}(?:\.\d)?|\d,\d{3}"),
        ("decade_s", r"(?:1\d|20|21)\d0s"),
        ("yys", r"\d0s"),
        ("quarter_name", r"[Qq][1-4]|[1-4][Qq]"),
        ("half_name", r"[Hh][12]|[12][Hh]"),
        ("fiscal_name", r"(?:FY|CY|fy)(?:\d\d|(?:19|20)\d\d)"),
    )
)
_PUNCTUATION = {
    ",": "comma", "-": "dash", "–": "dash", "—": "dash", "‑": "dash", "−": "dash", "/": "slash", "(": "open",
    ")": "close", "'s": "poss", "’s": "poss", "'": "apostrophe", "’": "apostrophe", "‘": "apostrophe", "\n": "line",
    ";": "stop", ":": "stop", '"': "quote", "“": "quote", "”": "quote", "&": "ampersand", ".": "point", "~": "dash",
    "[": "open", "]": "close", "!": "stop", "?": "stop", "…": "stop",
}  # fmt: skip
_KINDS = frozenset(
    ["capital", "word", "plural", "other", "blocked", "measured", "meridiem", "past_cue", "month", "weekday", "season", "unit", "count", "ordinal", "decade", "holiday_part"]
)
_MONEY = frozenset("$€£¥₹₩₽₺#@")
_MEASURED = frozenset("%°‰")
_VERBS_IN_LOWER_CASE = frozenset(["march", "may", "mar", "jan", "dec", "sep", "jun", "august", "sun", "sat", "mon", "wed", "fri", "fall", "spring"])
_FIRST_CODE = 0xE000
_LONGEST_WORD = 40
SET = re.compile(r"\{([a-z_]+(?:\|[a-z_]+)*)\}")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: where each starts and ends, and the string of their code characters."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    codes: str

    def word(self, at: int) -> str:
        """One token in lower case, without the point of an abbreviation."""
        surface = self.text[self.starts[at] : self.ends[at]]
        return surface if surface == "." else surface.lower().rstrip(".").replace("’", "'")

    def words(self, start: int, end: int) -> list[str]:
        """The tokens from ``start`` up to, not including, ``end``."""
        return [self.word(i) for i in range(start, end)]

    def touch(self, at: int) -> bool:
        """Whether nothing stands between a token and the one after it."""
        return 0 <= at < len(self.starts) - 1 and self.ends[at] == self.starts[at + 1]

    def quoted(self, at: int) -> bool:
        """Whether a token lies in quotation marks that were opened in its paragraph."""
        place = self.starts[at]
        before = self.text[max(self.text.rfind("\n", max(0, place - 2000), place) + 1, place - 2000) : place]
        curly = before.rfind("“") > before.rfind("”")
        return curly or before.count('"') % 2 == 1

    def raw(self, start: int, end: int) -> str:
        """The stretch of text that the tokens span."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""


class Alphabet:
    """Gives words code characters by the sets that they belong to, and compiles patterns over them.

    ``patterns`` are all those that will be compiled: a name in them that no list of the lexicon defines is a word.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._sets: dict[str, set[str]] = {}
        self._exact: dict[str, set[str]] = {}
        self._lower: dict[str, set[str]] = {}
        self._codes: dict[frozenset[str], str] = {}
        self._seen: dict[str, str] = {}
        self._stems = {word[:5] for word in words_of("event_word") | words_of("plain_event")}
        self._read_lexicon({n for source in patterns for group in SET.findall(source) for n in group.split("|")})
        for surface in self._specimens():
            self._assign(self._members(surface))
        self._other = self._assign(frozenset({"other"}))
        self.blocked = self._assign(frozenset({"blocked"}))
        self.measured = self._assign(frozenset({"measured"}))

    def pattern(self, source: str) -> re.Pattern[str]:
        """Compiles a pattern in which ``{name|name}`` is one token of these sets; white space is left out."""

        def codes(match: re.Match[str]) -> str:
            found = set().union(*(self._sets.get(name, set()) for name in match[1].split("|")))
            return "[" + "".join(sorted(found)) + "]" if found else "(?!)"

        return re.compile(SET.sub(codes, re.sub(r"\s+", "", source)))

    def codes_of(self, names: str) -> frozenset[str]:
        """The code characters of the sets ``name|name``."""
        return frozenset(code for name in names.split("|") for code in self._sets.get(name, ()))

    def tokens(self, text: str, blocked: Iterable[Span]) -> Tokens:
        """The tokens of a text; those in a blocked stretch can be part of no expression."""
        starts: list[int] = []
        ends: list[int] = []
        codes: list[str] = []
        seen = self._seen
        for match in TOKEN.finditer(text):
            start, end = match.span()
            surface = match[0] if end - start <= _LONGEST_WORD else "_"
            code = seen.get(surface) or self._learn(surface)
            if surface[0].isdigit() and (text[start - 1 : start] in _MONEY or text[end : end + 1] in _MEASURED):
                code = self.measured
            starts.append(start)
            ends.append(end)
            codes.append(code)
        for stretch in blocked:
            first, last = bisect_right(ends, stretch.start), bisect_left(starts, stretch.end)
            codes[first:last] = [self.blocked] * max(0, last - first)
        return Tokens(text, starts, ends, "".join(codes))

    def _learn(self, surface: str) -> str:
        code = self._codes.get(self._members(surface), self._other)
        if len(self._seen) < 200_000:
            self._seen[surface] = code
        return code

    def _assign(self, members: frozenset[str]) -> str:
        found = self._codes.get(members)
        if found is None:
            found = self._codes[members] = chr(_FIRST_CODE + len(self._codes))
            for name in members:
                self._sets.setdefault(name, set()).add(found)
        return found

    def _read_lexicon(self, used: set[str]) -> None:
        for name in ("months", "weekdays", "seasons", "units", "counts", "ordinals", "decades"):
            for word in table("time", name):
                self._lower.setdefault(word, set()).add(name.removesuffix("s"))
        for holiday in table("time", "holidays"):
            for word in re.findall(r"[a-z]+", holiday):
                self._lower.setdefault(word, set()).add("holiday_part")
        named = table("time", "sets")
        for name, entries in named.items():
            for word in entries.split():
                (self._lower if word.islower() else self._exact).setdefault(word, set()).add(name)
        shapes = {name for name, _ in _SHAPES} | set(_PUNCTUATION.values()) | _KINDS
        for word in used - shapes - set(named):
            self._lower.setdefault(word, set()).add(word)

    def _members(self, surface: str) -> frozenset[str]:
        """The sets of one token, as it is written."""
        first = surface[0]
        if first.isdigit():
            return frozenset(name for name, shape in _SHAPES if shape.fullmatch(surface)) or frozenset({"other"})
        if not first.isalpha() or surface in _PUNCTUATION:
            return frozenset({_PUNCTUATION.get(surface, "other")})
        word = surface.rstrip(".")
        small = word.lower()
        if re.fullmatch(r"[ap](?:\. ?)?m", small):
            return frozenset({"meridiem"})
        if not word.isalpha() and (small := small.replace("’", "'")) not in self._lower:
            return frozenset(name for name, shape in _SHAPES if shape.fullmatch(word)) | {"other"}
        found = self._exact.get(word, set()) | self._lower.get(small, set())
        if word == small and small in _VERBS_IN_LOWER_CASE:
            found = found - {"month", "weekday"}
        elif "month" in found:
            found = found - {"modal"}
        if word == small and small[:5] in self._stems:
            found = found | {"event_stem"}
        return frozenset(found | set(_kinds(word, bool(found & {"plan", "future_cue"}))))

    def _specimens(self) -> Iterable[str]:
        """Tokens of every kind, so that all code characters exist before the patterns are compiled."""
        for word in {*self._lower, *(w.lower() for w in self._exact)}:
            yield from (word, word.capitalize(), word.upper())
        yield from self._exact
        yield from (known + end for known in self._stems for end in ("x", "xed", "xs"))
        yield from ("word", "words", "worded", "Word", "WORD", "Words", "A4", "p.m.", *_PUNCTUATION)
        yield from (f"{n}" for n in range(2200))
        yield from (f"0{n}" for n in range(100))
        yield from (f"{n}{end}" for n in range(100) for end in ("st", "s", "am", ".5", ".30", ":30", ":30am", ",000"))
        yield from ("9/11", "1990s", "2000s", "2001s", "Q1", "H1", "FY24", "FY2024", "2Q", "2H", "2025-01-31", "3/5/2025")
        yield from ("2300", "2400", "2500", "9999", "10000", "10:30:00", "1.5.2025", "2025/01/31", "1,000,000", "007")


def _kinds(word: str, planned: bool) -> Iterable[str]:
    yield "word"
    if word[0].isupper():
        yield "capital"
    elif word.endswith("s") and not word.endswith("ss"):
        yield "plural"
    elif not planned and len(word) > 3 and word.endswith("ed"):
        yield "past_cue"


def entries(name: str) -> dict[str, int]:
    """A table of the lexicon of time whose values are numbers."""
    found = lexicon("time")[name]
    assert isinstance(found, dict)
    return {str(word): int(value) for word, value in found.items()}


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of one set of the lexicon of time, as they are listed."""
    return frozenset(table("time", "sets")[name].split())
