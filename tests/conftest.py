"""Shared by all tests: the sample articles, and the command line as its users run it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flows.server import Server, bound

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SAMPLES = Path(__file__).parent / "articles"
SHARED = Path(__file__).parents[2] / "shared"

Claims = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One Prefect folder for the session, so that its database is made once."""
    return tmp_path_factory.mktemp("prefect")


@pytest.fixture(scope="session")
def environment(prefect_home: Path) -> dict[str, str]:
    """The environment of a user who has set nothing of ours or of Prefect's but its folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CLAIMS_", "PREFECT_"))}
    return kept | {"PREFECT_HOME": str(prefect_home), "PYTHONPATH": str(Path(__file__).parents[1]), "COLUMNS": "200"}


@pytest.fixture(scope="session")
def served(prefect_home: Path, environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment of a user who has a Prefect server running: a run then takes seconds less."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
        patch.setenv("PREFECT_API_BLOCKS_REGISTER_ON_START", "false")
        server = Server.start(prefect_home, bound("127.0.0.1", 0), embedded=True)
    try:
        server.ready()
        yield environment | {"PREFECT_API_URL": server.url}
    finally:
        server.stop()


def command(*arguments: str | Path) -> list[str]:
    """The command line as a list: `claims …` of this clone."""
    return [sys.executable, "-c", "from flows.cli import main; main()", *map(str, arguments)]


def started(
    environment: dict[str, str], cwd: Path, arguments: Sequence[str | Path], timeout: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run `claims …` in a folder to its end."""
    return subprocess.run(
        command(*arguments), cwd=cwd, env=environment, capture_output=True, text=True, timeout=timeout, check=False
    )


@pytest.fixture(scope="session")
def claims(served: dict[str, str]) -> Claims:
    """Run `claims …` in a folder, beside a Prefect server."""

    def run(*arguments: str | Path, cwd: Path, timeout: float = 300) -> subprocess.CompletedProcess[str]:
        return started(served, cwd, arguments, timeout)

    return run


@pytest.fixture(scope="session")
def ran(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """A folder in which the samples were read once, as the README's first command does it, and the run's summary."""
    folder = tmp_path_factory.mktemp("ran")
    done = started(environment, folder, ("run", SAMPLES, "--published", "2026-06-15", "--json"))
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring data beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("the measuring data are not beside this clone")
    return SHARED


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session, as the system has it."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, an npm package that no test fetches: AXE_CORE says where it lies."""
    named = os.environ.get("AXE_CORE")
    if not named:
        pytest.skip("AXE_CORE names no axe.min.js: npm install --prefix DIR axe-core puts it into DIR/node_modules/axe-core")
    return Path(named).read_text("utf-8")
