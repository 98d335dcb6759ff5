"""The names in an article: which are one and the same, in which fullest form, and which are outlets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from claims.lexicon import words
from claims.name_forms import bare, first_name, folded, outlet
from claims.tree import Range, Tree

_TITLES = words("sources", "titles")
_COMPANIES = words("sources", "companies")
_BEFORE_OUTLET = words("sources", "before_outlet")
_TELLING = (["told"], ["telling"], ["tells"])
_BODIES = words("sources", "organisation")
_SMALL = frozenset(["de", "van", "von", "der", "den", "bin", "al", "da", "dos", "di", "del", "la", "le", "ter", "ten", "y"])
_JOINS = frozenset(["of", "for", "in", "and", "on", "de", "du", "del"])
_PRESS = frozenset(["reporter", "correspondent", "journalist", "columnist", "newsreader", "presenter", "reporters", "journalists", "newspaper", "website"])
_JUNIOR = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "vi", "vii", "viii", "xvi"])
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{1,9}")
_ALIKE, _NEARLY = 0.8, 0.85
"""How like a surname must be to another to be the same one misspelt; more so where only its first letter is the same."""
_LABELS = ("PERSON", "ORG", "MISC", "LOC")
_MOST_KEYS = 400
"""How many names of a label are compared with each other: more than any article has."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the article: its words, its label, and how it is printed."""

    first: int
    end: int
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Namebook:
    """The names of an article; ``fullest``, ``acronyms`` and ``surnames`` go by folded names, ``media`` has full ones."""

    named: tuple[Named, ...]
    fullest: Mapping[str, str]
    acronyms: Mapping[str, str]
    surnames: Mapping[str, str]
    media: frozenset[str]

    def full(self, name: str) -> str:
        """The fullest form of a name in the article, without titles."""
        short = bare(name)
        return self.fullest.get(folded(short), short)


def namebook(tree: Tree) -> Namebook:
    """Read the names of an article."""
    named = agreed(tuple(_names(tree)))
    acronyms = _introduced(tree, named)
    fullest = _fullest(named, acronyms)
    called = frozenset(_called_outlets(tree))
    surnames = {part: full for part, full in _people(named, fullest) if full not in called}
    by_name = {fullest.get(folded(n.name), n.name) for n in named if _is_outlet(tree, n)}
    media = called | (by_name.union(_told_outlets(tree, named, fullest)) - {*surnames.values(), "The"})
    return Namebook(named, fullest, acronyms, surnames, media)


def same_line(tree: Tree, words_: Range) -> Range:
    """The last part of a range that stands on one line."""
    first = words_[0]
    for word in range(words_[0], words_[1] - 1):
        if "\n" in tree.text[tree.spans[word][1] : tree.spans[word + 1][0]]:
            first = word + 1
    return first, words_[1]


def _names(tree: Tree) -> Iterator[Named]:
    for begin, stop, label in _whole(tree):
        first, end = same_line(tree, (begin, stop))
        while end - first > 1 and tree.words[first].lower().strip(".") in _TITLES:
            first += 1
        while end > first and tree.tags[end - 1] == "POS":
            end -= 1
        if end < len(tree.words) and tree.words[end].lower() in _JUNIOR and tree.spans[end][0] - tree.spans[end - 1][1] < 3:
            end += 1
        if first < end and folded(tree.surface((first, end))):
            name = tree.surface((first, end))
            yield Named(first, end, _label(name, label), name)


def _whole(tree: Tree) -> Iterator[tuple[int, int, str]]:
    """The entities, a person's name that is read as two in one: side by side, or with *bin*, *de* and the like between."""
    last: tuple[int, int, str] | None = None
    for first, end, label in tree.entities:
        if last is not None:
            small = last[1] + 1 == first and tree.words[last[1]].lower() in _SMALL
            if label == last[2] == "PERSON" and (last[1] == first or small):
                last = last[0], end, label
                continue
            yield last
        last = first, end, label
    if last is not None:
        yield last


def _label(name: str, read: str) -> str:
    """The label of a name, where its own words tell better than the reader."""
    parts = name.lower().split()
    body = parts[-1].strip(".") in _BODIES or parts[-1].strip(".") in _COMPANIES
    if read == "PERSON" and (outlet(name) or (len(parts) > 1 and body)):
        return "ORG"
    if read != "PERSON" and 2 <= len(parts) <= 4 and not body and not outlet(name) and all(p[:1].isupper() or p in _SMALL for p in name.split()):
        return "PERSON" if first_name(name) or parts[-1] in _JUNIOR else read
    return read


def agreed(named: Sequence[Named]) -> tuple[Named, ...]:
    """The names with one label each: a name that is read now as this, now as that, is what it is most often.

    A lone word is a person where it ends a person's full name, and no other name ends with it.
    """
    counts: dict[str, Counter[str]] = {}
    last: dict[str, set[str]] = {}
    for one in named:
        key = folded(bare(one.name))
        counts.setdefault(key, Counter())[one.label] += 1
        if " " in key:
            last.setdefault(key.rsplit(" ", 1)[1], set()).add(one.label)
    out = []
    for one in named:
        key = folded(bare(one.name))
        (label, most), *others = counts[key].most_common(2)
        certain = not others or others[0][1] < most
        if " " not in key and last.get(key) == {"PERSON"}:
            label, certain = "PERSON", True
        out.append(replace(one, label=label) if certain and label != one.label else one)
    return tuple(out)


def _people(named: Sequence[Named], fullest: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each later part of the persons' full names, with that name."""
    for one in named:
        full = fullest.get(folded(bare(one.name)), bare(one.name))
        parts = folded(full).split()
        if one.label == "PERSON" and len(parts) > 1 and parts[-1] not in _COMPANIES:
            yield from ((part, fullest.get(part, full)) for part in parts[1:])


def _is_outlet(tree: Tree, one: Named) -> bool:
    """Whether a name is an outlet's: by its own words, or because *the newspaper …*, *website …* comes before it."""
    if one.label == "PERSON" or tree.tags[one.end - 1] == "JJ":
        return False
    return outlet(one.name) or (one.first > 0 and tree.words[one.first - 1].lower() in _BEFORE_OUTLET)


def _called_outlets(tree: Tree) -> Iterator[str]:
    """The capitals behind a word for an outlet: *its website Example Post*."""
    for word in range(len(tree.words) - 1):
        if tree.words[word] in _BEFORE_OUTLET and tree.tags[word] == "NN" and tree.words[word] != "agency":
            end = word + 1
            while end < len(tree.words) and tree.tags[end] in ("NNP", "NNPS"):
                end += 1
            if end > word + 1:
                yield tree.surface((word + 1, end))


def _told_outlets(tree: Tree, named: Sequence[Named], fullest: Mapping[str, str]) -> Iterator[str]:
    """Bodies that the article shows to be outlets: *told Example*, *an interview with Example*, *an Example reporter*."""
    for one in named:
        own = frozenset(one.name.lower().split())
        if one.label != "ORG" or own & _BODIES or own & _COMPANIES or one.first == 0:
            continue
        at = one.first - 1 - (tree.tags[one.first - 1] == "DT" and one.first > 1)
        before = [w.lower() for w in tree.words[max(0, at - 1) : at + 1]]
        told = before[-1:] in _TELLING or (before[-1:] in (["with"], ["to"]) and before[0] == "interview")
        theirs = one.end < len(tree.words) and tree.words[one.end].lower() in _PRESS and tree.tags[one.end][:2] == "NN"
        if told or theirs:
            yield fullest.get(folded(bare(one.name)), bare(one.name))
    yield from _told_by_name(tree)


def _told_by_name(tree: Tree) -> Iterator[str]:
    """The capitals right behind *told* or *telling*, unless they are a person's name, a place, or have a body or a role in them."""
    labels = {w: label for a, b, label in tree.entities for w in range(a, b)}
    for word in range(len(tree.words) - 2):
        if [tree.words[word].lower()] in _TELLING:
            first = word + 1 + (tree.words[word + 1].lower() == "the")
            end = first
            while end < len(tree.words) and tree.tags[end] in ("NNP", "NNPS") and labels.get(end) != "PERSON":
                end += 1
            own = frozenset(w.lower().strip(".") for w in tree.words[first:end])
            place = all(labels.get(w) == "LOC" for w in range(first, end))
            people = end > first and tree.tags[end - 1] == "NNPS" and not outlet(tree.surface((first, end)))
            if end > first and not place and not people and not own & (_BODIES | _COMPANIES | _TITLES):
                yield tree.surface((first, end))


def _introduced(tree: Tree, named: Sequence[Named]) -> dict[str, str]:
    """Short form to long form of *Long Name (LN)*."""
    out: dict[str, str] = {}
    for word in range(1, len(tree.words) - 2):
        short = tree.words[word + 1]
        if tree.words[word] == "(" and tree.words[word + 2] == ")" and _ACRONYM.fullmatch(short):
            first = _long_form(tree, named, word, short)
            if first is not None:
                out.setdefault(folded(short), bare(tree.surface((first, word))))
    return out


def _long_form(tree: Tree, named: Sequence[Named], end: int, short: str) -> int | None:
    """Where the long form before ``end`` begins whose initials a short form takes."""
    letters = [c for c in short if c.isupper()] or list(short.upper())
    floor = max(tree.sentences[tree.sentence_of[end]][0], end - 3 * len(letters) - 4)
    if len(letters) == 1 and len(short) > 3:
        spelt = _spelt_from(tree, floor, end, short)
        first = spelt if spelt is not None else max(floor, tree.left[end - 1])
        return first + (tree.tags[first] in ("DT", "PRP$", "IN")) if first < end - 1 else None
    best: int | None = None
    for first in range(end - 1, floor - 1, -1):
        if tree.tags[first][:1] == "V" or tree.words[first] in (",", ";", "(", ")"):
            break
        initials = [tree.words[w][:1].upper() for w in range(first, end) if tree.words[w][:1].isalpha()]
        if initials and initials[0] == letters[0]:
            rest = iter(initials)
            hit = sum(any(c == i for i in rest) for c in letters)
            if hit >= max(1, len(letters) - 1):
                best = first
            if hit == len(letters):
                break
    if best is None:
        before = next((n for n in named if n.end == end), None)
        return before.first if before and before.name[:1].upper() == letters[0] else None
    return best


def _spelt_from(tree: Tree, floor: int, end: int, short: str) -> int | None:
    """Where the capitals before ``end`` begin that a short form's letters are taken from in order: *(Interpol)*."""
    first = end
    while first > floor and (tree.words[first - 1][:1].isupper() or tree.words[first - 1].lower() in ("of", "and", "for", "the", "on", "de", "to", "in")):
        first -= 1
    while first < end - 1 and (tree.words[first][:1].islower() or tree.words[first].lower() == "the"):
        first += 1
    letters = iter("".join(tree.words[first:end]).lower())
    return first if first < end - 1 and tree.words[first][:1].lower() == short[0].lower() and all(c in letters for c in short.lower()) else None


def _fullest(named: Sequence[Named], acronyms: Mapping[str, str]) -> dict[str, str]:
    """Folded name to fullest name: a surname to the one full name that has it, an acronym to its long form."""
    out: dict[str, str] = {}
    for one in named:
        out.setdefault(folded(bare(one.name)), bare(one.name))
    keys = {label: sorted({folded(bare(n.name)) for n in named if n.label == label}, key=len)[:_MOST_KEYS] for label in _LABELS}
    for key in keys["PERSON"]:
        if (longer := _longer_person(key, keys["PERSON"])) is not None:
            out[key] = out[longer]
        elif " " not in key and len(own := [k for k in keys["PERSON"] if _surname(out[k]) == key and k != key]) == 1:
            out[key] = out[own[0]]
    bodies = (*keys["ORG"], *keys["MISC"])
    for key in bodies:
        longer_names = [k for k in keys["ORG"] if len(k) > len(key) and (k.startswith(key + " ") or k.endswith(" " + key)) and not _part(key, k)]
        if len(longer_names) == 1 and len(key.split()) <= 2:
            out[key] = out[longer_names[0]]
    out.update(acronyms)
    for key in keys["ORG"]:
        if key not in acronyms and (long := _by_initials(out[key], [out[k] for k in keys["ORG"]])):
            out[key] = long
    for key in keys["PERSON"]:
        companies = [k for k in bodies if k.startswith(key + " ") and k.split()[-1] in _COMPANIES]
        if " " not in key and companies and " " not in folded(out[key]) and not companies[0].endswith("university"):
            out[key] = out[companies[0]]
        elif " " not in folded(out[key]) and (alike := _misspelt(key, keys["PERSON"])) is not None:
            out[key] = out[alike]
    return out


def _part(key: str, longer: str) -> bool:
    """Whether a longer name is another body's, that belongs to a shorter one's: *Navy Information Agency* to the *Navy*."""
    rest = longer.removeprefix(key + " ").split()
    return longer.startswith(key + " ") and key.rsplit(maxsplit=1)[-1] in _BODIES and rest[-1] in _BODIES and rest[0] not in _JOINS


def _longer_person(key: str, people: Sequence[str]) -> str | None:
    """The longest name that holds all of a name's words, where all such names are one person's."""
    parts = key.split()
    longer = [k for k in people if len(k.split()) > len(parts) and set(parts) <= set(k.split())]
    if not longer:
        return None
    one_surname, one_first = len({k.split()[-1] for k in longer}) == 1, len({k.split()[0] for k in longer}) == 1
    return longer[-1] if len(longer) == 1 or (one_surname and (one_first or len(parts) > 1)) else None


def _surname(name: str) -> str:
    """The last word of a full name, a double one whole: of *Ana Ruiz-Lee* it is *ruiz lee*."""
    parts = name.split()
    return folded(parts[-1]) if len(parts) > 1 else ""


def _by_initials(short: str, names: Sequence[str]) -> str | None:
    """The one long name whose capitals a short one in capitals is made of."""
    letters = short.replace(".", "")
    if not letters.isupper() or not 2 <= len(letters) <= 7:
        return None
    found = {n for n in names if n != short and "".join(p[0] for p in n.split() if p[0].isupper()) == letters}
    return found.pop() if len(found) == 1 else None


def _misspelt(key: str, people: Sequence[str]) -> str | None:
    """The one person whose surname is nearly a lone name."""
    if " " in key or len(key) < 5 or first_name(key):
        return None
    alike = [(k, SequenceMatcher(None, k.split()[-1], key).ratio()) for k in people if " " in k and k.split()[-1][0] == key[0]]
    found = [k for k, ratio in alike if ratio >= (_ALIKE if k.split()[-1][:3] == key[:3] else _NEARLY)]
    return found[0] if len(found) == 1 else None
