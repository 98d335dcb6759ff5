"""Check-worthiness: how much an editor should care about a claim, with the reasons."""

from __future__ import annotations

import re

from claims.lexicon import alternation, words
from claims.model import Claim, Modality, SourceKind, Voice
from claims.tree import Range, Tree

_OPINION = words("verbs", "opinion")
_PATTERNS = {
    "superlative": re.compile(rf"(?i)\b(?:{alternation(words('verbs', 'superlative'))})\b"),
    "record": re.compile(rf"(?i)\b(?:{alternation(words('verbs', 'record'))})\b"),
    "allegation": re.compile(rf"(?i)\b(?:{alternation(words('verbs', 'allegation'))})\b"),
}
_NAME = re.compile(r"(?<=\S )[A-Z]\w+|^[A-Z]\w+ [A-Z]\w+")
_WEIGHTS = {
    "figure": 0.35, "date": 0.1, "superlative": 0.1, "record": 0.1, "allegation": 0.15, "named source": 0.05,
    "unnamed source": 0.1, "name": 0.05, "denied": 0.1,
}  # fmt: skip
_FLOOR = 0.15


def opinion(tree: Tree, claim: Range) -> bool:
    """Whether a claim's words are those of judgement or feeling, with no figure among them."""
    low = {w.lower() for w in tree.words[slice(*claim)]}
    tags = set(tree.tags[slice(*claim)])
    return bool(low & _OPINION) and "CD" not in tags and not {"NNP", "NNPS"} & tags


def worth(claim: Claim) -> tuple[float, tuple[str, ...]]:
    """The score, 0–1, and its reasons, the weightiest first."""
    found = {name for name, pattern in _PATTERNS.items() if pattern.search(claim.exact)}
    if claim.quantities:
        found.add("figure")
    if claim.periods:
        found.add("date")
    if _NAME.search(claim.exact):
        found.add("name")
    if claim.modality is Modality.DENIED:
        found.add("denied")
    if claim.voice is Voice.ATTRIBUTED:
        unnamed = all(s.kind is SourceKind.UNNAMED for s in claim.sources)
        found.add("unnamed source" if unnamed else "named source")
    reasons = tuple(sorted(found, key=lambda r: (-_WEIGHTS[r], r)))
    score = min(1.0, _FLOOR + sum(_WEIGHTS[r] for r in reasons))
    if not claim.checkable:
        return round(score * 0.3, 2), ("opinion", *reasons)
    return round(score, 2), reasons
