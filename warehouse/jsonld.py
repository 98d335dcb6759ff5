"""Claims and reviews in the vocabularies that others read: schema.org and the W3C's Web Annotation, as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from urllib.parse import quote, urlsplit

Row = Mapping[str, object]
Node = dict[str, object]

SCHEMA_CONTEXT = "https://schema.org"
ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "ClaimReview": ("@id", "url", "claimReviewed", "reviewRating", "author", "datePublished", "itemReviewed"),
    "Claim": ("@id", "text", "appearance"),
    "Rating": ("alternateName",),
    "CreativeWork": ("@id", "name"),
    "Organization": ("name",),
    "Person": ("name",),
    "Thing": ("name",),
    "AnnotationPage": ("id", "items"),
    "Annotation": ("id", "motivation", "target", "body"),
    "SpecificResource": ("source", "selector"),
    "TextQuoteSelector": ("exact",),
    "TextPositionSelector": ("start", "end"),
    "TextualBody": ("value",),
}
"""What each type must have: schema.org's and Google's rules for ClaimReview, the W3C's for annotations."""

# How sure the desk is that the claim holds, on a scale of 1 to 5, where a decision says so.
_RATINGS = {
    "confirm": (5, "Confirmed"),
    "correct": (None, "Corrected"),
    "dispute": (1, "Disputed"),
    "unverifiable": (None, "Unverifiable"),
    "retract": (1, "Retracted"),
}
_KINDS = {"person": "Person", "organisation": "Organization", "media": "Organization"}


def claims_document(rows: Iterable[Row]) -> Iterator[Node]:
    """One schema.org Claim for each row of the query export_claims."""
    for row in rows:
        node: Node = {
            "@type": "Claim",
            "@id": _urn("claim", row["claim_id"]),
            "text": row["exact"],
            "inLanguage": row["language"],
            "appearance": _appearance(row),
            "dateCreated": _day(row["published"]),
        }
        if row["origin"]:
            node["author"] = {"@type": _KINDS.get(str(row["origin_kind"]), "Thing"), "name": row["origin"]}
        yield checked(_without_nulls(node))


def reviews_document(rows: Iterable[Row], base_url: str, desk: str) -> Iterator[Node]:
    """One schema.org ClaimReview for each row of the query export_reviews; its page is ``base_url`` and the id."""
    for row in rows:
        value, words = _RATINGS[str(row["decision"])]
        rating: Node = {"@type": "Rating", "alternateName": words, "ratingExplanation": row["note"]}
        if value is not None:
            rating |= {"ratingValue": value, "bestRating": 5, "worstRating": 1}
        claim: Node = {
            "@type": "Claim",
            "@id": _urn("claim", row["claim_id"]),
            "text": row["exact"],
            "appearance": _appearance(row),
            "datePublished": _day(row["published"]),
        }
        if row["chain"]:
            claim["author"] = {"@type": "Thing", "name": str(row["chain"]).rsplit(" → ", 1)[-1]}
        yield checked(_without_nulls({
            "@type": "ClaimReview",
            "@id": _urn("review", row["claim_id"]),
            "url": base_url.rstrip("/") + "/" + quote(str(row["claim_id"])),
            "claimReviewed": row["exact"],
            "inLanguage": row["language"],
            "datePublished": _instant(row["judged_at"]),
            "author": {"@type": "Organization", "name": desk, "employee": {"@type": "Person", "name": row["judged_by"]}},
            "itemReviewed": claim,
            "reviewRating": rating,
        }))  # fmt: skip


def annotations_document(rows: Iterable[Row]) -> Node:
    """A W3C AnnotationPage with an annotation for each claim of an article, found again by quote or by position."""
    listed = list(rows)
    items = [_annotation(row) for row in listed]
    page = _urn("annotations", listed[0]["version_id"]) if listed else _urn("annotations", "none")
    return checked({"@context": ANNOTATION_CONTEXT, "id": page, "type": "AnnotationPage", "items": items})


def checked(node: Node) -> Node:
    """The node itself; ValueError where it, or one within it, lacks what its type must have."""
    for part in _nodes(node):
        name = str(part.get("@type") or part.get("type"))
        if name not in REQUIRED:
            raise ValueError(f"there is no type {name!r} here")
        missing = [field for field in REQUIRED[name] if part.get(field) in (None, "")]
        if missing:
            raise ValueError(f"a {name} lacks {', '.join(missing)}")
    return node


def _annotation(row: Row) -> Node:
    bodies = [
        ("describing", row["voice"]),
        ("describing", row["chain"] and f"source: {row['chain']}"),
        ("describing", row["figures_text"] and f"figures: {row['figures_text']}"),
        ("describing", row["periods_text"] and f"periods: {row['periods_text']}"),
        ("describing", f"modality: {row['modality']}"),
    ]
    return {
        "id": _urn("claim", row["claim_id"]),
        "type": "Annotation",
        "motivation": "describing",
        "created": _instant(row["first_seen"]),
        "body": [
            {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}
            for purpose, value in bodies
            if value
        ],
        "target": {
            "type": "SpecificResource",
            "source": _address(row),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": row["exact"],
                    "prefix": row["prefix"],
                    "suffix": row["suffix"],
                },
                {"type": "TextPositionSelector", "start": row["start_offset"], "end": row["end_offset"]},
            ],
        },
    }


def _appearance(row: Row) -> Node:
    work: Node = {
        "@type": "CreativeWork",
        "@id": _address(row),
        "name": row["title"] or row["article"] or row["article_id"],
        "datePublished": _day(row["published"]),
    }
    if row["publisher"]:
        work["publisher"] = {"@type": "Organization", "name": row["publisher"]}
    if urlsplit(_address(row)).scheme in {"http", "https"}:
        work["url"] = _address(row)
    return work


def _address(row: Row) -> str:
    """The article's address on the web, or where it has none the name that the ledger has for it."""
    url = str(row["url"] or "")
    return url if urlsplit(url).scheme in {"http", "https"} else _urn("article", row["article_id"])


def _urn(kind: str, name: object) -> str:
    return f"urn:claims:{kind}:{quote(str(name), safe='')}"


def _nodes(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, Mapping):
        yield value
        for part in value.values():
            yield from _nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from _nodes(part)


def _without_nulls(node: Node) -> Node:
    return {
        key: _without_nulls(value) if isinstance(value, dict) else value
        for key, value in node.items()
        if value is not None
    }


def _day(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) else None


def _instant(value: object) -> str | None:
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else None
