"""The whole job, run as its users run it: commands in a folder, then the database and the pages."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from conftest import SAMPLES, Claims, command, started

LEDGER = ("articles", "claims", "claim_sources", "quantities", "periods", "numbers", "attributions", "findings", "quarantine")
MOVING = {"run_id", "first_seen", "last_seen"}


def rows(database: Path, table: str, without: set[str] = MOVING) -> list[tuple[object, ...]]:
    with duckdb.connect(str(database), read_only=True) as con:
        columns = [c[0] for c in con.execute(f"DESCRIBE {table}").fetchall() if c[0] not in without]
        found = con.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY ALL").fetchall()
    return [tuple(str(value) for value in row) for row in found]


def ask(database: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(database), read_only=True) as con:
        return con.execute(query).fetchall()


def test_samples_fill_the_database_and_the_report(ran: tuple[Path, dict[str, object]]) -> None:
    folder, summary = ran
    assert summary["outcome"] == "published"
    assert summary["articles"] == summary["new_articles"]
    assert int(str(summary["articles"])) >= 12
    assert not summary["quarantined"]
    counts = ask(folder / "claims.published.duckdb", "SELECT count(*), count(*) FILTER (voice = 'attributed') FROM claims")[0]
    assert counts == (summary["claims"], summary["attributed"])
    assert int(str(summary["attributed"])) > 40
    assert (folder / "report" / "index.html").is_file()
    assert len(list((folder / "report").glob("*.html"))) == int(str(summary["articles"])) + 2
    assert ask(folder / "claims.duckdb", "SELECT outcome FROM runs") == [("published",)]
    assert ask(folder / "claims.duckdb", "SELECT count(*) > 50 FROM validation_results")[0][0]


def test_every_claim_is_its_text(ran: tuple[Path, dict[str, object]]) -> None:
    folder, _ = ran
    found = ask(folder / "claims.duckdb", "SELECT a.text, c.start_offset, c.end_offset, c.exact FROM claims c JOIN articles a USING (version_id)")
    assert found
    assert all(text[start:end] == exact for text, start, end, exact in found)


def test_second_run_adds_no_row_and_moves_only_last_seen(claims: Claims, tmp_path: Path) -> None:
    first = claims("run", SAMPLES / "2026-06-briefs.jsonl", SAMPLES / "2025-10-09-talla-flood.txt", "--json", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    before = {table: rows(tmp_path / "claims.duckdb", table, {"last_seen"}) for table in LEDGER}
    seen = ask(tmp_path / "claims.duckdb", "SELECT max(last_seen) FROM articles")
    second = claims("run", SAMPLES / "2026-06-briefs.jsonl", SAMPLES / "2025-10-09-talla-flood.txt", "--json", cwd=tmp_path)
    assert second.returncode == 0, second.stderr
    assert json.loads(second.stdout)["new_articles"] == 0
    assert {table: rows(tmp_path / "claims.duckdb", table, {"last_seen"}) for table in LEDGER} == before
    assert ask(tmp_path / "claims.duckdb", "SELECT min(last_seen) FROM articles") > seen


def test_changed_text_is_a_new_version(claims: Claims, tmp_path: Path) -> None:
    article = tmp_path / "toll.txt"
    article.write_text("Floods\n\nThe ministry said that 14 people died in the floods on Thursday.\n")
    assert claims("run", article, "--published", "2026-01-09", "--quiet", cwd=tmp_path).returncode == 0
    article.write_text("Floods\n\nThe ministry said that 19 people died in the floods on Thursday.\n")
    assert claims("run", article, "--published", "2026-01-09", "--quiet", cwd=tmp_path).returncode == 0
    versions = ask(tmp_path / "claims.duckdb", "SELECT count(*), count(DISTINCT article_id) FROM articles")
    assert versions == [(2, 1)]


def test_bad_inputs_are_quarantined_and_the_good_ones_stored(claims: Claims, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    good = "The mayor said on Monday that 40 houses had been damaged by the storm.\n"
    (folder / "good.txt").write_text(good)
    (folder / "latin.txt").write_bytes("The café owner said that 12 tables were broken in the café near the port, José Muñoz reported.\n".encode("latin-1"))
    (folder / "wide.txt").write_bytes(good.replace("40", "41").encode("utf-16"))
    (folder / "page.html").write_text(f"<html><body><script>alert(1)</script><article><p>{good.replace('40', '42') * 6}</p></article></body></html>")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj << /Type /Catalog")
    with (folder / "huge.txt").open("wb") as out:
        out.truncate(50_000_000)
    (folder / "loop").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "spanish.txt").write_text("El ministerio dijo el martes que las autoridades habían decomisado más de tres toneladas de cocaína en el puerto, según los datos que publicó la guardia costera de la provincia en la mañana del lunes pasado, y que diez personas fueron detenidas por la policía en la frontera del norte del país.\n")
    done = claims("run", folder, "--published", "2026-01-06", "--json", cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    summary = json.loads(done.stdout)
    stored = {Path(str(row[0])).name for row in ask(tmp_path / "claims.duckdb", "SELECT origin FROM articles")}
    assert stored == {"good.txt", "latin.txt", "wide.txt", "page.html"}
    aside = {Path(q["item"]).name: q["reason"] for q in summary["quarantined"]}
    assert {"empty.txt", "picture.txt", "cut.pdf", "huge.txt", "loop", "self", "spanish.txt"} <= set(aside)
    assert "Spanish" in aside["spanish.txt"]
    assert all(reason and "Traceback" not in reason for reason in aside.values())
    assert len(ask(tmp_path / "claims.duckdb", "SELECT * FROM quarantine")) == len(summary["quarantined"])


def test_nothing_readable_is_exit_code_4(claims: Claims, tmp_path: Path) -> None:
    done = claims("run", tmp_path / "nowhere.txt", cwd=tmp_path)
    assert done.returncode == 4
    assert "nowhere.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert ask(tmp_path / "claims.duckdb", "SELECT outcome FROM runs") == [("failed",)]


def test_validation_stops_a_run_before_publishing(claims: Claims, tmp_path: Path) -> None:
    (tmp_path / "claims.toml").write_text('thresholds = "strict.toml"\n')
    (tmp_path / "strict.toml").write_text("[articles.count]\nstop = { min = 1000 }\n")
    done = claims("run", SAMPLES / "2026-01-29-kestrel-bridge-trial.txt", cwd=tmp_path)
    assert done.returncode == 5, done.stderr
    assert not (tmp_path / "claims.published.duckdb").exists()
    assert ask(tmp_path / "claims.duckdb", "SELECT outcome FROM runs") == [("stopped",)]


def test_damaged_database_is_exit_code_7(claims: Claims, tmp_path: Path) -> None:
    (tmp_path / "claims.duckdb").write_bytes(b"this is no database " * 500)
    done = claims("run", SAMPLES / "2026-01-29-kestrel-bridge-trial.txt", cwd=tmp_path)
    assert done.returncode == 7
    assert "claims.duckdb" in done.stderr
    assert "Traceback" not in done.stderr


HOLDER = """
import pathlib, sys, time
from warehouse.connect import hold
with hold(pathlib.Path("claims.duckdb")):
    print("held", flush=True)
    sys.stdin.readline()
    time.sleep(float(sys.argv[1]))
"""


@pytest.fixture
def holder(environment: dict[str, str], tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the run lock until a line comes, and then three more seconds."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, "3"], cwd=tmp_path, env=environment, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_second_run_at_once_stops_with_a_clear_line(claims: Claims, holder: subprocess.Popen[str], tmp_path: Path) -> None:
    done = claims("run", SAMPLES / "2026-01-29-kestrel-bridge-trial.txt", "--wait", "0", cwd=tmp_path)
    assert done.returncode == 6
    assert str(holder.pid) in done.stderr


def test_second_run_at_once_waits_and_says_so(served: dict[str, str], holder: subprocess.Popen[str], tmp_path: Path) -> None:
    second = subprocess.Popen(
        command("run", SAMPLES / "2026-01-29-kestrel-bridge-trial.txt", "--json"), cwd=tmp_path, env=served,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert second.stderr is not None
    assert f"claims: waiting for the run of process {holder.pid} " in second.stderr.readline()
    assert holder.stdin is not None
    holder.stdin.write("\n")
    holder.stdin.flush()
    printed, complaints = second.communicate(timeout=300)
    assert (second.returncode, complaints) == (0, "")
    assert json.loads(printed)["outcome"] == "published"


def test_unknown_option_and_wrong_date_are_exit_code_2(claims: Claims, tmp_path: Path) -> None:
    assert claims("run", "--nonsense", cwd=tmp_path).returncode == 2
    wrong = claims("extract", SAMPLES / "2026-01-29-kestrel-bridge-trial.txt", "--published", "yesterday", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "--published" in wrong.stderr


def test_a_named_server_that_does_not_answer_is_told(environment: dict[str, str], tmp_path: Path) -> None:
    nobody = environment | {"PREFECT_API_URL": "http://127.0.0.1:9/api"}
    done = started(nobody, tmp_path, ("run", SAMPLES / "2026-01-29-kestrel-bridge-trial.txt"))
    assert done.returncode == 1
    assert done.stderr == "claims: no Prefect server answers at http://127.0.0.1:9/api/: start it, or unset PREFECT_API_URL\n"


def test_extract_prints_one_object_an_article(claims: Claims, tmp_path: Path) -> None:
    done = claims("extract", SAMPLES / "2026-06-briefs.jsonl", SAMPLES / "2026-01-29-kestrel-bridge-trial.txt", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    briefs = [json.loads(line)["id"] for line in (SAMPLES / "2026-06-briefs.jsonl").read_text("utf-8").splitlines()]
    assert [o["article"] for o in objects] == [*briefs, "2026-01-29-kestrel-bridge-trial.txt"]
    assert {"claims", "attributions", "quantities", "periods", "numbers", "findings"} <= set(objects[0])
    assert not list(tmp_path.iterdir())


def test_help_needs_no_heavy_library(environment: dict[str, str], tmp_path: Path) -> None:
    code = "import sys; import flows.cli; print([m for m in ('prefect','great_expectations','pandera','polars','pandas','duckdb','trafilatura','pydantic') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("kills", [pytest.param(2, id="two"), pytest.param(20, id="twenty", marks=pytest.mark.slow)])
def test_killed_runs_leave_whole_batches_and_a_rerun_completes(
    kills: int, ran: tuple[Path, dict[str, object]], claims: Claims, served: dict[str, str], tmp_path: Path
) -> None:
    """However far each run comes before its kill: the last one leaves what one undisturbed run leaves."""
    calm, _ = ran
    dice = random.Random(kills)
    arguments = ("run", SAMPLES, "--published", "2026-06-15", "--quiet")
    for number in range(kills):
        process = subprocess.Popen(
            command(*arguments), cwd=tmp_path, env=served | {"CLAIMS_BATCH_SIZE": "3"}, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        # Not before it works: the second kill and every later one finds a database, whose log then grows or is gone.
        _wait_for(tmp_path / "claims.duckdb.lock", process)
        time.sleep(dice.random() * (2 + 4 * (number % 2)))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    done = claims(*arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for table in LEDGER:
        assert rows(tmp_path / "claims.duckdb", table) == rows(calm / "claims.duckdb", table), table


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    before = path.stat().st_mtime_ns if path.exists() else None
    while process.poll() is None and (not path.exists() or path.stat().st_mtime_ns == before):
        time.sleep(0.05)


def test_prefect_keeps_nothing_but_its_own_records(ran: tuple[Path, dict[str, object]], prefect_home: Path) -> None:
    folder, _ = ran
    assert {p.name for p in folder.iterdir()} == {"claims.duckdb", "claims.duckdb.lock", "claims.published.duckdb", "report"}
    with sqlite3.connect(prefect_home / "prefect.db") as con:
        assert con.execute("SELECT count(*) FROM flow_run").fetchone()[0] > 0
