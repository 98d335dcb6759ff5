"""Writes articles whose figures and dates come out, and plants one error of a known kind in them, by seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from claims.model import FindingKind

PUBLISHED = date(2026, 3, 4)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
TOWNS = ("Velmar", "Orrin", "Talla Bay", "Sorvia", "Kestrel", "Northline", "Almery", "Dunwick")
BODIES = ("the port authority", "the ministry", "the council", "the farmers’ union", "the rail operator", "the health board")
GOODS = ("cocoa", "frozen fish", "scrap metal", "barley", "cement", "salt")
FILLERS = (
    "The board met for 40 minutes and took no questions.", "About 1,200 people live in the old quarter.",
    "Work began in 2019 and was to last three years.", "The office on Harbour Road opens at 9am.",
    "Route 7 stayed closed, and two ferries were late.", "Officials had no comment on Friday.",
    "A first study in 2021 looked at 14 villages and three rivers.", "The lease runs until 2031.",
    "It was the fourth such meeting since last summer.", "Tickets cost $12, or $8 for pensioners.",
    "The tower is 64 metres high and has 212 steps.", "More than 300 letters of support were sent.",
    "Two of the five bidders were from abroad.", "Rain fell on nine days of the month.",
)  # fmt: skip


@dataclass(frozen=True)
class Passage:
    """Sentences whose arithmetic comes out, the same with one thing wrong, and what is wrong then.

    ``headline`` goes above the article where the passage needs one.
    """

    right: str
    wrong: str
    error: str
    kinds: tuple[FindingKind, ...]
    headline: str = ""


Maker = Callable[[random.Random], Passage]


def _money(value: float, mark: str) -> str:
    return f"{mark}{value:g}m" if value < 1000 else f"{mark}{value / 1000:g}bn"


def _cap(text: str) -> str:
    return text[0].upper() + text[1:]


def part_over_whole(r: random.Random) -> Passage:
    """A part and its whole, in one sentence or in two."""
    goods, body, town = r.choice(GOODS), r.choice(BODIES), r.choice(TOWNS)
    whole = r.randrange(40, 900)
    part = int(whole * r.uniform(0.25, 0.85))
    shape = r.randrange(6)
    templates = (
        lambda p, w: f"{_cap(body)} seized {w} tonnes of goods in {town} last year. Nearly {p} tonnes of the total was {goods}.",
        lambda p, w: f"{p} of the {w} members of the assembly in {town} voted for the plan.",
        lambda p, w: f"The collapse in {town} killed {w} people, including {p} children, {body} said.",
        lambda p, w: f"Of the {w} schools in {town}, {p} have no running water.",
        lambda p, w: f"{_cap(body)} has sold {p:,}00 tonnes of the {w:,}00 tonnes of {goods} in its stores.",
        lambda p, w: f"Some {p:,} out of {w:,} homes in {town} lost power.",
    )
    swap = r.random() < 0.5
    wrong = templates[shape](whole, part) if swap else templates[shape](int(whole * r.uniform(1.4, 4)), whole)
    return Passage(templates[shape](part, whole), wrong, "swap" if swap else "part over whole", (FindingKind.PART_OVER_WHOLE,))


def percentage(r: random.Random) -> Passage:
    """A part, its base, and the percentage that it is."""
    whole = r.choice((20, 25, 40, 48, 60, 75, 96, 120, 150, 240, 365, 480, 650, 1_120))
    part = max(1, int(whole * r.uniform(0.1, 0.9)))
    town, true = r.choice(TOWNS), round(part / whole * 100)
    false = r.choice([p for p in range(3, 98) if abs(p - true) >= max(4, true // 6)])
    say = r.choice(("%", " per cent", " percent"))
    templates = (
        lambda z: f"Of the {whole:,} wells in {town}, {part:,} ({z}{say}) are dry.",
        lambda z: f"{part:,} of the {whole:,} wells tested in {town}, or {z}{say}, were dry.",
        lambda z: f"At the meeting {part:,} of {whole:,} members ({z}{say}) voted against the merger.",
        lambda z: f"The company will shed {z}{say} of its {whole:,} workers, or {part:,} people, in {town}.",
        lambda z: f"{part:,} residents, or {z}{say} of the {whole:,} who were asked, had heard of it.",
        lambda z: f"The {part:,} new boats represent {z}{say} of the {whole:,} boats in {town}.",
    )
    shape = r.randrange(len(templates))
    return Passage(templates[shape](true), templates[shape](false), "wrong percentage", (FindingKind.PERCENTAGE,))


def growth(r: random.Random) -> Passage:
    """Two levels, and by how much the one changed into the other."""
    mark, goods = r.choice(("$", "£", "€")), r.choice(GOODS)
    old, step = r.randrange(40, 900), r.uniform(0.08, 0.7)
    up = r.random() < 0.6
    new = max(2, round(old * (1 + step) if up else old * (1 - step)))
    true = round(abs(new / old - 1) * 100)
    false = r.choice([p for p in range(3, 95) if abs(p - true) >= max(5, true // 4)])
    verb, noun, went = (("rose", "rise", "up") if up else ("fell", "fall", "down")) if r.random() < 0.6 else (
        ("increased", "increase", "up") if up else ("declined", "decline", "down"))  # fmt: skip
    templates = (
        lambda a, b, z: f"Sales of {goods} {verb} from {mark}{a}m in 2024 to {mark}{b}m in 2025, a {z}% {noun}.",
        lambda a, b, z: f"Exports of {goods} {verb} {z}% to {b:,} tonnes from {a:,} tonnes.",
        lambda a, b, z: f"Turnover was {mark}{b}m, {went} {z}% from {mark}{a}m a year earlier.",
        lambda a, b, z: f"The number of berths {verb} from {a} to {b}, or {z}%.",
        lambda a, b, z: f"Output {verb} by {z} per cent, from {a} tonnes to {b} tonnes.",
        lambda a, b, z: f"Membership {verb} from {a:,} members to {b:,} members (a {noun} of {z}%).",
    )
    shape = r.randrange(len(templates))
    right = templates[shape](old, new, true)
    if shape in (0, 3, 4, 5) and r.random() < 0.4:
        return Passage(right, templates[shape](new, old, true), "swap", (FindingKind.CHANGE,))
    return Passage(right, templates[shape](old, new, false), "wrong percentage", (FindingKind.CHANGE,))


_PAIRS = (
    ("km", "miles", 0.621371), ("miles", "km", 1.609344), ("km/h", "mph", 0.621371), ("mph", "km/h", 1.609344), ("kg", "pounds", 2.20462),
    ("metres", "feet", 3.28084), ("feet", "metres", 0.3048), ("hectares", "acres", 2.47105), ("litres", "gallons", 0.264172),
    ("cm", "inches", 0.393701), ("acres", "hectares", 0.404686),
)  # fmt: skip


def conversion(r: random.Random) -> Passage:
    """An amount in two units or currencies."""
    if r.random() < 0.3:
        mark, rate = r.choice((("€", 1.13), ("£", 1.3)))
        value = r.choice((12, 35, 40, 75, 120, 240))
        dollars = round(value * rate)
        false = r.choice((value * 10, round(value * rate * 100), round(value / rate / 1.6)))
        templates = (
            lambda b: f"The new pier will cost {mark}{value}m (US${b}m).",
            lambda b: f"{_cap(r0)} paid {mark}{value}m, or about US${b}m, for the land.",
        )
        r0 = r.choice(BODIES)
        shape = r.randrange(2)
        return Passage(templates[shape](dollars), templates[shape](false), "wrong conversion", (FindingKind.CONVERSION,))
    one, other, factor = r.choice(_PAIRS)
    value = r.choice((14, 23, 36, 45, 58, 72, 85, 120, 160, 240, 350))
    exact = value * factor
    true = f"{round(exact)}" if exact >= 10 else f"{exact:.1f}"
    wrong_way = value / factor
    wrong_number = exact * r.choice((1.4, 1.8, 0.6, 10, 0.1))
    unit_error = r.random() < 0.3
    false = wrong_way if r.random() < 0.5 else wrong_number
    false_text = f"{round(false)}" if false >= 10 else f"{false:.1f}"
    near, far = sorted((one, other), key=lambda u: u != one)
    templates = (
        lambda b, u: f"The gauge at the pier showed {value} {near} ({b} {u}) at noon.",
        lambda b, u: f"Engineers measured {value} {near}, or {b} {u}, before the storm.",
        lambda b, u: f"The limit is now {value} {near} (about {b} {u}).",
    )
    shape = r.randrange(3)
    if unit_error:
        other_unit = {"miles": "metres", "km": "metres", "mph": "knots", "km/h": "knots", "pounds": "ounces", "feet": "km", "metres": "miles",
                      "acres": "square miles", "gallons": "cubic metres", "inches": "miles", "hectares": "square kilometres"}[far]  # fmt: skip
        return Passage(templates[shape](true, far), templates[shape](true, other_unit), "unit", (FindingKind.CONVERSION,))
    return Passage(templates[shape](true, far), templates[shape](false_text, far), "wrong conversion", (FindingKind.CONVERSION,))


def weekday(r: random.Random) -> Passage:
    """A day with its weekday."""
    day = PUBLISHED + timedelta(days=r.randrange(-100, 60)) if r.random() < 0.6 else date(2025, 1, 1) - timedelta(days=r.randrange(0, 4000))
    true = WEEKDAYS[day.weekday()]
    false = r.choice([w for w in WEEKDAYS if w != true])
    month, year = MONTHS[day.month - 1], f" {day.year}"
    far = abs((day - PUBLISHED).days) > 100
    town = r.choice(TOWNS)
    templates = (
        lambda w: f"The inquiry into the {town} fire opens on {w} {day.day} {month}{year if far else ''}.",
        lambda w: f"On {w}, {month} {day.day}{',' + year if far else ''}, the court in {town} heard the case.",
        lambda w: f"The ferry sank on {day.day} {month}{year}, a {w}.",
        lambda w: f"Voters in {town} go to the polls on {w}, {day.day} {month}{year}.",
        lambda w: f"The strike of {month} {day.day},{year} ({w}) lasted an hour.",
    )
    shape = r.randrange(len(templates))
    return Passage(templates[shape](true), templates[shape](false), "wrong weekday", (FindingKind.WEEKDAY,))


def sums(r: random.Random) -> Passage:
    """Listed parts and their whole."""
    a, b, c = (r.randrange(2, 60) for _ in range(3))
    total, town = a + b + c, r.choice(TOWNS)
    false = total + r.choice((-1, 1)) * r.randrange(1, max(2, total // 3))
    templates = (
        lambda t: f"The fleet in {town} has {t} boats: {a} trawlers, {b} tugs and {c} ferries.".replace(" trawlers", " in the north").replace(" tugs", " in the south").replace(" ferries", " at sea"),
        lambda t: f"The crash near {town} hurt {a} men, {b} women and {c} children, a total of {t} people.",
        lambda t: f"{town} has {t} schools — {a} on the coast, {b} in the hills and {c} in the city.",
        lambda t: f"{_cap(town)} sold {a} tonnes in May, {b} tonnes in June and {c} tonnes in July, a total of {t} tonnes.",
        lambda t: f"{t} people ({a} men, {b} women and {c} children) were on board.",
    )
    shape = r.randrange(len(templates))
    return Passage(templates[shape](total), templates[shape](false), "part over whole", (FindingKind.SUM,))


def age(r: random.Random) -> Passage:
    """An age and a birth date."""
    born = date(r.randrange(1938, 2000), r.randrange(1, 13), r.randrange(1, 28))
    true = PUBLISHED.year - born.year - ((PUBLISHED.month, PUBLISHED.day) < (born.month, born.day))
    false = true + r.choice((-20, -11, -10, -5, 5, 10, 12, 30))
    name = r.choice(("Ana Lopez", "Piet Marsh", "Ines Kold", "Tomas Weir"))
    day = f"{born.day} {MONTHS[born.month - 1]} {born.year}"
    templates = (
        lambda n: f"{name}, {n}, was born on {day} in Talla Bay.",
        lambda n: f"The {n}-year-old, born on {day}, has run the mill since 2010.",
        lambda n: f"{name} was born on {day}. She is {n} years old and lives in Orrin.",
    )
    shape = r.randrange(len(templates))
    return Passage(templates[shape](true), templates[shape](false), "wrong age", (FindingKind.AGE,))


def headline(r: random.Random) -> Passage:
    """A figure of the headline and of the text below it."""
    town, mark = r.choice(TOWNS), r.choice(("$", "£", "€"))
    value = r.choice((23, 45, 118, 230, 375, 640))
    shape = r.randrange(4)
    wrong_scale = r.random() < 0.7
    if shape == 0:
        head = f"{town} to spend {mark}{value}m on sea wall"
        body = lambda v: f"The council of {town} will spend {v} on a new sea wall, it said."  # noqa: E731
        right, wrong = f"{mark}{value}m", f"{mark}{value}bn"
    elif shape == 1:
        head = f"Storm in {town} kills {value}"
        body = lambda v: f"A storm in {town} killed {v} people on Monday, rescuers said."  # noqa: E731
        right, wrong = f"{value}", f"{value + value // 8 + r.randrange(3, 20)}"
    elif shape == 2:
        head = f"Police in {town} seize {value} tonnes of {GOODS[0]}"
        body = lambda v: f"Police in {town} seized {v} of {GOODS[0]} at the harbour."  # noqa: E731
        right, wrong = f"{value} tonnes", f"{value} kg" if wrong_scale else f"{value}0 tonnes"
    else:
        head = f"{value} jobs to go at {town} mill"
        body = lambda v: f"The mill in {town} will cut {v} jobs, its owner said."  # noqa: E731
        right, wrong = f"{value}", f"{value},000" if wrong_scale else f"{value + value // 8 + r.randrange(7, 40)}"
    error = "unit" if wrong.endswith("kg") else "scale"
    return Passage(body(right), body(wrong), error, (FindingKind.HEADLINE, FindingKind.RESTATED), head)


def clock(r: random.Random) -> Passage:
    """A clock time and the same moment in universal time."""
    local, town = r.randrange(1, 12 * 60), r.choice(TOWNS)
    universal = local + 12 * 60 - 60 * r.choice((-5, -4, 1, 2, 8))
    off = r.choice((-18, -7, -2, 4, 9, 18))
    written = f"{local // 60 or 12}:{local % 60:02d} p.m. local time"

    def utc(minutes: int) -> str:
        return f"{minutes // 60 % 24:02d}{minutes % 60:02d} UTC"

    templates = (
        lambda u: f"The ferry to {town} sank at {written} ({u}).",
        lambda u: f"At {written} ({u}), the ground shook in {town}.",
    )
    shape = r.randrange(len(templates))
    return Passage(templates[shape](utc(universal)), templates[shape](utc(universal + off)), "wrong conversion", (FindingKind.CONVERSION,))


def step(r: random.Random) -> Passage:
    """A step, the share that it is and the level that it leads to."""
    before, share = r.randrange(100_000, 900_000) / 100, r.randrange(30, 700) / 100
    moved = round(before * share / 100, 2)
    town, up = r.choice(TOWNS), r.random() < 0.5
    new = f"{before + moved if up else before - moved:,.2f}"
    false = share + r.choice((-0.21, 0.4, 1.2))
    verb = r.choice(("rose", "climbed", "gained") if up else ("fell", "dropped", "lost"))
    templates = (
        lambda p: f"The index of the {town} exchange {verb} {moved:.2f} points, or {p:.2f}%, to close at {new}.",
        lambda p: f"The {town} index {verb} by {p:.2f}% ({moved:.2f} points), to end the day at {new}.",
        lambda p: f"In {town} the index {verb} {p:.2f} percent, or {moved:.2f} points, bringing it to a level of {new}.",
    )
    shape = r.randrange(len(templates))
    return Passage(templates[shape](share), templates[shape](false), "wrong percentage", (FindingKind.CHANGE,))


def tally(r: random.Random) -> Passage:
    """The count of a vote and those who are named on one side."""
    few, many, others = r.randrange(3, 15), r.randrange(20, 60), r.randrange(5, 60)
    body, other = r.choice(BODIES), few + r.choice((-2, 2, 4, 11))
    templates = (
        lambda n: f"The vote was {few + many}-{others}. In all, {n} Millers joined {many} Harbourites in voting for the plan of {body}.",
        lambda n: f"It lost by a vote of {others} to {few + many}. Some were surprised that {n} Millers voted with {many} Harbourites against it.",
    )
    shape = r.randrange(len(templates))
    return Passage(templates[shape](few), templates[shape](other), "part over whole", (FindingKind.SUM,))


MAKERS: tuple[Maker, ...] = (part_over_whole, percentage, growth, conversion, weekday, sums, age, headline, clock, step, tally)


@dataclass(frozen=True)
class Planted:
    """An article that comes out, the same with an error, what the error is, and how a finding on it may be named."""

    right: str
    wrong: str
    error: str
    kinds: tuple[FindingKind, ...]


def planted(seed: int) -> Planted:
    """One article: several passages of different kinds among other sentences, one of them with an error."""
    r = random.Random(seed)
    makers = r.sample(MAKERS, 4)
    passages = [make(r) for make in makers]
    if sum(bool(p.headline) for p in passages) == 0:
        title = r.choice(("A quiet week on the coast", "What the council heard", "Harbour notes", "Out of the archive"))
    else:
        title = next(p.headline for p in passages if p.headline)
    bad = r.randrange(len(passages))
    lines = [[title], [title]]
    order = list(range(len(passages)))
    # The story of a headline is told at once.
    order.sort(key=lambda n: (not passages[n].headline, r.random()))
    for n in order:
        extra = r.sample(FILLERS, 2)
        for which, out in enumerate(lines):
            text = passages[n].wrong if which == 1 and n == bad else passages[n].right
            out.append(f"{text} {extra[0]}" if n % 2 or passages[n].headline else f"{extra[0]} {text} {extra[1]}")
    return Planted("\n\n".join(lines[0]), "\n\n".join(lines[1]), passages[bad].error, passages[bad].kinds)
