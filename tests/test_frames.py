"""Each rule of the stored frames is broken by one row, and that row is reported for that rule alone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
import sound_rows
from sound_rows import NOW, RUN, TEXT, Change, Row, place

from claims.model import Comparator, Modality, Quotation, Reason, SourceKind, Status, Voice, fingerprint
from validations.frames import FRAMES, LEDGER
from validations.gate import check_rows

SCHEMA = Path(__file__).parents[1] / "warehouse" / "schema"


def put(**values: object) -> Change:
    """Replace columns of a row."""
    return lambda row: row | values


def shift(by: int, *columns: str) -> Change:
    """Move offsets of a row."""
    return lambda row: row | {column: row[column] + by for column in columns}  # type: ignore[operator]


def beyond(row: Row) -> Row:
    return row | {"end_offset": len(TEXT) + 1}


ATTRIBUTED, ASSERTED = 0, 1
SOURCED: Row = {"quotation": "mixed", "cue": "said", "cue_start": place("said")[0]}
UNSOURCED: Row = {"quotation": None, "cue": None, "cue_start": None}

BAD_COMMON: list[tuple[str, str, Change]] = [
    (table, rule, change)
    for table in ("claims", "quantities", "periods", "numbers")
    for rule, change in (
        ("known_article", put(version_id=fingerprint("another"))),
        ("within_text", put(start_offset=-1)),
        ("within_text", lambda row: row | {"end_offset": row["start_offset"]}),
        ("within_text", lambda row: row | {"start_offset": row["end_offset"], "end_offset": row["start_offset"]}),
        ("within_text", beyond),
    )
]

BAD: list[tuple[str, str, Change]] = [
    *BAD_COMMON,
    ("articles", "version_id_form", put(version_id="5F0C" * 8)),
    ("articles", "version_id_form", put(version_id=fingerprint("version") + "\n")),
    ("articles", "article_id_form", put(article_id="5f0c")),
    ("articles", "identity_words", put(identity="")),
    ("articles", "origin_words", put(origin=" ")),
    ("articles", "name_words", put(name="\u200b")),
    ("articles", "text_words", put(text=" \n\u00a0\u2060")),
    ("articles", "title_words", put(title=" ")),
    ("articles", "publisher_words", put(publisher="\t")),
    ("articles", "author_words", put(author="")),
    ("articles", "section_words", put(section="\u00ad")),
    ("articles", "published_plausible", put(published=date(1499, 1, 1))),
    ("articles", "published_plausible", put(published=date(2201, 1, 1))),
    ("articles", "url_form", put(url="example.org/ferries")),
    ("articles", "url_form", put(url="https://example.org/the ferries")),
    ("articles", "language_form", put(language="English")),
    ("articles", "media_type_form", put(media_type="plain")),
    ("articles", "sentences_counted", put(sentences=0)),
    ("articles", "extractor_version_words", put(extractor_version="")),
    ("articles", "run_id_words", put(run_id=" ")),
    ("articles", "seen_order", put(last_seen=NOW - timedelta(seconds=1))),
    ("claims", "claim_id_form", put(claim_id="claim 1")),
    ("claims", "exact_as_printed", put(exact="1,260 lorries crossed in May")),
    ("claims", "wording_words", put(wording=" \n")),
    ("claims", "prefix_as_printed", put(prefix="no such words")),
    ("claims", "suffix_as_printed", put(suffix="no such words")),
    ("claims", "sentence_exists", put(sentence=-1)),
    ("claims", "sentence_exists", put(sentence=4)),
    ("claims", "subject_words", put(subject=" ")),
    ("claims", "predicate_words", put(predicate="")),
    ("claims", "object_words", put(object="\n")),
    ("claims", "voice_known", put(voice="quoted")),
    ("claims", "attributed_cue", put(cue=None, cue_start=None)),
    ("claims", "attributed_quotation", put(quotation=None)),
    ("claims", "cue_placed", put(cue_start=None)),
    ("claims", "cue_as_printed", shift(1, "cue_start")),
    ("claims", "cue_as_printed", put(cue_start=-4)),
    ("claims", "cue_as_printed", put(cue_start=len(TEXT))),
    ("claims", "quotation_known", put(quotation="verbatim")),
    ("claims", "modality_known", put(modality="certain")),
    ("claims", "check_worthiness_range", put(check_worthiness=1.01)),
    ("claims", "check_worthiness_range", put(check_worthiness=-0.01)),
    ("claims", "check_worthiness_present", put(check_worthiness=float("nan"))),
    ("claims", "confidence_range", put(confidence=float("inf"))),
    ("claims", "rule_words", put(rule="")),
    ("claims", "extractor_version_words", put(extractor_version="")),
    ("claims", "run_id_words", put(run_id="")),
    ("claims", "seen_order", put(first_seen=NOW + timedelta(days=1))),
    ("claim_sources", "known_claim", put(claim_id=fingerprint("another"))),
    ("claim_sources", "position_counted", put(position=2)),
    ("claim_sources", "position_counted", put(position=0)),
    ("claim_sources", "within_text", put(start_offset=-2)),
    ("claim_sources", "within_text", beyond),
    ("claim_sources", "mention_as_printed", put(mention="the ferry ministry")),
    ("claim_sources", "name_words", put(name=" ")),
    ("claim_sources", "kind_known", put(kind="company")),
    ("quantities", "quantity_id_form", put(quantity_id="")),
    ("quantities", "known_claim", put(claim_id=fingerprint("another"))),
    ("quantities", "inside_claim", put(claim_id=fingerprint(sound_rows.OPENED))),
    ("quantities", "surface_as_printed", put(surface="1250 lorries")),
    ("quantities", "number_words", put(number="")),
    ("quantities", "unit_words", put(unit="")),
    ("quantities", "dimension_words", put(dimension=" ")),
    ("quantities", "base_unit_words", put(base_unit="\u00a0")),
    ("quantities", "comparator_known", put(comparator="==")),
    ("quantities", "range_ends", put(comparator="range")),
    ("quantities", "range_ends", put(value2=Decimal(1300))),
    ("quantities", "range_order", put(comparator="range", value2=Decimal("1249.999999999"))),
    ("quantities", "interval_order", put(low=Decimal("1255.000000001"))),
    ("periods", "period_id_form", put(period_id="p")),
    ("periods", "known_claim", put(claim_id=fingerprint("another"))),
    ("periods", "inside_claim", put(claim_id=fingerprint(sound_rows.CROSSED))),
    ("periods", "surface_as_printed", put(surface="on 4 April")),
    ("periods", "first_day_plausible", put(first_day=date(999, 12, 31))),
    ("periods", "last_day_plausible", put(last_day=date(2201, 1, 1))),
    ("periods", "core_first_plausible", put(core_first=date(1, 1, 1))),
    ("periods", "core_last_plausible", put(core_last=date(9999, 12, 31))),
    ("periods", "day_order", put(last_day=date(2026, 4, 2))),
    ("periods", "core_order", put(core_first=date(2026, 4, 4))),
    ("periods", "resolved_days", put(resolved=False)),
    ("periods", "resolved_days", put(first_day=None, last_day=None)),
    ("periods", "relation_known", put(relation="during")),
    ("periods", "modifier_known", put(modifier="start")),
    ("numbers", "known_claim", put(claim_id=fingerprint("another"))),
    ("numbers", "inside_claim", put(claim_id=fingerprint(sound_rows.OPENED))),
    ("numbers", "surface_as_printed", put(surface="1250")),
    ("numbers", "status_known", put(status="figure")),
    ("numbers", "reason_known", put(status="excluded", claim_id=None, reason="a hunch")),
    ("numbers", "excluded_reason", put(status="excluded", claim_id=None)),
    ("numbers", "excluded_reason", put(reason="ordinal")),
    ("numbers", "excluded_claim", put(status="excluded", reason="ordinal")),
    ("attributions", "attribution_id_form", put(attribution_id="a")),
    ("attributions", "known_article", put(version_id=fingerprint("another"))),
    ("attributions", "source_within_text", put(source=[{"start_offset": -1, "end_offset": 3}])),
    ("attributions", "cue_within_text", put(cue=[{"start_offset": 5, "end_offset": 5}])),
    ("attributions", "content_within_text", put(content=[{"start_offset": 5, "end_offset": len(TEXT) + 1}])),
    ("attributions", "content_within_text", put(content=[{"start_offset": 5, "end_offset": None}])),
    ("attributions", "content_named", put(content=[], content_text="")),
    ("attributions", "source_text_as_printed", put(source_text=None)),
    ("attributions", "source_text_as_printed", put(source=[])),
    ("attributions", "cue_text_as_printed", put(cue_text="says")),
    ("attributions", "content_text_as_printed", put(content_text="1,250 lorries … crossed in May")),
    ("attributions", "quotation_known", put(quotation="none")),
    ("attributions", "rule_words", put(rule=" ")),
    ("attributions", "confidence_range", put(confidence=1.5)),
    ("findings", "finding_id_form", put(finding_id="f")),
    ("findings", "known_article", put(version_id=fingerprint("another"))),
    ("findings", "kind_known", put(kind="a hunch")),
    ("findings", "two_places", put(spans=[{"start_offset": 5, "end_offset": 7}])),
    ("findings", "spans_within_text", put(spans=[{"start_offset": 5, "end_offset": 7}, {"start_offset": 5, "end_offset": 5}])),
    ("findings", "surfaces_as_printed", put(surfaces=["on Monday", "April"])),
    ("findings", "surfaces_as_printed", put(surfaces=["on Monday"])),
    ("findings", "computation_words", put(computation=" ")),
    ("findings", "off_by_range", put(off_by=Decimal(0))),
    ("findings", "unit_words", put(unit="")),
]
BAD_ASSERTED: list[tuple[str, Change]] = [
    ("asserted_cue", put(cue="said", cue_start=place("said")[0])),
    ("asserted_quotation", put(quotation="direct")),
]
ALSO_NEEDED = {"articles.listed_once", "claims.listed_once", "quantities.listed_once", "periods.listed_once",
               "numbers.listed_once", "attributions.listed_once", "findings.listed_once", "claims.attributed_source",
               "claims.asserted_source", "claims.sources_sound", "claims.asserted_cue", "claims.asserted_quotation"}
"""Rules that two tests below break, for they need more than one row."""
IMPLIED = {"claims.exact_words": "a stretch of an article", "claims.cue_words": "a cue in its place",
           "claim_sources.mention_words": "a mention in its place"}
"""Rules that forbid what only a text with a blank stretch could hold."""


def failing(frames: dict[str, pl.DataFrame], table: str) -> list[str]:
    """The rules for which rows of the table are put aside."""
    quarantine = check_rows(frames, RUN, NOW).quarantine
    return sorted(quarantine.filter(pl.col("item") == table)["check_name"])


def test_sound_rows_pass() -> None:
    verdict = check_rows(sound_rows.frames(), RUN, NOW)
    assert verdict.quarantine.is_empty()
    assert verdict.results["success"].all()


@pytest.mark.parametrize(("table", "rule", "change"), BAD, ids=[f"{t}-{r}-{i}" for i, (t, r, _) in enumerate(BAD)])
def test_a_broken_row_is_reported_for_its_rule_alone(table: str, rule: str, change: Change) -> None:
    assert failing(sound_rows.frames(table, change), table) == [rule]


@pytest.mark.parametrize(("rule", "change"), BAD_ASSERTED)
def test_an_asserted_claim_rests_on_nobody(rule: str, change: Change) -> None:
    assert failing(sound_rows.frames("claims", change, ASSERTED), "claims") == [rule]


def test_an_attributed_claim_needs_a_source_and_an_asserted_one_has_none() -> None:
    none = sound_rows.frames("claims", put(voice="attributed", **SOURCED), ASSERTED)
    assert failing(none, "claims") == ["attributed_source"]
    one = sound_rows.frames("claims", put(voice="asserted", **UNSOURCED), ATTRIBUTED)
    assert failing(one, "claims") == ["asserted_source"]


def test_a_claim_without_its_whole_chain_is_not_stored() -> None:
    frames = sound_rows.frames("claim_sources", put(name=""))
    assert failing(frames, "claims") == ["sources_sound"]
    assert failing(frames, "claim_sources") == ["name_words"]


@pytest.mark.parametrize("voice", list(Voice))
def test_an_unsure_voice_may_have_every_part_or_none(voice: Voice) -> None:
    frames = sound_rows.frames("claims", put(voice=str(voice)), ATTRIBUTED)
    assert bool(failing(frames, "claims")) == (voice is Voice.ASSERTED)
    frames = sound_rows.frames("claims", put(voice=str(voice)), ASSERTED)
    assert bool(failing(frames, "claims")) == (voice is Voice.ATTRIBUTED)


@pytest.mark.parametrize("table", [table for table in LEDGER if table != "claim_sources"])
def test_the_second_of_two_rows_with_one_key_is_put_aside(table: str) -> None:
    frames = sound_rows.frames()
    frames[table] = pl.concat([frames[table], frames[table].head(1)])
    verdict = check_rows(frames, RUN, NOW)
    assert verdict.quarantine["check_name"].to_list() == ["listed_once"]
    assert verdict.good[table].equals(frames[table].head(-1))


def test_the_chain_of_sources_has_no_gap_and_no_double() -> None:
    for positions, bad in (((1, 2), 0), ((1, 1), 1), ((2, 3), 2), ((1, 3), 1)):
        rows = sound_rows.rows()
        rows["claim_sources"] = [rows["claim_sources"][0] | {"position": position} for position in positions]
        frames = {name: sound_rows.frame(name, found) for name, found in rows.items()}
        assert failing(frames, "claim_sources").count("position_counted") == bad, positions


@pytest.mark.parametrize(
    ("table", "column"),
    [(name, key) for name, table in LEDGER.items() for key, column in table.columns.items() if not column.nullable],
)
def test_a_required_column_is_filled_in(table: str, column: str) -> None:
    assert failing(sound_rows.frames(table, put(**{column: None})), table) == [f"{column}_present"]


def test_every_rule_has_a_bad_row() -> None:
    shown = {f"{table}.{rule}" for table, rule, _ in BAD if not rule.endswith("_present")} | ALSO_NEEDED | set(IMPLIED)
    assert {f"{name}.{rule.name}" for name, table in LEDGER.items() for rule in table.rules} == shown


def test_a_blank_stretch_is_no_claim() -> None:
    rows = sound_rows.rows()
    start = TEXT.index("\n\n")
    rows["claims"][ASSERTED] |= {
        "exact": "\n\n", "start_offset": start, "end_offset": start + 2, "prefix": "", "suffix": "",
    }
    frames = {name: sound_rows.frame(name, found) for name, found in rows.items()}
    assert failing(frames, "claims") == ["exact_words"]


@pytest.mark.parametrize(("table", "column", "words"), [
    ("claims", "voice", Voice), ("claims", "modality", Modality), ("claims", "quotation", Quotation),
    ("claim_sources", "kind", SourceKind), ("quantities", "comparator", Comparator), ("numbers", "status", Status),
    ("numbers", "reason", Reason),
])
def test_every_word_of_a_vocabulary_is_known(table: str, column: str, words: type[Voice]) -> None:
    for word in words:
        assert f"{column}_known" not in failing(sound_rows.frames(table, put(**{column: str(word)})), table)


def test_a_discontinuous_attribution_is_judged_piece_by_piece() -> None:
    (a, b), (c, d) = place("1,250 lorries"), place("in May")
    spans = [{"start_offset": a, "end_offset": b}, {"start_offset": c, "end_offset": d}]
    good = put(content=spans, content_text="1,250 lorries … in May", source=[], source_text=None, cue=[], cue_text=None)
    assert failing(sound_rows.frames("attributions", good), "attributions") == []
    spans[0]["start_offset"] = -3
    assert failing(sound_rows.frames("attributions", good), "attributions") == ["content_within_text"]


def test_offsets_count_code_points() -> None:
    rows = sound_rows.rows()
    rows["articles"][0]["text"] = "🚢é " + TEXT
    for table in ("claims", "claim_sources", "quantities", "periods", "numbers"):
        rows[table] = [shift(3, "start_offset", "end_offset")(row) for row in rows[table]]
    rows["claims"][0] |= shift(3, "cue_start")(rows["claims"][0])
    for part in ("source", "cue", "content"):
        rows["attributions"][0][part] = [shift(3, "start_offset", "end_offset")(span)
                                         for span in rows["attributions"][0][part]]  # type: ignore[attr-defined]
    rows["findings"][0]["spans"] = [shift(3, "start_offset", "end_offset")(span)
                                    for span in rows["findings"][0]["spans"]]  # type: ignore[attr-defined]
    frames = {name: sound_rows.frame(name, found) for name, found in rows.items()}
    assert check_rows(frames, RUN, NOW).quarantine.is_empty()


def test_sentences_of_rules_read_as_sentences() -> None:
    sentences = [rule.sentence for table in FRAMES.values() for rule in table.all_rules()]
    assert all("_" not in sentence and not sentence.endswith(".") for sentence in sentences)


def test_models_have_the_columns_types_and_nulls_of_the_tables() -> None:
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        for script in sorted(SCHEMA.glob("*.sql")):
            con.execute(script.read_text("utf-8"))
        for name, table in FRAMES.items():
            stored = con.execute(f"SELECT * FROM {name} LIMIT 0").pl().schema
            assert {column: c.dtype for column, c in table.columns.items()} == dict(stored), name
            nullable = con.execute(
                "SELECT column_name, is_nullable = 'YES' FROM information_schema.columns WHERE table_name = ?", [name]
            ).fetchall()
            assert {column: c.nullable for column, c in table.columns.items()} == dict(nullable), name
