"""Scoring against what was marked by hand: the definitions, the same numbers as the reference scorers, and the pages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from claims.errors import NothingToRead
from claims.evaluate import ErrorKind, cannot_tell, evaluate, reliability, right_when_sure, scores, total, worst
from claims.evaluate_figures import canonical, gold_texts
from claims.evaluate_gold import GoldArticle, Marked, gold_articles, read_claims
from claims.evaluate_marks import annotated_articles, count_marks, mark_scores
from claims.evaluate_match import names_agree, unit
from claims.extract import extract
from claims.model import Article
from claims.read import ReadOptions, read
from claims.serialise import as_json
from flows import evaluation
from validations.report.evaluation import evaluation_page
from validations.report.render import render

Claims = Callable[..., subprocess.CompletedProcess[str]]
TEXT = "The harbour board said on Monday that 120 ships called in May. A new pier <b>opened</b> on 3 April. Nobody was hurt.\n"
SAID = "120 ships called in May"
OPENED = "A new pier <b>opened</b> on 3 April"


def _claim(words: str, **more: object) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, "label": "asserted", "sources": [],
            "modality": "fact", "checkable": True, "quantities": [], "periods": [], **more}  # fmt: skip


def gold_folder(folder: Path, **more: object) -> Path:
    """A folder with one marked article, its text in articles/."""
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "harbour.txt").write_text(TEXT, "utf-8")
    board = {"mention": "The harbour board", "name": "harbour board", "kind": "organisation"}
    claims = [
        _claim(SAID, label="attributed", cue="said", sources=[board],
               quantities=[{"surface": "120 ships", "value": "120", "unit": "ship", "comparator": "="}],
               periods=[{"surface": "in May", "start": "2025-05-01", "end": "2025-05-31"}]),
        _claim(OPENED),
    ]  # fmt: skip
    row = {"article": "harbour.txt", "published": "2025-06-02", "publisher": "The Quay", "claims": claims, **more}
    (folder / "harbour.json").write_text(json.dumps(row), "utf-8")
    return folder


@pytest.fixture
def gold(tmp_path: Path) -> GoldArticle:
    (article,) = gold_articles(gold_folder(tmp_path / "gold"))
    return article


def value(e: object, name: str) -> float:
    return next(s.value for s in scores(e) if s.name == name)  # type: ignore[arg-type]


def test_what_is_marked_scores_full_marks_against_itself(gold: GoldArticle) -> None:
    found = evaluate(gold, gold.claims)
    assert {s.name: s.value for s in scores(found)} == {s.name: 1.0 for s in scores(found)}
    assert not found.errors
    assert all(s.covered == 1.0 for s in scores(found))


def test_nothing_read_scores_nothing_and_says_so(gold: GoldArticle) -> None:
    found = evaluate(gold, None)
    assert {s.value for s in scores(found)} == {0.0}
    assert found.unread == ("harbour.txt",)
    assert [e.kind for e in worst(found, 9)] == [ErrorKind.FIGURE, ErrorKind.MISSED, ErrorKind.MISSED, ErrorKind.PERIOD]


def test_each_error_is_told_with_its_words(gold: GoldArticle) -> None:
    said, opened = gold.claims
    wrong = (
        replace(said, label="asserted", sources=(), confidence=0.95, figures=(replace(said.figures[0], comparator=">"),)),
        replace(opened, modality="planned", confidence=0.4),
    )
    found = evaluate(gold, wrong)
    assert [(e.kind, e.text, e.gold, e.read) for e in worst(found, 9)] == [
        (ErrorKind.VOICE, SAID, "attributed", "asserted"),
        (ErrorKind.SOURCE, SAID, "harbour board", "nobody"),
        (ErrorKind.FIGURE, "120 ships", "= 120 ship", "> 120 ship"),
        (ErrorKind.MODALITY, OPENED, "fact", "planned"),
    ]
    assert value(found, "figure values") == 1.0
    assert value(found, "figures F1") == 0.0
    assert value(found, "figure voice") == 0.0
    assert value(found, "voice accuracy") == 0.5


def test_confidence_is_set_against_how_often_the_voice_was_right(gold: GoldArticle) -> None:
    said, opened = gold.claims
    found = evaluate(gold, (replace(said, confidence=0.97), replace(opened, label="attributed", confidence=0.92)))
    assert [(b.low, b.high, b.claims, b.right) for b in reliability(found)] == [(0.9, 0.95, 1, 0.0), (0.95, 1.0, 1, 1.0)]
    assert right_when_sure(found) == (2, 0.5)


def test_voices_that_cannot_be_told_are_counted_and_shown(gold: GoldArticle) -> None:
    said, opened = gold.claims
    found = evaluate(gold, (replace(said, label="unsure", sources=(), confidence=0.4), opened))
    assert cannot_tell(found) == (1, 2)
    scored = evaluation.Scored(found, (found,))
    assert evaluation.as_json(scored, 0)["cannot tell"] == {"claims": 1, "of": 2}
    assert any(line.split() == ["voice", "cannot", "tell", "0.500", "2"] for line in evaluation.lines(scored, 0))
    assert "Of 2 claims read, 1 have a voice" in render(evaluation_page("e.html", ("gold", "all"), found, [found], 0))


def test_an_article_judged_in_part_counts_only_what_was_judged(tmp_path: Path) -> None:
    hurt = TEXT.index("Nobody was hurt")
    folder = gold_folder(tmp_path / "gold", complete=False, retracted=[[hurt, hurt + 15]])
    (article,) = gold_articles(folder)
    spare = Marked(0, 17, TEXT[:17], "asserted", (), "fact", True, (), ())
    retracted = Marked(hurt, hurt + 15, "Nobody was hurt", "asserted", (), "fact", True, (), ())
    assert value(evaluate(article, (*article.claims, spare)), "claims precision") == 1.0
    assert value(evaluate(article, (*article.claims, retracted)), "claims precision") == pytest.approx(2 / 3)
    assert value(evaluate(replace(article, complete=True), (*article.claims, spare)), "claims precision") == pytest.approx(2 / 3)


def test_articles_add_up(gold: GoldArticle) -> None:
    whole = total([evaluate(gold, gold.claims), evaluate(gold, ())])
    assert value(whole, "claims recall") == 0.5
    assert len(whole.errors) == len(evaluate(gold, ()).errors)


def test_every_third_article_is_dev(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path / "gold")
    data = (folder / "harbour.json").read_text("utf-8")
    for name in "abcdef":
        (folder / f"{name}.json").write_text(data, "utf-8")
    dev, tune = gold_articles(folder, "dev"), gold_articles(folder, "tune")
    assert (len(dev), len(tune)) == (3, 4)
    assert len(gold_articles(folder, "dev", 2)) == 4


@pytest.mark.parametrize("broken", ["{", "[]", '{"article": "x.txt", "claims": []}', '{"article": "harbour.txt", "claims": [{}]}',
                                    '{"article": "harbour.txt", "claims": [{"start": "1", "end": 2, "text": ""}]}'])  # fmt: skip
def test_what_is_no_gold_is_said_in_one_line(tmp_path: Path, broken: str) -> None:
    folder = gold_folder(tmp_path / "gold")
    (folder / "harbour.json").write_text(broken, "utf-8")
    with pytest.raises(NothingToRead, match=r"harbour\.json"):
        gold_articles(folder)
    with pytest.raises(NothingToRead, match="no articles"):
        gold_articles(tmp_path)


@pytest.mark.parametrize(("one", "other", "same"), [
    ("the ministry", "Ministry", True), ("Ann Lee", "Lee", True), ("Ann Lee", "Ann Moss", False), ("the", "The", True), ("Ann Lee", "", False),
])  # fmt: skip
def test_names(one: str, other: str, same: bool) -> None:
    assert names_agree(one, other) is same


@pytest.mark.parametrize(("name", "form"), [
    ("tonnes", "tonne"), ("new towers", "tower"), ("people", "person"), ("US$", "USD"), ("km/h", "kilometre per hour"), ("countries", "country"), ("%", "%"),
])  # fmt: skip
def test_units(name: str, form: str) -> None:
    assert unit(name) == form


@pytest.mark.parametrize(("name", "short"), [("tonnes", "t"), ("USD", "USD"), (None, "count"), ("lorry", "count"), ("kilometres per hour", "km/h"), ("", "count")])
def test_short_names_of_units(name: str | None, short: str) -> None:
    assert canonical(name) == short


def annotated(folder: Path) -> Path:
    """A folder of stand-off annotation with one attribution."""
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    (folder / "text" / "harbour.txt").write_text(TEXT, "utf-8")
    s, e = TEXT.index(SAID), TEXT.index(SAID) + len(SAID)
    marks = f"T1\tSource 0 17\tThe harbour board\nT2\tCue 18 22\tsaid\nT3\tContent {s} {e}\t{SAID}\nE1\tSource:T1 Cue:T2 Content:T3\n"
    (folder / "attributions" / "harbour_ann.ann").write_text(marks, "utf-8")
    return folder


def test_marks_score_full_marks_against_themselves(tmp_path: Path) -> None:
    (article,) = annotated_articles(annotated(tmp_path))
    found = mark_scores(count_marks(article, article.attributions))
    assert {name: s.f1 for name, s in found.items()} == dict.fromkeys(found, 1.0)
    assert mark_scores(count_marks(article, []))["relation 0.3"].f1 == 0.0
    with pytest.raises(NothingToRead):
        annotated_articles(tmp_path / "text")


def test_the_page_is_whole_escaped_and_loads_nothing(gold: GoldArticle) -> None:
    bad = replace(gold, name='<img src=x onerror="alert(1)">.txt')
    found = evaluate(bad, (replace(gold.claims[1], label="attributed", confidence=0.7),))
    html = render(evaluation_page("e.html", ("<script>folder", "all"), found, [found], 20))
    assert "<img" not in html
    assert "<script>folder" not in html
    assert "&lt;b&gt;opened" in html
    assert "prefers-color-scheme: dark" in html
    assert 'src="http' not in html
    assert "<svg" in html
    assert "0.5" in html


def test_the_command(claims: Claims, tmp_path: Path) -> None:
    folder = gold_folder(tmp_path / "gold")
    done = claims("evaluate", folder, "--json", "--report", tmp_path / "out" / "page.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["scores"]["claims recall"] == {"value": 1.0, "of": 2, "covered": 1.0}
    assert found["per_article"]["harbour.txt"]["figures F1"]["value"] == 1.0
    assert "harbour" in (tmp_path / "out" / "page.html").read_text("utf-8")
    assert claims("evaluate", cwd=tmp_path).returncode == 2
    assert claims("evaluate", tmp_path, cwd=tmp_path).returncode == 4
    assert "harbour.txt" in "\n".join(evaluation.lines(evaluation.score_claims(folder, None, 3), 5))
    marks = evaluation.score_marks(annotated(tmp_path / "split"))
    assert any("token cue" in line for line in evaluation.share_lines(marks))


def _tool(shared: Path, name: str, *arguments: Path | str) -> dict[str, object]:
    done = subprocess.run([sys.executable, shared / "tools" / name, *arguments, "--json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_claims_are_scored_as_the_reference_scores_them(shared: Path, tmp_path: Path) -> None:
    parts, lines = [], []
    for gold in gold_articles(shared / "gold"):
        article = next(read(str(gold.path), ReadOptions(published=gold.published, publisher=gold.publisher)))
        assert isinstance(article, Article)
        found = extract(article)
        lines.append(json.dumps(as_json(found)))
        parts.append(evaluate(gold, read_claims(found)))
    (tmp_path / "read.jsonl").write_text("\n".join(lines), "utf-8")
    ours, theirs = total(parts), _tool(shared, "score_claims.py", shared / "gold", tmp_path / "read.jsonl")
    pairs = {
        "claims F1": ("claims", "F1"), "claims precision": ("claims", "P"), "claims recall": ("claims", "R"),
        "voice macro F1": ("voice", "macro_F1"), "voice accuracy": ("voice", "accuracy"), "nearest source": ("source", "nearest"),
        "origin": ("source", "origin"), "kind of source": ("source", "kind"), "figures F1": ("figures", "F1"),
        "figure values": ("figures", "value_only_R"), "periods": ("periods", "R"),
    }  # fmt: skip
    for name, (group, key) in pairs.items():
        assert round(value(ours, name), 4) == theirs[group][key], name  # type: ignore[index]
    assert round(value(ours, "figure voice"), 4) == theirs["figure_voice"]
    assert round(value(ours, "modality"), 4) == theirs["modality"]


def test_marks_are_scored_as_the_reference_scores_them(shared: Path, tmp_path: Path) -> None:
    split = tmp_path / "split"
    for part in ("text", "attributions"):
        (split / part).mkdir(parents=True)
    source = shared / "data" / "polnear" / "dev"
    for path in sorted((source / "text").glob("*.txt"))[:12]:
        (split / "text" / path.name).symlink_to(path)
        for marks in sorted(p for p in (source / "attributions").iterdir() if p.name.startswith(path.stem)):
            (split / "attributions" / marks.name).symlink_to(marks)
    lines = [json.dumps(as_json(extract(a))) for p in sorted((split / "text").iterdir()) for a in read(str(p), ReadOptions()) if isinstance(a, Article)]
    (tmp_path / "read.jsonl").write_text("\n".join(lines), "utf-8")
    ours, theirs = evaluation.score_marks(split), _tool(shared, "score_attribution.py", split, tmp_path / "read.jsonl")
    for name, (group, key) in {f"{g} {r}": (g, r) for g in ("token", "exact") for r in ("source", "cue", "content")}.items():
        assert {k: round(ours[name][k], 4) for k in ("P", "R", "F1")} == theirs[group][key], name  # type: ignore[index]
    for least in ("0.3", "0.8"):
        assert {k: round(ours[f"relation {least}"][k], 4) for k in ("P", "R", "F1")} == theirs["relation"][f"at_{least}"]  # type: ignore[index]
    assert round(ours["source overlap"], 4) == theirs["relation"]["source_overlap"]  # type: ignore[arg-type, index]


@pytest.mark.parametrize("name", ["newsquant_dev", "news_phrases", "recognizers_quantity", "meantime_en"])
def test_figures_are_scored_as_the_reference_scores_them(shared: Path, tmp_path: Path, name: str) -> None:
    path = shared / "data" / "quantities" / f"{name}.jsonl"
    lines = [json.dumps(as_json(extract(a))) for a in read(str(path), ReadOptions()) if isinstance(a, Article)]
    (tmp_path / "read.jsonl").write_text("\n".join(lines), "utf-8")
    ours, theirs = evaluation.score_figures(path), _tool(shared, "score_figures.py", path, tmp_path / "read.jsonl")
    for group, names in (("quantities", ("value", "unit", "full")), ("dates", ("interval", "span"))):
        for one in names if group in theirs else ():
            assert {k: round(100 * ours[one][k], 1) for k in ("P", "R", "F1")} == theirs[group][one], one  # type: ignore[index]
    if "quantities" in theirs:
        assert ours["years taken as figures"] == theirs["quantities"]["years_taken_as_quantities"]  # type: ignore[index]
        assert ours["texts wholly right"] == theirs["quantities"]["texts_wholly_right"]  # type: ignore[index]
    assert len(gold_texts(path)) == ours["texts"]
