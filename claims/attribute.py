"""From the reader's attributions to chains of sources: who says it, and on whom they rely."""

from __future__ import annotations

from collections.abc import Sequence

from claims.chains import Spoken, heard, inside, maker, quoted_speaker
from claims.lexicon import words
from claims.model import Attribution, Quotation, Source, SourceKind, Span
from claims.phrases import behind, parts, phrase_of, stripped
from claims.relations import Related
from claims.sources import Names
from claims.tree import Range, Tree, heading

_CITING = words("cues", "citing")
_SAY = words("cues", "say")
_TOLD = words("cues", "told")
_ADVERBS = words("cues", "adverbs")
_AUXILIARY = frozenset(["is", "are", "was", "were", "be", "been", "has", "have", "had", "did", "does", "do", "'s", "’s"])
_MOST = 3
"""How many sources an attribution may name."""


def spoken(tree: Tree, related: Sequence[Related], names: Names) -> tuple[Spoken, ...]:
    """The attributions with their sources, in the order of their cues; each source is known to the pronouns behind it."""
    out: list[Spoken] = []
    for one in related:
        goes_on = bool(out) and _goes_on(tree, one, out[-1])
        found = out[-1].sources if goes_on else _sources(tree, one, names)
        for source in found:
            names.remember(one.cue[0][0], source)
        low = [w.lower() for a, b in one.cue for w in tree.words[a:b]]
        out.append(Spoken(one, found or (_unnamed(tree, one.cue[0]),), one.cue[0], bool(_CITING.intersection(low))))
    return tuple(out)


def _goes_on(tree: Tree, one: Related, last: Spoken) -> bool:
    """Whether a participle goes on with the speaker of its sentence's last cue: *…, adding that …*."""
    first = one.cue[0][0]
    same = tree.sentence_of[first] == tree.sentence_of[last.cue[0]]
    return same and tree.tags[first] == "VBG" and tree.words[first].lower() in _SAY and all(inside(m, last) for m in _mentions(tree, one))


def _sources(tree: Tree, one: Related, names: Names) -> tuple[Source, ...]:
    """Who speaks by a cue, the outlet that is told first, who is quoted last; the marked ranges, else by the syntax."""
    low = [w.lower() for a, b in one.cue for w in tree.words[a:b]]
    ranges = [part for whole in _mentions(tree, one) for part in parts(tree, whole) if _can_speak(tree, part, one)]
    if not ranges and (speaker := _speaker(tree, one.cue[0], names)) is not None:
        ranges = [stripped(tree, speaker)]
    if _CITING.intersection(low):
        ranges = [maker(tree, part, names) for part in ranges]
    found = [names.source(part) for part in ranges]
    told = heard(tree, one, names) if _TOLD.intersection(low) else None
    if told is not None:
        found = [told, *(s for s in found if s.name != told.name)]
    if (origin := quoted_speaker(tree, one, names)) and all(s.name != origin.name for s in found):
        found.append(origin)
    return tuple(found[:_MOST])


def _mentions(tree: Tree, one: Related) -> list[Range]:
    """The source's ranges: those that only a comma parts are one, and of several the one nearest to the cue counts."""
    joined: list[Range] = []
    for first, end in one.source:
        if heading(tree, first):
            continue
        if joined and first - joined[-1][1] <= 1 and "\n" not in tree.surface((joined[-1][1] - 1, first + 1)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((first, end))
    if len(joined) > 1:
        at = one.cue[0][0]
        joined = [min(joined, key=lambda r: min(abs(r[0] - at), abs(r[1] - at)))]
    return joined


def _unnamed(tree: Tree, cue: Range) -> Source:
    span = tree.span(cue)
    return Source(span.start, span.end, tree.surface(cue), tree.surface(cue), SourceKind.UNNAMED)


def _can_speak(tree: Tree, part: Range, one: Related) -> bool:
    """Whether a range names somebody, and not what is passively said: *36 people were reported*."""
    if not any(c.isalnum() for w in tree.words[slice(*part)] for c in w):
        return False
    if part[1] - part[0] == 1 and tree.tags[part[0]] in ("DT", "IN", "CC"):
        return False
    top = next((w for w in range(*part) if not part[0] <= tree.heads[w] < part[1]), part[0])
    return not (tree.relations[top] == "nsubjpass" and any(a <= tree.heads[top] < b for a, b in one.cue))


def _speaker(tree: Tree, cue: Range, names: Names) -> Range | None:
    """Whom the syntax shows as the speaker of a cue for which the reader marks none."""
    first, end = cue
    according = next((w for w in range(first, end) if tree.words[w].lower() in ("according", "per")), None)
    if according is not None:
        return behind(tree, end)
    verb = next((w for w in range(first, end) if tree.tags[w][:2] == "VB" and tree.words[w].lower() not in _AUXILIARY), None)
    if verb is None:
        return _owner(tree, cue, names)
    passive = any(tree.relations[c] == "auxpass" for c in tree.children[verb])
    agent = next((c for c in tree.children[verb] if tree.relations[c] == "nmod" and c > verb
                  and any(tree.words[k].lower() == "by" for k in tree.children[c])), None)  # fmt: skip
    if agent is not None:
        return phrase_of(tree, agent)
    if passive or (tree.tags[verb] == "VBN" and tree.relations[verb] in ("acl", "amod")):
        return None
    at, seen = verb, 0
    while seen < 4:
        subject = next((c for c in tree.children[at] if tree.relations[c] == "nsubj"), None)
        if subject is not None and tree.tags[subject][:1] != "W" and tree.tags[subject] not in ("DT", "EX"):
            return phrase_of(tree, subject)
        relation, head = tree.relations[at], tree.heads[at]
        if relation in ("acl", "acl:relcl") and tree.tags[head][:1] in ("N", "P"):
            return phrase_of(tree, head)
        if relation not in ("advcl", "xcomp", "conj", "ccomp", "dep", "parataxis") or head == at:
            return None
        at, seen = head, seen + 1
    return None

def _owner(tree: Tree, cue: Range, names: Names) -> Range | None:
    """Whose words a noun names: *the ministry's statement*, *a statement by the ministry*."""
    for word in range(*cue):
        for child in tree.children[word]:
            if tree.relations[child] == "nmod:poss":
                return phrase_of(tree, child)
            if tree.relations[child] == "nmod" and any(tree.words[k].lower() in ("by", "from") for k in tree.children[child]):
                return phrase_of(tree, child)
    return None

def fallback(tree: Tree, said: Sequence[Spoken], claim: Range, names: Names) -> Spoken | None:
    """Who may answer for a claim that no content covers: a frame of its sentence, the adverb that marks it, or who
    spoke in the sentence before."""
    first, end = claim
    sentence = tree.sentence_of[first]
    low, high = tree.sentences[sentence]
    adverb = next((w for w in range(low, high) if tree.words[w].lower() in _ADVERBS), None)
    here = [s for s in said if low <= s.cue[0] < high and not first <= s.cue[0] < end]
    if here:
        return min(here, key=lambda s: min(abs(s.cue[0] - end), abs(s.cue[1] - first)))
    if adverb is not None:
        return _marked((adverb, adverb + 1), (_unnamed(tree, (adverb, adverb + 1)),))
    for word in (*range(low, first), *range(end, high)):
        if tree.words[word].lower() in _SAY and (sources := _sources(tree, _by(word), names)):
            return _marked((word, word + 1), sources)
    before = [s for s in said if s.cue[0] < first and sentence - tree.sentence_of[s.cue[0]] <= 1]
    return before[-1] if before else None


def framed(tree: Tree, outside: Sequence[Range], names: Names, *, colon: bool) -> Spoken | None:
    """Who speaks in the frame of a quotation: of a verb of saying, or of the sentence that ends in a colon."""
    for low, high in outside:
        for word in range(low, high):
            if tree.words[word].lower() in _SAY and (sources := _sources(tree, _by(word), names)):
                return _marked((word, word + 1), sources)
    low, high = outside[0]
    if colon and low < high:
        verb = next((w for w in range(low, high) if tree.tags[w][:2] == "VB"
                     and any(tree.relations[c] == "nsubj" for c in tree.children[w])), None)  # fmt: skip
        if verb is not None and (sources := _sources(tree, _by(verb), names)):
            return _marked((verb, verb + 1), sources)
    return None


def _by(word: int) -> Related:
    return Related((), ((word, word + 1),), (), 0.0)


def _marked(cue: Range, sources: tuple[Source, ...]) -> Spoken:
    return Spoken(_by(cue[0]), sources, cue, False)


def quotation(spans: Sequence[Span], quotes: Sequence[Span]) -> Quotation:
    """Whether stretches stand in quotation marks, wholly, in part or not."""
    total = sum(c.end - c.start for c in spans)
    inside = sum(max(0, min(c.end, q.end) - max(c.start, q.start)) for c in spans for q in quotes)
    if not inside:
        return Quotation.INDIRECT
    return Quotation.DIRECT if inside * 10 >= total * 9 else Quotation.MIXED


def attributions(tree: Tree, said: Sequence[Spoken], quotes: Sequence[Span]) -> tuple[Attribution, ...]:
    """The attributions in characters."""
    out = []
    for one in said:
        source, cue, content = (tuple(tree.span(r) for r in part) for part in (one.words.source, one.words.cue, one.words.content))
        near = [q for c in content for q in quotes if q.overlaps(c)]
        out.append(Attribution(source, cue, content, one.sources, quotation(content, near), "reader", round(one.words.confidence, 4)))
    return tuple(out)
