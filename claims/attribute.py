"""Attributions: who says what by which words, from cue words and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from claims.calibration import share_right
from claims.lexicon import alternation, table, words
from claims.model import Attribution, Quotation, Source, Span
from claims.quotes import quotations
from claims.sources import Names

_SAY = words("cues", "say")
_REPORT = words("cues", "report")
_MAX_CUES = 20
_CLAUSE = frozenset(["announced", "announces", "confirmed", "confirms", "reported", "reports", "suggested", "suggests", "revealed", "estimated", "estimates", "concluded", "promised", "pledged", "vowed", "hopes", "hoped", "expects", "ruled", "agreed", "feared"])  # fmt: skip
_ADVERB = r"(?: (?:also|later|then|further|now|reportedly|earlier|initially|repeatedly|previously|publicly|once|again|both|subsequently|still))?"
_AUX = r"(?:(?:has|have|had|was|is|were|are|would|will) (?:also |previously |later |long )?)?"
_VERB = re.compile(rf"(?<![\w’'-])(?P<aux>{_AUX})(?P<verb>{alternation(_SAY | _REPORT)})(?![\w’'-])")
_ACCORDING = re.compile(
    rf"(?i)\b(?P<cue>{'|'.join(table('cues', 'frames')['according'].split('|'))}) (?P<source>(?:(?![,;:]|\.\s|\bthat\b| said\b| (?:was|were|is|are|has|have|had|will) ).){{2,120}})"
)
_CITING = re.compile(
    rf"(?i)\b(?P<cue>{table('cues', 'frames')['citing']}) (?:(?:new |official )?(?:data|figures|information|documents|sources|reports?|statistics) (?:from|by|of|in|at) )?(?P<source>[^,;:.]{{2,90}})"
)
_PASSIVE = re.compile(
    rf"(?i)\b(?P<cue>(?:is|are|was|were|has been|have been|had been) (?:\w+ly |also )?(?:{alternation(words('cues', 'passive'))}))\b(?P<by> by (?P<source>[^,;:.]{{2,80}}))?(?= (?:to|that|as|by|a |an |the ))"
)
_ADVERBS = re.compile(rf"(?i)\b(?P<cue>{alternation(words('cues', 'adverbs'))})\b")
_AFTER_VERB = re.compile(
    r"(?P<addressee> (?:to )?(?:the )?(?:[A-Z]\w*|reporters|journalists|the press|lawmakers|parliament|media|him|her|them|us|me)(?: [A-Z]\w*){0,4}(?:’s|'s)?(?: \w+){0,2}?)?"
    r"(?P<when> (?:on|in|at|during|via|through|late|early|over|after|from|of|late on) [^,:;“\"]{2,60}?| (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|today))?"
    r"(?:(?P<that>,? that )|(?P<colon> ?[:,] ?(?=[“\"]|\S))|(?P<open> (?=[“\"]))|(?P<bare> ))"
)  # fmt: skip
_LEADING = re.compile(
    r"^(?:(?:However|But|And|Meanwhile|Also|Still|Yet|Then|Later|Earlier|Today|Yesterday|Additionally|Moreover|Furthermore|Nevertheless|While|Although|As|Though|after which|albeit|and|but|as|while|where|when|with|that|which) ?,? ?)+"
)
_NOT_SOURCE = re.compile(
    r"(?i)^(?:there|this|that|these|those|what|it is|here|when|where|to|of|in|on|by|for|not|be|being|been|nothing|everything)$"
)
_FIRST = re.compile(r"(?i)^(?:i|we|you)$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|\w{3,}ed|\w+s)\b"
)


@dataclass(frozen=True, slots=True)
class _Found:
    rule: str
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    via: Span | None = None


def attributions(plain: str, sentences: Sequence[Span]) -> tuple[Attribution, ...]:
    """The attributions of a text in order of their cues; several may share a sentence."""
    names = Names(plain)
    quoted = quotations(plain)
    out: list[Attribution] = []
    previous: Attribution | None = None
    for sentence in sentences:
        found = list(_in_sentence(plain, sentence, quoted))
        if not found and previous is not None and (rest := _goes_on(plain, sentence, quoted, previous)):
            more = Attribution(previous.source, previous.cue, (rest,), previous.chain, Quotation.DIRECT,
                               "quotation goes on", share_right("quotation goes on"))  # fmt: skip
            out.append(more)
            previous = more
            continue
        previous = None
        for one in found:
            previous = _attribution(plain, one, names, quoted)
            out.append(previous)
    return tuple(out)


def _attribution(plain: str, one: _Found, names: Names, quoted: Sequence[Span]) -> Attribution:
    # The nearest first: a pronoun there means somebody named earlier, not whom the sentence cites.
    nearest = names.source(one.source) if one.source else None
    via = names.source(one.via) if one.via else None
    chain: tuple[Source, ...] = tuple(s for s in (nearest, via) if s is not None)
    if not chain:
        cue = plain[one.cue.start : one.cue.end]
        chain = (names.source(one.cue),) if cue else ()
    return Attribution(
        source=(one.source,) if one.source else (), cue=(one.cue,), content=one.content, chain=chain,
        quotation=_quotation(one.content, quoted), rule=one.rule, confidence=share_right(one.rule),
    )  # fmt: skip


def _quotation(content: Sequence[Span], quoted: Sequence[Span]) -> Quotation:
    total = sum(c.end - c.start for c in content)
    inside = sum(max(0, min(c.end, q.end) - max(c.start, q.start)) for c in content for q in quoted if q.overlaps(c))
    if not inside:
        return Quotation.INDIRECT
    return Quotation.DIRECT if inside * 10 >= total * 9 else Quotation.MIXED


def _goes_on(plain: str, sentence: Span, quoted: Sequence[Span], previous: Attribution) -> Span | None:
    """The sentence, where it lies in a quotation that an attributed one began."""
    if previous.quotation is Quotation.INDIRECT:
        return None
    for q in quoted:
        if q.start <= sentence.start + 1 and sentence.end <= q.end + 2:
            return sentence
    return None


def _in_sentence(plain: str, s: Span, quoted: Sequence[Span]) -> Iterator[_Found]:
    inner = [q for q in quoted if q.overlaps(s)]
    citing = next((m for m in _CITING.finditer(plain, s.start, s.end) if not _in(inner, m.start())), None)
    via = _trim(plain, Span(*citing.span("source"))) if citing else None
    frames = [Span(*citing.span())] if citing else []
    found = False
    for m in _ACCORDING.finditer(plain, s.start, s.end):
        if _in(inner, m.start()) or (m["cue"].lower() == "per" and not m["source"][:1].isupper()):
            continue
        source = _trim(plain, Span(*m.span("source")))
        frame = Span(m.start(), source.end)
        yield _Found("according to", source, Span(*m.span("cue")), _rest(plain, s, [frame, *frames]), via)
        found = True
    for one in _verbs(plain, s, inner, frames, via):
        yield one
        found = True
    if found:
        return
    passive = next((m for m in _PASSIVE.finditer(plain, s.start, s.end) if not _in(inner, m.start())), None)
    adverb = next((m for m in _ADVERBS.finditer(plain, s.start, s.end) if not _in(inner, m.start())), None)
    if passive is not None:
        by = _trim(plain, Span(*passive.span("source"))) if passive["by"] else None
        yield _Found("passive cue", by, Span(*passive.span("cue")), (_body(plain, s),), via)
    elif adverb is not None:
        yield _Found("reportedly", via, Span(*adverb.span("cue")), (_body(plain, s),))
    elif citing and via:
        yield _Found("citing", via, Span(*citing.span("cue")), _rest(plain, s, frames))


def _verbs(plain: str, s: Span, inner: Sequence[Span], frames: Sequence[Span], via: Span | None) -> Iterator[_Found]:
    """At most two cue verbs of a sentence: the first that has a subject, and one more behind its content's end."""
    count = 0
    floor = s.start
    for m in islice(_VERB.finditer(plain, s.start, s.end), _MAX_CUES):
        if _in(inner, m.start()) or m.start() < floor or any(f.start <= m.start() < f.end for f in frames):
            continue
        one = _by_verb(plain, s, m, inner, frames, via)
        if one is None:
            continue
        yield one
        floor = max(c.end for c in one.content)
        count += 1
        if count == 2:
            return


def _by_verb(
    plain: str, s: Span, m: re.Match[str], inner: Sequence[Span], frames: Sequence[Span], via: Span | None
) -> _Found | None:
    verb = m["verb"]
    if re.search(r"\b(?:will|would)\b", m["aux"]) and verb in ("add", "show", "read", "find", "call", "continued", "report"):
        return None
    strong = verb in _SAY or verb in _CLAUSE
    cue = Span(m.start(), m.end())
    left = plain[s.start : m.start()]
    quote_left = any(q.end <= m.start() for q in inner)
    if (quote_left or (strong and "," in left)) and (one := _inverted(plain, s, m, inner, via)):
        return one
    subject = _subject(plain, s, m, inner)
    tail = _AFTER_VERB.match(plain, m.end(), s.end)
    if subject is None or tail is None:
        return None
    starts = tail.end()
    if tail["bare"] and not tail["that"]:
        starts = m.end() + 1 if tail["addressee"] is None and tail["when"] is None else tail.end()
        if not strong or ((verb.startswith(("tell", "told"))) and not tail["addressee"]):
            return None
        rest = plain[starts : s.end]
        if not _FINITE.search(rest[:120]) or re.match(r"(?:to|by|with|for|of|and|in|on|it\.|so)\b", rest):
            return None
    elif tail["colon"] and ":" not in tail["colon"] and not re.match(r"[“\"]", plain[starts : starts + 1]):
        if plain[m.end() : s.end].count(",") < 1 or quote_left or not strong:
            return None
    content = Span(starts, _body(plain, s).end)
    if content.end - content.start < 4:
        return None
    rule = (
        "verb and that"
        if tail["that"]
        else "verb and quotation"
        if (tail["open"] or tail["colon"])
        else "verb and clause"
    )
    return _Found(rule, subject, cue, (content,), via)


def _inverted(plain: str, s: Span, m: re.Match[str], inner: Sequence[Span], via: Span | None) -> _Found | None:
    """*P, said X* and *P, X said*: what stands before is the content."""
    before = plain[s.start : m.start()]
    after = re.match(
        r" ((?:[^,;:.“\"]|\.(?=\w)){2,90}?)(?=,| (?:in|on|at|during|while|as|after|to|adding)\b|[.;:!?]|$)",
        plain[m.end() : s.end],
    )
    close = re.search(r"(?:,[”\"’]?|[”\"?!][”\"]?) ?$", before)
    if (
        close
        and after
        and m["verb"] in _SAY | {"reported", "announced", "reads", "read"}
        and re.match(r"(?:the |an? |[A-Z]|\w+ (?:official|police|spokes))", after[1])
    ):
        source = _trim(plain, Span(m.end() + 1, m.end() + 1 + len(after[1])))
        return _Found("content first", source, Span(m.start(), m.end()), (Span(s.start, s.start + close.start()),), via)
    middle = re.search(r"(?:,[”\"’]?|[”\"?!][”\"]?) (?P<np>(?:(?![”\"“]).){2,80})$", before.rstrip())
    if middle is None:
        return None
    np = middle["np"]
    if "," in np.strip(", ") and not np.rstrip().endswith(","):
        np = (
            np.split(", ")[0]
            if np.split(", ")[0][:1].isupper() or np.lower().startswith(("the ", "a "))
            else np.rsplit(", ", 1)[-1]
        )
    at = s.start + before.index(np, middle.start("np"))
    tail = plain[m.end() : s.end].strip()
    quoted_before = any(q.end <= at + 1 for q in inner)
    ends = re.match(r"(?:[.;]|$|,? (?:on|in|at|during|to|after|adding)\b[^“\"]*[.]?$)", tail) or (
        quoted_before and re.match(r"[,.:]", tail)
    )
    if (
        not ends
        or len(np.split()) > 10
        or _NOT_SOURCE.match(np.split(" ")[0])
        or (_FINITE.search(" ".join(np.split()[1:]))
        and not quoted_before)
    ):
        return None
    content = [Span(s.start, s.start + middle.start())]
    content += [Span(max(q.start, m.end()), min(q.end, s.end)) for q in inner if q.start >= m.end()]
    return _Found(
        "content first",
        _trim(plain, Span(at, at + len(np.rstrip(" ,")))),
        Span(m.start(), m.end()),
        tuple(content),
        via,
    )


def _subject(plain: str, s: Span, m: re.Match[str], inner: Sequence[Span]) -> Span | None:
    """The noun phrase before a cue verb, without what leads up to it and without an apposition behind it."""
    floor = max([s.start, *(q.end for q in inner if q.end <= m.start())])
    text = plain[floor : m.start()].rstrip()
    text = re.sub(rf"{_ADVERB}$", "", text).rstrip()
    appositive = text.endswith(",")
    parts = [(p.start(), p.group()) for p in re.finditer(r"[^,;:—]+", text)]
    parts = [(at, p) for at, p in parts if p.strip()]
    if not parts:
        return None
    at, part = parts[-1]
    if (appositive and len(parts) >= 2) or (part.strip() in ("who", "which", "and", "who also") and len(parts) >= 2):
        at, part = parts[-2]
    for word in (" and ", " but ", " as ", " while ", " after ", " when ", " because ", " where ", " that "):
        if word in part and len(part.split()) > 6:
            at += part.rindex(word) + len(word)
            part = plain[floor + at : floor + at + len(part) - part.rindex(word) - len(word)]
    lead = _LEADING.match(part.lstrip())
    begin = floor + at + len(part) - len(part.lstrip()) + (lead.end() if lead else 0)
    span = _trim(plain, Span(begin, floor + at + len(part.rstrip())))
    name = plain[span.start : span.end]
    count = len(name.split())
    if not name or count > 14 or _NOT_SOURCE.match(name) or _FIRST.match(name) or not name[:1].isalpha():
        return None
    if re.search(r"\b(?:to|not|be|n’t|n't)$", name) or (
        count > 3 and re.search(r"\b(?:was|were|is|are|has|have|had)\b", name)
    ):
        return None
    return span


def _trim(plain: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (plain[start].isspace() or plain[start] in ",;:—–-"):
        start += 1
    while end > start and (plain[end - 1].isspace() or plain[end - 1] in ',;:—–.-"”“'):
        end -= 1
    text = plain[start:end]
    cut = re.search(
        r" (?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in a (?:statement|letter|report|interview|speech)|in an interview|last \w+|this \w+|yesterday|today)\b",
        text,
    )
    return Span(start, start + cut.start()) if cut and cut.start() > 1 else Span(start, end)


def _rest(plain: str, s: Span, frames: Sequence[Span]) -> tuple[Span, ...]:
    """What a sentence says outside its frames."""
    body = _body(plain, s)
    out = []
    at = body.start
    for frame in sorted(frames):
        out.append(_trim(plain, Span(at, max(at, min(frame.start, body.end)))))
        at = max(at, frame.end)
    out.append(_trim(plain, Span(at, max(at, body.end))))
    return tuple(o for o in out if o.end - o.start > 3) or (body,)


def _body(plain: str, s: Span) -> Span:
    """A sentence without its final stop."""
    end = s.end
    while end > s.start and plain[end - 1] in ".!? ":
        end -= 1
    return Span(s.start, end)


def _in(spans: Sequence[Span], at: int) -> bool:
    return any(q.start <= at < q.end for q in spans)
