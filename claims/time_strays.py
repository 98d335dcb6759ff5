"""Words that look like a time expression and are none: *may march*, *2000 people*, *Sunday Times*, *in her 30s*."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from claims.tense import Direction
from claims.time_forms import Match, grammar
from claims.time_tokens import Tokens, entries, words_of

_BOUNDARY = frozenset({",", ".", ";", ":", "!", "?", ")", "(", "”", '"', "\n", "—", "–", "-"})
_SENTENCE_END = frozenset({".", "\n", "!", "?", ":", "“", '"', "‘"})
_DASHES = frozenset({"-", "‑"})


@cache
def _codes(names: str) -> frozenset[str]:
    return grammar().alphabet.codes_of(names)


@dataclass(frozen=True, slots=True)
class Place:
    """A match in its text, with a way to ask whether its clause lies ahead."""

    match: Match
    tokens: Tokens
    direction: Callable[[], Direction]

    def before(self, back: int = 1) -> str:
        """The word so many tokens before the match; a line's end beyond the text."""
        at = self.match.start - back
        return self.tokens.word(at) if at >= 0 else "\n"

    def after(self, on: int = 0) -> str:
        """The word so many tokens behind the match; a line's end beyond the text."""
        at = self.match.end + on
        return self.tokens.word(at) if at < len(self.tokens.codes) else "\n"

    def is_(self, names: str, at: int) -> bool:
        """Whether a token belongs to one of the grammar's sets."""
        return 0 <= at < len(self.tokens.codes) and self.tokens.codes[at] in _codes(names)

    def named(self, at: int) -> bool:
        """Whether a token is a capital word that is no word of time, as in a name."""
        return self.is_("capital", at) and not self.is_("month|weekday|holiday_part|unit|ordinal", at)

    def opens(self, at: int) -> bool:
        """Whether a sentence or quotation ends with a token."""
        return at < 0 or self.tokens.word(at) in _SENTENCE_END

    def ends(self) -> bool:
        """Whether the clause ends or goes on behind the match, so that no noun follows."""
        return self.after() in _BOUNDARY or self.after() in words_of("goes_on")

    def dashed(self) -> bool:
        """Whether the match is the first part of a compound."""
        return self.after() in _DASHES and self.tokens.touch(self.match.end)


def stray(place: Place) -> bool:
    """Whether the match is no time expression here."""
    test = _TESTS.get(place.match.form)
    return test is not None and test(place)


def _month(p: Place) -> bool:
    match = p.match
    if {"which", "year", "short_year", "that_year"} & set(match.parts.groups) or match.wrappers:
        return False
    before, at = p.before(), match.start - 1
    if p.is_("person_title", at) or before in ("each", "every"):
        return True
    if p.named(at) and before not in words_of("placing") and not p.opens(at - 1):
        return True
    written = p.tokens.raw(match.start, match.start + 1)
    if written.rstrip(".") not in words_of("shy_month"):
        return False
    if len(written) == 3 and written != "May":
        return True
    if before in words_of("placing") or before in words_of("beside_month"):
        return p.named(match.end) and before not in ("in", "since", "until", "last", "next")
    return before not in words_of("article") or (before != "the" and p.named(match.end))


def _weekday(p: Place) -> bool:
    at = p.match.parts.groups["weekday"][0]
    if p.is_("weekday_title", p.match.end) or p.is_("weekday_epithet", at - 1):
        return True
    if p.before() in ("every", "each") or (p.before() in ("a", "an") and p.ends()):
        return True
    if p.after() in words_of("weekday_habit") and p.before() != "on" and "which" not in p.match.parts:
        return True
    if p.tokens.word(at).endswith("day") or "which" in p.match.parts:
        return False
    return p.before() in words_of("article") or not p.tokens.raw(at, at + 1).endswith(".")


def _year(p: Place) -> bool:
    """Four digits that count something, measure it, or are part of a compound."""
    match, year = p.match, p.match.parts.number("year") or 0
    before = p.before()
    placed = before in words_of("placing_year")
    if before in words_of("stock_index") or p.after() in ("index", "year", "years"):
        return True
    if (year < 1500 or year > 2150) and not placed and not match.wrappers:
        return True
    if p.after() == "of" and not placed and any(p.after(on)[:1].isdecimal() for on in (1, 2)):
        return True  # *2016 of the 6600 members*
    if p.tokens.word(match.start) in words_of("hedge") and not placed and p.after() not in _BOUNDARY:
        return True
    goes_on = p.ends() and p.after() not in ("had", "have", "were", "are")
    if year < 1900 and not placed and before not in words_of("article") and not goes_on and p.after() != "'s":
        return True
    if before == "of" and p.before(2) in words_of("amount"):
        return True
    if p.dashed() and not p.is_("month|weekday|holiday_part", match.end + 1):
        return p.after(1)[:1].isalpha()
    if before in _DASHES | {"/"} and p.tokens.touch(match.start - 1) and match.start == match.core:
        return p.before(2) not in ("pre", "post")
    if before == "than" and p.before(2) in ("earlier", "later", "sooner"):
        return False
    hedged, plural = before in words_of("hedge"), p.is_("plural", match.end)
    if p.after() in words_of("measure") or (placed and not hedged):
        return p.after() in words_of("measure")
    if hedged and (plural or before != "about") and not {"in", "since", "by", "until", "from"} & {p.before(2), p.before(3)}:
        return True
    odd = year % 100 == 0 or (not 1950 <= year < 2050 and before not in words_of("article"))
    return p.is_("counted", match.end) or (plural and odd)


def _decade(p: Place) -> bool:
    """*in her thirties* is an age, *the 80s* without *the* a temperature."""
    match, at, own = p.match, p.match.parts.groups["decade"][0], words_of("own")
    if p.before() in own or p.before(2) in own:
        return True
    if len(p.tokens.word(at)) == 3 and any(p.before(back) in words_of("scale") for back in range(1, 13)):
        return True  # *his rating fell into the 30s*
    word = p.tokens.word(at)
    if word in entries("decades"):
        return p.tokens.word(match.core) != "the"
    return len(word.rstrip("s")) == 2 and match.core == at and not match.wrappers and p.before() not in ("and", "the")


def _day(p: Place) -> bool:
    """*a third of March sales* is a fraction."""
    ordinal = p.tokens.word(p.match.parts.groups["day"][0]) in entries("ordinals")
    return ordinal and p.tokens.word(p.match.core) != "the" and p.before() in ("a", "one", "two", "than")


def _day_number(p: Place) -> bool:
    """*the 15th* is a day only where nothing follows that it could number."""
    if p.match.wrappers or "weekday" in p.match.parts:
        return False
    return p.before() not in words_of("beside_day") or not p.ends()


def _the_unit(p: Place) -> bool:
    """*the day* is one of the calendar at the end of a clause such as *ending the day*, and behind *the end of*."""
    unit, whole = p.tokens.word(p.match.end - 1), "whole" in p.match.parts
    if unit.endswith("s") or unit in ("second", "minute", "hour") or p.dashed():
        return True
    if p.match.wrappers:
        return False
    if unit == "weekend":
        return p.after() in ("of", "home", "house", "warriors")
    if p.before() == "of" and p.ends() and p.tokens.raw(p.match.end - 1, p.match.end).islower():
        return not any(p.before(back) in words_of("superlative") for back in range(2, 8))
    if unit == "day" and p.before()[:3] in ("end", "fin", "clo"):
        return False
    if unit == "night" or (p.after() in words_of("unit_goes_on") and not whole):
        return True
    return not (p.before() in words_of("beside_unit") or (whole and p.before() == "in"))


def _unit(p: Place) -> bool:
    unit, which = p.match.parts.word("unit"), p.match.parts.word("which")
    if p.dashed() or unit in ("second", "minute") or unit.endswith("s"):
        return True
    if all(p.tokens.raw(i, i + 1).istitle() for i in (p.match.start, p.match.end - 1)) and p.match.end - p.match.start == 2:
        return True  # *This Week* is a programme
    if unit == "day":
        return which in ("last", "this", "past") or p.before() in words_of("own")
    return unit == "fall" and p.after() in ("of", "from", "in")


def _vague_window(p: Place) -> bool:
    unit = p.match.parts.word("unit")
    return not unit.endswith("s") or unit in ("seconds", "minutes")


def _anchored(p: Place) -> bool:
    unit = p.match.parts.word("unit")
    return unit.endswith("s") or unit in ("second", "minute") or p.dashed()


def _window(p: Place) -> bool:
    unit = p.match.parts.word("unit")
    if p.after() == "of" and p.after(1) in words_of("own"):
        return True  # *the last five months of her life* are not those before the publication
    return unit in ("second", "seconds") or ("count" not in p.match.parts and unit.endswith("s"))


def _event(p: Place) -> bool:
    """*since the crash, the day before the vote*: an event places a claim only behind such words."""
    if any(name == "offset" for name, _ in p.match.wrappers):
        return False
    if p.after() in ("in", "on") and p.is_("yyyy|month|weekday|dd", p.match.end + 1):
        return True
    if _dated_behind(p) or p.after() == "day":
        return True  # *since he became a candidate last spring* counts from then
    if p.after() in ("was", "were") and p.is_("past_cue", p.match.end + 1) and p.after(1) != "held":
        return True  # *since the surgery was announced* counts from the announcement
    lead, before = p.before(), p.before(2)
    if p.match.parts.word("event") in words_of("plain_event"):
        dating = lead in ("since", "before", "until", "after", "following") or (before, lead) == ("prior", "to")
        return not dating or "possessor" not in p.match.parts
    if p.match.parts.word("event") in words_of("quiet_event") and (lead == "in" or "possessor" not in p.match.parts):
        return True
    if before in ("aftermath", "wake") and lead == "of":
        return False
    if lead == "at":
        return p.match.end - p.match.start > 1 or p.is_("capital", p.match.start) or p.after() in ("of", "in")
    if lead == "in":
        return p.tokens.word(p.match.start) != "this" or p.direction() is not Direction.PAST
    return lead not in ("since", "before", "until", "after", "following") and (before, lead) != ("prior", "to")


def _dated_behind(p: Place) -> bool:
    """Whether the clause goes on to a day or year of its own within a few words."""
    for on in range(4):
        at = p.match.end + on
        if p.after(on) in _BOUNDARY:
            return False
        if p.is_("deictic", at) or (p.after(on) == "last" and p.is_("unit|month|weekday|season", at + 1)):
            return True
    return False


def _ago(p: Place) -> bool:
    """*two days before* is one only at the end of its clause: else what follows is what it counts from."""
    if p.match.parts.word("word") in ("before", "after", "prior", "back", "previously"):
        return not p.ends() or p.after() in words_of("unit_goes_on")
    return p.after() == "than"


def _apart(p: Place) -> bool:
    """*two days after he left* places a claim where it says when something came, or when he left beside a day told."""
    comes = bool(words_of("comes") & {p.before(), p.before(2)})
    return not (p.before() in _BOUNDARY or (comes and p.match.parts.word("side") == "after"))


def _record(p: Place) -> bool:
    """*in a month* holds a count of what happened: *the fourth crash in a month*; *the first in ten years* only compares."""
    counted = [p.before(back) for back in range(1, 7) if p.is_("ordinal|nnth", p.match.start - back)]
    told = bool(set(counted) - {"first", "1st", "last", "final"}) and p.before() not in ("place", "anniversary", "birthday")
    aside = p.after() in ("of", "from", "after", "to", "when", "that", "in") or "recent" in p.match.parts.words("count")
    return not told or aside or p.direction() is Direction.FUTURE


def _history(p: Place) -> bool:
    """*in its history* behind *the biggest*, or before it where it opens its sentence: *In the history of the town, only two …*."""
    opens = p.opens(p.match.start - 1)
    near = {p.after(on) for on in range(9)} if opens else {p.before(back) for back in range(1, 11)}
    words = p.tokens.words(p.match.start, p.match.end)
    bare = words == ["in", "the", "history"]
    return bare or not p.ends() or "recent" in words or not words_of("superlative") & near


def _year_end(p: Place) -> bool:
    return p.before() not in ("by", "at", "until", "before", "since", "around", "near") or not p.ends()


def _deictic(p: Place) -> bool:
    """*the cars of tomorrow* are of no day, *USA Today* is a name."""
    at = p.match.start
    if p.tokens.word(at) == "tomorrow" and p.before() == "of":
        return p.after() != "'s"
    return p.tokens.raw(at, at + 1) == "Today" and p.named(at - 1) and p.before() not in words_of("function_word")


def _vague_ago(p: Place) -> bool:
    return p.after() == "than" or not p.match.parts.word("unit").endswith("s")


def _in_units(p: Place) -> bool:
    """*in ten days* comes to pass, or it is how long something took."""
    if "time" in p.match.parts:
        return False
    compared = p.before() == "time" or any(p.before(back) in words_of("superlative") for back in (1, 2, 3))
    return compared or p.direction() is not Direction.FUTURE or p.after() in ("of", "from", "after")


def _within(p: Place) -> bool:
    return "which" not in p.match.parts and p.after() in ("of", "from", "after", "walking", "driving")


def _season(p: Place) -> bool:
    match, at = p.match, p.match.parts.groups["season"][0]
    if {"year", "that_year"} & set(match.parts.groups) or match.wrappers:
        return False
    if not p.tokens.raw(at, at + 1).islower():
        return p.named(at - 1) or p.opens(at - 1) or p.named(match.end)
    placed = p.before() in words_of("season_lead")
    return not placed or p.after() in ("of", "from", "in", "below", "apart", "to", "into", "and")


def _holiday(p: Place) -> bool:
    """*Christmas* alone needs a preposition: *Christmas sales* are no day."""
    parts = p.match.parts
    if p.is_("weekday_title", p.match.end):
        return True
    if {"year", "which", "that_year"} & set(parts.groups) or len(parts.words("holiday")) > 1:
        return False
    placed = p.before() in words_of("placing") or p.before() in ("at", "on", "over")
    return not placed or p.named(p.match.end)


def _clock(p: Place) -> bool:
    """A clock time with a point wants *am* or *pm*: *about 5.30 metres* is none."""
    last = p.tokens.word(p.match.end - 1)
    if last[0].isdecimal() and "." in last and not last.endswith("m"):
        return True
    first = p.tokens.word(p.match.start)
    if p.match.end - p.match.start > 1 or not first[0].isdecimal() or first.endswith("m"):
        return False
    return p.before() not in words_of("beside_clock") or "." in first


def _now(p: Place) -> bool:
    return p.dashed() or (p.before() in ("as", "how", "until", "till", "every") and p.tokens.word(p.match.start) == "now")


def _recently(p: Place) -> bool:
    """*as recently as January* names January."""
    return p.before() == "as" and p.after() == "as"


def _to_date(p: Place) -> bool:
    return p.after() in ("as", "away", "from", "apart", "back", "the", "a")


def _side(p: Place) -> bool:
    return not p.ends() or p.after() in words_of("unit_goes_on")


def _short_year(p: Place) -> bool:
    return not p.tokens.touch(p.match.core) or (p.before() not in words_of("placing_year") and not p.match.wrappers)


def _century(p: Place) -> bool:
    return p.named(p.match.end)


def _era(p: Place) -> bool:
    """*AD* and *BC* are in capitals; *ad* is an advertisement."""
    match = p.match
    return not any(p.tokens.raw(i, i + 1) in ("BC", "BCE", "AD", "CE") for i in range(match.core, match.end))


_TESTS: dict[str, Callable[[Place], bool]] = {
    "month": _month, "weekday": _weekday, "year": _year, "years": _year, "decade": _decade, "day": _day,
    "day_number": _day_number, "the_unit": _the_unit, "unit": _unit, "vague_window": _vague_window, "ago": _ago,
    "in_units": _in_units, "within": _within, "season": _season, "holiday": _holiday, "clock": _clock, "now": _now,
    "to_date": _to_date, "side": _side, "short_year": _short_year, "century": _century, "anchored": _anchored,
    "apart": _apart, "record": _record, "since_clause": _dated_behind, "history": _history, "year_end": _year_end, "deictic": _deictic,
    "event": _event, "window": _window, "era": _era, "vague_ago": _vague_ago, "recently": _recently,
}  # fmt: skip
