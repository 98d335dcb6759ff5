"""A Prefect server of our own: a child process that answers on loopback and lives no longer than its starter."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import PipelineError
from flows.imports import roomy, undisturbed

if TYPE_CHECKING:
    import uvicorn

_LOG_NAME = "claims-server.log"
_LOG_BYTES = 1_000_000
_DRAIN_S = 10.0
_STOP_S = 15.0


class Server:
    """A started server process; ``url`` is its API's, known at once, answered as soon as the server is up.

    The starter binds the port, so that no other program can take it meanwhile, and holds a pipe that the server reads:
    when it closes, because the starter closed it or died in whatever way, the server writes down what it has been told
    and ends.
    """

    def __init__(self, process: subprocess.Popen[bytes], address: tuple[str, int], log: Path) -> None:
        self._process = process
        self._address = address
        self.log = log

    @property
    def pages(self) -> str:
        """Where a browser finds Prefect's pages."""
        host, port = self._address
        return f"http://{f'[{host}]' if ':' in host else host}:{port}"

    @property
    def url(self) -> str:
        """The address of the API, for PREFECT_API_URL."""
        return f"{self.pages}/api"

    @property
    def pid(self) -> int:
        """The process that answers."""
        return self._process.pid

    @classmethod
    def start(cls, home: Path, listener: socket.socket, *, embedded: bool) -> Server:
        """Start the server on a bound socket, which is closed here; its messages go to a file under ``home``.

        An embedded server records what one run does; the other kind schedules, too, and serves the pages.
        """
        host, port = listener.getsockname()[:2]
        address = ({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port)  # noqa: S104
        log = home / _LOG_NAME
        mode = "ab" if log.exists() and log.stat().st_size < _LOG_BYTES else "wb"
        with listener, log.open(mode) as messages:
            listener.listen(128)
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-m", "flows.server", str(listener.fileno()), "embedded" if embedded else "full"],
                env=_environment(home, address, embedded),
                stdin=subprocess.PIPE,
                stdout=messages,
                stderr=messages,
                pass_fds=[listener.fileno()],
                start_new_session=True,
            )
        return cls(process, address, log)

    def ready(self, timeout_s: float = 300.0) -> None:
        """Return when the server answers; PipelineError, with the end of its log, when it has ended instead."""
        deadline = time.monotonic() + timeout_s
        while not answers(self._address, timeout_s=max(deadline - time.monotonic(), 0.1)):
            if not self.running or time.monotonic() > deadline:
                self.stop(grace_s=0)
                lines = self.log.read_text("utf-8", "replace").strip().splitlines()
                raise PipelineError(
                    f"the Prefect server did not start: {lines[-1] if lines else 'it said nothing'} (see {self.log})"
                )
            time.sleep(0.05)

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def stop(self, grace_s: float = _STOP_S) -> None:
        """End the server and wait for its end; after ``grace_s`` seconds it is killed."""
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(grace_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def bound(host: str, port: int) -> socket.socket:
    """A socket bound to the address, for ``Server.start``; port 0 lets the system choose. OSError when taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except BaseException:
        listener.close()
        raise
    return listener


def answers(address: tuple[str, int], timeout_s: float = 2.0) -> bool:
    """Whether a Prefect server answers there that it is well."""
    connection = HTTPConnection(*address, timeout=timeout_s)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().read() == b"true"
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _environment(home: Path, address: tuple[str, int], embedded: bool) -> Mapping[str, str]:
    host, port = address
    # A server is no client: the address of another one is not its business.
    kept = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    return kept | {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_API_HOST": host,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_UI_ENABLED": "false" if embedded else "true",
    }


def main() -> None:
    """The child: serve on the inherited socket until standard input ends."""
    listener = socket.socket(fileno=int(sys.argv[1]))
    with undisturbed():
        import uvicorn
        from prefect.server.api.server import create_app

        app = create_app(ephemeral=sys.argv[2] == "embedded", final=True)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on", timeout_graceful_shutdown=2))
    threading.Thread(target=_end_with_starter, args=(server,), daemon=True).start()
    asyncio.run(server.serve([listener]))
    # What is to be kept is written; taking the interpreter apart takes longer than all the rest of stopping.
    sys.stderr.flush()
    os._exit(0)


def _end_with_starter(server: uvicorn.Server) -> None:
    """Wait for the end of standard input, then for what was sent to be recorded, and make the server end."""
    from prefect.server.utilities.messaging.memory import METRICS

    os.read(0, 1)
    end = time.monotonic() + _DRAIN_S
    while time.monotonic() < end and any(topic["consumed"] < topic["published"] for topic in METRICS.values()):
        time.sleep(0.02)
    server.should_exit = True
    time.sleep(_STOP_S - _DRAIN_S)
    os._exit(1)


if __name__ == "__main__":
    roomy(main)
