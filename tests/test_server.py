"""The Prefect server of our own: it answers, ends when told, dies with its starter, and says why it cannot start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claims.errors import PipelineError
from flows.embedded import _is_named
from flows.server import Server, answers, bound

STARTER = """
import sys
from pathlib import Path
from flows.server import Server, bound
server = Server.start(Path(sys.argv[1]), bound("127.0.0.1", 0), embedded=True)
server.ready()
print(server.pid, server.url, flush=True)
sys.stdin.read()
"""


def is_there(pid: int) -> bool:
    """Whether the process runs; one that ended and that nobody has asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pid: int, timeout_s: float = 120) -> None:
    limit = time.monotonic() + timeout_s
    while is_there(pid):
        assert time.monotonic() < limit, f"process {pid} is still there"
        time.sleep(0.1)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux whether a process is there")
def test_it_answers_and_dies_with_its_starter(environment: dict[str, str], prefect_home: Path) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(prefect_home)], env=environment, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert starter.stdout
    pid, url = starter.stdout.readline().split()
    port = int(url.removesuffix("/api").rpartition(":")[2])
    assert answers(("127.0.0.1", port))
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    wait_until_gone(int(pid))
    assert not answers(("127.0.0.1", port), 1)


def test_one_that_cannot_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_DATABASE_CONNECTION_URL", "sqlite+aiosqlite:////proc/none/prefect.db")
    server = Server.start(tmp_path, bound("127.0.0.1", 0), embedded=True)
    with pytest.raises(PipelineError, match="the Prefect server did not start: .*claims-server.log"):
        server.ready()
    assert not server.running


def test_a_port_that_is_taken_is_not_bound() -> None:
    with bound("127.0.0.1", 0) as taken, pytest.raises(OSError, match="in use"):
        taken.listen()
        bound("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize(("name", "text", "named"), [
    ("prefect.toml", "[api]\nurl = 'http://127.0.0.1:4/api'\n", True),
    ("pyproject.toml", "[project]\ndependencies = ['prefect']\n", False),
    ("home/profiles.toml", 'active = "here"\n\n[profiles.here]\nPREFECT_API_URL = "http://127.0.0.1:4/api"\n', True),
    ("home/profiles.toml", 'active = "here"\n\n[profiles.here]\nPREFECT_LOGGING_LEVEL = "INFO"\n', False),
])  # fmt: skip
def test_a_server_named_in_a_file_is_used(name: str, text: str, named: bool, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / name).write_text(text)
    code = "import sys; from pathlib import Path; from flows.embedded import _is_named; print(_is_named(Path('home')))"
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    kept |= {"PREFECT_HOME": str(tmp_path / "home"), "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=kept, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(named)


def test_a_server_named_in_the_environment_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    assert not _is_named(tmp_path)
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4/api")
    assert _is_named(tmp_path)
