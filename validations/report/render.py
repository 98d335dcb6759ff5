"""Turns pages into self-contained HTML files."""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from validations.report import wording

if TYPE_CHECKING:
    from validations.report.evaluation import EvaluationPage
    from validations.report.pages import ArticlePage, IndexPage
    from validations.report.pages_checks import CheckPage
    from validations.report.pages_digest import DigestPage

    Page = ArticlePage | IndexPage | EvaluationPage | CheckPage | DigestPage

# By the names of their classes: a run writes no page of an evaluation and imports nothing for it.
_NAMES = {
    "ArticlePage": "article", "IndexPage": "index", "EvaluationPage": "evaluation", "CheckPage": "checks",
    "DigestPage": "digest",
}  # fmt: skip
_SCRIPTLESS = ("evaluation", "digest")


def render(page: Page) -> str:
    """The page as one HTML document that loads nothing: style and script inside, allowed by their hashes alone."""
    name = _NAMES[type(page).__name__]
    # These pages need no script; the empty one keeps the policy of the page frame as it is.
    style, script = _asset("report.css"), "" if name in _SCRIPTLESS else _asset(f"{name}.js")
    return _environment().get_template(f"{name}.html").render(
        page=page, style=Markup(style), script=Markup(script),  # noqa: S704 - our own files
        style_hash=_hash(style), script_hash=_hash(script),
    )  # fmt: skip


def warm() -> None:
    """Compile the templates of a run's report, which takes longer than filling them in."""
    for name in ("article", "index", "checks"):
        _environment().get_template(f"{name}.html")


def render_markdown(page: DigestPage) -> str:
    """The digest as Markdown, in which nothing that an article says is markup."""
    return _environment().get_template("digest.md").render(page=page)


def write_pages(pages: Iterable[Page], folder: Path) -> None:
    """Write each page under its file name, in order; a page is there whole or not at all, also after a crash."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        write_file(folder / page.file, render(page))


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        # mkstemp makes files that only their owner can read; a report is made to be passed on.
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


def _hash(asset: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(asset.encode("utf-8")).digest()).decode("ascii")


@cache
def _asset(name: str) -> str:
    return files("validations.report").joinpath("assets", name).read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("validations.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"visible": wording.visible, "visible_plain": wording.visible_plain, "excerpt": wording.excerpt, "markdown": wording.markdown}
    environment.globals |= {"letters": wording.VOICES}
    return environment
