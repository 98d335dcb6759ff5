"""What a time expression is read against: the publication date, and the dates that the text has told so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from claims import intervals as iv
from claims.intervals import Grain, Interval
from claims.lexicon import table
from claims.tense import Direction

_AGAINST = {
    # What it costs a date, in days of distance from the publication, to lie on the other side than its clause says.
    Direction.PAST: (0, 300),
    Direction.OPEN: (0, 60),
    Direction.LIKELY: (150, 0),
    Direction.FUTURE: (300, 0),
}


@dataclass(slots=True)
class Scene:
    """The state of the narrative at one place of the text.

    ``anchor`` is the last expression that was fixed, ``fixed`` the last of each grain with its turn; ``day`` the last
    single day, ``past`` the last one that is not to come, ``lede`` the first of those, ``beside`` the last one of the
    same sentence, ``dated`` the last with a year in this sentence or the one before. ``year`` is the year that the same
    passage names; ``asof`` the day up to which the sentence counts; ``clock`` the day of a clock time told since the last
    day; ``back`` the day from which an account of what came before the story goes on; ``within`` a coarser expression that the one being read refines (*next month* in *next month on 2
    August*). ``months`` has the year in which the text last put a month, ``events`` what the text has dated: what its
    ``headline`` names happened on the first day told. ``month_first`` is the order of 3/5/2025 in this text, where
    other dates of it tell.
    """

    published: date | None
    month_first: bool | None = None
    direction: Direction = Direction.OPEN
    anchor: Interval | None = None
    day: Interval | None = None
    past: Interval | None = None
    lede: Interval | None = None
    beside: Interval | None = None
    year: int | None = None
    within: Interval | None = None
    asof: date | None = None
    clock: Interval | None = None
    back: date | None = None
    sentence: tuple[int, int] = (0, 0)
    dated: date | None = None
    fixed: dict[Grain, tuple[int, Interval]] = field(default_factory=dict)
    months: dict[int, int] = field(default_factory=dict)
    headline: tuple[str, ...] = ()
    events: dict[str, Interval] = field(default_factory=dict)

    def nearest(self, candidates: Iterable[Interval | None]) -> Interval | None:
        """The candidate that lies nearest to the publication, on the side of it that the clause speaks of.

        A coarser expression beside this one, or a year that the passage names, decides before the distance does.
        """
        found = [(c.first, c.last, c) for c in candidates if c is not None and c.first and c.last]
        if self.within is not None:
            whole = self.within
            return next((c for _, _, c in found if _inside(c, whole)), None)
        if self.published is None:
            return None
        now, (behind, ahead) = self.published, _AGAINST[self.direction]

        def cost(candidate: tuple[date, date, Interval]) -> int:
            first, last, _ = candidate
            if first <= now <= last:
                return 0
            return (first - now).days + ahead if first > now else (now - last).days + behind

        return min(found, key=cost)[2] if found else None

    def in_year(self, make: Callable[[int], Interval | None]) -> Interval | None:
        """The nearest of what a date without a year is in each year around the publication."""
        if self.within is not None and self.within.first and self.within.last:
            return self.nearest(make(y) for y in range(self.within.first.year, self.within.last.year + 1))
        if self.year is not None:
            return make(self.year)
        if self.published is None:
            return None
        year = self.published.year
        # Some days are not in every year.
        return self.nearest(make(y) for y in range(year - 1, year + 2)) or self.nearest(
            make(y) for y in range(year - 8, year + 9)
        )

    def tell(self, told: Interval) -> None:
        """Takes note of an expression that was fixed, for those that count from it."""
        self.anchor = told
        turn = max((n for n, _ in self.fixed.values()), default=0) + 1
        self.fixed[told.grain] = (turn, told)
        if told.grain is Grain.DAY and told.first == told.last:
            self.clock = None
            self.day = self.beside = told
            if self.published is not None and told.first is not None and told.first > self.published:
                return
            self.past = told
            if self.lede is None:
                self.lede = told
                self.happened(self.headline, told)

    def happened(self, words: Iterable[str], told: Interval) -> None:
        """Takes note of what the clause of a date names, so that *since the crash* can be dated by it; a finer date counts more."""
        for word in words if told.grain <= Grain.MONTH else ():
            known = self.events.get(stem(word))
            if known is None or known.grain > told.grain:
                self.events[stem(word)] = told

    def last_day(self) -> Interval | None:
        """The last day told; in an account of what happened none that is still to come."""
        return self.past if self.direction is Direction.PAST and self.past is not None else self.day

    def last_within(self, grain: Grain) -> Interval | None:
        """The last expression told that is not coarser than a grain: *that month* is not that of a year."""
        return max((f for g, f in self.fixed.items() if g <= grain), key=lambda f: f[0], default=(0, None))[1]

    def now(self) -> Interval | None:
        """The day of publication."""
        return iv.one_day(self.published) if self.published else None


def stem(word: str) -> str:
    """What *election* and *elected*, *blast* and *explosion* share."""
    start = word.lower()[:5]
    return table("time", "event_kin").get(start, start)


def _inside(part: Interval, whole: Interval) -> bool:
    if part.first is None or part.last is None:
        return False
    return (whole.first is None or whole.first <= part.first) and (whole.last is None or part.last <= whole.last)
