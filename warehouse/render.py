"""Turns values of the ledger into text: as a table for a terminal's width, as CSV cells, as JSON values."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from rich.cells import cell_len, chop_cells, set_cell_size

Row = tuple[object, ...]

_WIDEST = 60      # a column of text asks for no more than this many cells of a terminal
_NARROWEST = 12   # and is not squeezed below this many
_FOLDED = 4       # lines that a value may take in a row


def table(columns: Sequence[str], rows: Sequence[Row], width: int | None) -> Iterator[str]:
    """The lines of a table that fits ``width`` cells, or of one record after the other where it cannot.

    With ``width`` None, as for a pipe, nothing is folded or cut. No control character of a value gets through.
    """
    heads = [visible(name) for name in columns]
    cells = [[text(value) for value in row] for row in rows]
    natural = [max(map(cell_len, (head, *column))) for head, column in
               zip(heads, zip(*cells, strict=True) if cells else [()] * len(heads), strict=True)]
    right = [bool(rows) and all(_is_number(row[i]) or row[i] is None for row in rows) for i in range(len(heads))]
    widths: list[int] | None = natural
    if width is not None:
        widths = _fit(natural, right, width - 3 * (len(heads) - 1))
    if widths is None:
        yield from _records(heads, cells, width or 0)
        return
    yield " │ ".join(_pad(head, w, right=r) for head, w, r in zip(heads, widths, right, strict=True)).rstrip()
    yield "─┼─".join("─" * w for w in widths)
    for row in cells:
        folded = [fold(cell, w) if w < n else [cell] for cell, w, n in zip(row, widths, natural, strict=True)]
        for line in range(max(map(len, folded))):
            parts = [lines[line] if line < len(lines) else "" for lines in folded]
            yield " │ ".join(_pad(p, w, right=r) for p, w, r in zip(parts, widths, right, strict=True)).rstrip()


def text(value: object) -> str:
    """A value on one line, as an editor reads it: instants in UTC, decimals without trailing zeros, null as nothing."""
    return visible(_words(value, inside=False))


def visible(words: str) -> str:
    """Line ends and tabs as spaces; every other control or formatting character as its escape, so that none acts."""
    if words.isascii() and words.isprintable():
        return words
    return "".join(map(_tame, words))


def cell(value: object) -> str:
    """A value as CSV has it: instants in ISO 8601, lists and structs as JSON, null as nothing."""
    match value:
        case None:
            return ""
        case list() | tuple() | dict():
            return json.dumps(plain(value), ensure_ascii=False)
        case _:
            simple = plain(value)
            return ("true" if simple else "false") if isinstance(simple, bool) else str(simple)


def plain(value: object) -> object:
    """A value as JSON has it: a decimal as a number where that loses nothing, otherwise as text."""
    simple: object = value
    match value:
        case None | bool() | int() | str():
            pass
        case float():
            simple = value if math.isfinite(value) else None
        case Decimal():
            simple = _number(value)
        case datetime() | date() | time():
            simple = value.isoformat()
        case list() | tuple():
            simple = [plain(item) for item in value]
        case dict():
            simple = {str(key): plain(item) for key, item in value.items()}
        case bytes():
            simple = value.hex()
        case timedelta() | UUID():
            simple = str(value)
        case _:
            raise TypeError(f"DuckDB returned a {type(value).__name__}")
    return simple


def fold(words: str, width: int) -> list[str]:
    """Lines of at most ``width`` cells, broken between words; past the fourth line an ellipsis stands for the rest."""
    lines = [""]
    for word in words.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
            continue
        pieces = chop_cells(word, width) or [""]
        lines[-1:] = [lines[-1], *pieces] if lines[-1] else pieces
        if len(lines) > _FOLDED:
            break
    if len(lines) <= _FOLDED:
        return lines
    last = lines[_FOLDED - 1]
    return [*lines[: _FOLDED - 1], (last if cell_len(last) < width else set_cell_size(last, width - 1)) + "…"]


def _fit(natural: list[int], numeric: list[bool], room: int) -> list[int] | None:
    """Widths that fit the room, the widest columns squeezed first; None where a readable table cannot fit."""
    widths = [n if fixed else min(n, _WIDEST) for n, fixed in zip(natural, numeric, strict=True)]
    least = [n if fixed else min(n, _NARROWEST) for n, fixed in zip(natural, numeric, strict=True)]
    if sum(natural) <= room:
        return natural
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widest = max((i for i in range(len(widths)) if widths[i] > least[i]), key=lambda i: widths[i])
        widths[widest] -= 1
    return widths


def _records(heads: list[str], cells: list[list[str]], width: int) -> Iterator[str]:
    left = max(map(cell_len, heads))
    room = max(width - left - 3, _NARROWEST)
    for number, row in enumerate(cells, 1):
        yield f"─ {number} " + "─" * max(width - len(str(number)) - 3, 0)
        for head, value in zip(heads, row, strict=True):
            for i, line in enumerate(fold(value, room)):
                yield f"{_pad('' if i else head, left, right=False)} │ {line}".rstrip()


def _pad(words: str, width: int, *, right: bool) -> str:
    space = " " * (width - cell_len(words))
    return space + words if right else words + space


def _words(value: object, *, inside: bool) -> str:
    match value:
        case None:
            words = "null" if inside else ""
        case float():
            words = f"{value:.10g}"
        case Decimal():
            words = f"{value.normalize():f}"
        case datetime() if value.tzinfo is not None:
            words = value.astimezone(UTC).isoformat(" ", "seconds").replace("+00:00", " UTC")
        case list() | tuple():
            words = "[" + ", ".join(_words(item, inside=True) for item in value) + "]"
        case dict():
            words = "{" + ", ".join(f"{key}: {_words(item, inside=True)}" for key, item in value.items()) + "}"
        case _:
            words = cell(value)
    return words


def _tame(character: str) -> str:
    if character in "\n\r\t":
        return " "
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return ascii(character)[1:-1]
    return character


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _number(value: Decimal) -> object:
    if not value.is_finite():
        return None
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else f"{value.normalize():f}"
