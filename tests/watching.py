"""A page of a headless browser that remembers what went wrong on it, and what it asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


class Watched:
    """A page with its console errors and the requests that left for another place than ``home``."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.errors: list[str] = []
        self.abroad: list[str] = []
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda asked: self.abroad.append(asked.url) if not asked.url.startswith((home, "data:")) else None)

    def violations(self, axe: str) -> list[str]:
        """What axe-core finds fault with, as rule and place."""
        # The page's own policy forbids foreign scripts; evaluate() is the browser's own and is let through.
        self.page.evaluate(axe)
        found: dict[str, Any] = json.loads(self.page.evaluate("axe.run().then((r) => JSON.stringify(r))"))
        return [f"{rule['id']}: {rule['help']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]


@contextmanager
def watched(browser: Browser, home: str, **options: Any) -> Iterator[Watched]:
    """A page in a context of its own: no cookie or storage of another test."""
    context = browser.new_context(**options)
    try:
        yield Watched(context.new_page(), home)
    finally:
        context.close()
