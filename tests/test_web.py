"""Reading over the network: what passes is tried again, what lasts is told at once, within limits."""

from __future__ import annotations

import gzip
import json
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import documents
import pytest
from conftest import Claims

from claims.fetch import TransientError, fetch
from claims.formats.draft import UnreadableError


class Site(ThreadingHTTPServer):
    """A small site on loopback that counts what it is asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.asked: Counter[str] = Counter()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Pages(BaseHTTPRequestHandler):
    """Paths say what is answered: /503, /404, /loop; /flaky is well the second time."""

    def do_GET(self) -> None:
        assert isinstance(self.server, Site)
        path = self.path
        self.server.asked[path] += 1
        if path == "/loop":
            self.answer(302, b"", {"Location": "/loop"})
        elif path == "/moved":
            self.answer(301, b"", {"Location": "/page"})
        elif path.strip("/").isdigit():
            self.answer(int(path.strip("/")), b"no")
        elif path == "/flaky" and self.server.asked[path] == 1:
            self.answer(503, b"later")
        elif path == "/picture":
            self.answer(200, b"\xff\xd8\xff", {"Content-Type": "image/jpeg"})
        elif path == "/broken":
            self.answer(200, b"no gzip", {"Content-Type": "text/html", "Content-Encoding": "gzip"})
        elif path == "/bomb":
            self.answer(200, gzip.compress(b" " * 5_000_000), {"Content-Type": "text/html", "Content-Encoding": "gzip"})
        else:
            self.answer(200, documents.article_page(), {"Content-Type": "text/html; charset=utf-8"})

    def answer(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_page_comes_with_where_it_is_and_what_it_is(site: Site) -> None:
    page = fetch(f"{site.address}/moved#top", 1_000_000)
    assert page.url == f"{site.address}/page"
    assert (page.media_type, page.charset, page.data) == ("text/html", "utf-8", documents.article_page())


@pytest.mark.parametrize(("path", "check"), [
    ("/404", "not found"), ("/403", "forbidden"), ("/loop", "address"), ("/picture", "not text"), ("/broken", "encoding"),
    ("/bomb", "too large"), ("/304", "not found"),
])  # fmt: skip
def test_what_lasts_is_told(path: str, check: str, site: Site) -> None:
    with pytest.raises(UnreadableError) as raised:
        fetch(site.address + path, 1_000_000)
    assert raised.value.check == check


@pytest.mark.parametrize("path", ["/503", "/429", "/408"])
def test_what_passes_may_be_tried_again(path: str, site: Site) -> None:
    with pytest.raises(TransientError):
        fetch(site.address + path, 1_000_000)


def test_nobody_there_may_be_tried_again() -> None:
    with pytest.raises(TransientError, match="cannot be reached"):
        fetch("http://127.0.0.1:9/", 1_000_000)


def test_a_run_tries_again_only_what_the_network_did(claims: Claims, site: Site, tmp_path: Path) -> None:
    done = claims("run", f"{site.address}/flaky", f"{site.address}/404", "--json", cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    summary = json.loads(done.stdout)
    assert summary["articles"] == 1
    assert [entry["item"] for entry in summary["quarantined"]] == [f"{site.address}/404"]
    assert site.asked == {"/flaky": 2, "/404": 1}
