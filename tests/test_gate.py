"""The gate: what passes, what is put aside with what, what is kept of it, and what is the program's own fault."""

from __future__ import annotations

import json
import pickle
from datetime import timedelta
from decimal import Decimal
from time import perf_counter

import polars as pl
import pytest
import sound_rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sound_rows import NOW, RUN, TEXT, VERSION, Row
from test_frames import BAD, put

from claims.model import fingerprint
from validations.frames import FRAMES, LEDGER
from validations.gate import KEPT_OF_TEXT, RowVerdict, check_quarantine, check_rows, summarise

LATER = NOW + timedelta(days=1)


def aside(verdict: RowVerdict) -> set[tuple[str, str]]:
    return set(verdict.quarantine.select("item", "check_name").rows())


def test_what_passes_is_what_came() -> None:
    frames = sound_rows.frames()
    verdict = check_rows(frames, RUN, NOW)
    assert list(verdict.good) == list(LEDGER)
    for table in LEDGER:
        assert verdict.good[table].equals(frames[table], null_equal=True)
    assert dict(verdict.quarantine.schema) == {name: c.dtype for name, c in FRAMES["quarantine"].columns.items()}


def test_a_failing_claim_takes_its_sources_and_leaves_its_figures() -> None:
    frames = sound_rows.frames("claims", put(modality="certain"))
    verdict = check_rows(frames, RUN, NOW)
    assert aside(verdict) == {("claims", "modality_known"), ("claim_sources", "claim_quarantined")}
    assert verdict.good["claims"].height == 1
    assert verdict.good["claim_sources"].is_empty()
    assert verdict.good["quantities"]["claim_id"].to_list() == [None]
    assert verdict.good["quantities"].drop("claim_id").equals(frames["quantities"].drop("claim_id"))
    assert verdict.good["numbers"]["claim_id"].to_list() == [None, fingerprint(sound_rows.OPENED), None]
    assert verdict.good["periods"].equals(frames["periods"])


def test_a_failing_source_takes_its_claim_and_the_rest_of_the_chain() -> None:
    rows = sound_rows.rows()
    first = rows["claim_sources"][0]
    rows["claim_sources"] = [first, first | {"position": 2, "kind": "company"}]
    frames = {name: sound_rows.frame(name, found) for name, found in rows.items()}
    verdict = check_rows(frames, RUN, NOW)
    assert aside(verdict) == {
        ("claim_sources", "kind_known"), ("claims", "sources_sound"), ("claim_sources", "claim_quarantined"),
    }
    assert verdict.good["claim_sources"].is_empty()


def test_a_failing_article_takes_everything_of_it() -> None:
    verdict = check_rows(sound_rows.frames("articles", put(language="English")), RUN, NOW)
    assert all(frame.is_empty() for frame in verdict.good.values())
    counts = dict(verdict.quarantine.group_by("check_name").len().rows())
    assert counts == {"language_form": 1, "claim_quarantined": 1, "article_quarantined": 2 + 1 + 1 + 3 + 1 + 1}
    assert set(verdict.quarantine["version_id"]) == {VERSION}


def test_one_bad_article_leaves_the_others_alone() -> None:
    frames = sound_rows.ledger(3)
    frames["articles"] = frames["articles"].with_columns(
        pl.when(pl.int_range(pl.len()) == 1).then(pl.lit(0)).otherwise("sentences").cast(pl.Int32).alias("sentences"))
    verdict = check_rows(frames, RUN, NOW)
    bad = frames["articles"]["version_id"][1]
    for table in ("articles", "claims", "quantities", "periods", "numbers", "attributions", "findings"):
        assert verdict.good[table].equals(frames[table].filter(pl.col("version_id") != bad)), table
    assert set(verdict.quarantine["version_id"]) == {bad}


def test_all_failures_of_a_batch_are_seen_at_once() -> None:
    frames = sound_rows.frames("claims", put(modality="certain", check_worthiness=3.0, subject=" "))
    frames["periods"] = sound_rows.frames("periods", put(resolved=False))["periods"]
    assert aside(check_rows(frames, RUN, NOW)) == {
        ("claims", "modality_known"), ("claims", "check_worthiness_range"), ("claims", "subject_words"),
        ("claim_sources", "claim_quarantined"), ("periods", "resolved_days"),
    }


def test_a_row_put_aside_can_be_rebuilt_from_its_json() -> None:
    value = Decimal("12345678901234567890123456789.123456789")
    bad = put(value=value, comparator="about", high=value)
    frames = sound_rows.frames("quantities", bad)
    row = check_rows(frames, RUN, NOW).quarantine.row(0, named=True)
    assert row["item"] == "quantities"
    assert row["stage"] == "validate"
    assert row["reason"] == "the bound of a figure is one of =, ~, >, >=, <, <=, range"
    kept = json.loads(row["row"])
    assert Decimal(kept["value"]) == value
    whole = {name: Decimal(v) if name in {"value", "low", "high"} else v for name, v in kept.items()}
    assert sound_rows.frame("quantities", [whole]).equals(frames["quantities"])


def test_dates_and_spans_are_kept_as_text_and_lists() -> None:
    found = check_rows(sound_rows.frames("periods", put(resolved=False)), RUN, NOW).quarantine
    assert json.loads(found["row"][0])["first_day"] == "2026-04-03"
    found = check_rows(sound_rows.frames("attributions", put(rule="")), RUN, NOW).quarantine
    assert json.loads(found["row"][0])["cue"] == [dict(zip(("start_offset", "end_offset"), sound_rows.place("said"),
                                                           strict=True))]


def test_only_the_text_of_an_article_is_shortened() -> None:
    rows = sound_rows.rows()
    rows["articles"][0] |= {"text": TEXT + "x" * 5000, "language": "?", "title": "y" * 5000}
    frames = {name: sound_rows.frame(name, found) for name, found in rows.items()}
    found = check_rows(frames, RUN, NOW).quarantine.filter(pl.col("item") == "articles")
    kept = json.loads(found["row"][0])
    assert kept["text"] == (TEXT + "x" * 5000)[:KEPT_OF_TEXT] + f" … ({len(TEXT) + 4000} more characters)"
    assert kept["title"] == "y" * 5000
    assert kept["published"] == "2026-03-01"


def test_the_same_fault_has_the_same_id_in_every_run() -> None:
    def again(run_id: str, seen: Row) -> pl.DataFrame:
        frames = sound_rows.frames("claims", put(modality="certain", **seen))
        return check_rows(frames, run_id, LATER).quarantine.drop("run_id", "first_seen", "last_seen")

    first = again("one", {"run_id": "one"})
    second = again("two", {"run_id": "two", "first_seen": NOW, "last_seen": LATER})
    assert first.equals(second)
    assert "first_seen" not in json.loads(first["row"][0])


def test_a_fault_of_the_seen_columns_shows_them() -> None:
    found = check_rows(sound_rows.frames("claims", put(last_seen=NOW - timedelta(1))), RUN, NOW).quarantine
    row = json.loads(found.filter(pl.col("check_name") == "seen_order")["row"][0])
    assert row["last_seen"] == (NOW - timedelta(1)).isoformat()


def test_results_have_one_row_a_table_and_rule() -> None:
    verdict = check_rows(sound_rows.frames("claims", put(modality="certain")), RUN, NOW)
    results = verdict.results
    expected = sum(len(table.all_rules()) for table in LEDGER.values()) + len(LEDGER) - 1  # what goes with an article or claim
    assert results.height == expected == results["check_id"].n_unique()
    assert set(results["tool"]) == {"pandera"}
    assert set(results["severity"]) == {"quarantine"}
    failed = results.filter(~pl.col("success")).sort("check_id")
    assert failed["check_id"].to_list() == ["claim_sources.claim_quarantined", "claims.modality_known"]
    assert failed["failing_rows"].to_list() == [1, 1]
    assert failed["message"][1] == (
        "Put aside 1 of 2 rows of claims: the modality of a claim is one of fact, planned, possible, denied.")
    assert failed["observed"][1] == "1 of 2 rows fail"
    assert dict(results.schema) == {
        "run_id": pl.String, "check_id": pl.String, "tool": pl.String, "table_name": pl.String,
        "column_name": pl.String, "check_name": pl.String, "severity": pl.String, "success": pl.Boolean,
        "observed": pl.String, "threshold": pl.String, "failing_rows": pl.Int32, "message": pl.String,
        "checked_at": pl.Datetime("us", "UTC"),
    }


def test_batches_of_a_run_are_told_together() -> None:
    good = check_rows(sound_rows.frames(), RUN, NOW)
    bad = check_rows(sound_rows.frames("claims", put(modality="certain")), RUN, NOW)
    results = summarise([good.tally, bad.tally, bad.tally], RUN, LATER)
    assert results["check_id"].is_unique().all()
    row = results.filter(pl.col("check_id") == "claims.modality_known").row(0, named=True)
    assert (row["failing_rows"], row["observed"], row["success"]) == (2, "2 of 6 rows fail", False)
    assert summarise([good.tally], RUN, NOW).equals(good.results)
    assert summarise([], RUN, NOW).is_empty()


def test_a_fault_of_the_program_raises() -> None:
    frames = sound_rows.frames()
    wrong = {
        "claims": frames["claims"].cast({"sentence": pl.Int64}),
        "periods": frames["periods"].drop("resolved"),
        "numbers": frames["numbers"].with_columns(extra=1),
        "articles": frames["articles"].with_columns(pl.col("last_seen").dt.convert_time_zone("Etc/UTC")),
    }
    messages = {
        "claims": "frame claims: sentence is Int64, not Int32",
        "periods": "frame periods: resolved is missing, not Boolean",
        "numbers": "frame numbers: extra is Int32, not a column of it",
        "articles": "frame articles: last_seen is Datetime",
    }
    for table, frame in wrong.items():
        with pytest.raises(TypeError, match=messages[table].replace("(", r"\(")):
            check_rows(frames | {table: frame}, RUN, NOW)
    with pytest.raises(KeyError, match="attributions"):
        check_rows({name: frame for name, frame in frames.items() if name != "attributions"}, RUN, NOW)


def test_no_article_is_a_batch_too() -> None:
    frames = {name: frame.clear() for name, frame in sound_rows.frames().items()}
    verdict = check_rows(frames, RUN, NOW)
    assert verdict.quarantine.is_empty()
    assert verdict.results["success"].all()


def test_settings_of_pandera_do_not_open_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    from pandera.config import CONFIG, ValidationDepth

    monkeypatch.setattr(CONFIG, "validation_enabled", False)
    monkeypatch.setattr(CONFIG, "validation_depth", ValidationDepth.SCHEMA_ONLY)
    assert aside(check_rows(sound_rows.frames("periods", put(resolved=False)), RUN, NOW)) == {
        ("periods", "resolved_days")}


def test_a_verdict_travels_between_processes() -> None:
    verdict = check_rows(sound_rows.frames("periods", put(resolved=False)), RUN, NOW)
    assert pickle.loads(pickle.dumps(verdict)).quarantine.equals(verdict.quarantine)


QUARANTINED: Row = {
    "quarantine_id": fingerprint("q"), "stage": "read", "item": "photo.jpg", "version_id": None,
    "check_name": "not_text", "reason": "the file is a picture", "row": None, "run_id": RUN, "first_seen": NOW,
    "last_seen": NOW,
}


@pytest.mark.parametrize(("change", "rule"), [
    ({"quarantine_id": "q"}, "quarantine_id_form"), ({"stage": "store"}, "stage_known"), ({"item": ""}, "item_words"),
    ({"check_name": " "}, "check_name_words"), ({"reason": "\n"}, "reason_words"), ({"reason": None}, "reason_present"),
    ({"stage": "validate"}, "row_kept"), ({"row": "[1]"}, "row_form"), ({"run_id": ""}, "run_id_words"),
    ({"last_seen": NOW - timedelta(1)}, "seen_order"),
])
def test_what_is_put_aside_must_say_why(change: Row, rule: str) -> None:
    good = sound_rows.frame("quarantine", [QUARANTINED])
    assert check_quarantine(good).equals(good)
    with pytest.raises(TypeError, match=f"frame quarantine: {rule} broken in 1 rows"):
        check_quarantine(sound_rows.frame("quarantine", [QUARANTINED | change]))


def test_one_thing_is_put_aside_once() -> None:
    with pytest.raises(TypeError, match="listed_once"):
        check_quarantine(sound_rows.frame("quarantine", [QUARANTINED, QUARANTINED]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(BAD), st.integers(0, 3)), max_size=8))
def test_whatever_is_broken_the_rest_is_whole(faults: list[tuple[tuple[str, str, object], int]]) -> None:
    rows = sound_rows.ledger_rows(4)
    for (table, _, change), article in faults:
        found = rows[table]
        number = article * (len(found) // 4)
        found[number] = change(found[number])  # type: ignore[operator]
    frames = {name: sound_rows.frame(name, found) for name, found in rows.items()}
    verdict = check_rows(frames, RUN, NOW)
    again = check_rows(verdict.good, RUN, NOW)
    assert again.quarantine.is_empty(), again.quarantine
    told = json.dumps(verdict.quarantine["row"].to_list())
    for table, frame in frames.items():
        lost = frame.height - verdict.good[table].height
        assert lost <= verdict.quarantine.filter(pl.col("item") == table).height, told


def test_a_million_characters_are_cut_in_linear_time() -> None:
    text = "Lorries crossed. " * 60_000
    sample = sound_rows.rows()["claims"][1]
    rows = [
        sample | {
            "claim_id": fingerprint(n), "start_offset": n * 17, "end_offset": n * 17 + 15, "exact": "Lorries crossed",
            "prefix": text[max(0, n * 17 - 32) : n * 17], "suffix": text[n * 17 + 15 : n * 17 + 47], "sentence": 0,
        }
        for n in range(60_000)
    ]
    frames = {name: frame.clear() for name, frame in sound_rows.frames().items()}
    frames["claims"] = sound_rows.frame("claims", rows)
    frames["articles"] = sound_rows.frame("articles", [sound_rows.rows()["articles"][0] | {"text": text}])
    began = perf_counter()
    assert check_rows(frames, RUN, NOW).quarantine.is_empty()
    assert perf_counter() - began < 10
