"""Web pages: main text and metadata as trafilatura finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from claims.decode import decode
from claims.formats.days import day
from claims.formats.draft import Draft, Found, Hint, UnreadableError, hush, word
from claims.formats.fragment import BLOCK, Rules, composed

_RULES: Rules = {
    **dict.fromkeys(("head", "p", "list", "quote", "table", "code", "div"), BLOCK),
    **dict.fromkeys(("item", "row"), ("", "\n")),
    "cell": ("", "\t"),
    "lb": ("\n", ""),
    "graphic": None,
}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([\w-]{1,40})", re.I)
_LANGUAGE = re.compile(r"<html\b[^>]{0,2000}?\blang=[\"']?([A-Za-z]{2,3})\b", re.I)
_SENTENCE = re.compile(r"\w+\W+\w+\W+\w+[^\n]*[.!?…][\"”'’)]*$", re.MULTILINE)
_NOTHING = UnreadableError("no main text", "no article text was found in the page; save the page's text and give that")


def parse(data: bytes, hint: Hint) -> Iterator[Found]:
    """The one article of a page: its main text without navigation and scripts, a blank line between paragraphs.

    The date is the page's stated day of first publication; dates are not guessed from the text.
    """
    from trafilatura import bare_extraction

    hush("trafilatura")
    hush("htmldate")
    hush("courlan")
    source = _source(data, hint)
    try:
        page = bare_extraction(
            source,
            url=hint.url,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2199-12-31"},
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError) as error:
        raise UnreadableError("html", "the page is damaged; save it again or give its text") from error
    body = getattr(page, "body", None)
    text = composed(body, _RULES) if body is not None else ""
    if len(text.split()) < 20 and not _SENTENCE.search(text):
        raise _NOTHING
    language = _LANGUAGE.search(source[:20_000])
    url = _address(getattr(page, "url", None)) or hint.url
    yield Draft(
        text=text,
        media_type="text/html",
        title=word(getattr(page, "title", None)),
        publisher=word(getattr(page, "sitename", None)),
        author=word(getattr(page, "author", None)),
        published=day(getattr(page, "date", None)),
        section=word(next(iter(getattr(page, "categories", None) or []), None)),
        url=url,
        identity=url,
        language=language[1] if language else None,
    )


def _source(data: bytes, hint: Hint) -> str:
    """The page as characters, without the XML declaration, which lxml refuses in what is already decoded."""
    stated = _CHARSET.search(data[:4096])
    text = decode(data, hint.charset or (stated[1].decode("ascii", "replace") if stated else None))
    return re.sub(r"^\s*<\?xml.{0,300}?\?>", "", text.lstrip("\ufeff"), flags=re.S)


def _address(url: object) -> str | None:
    """A canonical address, where it names a page of its own: templates often point every page at the front page."""
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        return None
    parts = urlsplit(url)
    return url.partition("#")[0] if parts.path.strip("/") or parts.query else None
