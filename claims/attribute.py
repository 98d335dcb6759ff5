"""From the reader's attributions to chains of sources: who says it, and on whom they rely."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from claims.chains import Spoken, author, carrier, heard, inside, maker, quoted_speaker
from claims.lexicon import words
from claims.model import Attribution, Quotation, Source, SourceKind, Span
from claims.phrases import accords, before_relative, behind, parts, phrase_of, stripped
from claims.relations import Related
from claims.sources import Names
from claims.tree import Range, Tree, heading, top_of

_CITING = words("cues", "citing")
_ADVERBS = words("cues", "adverbs")
_SAY = words("cues", "say")
_REPORT = words("cues", "report")
_TOLD = words("cues", "told")
_SPEAKING = words("cues", "speaking")
_QUOTED = words("cues", "quoted")
_AUXILIARY = frozenset(["is", "are", "was", "were", "be", "been", "has", "have", "had", "did", "does", "do", "'s", "’s"])
_MUTE = words("sources", "mute")
"""What never says anything, whatever the syntax shows: *several times*, *a metric ton*."""
_MOST = 3
"""How many sources an attribution may name."""


def unfolded(tree: Tree, related: Sequence[Related]) -> tuple[Related, ...]:
    """The attributions with the frames that the reader marks apart within what is said: *according to the Post, [Lee said] [P]*."""
    cues = {w for one in related for a, b in one.cue for w in range(a, b)}
    return tuple(found for one in related for found in (one, *_inner(tree, one, cues)))


def _inner(tree: Tree, one: Related, cues: Container[int]) -> Iterator[Related]:
    for (first, end), (begin, last) in pairwise(one.content):
        verb = end - 1
        says = tree.tags[verb][:2] == "VB" and tree.words[verb].lower() in _SAY | _REPORT and verb not in cues
        if says and begin - end <= 1 < end - first and tree.tags[first] != "IN":
            yield Related(((first, verb),), ((verb, end),), ((begin, last),), one.confidence)


def spoken(tree: Tree, related: Sequence[Related], names: Names) -> tuple[Spoken, ...]:
    """The attributions with their sources, in the order of their cues; each source is known to the pronouns behind it."""
    out: list[Spoken] = []
    for one in related:
        goes_on = bool(out) and _goes_on(tree, one, out[-1])
        found = out[-1].sources if goes_on else speakers(tree, one, names)
        if goes_on and (told := heard(tree, one, names)) is not None:
            found = (told, *(s for s in found if s.name != told.name))[:_MOST]
        for source in found:
            names.remember(one.cue[0][0], source)
        low = [w.lower() for a, b in one.cue for w in tree.words[a:b]]
        # The reader splits *it was reported* at times; its *it* stands for nobody.
        cue = next((part for part in one.cue if tree.tags[part[0]] != "PRP" or part[1] - part[0] > 1), one.cue[0])
        out.append(Spoken(one, found or (unnamed(tree, cue),), cue, bool(_CITING.intersection(low))))
    return tuple(out)


def _goes_on(tree: Tree, one: Related, last: Spoken) -> bool:
    """Whether a participle goes on with the speaker of its sentence's last cue: *…, adding that …*."""
    first = one.cue[0][0]
    if tree.sentence_of[first] != tree.sentence_of[last.cue[0]] or tree.tags[first] != "VBG" or tree.words[first].lower() not in _SAY:
        return False
    own = _mentions(tree, one)
    hangs = tree.relations[first] in ("advcl", "xcomp") and any(a <= tree.heads[first] < b for a, b in last.words.cue)
    return all(inside(m, last) for m in own) or (hangs and all(m in _mentions(tree, last.words) for m in own))


def speakers(tree: Tree, one: Related, names: Names) -> tuple[Source, ...]:
    """Who speaks by a cue, the outlet that is told first, who is quoted last; the marked ranges, else by the syntax."""
    low = [w.lower() for a, b in one.cue for w in tree.words[a:b]]
    hearsay = next((w for a, b in one.cue for w in range(a, b) if tree.words[w].lower() in _ADVERBS), None)
    rumoured = () if hearsay is None else (unnamed(tree, (hearsay, hearsay + 1)),)
    if hearsay is not None and tree.words[hearsay].lower()[-2:] != "ly":
        rumoured = () if _SAY.intersection(low) else rumoured
    if rumoured and (tree.tags[hearsay or 0][:2] != "RB" or not any(tree.tags[w][:2] == "VB" for a, b in one.cue for w in range(a, b))):
        return rumoured
    ranges = [part for whole in _mentions(tree, one) for part in parts(tree, whole) if _can_speak(tree, part, one)]
    if ranges and _impersonal(tree, ranges[0], one.cue[0]):
        return rumoured
    if len(ranges) > 1 and (own := _own_clause(tree, ranges, one.cue[0])) is not None:
        ranges = [own]
    if not ranges or _far(tree, ranges[0], one.cue[0]):
        speaker = _speaker(tree, one.cue[0])
        ranges = [stripped(tree, speaker)] if speaker is not None else ranges
    if _CITING.intersection(low):
        ranges = [maker(tree, part) for part in ranges]
    if len(ranges) == 1:
        ranges = sorted([*ranges, *_further(tree, one, ranges[0])])
    found = [names.source(part) for part in ranges]
    if len(found) == 1 and found[0].kind is SourceKind.DOCUMENT and (behind_it := author(tree, ranges[0], names)) is not None:
        found.append(behind_it)
    told = heard(tree, one, names) if _TOLD.intersection(low) else carrier(tree, one, names) if (_SAY | _SPEAKING).intersection(low) else None
    if told is not None:
        found = [told, *(s for s in found if s.name != told.name)]
    if (origin := quoted_speaker(tree, one, names)) and all(s.name != origin.name for s in found):
        found.append(origin)
    return (*rumoured, *found)[:_MOST]


def _further(tree: Tree, one: Related, part: Range) -> list[Range]:
    """Who speaks by the further verbs of a cue: *the site reported its source said*."""
    verbs = [w for a, b in one.cue[1:] for w in range(a, b) if tree.words[w].lower() in _SAY]
    subjects = [s for s in (_subject(tree, verb) for verb in verbs) if s is not None]
    return [stripped(tree, phrase_of(tree, s)) for s in subjects if not part[0] <= s < part[1]]


def _far(tree: Tree, part: Range, cue: Range) -> bool:
    """Whether a marked source cannot be the cue's: it stands before *according to*, or the verb has another subject."""
    if accords(tree, cue[0]):
        return part[0] < cue[1] or tree.tags[cue[1] : cue[1] + 1] == ("WDT",)
    if tree.sentence_of[part[0]] != tree.sentence_of[cue[0]]:
        return True
    verb = next((w for w in range(*cue) if tree.tags[w][:2] == "VB" and tree.words[w].lower() not in _AUXILIARY), None)
    subject = None if verb is None else _subject(tree, verb)
    if verb is None or subject is None or any(tree.left[subject] <= w < tree.right[subject] for w in range(*part)):
        return False
    return tree.words[verb].lower() in _SAY or _others(tree, part, verb)


def _impersonal(tree: Tree, part: Range, cue: Range) -> bool:
    """Whether a cue is passive and names nobody, and the range marked for it belongs elsewhere: *…, though it was thought that …*."""
    verb = next((w for w in range(*cue) if tree.tags[w] == "VBN"), None)
    if verb is None or tree.words[verb].lower() in _QUOTED or not any(tree.relations[c] == "auxpass" for c in tree.children[verb]):
        return False
    by = any(tree.words[k].lower() == "by" for c in tree.children[verb] for k in tree.children[c])
    return not by and not tree.left[verb] <= part[0] < tree.right[verb]


def _own_clause(tree: Tree, ranges: Sequence[Range], cue: Range) -> Range | None:
    """Of several marked sources the one on which a cue's relative clause hangs, where its verb is singular: *Lee and Berg, who adds …*."""
    verb = next((w for w in range(*cue) if tree.tags[w] == "VBZ" and tree.relations[w] == "acl:relcl"), None)
    return None if verb is None else next((r for r in ranges if r[0] <= tree.heads[verb] < r[1]), None)


def _others(tree: Tree, part: Range, verb: int) -> bool:
    """Whether a range belongs to another verb by the syntax: *…, which was approved by the board*."""
    top = top_of(tree, part)
    agent = tree.relations[top] == "nmod" and any(tree.words[c].lower() == "by" for c in tree.children[top])
    head = tree.heads[top]
    return agent and head != verb and tree.tags[head] == "VBN" and tree.relations[head] in ("acl", "acl:relcl")


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


def unnamed(tree: Tree, cue: Range) -> Source:
    span = tree.span(cue)
    return Source(span.start, span.end, tree.surface(cue), tree.surface(cue), SourceKind.UNNAMED)


def _can_speak(tree: Tree, part: Range, one: Related) -> bool:
    """Whether a range names somebody, and not what is passively said: *36 people were reported*."""
    if not any(c.isalnum() for w in tree.words[slice(*part)] for c in w):
        return False
    if part[1] - part[0] == 1 and tree.tags[part[0]] in ("DT", "IN", "CC"):
        return False
    top = top_of(tree, part)
    if tree.words[top] in _MUTE or (part[1] - part[0] == 1 and tree.tags[top] in ("VBG", "VB")):
        return False
    return not (tree.relations[top] == "nsubjpass" and any(a <= tree.heads[top] < b for a, b in one.cue))


def _speaker(tree: Tree, cue: Range) -> Range | None:
    """Whom the syntax shows as the speaker of a cue for which the reader marks none."""
    first, end = cue
    according = next((w for w in range(first, end) if accords(tree, w)), None)
    if according is not None:
        return before_relative(tree, end) if tree.tags[end : end + 1] == ("WDT",) else behind(tree, end)
    if end - first == 1 and tree.words[first].lower() in ("by", "from", "in", "via"):
        return behind(tree, end)
    verb = next((w for w in range(first, end) if tree.tags[w][:2] == "VB" and tree.words[w].lower() not in _AUXILIARY), None)
    if verb is None:
        return _owner(tree, cue)
    if (told := _behind_quote(tree, verb)) is not None:
        return told
    passive = any(tree.relations[c] == "auxpass" for c in tree.children[verb])
    agent = next((c for c in tree.children[verb] if tree.relations[c] == "nmod" and c > verb
                  and any(tree.words[k].lower() == "by" for k in tree.children[c])), None)  # fmt: skip
    if agent is not None:
        return phrase_of(tree, agent)
    if passive or (tree.tags[verb] == "VBN" and tree.relations[verb] in ("acl", "amod")):
        return None
    at, seen = verb, 0
    while seen < 4:
        subject = _subject(tree, at)
        if subject is not None and tree.words[subject].lower() == "it" and tree.tags[at] == "JJ" and at != verb:
            return None  # *It is reasonable to assume …* is nobody's view.
        if subject is not None:
            return phrase_of(tree, subject)
        relation, head = tree.relations[at], tree.heads[at]
        if relation in ("acl", "acl:relcl") and tree.tags[head][:1] in ("N", "P"):
            return phrase_of(tree, head)
        if relation not in ("advcl", "xcomp", "conj", "ccomp", "dep", "parataxis") or head == at:
            return None
        at, seen = head, seen + 1
    return None


def _behind_quote(tree: Tree, verb: int) -> Range | None:
    """Who stands behind a verb that a quotation comes right before: *“…,” reads the notice*."""
    before = verb - 1 - (verb > 1 and tree.words[verb - 1] in (",", ";", "."))
    if before < 0 or tree.tags[before] != "''" or tree.tags[verb] not in ("VBD", "VBZ", "VBP") or verb + 1 >= len(tree.words):
        return None
    return behind(tree, verb + 1) if tree.tags[verb + 1] in ("DT", "NNP", "PRP$") else None


def _subject(tree: Tree, verb: int) -> int | None:
    """The noun or pronoun that is a verb's own subject, of two the nearer one."""
    found = [c for c in tree.children[verb] if tree.relations[c] == "nsubj" and tree.tags[c][:1] in ("N", "P") and tree.words[c] not in _MUTE]
    return min(found, key=lambda c: abs(c - verb)) if found else None


def _owner(tree: Tree, cue: Range) -> Range | None:
    """Whose words a noun names: *the ministry's statement*, *a statement by the ministry*."""
    for word in range(*cue):
        for child in tree.children[word]:
            if tree.relations[child] == "nmod:poss":
                return phrase_of(tree, child)
            if tree.relations[child] == "nmod" and any(tree.words[k].lower() in ("by", "from") for k in tree.children[child]):
                return phrase_of(tree, child)
    return None


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
