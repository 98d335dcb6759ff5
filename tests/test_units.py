"""Units and currencies: surfaces to names, names to base units, and singulars of what is counted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.currencies import name_at, sign_before
from claims.figure_tokens import tokens
from claims.plurals import is_plural, singular
from claims.units import measure_named, unit_at, units


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("5 tonnes", "tonne"), ("5 t", "tonne"), ("5km", "kilometre"), ("5 sq km", "square kilometre"), ("5 km/h", "kilometre per hour"),
        ("5 miles per hour", "mile per hour"), ("5°C", "celsius"), ("5 MW", "megawatt"), ("5 MWh", "megawatt hour"), ("5 feet", "foot"), ("5 %", "%"),
        ("5 per cent", "%"), ("5 percentage points", "percentage point"), ("5 bps", "basis point"), ("5 C", None), ("5 kmX", None), ("5 Mw", None),
    ],
)  # fmt: skip
def test_unit_behind_a_number(text: str, name: str | None) -> None:
    toks = tokens(text)
    found = unit_at(toks, 1, touches=toks.touches(0))
    assert (found[0].unit if found else None) == name


@pytest.mark.parametrize(
    ("name", "value", "base"),
    [("tonne", "2", "2000"), ("fahrenheit", "32", "0"), ("mile", "1", "1609.344"), ("kilowatt hour", "1", "3600000"), ("decade", "2", "240")],
)
def test_values_in_base_units(name: str, value: str, base: str) -> None:
    measure = measure_named(name)
    assert measure is not None
    assert abs(measure.in_base(Decimal(value)) - Decimal(base)) < Decimal("0.000001")


def test_measures_that_news_convert_share_their_base_unit() -> None:
    bases: dict[str, set[str]] = {}
    for measure in units().names.values():
        bases.setdefault(measure.dimension, set()).add(measure.base)
    for dimension in ("mass", "length", "area", "volume", "speed", "energy", "power", "temperature", "pressure"):
        assert len(bases[dimension]) == 1, dimension


@pytest.mark.parametrize(
    ("text", "at", "code"),
    [
        ("US$5", 2, "USD"), ("A$5", 2, "AUD"), ("a $5", 2, "NZD"), ("R$5", 2, "BRL"), ("€5", 1, "EUR"), ("Rs 5", 1, "INR"), ("$US5", 2, "USD"),
        ("CHF 5", 1, "CHF"), ("Q$5", 2, "XXX"), ("x 5", 1, None),
    ],
)  # fmt: skip
def test_sign_before_a_number(text: str, at: int, code: str | None) -> None:
    found = sign_before(tokens(text), at, "NZD")
    assert (found[0].unit if found else None) == code


@pytest.mark.parametrize(
    ("text", "at", "code"),
    [
        ("5 euros", 1, "EUR"), ("5 Canadian dollars", 1, "CAD"), ("5 dollars", 1, "NZD"), ("5 Danish crowns", 1, "DKK"), ("5 won prizes", 1, None),
        ("in Chile 5 pesos", 3, "CLP"), ("5 pesos", 1, "MXN"), ("5 USD", 1, "USD"), ("5 of them", 1, None),
    ],
)  # fmt: skip
def test_name_behind_a_number(text: str, at: int, code: str | None) -> None:
    found = name_at(tokens(text), at, "NZD", scaled=False, large=False)
    assert (found[0].unit if found else None) == code


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("sites", "site"), ("people", "person"), ("policemen", "policeman"), ("cities", "city"), ("buses", "bus"), ("crises", "crisis"), ("MPs", "MP"),
        ("wives", "wife"), ("series", "series"), ("Democrats", "Democrat"), ("boxes", "box"), ("sheep", "sheep"), ("heroes", "hero"), ("horses", "horse"),
    ],
)  # fmt: skip
def test_singulars(plural: str, one: str) -> None:
    assert is_plural(plural)
    assert singular(plural) == one


@pytest.mark.parametrize("word", ["bus", "news", "glass", "crisis", "campus", "dog", "has"])
def test_words_that_are_no_plurals(word: str) -> None:
    assert not is_plural(word)
