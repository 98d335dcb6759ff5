"""Blanks what is not prose, one space for one code point, so that offsets into the text stay true."""

from __future__ import annotations

import re
import unicodedata

_ODD = re.compile(
    r"[^\S \n]|[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_MARKDOWN = re.compile(
    r"""
      ^[ \t]{0,3}(?:\#{1,6}|>+|[-*+](?=[ \t]))[ \t]*   # heading, quotation, bullet
    | ^[ \t]*(?:```|~~~).*$ | ^[ \t]*(?:[-*_][ \t]*){3,}$  # fence, rule
    | ^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t:-]*$      # table rule
    | !\[ | (?<=\])\([^()\s]*(?:[ ]"[^"\n]*")?\) | [\[\]](?=[^\]\n]*\]\()  # image, link target
    | (?<!\w)(?:\*{1,3}|_{1,3}|`+)(?=\S) | (?<=\S)(?:\*{1,3}|_{1,3}|`+)(?!\w)  # emphasis, code
    """,
    re.VERBOSE | re.MULTILINE,
)
_LINK_CLOSE = re.compile(r"\](?=\()")


def plain(text: str) -> str:
    """The text with control, formatting and odd white-space characters blanked; same length."""
    return text if text.isascii() and text.isprintable() else _ODD.sub(" ", text)


def plain_markdown(text: str) -> str:
    """The text of a Markdown document with its markup blanked as well; same length."""
    blank = _LINK_CLOSE.sub(" ", _MARKDOWN.sub(lambda m: " " * len(m[0]), text))
    return plain(blank)


def scrub(text: str) -> str:
    """The text with lone surrogates, which no encoding can write, replaced; same length."""
    return "".join("\ufffd" if unicodedata.category(c) == "Cs" else c for c in text) if _has_surrogate(text) else text


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
