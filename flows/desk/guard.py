"""Who may use the desk's page: a session in a same-site cookie, a header that other sites cannot send, own addresses."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.requests import Request

HEADER = "x-claims-desk"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules of one desk; ``token`` is None on loopback, where whoever uses the machine is let in."""

    port: int
    token: str | None = None
    hosts: tuple[str, ...] = ()
    _session: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def cookie(self) -> str:
        """The cookie's name; two desks on one machine do not share it."""
        return f"claims_desk_{self.port}"

    @property
    def session(self) -> str:
        """The cookie's value."""
        return self._session

    @property
    def proof(self) -> str:
        """What the page sends in the header with each decision; only a page that the desk itself served knows it."""
        return hmac.new(self._session.encode(), b"decide", hashlib.sha256).hexdigest()

    def knows_host(self, request: Request) -> bool:
        """Whether the request was sent to one of the desk's own names: another name may be somebody's trick."""
        name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        if name in (*LOOPBACK, *self.hosts):
            return True
        return self.token is not None and (_is_address(name) or name in (socket.gethostname(), socket.getfqdn()))

    def is_token(self, given: str) -> bool:
        """Whether this is the token that the desk was started with."""
        return self.token is not None and hmac.compare_digest(given.strip().encode(), self.token.encode())

    def has_session(self, request: Request) -> bool:
        """Whether the request carries the desk's cookie."""
        return hmac.compare_digest(request.cookies.get(self.cookie, "").encode(), self._session.encode())

    def is_own_page(self, request: Request) -> bool:
        """Whether a page of this desk sent the request, and no other site's."""
        origin = urlsplit(request.headers.get("origin", "")).netloc
        if not origin or origin != request.headers.get("host"):
            return False
        return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"

    def may_decide(self, request: Request) -> bool:
        """Whether the request comes from a page that this desk served to somebody whom it let in."""
        sent = request.headers.get(HEADER, "")
        return self.is_own_page(request) and hmac.compare_digest(sent.encode(), self.proof.encode())


def is_loopback(host: str) -> bool:
    """Whether an address to bind can be reached from this machine alone."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
