"""Cuts a text into words: spaCy's English tokeniser, with hyphened words and clock times left whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

_SURROGATE = re.compile("[\ud800-\udfff]")
_ENDLESS = re.compile(r"\S{300,}")
_LETTERS = "A-Za-z\u00c0-\u024f"


@cache
def english() -> Tokenizer:
    """The tokeniser, with a vocabulary of its own: that of an empty English pipeline, which takes longer to make."""
    from spacy.lang.en import EnglishDefaults
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
    from spacy.vocab import create_vocab

    # The patterns that cut at hyphens and marks between letters hold both kinds of dash.
    usual = [str(p) for p in EnglishDefaults.infixes or ()]
    infixes = [p for p in usual if not (p.startswith("(?<=[") and "-" in p and "–" in p)]
    infixes.append(rf"(?<=[{_LETTERS}])(?:–|—|--|---|——)(?=[{_LETTERS}])")
    return Tokenizer(
        create_vocab("en", EnglishDefaults),
        rules=EnglishDefaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(EnglishDefaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex(EnglishDefaults.suffixes or ()).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=EnglishDefaults.token_match,
        url_match=EnglishDefaults.url_match,
    )


def tokenised(text: str) -> Doc:
    """The text in tokens of the same places; halves of surrogate pairs, which no encoding holds, become U+FFFD.

    A stretch of more than 300 characters without a space is cut every 200, since the tokeniser takes its marks off one by
    one and so needs time that grows with the square of its length.
    """
    text = _SURROGATE.sub("\ufffd", text)
    cut = english()
    if _ENDLESS.search(text) is None:
        whole: Doc = cut(text)
        return whole
    from spacy.tokens import Doc

    tokens = [t for piece in _pieces(text) for t in cut(piece)]
    return Doc(cut.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens])


def _pieces(text: str) -> Iterator[str]:
    done = 0
    for match in _ENDLESS.finditer(text):
        if done < match.start():
            yield text[done : match.start()]
        yield from (text[at : min(at + 200, match.end())] for at in range(match.start(), match.end(), 200))
        done = match.end()
    if done < len(text):
        yield text[done:]


def words(text: str) -> list[tuple[int, int]]:
    """The words of a text as spans, white space left out."""
    return [(t.idx, t.idx + len(t)) for t in tokenised(text) if not t.is_space]
