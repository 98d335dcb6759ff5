"""Where sentences begin and end, by rule: for the tests of stages that are given sentences."""

from __future__ import annotations

import re

from claims.lexicon import alternation
from claims.model import Span

_ABBREVIATIONS = ["Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Col", "Lt", "Capt", "Sgt", "Maj", "Rev", "Hon", "St", "Jr", "Sr", "No", "Nos", "vs", "etc", "Inc", "Ltd", "Co", "Corp", "Bros", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "approx", "est", "al", "Fig", "Vol", "pp", "ed", "eds", "cf", "ca", "Ave", "Blvd", "Rd", "Mt", "Ft", "Adm", "Cmdr", "Pres", "Supt", "Dept", "Univ", "Assn", "Messrs", "Mme", "Mlle", "a.m", "p.m", "U.S", "U.K", "U.N", "E.U", "D.C", "e.g", "i.e", "Ph.D", "B.A", "M.A"]
_ABBREVIATION = re.compile(rf"(?:^|[\s(“\"'‘])(?:{alternation(_ABBREVIATIONS)}|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])$")
_END = re.compile(r"(?:[.!?…]+[”’\"')\]]*(?=\s)|\n[ \t]*\n|\n)")
_MAX = 4000


def split(plain: str) -> tuple[Span, ...]:
    """The sentences of a text in order, without the white space around them; a line's end ends a sentence.

    A stretch of more than 4,000 characters without an end is cut at a space, so that no later stage meets a sentence
    without bound.
    """
    out: list[Span] = []
    start = 0
    for match in _END.finditer(plain):
        if match[0][0] == "\n" or _ends(plain, start, match):
            _add(plain, start, match.end(), out)
            start = match.end()
    _add(plain, start, len(plain), out)
    return tuple(out)


def _ends(plain: str, start: int, match: re.Match[str]) -> bool:
    rest = plain[match.end() : match.end() + 40].lstrip(" \t")
    if not rest or rest[0] == "\n":
        return True
    first = rest.lstrip("“‘\"'([—–- ")[:1]
    if first.islower():
        return False
    if match[0][0] == "." and len(match[0]) == 1:
        before = plain[max(start, match.start() - 12) : match.start()]
        if _ABBREVIATION.search(before):
            tail = re.search(r"(?:[AaPp]\.[Mm]|U\.S|U\.K|U\.N|D\.C|Inc|Ltd|Co|Corp|Jr|etc)$", before)
            return bool(tail) and rest.split(" ")[0].rstrip(",") in {
                "The",
                "A",
                "It",
                "He",
                "She",
                "In",
                "On",
                "But",
                "They",
                "This",
            }
        if before[-1:].isdigit() and first.isdigit():
            return True
    return True


def _add(plain: str, start: int, end: int, out: list[Span]) -> None:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    while end - start > _MAX:
        cut = plain.rfind(" ", start + _MAX // 2, start + _MAX)
        cut = cut if cut > start else start + _MAX
        out.append(Span(start, cut))
        start = cut
        while start < end and plain[start].isspace():
            start += 1
    if start < end:
        out.append(Span(start, end))
