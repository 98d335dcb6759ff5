"""An editor's correction of a claim: the whole claim as it is to read, checked against the article's text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import cast

from claims.errors import CorrectionError
from claims.model import Comparator, SourceKind, Voice

Reading = Mapping[str, object]
"""A claim in the fields of a gold file."""

LONGEST_WORDS = 5_000
_MOST_VALUE = Decimal(10) ** 29


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A link of the corrected source chain; the nearest source comes first."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A corrected figure as typed; ``quantity_id`` is that of the extracted one, None for one that was missed."""

    value: str
    unit: str
    comparator: str = "="
    value2: str | None = None
    quantity_id: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor changes; what is None stays as it was read. ``words`` are the claim's words, found in the text."""

    voice: str | None = None
    sources: tuple[NamedSource, ...] | None = None
    figures: tuple[StatedFigure, ...] | None = None
    words: str | None = None


def correct(reading: Reading, change: Correction, text: str) -> dict[str, object]:
    """The reading with the change made; CorrectionError, in one line, where it does not fit the text or itself."""
    start, end = _span(reading, change.words, text)
    label = change.voice or str(reading["label"])
    if label not in (Voice.ATTRIBUTED, Voice.ASSERTED):
        raise CorrectionError("say whether the claim is attributed or asserted")
    sources = _sources(reading, change.sources, text)
    if label == Voice.ASSERTED:
        if change.sources:
            raise CorrectionError("an asserted claim has no source: remove it, or make the claim attributed")
        sources = []
    elif not sources:
        raise CorrectionError("an attributed claim needs a source")
    right = {
        **reading, "start": start, "end": end, "text": text[start:end], "label": str(label), "sources": sources,
        "cue": reading["cue"] if label == Voice.ATTRIBUTED else None,
        "quantities": _figures(reading, change.figures, (start, end), text),
        "periods": [p for p in _items(reading, "periods") if start <= cast(int, p["offset"]) < end],
    }  # fmt: skip
    if right == dict(reading):
        raise CorrectionError("nothing was changed: confirm the claim instead")
    return right


def _span(reading: Reading, words: str | None, text: str) -> tuple[int, int]:
    start, end = cast(int, reading["start"]), cast(int, reading["end"])
    if words is None or words == reading["text"]:
        return start, end
    wanted = words.strip()
    if not wanted or len(wanted) > LONGEST_WORDS:
        raise CorrectionError(f"the claim's words are between one and {LONGEST_WORDS} characters")
    places = list(_places(text, wanted))
    if not places:
        raise CorrectionError("these words do not stand in the article like this: take them from it letter by letter")
    nearest = min(places, key=lambda place: (abs(place - start), place))
    return nearest, nearest + len(wanted)


def _places(text: str, words: str) -> Sequence[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _sources(reading: Reading, given: tuple[NamedSource, ...] | None, text: str) -> list[Mapping[str, object]]:
    before = _items(reading, "sources")
    if given is None:
        return list(before)
    chain: list[Mapping[str, object]] = []
    for source in given:
        name = " ".join(source.name.split())
        if not name:
            raise CorrectionError("a source needs a name")
        if source.kind not in set(SourceKind):
            raise CorrectionError(f"{source.kind!r} is no kind of source: {', '.join(SourceKind)}")
        known = next((s["mention"] for s in before if s["name"] == name), name)
        chain.append({"mention": known, "name": name, "kind": source.kind})
    return chain


def _figures(
    reading: Reading, given: tuple[StatedFigure, ...] | None, span: tuple[int, int], text: str
) -> list[Mapping[str, object]]:
    before = {str(figure["quantity_id"]): figure for figure in _items(reading, "quantities")}
    inside = {key: figure for key, figure in before.items() if span[0] <= cast(int, figure["offset"]) < span[1]}
    if given is None:
        return list(inside.values())
    return [_figure(stated, inside, before, text[slice(*span)]) for stated in given]


def _figure(
    stated: StatedFigure, inside: Mapping[str, Mapping[str, object]], before: Mapping[str, Mapping[str, object]], words: str
) -> Mapping[str, object]:
    unit = " ".join(stated.unit.split())
    if not unit:
        raise CorrectionError("a figure needs a unit, or the noun that is counted")
    if stated.comparator not in set(Comparator):
        raise CorrectionError(f"{stated.comparator!r} is no bound: {' '.join(Comparator)}")
    value, value2 = _number(stated.value), _number(stated.value2) if stated.value2 else None
    if stated.comparator == Comparator.RANGE and (value2 is None or value2 <= value):
        raise CorrectionError("a range needs a higher end above its lower one")
    if stated.comparator != Comparator.RANGE and value2 is not None and value2 <= value:
        raise CorrectionError("the second value lies above the first")
    values = {"value": _plain(value), "value2": None if value2 is None else _plain(value2), "unit": unit,
              "comparator": stated.comparator}  # fmt: skip
    if stated.quantity_id is None:
        return {"offset": None, "surface": stated.value, **values, "quantity_id": None}
    if stated.quantity_id not in inside:
        surface = before.get(stated.quantity_id, {}).get("surface", stated.quantity_id)
        raise CorrectionError(f"the figure “{surface}” does not stand in the words “{words[:60]}”: remove it")
    return {**inside[stated.quantity_id], **values}


def _number(typed: str) -> Decimal:
    try:
        value = Decimal(typed.replace(",", "").replace(" ", "").replace("\u00a0", ""))
    except InvalidOperation:
        raise CorrectionError(f"{typed[:40]!r} is no number: digits, with a point for decimals") from None
    exponent = value.as_tuple().exponent
    if not value.is_finite() or abs(value) >= _MOST_VALUE or (isinstance(exponent, int) and exponent < -9):
        raise CorrectionError(f"{typed[:40]!r} is out of range: at most 29 digits, and 9 decimals")
    return value


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _items(reading: Reading, key: str) -> Sequence[Mapping[str, object]]:
    return cast(Sequence[Mapping[str, object]], reading[key])
