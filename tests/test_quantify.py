"""Figures: tables of examples, properties of any text, floors of accuracy on sets marked by hand, and speed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from desk_examples import DESK_FIGURES, DESK_NO_FIGURES
from figure_examples import FIGURES, NO_FIGURES
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.account import ledger
from claims.clean import plain
from claims.consistency import findings
from claims.currencies import default_currency
from claims.model import Article, Period, Quantity, Span
from claims.period import periods
from claims.protect import protected, undated
from claims.quantify import quantities
from claims.serialise import as_quantity, decimal
from tests.sentences import split

PUBLISHED = date(2026, 2, 5)


def read(text: str, published: date | None = PUBLISHED, publisher: str | None = None) -> tuple[tuple[Quantity, ...], Sequence[Period]]:
    """The figures and dates of a text, read in the pipeline's order."""
    bare = plain(text)
    kept_apart = protected(bare)
    dates = periods(bare, published, split(bare), kept_apart)
    return quantities(bare, [*undated(kept_apart, dates), *dates], default_currency(publisher)), dates


def told(q: Quantity) -> str:
    value = decimal(q.value) if q.value2 is None else f"{decimal(q.value)}-{decimal(q.value2)}"
    return f"{value} {q.unit} {q.comparator}"


@pytest.mark.parametrize(("text", "want"), FIGURES + DESK_FIGURES, ids=[f[0][:60] for f in FIGURES + DESK_FIGURES])
def test_figures(text: str, want: str) -> None:
    assert " | ".join(map(told, read(text)[0])) == want


@pytest.mark.parametrize("text", NO_FIGURES + DESK_NO_FIGURES)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert not read(text)[0]


@pytest.mark.parametrize(
    ("publisher", "unit"), [(None, "USD"), ("Sydney Herald", "AUD"), ("The Canadian Review", "CAD"), ("Harbour Times", "USD")]
)
def test_bare_dollar_is_the_publishers_own(publisher: str | None, unit: str) -> None:
    (found,) = read("It cost $40m to build.", publisher=publisher)[0]
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "base_unit", "low", "high"),
    [
        ("They seized 118 tonnes.", "kilogram", "117500", "118500"),
        ("It weighs 1.2 tonnes.", "kilogram", "1150", "1250"),
        ("Winds hit 100 mph.", "metre per second", "42.4688", "46.9392"),
        ("It cost US$230m.", "USD", "225000000", "235000000"),
        ("It was 50F outside.", "celsius", "9.722222222", "10.277777778"),
        ("The firm has 386 stores.", "store", "386", "386"),
        ("Some 2,300 soldiers went.", "soldier", "2250", "2350"),
        ("Rates rose 25 basis points.", "percentage point", "0.245", "0.255"),
        ("Half of the voters came.", "%", "47.5", "52.5"),
        ("The child is six months old.", "month", "6", "6"),
        ("It takes 5-7 km.", "metre", "4500", "7500"),
        ("They paid 50 cents.", "USD", "0.495", "0.505"),
    ],
)
def test_base_unit_and_rounding_interval(text: str, base_unit: str, low: str, high: str) -> None:
    (found,) = read(text)[0]
    assert (found.base_unit, decimal(found.low), decimal(found.high)) == (base_unit, low, high)


@pytest.mark.parametrize("text", ["Hundreds were hurt.", "Maria Lopez, 34, was hurt.", "34-year-old Omar Reed was hurt."])
def test_vague_numbers_and_ages_beside_names_belong_to_no_claim(text: str) -> None:
    (found,) = read(text)[0]
    assert not found.of_claim


@pytest.mark.parametrize(
    ("text", "surface", "number"),
    [
        ("Police said more than 118 tonnes (t) went.", "more than 118 tonnes (t)", "118"),
        ("It was between 20 and 30 boats.", "between 20 and 30 boats", "20 and 30"),
        ("It cost about US$8m in all.", "about US$8m", "8m"),
        ("Two-thirds of the island burned.", "Two-thirds of the island", "Two-thirds"),
    ],
)
def test_words_are_kept_beside_the_value(text: str, surface: str, number: str) -> None:
    found = read(text)[0][0]
    assert (found.surface, found.number) == (surface, number)


PIECES = st.sampled_from(
    ["118", "1,200", "3.5", "%", "one", "two-thirds", "of", "million", "dozens", "US$", "m", "bn", "–", "-", "to", "between", "and", "people", "(", ")",
     "in five", "half a", "per", "a day", "at least", "or more", "kg", "feet", "°C", "old", "aged", "²", "half", "x", "1/2", "½", "pounds", "pesos", "٣"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join))
def test_figures_of_any_text_are_ordered_and_in_place(text: str) -> None:
    bare = plain(text)
    found = quantities(bare, protected(bare), "USD")
    for q in found:
        assert q.surface == bare[q.start : q.end]
        assert q.number in q.surface
        assert q.low <= q.high
        assert q.value2 is None or q.value < q.value2
        assert q.unit
        assert abs(q.low) < Decimal(10) ** 29
        assert q.value == q.value.quantize(Decimal("1e-9")) if abs(q.value) < Decimal(10) ** 18 else True
    assert all(a.end <= b.start for a, b in pairwise(found))


# Accuracy: the sets lie beside the repository; the floors may rise, not sink.


def predictions(gold: Path, out: Path) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for line in gold.read_text("utf-8").splitlines():
            row = json.loads(line)
            day = row.get("published") or row.get("reference_date")
            figures, _ = read(row["text"], date.fromisoformat(day[:10]) if day else None)
            lines.write(json.dumps({"article": str(row["id"]), "quantities": [as_quantity(q) for q in figures]}) + "\n")


def scored(shared: Path, gold: Path, folder: Path) -> dict[str, dict[str, float]]:
    out = folder / gold.name
    predictions(gold, out)
    done = subprocess.run(
        [sys.executable, shared / "tools" / "score_figures.py", gold, out, "--json"], capture_output=True, text=True, check=True
    )
    found: dict[str, dict[str, float]] = json.loads(done.stdout)["quantities"]
    return found


@pytest.mark.parametrize(
    ("name", "measure", "part", "floor"),
    [
        ("newsquant_dev", "value", "F1", 94), ("newsquant_dev", "value", "P", 95), ("newsquant_dev", "full", "F1", 85.5),
        ("news_phrases", "full", "F1", 98), ("quantulum3_tests", "value", "F1", 75), ("duckling_quantity", "value", "F1", 58),
    ],
)  # fmt: skip
def test_accuracy_of_figures(shared: Path, tmp_path: Path, name: str, measure: str, part: str, floor: float) -> None:
    found = scored(shared, shared / "data" / "quantities" / f"{name}.jsonl", tmp_path)
    assert found[measure][part] >= floor
    assert not found["years_taken_as_quantities"]


def test_accuracy_of_phrases_read_wholly_right(shared: Path, tmp_path: Path) -> None:
    found: dict[str, object] = dict(scored(shared, shared / "data" / "quantities" / "news_phrases.jsonl", tmp_path))
    whole = found["texts_wholly_right"]
    assert isinstance(whole, int)
    assert whole >= 58


def test_accuracy_of_sums_of_money(shared: Path, tmp_path: Path) -> None:
    rows = (shared / "data" / "quantities" / "recognizers_quantity.jsonl").read_text("utf-8").splitlines()
    gold = tmp_path / "currency_gold.jsonl"
    gold.write_text("\n".join(row for row in rows if json.loads(row)["subset"] == "currency"), "utf-8")
    (tmp_path / "out").mkdir()
    assert scored(shared, gold, tmp_path / "out")["value"]["R"] >= 91


def test_accuracy_of_figures_in_articles(shared: Path) -> None:
    """Gold figures found at the right place with value, unit and bound, of all that are read inside gold claims."""
    sys.path.insert(0, str(shared / "tools"))
    try:
        import score_claims
    finally:
        sys.path.remove(str(shared / "tools"))
    right = wanted = given_ = 0
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = next(p / gold["article"] for p in (shared / "gold" / "articles", shared / "examples") if (p / gold["article"]).exists())
        figures, _ = read(text.read_text("utf-8"), date.fromisoformat(gold["published"]), gold.get("publisher"))
        mine = [(q.start, q.end, as_quantity(q)) for q in figures if q.of_claim]
        given_ += sum(any(c["start"] <= s and e <= c["end"] for c in gold["claims"]) for s, e, _ in mine)
        for start, end, item, _ in score_claims.placed(gold["claims"], "quantities"):
            wanted += 1
            right += any(s < end and start < e and score_claims.same_figure(item, q) for s, e, q in mine)
    assert 2 * right / (wanted + given_) >= 0.95


# Speed: floors are far below what one idle core reads, so that a busy machine passes too.


def test_speed_of_figures_and_dates(shared: Path) -> None:
    text = plain("\n\n".join(p.read_text("utf-8") for p in sorted((shared / "gold" / "articles").glob("*.txt"))[:60]))
    read(text[:2000])
    start = process_time()
    read(text)
    assert len(text) / (process_time() - start) > 100_000


RUNS = ["7", ",", " ", "1,", "1 ", "$1 ", "a million million ", "million ", "2019 ", "2019, ", "January ", "Monday ", "Monday 3 May ", "10 May ",
        "and ", "(", "- ", "half ", "5 to ", "5 to 7 km, ", "in 5 of 7 ", "@1", "at 3", "A1-", "1/2", "1. ", "one hundred ", "two-", "9/11 ", "\n",
        "12 people died. ", "rose 5% from 4 to 6, ", "since the crash ", "two days later "]  # fmt: skip


def seconds(piece: str, size: int) -> float:
    """The processor's time for figures, dates, ledger and arithmetic of a text that is one piece over and over."""
    text = (piece * size)[:size]
    start = process_time()
    sentences, kept_apart = (Span(0, size),), protected(text)
    dates = periods(text, PUBLISHED, sentences, kept_apart)
    others = undated(kept_apart, dates)
    figures = quantities(text, [*others, *dates], "USD")
    ledger(text, figures, dates, others, ())
    findings(Article(identity="t", origin="t", name="t", text=text, plain=text, published=PUBLISHED), sentences, figures, dates)
    return process_time() - start


@pytest.mark.parametrize("piece", RUNS)
def test_a_long_run_of_one_piece_is_read_at_once(piece: str) -> None:
    read("It rained on Monday 3 May 2021.")
    small, large = seconds(piece, 25_000), seconds(piece, 100_000)
    assert large < 0.4
    assert large < max(0.1, 8 * small), "time grows faster than the text"


@pytest.mark.slow
@pytest.mark.parametrize("piece", RUNS)
def test_a_megabyte_of_one_piece_takes_two_seconds_at_most(piece: str) -> None:
    assert seconds(piece, 1_000_000) < 2


def test_an_article_around_a_run_is_read_as_ever() -> None:
    before, behind = "On 3 May 2025 the firm paid €40m for 13 sites. ", " Nearly 80 t of cocaine were seized."
    text = before + "1, 2 " * 2000 + "\n" + behind
    figures, dates = read(text)
    assert [q.surface for q in figures if q.value > 2] == ["€40m", "13 sites", "Nearly 80 t"]
    assert [p.surface for p in dates] == ["On 3 May 2025"]
    entries = ledger(text, figures, dates, undated(protected(text), dates), ())
    assert all(b.start >= a.end for a, b in pairwise(entries))
    assert sum(n.end - n.start for n in entries) > 9000
