"""Chooses which candidates are claims: a logistic score for each, then the best set of stretches that do not cross."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claims.clauses import KINDS, clauses, contents, end_scores, frames, pairs, scored, shortened
from claims.reader import Floats, Marks
from claims.relations import Related
from claims.tree import Range, Tree

Matrix = NDArray[np.float64]

_Columns = dict[str, Matrix | NDArray[np.bool_]]

FEATURES = (
    "begin", "end", "link", "begin_far", "end_far", "none_in", "none_first", "none_last", "before_in", "after_in", "frame", "frame_whole",
    "heads_out", "lost", "verbs", "finite", "no_finite", "subject", "length", "short", "long", "sentence_first", "sentence_last",
    "question", "headline", "number", "commas", "paren", "claims_in", "content", "content_edge", "wh_first", "mark_first", "ends_in", "share", "cut_phrase",
    "first_verb", "first_participle", "first_preposition", "first_noun", "last_open", "cue_first", "cue_last", "after_cue", "before_cue",
    *(f"is_{k}" for k in KINDS), *(f"near_{k}" for k in KINDS),
)  # fmt: skip
_FLOOR = -8.0
_TITLE = 30
"""A title has no more words than this."""
LEAST = 0.58
"""A claim is chosen where its share is above this."""
_HOLDING = 0.15
"""The same for a stretch with a figure or a date that is in no claim yet."""
_WIDER = 0.4
"""The same for one that takes the place of a claim within it and has a figure or date more."""

_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"])
_ASIDE_LEAST = 0.5
_REST = 5
"""How many words a claim must have besides a longer aside in it to be another one."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Stretches of words with what is known of each: ``first``, ``end``, the clause's kind and head word (-1: none)."""

    first: NDArray[np.int64]
    end: NDArray[np.int64]
    kind: tuple[str, ...]
    head: tuple[int, ...]


def candidates(tree: Tree, marks: Marks, related: Sequence[Related], dates: Sequence[Range]) -> Candidates:
    """All stretches that syntax or the reader proposes, each once, in text order; ``dates`` are those of the text."""
    by_range: dict[Range, tuple[str, int]] = dict.fromkeys(frames(tree, related, dates), ("frame", -1))
    for first, end, kind, head in clauses(tree):
        by_range.setdefault(bracketed(tree, (first, end)), (kind, head))
    for kind, ranges in (("pair", pairs(tree)), ("content", contents(tree, related)), ("none", shortened(tree)), ("none", scored(tree, marks))):
        for found in ranges:
            by_range.setdefault(bracketed(tree, found), (kind, -1))
    headed = headings(tree, marks)
    ordered = sorted(r for r in by_range if not headed[r[0]] and not _beheaded(tree, r))
    return Candidates(
        np.array([r[0] for r in ordered], dtype=np.int64), np.array([r[1] for r in ordered], dtype=np.int64),
        tuple(by_range[r][0] for r in ordered), tuple(by_range[r][1] for r in ordered),
    )  # fmt: skip


def bracketed(tree: Tree, found: Range) -> Range:
    """A stretch with the bracket that closes one in it."""
    first, end = found
    if end < len(tree.words) and tree.words[end] == ")":
        inside = tree.words[first:end]
        end += inside.count("(") > inside.count(")")
    return first, end


def _beheaded(tree: Tree, found: Range) -> bool:
    """Whether a stretch begins with a participle and runs on into the predicate of the noun that it left outside."""
    first, end = found
    verb = tree.heads[first]
    if verb < first and tree.relations[verb] in _SUBJECTS:
        verb = tree.heads[verb]
    if tree.tags[first] not in ("VBG", "VBN") or not first < verb < end or tree.tags[verb][:2] != "VB":
        return False
    subject = any(tree.relations[c] in _SUBJECTS and c > first for c in tree.children[verb])
    return not subject and any(tree.tags[w] in ("VBD", "VBZ", "VBP", "MD") for w in (verb, *tree.children[verb]))


def headings(tree: Tree, marks: Marks) -> NDArray[np.bool_]:
    """Which words stand in the title or in another heading; a line that ends for want of room is none."""
    out = np.zeros(len(tree.words), dtype=bool)
    edges = np.flatnonzero(np.diff(marks.zones, prepend=-1, append=-1))
    for first, end in pairwise(edges.tolist()):
        if marks.zones[first] > 0 and not _runs_on(tree, end):
            out[first:end] = True
    lead, _, _ = tree.text.lstrip().partition("\n")
    end = int(np.searchsorted(tree.starts, len(tree.text) - len(tree.text.lstrip()) + len(lead.rstrip())))
    begins = any(first == end for first, _ in tree.sentences)
    if end <= _TITLE and begins and not _runs_on(tree, end) and lead.rstrip()[-1:] not in tuple(".!?…:;,"):
        out[:end] = True
    return out


def _runs_on(tree: Tree, end: int) -> bool:
    """Whether what stands before a word is no end: nothing follows, in small letters, or it waits for a noun."""
    open_ended = tree.tags[end - 1] in ("IN", "DT", "TO", "CC", "PRP$")
    return end >= len(tree.words) or open_ended or tree.words[end][:1].islower()


def _links(tree: Tree, marks: Marks, found: Candidates) -> Floats:
    """The reader's log share of each candidate's last word as the end of a claim that begins at its first."""
    out = np.full(len(found.first), np.float32(_FLOOR))
    owns = [w.own for w in marks.windows]
    at = np.array([bisect_right(owns, f) - 1 for f in found.first.tolist()], dtype=np.int64)
    for number, window in enumerate(marks.windows):
        rows = np.flatnonzero((at == number) & (found.end <= window.last))
        if len(rows):
            ends = end_scores(window.links[3])
            out[rows] = ends[found.end[rows] - 1 - window.first, found.first[rows] - window.first]
    return np.maximum(out, np.float32(_FLOOR))


def sums(values: Sequence[float] | NDArray[np.floating | np.bool_]) -> Matrix:
    """Running sums with a zero before them."""
    return np.concatenate([[0.0], np.cumsum(np.asarray(values, dtype=np.float64))])


def shares(scores: Floats) -> Matrix:
    """Scores by label as shares of one."""
    top = scores - scores.max(axis=1, keepdims=True)
    grown = np.exp(top.astype(np.float64))
    found: Matrix = grown / grown.sum(axis=1, keepdims=True)
    return found


def features(tree: Tree, marks: Marks, related: Sequence[Related], found: Candidates) -> Matrix:
    """What the score of each candidate rests on: one row each, one column for each of FEATURES."""
    col = {**_scored(tree, marks, found), **_framed(tree, related, found), **_built(tree, found), **_placed(tree, marks, found)}
    near = _near(found)
    for number, kind in enumerate(KINDS):
        col[f"is_{kind}"] = np.array([k == kind for k in found.kind], dtype=bool)
        col[f"near_{kind}"] = near[:, number]
    return np.column_stack([np.asarray(col[name], dtype=np.float64) for name in FEATURES])


def _scored(tree: Tree, marks: Marks, found: Candidates) -> _Columns:
    """The reader's own scores of a candidate's edges and inside."""
    size, f, e = len(tree.words), found.first, found.end
    last, n = e - 1, (e - f).astype(np.float64)
    col: _Columns = {}
    claim = marks.flat["claim"].astype(np.float64)
    none = shares(marks.flat["voice"])[:, 0]
    col["begin"], col["end"] = claim[f, 0], claim[last, 1]
    col["link"] = _links(tree, marks, found).astype(np.float64)
    near_begin = np.maximum.reduce([claim[np.clip(f + d, 0, size - 1), 0] for d in (-1, 1)])
    near_end = np.maximum.reduce([claim[np.clip(last + d, 0, size - 1), 1] for d in (-1, 1)])
    col["begin_far"], col["end_far"] = np.maximum(near_begin - claim[f, 0], 0), np.maximum(near_end - claim[last, 1], 0)
    none_sum = sums(none)
    col["none_in"] = (none_sum[e] - none_sum[f]) / n
    col["none_first"], col["none_last"] = none[f], none[last]
    col["before_in"], col["after_in"] = 1 - none[np.maximum(f - 1, 0)], 1 - none[np.minimum(e, size - 1)]
    return col


def _framed(tree: Tree, related: Sequence[Related], found: Candidates) -> _Columns:
    """How much of a candidate is frame and content of attributions."""
    size, f, e = len(tree.words), found.first, found.end
    last, n = e - 1, (e - f).astype(np.float64)
    col: _Columns = {}
    frame, content, begins, ends = (np.zeros(size) for _ in range(4))
    for one in related:
        for a, b in (*one.source, *one.cue):
            frame[a:b] = 1
        for a, b in one.content:
            content[a:b] = 1
            begins[a] = 1
            ends[b - 1] = 1
    cue = np.zeros(size + 1)
    for one in related:
        for a, b in one.cue:
            cue[a:b] = 1
    col["cue_first"], col["cue_last"], col["after_cue"], col["before_cue"] = cue[f], cue[last], cue[f - 1] * (f > 0), cue[e]
    frames = sums(frame)
    col["frame"] = (frames[e] - frames[f]) / n
    col["frame_whole"] = frames[e] - frames[f] > 0
    said = sums(content)
    inside = (said[e] - said[f]) / n
    col["content"] = inside
    col["content_edge"] = np.minimum(begins[f] + ends[last], 2.0) - 1.0 * ((inside > 0.05) & (inside < 0.95))
    return col


def _built(tree: Tree, found: Candidates) -> _Columns:
    """What a candidate is built of: heads, verbs, subjects, length."""
    f, e = found.first, found.end
    n = (e - f).astype(np.float64)
    col: _Columns = {}
    heads = np.array(tree.heads)
    out_in = np.array([_outside(heads, a, b) for a, b in zip(f.tolist(), e.tolist(), strict=True)], dtype=np.float64).reshape(-1, 2)
    col["heads_out"], col["lost"] = np.minimum(out_in[:, 0] - 1, 6), np.minimum(out_in[:, 1], 6)
    tags = tree.tags
    verbs = sums([t[:2] == "VB" for t in tags])
    finite = sums([t in ("VBD", "VBP", "VBZ", "MD") for t in tags])
    subjects = sums([r in _SUBJECTS for r in tree.relations])
    col["verbs"], col["finite"] = np.minimum(verbs[e] - verbs[f], 6), np.minimum(finite[e] - finite[f], 4)
    col["no_finite"] = finite[e] == finite[f]
    col["subject"] = np.minimum(subjects[e] - subjects[f], 4)
    col["length"], col["short"], col["long"] = np.log(n), n <= 2, n > 25
    return col


def _placed(tree: Tree, marks: Marks, found: Candidates) -> _Columns:
    """Where a candidate stands in its sentence, and what else stands in it."""
    size, f, e = len(tree.words), found.first, found.end
    last, n = e - 1, (e - f).astype(np.float64)
    claim, tags = marks.flat["claim"].astype(np.float64), tree.tags
    col: _Columns = {}
    sentence = np.array(tree.sentence_of)
    starts, stops = np.array([s[0] for s in tree.sentences]), np.array([s[1] for s in tree.sentences])
    col["sentence_first"] = f == starts[sentence[f]]
    col["sentence_last"] = e >= stops[sentence[f]] - 2
    final = stops[sentence[f]] - 1
    lasts = [tree.words[w] for w in final.tolist()]
    before_last = [tree.words[max(w - 1, 0)] for w in final.tolist()]
    col["question"] = np.array(["?" in (a, b) for a, b in zip(lasts, before_last, strict=True)], dtype=bool)
    col["headline"] = np.array([not any(c in ".!?…" for c in a + b) for a, b in zip(lasts, before_last, strict=True)], dtype=bool)
    numbers = sums([t == "CD" for t in tags])
    col["number"] = numbers[e] > numbers[f]
    commas = sums([w in (",", ";", "—", "–", "--") for w in tree.words])
    col["commas"] = np.minimum(commas[e] - commas[f], 4)
    parens = sums([w in ("(", ")", "[", "]") for w in tree.words])
    col["paren"] = (parens[e] - parens[f]) % 2
    likely = sums(1 / (1 + np.exp(-claim[:, 0])))
    col["claims_in"] = np.minimum(likely[e] - likely[np.minimum(f + 1, size)], 4)
    likely_ends = sums(1 / (1 + np.exp(-claim[:, 1])))
    col["ends_in"] = np.minimum(likely_ends[last] - likely_ends[f], 4)
    col["wh_first"] = np.array([tags[w][0] == "W" for w in f.tolist()], dtype=bool)
    col["mark_first"] = np.array([tree.relations[w] in ("mark", "cc") for w in f.tolist()], dtype=bool)
    col["share"] = n / (stops - starts)[sentence[f]]
    col.update(_edged(tree, found))
    return col


def _edged(tree: Tree, found: Candidates) -> _Columns:
    """What kinds of words a candidate begins and ends with, and whether it begins within a noun phrase."""
    tags = np.array(tree.tags)
    f, last = found.first, found.end - 1
    before = np.maximum(f - 1, 0)
    cut = np.isin(tags[before], ("CD", "DT", "JJ", "PRP$")) & (np.array(tree.heads)[before] >= f) & (f > 0)
    return {
        "cut_phrase": cut, "first_verb": np.isin(tags[f], ("VBD", "VBZ", "VBP", "MD")), "first_participle": np.isin(tags[f], ("VBG", "VBN")),
        "first_preposition": np.isin(tags[f], ("IN", "TO")), "first_noun": np.isin(tags[f], ("DT", "NN", "NNS", "NNP", "PRP", "PRP$", "CD")),
        "last_open": np.isin(tags[last], ("IN", "TO", "DT", "CC", "VBD", "VBZ", "VBP")),
    }  # fmt: skip


def select(found: Candidates, share: Matrix, least: float = LEAST) -> list[int]:
    """The candidates that make the best set without overlap: each is worth its share above ``least``."""
    kept = sorted(np.flatnonzero(share > least).tolist(), key=lambda i: (found.end[i], found.first[i]))
    ends = [int(found.end[i]) for i in kept]
    best, back = [0.0], list[int]()
    for number, one in enumerate(kept):
        before = bisect_right(ends, int(found.first[one]), 0, number)
        worth = best[before] + float(share[one]) - least
        back.append(before if worth > best[-1] else -1)
        best.append(max(worth, best[-1]))
    out: list[int] = []
    at = len(kept)
    while at:
        if back[at - 1] >= 0:
            out.append(kept[at - 1])
            at = back[at - 1]
        else:
            at -= 1
    return sorted(out)


def nested(
    found: Candidates, share: Matrix, chosen: Sequence[int], within: Sequence[Range], least: float, asides: Container[Range] = ()
) -> list[int]:
    """More candidates, each inside a chosen one of at least twice its length or around one of at most half, that share
    ``least`` or hold one of the ranges ``within`` that no chosen one covers; for ``asides`` a smaller share is enough."""
    out = list(chosen)
    for one in np.argsort(-share, kind="stable").tolist():
        first, end = int(found.first[one]), int(found.end[one])
        floor = least
        if any(first <= a and b <= end and not any(found.first[o] <= a and b <= found.end[o] for o in out) for a, b in within):
            floor = _HOLDING
        aside = (first, end) in asides
        if aside:
            floor = _ASIDE_LEAST
        if share[one] < floor or one in out:
            continue
        if all(_apart(first, end, int(found.first[o]), int(found.end[o]), aside=aside) for o in out):
            out.append(one)
    return sorted(out)


def widened(found: Candidates, share: Matrix, chosen: Sequence[int], items: Sequence[Range]) -> list[int]:
    """The chosen candidates, each exchanged for a likely one around it that holds one more of ``items``: *to date, …*."""
    out = list(chosen)
    for a, b in items:
        if any(found.first[o] <= a and b <= found.end[o] for o in out):
            continue
        around = np.flatnonzero((found.first <= a) & (found.end >= b) & (share > _WIDER))
        for one in around[np.argsort(-share[around], kind="stable")].tolist():
            first, end = int(found.first[one]), int(found.end[one])
            inside = [o for o in out if first <= found.first[o] and found.end[o] <= end]
            crossing = [o for o in out if o not in inside and found.first[o] < end and first < found.end[o]]
            if len(inside) == 1 and not crossing and (found.end[inside[0]] - found.first[inside[0]]) * 2 > end - first:
                out[out.index(inside[0])] = one
                break
    return sorted(out)


def _apart(a: int, b: int, x: int, y: int, *, aside: bool = False) -> bool:
    """Whether two stretches share nothing, or one lies in the other and is at most half as long; an aside may be longer."""
    if b <= x or y <= a:
        return True
    within = (x <= a and b <= y) or (a <= x and y <= b)
    if aside and within and abs((y - x) - (b - a)) >= _REST:
        return True
    return (x <= a and b <= y and (b - a) * 2 <= y - x) or (a <= x and y <= b and (y - x) * 2 <= b - a)


def _outside(heads: NDArray[np.int64], first: int, end: int) -> tuple[int, int]:
    """How many words of a stretch hang outside it (its root too), and how many within three words of it hang inside."""
    own = heads[first:end]
    inside = (own >= first) & (own < end)
    inside &= own != np.arange(first, end)
    left, right = heads[max(0, first - 30) : first], heads[end : end + 30]
    lost = int(((left >= first) & (left < end)).sum()) + int(((right >= first) & (right < end)).sum())
    return end - first - int(inside.sum()), lost


def _near(found: Candidates) -> Matrix:
    """The best overlap (Jaccard) of each candidate with a clause of each kind, of those that overlap it."""
    out = np.zeros((len(found.first), len(KINDS)))
    order = {k: i for i, k in enumerate(KINDS)}
    clausal = [i for i, k in enumerate(found.kind) if k != "none"]
    if not clausal:
        return out
    a, b = found.first[clausal], found.end[clausal]
    kinds = np.array([order[found.kind[i]] for i in clausal])
    for row, (first, end) in enumerate(zip(found.first.tolist(), found.end.tolist(), strict=True)):
        low, high = np.searchsorted(a, first - 80), np.searchsorted(a, end)
        shared = np.minimum(b[low:high], end) - np.maximum(a[low:high], first)
        overlap = np.maximum(shared, 0) / np.maximum(np.maximum(b[low:high], end) - np.minimum(a[low:high], first), 1)
        np.maximum.at(out[row], kinds[low:high], overlap)
    return out
