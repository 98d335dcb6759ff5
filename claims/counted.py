"""What a figure counts: the head noun of the phrase behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.figure_tokens import Tokens
from claims.lexicon import lexicon, words
from claims.numerals import number_words
from claims.plurals import forms, is_plural

_REACH = 7
_COMPOUNDS = ("ed", "ing", "run", "led", "born", "held", "wide", "made", "rich", "free", "old", "long", "like", "style")
_SIGNS = frozenset(("$", "€", "£", "¥"))
_QUOTES = frozenset(("“", '"', "‘", "'", "’"))
_OTHERS = frozenset(("other", "more", "additional", "further", "extra", "such", "fewer", "less", "same", "separate"))


@dataclass(frozen=True, slots=True)
class Noun:
    """A head noun as written and the token behind the phrase; ``person`` where only a participle stands for one."""

    word: str
    last: int


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists = lexicon("nouns")["lists"]
    assert isinstance(lists, dict)
    return {key: frozenset(str(lists[key]).split()) for key in ("stop", "casualties", "adjectives", "nouns", "prefixes", "particles")}


def casualty(word: str) -> bool:
    """Whether a word says what happened to people."""
    return word in _lists()["casualties"]


def function_word(word: str) -> bool:
    """Whether no noun phrase goes on with a word."""
    return word in _lists()["stop"]


def whole(toks: Tokens, at: int, named: bool) -> Noun | None:
    """What a fraction before a token is a part of: *half of the island's homes*; ``named`` as in *a two-thirds majority*."""
    if toks.low(at) == "part":
        at += 1
    if toks.lows[at : at + 2] == ("of", "those") and (toks.low(at + 2) == "who" or any(casualty(w) for w in toks.lows[at + 2 : at + 7])):
        return Noun("person", at + 2)
    at, partitive = _behind_of(toks, at)
    if toks.numeric(at):
        at += 1
    determined = not partitive and toks.low(at) in words("figure_words", "determiners")
    if determined:
        at += 1
    return _many(toks, at) or (_single(toks, at) if partitive or determined or named else None)


def head_noun(toks: Tokens, at: int, one: bool) -> Noun | None:
    """The noun that a figure before a token counts; ``one`` says that it counts a single thing."""
    at, partitive = _behind_of(toks, at)
    known = forms()
    if toks.low(at) in known.people and not _goes_on(toks, at):
        return Noun("person", at + 1)
    if (hyphened := _hyphened(toks, at)) is not None:
        return hyphened
    if one and not partitive:
        return _single(toks, at)
    return _many(toks, at) or (None if partitive else _modifier(toks, at))


def _behind_of(toks: Tokens, at: int) -> tuple[int, bool]:
    """Where the noun phrase begins: behind *of the*, *of them*, *of France's*."""
    if toks.low(at) != "of" or toks.breaks(at - 1):
        return at, False
    here = at + 1
    if toks.low(here) in ("them", "us", "whom", "which", "these", "those") and toks.low(here + 1) not in ("", ",", "."):
        return here + 1, True
    if toks.low(here) == "all":
        here += 1
    if toks.low(here) in words("figure_words", "determiners"):
        here += 1
    if toks.low(here) in ("many", "few", "several"):
        here += 1
    for ahead in range(here, here + 4):
        if toks.low(ahead).endswith(("’s", "'s", "s’")) and not toks.breaks(ahead):
            return ahead + 1, True
    return here, True


def _hyphened(toks: Tokens, at: int) -> Noun | None:
    """*131-page document, ten-storey*: the word that a hyphen ties to the figure."""
    if toks.low(at) != "-" or not (toks.touches(at - 1) and toks.touches(at)) or not _wordy(toks, at + 1):
        return None
    if toks.low(at + 1) in ("strong", "plus", "odd", "ish", "fold", "something", "to", "on", "in", "part"):
        return None
    return Noun(toks.word(at + 1), at + 2)


def _goes_on(toks: Tokens, at: int) -> bool:
    """Whether a noun stands behind a participle: *25 wounded people*."""
    return not toks.breaks(at) and _wordy(toks, at + 1) and is_plural(toks.low(at + 1))


def _wordy(toks: Tokens, at: int) -> bool:
    return toks.low(at)[:1].isalpha() and not function_word(toks.low(at))


def _many(toks: Tokens, at: int) -> Noun | None:
    """The first plural behind the figure that no other plural follows."""
    best, here = None, at
    for _ in range(_REACH):
        if not toks.low(here) or toks.breaks(here - 1) or (here > at and toks.gap(here - 1) not in ("", " ")):
            break
        passed = (_tied(toks, here) or _passed(toks, here, here == at)) if best is None else 0
        if passed:
            here += passed
            continue
        if not _continues(toks, here, best, at):
            break
        if is_plural(toks.low(here)):
            best = here
        here += 1
    return Noun(_compound(toks, best, at), best + 1) if best is not None else None


def _compound(toks: Tokens, best: int, at: int) -> str:
    """A noun with the prefix or before the particle that a hyphen ties to it: *co-owner, sit-ins*."""
    word, before = toks.word(best).rstrip("’'"), toks.low(best - 2)
    tied = best - 2 >= at and toks.low(best - 1) == "-" and toks.touches(best - 1) and toks.touches(best - 2)
    if tied and (before in _lists()["prefixes"] or toks.low(best) in _lists()["particles"]):
        return f"{toks.word(best - 2)}-{word}"
    return word


def _tied(toks: Tokens, here: int) -> int:
    """How many tokens *state-run, coal- and, U., St.* take before a noun; 0 where no such compound stands there."""
    if not toks.low(here)[:1].isalpha() or not toks.touches(here):
        return 0
    if toks.low(here + 1) == "." and (len(toks.low(here)) == 1 or toks.low(here) in words("figure_words", "titles")) and toks.capital(here):
        return 2
    if toks.low(here + 1) != "-":
        return 0
    if not toks.touches(here + 1):
        return 3 if toks.low(here + 2) in ("and", "or") and _wordy(toks, here + 3) else 0
    return 3 if toks.low(here + 2).endswith(_COMPOUNDS) else 0


def _passed(toks: Tokens, here: int, first: bool) -> int:
    """How many tokens are passed over on the way to a noun: hyphens, quotation marks, names with numbers, possessives."""
    word = toks.low(here)
    if word in ("-", "–"):
        return int(toks.touches(here - 1) and toks.touches(here))
    if word in (",", "and", "/"):
        pair = here - 1, here + 1
        both = all(adjective(toks, i) for i in pair) or (word == "and" and (all(toks.capital(i) for i in pair) or _paired(toks, here)))
        return int(not first and both)
    if word in _SIGNS and toks.numeric(here + 1):
        return 3 if number_words().scales.get(toks.low(here + 2)) or toks.low(here + 2) in ("m", "bn") else 2
    if word in ("most", "least") and _wordy(toks, here + 1):
        return 1
    if word == "magnitude" and first and toks.numeric(here + 1):
        return 3 if toks.low(here + 2) == "+" else 2
    if toks.low(here + 1) == "-" and toks.touches(here) and toks.touches(here + 1):
        lists = _lists()
        return 2 if function_word(word) and (word in lists["prefixes"] or toks.low(here + 2) in lists["particles"]) else 0
    if word in _QUOTES or word in _OTHERS:
        return int(first)
    if word[0].isdecimal():
        return int(toks.capital(here - 1))
    return int(word.endswith(("’s", "'s")))


def _paired(toks: Tokens, here: int) -> bool:
    """*combat and civilian deaths*: two nouns that modify a third, of which the plural comes at once behind the second."""
    singular_ = _wordy(toks, here - 1) and not adjective(toks, here - 1)
    return singular_ and _wordy(toks, here + 1) and _wordy(toks, here + 2) and not is_plural(toks.low(here + 1)) and is_plural(toks.low(here + 2))


def _continues(toks: Tokens, here: int, best: int | None, at: int) -> bool:
    """Whether the noun phrase behind a figure goes on with a word."""
    word = toks.low(here)
    if not word[0].isalpha() or function_word(word) or word in forms().pronouns or word.endswith(("’s", "'s")):
        return False
    plural = is_plural(word)
    if best is None:
        return not (word.endswith("ing") and here > at and not plural and not adjective(toks, here - 1))
    if toks.capital(best) and not toks.capital(here) and plural:
        return True
    if toks.capital(here) and not toks.capital(best):
        return False
    modifier = toks.low(best) in forms().modifiers
    return (modifier and (plural or _plural_soon(toks, here))) or (plural and not toks.low(best).endswith("s"))


def _plural_soon(toks: Tokens, at: int) -> bool:
    return any(
        toks.low(i)[:1].isalpha() and not function_word(toks.low(i)) and is_plural(toks.low(i)) and not toks.breaks(i - 1) and not (toks.capital(i) and i > at)
        for i in (at, at + 1)
        if all(_wordy(toks, j) for j in range(at, i + 1))
    )


def adjective(toks: Tokens, at: int) -> bool:
    """Whether a word looks like an adjective, by a list and by its ending."""
    word = toks.low(at)
    if word in _lists()["nouns"]:
        return False
    return word in _lists()["adjectives"] or word.endswith(("ed", "al", "ic", "ive", "ous", "ful", "ary", "ish", "ese", "able", "ible", "ern", "less"))


def _modifier(toks: Tokens, at: int) -> Noun | None:
    """*12 page document, 149 vote margin*: the singular word right behind digits, where another noun follows."""
    word, behind = toks.low(at), toks.low(at + 1)
    if not _wordy(toks, at) or toks.breaks(at - 1) or toks.capital(at) or word.endswith(("ly", "ed", "ing")):
        return None
    if word in forms().pronouns or adjective(toks, at):
        return None
    if toks.breaks(at) or not behind[:1].isalpha() or function_word(behind) or behind.endswith("ly") or toks.gap(at) != " ":
        return None
    return Noun(toks.word(at), at + 1)


def _single(toks: Tokens, at: int) -> Noun | None:
    """The head of a singular noun phrase: its last word before a verb or a function word."""
    best, here = None, at
    for _ in range(5):
        word = toks.low(here)
        if (tied := _tied(toks, here)) and best is None:
            here += tied
            continue
        if word == "-" and toks.touches(here - 1) and toks.touches(here) and here > at:
            here += 1
            continue
        if not _nounlike(toks, here, best):
            break
        if not (word in _OTHERS or word.endswith(("’s", "'s", "ly")) or adjective(toks, here)):
            best = here
        here += 1
    return Noun(toks.word(best).rstrip("’'"), best + 1) if best is not None else None


def _nounlike(toks: Tokens, here: int, best: int | None) -> bool:
    """Whether a word can belong to a singular noun phrase that has its noun, or has none yet."""
    word = toks.low(here)
    if not word[:1].isalpha() or function_word(word) or word in forms().pronouns - _OTHERS:
        return False
    if toks.breaks(here - 1) or toks.gap(here - 1) not in ("", " "):
        return False
    verbal = word.endswith(("ed", "ly")) or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
    return best is None or not verbal
