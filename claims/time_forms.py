"""The grammar of time expressions (lexicons/time_forms.toml), compiled, and where its forms match in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from claims.lexicon import lexicon, table
from claims.model import Span
from claims.time_tokens import SET, Alphabet, Tokens, entries

Groups = Mapping[str, tuple[int, int]]
"""The named parts of a pattern that matched: from which token up to which."""

Named = tuple[tuple[str, re.Pattern[str]], ...]

_BARE = frozenset({"apart", "record", "history", "these_days", "hours_since", "year_end", "for_units", "past_times", "soon",
                   "through_day", "first_minutes", "running", "since_thing"})  # fmt: skip
"""Forms that nothing is wrapped around."""
_REACH = 10
"""How many tokens before a form its wrappers and prepositions may begin."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The named parts of one pattern that matched, as words and numbers."""

    tokens: Tokens
    groups: Groups

    def __contains__(self, name: str) -> bool:
        return name in self.groups

    def words(self, name: str) -> list[str]:
        """The part's words in lower case; none where the part is not there."""
        return self.tokens.words(*self.groups[name]) if name in self.groups else []

    def word(self, name: str) -> str:
        """The part's last word, its head."""
        return self.tokens.word(self.groups[name][1] - 1) if name in self.groups else ""

    def number(self, name: str) -> int | None:
        """The digits of the part, without *th* and the like."""
        found = re.match(r"\d+", self.word(name))
        return int(found[0]) if found else None

    def entry(self, name: str, kind: str) -> int:
        """What the part's head stands for in a table of the lexicon."""
        return entries(kind)[self.word(name)]

    def unit(self, name: str = "unit") -> str:
        """The part's unit of time in the singular."""
        return table("time", "units").get(self.word(name), self.word(name))

    def count(self, name: str = "count") -> tuple[float, float] | None:
        """The least and the most that the part counts, the same but for *two to three*; None for *several*."""
        found = count_of(self.words(name)) if name in self.groups else (1.0, 1.0)
        return (found[0] + 0.5, found[1] + 0.5) if found and name == "count" and "half" in self.groups else found


@dataclass(slots=True)
class Match:
    """A form found in the text: its tokens, its named parts, and the wrappers around it from the inside out.

    ``core`` is where the bare form starts, ``start`` where its wrappers do.
    """

    form: str
    start: int
    end: int
    core: int
    parts: Parts
    rank: int
    wrappers: list[tuple[str, Parts]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns and the alphabet that they are written in."""

    alphabet: Alphabet
    island: re.Pattern[str]
    seed: re.Pattern[str]
    forms: Named
    wrappers: Named
    leads: Named
    tails: Named
    joiners: Mapping[str, re.Pattern[str]]

    def tokens(self, plain: str, blocked: Iterable[Span]) -> Tokens:
        """The tokens of a text in this grammar's alphabet."""
        return self.alphabet.tokens(plain, blocked)

    def matches(self, tokens: Tokens) -> list[Match]:
        """Every place where a form matches, with what is wrapped around it; they may overlap."""
        found = []
        codes = tokens.codes
        for island in self.island.finditer(codes):
            start, end = island.span()
            if self.seed.search(codes, start, end) is None:
                continue
            for rank, (name, pattern) in enumerate(self.forms):
                for hit in pattern.finditer(codes, start, end):
                    match = Match(name, hit.start(), hit.end(), hit.start(), _parts(tokens, hit), rank)
                    self._wrap(match, tokens)
                    found.append(match)
        return found

    def _wrap(self, match: Match, tokens: Tokens) -> None:
        """Extends a match to the left over *the end of*, *the first week of*, *two days after* and the like."""
        if match.form in _BARE:
            return
        for _ in range(3):
            for name, pattern in self.wrappers:
                if match.form == "event" and name != "offset":
                    continue
                if match.form == "the_unit" and name == "month_of" and match.parts.unit() == "day":
                    continue  # *on 24 July, the day he left*
                hit = pattern.search(tokens.codes, max(0, match.start - _REACH), match.start)
                if hit is not None and hit.end() > hit.start():
                    match.wrappers.append((name, _parts(tokens, hit)))
                    match.start = hit.start()
                    break
            else:
                return

    def lead(self, codes: str, start: int, floor: int) -> tuple[str, int]:
        """The preposition that ends before a token, by its name in the grammar, and where it starts; or nothing."""
        for name, pattern in self.leads:
            hit = pattern.search(codes, max(floor, start - _REACH), start)
            if hit is not None and hit.end() > hit.start():
                return name, hit.start()
        return "", start

    def tail(self, codes: str, end: int) -> tuple[str, int]:
        """What follows up to a token, by its name in the grammar, and where it ends; or nothing."""
        for name, pattern in self.tails:
            hit = pattern.match(codes, end)
            if hit is not None:
                return name, hit.end()
        return "", end

    def joins(self, name: str, codes: str, start: int, end: int) -> bool:
        """Whether the tokens between two expressions join them in the named way."""
        return end - start <= _REACH and self.joiners[name].fullmatch(codes, start, end) is not None


def count_of(words: Sequence[str]) -> tuple[float, float] | None:
    """The least and the most of *three*, *two to three*, *twenty-one*, *half a*, *a*; None where it is vague."""
    values, current, half = [], 0.0, False
    numbers = entries("counts")
    for word in words:
        if word in ("to", "or"):
            values.append(current)
            current = 0.0
        elif word == "half":
            half = True
        elif word == "couple":
            current = 2.0
        elif word in numbers:
            scale = numbers[word] in (12, 100, 1000, 1000000) and word != "twelve"
            current = (current or 1) * numbers[word] if scale else current + numbers[word]
        elif word[0].isdecimal():
            current += float(word.replace(",", ""))
        elif word in ("several", "few", "many", "some", "recent", "various", "handful", "multiple"):
            return None
    if half:
        current += 0.5
    elif not current:
        current = 1.0
    return (values[0] or current, current) if values else (current, current)


def _parts(tokens: Tokens, hit: re.Match[str]) -> Parts:
    return Parts(tokens, {name: hit.span(name) for name, value in hit.groupdict().items() if value is not None})


def _expand(source: str, pieces: Mapping[str, str]) -> str:
    for _ in range(3):
        source = re.sub(r"@([A-Z_]+)", lambda m: pieces[m[1]], source)
    return source


def _holidays() -> str:
    """The names of the holidays as patterns, longest first."""
    names = sorted(table("time", "holidays"), key=lambda n: (-len(n.split()), n))
    words = (re.findall(r"[a-z]+(?:'s?)?", name.replace(".", "")) for name in names)
    return "|".join("".join(map(_name_word, parts)) for parts in words)


def _name_word(word: str) -> str:
    """One word of a holiday's name; an apostrophe may be left out in the text."""
    bare = word.removesuffix("'s").removesuffix("'")
    return f"{{{bare}}}" + ("{poss|apostrophe}?" if bare != word else "")


def _section(name: str) -> Sequence[tuple[str, str]]:
    found = lexicon("time_forms")[name]
    assert isinstance(found, list)
    pieces = {**table("time_forms", "pieces"), "HOLIDAY": _holidays()}
    return [(str(entry[0]), _expand(str(entry[1]), pieces)) for entry in found]


@cache
def grammar() -> Grammar:
    """The grammar, compiled when it is first asked for."""
    forms, wrappers, leads, tails, joiners = (
        _section(name) for name in ("forms", "wrappers", "leads", "tails", "joiners")
    )
    seeds = str(lexicon("time_forms")["seeds"])
    alphabet = Alphabet([seeds, *(source for group in (forms, wrappers, leads, tails, joiners) for _, source in group)])
    vocabulary = sorted({name for _, source in forms for group in SET.findall(source) for name in group.split("|")})

    def compiled(group: Sequence[tuple[str, str]], ending: str = "") -> Named:
        return tuple((name, alphabet.pattern(f"(?:{source}){ending}")) for name, source in group)

    return Grammar(
        alphabet=alphabet, island=alphabet.pattern("{" + "|".join(vocabulary) + "}+"), seed=alphabet.pattern(seeds),
        forms=compiled(forms), wrappers=compiled(wrappers, r"\Z"), leads=compiled(leads, r"\Z"),
        tails=compiled(tails), joiners=dict(compiled(joiners)),
    )  # fmt: skip
