"""Numbers in digits and words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.figure_tokens import tokens
from claims.numerals import last_digit, numerals, value_of_digits, value_of_words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("forty-two", "42"), ("two hundred and six", "206"), ("fifteen hundred", "1500"), ("a hundred", None), ("three dozen", "36"),
        ("twenty-two thousand three hundred", "22300"), ("one million two hundred thousand", "1200000"), ("two and a half", "2.5"),
        ("two point five", "2.5"), ("zero", "0"), ("nonsense", None), ("", None), ("one two", None),
    ],
)  # fmt: skip
def test_words(text: str, value: str | None) -> None:
    assert value_of_words(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", "1200"), ("1,200.50", "1200.50"), ("1.200,50", "1200.50"), ("12,34,567", "1234567"), ("3.5", "3.5"), ("2,5", "2.5"),
        ("1.234.567", "1234567"), ("9" * 25, None), ("1.2.3", None),
    ],
)  # fmt: skip
def test_digits(text: str, value: str | None) -> None:
    assert value_of_digits(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("US$1.2 million in 30 days", ["1200000", "30"]), ("half a million people", ["500000"]), ("1½ inches", ["1.5"]), ("230bn", ["230000000000"]),
        ("three quarters of a million", ["750000"]), ("1 million and a half", ["1500000"]), ("3/4 of it", ["0.75"]), ("9/11", ["9", "11"]),
        (".0605 sq km", ["0.0605"]), ("1.200,50 and 3.400,20 and 2.100,10", ["1200.50", "3400.20", "2100.10"]), ("hundreds of them", []),
    ],
)  # fmt: skip
def test_numbers_in_text(text: str, values: list[str]) -> None:
    assert [n.value for n in numerals(tokens(text))] == [Decimal(v) for v in values]


@pytest.mark.parametrize(("value", "worth"), [("118", "1"), ("1.20", "0.01"), ("1200", "100"), ("5000", "100"), ("80", "1"), ("0", "1")])
def test_worth_of_the_last_digit(value: str, worth: str) -> None:
    assert last_digit(Decimal(value)) == Decimal(worth)
