"""What a claim says as a vector: claims of one fact lie closer than others, and a vector is the same in any company."""

from __future__ import annotations

import pytest

from claims.meaning import WIDTH, cosine, shipped

FIRE = "Twelve people were killed in the fire at Talmere harbour"


@pytest.mark.parametrize(("near", "far"), [
    ("The blaze in the port of Talmere left a dozen dead", "Twelve people were elected to the council of Talmere"),
    ("A fire in Talmere has claimed 12 lives", "The harbour of Talmere will be deepened next year"),
])  # fmt: skip
def test_other_words_for_one_fact_are_closer_than_the_same_words_for_another(near: str, far: str) -> None:
    vector = shipped().vector
    assert cosine(vector(FIRE), vector(near)) > cosine(vector(FIRE), vector(far)) + 0.1


def test_a_vector_depends_on_nothing_but_the_text() -> None:
    vector = shipped().vector
    alone = vector(FIRE)
    vector("Another claim " * 200)
    assert vector(FIRE) == alone
    assert len(alone) == WIDTH
    assert cosine(alone, alone) == pytest.approx(1)


def test_texts_without_words_have_a_vector_and_no_vector_is_like_nothing() -> None:
    assert len(shipped().vector("")) == WIDTH
    assert len(shipped().vector("\u200b … ☃")) == WIDTH
    assert cosine(b"", shipped().vector(FIRE)) == 0
