"""The wheel in a fresh environment: everything is in it, and the main job runs without network and writes nowhere else."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import SAMPLES

ROOT = Path(__file__).parents[1]
PACKAGES = ("claims", "flows", "validations", "warehouse")

# Runs in every Python of the environment: an address outside this machine is noted and refused.
NO_NETWORK = """
import os, sys
def refuse(event, args):
    if event == "socket.connect" and isinstance(args[1], tuple):
        host = str(args[1][0])
    elif event == "socket.getaddrinfo":
        host = str(args[0])
    else:
        return
    if host not in {"127.0.0.1", "::1", "localhost", "None", "0.0.0.0"}:
        with open(os.environ["REACHED"], "a") as out:
            print(event, args, file=out)
        raise OSError(101, "Network is unreachable")
sys.addaudithook(refuse)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with what is installed."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_every_file_of_the_packages_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    files = {
        str(path.relative_to(ROOT)) for package in PACKAGES for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }  # fmt: skip
    assert held == files


def test_the_main_job_runs_from_it_offline(wheel: Path, tmp_path: Path) -> None:
    fresh, work, home = tmp_path / "venv", tmp_path / "work", tmp_path / "home"
    work.mkdir()
    home.mkdir()
    venv.create(fresh, with_pip=False)
    python = fresh / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-index", str(wheel)],
        check=True, capture_output=True,
    )  # fmt: skip
    packages = next((fresh / "lib").glob("python3*")) / "site-packages"
    # The dependencies are those of this environment; a path in a .pth file brings no editable installation with it.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (packages / "sitecustomize.py").write_text(NO_NETWORK)
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "REACHED": str(tmp_path / "reached")}
    article = SAMPLES / "2026-01-29-kestrel-bridge-trial.txt"
    done = subprocess.run(
        [fresh / "bin" / "claims", "run", article, "--published", "2026-06-15"], cwd=work, env=environment,
        capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "published in" in done.stdout
    assert not (tmp_path / "reached").exists(), (tmp_path / "reached").read_text()
    written = {"claims.duckdb", "claims.duckdb.lock", "claims.published.duckdb", "report"}
    assert {path.name for path in work.iterdir()} == written
    assert {path.name for path in home.iterdir()} <= {".prefect", ".cache"}
    where = subprocess.run([python, "-c", "import claims; print(claims.__file__)"], cwd=work, env=environment, capture_output=True, text=True, check=True)
    assert where.stdout.startswith(str(fresh))
