"""The frames that stand around a claim in its sentence: who answers for it by the syntax."""

from __future__ import annotations

from collections.abc import Sequence

from claims.attribute import speakers, unnamed
from claims.chains import Spoken
from claims.lexicon import words
from claims.model import Source, SourceKind
from claims.phrases import accords
from claims.relations import Related
from claims.sources import Names
from claims.tree import Range, Tree, top_of

_ADVERBS = words("cues", "adverbs")
_SAY = words("cues", "say")
_FRAMES = (_SAY | words("cues", "report") | words("cues", "belief") | words("cues", "passive")) - {"known"}
_PASSIVE = words("cues", "passive")
_BELIEF = words("cues", "belief")
_TELLING = _SAY | words("cues", "report") | {"according", "per"}
_MARKS = frozenset([",", '"', "”", "''"])
_CONTENT = frozenset(["ccomp", "parataxis", "dep", "xcomp"])
"""How what is said hangs on the verb that says it."""


def governing(tree: Tree, claim: Range, said: Sequence[Spoken], names: Names, within: Range | None = None) -> list[Spoken]:
    """The frames on which a claim hangs, the outermost first: *according to A, B said that …*; ``within`` has their words."""
    first, end = claim
    at = top = top_of(tree, claim)
    low, high = within or tree.sentences[tree.sentence_of[at]]
    found: list[Spoken] = []
    if tree.words[at].lower() in _SAY and {"nsubj", "ccomp"} <= {tree.relations[c] for c in tree.children[at] if first <= c < end}:
        found.append(_known(tree, at, said, names))
    for _ in range(12):
        for child in tree.children[at]:
            case = next((c for c in tree.children[child] if accords(tree, c)), None)
            within_it = tree.left[child] <= top < tree.right[child]
            if case is not None and not within_it and not first <= case < end and low <= case < high:
                found.append(_known(tree, case, said, names))
        head = tree.heads[at]
        beside = tree.relations[at] == "conj" and any(tree.relations[c] == "nsubj" for c in tree.children[at])
        if head == at or (found and beside):
            break
        if not first <= head < end and low <= head < high and _says(tree, head, at, claim):
            frame = _known(tree, head, said, names)
            if tree.words[head].lower() not in _BELIEF or frame.sources[0].kind is not SourceKind.DOCUMENT:
                found.append(frame)
            if aside(tree, head):
                break
        at = head
    behind = end + sum(tree.words[w] in _MARKS for w in range(end, min(end + 2, high)))
    if found and behind < high and accords(tree, behind) and all(f.cue[0] != behind for f in found):
        found.append(_known(tree, behind, said, names))
    # *Lee said P, according to Y*: whom the article has it from stands last, wherever it hangs.
    last = [f for f in found if f.cue[0] >= end and tree.words[f.cue[0]] == "according"] if any(f.cue[0] < first for f in found) else []
    return [*last, *(f for f in found[::-1] if f not in last)]


def aside(tree: Tree, verb: int) -> bool:
    """Whether a verb reports beside its sentence, and for itself alone: *…, with the Post saying …*."""
    subject = next((c for c in tree.children[verb] if tree.relations[c] == "nsubj"), verb)
    return tree.tags[verb] == "VBG" and subject < verb and tree.words[tree.left[subject] - 1].lower() == "with"


def credited(tree: Tree, speaker: Spoken, names: Names) -> list[Spoken]:
    """By whose account somebody speaks: *Lee ruled, according to the summary, that …*."""
    asides = (c for w in range(*speaker.cue) for child in tree.children[w] for c in tree.children[child] if accords(tree, c))
    found = (Related((), ((c, c + 2 if tree.words[c].lower() == "according" else c + 1),), (), 0.0) for c in asides)
    return [_marked(one.cue[0], sources) for one in found if (sources := speakers(tree, one, names))]


def _says(tree: Tree, verb: int, said: int, claim: Range) -> bool:
    """Whether a verb is one of saying and what hangs on it is what it says: no semicolon parts the two."""
    relation = tree.relations[said]
    if relation not in _CONTENT or tree.words[verb].lower() not in _FRAMES:
        return False
    between = tree.words[claim[1] : verb] if claim[1] <= verb else tree.words[verb + 1 : claim[0]]
    if ";" in between:
        return False
    return relation in ("ccomp", "xcomp") or not any(tree.relations[c] == "ccomp" for c in tree.children[verb])


def _known(tree: Tree, cue: int, said: Sequence[Spoken], names: Names) -> Spoken:
    """The attribution that the reader marks for a cue, else the one that the syntax gives."""
    marked = next((s for s in said if any(a <= cue < b for a, b in s.words.cue)), None)
    if marked is not None:
        return marked
    last = cue + 2 if tree.words[cue].lower() == "according" else cue + 1
    one = Related((), ((cue, last),), (), 0.0)
    return Spoken(one, speakers(tree, one, names) or (unnamed(tree, (cue, last)),), (cue, last), False)


def hearsay(tree: Tree, claim: Range) -> Spoken | None:
    """What marks a claim as hearsay and names nobody: an adverb in it or right before it, or *was reported to*."""
    first, end = claim
    for word in (*range(max(0, first - 2), end), *range(end, min(end + 1, len(tree.words)))):
        if tree.words[word].lower() in _ADVERBS and tree.sentence_of[word] == tree.sentence_of[first]:
            return _marked((word, word + 1), (unnamed(tree, (word, word + 1)),))
    for word in range(max(0, first - 1), end):
        if tree.words[word].lower() in _PASSIVE and tree.tags[word] in ("VBN", "JJ") and _agentless(tree, word):
            return _marked((word, word + 1), (unnamed(tree, (word, word + 1)),))
    return None


def opens_hedged(tree: Tree, marked: Spoken, claim: Range, holders: Sequence[Spoken]) -> bool:
    """Whether a phrase opens with the participle that hedges it, whatever its sentence is about: *estimated to have cost 3m*.

    *An estimated 3m* is the estimate of whoever tells it: there only plans and the like in the sentence do not count.
    """
    word = marked.cue[0]
    if not claim[0] - 1 <= word <= claim[0] + 2 or tree.words[word].lower() not in _PASSIVE:
        return False
    if tree.relations[word] == "acl" or (word == claim[0] and tree.tags[word] == "VBN"):
        return True
    told = {tree.words[w].lower() for h in holders for a, b in h.words.cue for w in range(a, b)}
    return tree.relations[word] == "amod" and not told & _TELLING


def _agentless(tree: Tree, verb: int) -> bool:
    """Whether a participle is passive, or hangs on a noun, without saying by whom."""
    by = any(tree.words[k].lower() == "by" for c in tree.children[verb] for k in tree.children[c])
    passive = tree.relations[verb] in ("acl", "amod") or tree.words[verb + 1 : verb + 2] == ("to",) or any(tree.relations[c] in ("auxpass", "nsubjpass") for c in tree.children[verb])
    return passive and not by


def fallback(tree: Tree, said: Sequence[Spoken], claim: Range, names: Names) -> Spoken | None:
    """Who may answer for a claim that no content covers: an *according to* in it, a frame of its sentence, the adverb
    that marks it, or who spoke in the sentence before."""
    first, end = claim
    sentence = tree.sentence_of[first]
    low, high = tree.sentences[sentence]
    according = next((w for w in range(first + 1, end) if tree.words[w].lower() == "according"), None)
    if according is not None:
        return _known(tree, according, said, names)
    adverb = next((w for w in range(low, high) if tree.words[w].lower() in _ADVERBS), None)
    here = [s for s in said if low <= s.cue[0] < high and not first <= s.cue[0] < end]
    if here:
        return min(here, key=lambda s: min(abs(s.cue[0] - end), abs(s.cue[1] - first)))
    if adverb is not None:
        return _marked((adverb, adverb + 1), (unnamed(tree, (adverb, adverb + 1)),))
    for word in (*range(low, first), *range(end, high)):
        if tree.words[word].lower() in _SAY and (sources := speakers(tree, _by(word), names)):
            return _marked((word, word + 1), sources)
    before = [s for s in said if s.cue[0] < first and sentence - tree.sentence_of[s.cue[0]] <= 1]
    return before[-1] if before else None


def framed(tree: Tree, said: Sequence[Spoken], outside: Sequence[Range], names: Names, *, colon: bool) -> Spoken | None:
    """Who speaks in the frame of a quotation: of a verb of saying, or of the sentence that ends in a colon."""
    for number, (low, high) in enumerate(outside):
        # Before a quotation the last verb of saying is the nearest to it, behind one the first.
        for word in range(high - 1, low - 1, -1) if number == 0 else range(low, high):
            if tree.words[word].lower() in _SAY and (found := _speaking(tree, said, word, names)) is not None:
                return found
    return before_colon(tree, said, outside[0], names) if colon else None


def before_colon(tree: Tree, said: Sequence[Spoken], frame: Range, names: Names) -> Spoken | None:
    """Who is the subject of a sentence that ends in a colon: of its first verb that has a subject of its own."""
    for word in range(*frame):
        own = [c for c in tree.children[word] if tree.relations[c] == "nsubj" and tree.tags[c][:1] != "W"]
        if own and tree.tags[word][:2] == "VB" and (found := _speaking(tree, said, word, names)) is not None:
            return found
    return None


def _speaking(tree: Tree, said: Sequence[Spoken], verb: int, names: Names) -> Spoken | None:
    """The attribution of a verb: the one that the reader marks, where it shows a source in the verb's sentence, else by the syntax."""
    marked = next((s for s in said if any(a <= verb < b for a, b in s.words.cue)), None)
    low, high = tree.sentences[tree.sentence_of[verb]]
    if marked is not None and any(low <= a < high for a, _ in marked.words.source):
        return marked
    sources = speakers(tree, _by(verb), names)
    return _marked((verb, verb + 1), sources) if sources else None


def _by(word: int) -> Related:
    return Related((), ((word, word + 1),), (), 0.0)


def _marked(cue: Range, sources: tuple[Source, ...]) -> Spoken:
    return Spoken(_by(cue[0]), sources, cue, False)


