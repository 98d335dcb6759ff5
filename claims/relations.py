"""From the reader's scores to attributions: which cue has which source and which content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

import numpy as np

from claims.reader import Floats, Ints, Marks, Window

_BEGIN, _WITHIN = 1, 2
_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Tuning:
    """Where the decoder draws its lines, set on the development articles.

    ``cue``, ``source`` and ``content`` are added to the scores of an open stretch of the role. A marked stretch is
    content of a cue where its mean pair score plus ``link_content`` passes ``unit``; other words are where their own
    pair scores outweigh ``stay``, the cost of a change of mind, and their marks pass ``alone``. A marked stretch that
    no cue has taken makes the best word its cue where pair score and ``weigh_cue`` times the cue's mark pass
    ``orphan``. A marked source belongs to a cue from ``link_source`` on.
    """

    cue: float = 0.35
    source: float = 1.1
    content: float = -0.2
    link_source: float = -6.0
    link_content: float = 0.5
    unit: float = -1.0
    alone: float = -1.0
    orphan: float = -1.0
    weigh_cue: float = 1.0
    stay: float = 1.5


TUNING = Tuning()


@dataclass(frozen=True, slots=True)
class Related:
    """One attribution in words: ranges of the source (may be none), the cue and the content; how sure each is, 0–1."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    confidence: float


def stretches(scores: Floats, bias: float, cuts: Ints | None = None) -> list[tuple[int, int]]:
    """The ranges that a role's BIO scores mark, by the best legal path; ``bias`` is added where a range is open.

    No range goes on over one of the words ``cuts``.
    """
    if not len(scores):
        return []
    scores = scores - scores.max(axis=1, keepdims=True)
    scores = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    if cuts is not None:
        scores[cuts, _WITHIN] = _NEVER
    outside, begin, within = scores[:, 0].tolist(), (scores[:, 1] + bias).tolist(), (scores[:, 2] + bias).tolist()
    best = [outside[0], begin[0], -1e9]
    back: list[tuple[int, int, int]] = []
    for o, b, i in zip(outside[1:], begin[1:], within[1:], strict=True):
        any_best = max(range(3), key=best.__getitem__)
        inner = 1 if best[1] >= best[2] else 2
        back.append((any_best, any_best, inner))
        best = [best[any_best] + o, best[any_best] + b, best[inner] + i]
    state = max(range(3), key=best.__getitem__)
    path = [state]
    for row in reversed(back):
        state = row[state]
        path.append(state)
    path.reverse()
    return _ranges(path)


def _ranges(path: Sequence[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    begin = -1
    for at, state in enumerate([*path, 0]):
        if begin >= 0 and state != _WITHIN:
            out.append((begin, at))
            begin = -1
        if state == _BEGIN:
            begin = at
    return out


def smooth(scores: Floats, stay: float) -> list[tuple[int, int]]:
    """The ranges where a word's yes outweighs its no, changes of mind costing ``stay`` each (a two-state best path)."""
    no, yes = 0.0, -stay
    back: list[tuple[bool, bool]] = []
    for score in scores.tolist():
        to_no, to_yes = yes - stay > no, no - stay > yes
        no, yes = (yes - stay if to_no else no), (no - stay if to_yes else yes) + score
        back.append((to_no, to_yes))
    state = yes > no
    path: list[bool] = []
    for to_no, to_yes in reversed(back):
        path.append(state)
        state = not state if (to_yes if state else to_no) else state
    path.reverse()
    edges = np.flatnonzero(np.diff(np.array([False, *path, False]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


@dataclass(slots=True)
class _Draft:
    """An attribution in the making: how well each word of its window is content of its cue, and source."""

    window: Window
    cue: tuple[tuple[int, int], ...]
    said: Floats
    who: Floats
    content: list[tuple[int, int]]


def related(marks: Marks, tuning: Tuning) -> list[Related]:
    """The attributions of an article, in the order of their cues."""
    contents = stretches(marks.flat["content"], tuning.content)
    drafts = list(_drafts(marks, tuning))
    _share(drafts, contents, marks, tuning)
    drafts += _orphans(marks, drafts, contents, tuning)
    drafts.sort(key=lambda d: d.cue)
    sources = stretches(marks.flat["source"], tuning.source, np.flatnonzero(marks.flat["start"][:, 0] > 0))
    out: list[Related] = []
    for draft in drafts:
        if draft.content:
            sure = np.concatenate([_part(draft.said, part, draft.window) for part in draft.content])
            confidence = float((1 / (1 + np.exp(-sure))).mean())
            source = _source(draft, sources, tuning)
            out.append(Related(source, draft.cue, tuple(draft.content), confidence))
    return out


def _drafts(marks: Marks, tuning: Tuning) -> Iterator[_Draft]:
    """A draft for each marked cue; cues of one sentence that belong together, as *told … that*, are one."""
    starts = np.flatnonzero(marks.flat["start"][:, 0] > 0)
    cues = stretches(marks.flat["cue"], tuning.cue, starts)
    sentence = np.searchsorted(starts, [a for a, _ in cues], side="right")
    taken: set[int] = set()
    at = 0
    for number, cue in enumerate(cues):
        if number in taken:
            continue
        while marks.windows[at].end <= cue[0]:
            at += 1
        window = marks.windows[at]
        anchor = cue[0] - window.first
        further = window.links[1, :, anchor]
        near = takewhile(lambda n: sentence[n] == sentence[number] and cues[n][1] <= window.last, range(number + 1, len(cues)))  # noqa: B023
        more = [n for n in near if _part(further, cues[n], window).mean() > 0]
        taken.update(more)
        apart = marks.zones[window.first : window.last] != marks.zones[cue[0]]
        said = np.where(apart, _NEVER, window.links[2, :, anchor] + tuning.link_content)
        who = np.where(apart, _NEVER, window.links[0, :, anchor])
        yield _Draft(window, (cue, *(cues[n] for n in more)), said, who, [])


def _share(drafts: Sequence[_Draft], contents: list[tuple[int, int]], marks: Marks, tuning: Tuning) -> None:
    """Each marked stretch is content of the cue that it fits best; a cue's other content is what its pairs alone say."""
    best = [(tuning.unit, -1)] * len(contents)
    for _, group in groupby(enumerate(drafts), key=lambda d: d[1].window.own):
        members = list(group)
        window = members[0][1].window
        sums = np.cumsum([[0.0, *d.said.tolist()] for _, d in members], axis=1)
        for n in range(bisect_left(contents, window.first, key=lambda c: c[1] - 1), bisect_left(contents, (window.last,))):
            low, high = max(contents[n][0] - window.first, 0), min(contents[n][1], window.last) - window.first
            fits = (sums[:, high] - sums[:, low]) / (high - low)
            one = int(fits.argmax())
            best[n] = max(best[n], (float(fits[one]), members[one][0]))
    for part, (_, n) in zip(contents, best, strict=True):
        if n >= 0:
            drafts[n].content.append(part)
    inside = np.logaddexp(marks.flat["content"][:, 1], marks.flat["content"][:, 2]) - marks.flat["content"][:, 0]
    known = frozenset(contents)
    for draft in drafts:
        draft.content += _alone(draft, known, inside, tuning)
        draft.content.sort()


def _alone(
    draft: _Draft, contents: frozenset[tuple[int, int]], inside: Floats, tuning: Tuning
) -> list[tuple[int, int]]:
    """What a cue's pair scores call content and no mark does, or only as part of a longer stretch."""
    window = draft.window
    rest = draft.said.copy()
    for part in draft.content:
        _part(rest, part, window)[:] = -tuning.stay
    found = [(a + window.first, b + window.first) for a, b in smooth(rest, tuning.stay)]
    return [
        r for r in found
        if inside[r[0] : r[1]].mean() > tuning.alone
        and r not in contents
        and not any(u[0] < r[1] and r[0] < u[1] for u in draft.content)
    ]  # fmt: skip


def _orphans(marks: Marks, drafts: Sequence[_Draft], contents: list[tuple[int, int]], tuning: Tuning) -> Iterator[_Draft]:
    """A draft for each marked content that no marked cue has taken: its cue is the word that fits best as one."""
    opens = marks.flat["cue"][:, 1] - marks.flat["cue"][:, 0]
    held, cues = np.zeros(len(opens), dtype=bool), np.zeros(len(opens), dtype=bool)
    for draft in drafts:
        for a, b in draft.content:
            held[a:b] = True
        for a, b in draft.cue:
            cues[a:b] = True
    at = 0
    for part in contents:
        while marks.windows[at].end <= part[0]:
            at += 1
        if held[part[0] : part[1]].any():
            continue
        window = marks.windows[at]
        said = window.links[2] + tuning.link_content
        fit = _part(said, part, window).mean(axis=0) + tuning.weigh_cue * opens[window.first : window.last]
        _part(fit, part, window)[:] = -np.inf
        fit[marks.zones[window.first : window.last] != marks.zones[part[0]]] = -np.inf
        word = int(fit.argmax())
        begin = word + window.first
        if fit[word] > tuning.orphan and not cues[begin]:
            yield _Draft(window, ((begin, begin + 1),), said[:, word], window.links[0, :, word], [part])


def _source(draft: _Draft, marked: list[tuple[int, int]], tuning: Tuning) -> tuple[tuple[int, int], ...]:
    """The marked stretch that best is this cue's source; without one, what the pair scores alone say."""
    window = draft.window
    near = marked[bisect_left(marked, (window.first,)) : bisect_left(marked, (window.last,))]
    near = near[:-1] if near and near[-1][1] > window.last else near
    score, best = max(((float(_part(draft.who, m, window).mean()), m) for m in near), default=(tuning.link_source, (0, 0)))
    if score > tuning.link_source:
        return (best,)
    return tuple((a + window.first, b + window.first) for a, b in smooth(draft.who, tuning.stay))


def _part(scores: Floats, part: tuple[int, int], window: Window) -> Floats:
    return scores[max(part[0] - window.first, 0) : part[1] - window.first]
