"""`claims serve` for real: a server comes up, a schedule fires, its claims are published, and all of it ends cleanly."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from conftest import SAMPLES, command, started
from test_server import wait_until_gone

from flows.server import bound

SETTINGS = """
[[schedules]]
name = "newsroom"
inputs = ["{article}"]
interval = "10s"

[prefect]
port = {port}
"""


def wait_for(what: Callable[[], object], process: subprocess.Popen[str], timeout_s: float = 400) -> None:
    limit = time.monotonic() + timeout_s
    while not what():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.25)


def asked(url: str, body: object = None) -> object:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read())


def test_a_schedule_fires_and_everything_ends_with_sigterm(environment: dict[str, str], tmp_path: Path) -> None:
    with bound("127.0.0.1", 0) as probe:
        port = probe.getsockname()[1]
    settings = SETTINGS.format(article=SAMPLES / "2026-01-29-kestrel-bridge-trial.txt", port=port)
    (tmp_path / "claims.toml").write_text(settings)
    serving = subprocess.Popen(
        command("serve"), cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for((tmp_path / "report" / "index.html").exists, serving)
        runs = asked(f"http://127.0.0.1:{port}/api/flow_runs/filter", {"deployments": {"name": {"any_": ["newsroom"]}}})
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as pages:
            assert b"Prefect" in pages.read()
        children = Path(f"/proc/{serving.pid}/task/{serving.pid}/children")
        pids = [int(pid) for pid in children.read_text().split()] if children.exists() else []
        serving.send_signal(signal.SIGTERM)
        _, told = serving.communicate(timeout=120)
    finally:
        serving.kill()
        serving.wait()
    assert serving.returncode == 0, told
    assert isinstance(runs, list)
    # A run that comes due while another goes on is cancelled before it has a name.
    worked = [run for run in runs if run["state_type"] in {"RUNNING", "COMPLETED"}]
    assert {run["name"] for run in worked} == {"2026-01-29-kestrel-bridge-trial.txt"}
    assert all({"claims", "scheduled"} <= set(run["tags"]) for run in runs)
    assert re.sub(r"\d{4,5}", "PORT", told).splitlines() == [
        "claims serve: Prefect's pages: http://127.0.0.1:PORT",
        f"claims serve: newsroom: every 0:00:10, reads {SAMPLES}/PORT-01-29-kestrel-bridge-trial.txt",
        "claims serve: serving; Ctrl-C stops",
        "claims serve: stopped",
    ]
    for pid in pids:
        wait_until_gone(pid)
    with duckdb.connect(str(tmp_path / "claims.published.duckdb"), read_only=True) as con:
        assert con.execute("SELECT count(*) > 10 FROM claims").fetchall() == [(True,)]
        assert ("published",) in con.execute("SELECT outcome FROM runs").fetchall()


@pytest.mark.parametrize(("settings", "variables", "code", "line"), [
    ("", {}, 2, "nothing is scheduled; put this into claims.toml"),
    (SETTINGS.format(article="a", port=4200), {"PREFECT_API_URL": "http://127.0.0.1:9/api"}, 1,
     "no Prefect server answers at http://127.0.0.1:9: start it, or unset PREFECT_API_URL"),
    (SETTINGS.format(article="a", port=4200) + 'host = "198.51.100.1"\n', {}, 1, "cannot listen on 198.51.100.1"),
])  # fmt: skip
def test_what_cannot_be_served_is_told_in_one_line(
    settings: str, variables: dict[str, str], code: int, line: str, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "claims.toml").write_text(settings)
    done = started(environment | variables, tmp_path, ("serve",))
    assert done.returncode == code, done.stderr
    assert line in done.stderr
    assert "Traceback" not in done.stderr
