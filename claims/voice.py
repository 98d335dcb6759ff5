"""Voice and modality: how the wording of a claim, its frame and the reader's scores speak for each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claims.lexicon import words
from claims.model import Span
from claims.quoted import Quoted
from claims.quoted import inside as inside_quotation
from claims.quotes import quoted_words
from claims.reader import Marks
from claims.relations import Related
from claims.segment import shares, sums
from claims.tree import Range, Tree, top_of

Matrix = NDArray[np.float64]

_LISTS = {name: words("cues", name) for name in ("say", "report", "belief", "act", "passive", "adverbs", "nouns")}
_TELLING = _LISTS["say"] | _LISTS["report"] | _LISTS["nouns"] | {"according", "per"}
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass", "expl"])
_BE = frozenset(["is", "are", "was", "were", "be", "been", "set", "due", "about", "'s", "’s"])
_CAN = frozenset(["can", "ca"])
_ACCORDING = frozenset(["according", "per", "citing"])
_SEEN = frozenset(["reported", "believed", "thought", "estimated", "considered", "alleged", "claimed", "rumoured", "rumored", "suspected", "predicted", "forecast"])
_LONG = 9
"""How many words and marks a long quotation has at least."""
_NONE = frozenset(["no", "not", "never", "nobody", "none"])
_WORDS = {name: words("verbs", name) for name in ("future", "planned", "possible", "hypothetical", "denial")}
VOICE = (
    "net", "net_first", "net_last", "cover", "cover_sure", "cover_two", "content", "sourceless", "cue_inside", "frame", "frame_sentence",
    "quoted", "quoted_long", "quotation", "adverb", "wh_first", "appositive", "participle", "short", "nested", "no_frame_net",
    *(f"cue_{k}" for k in _LISTS), "cue_according", "cue_near", "prior", "hedged", "beside_cue", "under_cue", "under_content", "is_cue",
    "aside", "act_only", "listed_cue",
)  # fmt: skip
MODALITY = (
    *(f"net_{k}" for k in ("fact", "planned", "possible", "denied")), *(f"top_{k}" for k in ("fact", "planned", "possible", "denied")),
    *(f"word_{k}" for k in _WORDS), *(f"cue_{k}" for k in _WORDS), "would", "would_have", "if", "to_first", "future_first",
    "main_future", "main_planned", "main_possible", "be_to", "can", "would_be",
)  # fmt: skip


def best_related(related: Sequence[Related], claims: Sequence[Range]) -> tuple[list[tuple[int, ...]], Matrix]:
    """For each claim the attributions whose content covers most of it, widest content first, and the share covered."""
    found: list[tuple[int, ...]] = []
    cover = np.zeros(len(claims))
    for row, (first, end) in enumerate(claims):
        holders = []
        for number, one in enumerate(related):
            shared = sum(max(0, min(end, b) - max(first, a)) for a, b in one.content)
            if shared:
                cover[row] = max(cover[row], shared / (end - first))
                if shared * 2 > end - first:
                    holders.append((-sum(b - a for a, b in one.content), number))
        found.append(tuple(n for _, n in sorted(holders)))
    return found, cover


def voice_features(
    tree: Tree, marks: Marks, related: Sequence[Related], claims: Sequence[Range], quotes: Sequence[Span],
    quotations: Sequence[Quoted],
) -> Matrix:
    """One row for each claim, one column for each of VOICE."""
    if not claims:
        return np.zeros((0, len(VOICE)))
    f, e = np.array([c[0] for c in claims]), np.array([c[1] for c in claims])
    n = (e - f).astype(np.float64)
    share = shares(marks.flat["voice"])
    col: dict[str, Matrix | NDArray[np.bool_]] = {}
    said, own = sums(share[:, 1]), sums(share[:, 2])
    col["net"] = np.log((said[e] - said[f] + 0.02 * n) / (own[e] - own[f] + 0.02 * n))
    col["net_first"] = np.log((share[f, 1] + 0.02) / (share[f, 2] + 0.02))
    col["net_last"] = np.log((share[e - 1, 1] + 0.02) / (share[e - 1, 2] + 0.02))
    holders, cover = best_related(related, claims)
    col["cover"] = cover
    col["cover_sure"] = np.array([max((related[i].confidence for i in h), default=0.0) for h in holders])
    col["cover_two"] = np.array([len(h) > 1 for h in holders])
    content = sums(1 - shares(marks.flat["content"])[:, 0])
    col["content"] = (content[e] - content[f]) / n
    col["sourceless"] = np.array([bool(h) and not related[h[-1]].source for h in holders])
    frame = np.zeros(len(tree.words))
    for one in related:
        for a, b in (*one.source, *one.cue):
            frame[a:b] = 1
    frames = sums(frame)
    col["frame"] = (frames[e] - frames[f]) / n
    ranges = np.array([tree.sentences[tree.sentence_of[w]] for w in f.tolist()])
    col["frame_sentence"] = frames[ranges[:, 1]] > frames[ranges[:, 0]]
    inside, long = quoted_words(tree.starts, quotes), quoted_words(tree.starts, quotes, _LONG)
    quoted, quoted_long = sums(inside), sums(long)
    col["quoted"], col["quoted_long"] = (quoted[e] - quoted[f]) / n, (quoted_long[e] - quoted_long[f]) / n
    col["quotation"] = inside_quotation(quotations, claims)
    col["no_frame_net"] = np.where(col["frame_sentence"], 0.0, np.asarray(col["net"]))
    voices = np.asarray(col["net"], dtype=np.float64) > 0
    col["prior"] = np.array([float(voices[max(0, i - 1)]) if i else 0.0 for i in range(len(claims))])
    tops = [top_of(tree, c) for c in claims]
    col.update(_built(tree, claims, tops, np.asarray(col["quoted"], dtype=np.float64)))
    col.update(_cued(tree, related, claims, holders))
    col.update(_hung(tree, related, tops, 1 - shares(marks.flat["content"])[:, 0]))
    return np.column_stack([np.asarray(col[name], dtype=np.float64) for name in VOICE])


def _built(tree: Tree, claims: Sequence[Range], tops: Sequence[int], quoted: Matrix) -> dict[str, NDArray[np.bool_]]:
    """How claims are built: asides, participles, short ones, hedged ones, those within others."""
    first_wh = np.array([tree.tags[a][0] == "W" for a, _ in claims])
    appositive = np.array([tree.relations[t] == "appos" for t in tops])
    return {
        "adverb": np.array([any(w.lower() in _LISTS["adverbs"] for w in tree.words[a:b]) for a, b in claims]),
        "hedged": np.array([hedge(tree, c) is not None for c in claims]),
        "wh_first": first_wh, "appositive": appositive, "aside": (first_wh | appositive) & (quoted < 0.5),
        "participle": np.array([tree.relations[t] in ("acl", "advcl") and tree.tags[t] in ("VBG", "VBN") for t in tops]),
        "short": np.array([b - a <= 4 for a, b in claims]),
        "nested": np.array([any(x <= a and b <= y and (x, y) != (a, b) for x, y in claims) for a, b in claims]),
    }  # fmt: skip


def _cued(
    tree: Tree, related: Sequence[Related], claims: Sequence[Range], holders: Sequence[tuple[int, ...]]
) -> dict[str, NDArray[np.bool_]]:
    """By what words claims are attributed."""
    cues = [{w.lower() for i in h for a, b in related[i].cue for w in tree.words[a:b]} for h in holders]
    out = {f"cue_{name}": np.array([bool(c & listed) for c in cues]) for name, listed in _LISTS.items()}
    out["cue_according"] = np.array([bool(c & _ACCORDING) for c in cues])
    out["cue_inside"] = np.array([
        any(a <= s and t <= b for i in h for s, t in related[i].cue) for (a, b), h in zip(claims, holders, strict=True)
    ])  # fmt: skip
    out["cue_near"] = np.array([_say_near(tree, c) for c in claims])
    out["listed_cue"] = np.array([bool(c & _TELLING) for c in cues])
    out["act_only"] = np.array([bool(c & _LISTS["act"]) and not c & _TELLING for c in cues])
    return out


def _hung(tree: Tree, related: Sequence[Related], tops: Sequence[int], content: Matrix) -> dict[str, Matrix]:
    """On what each claim's top word hangs: beside a cue, under it, or within what is said."""
    cue = np.zeros(len(tree.words), dtype=bool)
    for one in related:
        for a, b in one.cue:
            cue[a:b] = True
    out = {name: np.zeros(len(tops)) for name in ("beside_cue", "under_cue", "under_content", "is_cue")}
    for row, top in enumerate(tops):
        head = tree.heads[top]
        if cue[top]:
            out["is_cue"][row] = 1
        elif head != top:
            beside = tree.relations[top] == "conj" and cue[head]
            out["beside_cue" if beside else "under_cue"][row] = cue[head]
            out["under_content"][row] = content[head]
    return out


def goes_on_from(tree: Tree, claim: Range, claims: Sequence[Range]) -> int | None:
    """The claim before it that a claim goes on: of one verb's clause, or without a subject, *floods, with up to 30 cm of rain*."""
    top = top_of(tree, claim)
    head = tree.heads[top]
    if tree.relations[top] == "ccomp" and head < claim[0]:
        between = ((n, top_of(tree, c)) for n, c in enumerate(claims) if head < c[0] and c[1] <= claim[0])
        return next((n for n, other in between if other != top and (tree.heads[other], tree.relations[other]) == (head, "ccomp")), None)
    if head >= claim[0] or any(tree.relations[c] in _SUBJECTS for c in tree.children[top] if claim[0] <= c < claim[1]):
        return None
    noun = tree.relations[top] == "nmod" and tree.tags[head][:1] == "N"
    verb = tree.relations[top] == "conj" and tree.tags[head][:2] == tree.tags[top][:2] == "VB"
    if not (noun or verb):
        return None
    return next((n for n, (a, b) in enumerate(claims) if a <= head < b <= claim[0]), None)


def presupposed(tree: Tree, claim: Range, related: Sequence[Related], holders: Sequence[int]) -> bool:
    """Whether a claim only qualifies what a passive frame behind it is about: *the ruling striking down X is seen as Y*."""
    if tree.tags[claim[0]] not in ("VBG", "VBN", "WDT", "WP") or not holders:
        return False
    verbs = [next((w for a, b in reversed(related[n].cue) for w in range(b - 1, a - 1, -1) if tree.tags[w] == "VBN"), None) for n in holders]
    return all(
        verb is not None and claim[1] <= verb and tree.words[verb].lower() in _LISTS["passive"]
        and any(tree.relations[c] == "auxpass" for c in tree.children[verb])
        for verb in verbs
    )  # fmt: skip


def hedge(tree: Tree, claim: Range) -> Range | None:
    """The words by which a claim itself hands responsibility to nobody named: *reportedly, is widely seen as, an estimated*."""
    first, end = claim
    for word in range(first, end):
        low = tree.words[word].lower()
        if low in _NONE:
            return None
        if low in _LISTS["adverbs"] and low.endswith("ly"):
            return word, word + 1
        if low in _LISTS["passive"] and tree.tags[word] in ("VBN", "JJ", "VBD"):
            behind = tree.words[word + 1].lower() if word + 1 < end else ""
            helped = [c for c in tree.children[word] if tree.relations[c] == "auxpass" and first <= c < word]
            agent = any(tree.words[k].lower() == "by" for c in tree.children[word] for k in tree.children[c])
            if helped and not agent and (behind in ("to", "as", "at", "that") or low in _SEEN):
                return min(helped), word + 1
            if (word == first or tree.relations[word] == "acl") and tree.tags[word] == "VBN" and not agent and behind == "to" and low in _SEEN:
                return word, word + 1
            if low == "estimated" and word > first and tree.words[word - 1].lower() in ("an", "the"):
                return word, word + 1
    return None


def accorded(tree: Tree, claim: Range, claims: Sequence[Range]) -> bool:
    """Whether *according to* stands in a claim, or right behind it; in an aside it is the clause around it that it is about."""
    first, end = claim
    said = [w for w in range(first + 1, end) if tree.words[w].lower() == "according"]
    if any(not any(first <= a <= w < b <= end and (a, b) != claim for a, b in claims) for w in said):
        return True
    behind = end + (end < len(tree.words) and tree.words[end] == ",")
    near = behind < len(tree.words) and tree.words[behind].lower() == "according" and tree.sentence_of[behind] == tree.sentence_of[first]
    return near and tree.tags[first][:1] != "W" and tree.relations[top_of(tree, claim)] != "appos"


def _say_near(tree: Tree, claim: Range) -> bool:
    """Whether a word of saying stands right before or behind a claim."""
    first, end = claim
    near = (*tree.words[max(0, first - 3) : first], *tree.words[end : end + 4])
    return any(w.lower() in _LISTS["say"] for w in near)


def _main(tree: Tree, claims: Sequence[Range]) -> dict[str, NDArray[np.bool_]]:
    """What a claim's own verb says of its reality: *will close, is to close, is set to close, could close*."""
    rows = []
    for first, end in claims:
        top = top_of(tree, (first, end))
        near = [top, *(c for c in tree.children[top] if first <= c < end and tree.relations[c] in ("aux", "auxpass", "cop", "neg", "advmod", "mark"))]
        own = {tree.words[w].lower() for w in near}
        helped = [w for w in range(first, end - 2) if tree.words[w].lower() in _BE and tree.words[w + 1].lower() == "to" and tree.tags[w + 2] == "VB"]
        rows.append((
            bool(own & _WORDS["future"]), bool(own & _WORDS["planned"]), bool((own - _CAN) & _WORDS["possible"]), bool(helped), bool(own & _CAN),
            "would" in own and "have" not in own,
        ))  # fmt: skip
    return dict(zip(("main_future", "main_planned", "main_possible", "be_to", "can", "would_be"), np.array(rows, dtype=bool).T, strict=True))


def modality_features(tree: Tree, marks: Marks, related: Sequence[Related], claims: Sequence[Range]) -> Matrix:
    """One row for each claim, one column for each of MODALITY."""
    if not claims:
        return np.zeros((0, len(MODALITY)))
    f, e = np.array([c[0] for c in claims]), np.array([c[1] for c in claims])
    n = (e - f).astype(np.float64)
    share = shares(marks.flat["modality"])
    col: dict[str, Matrix | NDArray[np.bool_]] = {}
    for number, name in enumerate(("fact", "planned", "possible", "denied"), 1):
        total = sums(share[:, number])
        col[f"net_{name}"] = np.log((total[e] - total[f]) / n + 0.02)
        col[f"top_{name}"] = np.array([share[a:b, number].max() for a, b in claims])
    holders, _ = best_related(related, claims)
    lows = [[w.lower() for w in tree.words[a:b]] for a, b in claims]
    cues = [{w.lower() for i in h for a, b in related[i].cue for w in tree.words[a:b]} for h in holders]
    for name, listed in _WORDS.items():
        col[f"word_{name}"] = np.array([any(w in listed for w in low) for low in lows])
        col[f"cue_{name}"] = np.array([bool(c & listed) for c in cues])
    col["would"] = np.array(["would" in low or "'d" in low or "’d" in low for low in lows])
    col["would_have"] = np.array([any(a in ("would", "could", "might") and b == "have" for a, b in pairwise(low)) for low in lows])
    col["if"] = np.array(["if" in low for low in lows])
    col["to_first"] = np.array([low[0] == "to" for low in lows])
    col["future_first"] = np.array([low[0] in _WORDS["future"] for low in lows])
    col.update(_main(tree, claims))
    return np.column_stack([np.asarray(col[name], dtype=np.float64) for name in MODALITY])
