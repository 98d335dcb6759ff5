"""Cuts a sentence into the clauses that can be true or false on their own."""

from __future__ import annotations

import re

from claims.lexicon import words
from claims.model import Span

_FINITE = words("verbs", "finite")
_NOT_VERB = words("verbs", "not_verb")
_TOKEN = re.compile(r"[^\W\d_][\w’'-]*")
_CUT = re.compile(
    r"(?P<hard>;\s| [—–] |: (?=[A-Z“\"]))"
    r"|(?P<clause>,? (?:and|but|while|whereas|although|though|because|as|after|before|when|until|since|so|yet|or) (?=\S))"
    r"|(?P<relative>,? (?:which|who|whose|where) )"
    r"|(?P<participle>, (?:\w+ly )?(?=(?:[a-z]{3,}ing|(?:including|according|depending))\b|[a-z]{3,}ed (?:in|by|on|at|to|from)\b))"
)
_SKIP = frozenset(
    ["including", "according", "depending", "regarding", "following", "concerning", "during", "meaning", "king", "thing", "nothing", "something"]
)


def has_verb(text: str) -> bool:
    """Whether the text seems to hold a finite verb."""
    return any(is_verb(t[0]) for t in _TOKEN.finditer(text))


def is_verb(word: str) -> bool:
    """Whether a word looks like a finite verb: a known form, or the ending -ed."""
    low = word.lower()
    return (
        low in _FINITE
        or low.endswith(("n't", "n’t"))
        or (low.endswith("ed") and len(low) > 4 and low not in _NOT_VERB and word == low)
    )


def clauses(plain: str, span: Span) -> list[Span]:
    """The clauses of a stretch in order; a piece without a verb of its own stays with the one before it."""
    text = plain[span.start : span.end]
    cuts: list[tuple[int, int]] = []
    floor = 0
    for match in _CUT.finditer(text):
        left, right = text[floor : match.start()], text[match.end() :]
        if _is_cut(match, left, right):
            cuts.append(
                (
                    match.start(),
                    match.end()
                    if not match["relative"] and not match["participle"]
                    else match.start() + len(match[0]) - len(match[0].lstrip(" ,")),
                )
            )
            floor = match.end()
    edges = [0, *(x for cut in cuts for x in cut), len(text)]
    pieces = [Span(span.start + a, span.start + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [p for p in (_tidy(plain, piece) for piece in pieces) if p.end - p.start > 2]


def _is_cut(match: re.Match[str], left: str, right: str) -> bool:
    if not has_verb(left) or len(left.split()) < 3:
        return False
    head = " ".join(right.split()[:9])
    if match["hard"]:
        return has_verb(right) and len(right.split()) >= 3
    if match["relative"]:
        return has_verb(head) and ("," in match["relative"])
    if match["participle"]:
        first = right.split(maxsplit=1)[0].rstrip(",")
        return first not in _SKIP and len(right.split()) >= 3
    word = match["clause"].strip(" ,")
    first = right.split(maxsplit=1)[0].strip('“"') if right.split() else ""
    if word in ("and", "but", "or", "yet"):
        if is_verb(first) or (first.endswith("ly") and len(head.split()) > 1 and is_verb(head.split()[1])):
            return True
        return "," in match["clause"] and has_verb(" ".join(right.split()[:7])) and not re.match(r"\S+ and ", right)
    if word in ("as", "so", "since", "until", "before", "after", "when", "because"):
        return has_verb(" ".join(right.split()[:6])) and not re.match(
            r"(?:\w+ing|of|well|much|many|long|soon|it)\b", right
        )
    return has_verb(head)


def _tidy(plain: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (plain[start].isspace() or plain[start] in ",;:—–-"):
        start += 1
    while end > start and (plain[end - 1].isspace() or plain[end - 1] in ",;:—–-.!?"):
        end -= 1
    lead = re.match(
        r"(?:and|but|that|however,?|while|although|though|because|so|yet) ", plain[start:end], re.IGNORECASE
    )
    return Span(start + lead.end(), end) if lead and lead.end() < end - start else Span(start, end)
