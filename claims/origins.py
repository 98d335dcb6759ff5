"""Who really said it: the chains of all restatements of a claim as one graph, its independent origins, relays and circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from claims.compare_types import Statement, source_key
from claims.model import SourceKind

if TYPE_CHECKING:
    import networkx as nx

UNNAMED = "an unnamed source"
_SMALL = frozenset(["of", "and", "the", "for", "in", "on", "a", "an"])


@dataclass(frozen=True, slots=True)
class Origins:
    """Where a claim and its restatements come from.

    ``origins`` are the sources at which the citing ends; a circle in which everybody cites another counts as one, and
    whoever is unnamed counts only where nobody else is left: it may be anyone. ``relays`` are the outlets that only
    pass it on, ``cycles`` the circles, each as the names in it. ``earliest`` is the claim that appeared first.
    """

    independent: int
    origins: tuple[str, ...]
    relays: tuple[str, ...]
    cycles: tuple[tuple[str, ...], ...]
    earliest: str


def origins(
    restatements: Sequence[Statement],
    leans: Collection[tuple[str, str]] = (),
    aliases: Mapping[str, str] | None = None,
) -> Origins:
    """The origins of a claim that is restated; ``leans`` are ids of claims that repeat another's words, later first.

    ``aliases`` map a name to the one under which it is kept. A restatement without a source is its outlet's own
    witness, unless it repeats another outlet's words.
    """
    import networkx as nx

    names = _Names(restatements, aliases or {})
    by_id = {s.claim_id: s for s in restatements}
    behind = {later: by_id[first] for later, first in leans if later in by_id and first in by_id}
    graph: nx.DiGraph[str] = nx.DiGraph()
    outlets: set[str] = set()
    for s in restatements:
        outlet = names.outlet(s)
        outlets.add(outlet)
        path = [outlet, *names.chain(s)]
        if not s.attributed and s.claim_id in behind:
            path.append(names.outlet(behind[s.claim_id]))
        nx.add_path(graph, [node for i, node in enumerate(path) if i == 0 or node != path[i - 1]])
    return _counted(graph, outlets | names.media, names, _earliest(restatements))


def _counted(graph: nx.DiGraph[str], outlets: set[str], names: _Names, earliest: str) -> Origins:
    import networkx as nx

    condensed = nx.condensation(graph)
    members = {node: sorted(condensed.nodes[node]["members"]) for node in condensed}
    ends = [members[node] for node in condensed if condensed.out_degree(node) == 0]
    named = [end for end in ends if end != [UNNAMED]] or ends
    final = {node for end in ends for node in end}
    return Origins(
        independent=len(named),
        origins=tuple(sorted(" = ".join(names.to_read(n) for n in end) for end in named)),
        relays=tuple(sorted(names.to_read(node) for node in outlets & set(graph) - final)),
        cycles=tuple(sorted(tuple(names.to_read(n) for n in circle) for circle in members.values() if len(circle) > 1)),
        earliest=earliest,
    )  # fmt: skip


def _earliest(restatements: Sequence[Statement]) -> str:
    return min(restatements, key=lambda s: (s.published or date.max, s.claim_id)).claim_id


class _Names:
    """The names in the chains of some restatements, those of one source under one key."""

    def __init__(self, restatements: Sequence[Statement], aliases: Mapping[str, str]) -> None:
        self._aliases = {source_key(name): source_key(kept) for name, kept in aliases.items()}
        self._read: dict[str, str] = {UNNAMED: UNNAMED}
        self._merged: dict[str, str] = {}
        self.media: set[str] = set()
        for kept in aliases.values():
            self._read.setdefault(source_key(kept), kept)
        for s in restatements:
            for source in s.claim.sources:
                if source.kind is not SourceKind.UNNAMED:
                    self._read.setdefault(self._key(source.name), source.name)
            self._read.setdefault(self.outlet(s), s.publisher or "an outlet without a name")
        self._merged = _merge(self._read)
        for s in restatements:
            for source in s.claim.sources:
                if source.kind is SourceKind.MEDIA:
                    self.media.add(self._merged[self._key(source.name)])

    def _key(self, name: str) -> str:
        key = source_key(name)
        return self._aliases.get(key, key)

    def outlet(self, s: Statement) -> str:
        """The key of the outlet that printed a restatement; one without a name stands for its own article."""
        key = self._key(s.publisher) if s.publisher else f"outlet of {s.article_id}"
        return self._merged.get(key, key)

    def chain(self, s: Statement) -> list[str]:
        """The keys of a restatement's sources, nearest first."""
        if not s.attributed:
            return []
        return [
            UNNAMED if source.kind is SourceKind.UNNAMED else self._merged[self._key(source.name)]
            for source in s.claim.sources
        ]  # fmt: skip

    def to_read(self, key: str) -> str:
        """The name as it was printed."""
        return self._read[key]


def _merge(keys: Iterable[str]) -> dict[str, str]:
    """Each key under the one that stands for it: an acronym or surname under the one longer name that it fits."""
    known = sorted(keys, key=lambda k: (-len(k.split()), k))
    fits: dict[str, list[str]] = defaultdict(list)
    for short in known:
        for long in known:
            if short != long and _is_short_for(short, long):
                fits[short].append(long)
    out = {key: key for key in known}
    for short, longer in fits.items():
        # The longest names first: those that are themselves short for another do not count.
        full = [name for name in longer if not fits.get(name)]
        if len(full) == 1:
            out[short] = full[0]
    return out


def _is_short_for(short: str, long: str) -> bool:
    one, other = short.split(), long.split()
    if len(one) >= len(other):
        return False
    initials = "".join(word[0] for word in other if word not in _SMALL)
    if len(one) == 1 and len(short) > 1 and short.replace(".", "") == initials:
        return True
    return other[-len(one) :] == one and (len(one) > 1 or len(other) <= 3) and not set(one) & _SMALL
