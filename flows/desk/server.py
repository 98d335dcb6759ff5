"""Runs the desk's page on an address of this machine until it is stopped."""

from __future__ import annotations

import contextlib
import secrets
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import FrameType

import uvicorn

from claims.errors import Interrupted, SettingsError
from flows.desk.app import application
from flows.desk.docket import Docket, Wanted
from flows.desk.guard import Guard, is_loopback

_SHORTEST_TOKEN = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where a desk is served: address, port, further names that it answers to, and the token to be let in by."""

    host: str
    port: int
    names: tuple[str, ...] = ()
    token: str | None = None


def serve(docket: Docket, editor: str, clock: Callable[[], datetime], place: Place) -> None:
    """Serve until SIGINT or SIGTERM; SettingsError where the address cannot be had or the token is too short."""
    docket.begin()
    docket.queue(Wanted(most=1))
    if place.token is not None and len(place.token) < _SHORTEST_TOKEN:
        raise SettingsError(f"CLAIMS_DESK_TOKEN: expected at least {_SHORTEST_TOKEN} characters")
    token = place.token or (None if is_loopback(place.host) else secrets.token_urlsafe(24))
    with contextlib.closing(_bound(place)) as listening:
        port = listening.getsockname()[1]
        guard = Guard(port, token, place.names)
        server = uvicorn.Server(uvicorn.Config(
            application(docket, guard, editor, clock), log_level="warning", access_log=False, server_header=False,
            timeout_graceful_shutdown=5,
        ))  # fmt: skip
        shown = "localhost" if place.host == "localhost" else f"[{place.host}]" if ":" in place.host else place.host
        # Before the address is told: who reads it may stop the desk at once.
        signal.signal(signal.SIGTERM, _stop)
        with contextlib.suppress(Interrupted, KeyboardInterrupt):
            _tell(f"http://{shown}:{port}/" + (f"?token={token}" if token else ""))
            if not is_loopback(place.host):
                _tell("this address is open to the network, and what passes over it is not encrypted")
            _tell("serving; Ctrl-C stops")
            server.run(sockets=[listening])
    _tell("stopped")


def _bound(place: Place) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise SettingsError(f"cannot serve on {place.host} port {place.port}: {error.strerror or error}") from error
    return listening


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Interrupted("stopped")


def _tell(line: str) -> None:
    sys.stderr.write(f"claims desk: {line}\n")
    sys.stderr.flush()
