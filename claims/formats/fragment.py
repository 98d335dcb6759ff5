"""The text of a fragment of HTML, as feeds and agencies send bodies: paragraphs apart, no scripts."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from claims.clean import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

Rules = Mapping[str, tuple[str, str] | None]
"""What stands before and after an element of a name; None hides it with all that it holds."""

BLOCK = ("\n\n", "\n\n")
_BLOCKS = """p div section article main header footer aside nav h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre hr
    address"""
_HIDDEN = "script style template noscript head title figure iframe object svg button select textarea"
_HTML: Rules = {
    **dict.fromkeys(_BLOCKS.split(), BLOCK),
    **dict.fromkeys(_HIDDEN.split()),
    **dict.fromkeys(("li", "tr", "dt", "dd"), ("", "\n")),
    **dict.fromkeys(("td", "th"), ("", "\t")),
    "br": ("\n", ""),
}


def text_of(fragment: str) -> str:
    """Its text: a blank line between blocks, a line break between items and rows, a tab between cells."""
    from lxml import etree

    if "<" not in fragment:
        return tidy(html.unescape(fragment))
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(f"<div>{fragment}</div>".encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return ""
    return "" if tree is None else composed(tree, _HTML)


def composed(tree: _Element, rules: Rules) -> str:
    """The text of a parsed tree, with what the rules put around elements, and without what they hide."""
    from lxml import etree

    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        rule = rules.get(str(element.tag), ("", ""))
        if rule is None:
            hidden += 1 if event == "start" else -1
        if hidden:
            continue
        opening = event == "start"
        pieces.append(rule[0 if opening else 1] if rule else "")
        pieces.append(_folded((element.text if opening else element.tail) or ""))
    text = re.sub(r" *\t[ \t]*", "\t", re.sub(r" {2,}", " ", "".join(pieces)))
    return tidy(re.sub(r"[ \t]*\n[ \t]*", "\n", text))


def _folded(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text)
