"""The claims marked in further articles: kept as offsets without loss, and read as well as ever."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.evaluate import scores
from flows.evaluation import score_claims
from tests import marked_claims

_CLAIM = {
    "start": 0, "end": 34, "text": "The mill closed in May, the council", "label": "attributed", "cue": "said", "modality": "fact",
    "checkable": True, "sources": [{"mention": "the council", "name": "Velmar council", "kind": "organisation"}],
    "quantities": [{"surface": "40 jobs", "value": "40", "unit": "job", "comparator": "="}],
    "periods": [{"surface": "in May", "start": "2025-05-01", "end": "2025-05-31"}],
}  # fmt: skip


def test_a_claim_comes_back_from_its_offsets() -> None:
    text = "Velmar council met. The mill closed in May with 40 jobs, the council said."
    claim = _CLAIM | {"start": 20, "end": 55, "text": text[20:55]}
    stored = marked_claims.from_gold(claim, text)
    assert not any(word in json.dumps(stored) for word in ("mill", "council", "May", "said")), "no word of the article is kept"
    back = marked_claims.to_gold(stored, text)
    assert back["sources"] == claim["sources"]
    assert back | {"quantities": [], "periods": []} == claim | {"quantities": [], "periods": []}
    assert [{k: v for k, v in q.items() if k != "offset"} for q in back["quantities"]] == claim["quantities"]
    assert marked_claims.from_gold(back, text) == stored


@pytest.fixture(scope="module")
def folder(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("marked")
    marked_claims.write_gold(shared / "gold" / "articles", out)
    return out


def test_the_stored_claims_come_back(shared: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked_claims, "STORE", tmp_path / "claims.jsonl")
    marked_claims.take_gold(shared / "gold" / "articles", folder)
    assert (tmp_path / "claims.jsonl").read_text("utf-8") == Path(marked_claims.__file__).with_name("marks").joinpath("claims.jsonl").read_text("utf-8")


def test_articles_not_learnt_from_are_read_as_well_as_ever(folder: Path) -> None:
    whole = score_claims(folder, "dev", 3).whole
    floors = {"claims F1": 0.85, "voice macro F1": 0.92, "nearest source": 0.83, "origin": 0.79, "kind of source": 0.80, "modality": 0.92,
              "figures F1": 0.82, "periods": 0.78}  # fmt: skip
    found = {s.name: s.value for s in scores(whole)}
    assert {name: found[name] for name, floor in floors.items() if found[name] < floor} == {}
