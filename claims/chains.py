"""Chains of sources: from whom an article cites to whom that one relies on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.lexicon import words
from claims.model import Source, SourceKind
from claims.phrases import behind, head_of, phrase_head, phrase_of
from claims.relations import Related
from claims.sources import Names
from claims.tree import Range, Tree

_CARRIERS = words("cues", "carriers")
_TOLD = words("cues", "told")
_RUMOURED = words("cues", "adverbs")
_QUOTED = words("cues", "quoted")
_MEDIA = words("sources", "media")
_OCCASIONS = words("sources", "occasions")
_UNNAMED = words("sources", "unnamed") | words("cues", "carriers") | words("sources", "person")
_GENERIC = words("sources", "generic")
_WHERE = frozenset(["in", "during", "at", "on"])
_SPEAKING = words("cues", "speaking")
_PRINTED = frozenset(["published", "aired", "broadcast", "carried", "printed", "released", "given", "made", "posted", "shown"])
_PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "who", "which"])
_MOST = 3
"""How many sources a chain may hold."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One attribution in words with its sources, the nearest first; ``cited`` where they are whom another relies on."""

    words: Related
    sources: tuple[Source, ...]
    cue: Range
    cited: bool


def heard(tree: Tree, one: Related, names: Names) -> Source | None:
    """The outlet that was told: *told Reuters*, *told Ann Lee of Reuters*; *told reporters* names none."""
    for a, b in one.cue:
        for word in range(a, b):
            if tree.words[word].lower() not in _TOLD:
                continue
            last = tree.sentences[tree.sentence_of[word]][1]
            if (press := _press(tree, word, last, one)) is not None:
                return names.source(press)
            if word + 1 < last and tree.words[word + 1].lower() == "it" and tree.relations[word + 1] in ("dobj", "iobj"):
                return names.outlet_before(word + 1)
            for part in _listeners(tree, word, last):
                found = names.source(part)
                if found.kind is SourceKind.MEDIA:
                    return None if names.ours(found) else found
    return None


def _press(tree: Tree, told: int, last: int, one: Related) -> Range | None:
    """*The press* that was told, where it is the press that relays it: what is quoted was heard by the article itself."""
    named = told + 2 < last and [w.lower() for w in tree.words[told + 1 : told + 3]] == ["the", "press"]
    return (told + 1, told + 3) if named and not any(tree.tags[w] == "``" for a, _ in one.content for w in range(max(told, a - 1), a + 1)) else None


def _listeners(tree: Tree, told: int, last: int) -> Iterator[Range]:
    """Whom a verb of telling may name: the names right behind it, then its objects."""
    first = told + 1 + (told + 1 < last and tree.tags[told + 1] == "DT")
    end = first
    while end < last and tree.tags[end] in ("NNP", "NNPS"):
        end += 1
    if end > first:
        yield _outlet_first(tree, (first, end))
    named = [(a, b, label) for a, b, label in tree.entities if told < a <= told + 7 and b <= last]
    for number, (first, end, label) in enumerate(named):
        stop = end
        joined = tree.words[told + 1 : first]
        behind_person = number == 1 and named[0][2] == "PERSON" and joined[-1:] in (("of",), ("from",), ("at",), ("with",))
        if first == told + 1 or (first == told + 2 and tree.tags[told + 1] == "DT") or behind_person:
            while label != "PERSON" and stop < last and tree.tags[stop] in ("NNP", "NNPS"):
                stop += 1
            yield _outlet_first(tree, (first, stop))
    for child in (*tree.children[told], told + 1):
        if told < child < last and tree.tags[child][:1] == "N":
            top = child if tree.relations[child] in ("dobj", "iobj", "nmod") else phrase_head(tree, child)
            if told < top <= told + 6 and tree.words[top].lower() not in _GENERIC:
                yield phrase_of(tree, top)
                yield from (phrase_of(tree, c) for c in tree.children[top] if c > top and tree.words[c].lower() in _MEDIA)


def _outlet_first(tree: Tree, part: Range) -> Range:
    """A name up to the entity that goes on behind it: a person's name behind an outlet's is another name."""
    inner = next((a for a, _, label in tree.entities if part[0] < a < part[1] and label == "PERSON"), part[1])
    return part[0], inner


def cited_by(tree: Tree, sentence: int, names: Names) -> Source | None:
    """Whom a sentence cites by the way: *citing data from the ministry* names the ministry, *quoting its director* the director."""
    for word in range(*tree.sentences[sentence]):
        if tree.words[word].lower() not in ("citing", "quoting") or tree.tags[word] != "VBG":
            continue
        thing = next((c for c in tree.children[word] if tree.relations[c] in ("dobj", "nmod", "dep", "ccomp")), None)
        if thing is None:
            return None
        found = names.source(maker(tree, phrase_of(tree, thing)))
        # *Citing safety concerns* cites nobody.
        return found if found.kind is not SourceKind.UNNAMED or tree.words[thing].lower() in _UNNAMED else None
    return None


def maker(tree: Tree, part: Range) -> Range:
    """Whose data are cited: of *data from the ministry* the ministry."""
    for thing in range(*part):
        if tree.words[thing].lower() in _CARRIERS:
            last = tree.sentences[tree.sentence_of[thing]][1]
            if thing + 2 < last and tree.words[thing + 1].lower() in ("from", "by", "of", "at"):
                return behind(tree, thing + 2) or part
            return part
    return part


def carrier(tree: Tree, one: Related, names: Names) -> Source | None:
    """The outlet through which somebody speaks: *said on Velmar Radio*, *in remarks to the Post*, *speaking on Velmar TV*."""
    low, high = tree.sentences[tree.sentence_of[one.cue[0][0]]]
    verbs = [w for a, b in one.cue for w in range(a, b) if tree.tags[w][:2] == "VB"]
    for word in range(low, high):
        if any(a <= word < b for a, b in one.content) or not _talk(tree, word, verbs):
            continue
        if tree.words[word].lower() in _OCCASIONS:
            for child in tree.children[word]:
                compound = tree.relations[child] in ("compound", "nmod:poss") and tree.tags[child][:3] == "NNP"
                if compound and (found := _outlet(tree, phrase_of(tree, child), names)) is not None:
                    return found
        place = _place(tree, word, high)
        if place is not None and (found := _outlet(tree, place, names)) is not None:
            return found
    return None


def _talk(tree: Tree, word: int, verbs: Sequence[int]) -> bool:
    """Whether a word tells of the occasion of a cue: its verb, *speaking*, or *in an interview* that somebody gave himself."""
    low = tree.words[word].lower()
    if word in verbs or (low in _SPEAKING and tree.tags[word] in ("VBG", "VBN")):
        return True
    begin = tree.left[word]
    return low in _OCCASIONS and (begin == word or tree.words[begin].lower() in _WHERE or tree.words[begin - 1].lower() in _WHERE)


def _place(tree: Tree, word: int, high: int) -> Range | None:
    """The phrase behind *to*, *on*, *with* and the like right behind a word, or behind *published by*."""
    at = word + 1
    if at < high and tree.tags[at] in ("VBN", "VBD") and tree.words[at].lower() in _PRINTED:
        at += 1
    if at >= high - 1 or tree.words[at].lower() not in ("to", "on", "with", "by", "for") or tree.tags[at + 1] in ("PRP", "PRP$"):
        return None
    return behind(tree, at + 1)


def _outlet(tree: Tree, part: Range, names: Names) -> Source | None:
    """The outlet that a phrase names, or whose somebody is: *Ann Lee of Velmar TV*; the publication itself is none."""
    head = head_of(tree, part)
    found = names.source(part)
    if found.kind is SourceKind.PERSON:
        theirs = next((c for c in tree.children[head] if tree.relations[c] == "nmod" and head < c < part[1] and tree.tags[c][:3] == "NNP"), None)
        found = names.source(phrase_of(tree, theirs)) if theirs is not None else found
    generic = tree.words[head].lower() in _GENERIC
    return found if found.kind is SourceKind.MEDIA and not generic and not names.ours(found) else None


def author(tree: Tree, part: Range, names: Names) -> Source | None:
    """Who stands behind a document: *a post by Ann Lee*, *a statement from the ministry*, *the report, published by …*."""
    top = head_of(tree, part)
    last = tree.sentences[tree.sentence_of[top]][1]
    for word in range(top + 1, min(top + 7, last - 1)):
        low = tree.words[word].lower()
        if low in ("by", "from") and (found := behind(tree, word + 1)) is not None and found[0] <= word + 2:
            source = names.source(found)
            return source if source.kind in (SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.MEDIA) else None
        if tree.tags[word][:2] not in ("VB", "RB") and low != ",":
            return None
    return None


def quoted_speaker(tree: Tree, one: Related, names: Names) -> Source | None:
    """The origin in *the site quoted the minister as saying*."""
    for a, b in one.cue:
        for word in range(a, b):
            if tree.words[word].lower() in _QUOTED:
                thing = next((c for c in tree.children[word] if tree.relations[c] == "dobj" and tree.tags[c][:1] in ("N", "P")), None)
                return names.source(phrase_of(tree, thing)) if thing is not None else None
    return None


def holders_of(tree: Tree, said: Sequence[Spoken], covering: Sequence[int], claim: Range) -> list[Spoken]:
    """Of the attributions whose content covers a claim, the closest and those that it is nested with, outermost first."""
    if not covering:
        return []
    sentence = tree.sentence_of[claim[0]]

    def far(number: int) -> tuple[int, int]:
        cue = said[number].cue
        apart = abs(tree.sentence_of[cue[0]] - sentence)
        return (apart, _size(said[number]))

    best = min(covering, key=far)
    own = tree.sentence_of[said[best].cue[0]]
    kept = [n for n in covering if n == best or (tree.sentence_of[said[n].cue[0]] == own
            and (inside(said[best].cue, said[n]) or inside(said[n].cue, said[best])))]  # fmt: skip
    return [said[n] for n in sorted(kept, key=lambda n: (-_size(said[n]), said[n].cue[0]))]


def _size(one: Spoken) -> int:
    return sum(b - a for a, b in one.words.content)


def inside(part: Range, one: Spoken) -> bool:
    return any(a <= part[0] and part[1] <= b for a, b in one.words.content)


def chain(tree: Tree, holders: Sequence[Spoken]) -> tuple[Source, ...]:
    """The sources of a claim from the nearest to the origin: the widest content's first, those cited last."""
    found: list[tuple[Source, bool]] = []
    for cited in (False, True):
        for one in holders:
            if one.cited is not cited:
                continue
            for source in one.sources:
                own = source.kind is SourceKind.UNNAMED and source.mention == source.name
                verbal = source.start == tree.span(one.cue).start and (source.mention.lower() not in _RUMOURED or len(one.sources) == 1)
                hollow = own and (source.mention.lower() in _PRONOUNS or verbal)
                if all(source.name != s.name for s, _ in found):
                    found.append((source, hollow))
    named = [s for s, hollow in found if not hollow]
    return tuple(named or [s for s, _ in found[:1]])[:_MOST]
