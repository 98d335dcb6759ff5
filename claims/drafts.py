"""A figure while it is being read: which tokens it takes, and what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass

from claims.model import Comparator
from claims.numerals import Numeral
from claims.shares import Kind
from claims.units import Measure


@dataclass(slots=True)
class Draft:
    """Tokens ``first`` up to ``last``; ``core`` is where the number itself begins, behind its bound."""

    first: int
    last: int
    core: int
    low: Numeral
    high: Numeral | None = None
    measure: Measure | None = None
    comparator: Comparator | None = None
    kind: Kind | None = None
    of_claim: bool = True
    elided: bool = False
    none: bool = False

    @property
    def one(self) -> bool:
        """Whether it counts a single thing, or denies even that."""
        return self.high is None and (self.low.value == 1 or self.none)

    @property
    def count(self) -> bool:
        """Whether it counts things with a noun of their own."""
        return self.measure is not None and self.measure.dimension == "count" and not self.elided
