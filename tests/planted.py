"""Seeded pairs of short articles with one planted relation each: what a tracker must tell apart."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from claims.extract import extract
from claims.model import Article, Extraction

_PLACES = ["Talmere", "Orle", "Brandholt", "Quessin", "Harwick", "Solvane", "Merrow", "Tarnby", "Ostrava", "Delmont", "Pellworm", "Averton", "Lismark", "Corvane"]
_HARM = (("ferry accident", "Coast Guard"), ("factory fire", "Fire Service"), ("train collision", "Rail Authority"),
         ("warehouse explosion", "Civil Protection Agency"), ("bridge collapse", "Ministry of Transport"))  # fmt: skip
_GOODS = (("cocaine", "Customs Agency"), ("tobacco", "Border Force"), ("ivory", "Wildlife Service"))
_MONEY = (("harbour wall", "Ministry of Ports"), ("tram line", "City Council"), ("reservoir", "Water Board"))


@dataclass(frozen=True)
class Told:
    """One short article."""

    outlet: str
    published: date
    title: str
    text: str

    def read(self) -> Extraction:
        """What the pipeline reads out of it."""
        text = f"{self.title}\n\n{self.text}"
        name = f"{self.outlet} {self.published}"
        return extract(Article(name, name, name, text, text, title=self.title, publisher=self.outlet, published=self.published))


@dataclass(frozen=True)
class Planted:
    """Two articles whose first claims stand in the named relation."""

    kind: str
    clean: bool
    one: Told
    other: Told


Maker = Callable[[random.Random], Planted]


def _scene(r: random.Random) -> tuple[str, str, date]:
    return r.choice(_PLACES), r.choice(_PLACES), date(2025, 3, 3) + timedelta(days=r.randrange(300))


def _harm(place: str, what: str, by: str, figure: str, verb: str = "killed") -> tuple[str, str]:
    title = f"{what.capitalize()} in {place}"
    tail = f", the {by} said" if by else ""
    return title, f"{figure} people were {verb} in the {what} in {place}{tail}."


def _two(kind: str, clean: bool, first: tuple[str, str], second: tuple[str, str], days: tuple[date, date]) -> Planted:
    return Planted(kind, clean, Told("Herald", days[0], *first), Told("Post", days[1], *second))


def swap(r: random.Random) -> Planted:
    """Another count of one event on one day, by another source."""
    place, _, day = _scene(r)
    what, by = r.choice(_HARM)
    n = r.randrange(12, 90)
    m = r.choice([n // 2, n + r.randrange(9, 60)])
    return _two("contradiction", False, _harm(place, what, by, f"{n}"), _harm(place, what, "regional government", f"{m}"), (day, day))


def scale(r: random.Random) -> Planted:
    """Thousands become millions."""
    place, _, day = _scene(r)
    what, by = r.choice(_MONEY)
    n = r.randrange(2, 90)
    text = "The {what} in {place} will cost US${n} {unit}, the {by} said."
    one = text.format(what=what, place=place, n=n, unit="million", by=by)
    other = text.format(what=what, place=place, n=n, unit="billion", by=by)
    return _two("contradiction", False, (f"{place} builds {what}", one), (f"{place} builds {what}", other), (day, day))


def unit_error(r: random.Random) -> Planted:
    """The same number with another unit of mass."""
    place, _, day = _scene(r)
    what, by = r.choice(_GOODS)
    n = r.randrange(3, 90)
    one = f"Officers seized {n} tonnes of {what} in {place} in 2024, the {by} said."
    other = f"Officers seized {n} kilograms of {what} in {place} in 2024, the {by} said."
    return _two("contradiction", False, (f"{what} seized in {place}", one), (f"{what} seized in {place}", other), (day, day))


def rounding(r: random.Random) -> Planted:
    """One outlet rounds."""
    place, _, day = _scene(r)
    what, by = r.choice(_GOODS)
    n = r.randrange(11, 49) * 10 - r.randrange(1, 4)
    near = round(n, -1)
    one = f"Officers seized {n} tonnes of {what} in {place} in 2024, the {by} said."
    other = f"Officers seized nearly {near} tonnes of {what} in {place} in 2024, the {by} said."
    return _two("rounding", True, (f"{what} seized in {place}", one), (f"{what} seized in {place}", other), (day, day))


def unit(r: random.Random) -> Planted:
    """The same mass in another unit."""
    place, _, day = _scene(r)
    what, by = r.choice(_GOODS)
    n = r.randrange(2, 40)
    one = f"Officers seized {n} tonnes of {what} in {place} in 2024, the {by} said."
    other = f"Officers seized {n},000 kilograms of {what} in {place} in 2024, the {by} said."
    return _two("unit", True, (f"{what} seized in {place}", one), (f"{what} seized in {place}", other), (day, day))


def bound(r: random.Random) -> Planted:
    """One outlet gives a bound that the other's count meets."""
    place, _, day = _scene(r)
    what, by = r.choice(_HARM)
    n = r.randrange(21, 90)
    return _two("bound", True, _harm(place, what, by, f"More than {n - n % 10}"), _harm(place, what, by, f"{n + 1}"), (day, day))


def currency(r: random.Random) -> Planted:
    """One sum in two currencies."""
    place, _, day = _scene(r)
    what, by = r.choice(_MONEY)
    n = r.randrange(10, 90)
    one = f"The {what} in {place} will cost US${n} million, the {by} said."
    other = f"The {what} in {place} will cost €{round(n * 0.9)} million, the {by} said."
    return _two("currency", True, (f"{place} builds {what}", one), (f"{place} builds {what}", other), (day, day))


def part(r: random.Random) -> Planted:
    """A part of the whole."""
    place, _, day = _scene(r)
    what, by = r.choice(_HARM)
    n = r.randrange(20, 80)
    one = _harm(place, what, by, f"{n}")
    other = (one[0], f"{n // 3} children were among the {n} people killed in the {what} in {place}, the {by} said.")
    return _two("scope", True, one, other, (day, day))


def elsewhere(r: random.Random) -> Planted:
    """Two events of one kind."""
    place, _, day = _scene(r)
    there = r.choice([p for p in _PLACES if p != place])
    what, by = r.choice(_HARM)
    n, m = r.sample(range(10, 90), 2)
    return _two("other event", True, _harm(place, what, by, f"{n}"), _harm(there, what, by, f"{m}"), (day, day))


def period(r: random.Random) -> Planted:
    """One measure of two years."""
    place, _, day = _scene(r)
    what, by = r.choice(_GOODS)
    n, m = r.sample(range(3, 90), 2)
    one = f"Officers seized {n} tonnes of {what} in {place} in 2023, the {by} said."
    other = f"Officers seized {m} tonnes of {what} in {place} in 2024, the {by} said."
    return _two("period", True, (f"{what} seized in {place}", one), (f"{what} seized in {place}", other), (day, day))


def measure(r: random.Random) -> Planted:
    """The dead and the injured."""
    place, _, day = _scene(r)
    what, by = r.choice(_HARM)
    n, m = r.sample(range(10, 90), 2)
    return _two("other measure", True, _harm(place, what, by, f"{n}"), _harm(place, what, by, f"{m}", "injured"), (day, day))


def update(r: random.Random) -> Planted:
    """A toll that has risen since."""
    place, _, day = _scene(r)
    what, by = r.choice(_HARM)
    n = r.randrange(5, 60)
    more = n + r.randrange(2, 40)
    return _two("update", True, _harm(place, what, by, f"{n}"), _harm(place, what, by, f"{more}"), (day, day + timedelta(days=r.randrange(1, 5))))


def same(r: random.Random) -> Planted:
    """Said again by the same source in other words."""
    place, _, day = _scene(r)
    what, by = r.choice(_HARM)
    n = r.randrange(5, 90)
    one = _harm(place, what, by, f"{n}")
    return _two("same", True, one, (one[0], f"The {what} in {place} killed {n} people, the {by} said."), (day, day))


def dropped(r: random.Random) -> Planted:
    """Said again a day later with no source."""
    place, _, day = _scene(r)
    what, by = r.choice(_HARM)
    n = r.randrange(5, 90)
    one = _harm(place, what, by, f"{n}")
    again = f"{n} people were killed in the {what} in {place}." if r.random() < 0.5 else f"The {what} in {place} killed {n} people."
    return _two("dropped", True, one, (one[0], again), (day, day + timedelta(days=1)))


CONTRADICTIONS: tuple[Maker, ...] = (swap, scale, unit_error)
CLEAN: tuple[Maker, ...] = (rounding, unit, bound, currency, part, elsewhere, period, measure, update, same, dropped)


def plant(seed: int, makers: tuple[Maker, ...]) -> Planted:
    """The pair of a seed; each maker comes in turn."""
    return makers[seed % len(makers)](random.Random(seed))


@dataclass(frozen=True)
class Spread:
    """Several articles that tell one claim, and on how many origins it rests."""

    articles: tuple[Told, ...]
    independent: int


def spread(seed: int) -> Spread:
    """A claim told by three to seven outlets, from one to three origins, sometimes in a circle."""
    r = random.Random(seed)
    place, _, day = _scene(r)
    what, _ = r.choice(_HARM)
    figure = str(r.randrange(5, 90))
    outlets = r.sample(["Herald", "Post", "Globe", "Courier", "Tribune", "Gazette", "Observer", "Echo"], r.randrange(3, 8))
    if seed % 4 == 0:
        # Each cites the next, and the last the first: nobody saw it.
        cited = [*outlets[1:], outlets[0]]
        told = [Told(o, day, *_harm(place, what, c, figure)) for o, c in zip(outlets, cited, strict=True)]
        return Spread(tuple(told), 1)
    sources = r.sample([by for _, by in _HARM], r.randrange(1, 4))
    told, used = [], set()
    for i, outlet in enumerate(outlets):
        by = sources[i] if i < len(sources) else r.choice(sources)
        used.add(by)
        title, text = _harm(place, what, by, figure)
        if i >= len(sources) and r.random() < 0.3:
            relay = outlets[r.randrange(i)]
            text = f"Citing the {by}, the {relay} said {figure} people were killed in the {what} in {place}."
        told.append(Told(outlet, day + timedelta(days=r.randrange(2)), title, text))
    return Spread(tuple(told), len(used))
