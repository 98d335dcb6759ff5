"""Web pages: main text and metadata as trafilatura finds them."""

from __future__ import annotations

from collections.abc import Iterator

from claims.clean import plain, scrub
from claims.formats.common import Broken, Draft, Found, day, word


def parse(source: str) -> Iterator[Found]:
    """The one article of a page; its text is the page's main text, without navigation and scripts."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    document = bare_extraction(source, include_comments=False, include_tables=True, with_metadata=True)
    text = scrub(getattr(document, "text", None) or "") if document is not None else ""
    if not text.strip():
        raise Broken("no main text", "no article text was found in the page; give the text itself")
    yield Draft(
        text=text,
        plain=plain(text),
        media_type="text/html",
        title=word(getattr(document, "title", None)),
        publisher=word(getattr(document, "sitename", None)),
        author=word(getattr(document, "author", None)),
        published=day(getattr(document, "date", None)),
        section=word("; ".join(getattr(document, "categories", None) or [])),
        url=word(getattr(document, "url", None)),
        language=word(getattr(document, "language", None)),
    )


def text_of(fragment: str) -> str:
    """The text of a fragment of HTML, a paragraph a line; scripts and styles left out."""
    from lxml import etree  # noqa: PLC0415
    from lxml import html as lxml_html  # noqa: PLC0415

    if "<" not in fragment:
        from html import unescape  # noqa: PLC0415

        return unescape(fragment).strip()
    try:
        tree = lxml_html.fragment_fromstring(fragment, create_parent="div")
    except (etree.LxmlError, ValueError):
        return ""
    etree.strip_elements(tree, "script", "style", "template", etree.Comment, with_tail=False)
    for block in tree.iter("p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "blockquote"):
        block.tail = "\n" + (block.tail or "")
    lines = (" ".join(line.split()) for line in "".join(tree.itertext()).split("\n"))
    return scrub("\n".join(line for line in lines if line))
