"""The ledger of numbers: every number of a text is accounted for once, whatever tokens one cuts the text into."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.account import ledger
from claims.clean import plain
from claims.extract import extract
from claims.model import Article, Extraction, Number, Reason, Status
from claims.period import periods
from claims.protect import protected
from claims.quantify import quantities
from tests.sentences import split

WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion", "billions", "trillion", "trillions", "dozen", "dozens", "zero"]
# Told by hand, not by the stages' own tokens: a run with a digit between white space, or a number word between non-letters.
NUMBER_WORD = re.compile(r"(?<![^\W\d_])(?:" + "|".join(sorted(WORDS, key=len, reverse=True)) + r")(?![^\W\d_])", re.IGNORECASE)


def read(text: str) -> Extraction:
    return extract(Article(identity="t", origin="t", name="t", text=text, plain=plain(text), published=date(2026, 2, 5)))


def number_tokens(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for chunk in text.split():
        start = text.index(chunk, at)
        at = start + len(chunk)
        digits = [start + i for i, c in enumerate(chunk) if c.isdecimal()]
        if digits:
            yield digits[0], digits[-1] + 1
        else:
            yield from (m.span() for m in NUMBER_WORD.finditer(text, start, at))


def ledger_of(text: str) -> tuple[Number, ...]:
    """The ledger without the stages that it does not need."""
    kept_apart = protected(text)
    dates = periods(text, date(2026, 2, 5), split(text), kept_apart)
    others = [x for x in kept_apart if not any(x.start < p.end and p.start < x.end for p in dates)]
    return ledger(text, quantities(text, [*others, *dates], "USD"), dates, others, ())


def check(text: str, entries: Sequence[Number]) -> int:
    """Every token is covered, digit by digit, by entries that do not overlap; returns how many tokens there were."""
    owner = [0] * len(text)
    for number in entries:
        assert number.surface == text[number.start : number.end]
        assert (number.reason is not None) == (number.status is Status.EXCLUDED)
        for at in range(number.start, number.end):
            owner[at] += 1
    assert max(owner, default=0) <= 1, "entries overlap"
    assert Status.UNACCOUNTED not in {n.status for n in entries}
    count = 0
    for start, end in number_tokens(text):
        bare = [at for at in range(start, end) if text[at].isalnum() and (text[at].isdecimal() or end - start < 12)]
        assert all(owner[at] for at in bare if text[at].isdecimal()), text[max(0, start - 20) : end + 20]
        assert any(owner[start:end]), text[max(0, start - 20) : end + 20]
        count += 1
    return count


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("They seized 118 tonnes.", Status.QUANTITY, None),
        ("It was in 1997.", Status.PERIOD, None),
        ("See [SSR-26-01].", Status.EXCLUDED, Reason.REFERENCE_CODE),
        ("An F-16 landed.", Status.EXCLUDED, Reason.NAME),
        ("No one came.", Status.EXCLUDED, Reason.PRONOUN),
        ("Call 020 7946 0958 now.", Status.EXCLUDED, Reason.PHONE),
        ("It is at www.example.org/12 now.", Status.EXCLUDED, Reason.URL),
        ("They won 3–1 at home.", Status.EXCLUDED, Reason.SCORE),
    ],
)
def test_what_became_of_a_number(text: str, status: Status, reason: Reason | None) -> None:
    numbers = read(text).numbers
    assert numbers
    assert {(n.status, n.reason) for n in numbers} == {(status, reason)}


def test_a_token_with_two_figures_has_an_entry_for_each() -> None:
    found = read("The ratio was 5%/7% then.").numbers
    assert [(n.surface, str(n.status)) for n in found] == [("5%", "quantity"), ("7%", "quantity")]


def test_claims_are_named_by_their_figures() -> None:
    extraction = read("The ministry said that 14 people died. The G20 met.")
    (figure,) = [n for n in extraction.numbers if n.status is Status.QUANTITY]
    assert figure.claim is not None
    claim = extraction.claims[figure.claim]
    assert claim.start <= figure.start < figure.end <= claim.end


PIECES = st.sampled_from(
    ["118", "1,200", "3.5%", "one", "two-thirds", "of", "million", "dozens", "US$8m", "–", "-", " ", "\n", "2025", "May", "12(3)", "A4", "half a",
     "5th", "9/11", "in", "to", "between", "and", "people", ".", ",", "(", ")", "³", "½", "٣", "no", "per", "$", "€", "12:30", "b/d", "tonnes"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=40).map(" ".join), st.text(max_size=120)))
def test_any_text_is_accounted_for(text: str) -> None:
    extraction = read(text.encode("utf-8", "replace").decode("utf-8"))
    check(extraction.article.plain, extraction.numbers)


def texts(shared: Path) -> Iterator[str]:
    for folder in ("gold/articles", "examples"):
        for path in sorted((shared / folder).glob("*.txt")):
            yield path.read_text("utf-8")
    for path in sorted((shared / "data" / "quantities").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)["text"]


def test_every_number_of_the_measuring_texts_is_accounted_for(shared: Path) -> None:
    count = sum(check(bare, ledger_of(bare)) for bare in map(plain, texts(shared)))
    assert count > 6000


@pytest.mark.slow
def test_every_number_of_the_attribution_corpus_is_accounted_for(shared: Path) -> None:
    paths = sorted((shared / "data" / "polnear").glob("*/text/*.txt"))
    assert sum(check(bare, ledger_of(bare)) for bare in (plain(path.read_text("utf-8")) for path in paths)) > 5000
