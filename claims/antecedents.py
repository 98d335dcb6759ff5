"""Whom pronouns, roles and repeated descriptions refer back to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from claims.lexicon import table, words
from claims.model import Source, SourceKind, Span
from claims.name_forms import bare, first_name, folded
from claims.naming import Namebook
from claims.phrases import head_of, owned, phrase_of
from claims.quotes import quoted_words
from claims.tree import Range, Tree, heading

_FEMALE, _MALE = words("sources", "female"), words("sources", "male")
SHE_HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_THING = frozenset(["it", "its", "which", "that", "this"])
_FIRST = frozenset(["i", "we", "my", "our", "me", "us"])
PRONOUNS = frozenset([*SHE_HE, *_THING, *_FIRST, "they", "their", "them", "who", "whom"])
_LESSER = frozenset(["deputy", "vice", "assistant", "former", "ex", "acting"])
_SPEAKING = words("cues", "speaking")
_DAYS = words("sources", "of_time")
_ALIKE = tuple(frozenset(group.split()) for group in table("sources", "alike").values())
"""Nouns for the same thing: *footage from the bridge … the video*."""
_NEAR = 4
"""How many sentences back a pronoun is followed."""

Who = Callable[[Range], tuple[str, SourceKind]]
"""The name and the kind of what a range of words names."""


class Antecedents:
    """What was said of whom before a word of an article."""

    def __init__(self, tree: Tree, book: Namebook, quotes: Sequence[Span]) -> None:
        self._tree = tree
        self._book = book
        self._spoke: list[tuple[int, Source]] = []
        self._quotes = quoted_words(tree.starts, quotes)
        told = [not self._quotes[a:b].all() for a, b in tree.sentences]
        self._told = np.concatenate([[0], np.cumsum(told)]).tolist()

    def remember(self, word: int, source: Source) -> None:
        """A source that spoke at a word, for pronouns further on."""
        self._spoke.append((word, source))

    def pronoun(self, word: int, low: str, who: Who) -> tuple[str, SourceKind] | None:
        if low in _FIRST:
            last = self.last_spoke(word, tuple(SourceKind))
            return (last.name, last.kind) if last else None
        if low in ("which", "who", "whom", "that") and (noun := self._antecedent(word)) is not None:
            return who(phrase_of(self._tree, noun))
        if low in SHE_HE or low in ("who", "whom"):
            return self._person_before(word, SHE_HE.get(low, ""))
        if low in _THING:
            return self._thing_before(word, (SourceKind.ORGANISATION, SourceKind.MEDIA, SourceKind.DOCUMENT), who)
        own = self._plural_subject(word)
        return who(phrase_of(self._tree, own)) if own is not None else self._thing_before(word, (SourceKind.ORGANISATION, SourceKind.MEDIA, SourceKind.UNNAMED), who)

    def _plural_subject(self, word: int) -> int | None:
        """The subject of a clause that a *they* of the same sentence is said beside: *crews left at nine, they said*."""
        tree = self._tree
        said = next((c for c in tree.children[tree.heads[word]] if c < word and tree.relations[c] in ("ccomp", "parataxis")), None)
        if said is None or tree.relations[word] != "nsubj":
            return None
        return next((c for c in tree.children[said] if tree.relations[c] == "nsubj" and tree.tags[c] in ("NNS", "NNPS")), None)

    def _antecedent(self, word: int) -> int | None:
        """The noun that a relative pronoun's clause hangs on."""
        tree, at = self._tree, word
        for _ in range(4):
            head = tree.heads[at]
            if tree.relations[at] == "acl:relcl":
                if tree.words[head].lower() in _DAYS and tree.tags[tree.heads[head]][:1] == "N":
                    head = tree.heads[head]  # *The report on Saturday, which …* is about the report.
                return head if tree.tags[head][:1] == "N" and head < word else None
            if head == at:
                return None
            at = head
        return None

    def last_spoke(self, word: int, kinds: Sequence[SourceKind], near: int = _NEAR) -> Source | None:
        return next((s for at, s in reversed(self._spoke) if at < word and s.kind in kinds and self._far(at, word) <= near), None)

    def _far(self, at: int, word: int) -> int:
        """How many sentences apart two words are; those that are wholly quoted do not count."""
        first, last = self._tree.sentence_of[at], self._tree.sentence_of[word]
        return int(self._told[last] - self._told[first]) if last > first else 0

    def _person_before(self, word: int, gender: str) -> tuple[str, SourceKind] | None:
        """The last person before a word who fits: a subject or speaker first, then any."""
        tree = self._tree
        best: tuple[float, str] | None = None
        # Within a quotation *he* is not who speaks: that is *I*.
        speaker = self._spoke[-1][1].name if self._spoke else ""
        for named in self._book.named:
            if named.label != "PERSON" or named.first >= word or self._in_other_quote(named.first, word):
                continue
            name = self._book.full(named.name)
            known = self._gender(name)
            if gender and known and known != gender:
                continue
            top = head_of(tree, (named.first, named.end))
            far = self._far(named.first, word)
            beside_verb = tree.relations[top] == "appos" and tree.tags[tree.heads[top]][:2] == "VB"
            subject = beside_verb or tree.relations[top] in ("nsubj", "nsubjpass", "root")
            spoke = any(s.name == name and at < word and self._far(at, word) <= _NEAR for at, s in self._spoke)
            own = self._quotes[word] and speaker == name
            score = -far - 2.0 * (self._listens(top) + own) + 0.9 * subject + 1.2 * spoke - 0.6 * owned(tree, named.end) + 1e-4 * named.first / len(tree.words)
            if far <= _NEAR and (best is None or score >= best[0]):
                best = (score, name)
        if best is not None:
            return best[1], SourceKind.PERSON
        last = self.last_spoke(word, (SourceKind.PERSON,))
        return (last.name, last.kind) if last else None

    def _listens(self, top: int) -> bool:
        """Whether somebody is spoken to, and so is not who speaks: *speaking to Lee, she said*."""
        tree = self._tree
        talk = tree.words[tree.heads[top]].lower() in _SPEAKING
        return talk and tree.relations[top] == "nmod" and any(tree.words[c].lower() in ("to", "with") for c in tree.children[top])

    def _in_other_quote(self, at: int, word: int) -> bool:
        """Whether a word stands in a quotation that another is outside of: whom a speaker names is no *he* of the article's."""
        return bool(self._quotes[at]) and not self._quotes[at : word + 1].all()

    def _gender(self, full: str) -> str:
        """What the words beside a person's names tell of *he* or *she*."""
        tree = self._tree
        for named in self._book.named:
            if named.label == "PERSON" and self._book.full(named.name) == full:
                for word in range(max(0, named.first - 3), min(len(tree.words), named.first + 2)):
                    low = tree.words[word].lower()
                    if low in _FEMALE and low not in SHE_HE:
                        return "f"
                    if low in _MALE and low not in SHE_HE:
                        return "m"
        return first_name(full)

    def _thing_before(self, word: int, kinds: Sequence[SourceKind], who: Who) -> tuple[str, SourceKind] | None:
        """The last subject before a word that can speak and is no person; else the last source of such a kind."""
        tree = self._tree
        floor = tree.sentences[max(0, tree.sentence_of[word] - 1)][0]
        last = self.last_spoke(word, kinds)
        if last is not None and any(at >= floor and s == last for at, s in self._spoke[-4:]):
            return last.name, last.kind
        for subject in range(word - 1, floor - 1, -1):
            if tree.relations[subject] not in ("nsubj", "nsubjpass") or tree.words[subject].lower() in PRONOUNS:
                continue
            name, kind = who(phrase_of(tree, subject))
            if kind in kinds:
                return name, kind
        return (last.name, last.kind) if last else None

    def in_role(self, role: str, mention: Range) -> str | None:
        """The person whom the article gives a role: the last before the mention, else the only one behind it."""
        tree = self._tree
        at = mention[0]
        more = {tree.words[w].lower() for w in range(*mention) if tree.tags[w] in ("JJ", "NN") and tree.words[w].islower()} - {role}
        before: list[str] = []
        behind: list[str] = []
        for named in self._book.named:
            if named.label != "PERSON":
                continue
            top = head_of(tree, (named.first, named.end))
            near = {tree.words[w].lower() for w in range(max(0, named.first - 6), named.first)
                    if tree.heads[w] == top or tree.heads[tree.heads[w]] == top or tree.heads[top] == w}  # fmt: skip
            near |= {tree.words[c].lower() for c in tree.children[top] if tree.relations[c] in ("appos", "compound")}
            if role in near and more <= near and not _LESSER.intersection(near - more):
                (before if named.first < at else behind).append(self._book.full(named.name))
        if before:
            return before[-1]
        return behind[0] if len(set(behind)) == 1 else None

    def same_head(self, noun: str, at: int, alone: bool = False) -> Range | None:
        """The last phrase before a word with the same head and a name in it (the only one, if ``alone``); else the only
        one behind."""
        tree = self._tree
        same = next((group for group in _ALIKE if noun in group), frozenset([noun]))
        found = []
        for word, low in enumerate(tree.words):
            if low.lower() not in same or word == at or heading(tree, word):
                continue
            found_at = phrase_of(tree, word)
            if found_at[0] <= at < found_at[1]:
                continue
            if any(tree.tags[w] in ("NNP", "NNPS") and w != word for w in range(*found_at)):
                found.append(found_at)
        before = [p for p in found if p[0] < at]
        if alone and len({folded(bare(tree.surface(p))) for p in found}) > 1:
            return None
        if before:
            return before[-1]
        return found[0] if found and len({folded(tree.surface(p)) for p in found}) == 1 else None
