"""Whether a clause lies before the publication or after it, by the words around a date."""

from __future__ import annotations

import pytest
from test_period import PUBLISHED, read, told

from claims.period import periods
from claims.tense import Cues, Direction, direction
from claims.time_forms import grammar
from tests.sentences import split


def around(text: str) -> Direction:
    """The direction at the word *Friday*."""
    rules = grammar()
    tokens = rules.tokens(text, ())
    at = next(i for i in range(len(tokens.codes)) if tokens.word(i) == "friday")
    return direction(tokens, Cues.of(rules.alphabet), at, at + 1, (0, len(tokens.codes)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court ruled on Friday", Direction.PAST),
        ("The bank said on Friday that it will close", Direction.PAST),
        ("The court will rule on Friday", Direction.FUTURE),
        ("The court won’t rule before Friday", Direction.FUTURE),
        ("The vote is to be held on Friday", Direction.FUTURE),
        ("The vote was to be held on Friday", Direction.PAST),
        ("She is due to speak on Friday", Direction.FUTURE),
        ("Delays due to the storm ended on Friday", Direction.PAST),
        ("The hearing is scheduled for Friday", Direction.FUTURE),
        ("He would step down on Friday", Direction.LIKELY),
        ("He could have left on Friday", Direction.PAST),
        ("On Friday the court will rule", Direction.FUTURE),
        ("On Friday, police arrested a man", Direction.PAST),
        ("They left; on Friday they return", Direction.OPEN),
        ("Friday", Direction.OPEN),
    ],
)
def test_direction(text: str, expected: Direction) -> None:
    assert around(text) is expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The firm closed its mine in April.", "2025-04-01..2025-04-30"),
        ("The firm will close its mine in April.", "2026-04-01..2026-04-30"),
        ("She faces a 3 June hearing.", "2026-06-03"),
        ("He won the 12 December vote.", "2025-12-12"),
        ("The ban runs until Friday.", "..2026-03-13"),
        ("The talks were on until Friday.", "..2026-03-06"),
        ("Sales rose in March.", "2026-03-01..2026-03-31"),
        ("The deadline is 31 October.", "2026-10-31"),
    ],
)
def test_dates_without_a_year_lie_where_their_clause_does(text: str, days: str) -> None:
    assert [told(p) for p in read(text)] == [days]


def test_other_sentences_do_not_matter() -> None:
    text = "It will rain. On Monday the road was shut. They will mend it."
    assert [told(p) for p in periods(text, PUBLISHED, split(text), ())] == ["2026-03-09"]
