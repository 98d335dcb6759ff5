"""Numbers that are no figures: the stretch that is kept apart, and why."""

from __future__ import annotations

import itertools

import pytest

from claims.model import Reason
from claims.protect import protected


@pytest.mark.parametrize(
    ("text", "surface", "reason"),
    [
        ("It cites [SSR-26-01] often.", "[SSR-26-01]", Reason.REFERENCE_CODE), ("See doi:10.1000/xyz123 there.", "doi:10.1000/xyz123", Reason.REFERENCE_CODE),
        ("Ring 020 7946 0958 now.", "020 7946 0958", Reason.PHONE), ("Ring +1 (212) 555-0134 now.", "+1 (212) 555-0134", Reason.PHONE),
        ("She left 10 Downing Street early.", "10 Downing Street", Reason.ADDRESS), ("They won 3-1 at home.", "won 3-1", Reason.SCORE),
        ("An F-16 fell.", "F-16", Reason.NAME), ("Covid-19 spread.", "Covid-19", Reason.NAME), ("The G20 met.", "G20", Reason.NAME),
        ("Article 50 was used.", "Article 50", Reason.NAME), ("A Boeing 737 MAX fell.", "Boeing 737 MAX", Reason.NAME), ("Boeing sold 12 more 777s.", "777s", Reason.NAME), ("The Boeing was old: the 757 can fly far.", "757", Reason.NAME),
        ("On page 12 it says.", "page 12", Reason.NAME),
        ("Version 2.1.3 came.", "Version 2.1.3", Reason.VERSION), ("See www.example.org/2024 first.", "www.example.org/2024", Reason.URL),
        ("It closed at 17:45.", "17:45", Reason.CLOCK), ("It was the 21st try.", "21st", Reason.ORDINAL), ("It is proven [12].", "[12]", Reason.FOOTNOTE),
        ("Several hundred came.", "Several hundred", Reason.VAGUE), ("They went one by one.", "one by one", Reason.IDIOM),
    ],
)  # fmt: skip
def test_what_is_kept_apart(text: str, surface: str, reason: Reason) -> None:
    found = [(text[x.start : x.end], x.reason) for x in protected(text)]
    assert (surface, reason) in found


@pytest.mark.parametrize(
    "text", ["They seized 118 tonnes.", "Boeing read the 767 pages.", "Boeing rose $747 to 787.5, up 777%.", "The 767 went home.", "It cost RM79 a month.", "A mid-1990s car.", "Some 20-30 people came.", "It fell 1.5% to 4.2%.", "It pulled the sector 0.68 percent lower."]
)
def test_what_is_left_to_be_read(text: str) -> None:
    assert not protected(text)


def test_stretches_are_in_order_and_apart() -> None:
    found = protected("On 3 May the G20 met at 10 Downing Street; call 020 7946 0958 or see [SSR-26-01], page 12, version 2.1.3.")
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert len(found) >= 5
