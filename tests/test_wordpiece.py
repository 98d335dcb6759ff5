"""Words in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.wordpiece import MAX_PIECES, SHAPES, Vocabulary, shape

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "mini", "##ster", "##s", "cafe", "u", ".", "s", "-", "led", "5"]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("ministers", ["mini", "##ster", "##s"]),
        ("Café", ["cafe"]),
        ("U.S.-led", ["u", ".", "s", ".", "-", "led"]),
        ("zebra", ["[UNK]"]),
        ("5", ["5"]),
        ("\u200b", ["[UNK]"]),
    ],
)
def test_the_longest_known_piece_comes_first(word: str, pieces: list[str]) -> None:
    assert Vocabulary(PIECES).pieces(word) == tuple(PIECES.index(p) for p in pieces)


@given(st.text(min_size=1))
def test_every_word_has_pieces_within_bounds(word: str) -> None:
    assert 1 <= len(Vocabulary(PIECES).pieces(word)) <= MAX_PIECES


@given(st.text(min_size=1), st.text(max_size=4), st.booleans())
def test_a_shape_is_a_small_number(word: str, before: str, after: bool) -> None:
    assert 0 <= shape(word, before, after) < SHAPES


def test_shapes_tell_case_lines_and_spaces() -> None:
    told = {shape(w, b, a) for w in ("the", "The", "THE", "tHe", "5G", "“", "I") for b in ("", " ", "\n", "\n\n") for a in (True, False)}
    assert len(told) == 7 * 4 * 2
