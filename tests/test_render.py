"""Values as text: for reading, for CSV, for JSON; nothing in them acts on a terminal."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from warehouse import render

MOMENT = datetime(2026, 3, 3, 7, 5, 9, 120000, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(("value", "text", "cell", "plain"), [
    (None, "", "", None),
    (Decimal("118.500000000"), "118.5", "118.5", 118.5),
    (Decimal("1200000.000000000"), "1200000", "1200000", 1200000),
    (Decimal("0E-9"), "0", "0", 0),
    (Decimal("12345678901234567890.123456789"), "12345678901234567890.123456789", "12345678901234567890.123456789",
     "12345678901234567890.123456789"),
    (0.1 + 0.2, "0.3", "0.30000000000000004", 0.30000000000000004),
    (float("nan"), "nan", "", None),
    (True, "true", "true", True),
    (MOMENT, "2026-03-03 06:05:09 UTC", "2026-03-03T07:05:09.120000+01:00", "2026-03-03T07:05:09.120000+01:00"),
    (datetime(2026, 3, 3, 6, 0), "2026-03-03T06:00:00", "2026-03-03T06:00:00", "2026-03-03T06:00:00"),  # noqa: DTZ001
    (date(2026, 3, 3), "2026-03-03", "2026-03-03", "2026-03-03"),
    (time(6, 30), "06:30:00", "06:30:00", "06:30:00"),
    ([1, None, "a"], "[1, null, a]", '[1, null, "a"]', [1, None, "a"]),
    ({"value": Decimal("5.00"), "on": date(2026, 3, 3)}, "{value: 5, on: 2026-03-03}",
     '{"value": 5, "on": "2026-03-03"}', {"value": 5, "on": "2026-03-03"}),
    (b"\x00\xff", "00ff", "00ff", "00ff"),
    (timedelta(days=1), "1 day, 0:00:00", "1 day, 0:00:00", "1 day, 0:00:00"),
    (UUID(int=1), str(UUID(int=1)), str(UUID(int=1)), str(UUID(int=1))),
    ("a\nb", "a b", "a\nb", "a\nb"),
])  # fmt: skip
def test_values(value: object, text: str, cell: str, plain: object) -> None:
    assert render.text(value) == text
    assert render.cell(value) == cell
    assert render.plain(value) == plain


def test_a_value_of_an_unknown_type_is_not_guessed() -> None:
    with pytest.raises(TypeError, match="returned a object"):
        render.plain(object())


@given(st.text(st.characters(exclude_categories=())))
def test_no_character_that_acts_gets_through(words: str) -> None:
    shown = render.visible(words)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u2028\u2029\u202e\u2066\u200b\ufeff" for c in shown)
    shown.encode("utf-8")


def test_an_escape_sequence_is_shown_and_not_obeyed() -> None:
    assert render.visible("\x1b[31mred\x1b[0m \x9b2J") == "\\x1b[31mred\\x1b[0m \\x9b2J"
    assert render.visible("“curly” – café 記事") == "“curly” – café 記事"


@given(st.text(), st.integers(4, 40))
def test_folding_keeps_to_the_width_and_to_four_lines(words: str, width: int) -> None:
    lines = render.fold(render.visible(words), width)
    assert 1 <= len(lines) <= 4
    assert all(cell_len(line) <= width for line in lines)


def test_folding_loses_no_word_that_fits() -> None:
    assert render.fold("the ministry of ports bought cranes", 12) == ["the ministry", "of ports", "bought", "cranes"]
    assert render.fold("one two three four five six seven", 5)[-1].endswith("…")
    assert render.fold("extraordinarily", 6) == ["extrao", "rdinar", "ily"]


ROWS: list[render.Row] = [
    ("harbour.txt", 5, "The ministry said that it had bought five cranes for the new harbour"),
    ("airport.txt", 120, "Two runways were closed"),
]
COLUMNS = ["article", "figures", "exact"]


def test_a_table_for_a_pipe_cuts_nothing() -> None:
    assert list(render.table(COLUMNS, ROWS, None)) == [
        "article     │ figures │ exact",
        "────────────┼─────────┼─────────────────────────────────────────────────────────────────────",
        "harbour.txt │       5 │ The ministry said that it had bought five cranes for the new harbour",
        "airport.txt │     120 │ Two runways were closed",
    ]


def test_a_narrow_table_folds_the_widest_column() -> None:
    assert list(render.table(COLUMNS, ROWS, 50)) == [
        "article     │ figures │ exact",
        "────────────┼─────────┼───────────────────────────",
        "harbour.txt │       5 │ The ministry said that it",
        "            │         │ had bought five cranes for",
        "            │         │ the new harbour",
        "airport.txt │     120 │ Two runways were closed",
    ]


def test_a_table_that_cannot_fit_is_one_record_after_the_other() -> None:
    assert list(render.table(COLUMNS, ROWS[:1], 28)) == [
        "─ 1 ────────────────────────",
        "article │ harbour.txt",
        "figures │ 5",
        "exact   │ The ministry said",
        "        │ that it had bought",
        "        │ five cranes for",
        "        │ the new harbour",
    ]


def test_an_empty_table_has_its_heads() -> None:
    assert list(render.table(["a", "b"], [], 80)) == ["a │ b", "──┼──"]


@given(st.lists(st.tuples(st.text(max_size=80), st.integers(), st.text(max_size=80)), max_size=5), st.integers(20, 120))
def test_no_line_is_wider_than_the_terminal(rows: list[render.Row], width: int) -> None:
    for line in render.table(["one", "two", "three"], rows, width):
        assert cell_len(line) <= max(width, 23)


def test_json_takes_every_plain_value() -> None:
    assert json.dumps(render.plain([MOMENT, Decimal("1.5"), {"a": None}, b"x"]), allow_nan=False)
    assert MOMENT.astimezone(UTC).hour == 6
