"""From the reader's attributions to chains of sources: who says it, and on whom they rely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.lexicon import words
from claims.model import Attribution, Quotation, Source, SourceKind, Span
from claims.naming import same_line
from claims.relations import Related
from claims.sources import Names
from claims.tree import Range, Tree, heading

_CITING = words("cues", "citing")
_SAY = words("cues", "say")
_REPORT = words("cues", "report")
_CARRIERS = words("cues", "carriers")
_TOLD = words("cues", "told")
_QUOTED = words("cues", "quoted")
_ROLES = words("sources", "person")
_OCCASIONS = words("sources", "own_words") | words("sources", "occasions")
_GENERIC = words("sources", "generic")
_ADVERBS = words("cues", "adverbs")
_PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "who", "which"])
_AUXILIARY = frozenset(["is", "are", "was", "were", "be", "been", "has", "have", "had", "did", "does", "do", "'s", "’s"])
_MOST = 3
"""How many sources a chain may hold."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One attribution in words with its sources, the nearest first; ``cited`` where they are whom another relies on."""

    words: Related
    sources: tuple[Source, ...]
    cue: Range
    cited: bool


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
    return same and tree.tags[first] == "VBG" and tree.words[first].lower() in _SAY and all(_inside(m, last) for m in _mentions(tree, one))


def _sources(tree: Tree, one: Related, names: Names) -> tuple[Source, ...]:
    """Who speaks by a cue, the outlet that is told first, who is quoted last; the marked ranges, else by the syntax."""
    low = [w.lower() for a, b in one.cue for w in tree.words[a:b]]
    ranges = [part for whole in _mentions(tree, one) for part in _parts(tree, whole) if _can_speak(tree, part, one)]
    if not ranges and (speaker := _speaker(tree, one.cue[0], names)) is not None:
        ranges = [_stripped(tree, speaker)]
    if _CITING.intersection(low):
        ranges = [_maker(tree, part, names) for part in ranges]
    found = [names.source(part) for part in ranges]
    heard = _heard(tree, one, names) if _TOLD.intersection(low) else None
    if heard is not None:
        found = [heard, *(s for s in found if s.name != heard.name)]
    if (origin := _quoted_speaker(tree, one, names)) and all(s.name != origin.name for s in found):
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


def _parts(tree: Tree, whole: Range) -> list[Range]:
    """The sources that a mention joins: *the ministry and the police* are two."""
    first, end = whole
    top = next((w for w in range(first, end) if not first <= tree.heads[w] < end or tree.heads[w] == w), first)
    joined = [c for c in tree.children[top] if first <= c < end and tree.relations[c] == "conj" and tree.tags[c][:1] == "N"]
    if not joined or any(tree.relations[c] == "appos" for c in tree.children[top] if c < joined[0]):
        return [_stripped(tree, whole)]
    edges = [first, *(max(first, tree.left[c]) for c in joined)]
    parts = [_stripped(tree, (a, b)) for a, b in zip(edges, [*edges[1:], end], strict=True) if a < b]
    return parts if _several(tree, [top, *joined], parts) else [_stripped(tree, whole)]


def _several(tree: Tree, tops: Sequence[int], parts: Sequence[Range]) -> bool:
    """Whether joined mentions are several sources: not *party leader and minister Ann Lee*, nor a name with *and* in it."""
    if tree.words[tops[0]].lower() in _ROLES and tree.tags[tops[0]] in ("NN", "NNP"):
        return False
    first_open = tree.tags[parts[0][0]] in ("DT", "PRP$") or tree.tags[tops[0]] in ("NNS", "NNPS")
    rest_open = all(tree.tags[a] in ("DT", "PRP$") or tree.tags[t] == "NNS" for (a, _), t in zip(parts[1:], tops[1:], strict=True))
    named = all(tree.tags[t] == "NNP" and not _within_name(tree, p) for p, t in zip(parts, tops, strict=True))
    return rest_open or (first_open and named) or named


def _within_name(tree: Tree, part: Range) -> bool:
    """Whether an entity reaches beyond a part: the part is half of a name."""
    return any(a < part[1] < b or a < part[0] < b for a, b, _ in tree.entities)


def _stripped(tree: Tree, part: Range) -> Range:
    """A mention without joining words and marks around it, and without the clause or apposition that follows it."""
    first, end = same_line(tree, part)
    apposition = next((w for w in range(first + 1, end) if tree.relations[w] == "appos" and first <= tree.heads[w] < tree.left[w]
                       and tree.tags[tree.heads[w]] == "NNP" and tree.words[tree.left[w] - 1] == ","), None)  # fmt: skip
    if apposition is not None:
        end = tree.left[apposition]
    verb = next((w for w in range(first + 1, end) if tree.tags[w] in ("VBD", "VBZ", "VBP") and tree.relations[w] not in ("acl:relcl",)
                 and (tree.words[w].lower() in _SAY | _REPORT)), None)  # fmt: skip
    if verb is not None:
        end = verb
    occasion = next((w for w in range(first + 1, end) if tree.words[w].lower() in _OCCASIONS and tree.relations[w] == "nmod"
                     and first < tree.left[w] and tree.words[tree.left[w]].lower() in ("in", "on", "during", "at", "via")), None)  # fmt: skip
    if occasion is not None:
        end = tree.left[occasion]
    while end - first > 1 and (tree.tags[first] in ("CC", ",", ":", "``", "''") or tree.words[first].lower() in ("according", "by")):
        first += 1
    while end - first > 1 and (tree.tags[end - 1] in ("CC", ",", ":", "``", "''", "POS", ".") or tree.words[end - 1] == "("):
        end -= 1
    return first, end


def _heard(tree: Tree, one: Related, names: Names) -> Source | None:
    """The outlet that was told: *told Reuters*; *told reporters* names none."""
    for a, b in one.cue:
        for word in range(a, b):
            if tree.words[word].lower() not in _TOLD:
                continue
            for child in (*tree.children[word], word + 1):
                if word < child < len(tree.words) and tree.tags[child][:1] == "N":
                    top = child if tree.relations[child] in ("dobj", "iobj", "nmod") else _phrase_head(tree, child)
                    if not word < top <= word + 6 or tree.words[top].lower() in _GENERIC:
                        continue
                    found = names.source(names.phrase(top))
                    if found.kind is SourceKind.MEDIA:
                        return found
    return None


def _speaker(tree: Tree, cue: Range, names: Names) -> Range | None:
    """Whom the syntax shows as the speaker of a cue for which the reader marks none."""
    first, end = cue
    according = next((w for w in range(first, end) if tree.words[w].lower() in ("according", "per")), None)
    if according is not None:
        return _behind(tree, end, names)
    verb = next((w for w in range(first, end) if tree.tags[w][:2] == "VB" and tree.words[w].lower() not in _AUXILIARY), None)
    if verb is None:
        return _owner(tree, cue, names)
    passive = any(tree.relations[c] == "auxpass" for c in tree.children[verb])
    agent = next((c for c in tree.children[verb] if tree.relations[c] == "nmod" and c > verb
                  and any(tree.words[k].lower() == "by" for k in tree.children[c])), None)  # fmt: skip
    if agent is not None:
        return names.phrase(agent)
    if passive or (tree.tags[verb] == "VBN" and tree.relations[verb] in ("acl", "amod")):
        return None
    at, seen = verb, 0
    while seen < 4:
        subject = next((c for c in tree.children[at] if tree.relations[c] == "nsubj"), None)
        if subject is not None and tree.tags[subject][:1] != "W" and tree.tags[subject] not in ("DT", "EX"):
            return names.phrase(subject)
        relation, head = tree.relations[at], tree.heads[at]
        if relation in ("acl", "acl:relcl") and tree.tags[head][:1] in ("N", "P"):
            return names.phrase(head)
        if relation not in ("advcl", "xcomp", "conj", "ccomp", "dep", "parataxis") or head == at:
            return None
        at, seen = head, seen + 1
    return None


def _behind(tree: Tree, end: int, names: Names) -> Range | None:
    """The noun phrase that begins at a word, as *according to* has it."""
    stop = tree.sentences[tree.sentence_of[end - 1]][1]
    for word in range(end, min(end + 6, stop)):
        if tree.tags[word][:1] == "N" or tree.tags[word] == "PRP":
            top = _phrase_head(tree, word)
            phrase = names.phrase(top)
            return (max(end, phrase[0]), phrase[1]) if end <= top < stop and phrase[1] > end else (end, word + 1)
    return None


def _owner(tree: Tree, cue: Range, names: Names) -> Range | None:
    """Whose words a noun names: *the ministry's statement*, *a statement by the ministry*."""
    for word in range(*cue):
        for child in tree.children[word]:
            if tree.relations[child] == "nmod:poss":
                return names.phrase(child)
            if tree.relations[child] == "nmod" and any(tree.words[k].lower() in ("by", "from") for k in tree.children[child]):
                return names.phrase(child)
    return None


def cited_by(tree: Tree, sentence: int, names: Names) -> Source | None:
    """Whom a sentence cites by the way: *citing data from the ministry* names the ministry."""
    for word in range(*tree.sentences[sentence]):
        if tree.words[word].lower() != "citing":
            continue
        thing = next((c for c in tree.children[word] if tree.relations[c] in ("dobj", "nmod", "dep", "ccomp")), None)
        return names.source(_maker(tree, names.phrase(thing), names)) if thing is not None else None
    return None


def _maker(tree: Tree, part: Range, names: Names) -> Range:
    """Whose data are cited: of *data from the ministry* the ministry."""
    for thing in range(*part):
        if tree.words[thing].lower() in _CARRIERS:
            last = tree.sentences[tree.sentence_of[thing]][1]
            if thing + 2 < last and tree.words[thing + 1].lower() in ("from", "by", "of", "at"):
                return _behind(tree, thing + 2, names) or part
            return part
    return part


def _quoted_speaker(tree: Tree, one: Related, names: Names) -> Source | None:
    """The origin in *the site quoted the minister as saying*."""
    for a, b in one.cue:
        for word in range(a, b):
            if tree.words[word].lower() in _QUOTED:
                thing = next((c for c in tree.children[word] if tree.relations[c] == "dobj" and tree.tags[c][:1] in ("N", "P")), None)
                return names.source(names.phrase(thing)) if thing is not None else None
    return None


def _phrase_head(tree: Tree, word: int) -> int:
    while tree.relations[word] in ("compound", "amod", "det", "nmod:poss") and tree.heads[word] != word:
        word = tree.heads[word]
    return word


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
            and (_inside(said[best].cue, said[n]) or _inside(said[n].cue, said[best])))]  # fmt: skip
    return [said[n] for n in sorted(kept, key=lambda n: (-_size(said[n]), said[n].cue[0]))]


def _size(one: Spoken) -> int:
    return sum(b - a for a, b in one.words.content)


def _inside(part: Range, one: Spoken) -> bool:
    return any(a <= part[0] and part[1] <= b for a, b in one.words.content)


def chain(tree: Tree, holders: Sequence[Spoken]) -> tuple[Source, ...]:
    """The sources of a claim from the nearest to the origin: the widest content's first, those cited last."""
    out: list[Source] = []
    for cited in (False, True):
        for one in holders:
            if one.cited is not cited:
                continue
            for source in one.sources:
                own = source.kind is SourceKind.UNNAMED and source.mention == source.name
                hollow = own and out and (source.mention.lower() in _PRONOUNS or source.start == tree.span(one.cue).start)
                if not hollow and all(source.name != s.name for s in out):
                    out.append(source)
    return tuple(out[:_MOST])


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
