"""Fetches a web address within limits of time, size and redirects, and tells passing failures from lasting ones."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.formats.draft import UnreadableError

if TYPE_CHECKING:
    import httpx

_AGENT = "claims-pipeline (fact verification for a news desk)"
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/json,*/*;q=0.5"
_REDIRECTS = 5
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))
_OTHER_MEDIA = ("image/", "audio/", "video/", "font/")
CONNECT_S = 10.0
READ_S = 20.0
TOTAL_S = 60.0


@dataclass(frozen=True, slots=True)
class Page:
    """What a web address answered: the bytes, where redirects ended, and what the server says they are."""

    url: str
    data: bytes
    media_type: str | None = None
    charset: str | None = None


class TransientError(Exception):
    """A web address did not answer now, and may later: worth another attempt."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(reason)
        self.url = url
        self.reason = reason

    def __reduce__(self) -> tuple[type[TransientError], tuple[str, str]]:
        """Travels between processes."""
        return type(self), (self.url, self.reason)


def fetch(url: str, max_bytes: int) -> Page:
    """What the address answers; raises TransientError, or UnreadableError where another attempt would not help.

    It takes at most a minute, five redirects and ``max_bytes`` unpacked bytes.
    """
    import httpx

    limits = httpx.Timeout(READ_S, connect=CONNECT_S)
    with (
        _explained(url),
        httpx.Client(follow_redirects=True, max_redirects=_REDIRECTS, timeout=limits) as client,
        client.stream("GET", url, headers={"User-Agent": _AGENT, "Accept": _ACCEPT}) as response,
    ):
        _check_status(url, response.status_code)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type.startswith(_OTHER_MEDIA):
            raise UnreadableError(
                "not text", f"the address gives {media_type}, not an article; give the article's page"
            )
        data = _body(url, response, max_bytes)
        return Page(str(response.url).partition("#")[0], data, media_type or None, response.charset_encoding)


def _check_status(url: str, status: int) -> None:
    if status in _PASSING:
        raise TransientError(url, f"the server answered {status}")
    if status in (401, 402, 403, 407, 451):
        reason = f"the site does not let this program read it ({status}); save the page and give the file"
        raise UnreadableError("forbidden", reason)
    if status >= 400:
        raise UnreadableError("not found", f"the server answered {status}: there is no such page; check the address")
    if not 200 <= status < 300:
        raise UnreadableError("not found", f"the server answered {status} and no page; check the address")


def _body(url: str, response: httpx.Response, max_bytes: int) -> bytes:
    """The unpacked body, chunk by chunk: a server that sends a little now and then would otherwise never end."""
    ends = time.monotonic() + TOTAL_S
    chunks: list[bytes] = []
    size = 0
    for chunk in response.iter_bytes():
        chunks.append(chunk)
        size += len(chunk)
        if size > max_bytes:
            limit = f"{max_bytes / 1e6:.0f} MB"
            raise UnreadableError(
                "too large", f"the page is larger than {limit}; save the article's part and give that"
            )
        if time.monotonic() > ends:
            raise TransientError(url, f"the server took more than {TOTAL_S:.0f} s")
    return b"".join(chunks)


@contextmanager
def _explained(url: str) -> Iterator[None]:
    """What httpx raises, as one of the two kinds of failure."""
    import httpx

    try:
        yield
    except (httpx.UnsupportedProtocol, httpx.InvalidURL, UnicodeError) as error:
        raise UnreadableError("address", "it is no valid web address; copy it again from the browser") from error
    except httpx.TooManyRedirects as error:
        raise UnreadableError(
            "address", f"the address leads in circles (over {_REDIRECTS} redirects); check it"
        ) from error
    except httpx.DecodingError as error:
        raise UnreadableError(
            "encoding", "the server's compression is damaged; save the page and give the file"
        ) from error
    except httpx.TimeoutException as error:
        raise TransientError(url, "the server did not answer in time") from error
    except httpx.TransportError as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            reason = "the site's certificate is not valid; save the page and give the file"
            raise UnreadableError("certificate", reason) from error
        raise TransientError(url, "the server cannot be reached; check the address and the connection") from error
