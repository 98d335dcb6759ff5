"""What kind of source a head word or a name tells of."""

from __future__ import annotations

from collections.abc import Container

from claims.lexicon import words
from claims.model import SourceKind
from claims.name_forms import outlet

LISTS = {kind: words("sources", kind) for kind in ("media", "document", "organisation", "unnamed", "person")}
"""Head words by the kind of source that they tell of."""
_BODIES = words("sources", "bodies")
_LAWS = words("sources", "laws")
_OUTLET_WORDS = words("sources", "outlet_words")


def kind_of_head(low: str, tag: str, named: bool) -> SourceKind:
    if low == "reports" and named:
        return SourceKind.DOCUMENT
    if tag in ("NNP", "NNPS") and low in _OUTLET_WORDS:
        return SourceKind.MEDIA
    if low in LISTS["unnamed"]:
        return SourceKind.ORGANISATION if low in _BODIES and named else SourceKind.UNNAMED
    if low.rsplit("-", 1)[-1] in LISTS["person"]:
        low = low.rsplit("-", 1)[-1]  # A vice-president is a president.
    for kind in ("media", "document", "organisation", "person"):
        if low in LISTS[kind] and not (kind == "document" and tag in ("NNP", "NNPS")):
            return SourceKind(kind)
    if tag == "NNS" and low.endswith("s"):
        one = low[:-3] + "y" if low.endswith("ies") else low[:-1]
        if one in LISTS["organisation"]:
            return SourceKind.ORGANISATION
        return SourceKind.DOCUMENT if one in LISTS["document"] else SourceKind.UNNAMED
    if tag in ("NNP", "NNPS"):
        return SourceKind.ORGANISATION
    return SourceKind.ORGANISATION if named and tag != "NNS" and not low.endswith(("or", "er", "ist", "ian")) else SourceKind.UNNAMED


def kind_of_name(name: str, media: Container[str]) -> SourceKind:
    if name in media or outlet(name):
        return SourceKind.MEDIA
    last = name.rsplit(maxsplit=1)[-1]
    if last.lower() in LISTS["unnamed"] and not last[:1].isupper():
        return SourceKind.UNNAMED
    if (last.islower() and last in LISTS["document"]) or last.lower() in _LAWS:
        return SourceKind.DOCUMENT
    return SourceKind.ORGANISATION
