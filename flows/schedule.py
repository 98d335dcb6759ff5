"""`claims serve`: a Prefect server on this machine, the schedules of the settings file as deployments, a clean stop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import httpx

from claims.errors import Interrupted, PipelineError, SettingsError
from flows.embedded import parameters, prepare_prefect
from flows.server import Server, answers, bound
from flows.settings import EXAMPLE, Clock, Digest, Schedule, Settings

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment
    from prefect.runner import Runner


def serve(settings: Settings) -> None:
    """Serve the schedules until SIGINT or SIGTERM; a server that this starts is stopped with it, one found stays.

    One run at a time writes: each deployment and the process as a whole hold one. A run that comes due while another
    goes on is cancelled: the next one reads the same inputs. Raises SettingsError where nothing is scheduled.
    """
    every: tuple[Schedule | Digest, ...] = (*settings.schedules, *settings.digests)
    active = [one for one in every if one.active]
    if not active:
        raise SettingsError(f"nothing is scheduled; put this into claims.toml:\n\n{EXAMPLE}")
    home = prepare_prefect(settings)
    os.environ["PREFECT_LOGGING_LEVEL"] = "WARNING"
    signal.signal(signal.SIGTERM, _stop)
    with server(home, settings) as url:
        os.environ["PREFECT_API_URL"] = f"{url}/api"
        _tell(f"Prefect's pages: {url}")
        _run_deployments(active, settings)
    _tell("stopped")


@contextlib.contextmanager
def server(home: Path, settings: Settings) -> Iterator[str]:
    """Where a healthy Prefect server answers: the one that PREFECT_API_URL names, one on the port, or a new one."""
    named = os.environ.get("PREFECT_API_URL", "").removesuffix("/").removesuffix("/api")
    if named:
        if not _healthy(named):
            raise PipelineError(f"no Prefect server answers at {named}: start it, or unset PREFECT_API_URL")
        yield named
        return
    host, port = settings.prefect.host, settings.prefect.port
    if answers((host, port)):
        yield f"http://{f'[{host}]' if ':' in host else host}:{port}"
        return
    own = Server.start(home, _listener(host, port), embedded=False)
    try:
        own.ready()
        yield own.pages
    finally:
        own.stop()


def _listener(host: str, port: int) -> socket.socket:
    """A socket on the port or, where another program has it, on the next that is free."""
    for number in range(port, min(port + 100, 65_536)):
        try:
            return bound(host, number)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise PipelineError(f"Prefect's server cannot listen on {host}: {error.strerror}") from error
    raise PipelineError(f"no port from {port} on is free on {host}: set another in [prefect] of claims.toml")


def _run_deployments(active: Sequence[Schedule | Digest], settings: Settings) -> None:
    from prefect.runner import Runner

    runner = Runner(name="claims", pause_on_shutdown=False, limit=1)
    for schedule in active:
        runner.add_deployment(_deployment(schedule, settings))
        does = "writes a digest" if isinstance(schedule, Digest) else f"reads {', '.join(schedule.inputs)}"
        _tell(f"{schedule.name}: {_when(schedule)}, {does}")
    # What Prefect leaves running when it is told to stop would print its tracebacks.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(_until_told(runner))


async def _until_told(runner: Runner) -> None:
    """Run the runner until SIGINT or SIGTERM; what it has started is told to end, a second signal ends at once."""
    serving = asyncio.ensure_future(runner.start())
    # Prefect's own answer to SIGTERM, made when it starts, leaves the loop unfinished: ours has to come after it.
    while not runner.started and not serving.done():
        await asyncio.sleep(0.05)
    loop = asyncio.get_running_loop()
    ending: list[asyncio.Future[None]] = []

    def told() -> None:
        if ending:
            os._exit(1)
        ending.append(asyncio.ensure_future(runner.astop()))

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told)
    _tell("serving; Ctrl-C stops")
    await serving


def _deployment(schedule: Schedule | Digest, settings: Settings) -> RunnerDeployment:
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.schedules import Cron, Interval

    from flows.digest_flow import make_digest
    from flows.ingest import ingest

    when = (
        Cron(schedule.cron, timezone=schedule.timezone)
        if schedule.cron
        else Interval(schedule.interval or timedelta(hours=1), timezone=schedule.timezone)
    )
    placed = {"database": str(settings.database.resolve()), "report_dir": str(settings.report_dir.resolve())}
    if isinstance(schedule, Digest):
        return make_digest.to_deployment(  # type: ignore[return-value]  # sync and async at once
            name=schedule.name, schedules=[when], tags=["claims", "scheduled"],
            parameters={**placed, "since_s": schedule.since.total_seconds()},
        )  # fmt: skip
    given = parameters([_absolute(target) for target in schedule.inputs], settings) | placed
    given["publisher"] = schedule.publisher or settings.publisher
    return ingest.to_deployment(  # type: ignore[return-value]  # sync and async at once
        name=schedule.name, schedules=[when], parameters=given, tags=["claims", "scheduled"],
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
    )  # fmt: skip


def _absolute(target: str) -> str:
    return target if "://" in target else str(Path(target).resolve())


def _when(schedule: Clock) -> str:
    return f"cron {schedule.cron} {schedule.timezone}" if schedule.cron else f"every {schedule.interval}"


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Interrupted("stopped before anything was served")


def _healthy(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/health", timeout=2.0).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _tell(line: str) -> None:
    sys.stderr.write(f"claims serve: {line}\n")
    sys.stderr.flush()
