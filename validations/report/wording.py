"""How the report words figures, days and the pipeline's own terms for an editor."""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import date
from decimal import Decimal

from markupsafe import Markup, escape

BOUNDS = {"=": "", "~": "about ", ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", "range": ""}
"""What stands before the value of a figure, by comparator."""

VOICES = {"attributed": "S", "asserted": "P", "unsure": "?"}
"""The letter beside a claim's number: a source says so, the publication says so, the text does not tell."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_PARTS = {"START": "the beginning of", "MID": "the middle of", "END": "the end of", "APPROX": "about"}

# Control, formatting and direction-changing characters, and halves of surrogate pairs; not tab and line feed.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> Markup:
    """The text as HTML, with characters that nobody would see written out and marked as not the author's letters."""
    parts, at = [], 0
    for found in _HIDDEN.finditer(text):
        parts += [escape(text[at : found.start()]), Markup('<span class="hidden-character">{}</span>').format(_code(found[0]))]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def visible_plain(text: str) -> str:
    """The same as plain text, for places that take no markup."""
    return _HIDDEN.sub(lambda found: _code(found[0]), text)


def markdown(text: str) -> Markup:
    """The text on one line of Markdown, as text: neither Markdown nor HTML in it means anything."""
    line = html.escape(visible_plain(" ".join(text.split())), quote=False)
    return Markup(re.sub(r"([\\\\`*_{}\[\]()#+!|~:-])", r"\\\1", line))  # noqa: S704 - escaped above


def excerpt(text: str, length: int = 220) -> str:
    """The text on one line, cut after a word where it is longer than ``length`` characters."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[length // 2 :] else cut).rstrip(" ,;:") + "…"


def number(value: Decimal) -> str:
    """A value with thousands set off and without empty decimals: 1,250.5."""
    return f"{value:,f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:,f}"


def figure(comparator: str, value: Decimal, value2: Decimal | None, unit: str, dimension: str) -> str:
    """A figure in its normal form: *more than 118 tonne*, *USD 230,000,000*, *15 to 20%*."""
    amount = number(value) if value2 is None else f"{number(value)} to {number(value2)}"
    return BOUNDS[comparator] + in_unit(amount, unit, dimension)


def in_unit(amount: str, unit: str, dimension: str) -> str:
    """An amount with its unit as figures are written: the currency before, the percent sign joined."""
    if dimension == "money":
        return f"{unit} {amount}"
    return f"{amount}%" if unit == "%" else f"{amount} {unit}"


def day(value: date) -> str:
    """A day as *3 Mar 2026*, whatever the machine's language."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def days(first: date | None, last: date | None) -> str:
    """A stretch of days, both ends included; an end that is None is open."""
    if first is None or last is None:
        return f"from {day(first)}" if first else f"until {day(last)}" if last else "open at both ends"
    if first == last:
        return day(first)
    if first.year == last.year:
        return f"{day(first).removesuffix(str(first.year)).strip()} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def derivation(relation: str | None, modifier: str | None, core: tuple[date | None, date | None]) -> str:
    """How a period follows from the bare expression: *since 1 Jan – 31 Dec 1997*; empty where it is that itself."""
    words = [relation or "", _PARTS[modifier] if modifier else ""]
    said = " ".join(filter(None, words))
    return f"{said} {days(*core)}" if said and core != (None, None) else said


def slug(name: str, *idents: str) -> str:
    """A readable file name for a page, made different by the beginning of each id."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:60].strip("-")
    return "-".join([words or "article", *(ident[:8] for ident in idents)]) + ".html"


def _code(character: str) -> str:
    return f"[U+{ord(character):04X}]"
