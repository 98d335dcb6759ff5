"""What became of each claim from one version of an article to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from claims.anchor import TextQuoteSelector, find, rivals
from claims.compare_types import source_key
from claims.model import Claim, Quantity, SourceKind, Span, Voice


class Kind(StrEnum):
    """What an edit did to a claim; the first that applies, in this order."""

    ADDED = "added"
    REMOVED = "removed"
    DROPPED = "attribution dropped"
    SOURCE = "source changed"
    FIGURE = "figure changed"
    REWORDED = "reworded"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article: its text and the claims read in it."""

    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A claim before and after an edit; ``old`` is None where it was added, ``new`` where it was removed."""

    kind: Kind
    old: Claim | None
    new: Claim | None
    detail: str


ALIKE = 60.0
"""How alike, of 100, two claims must be to be one claim that was reworded."""


def changes(before: Version, after: Version) -> tuple[Change, ...]:
    """What became of each claim, in the order of the new text, those removed last.

    A claim is found again by its selector; where its words are gone, the most alike of the claims that are new counts
    as what it was reworded to. An orphan that is like none of them was removed.
    """
    matched = _anchored(before, after)
    left = [i for i in range(len(before.claims)) if i not in matched]
    free = sorted(set(range(len(after.claims))) - set(matched.values()))
    matched |= _reworded(before, after, left, free)
    found = [_change(before.claims[i], after.claims[j]) for i, j in matched.items()]
    kept = set(matched.values())
    found += [Change(Kind.ADDED, None, c, "not in the version before") for j, c in enumerate(after.claims) if j not in kept]
    found.sort(key=lambda c: (c.new.start, c.new.end) if c.new else (0, 0))
    gone = [c for i, c in enumerate(before.claims) if i not in matched]
    return (*found, *(Change(Kind.REMOVED, c, None, "its words are no longer there") for c in gone))


def _anchored(before: Version, after: Version) -> dict[int, int]:
    """Claims whose words stand in the new text, by number, with the claim that is read there now."""
    places = {(c.start, c.end): j for j, c in enumerate(after.claims)}
    out: dict[int, int] = {}
    for i, claim in enumerate(before.claims):
        span = Span(claim.start, claim.end)
        selector = TextQuoteSelector(claim.exact, claim.prefix, claim.suffix)
        found = find(after.text, selector, rivals(before.text, span))
        if found is None:
            continue
        j = places.get((found.start, found.end))
        if j is None:
            covering = [(c.end - c.start, k) for k, c in enumerate(after.claims) if _mostly(c, found)]
            j = min(covering)[1] if covering else None
        if j is not None and j not in out.values():
            out[i] = j
    return out


def _mostly(claim: Claim, span: Span) -> bool:
    """Whether a claim and a stretch share more than four fifths of the longer."""
    shared = min(claim.end, span.end) - max(claim.start, span.start)
    return shared > 0.8 * max(claim.end - claim.start, span.end - span.start)


def _reworded(before: Version, after: Version, left: Sequence[int], free: Sequence[int]) -> dict[int, int]:
    """Orphans and new claims that are alike, the most alike pair first, each once."""
    scored = sorted(
        ((fuzz.ratio(before.claims[i].exact, after.claims[j].exact), -i, -j) for i in left for j in free), reverse=True
    )
    out: dict[int, int] = {}
    for score, i, j in scored:
        if score >= ALIKE and -i not in out and -j not in out.values():
            out[-i] = -j
    return out


def _change(old: Claim, new: Claim) -> Change:
    if old.voice is Voice.ATTRIBUTED and new.voice is Voice.ASSERTED:
        return Change(Kind.DROPPED, old, new, f"{_chain(old)} no longer answers for it")
    if _keys(old) != _keys(new):
        return Change(Kind.SOURCE, old, new, f"{_chain(old) or 'nobody'}, now {_chain(new) or 'nobody'}")
    if _figures(old) != _figures(new):
        return Change(Kind.FIGURE, old, new, f"{_to_read(old.quantities)}, now {_to_read(new.quantities)}")
    if " ".join(old.exact.split()) != " ".join(new.exact.split()):
        return Change(Kind.REWORDED, old, new, "the same figures and sources in other words")
    return Change(Kind.UNCHANGED, old, new, "word for word")


def _keys(claim: Claim) -> tuple[str, ...]:
    return tuple(source_key(s.name) if s.kind is not SourceKind.UNNAMED else "" for s in claim.sources)


def _chain(claim: Claim) -> str:
    return " → ".join(s.name for s in claim.sources)


def _figures(claim: Claim) -> list[tuple[object, ...]]:
    return sorted((str(q.value), str(q.value2), q.unit, str(q.comparator)) for q in claim.quantities)


def _to_read(quantities: Sequence[Quantity]) -> str:
    return ", ".join(f"“{' '.join(q.surface.split())}”" for q in quantities) or "no figure"
