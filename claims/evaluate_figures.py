"""Scores figures and dates read in single texts against a file of them, one text a line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from claims.errors import NothingToRead
from claims.evaluate_marks import Shares, shares
from claims.lexicon import lexicon
from claims.model import Period, Quantity

_AGE = {"yo": "year", "mo_old": "month", "week_old": "week", "day_old": "day"}
_TIME = frozenset(["s", "min", "h", "day", "week", "month", "year", "decade", "century", "quarter"])
_SIGNS = {"~": "~", "=": "=", "between": "range", "range": "range", ">": ">", ">=": ">", "<": "<", "<=": "<", None: "=", "~<": "~", "~>": "~"}
_READ = TypeVar("_READ", Quantity, Period)


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A figure of the file: its forms of value (as written, in base units, as a share), and the units that fit."""

    start: int | None
    end: int | None
    surface: str
    values: tuple[tuple[float | None, float | None], ...]
    units: frozenset[str]
    comparator: str


@dataclass(frozen=True, slots=True)
class GoldDate:
    """A time expression of the file; ``intervals`` are those that count as right, None where it resolves to none."""

    start: int
    end: int
    surface: str
    intervals: tuple[tuple[str | None, str | None], ...] | None
    end_counts: bool


@dataclass(frozen=True, slots=True)
class GoldText:
    """One line of the file."""

    name: str
    text: str
    published: date | None
    figures: tuple[GoldFigure, ...] | None
    dates: tuple[GoldDate, ...] | None
    subset: str | None


def gold_texts(path: Path) -> tuple[GoldText, ...]:
    """The texts of a file with their figures or dates; NothingToRead where it holds none or another format."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        out = tuple(_text(row) for row in rows)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NothingToRead(f"{path} is no file of texts with figures: {type(error).__name__}: {error}") from error
    if not out:
        raise NothingToRead(f"{path}: no text is in it")
    return out


def _text(row: Mapping[str, object]) -> GoldText:
    figures, dates = row.get("quantities"), row.get("dates")
    day = row.get("published") or row.get("reference_date")
    return GoldText(
        name=str(row["id"]), text=str(row["text"]), published=date.fromisoformat(str(day)[:10]) if day else None,
        figures=tuple(_figure(q) for q in figures) if isinstance(figures, list) else None,
        dates=tuple(_date(d) for d in dates) if isinstance(dates, list) else None,
        subset=str(row["subset"]) if row.get("subset") else None,
    )  # fmt: skip


def _figure(q: Mapping[str, object]) -> GoldFigure:
    name = canonical(_word(q.get("unit")))
    values = [(_float(q["value"]), _float(q.get("value2")))]
    if "surface_value" in q:
        values.append((_float(q["surface_value"]), _float(q.get("surface_value2"))))
    if name == "percent":
        first, second = values[0]
        values.append((first / 100 if first is not None else None, second / 100 if second is not None else None))
    units = {name} | ({canonical(_word(q["surface_unit"]))} if q.get("surface_unit") else set())
    if q.get("surface_unit") == "fraction":
        units |= {"count", "percent"}
    return GoldFigure(
        _place(q.get("start")), _place(q.get("end")), str(q.get("surface", "")), tuple(values), frozenset(units),
        _SIGNS[_word(q.get("comparator"))],
    )  # fmt: skip


def _date(d: Mapping[str, object]) -> GoldDate:
    begin, end = _word(d["begin"]), _word(d["end_date"])
    others = d.get("alternatives")
    pairs = [(_word(a), _word(b)) for a, b in others] if isinstance(others, list) and others else [(begin, end)]
    start, stop = _place(d["start"]), _place(d["end"])
    if start is None or stop is None:
        raise TypeError(f"{d!r} has no place in its text")
    return GoldDate(start, stop, str(d.get("surface", "")), tuple(pairs) if begin or end else None, not d.get("end_noise"))


def _word(value: object) -> str | None:
    return None if value is None else str(value)


def _place(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _float(value: object) -> float | None:
    return None if value in (None, "") else float(str(value))


@cache
def _names() -> dict[str, str]:
    """Every known name of a unit or currency and its short name; a unit's comes before a currency's."""
    out: dict[str, str] = {"": "count"}
    for group in ("units", "currencies"):
        rows = lexicon("scoring")[group]
        assert isinstance(rows, dict)
        for short, others in rows.items():
            for other in (*others, short.lower()):
                out.setdefault(other, short)
    return out


@cache
def _short(name: str | None) -> str:
    if name is None:
        return "count"
    low = name.strip().lower().replace("_", " ")
    for form in (low, low.removesuffix("s"), low.removesuffix("es")):
        if form in _names():
            return _names()[form]
    if rate := re.fullmatch(r"(.+?) per (.+)", low):
        return f"{_short(rate[1])}/{_short(rate[2])}"
    return low


def canonical(name: str | None) -> str:
    """The short name of a unit or currency; a counted thing, whatever its noun, is *count*."""
    short = _short(name)
    known = _groups()[0] | _groups()[1]
    return short if short in known or ("/" in short and short.split("/")[0] in known) else "count"


@cache
def _groups() -> tuple[frozenset[str], frozenset[str]]:
    units, currencies = lexicon("scoring")["units"], lexicon("scoring")["currencies"]
    assert isinstance(units, dict)
    assert isinstance(currencies, dict)
    return frozenset(units), frozenset(currencies)


def _of_type(subset: str | None, q: Quantity) -> bool:
    """Whether a file whose marks cover one type of number has a say on a figure."""
    short = canonical(q.unit)
    currencies, temperatures = _groups()[1], ("C", "F", "K", "deg", "R")
    match subset:
        case "currency" | "AmountOfMoney":
            return short.split("/")[0] in currencies
        case "percent":
            return short == "percent"
        case "temperature":
            return short in temperatures
        case "age":
            return short in _AGE or short in _TIME
        case "dimension":
            left_out = currencies | _TIME | set(_AGE) | {"count", "percent", "C", "F", "K"}
            return short != "count" and short not in left_out
    return True


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is None and b is None
    return a == b or abs(a - b) <= 1e-4 * max(1e-9, abs(a), abs(b))


def _value_agrees(g: GoldFigure, q: Quantity) -> bool:
    value, value2 = float(q.value), None if q.value2 is None else float(q.value2)
    return any(_close(one, value) and _close(two, value2) for one, two in g.values)


def _unit_agrees(g: GoldFigure, q: Quantity) -> bool:
    got = canonical(q.unit)
    return got in g.units or (bool(g.units & set(_AGE)) and got in _AGE.values())


def _date_agrees(g: GoldDate, p: Period) -> bool:
    core = (p.core_first, p.core_last)
    first, last = (d.isoformat() if d else None for d in core)
    return any(first == begin and (last == end or not g.end_counts) for begin, end in g.intervals or ())


def count_figures(gold: GoldText, figures: Sequence[Quantity], dates: Sequence[Period]) -> Counter[str]:
    """What is right, read and marked in one text: the counts add up over texts."""
    counts: Counter[str] = Counter()
    if gold.figures is not None:
        read = [q for q in figures if _of_type(gold.subset, q)]
        value = _right(gold.figures, read, _value_agrees)
        full = _right(gold.figures, read, lambda g, q: _value_agrees(g, q) and _unit_agrees(g, q) and g.comparator == _SIGNS[str(q.comparator)])
        unit = _right(gold.figures, read, lambda g, q: _value_agrees(g, q) and _unit_agrees(g, q))
        years = sum(q.surface.strip().isdigit() and 1800 <= int(q.surface) <= 2100 for q in read)
        wholly = full == len(gold.figures) == len(read)
        counts.update({"figures marked": len(gold.figures), "figures read": len(read), "value": value, "unit": unit,
                       "full": full, "years": years, "wholly": wholly})  # fmt: skip
    if gold.dates is not None:
        fixed = [d for d in gold.dates if d.intervals is not None]
        known = [p for p in dates if p.first or p.last]
        counts.update({
            "dates marked": len(gold.dates), "dates read": len(dates), "intervals marked": len(fixed),
            "intervals read": len(known), "interval": _right_dates(fixed, known, _date_agrees),
            "span": _right_dates(gold.dates, dates, lambda _g, _p: True),
        })  # fmt: skip
    return counts


def _right(gold: Sequence[GoldFigure], read: Sequence[Quantity], agree: Callable[[GoldFigure, Quantity], bool]) -> int:
    """How many marked figures have a read one of their own where they stand."""
    return len(_paired([(g.start, g.end) for g in gold], read, lambda i, p: agree(gold[i], p)))


def _right_dates(gold: Sequence[GoldDate], read: Sequence[Period], agree: Callable[[GoldDate, Period], bool]) -> int:
    return len(_paired([(g.start, g.end) for g in gold], read, lambda i, p: agree(gold[i], p)))


def _paired(
    places: Sequence[tuple[int | None, int | None]], read: Sequence[_READ], agree: Callable[[int, _READ], bool]
) -> set[int]:
    used: set[int] = set()
    for i, (start, end) in enumerate(places):
        for j, p in enumerate(read):
            here = start is None or end is None or (start < p.start + len(p.surface) and p.start < end)
            if j not in used and here and agree(i, p):
                used.add(j)
                break
    return used


def figure_scores(counts: Counter[str]) -> dict[str, Shares]:
    """Each score by name, from the counts of all texts."""
    out: dict[str, Shares] = {}
    if counts["figures marked"] or counts["figures read"]:
        for name in ("value", "unit", "full"):
            out[name] = shares(counts[name], counts["figures read"], counts["figures marked"])
    if counts["dates marked"] or counts["dates read"]:
        out["interval"] = shares(counts["interval"], counts["intervals read"], counts["intervals marked"])
        out["span"] = shares(counts["span"], counts["dates read"], counts["dates marked"])
    return out
