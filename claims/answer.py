"""Who answers for a claim that is attributed: the frames around it, the attributions that cover it, the nearest speaker."""

from __future__ import annotations

from collections.abc import Sequence

from claims.chains import Spoken, chain, cited_by, holders_of, inside
from claims.frames import aside, credited, fallback, governing, hearsay, opens_hedged
from claims.model import Source
from claims.quoted import Quoted
from claims.sources import Names
from claims.tree import Range, Tree

_SELF = frozenset(["i", "we", "you", "me", "us"])


def answerers(
    tree: Tree, said: Sequence[Spoken], names: Names, claim: Range, covering: Sequence[int], quote: Quoted | None
) -> tuple[list[Spoken], str]:
    """The attributions that a claim rests on, the outermost first, and the rule that found them."""
    sentence = tree.sentences[tree.sentence_of[claim[0]]]
    if quote is not None:
        covering = [n for n in covering if quote.words[0] <= said[n].cue[0] < quote.words[1]]
        inner = governing(tree, claim, said, names, quote.words) or holders_of(tree, said, covering, claim)
        # Who says *I think* in a quotation is who is quoted.
        inner = [one for one in inner if any(s.mention.lower() not in _SELF for s in one.sources)]
        return [*credited(tree, quote.speaker, names), quote.speaker, *inner], "quotation"
    holders = holders_of(tree, said, covering, claim)
    frames = governing(tree, claim, said, names)
    if frames:
        alone = aside(tree, frames[0].cue[0])
        near = [h for h in holders if inside(frames[0].cue, h) and all(h.cue != f.cue for f in frames) and not alone and not _own(tree, h, frames[0])]
        deeper = [h for h in holders if inside(h.cue, frames[-1]) and all(h.cue != f.cue for f in frames)]
        return [*near, *frames, *deeper], "frame of the clause"
    marked = hearsay(tree, claim)
    if marked is not None and (opens_hedged(tree, marked, claim, holders) or not any(sentence[0] <= h.cue[0] < sentence[1] for h in holders)):
        return [marked], "hedged"
    if holders:
        return holders, "content of an attribution"
    spare = fallback(tree, said, claim, names)
    return ([spare], "frame nearby") if spare is not None else ([], "nobody to name")


def _own(tree: Tree, holder: Spoken, frame: Spoken) -> bool:
    """Whether a frame is what one of a holder's sources says for himself: *according to Lee and Berg, who adds that …*."""
    verb = frame.cue[0]
    return tree.relations[verb] == "acl:relcl" and any(a <= tree.heads[verb] < b for a, b in holder.words.source)


def answering(tree: Tree, holders: Sequence[Spoken], claim: Range, names: Names) -> tuple[Source, ...]:
    """The chain of sources behind a claim, with whom its sentence cites by the way."""
    sources = chain(tree, holders)
    cited = cited_by(tree, tree.sentence_of[claim[0]], names)
    if cited is not None and all(cited.name != s.name for s in sources):
        sources = (*sources[:2], cited)
    return sources
