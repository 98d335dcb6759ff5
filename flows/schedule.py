"""`claims serve`: a Prefect server on this machine, the schedules of the settings file as deployments, a clean stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import httpx

from claims.errors import PipelineError, SettingsError
from flows.embedded import parameters, prepare_prefect
from flows.settings import EXAMPLE, Schedule, Settings

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

_READY_S = 120.0
_GRACE_S = 10.0


def serve(settings: Settings) -> None:
    """Serve the schedules until SIGINT or SIGTERM; a server that this starts is stopped with it, one found stays.

    One run at a time writes: each deployment and the process as a whole hold one. A run that comes due while another
    goes on is cancelled: the next one reads the same inputs. Raises SettingsError where nothing is scheduled.
    """
    active = [schedule for schedule in settings.schedules if schedule.active]
    if not active:
        raise SettingsError(f"nothing is scheduled; put this into claims.toml:\n\n{EXAMPLE}")
    prepare_prefect(settings)
    os.environ["PREFECT_LOGGING_LEVEL"] = "WARNING"
    with server(settings) as url:
        os.environ["PREFECT_API_URL"] = f"{url}/api"
        _tell(f"Prefect's pages: {url}")
        _run_deployments(active, settings)
    _tell("stopped")


@contextlib.contextmanager
def server(settings: Settings) -> Iterator[str]:
    """The address of a healthy Prefect server: the one that PREFECT_API_URL names, one on the port, or a new one."""
    named = os.environ.get("PREFECT_API_URL", "").removesuffix("/").removesuffix("/api")
    if named:
        if not _healthy(named):
            raise PipelineError(f"no Prefect server answers at {named}: start it, or unset PREFECT_API_URL")
        yield named
        return
    host, port = settings.prefect.host, settings.prefect.port
    if _healthy(f"http://{host}:{port}"):
        yield f"http://{host}:{port}"
        return
    port = next(p for p in range(port, port + 100) if _free(host, p))
    log = Path(os.environ["PREFECT_HOME"]) / "server.log"
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "prefect", "server", "start", "--host", host, "--port", str(port)],
            stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    try:
        _wait_until_healthy(process, f"http://{host}:{port}", log)
        yield f"http://{host}:{port}"
    finally:
        _end(process)


def _run_deployments(active: list[Schedule], settings: Settings) -> None:
    from prefect.runner import Runner

    runner = Runner(name="claims", pause_on_shutdown=False, limit=1)
    for schedule in active:
        runner.add_deployment(_deployment(schedule, settings))
        _tell(f"{schedule.name}: {_when(schedule)}, reads {', '.join(schedule.inputs)}")
    _tell("serving; Ctrl-C stops")
    _forward_signals()
    # What Prefect leaves running when it is told to stop would print its tracebacks.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError, SystemExit):
        asyncio.run(runner.start())


def _deployment(schedule: Schedule, settings: Settings) -> RunnerDeployment:
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.schedules import Cron, Interval

    from flows.ingest import ingest

    when = (
        Cron(schedule.cron, timezone=schedule.timezone)
        if schedule.cron
        else Interval(schedule.interval or timedelta(hours=1), timezone=schedule.timezone)
    )
    given = parameters([_absolute(target) for target in schedule.inputs], settings)
    given |= {"database": str(settings.database.resolve()), "report_dir": str(settings.report_dir.resolve())}
    given["publisher"] = schedule.publisher or settings.publisher
    return ingest.to_deployment(  # type: ignore[return-value]  # sync and async at once
        name=schedule.name, schedules=[when], parameters=given, tags=["claims", "scheduled"],
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
    )  # fmt: skip


def _absolute(target: str) -> str:
    return target if "://" in target else str(Path(target).resolve())


def _when(schedule: Schedule) -> str:
    return f"cron {schedule.cron} {schedule.timezone}" if schedule.cron else f"every {schedule.interval}"


def _forward_signals() -> None:
    """SIGTERM ends like SIGINT; a second signal ends at once."""

    def second(_number: int, _frame: FrameType | None) -> None:
        os._exit(1)

    def first(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, second)
        signal.signal(signal.SIGTERM, second)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, first)
    signal.signal(signal.SIGTERM, first)


def _wait_until_healthy(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + _READY_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise PipelineError(f"Prefect's server ended at once; its log is {log}")
        if _healthy(url):
            return
        time.sleep(0.3)
    raise PipelineError(f"Prefect's server did not answer within {_READY_S:.0f} s; its log is {log}")


def _healthy(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/health", timeout=2.0).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) != 0


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server and everything that it started; what does not go within ten seconds is killed."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE_S)
            return


def _tell(line: str) -> None:
    sys.stderr.write(f"claims serve: {line}\n")
    sys.stderr.flush()
