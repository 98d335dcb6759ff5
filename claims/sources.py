"""Who a mention is: the fullest name that the article gives, and what kind of source it is."""

from __future__ import annotations

from collections.abc import Sequence

from claims.lexicon import words
from claims.model import Source, SourceKind
from claims.naming import Named, bare, folded, namebook, outlet
from claims.tree import Range, Tree

_LISTS = {kind: words("sources", kind) for kind in ("media", "document", "organisation", "unnamed", "person")}
_TITLES = words("sources", "titles")
_OWN_WORDS = words("sources", "own_words")
_FEMALE, _MALE = words("sources", "female"), words("sources", "male")
_BODIES = words("sources", "bodies")
_COMPANIES = words("sources", "companies")
_LAWS = words("sources", "laws")
_SERVICES = frozenset(["agency", "service", "network", "programme", "program", "show"])
_COMMON = frozenset().union(*_LISTS.values())
_SHE_HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_THING = frozenset(["it", "its", "which", "that", "this"])
_FIRST = frozenset(["i", "we", "my", "our", "me", "us"])
_PRONOUNS = frozenset([*_SHE_HE, *_THING, *_FIRST, "they", "their", "them", "who", "whom"])
_NEAR = 4
"""How many sentences back a pronoun is followed."""


class Names:
    """The names of one article: whom surnames, acronyms, roles, descriptions and pronouns stand for."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._book = namebook(tree)
        self._spoke: list[tuple[int, Source]] = []

    def remember(self, word: int, source: Source) -> None:
        """A source that spoke at a word, for pronouns further on."""
        self._spoke.append((word, source))

    def source(self, mention: Range) -> Source:
        """The source that a range of words names, as far as the article tells."""
        span = self._tree.span(mention)
        name, kind = self._who(mention)
        return Source(span.start, span.end, self._tree.surface(mention), name, kind)

    def certain(self, word: int) -> str | None:
        """What a pronoun or a bare description can only stand for: the one name that fits in this sentence and the last."""
        tree = self._tree
        low = tree.words[word].lower()
        if low in _SHE_HE:
            near = tree.sentences[max(0, tree.sentence_of[word] - 1)][0]
            people = {self.full(n.name) for n in self._book.named if n.label == "PERSON" and near <= n.first < word}
            return next(iter(people)) if len(people) == 1 else None
        if low in ("it", "its"):
            begin = tree.sentences[tree.sentence_of[word]][0]
            here = [n for n in self._book.named if n.label == "ORG" and begin <= n.first < word]
            subjects = [n for n in here if tree.relations[self.head((n.first, n.end))] == "nsubj"]
            return self.full(subjects[0].name) if len(here) == 1 == len(subjects) else None
        if tree.tags[word] in ("NN",) and low in _LISTS["organisation"]:
            phrase = self.phrase(word)
            if phrase[1] - phrase[0] == 2 and tree.words[phrase[0]].lower() == "the":
                earlier = self._same_head(low, phrase[0], alone=True)
                return bare(tree.surface(earlier)) if earlier else None
        return None

    def _who(self, mention: Range) -> tuple[str, SourceKind]:
        tree = self._tree
        head = self.head(mention)
        low = tree.words[head].lower()
        if mention[1] - mention[0] == 1 and low in _PRONOUNS and not (len(low) > 2 and tree.words[head].isupper()):
            found = self._pronoun(head, low)
            return found if found else (tree.words[head], SourceKind.UNNAMED)
        inside = [n for n in self._book.named if n.first < mention[1] and n.end > mention[0]]
        at_head = next((n for n in inside if n.first <= head < n.end), None)
        behind = self._outlet_behind(mention)
        if behind is not None:
            return self.full(behind), SourceKind.MEDIA
        person = self._person(head, inside)
        if person is not None:
            return self._as_person(person.name)
        run = self._titled(mention, head) if at_head is None or at_head.label != "PERSON" else None
        if run is not None:
            return self._as_person(tree.surface(run))
        if at_head is not None and at_head.label != "PERSON" and folded(at_head.name) in self._book.surnames:
            return self._book.surnames[folded(at_head.name)], SourceKind.PERSON
        if at_head is not None and (tree.tags[head][:3] == "NNP" or low not in _COMMON):
            name = self.full(self._extended(at_head, mention))
            return name, self._kind_of_name(name)
        return self._described(mention, head, low, inside)

    def head(self, mention: Range) -> int:
        """The word of a range on which the others hang."""
        tree = self._tree
        inside = range(*mention)
        tops = [w for w in inside if tree.heads[w] == w or not mention[0] <= tree.heads[w] < mention[1]]
        nominal = [w for w in tops if tree.tags[w][:1] in ("N", "P") and tree.tags[w] != "POS"]
        return (nominal or [w for w in tops if tree.tags[w] not in ("DT", "IN", ",")] or tops)[0]

    def _person(self, head: int, inside: Sequence[Named]) -> Named | None:
        """The person whom the mention names: at its head, beside a role, or the owner of words."""
        tree = self._tree
        for named in inside:
            if named.label != "PERSON":
                continue
            top = self.head((named.first, named.end))
            if named.first <= head < named.end or (tree.relations[top] == "appos" and tree.heads[top] == head):
                return named
            low = tree.words[head].lower()
            if low in _LISTS["person"] and tree.relations[top] in ("compound", "appos", "nmod") and not self._owned(named.end):
                return named
            if low in _OWN_WORDS and self._owned(named.end):
                return named
        return None

    def _as_person(self, name: str) -> tuple[str, SourceKind]:
        """A name that was taken for a person's, unless it is an outlet's or short for a company's."""
        full = self.full(name)
        if outlet(full) or full in self._book.media:
            return full, SourceKind.MEDIA
        last = full.split()[-1].lower().strip(".")
        return full, SourceKind.ORGANISATION if " " in full and last in _COMPANIES else SourceKind.PERSON

    def _titled(self, mention: Range, head: int) -> Range | None:
        """The name in a mention that begins with a role: *education minister Ann Lee*, *Secretary of State Ann Lee*."""
        tree = self._tree
        marks = [w for w in range(head + 1, mention[1]) if tree.words[w] in (",", "of", "from", "at", "in", "(")]
        for tail in (mention[1], *marks):
            begin = tail
            while begin > mention[0] and tree.tags[begin - 1] in ("NNP", "NNPS") and tree.words[begin - 1].lower().strip(".") not in _TITLES:
                begin -= 1
            low = [tree.words[w].lower() for w in range(mention[0], begin)]
            role = any(w in _LISTS["person"] for w in low)
            body = any(tree.words[w].lower() in _LISTS["organisation"] for w in range(begin, tail))
            if role and not body and mention[0] < begin < tail <= begin + 4 and all(w not in (",", "(") for w in low[-1:] if tail != mention[1]):
                at_role = tree.words[head].lower() in _LISTS["person"]
                titled = tree.words[begin - 1].lower().strip(".") in _TITLES
                if begin <= head < tail or at_role or titled:
                    return begin, tail
        return None

    def _owned(self, end: int) -> bool:
        return end < len(self._tree.words) and self._tree.tags[end] == "POS"

    def _last_role(self, mention: Range) -> str | None:
        """The last common noun of a mention, where it is a person's role."""
        nouns = [self._tree.words[w].lower() for w in range(*mention) if self._tree.tags[w] == "NN"]
        return nouns[-1] if nouns and nouns[-1] in _LISTS["person"] else None

    def _outlets_own(self, low: str, surface: str) -> str | None:
        """The outlet whose report or statement a mention names."""
        if low not in _OWN_WORDS and low not in _LISTS["document"]:
            return None
        return next((m for m in sorted(self._book.media) if f" {folded(m)} " in f" {folded(surface)} "), None)

    def _described(self, mention: Range, head: int, low: str, inside: Sequence[Named]) -> tuple[str, SourceKind]:
        tree = self._tree
        surface = self.full(tree.surface(mention))
        definite = tree.words[mention[0]].lower() in ("the", "this", "that", "these", "those", "its", "their", "his", "her")
        definite = definite or any(tree.tags[w] == "POS" for w in range(*mention))
        owner = next((w for w in range(*mention) if tree.tags[w] == "POS"), None)
        if owner is not None and low in _OWN_WORDS and owner > mention[0] and tree.tags[owner - 1] == "NNP":
            name = self._book.surnames.get(tree.words[owner - 1].lower())
            if name is not None:
                return name, SourceKind.PERSON
        if (called := self._outlets_own(low, surface)) is not None:
            return called, SourceKind.MEDIA
        outlet = next((n for n in inside if self.full(n.name) in self._book.media), None)
        if outlet is not None and (low in _OWN_WORDS or low in _LISTS["document"] or low in _LISTS["media"] or low in _SERVICES):
            return self.full(outlet.name), SourceKind.MEDIA
        kind = self._kind_of_head(low, tree.tags[head], bool(inside))
        if not inside and low not in _COMMON and tree.tags[head] == "NNP" and (run := self._capitals(mention, head)):
            return run
        if kind is SourceKind.UNNAMED and low not in _COMMON and (role_word := self._last_role(mention)):
            low, kind = role_word, SourceKind.PERSON
        if kind is SourceKind.PERSON:
            role = self._in_role(low, mention) if definite else None
            if role:
                return role, SourceKind.PERSON
            return surface, SourceKind.PERSON if definite and not low.startswith("spokes") else SourceKind.UNNAMED
        if definite and not inside:
            earlier = self._same_head(low, mention[0])
            if earlier:
                named = next((n for n in self._book.named if self._within(n, earlier)), None)
                name = bare(tree.surface(earlier))
                if kind is SourceKind.MEDIA and named:
                    return self.full(named.name), kind
                full = self._book.fullest.get(folded(name), name)
                return full, SourceKind.MEDIA if self._kind_of_name(full) is SourceKind.MEDIA else kind
            if kind is SourceKind.MEDIA and (last := self._last_spoke(mention[0], (SourceKind.MEDIA,))):
                return last.name, kind
        return surface, kind

    def _capitals(self, mention: Range, head: int) -> tuple[str, SourceKind] | None:
        """A name that the reader marks as none: capitals that share a person's name, or two or three without *the*."""
        tree = self._tree
        first = head
        while first > mention[0] and tree.tags[first - 1] in ("NNP", "NNPS"):
            first -= 1
        name = tree.surface((first, head + 1))
        known = self._book.surnames.get(tree.words[head].lower())
        if known is not None:
            return known, SourceKind.PERSON
        short = bare(name)
        alone = first == mention[0] or tree.words[first - 1].lower() != "the"
        parts = short.split()
        if alone and (len(parts) in (2, 3) or short != name) and all(p[0].isupper() and not p.isupper() for p in parts) and not outlet(short):
            return short, SourceKind.PERSON
        return None

    def _within(self, named: Named, words_: Range) -> bool:
        return words_[0] <= named.first and named.end <= words_[1]

    def _kind_of_head(self, low: str, tag: str, named: bool) -> SourceKind:
        if low == "reports" and named:
            return SourceKind.DOCUMENT
        if low in _LISTS["unnamed"]:
            return SourceKind.ORGANISATION if low in _BODIES and named else SourceKind.UNNAMED
        for kind in ("media", "document", "organisation", "person"):
            if low in _LISTS[kind] and not (kind == "document" and tag in ("NNP", "NNPS")):
                return SourceKind(kind)
        if tag == "NNS" and low.endswith("s"):
            one = low[:-3] + "y" if low.endswith("ies") else low[:-1]
            if one in _LISTS["organisation"]:
                return SourceKind.ORGANISATION
            return SourceKind.DOCUMENT if one in _LISTS["document"] else SourceKind.UNNAMED
        if tag in ("NNP", "NNPS"):
            return SourceKind.ORGANISATION
        return SourceKind.ORGANISATION if named and tag != "NNS" and not low.endswith(("or", "er", "ist", "ian")) else SourceKind.UNNAMED

    def _kind_of_name(self, name: str) -> SourceKind:
        if name in self._book.media or outlet(name):
            return SourceKind.MEDIA
        last = name.rsplit(maxsplit=1)[-1]
        if last.lower() in _LISTS["unnamed"] and not last[:1].isupper():
            return SourceKind.UNNAMED
        if (last.islower() and last in _LISTS["document"]) or last.lower() in _LAWS:
            return SourceKind.DOCUMENT
        return SourceKind.ORGANISATION

    def full(self, name: str) -> str:
        """The fullest form of a name in the article, without titles."""
        return self._book.full(name)

    def _outlet_behind(self, mention: Range) -> str | None:
        """The name behind a word for an outlet: *the weekly magazine Example*."""
        tree = self._tree
        for word in range(mention[0], mention[1] - 1):
            low = tree.words[word]
            service = low in ("agency", "service", "site") and word > mention[0] and tree.words[word - 1] in ("news", "press")
            if (low in _LISTS["media"] or service) and tree.tags[word] == "NN" and tree.tags[word + 1] in ("NNP", "NNPS"):
                end = word + 1
                while end < mention[1] and tree.tags[end] in ("NNP", "NNPS"):
                    end += 1
                return tree.surface((word + 1, end))
        return None

    def _extended(self, named: Named, mention: Range) -> str:
        """A name with the capitals before it, and with the *of …* and *in …* that its mention goes on with."""
        tree = self._tree
        first, end = named.first, named.end
        if folded(named.name) in self._book.acronyms or self.full(named.name) != bare(named.name):
            return named.name
        while first > mention[0] and tree.tags[first - 1] in ("NNP", "NNPS"):
            first -= 1
        if end < mention[1] and tree.words[end].lower() in ("of", "in", "for", "on", "and"):
            return tree.surface((first, mention[1]))
        return tree.surface((first, end))

    def _pronoun(self, word: int, low: str) -> tuple[str, SourceKind] | None:
        if low in _FIRST:
            last = self._last_spoke(word, tuple(SourceKind))
            return (last.name, last.kind) if last else None
        if low in ("which", "who", "whom", "that") and (noun := self._antecedent(word)) is not None:
            return self._who(self.phrase(noun))
        if low in _SHE_HE or low in ("who", "whom"):
            return self._person_before(word, _SHE_HE.get(low, ""))
        kinds = (SourceKind.ORGANISATION, SourceKind.MEDIA, SourceKind.DOCUMENT)
        return self._thing_before(word, kinds if low in _THING else (*kinds, SourceKind.UNNAMED))

    def _antecedent(self, word: int) -> int | None:
        """The noun that a relative pronoun's clause hangs on."""
        tree, at = self._tree, word
        for _ in range(4):
            head = tree.heads[at]
            if tree.relations[at] == "acl:relcl":
                return head if tree.tags[head][:1] == "N" and head < word else None
            if head == at:
                return None
            at = head
        return None

    def _last_spoke(self, word: int, kinds: Sequence[SourceKind]) -> Source | None:
        near = self._tree.sentence_of[word] - _NEAR
        return next((s for at, s in reversed(self._spoke)
                     if at < word and s.kind in kinds and self._tree.sentence_of[at] >= near), None)  # fmt: skip

    def _person_before(self, word: int, gender: str) -> tuple[str, SourceKind] | None:
        """The last person before a word who fits: a subject or speaker first, then any."""
        tree = self._tree
        here = tree.sentence_of[word]
        best: tuple[float, str] | None = None
        for named in self._book.named:
            if named.label != "PERSON" or named.first >= word:
                continue
            name = self.full(named.name)
            known = self._gender(name)
            if gender and known and known != gender:
                continue
            top = self.head((named.first, named.end))
            far = here - tree.sentence_of[named.first]
            subject = tree.relations[top] in ("nsubj", "nsubjpass", "root")
            spoke = any(s.name == name and at < word and here - tree.sentence_of[at] <= _NEAR for at, s in self._spoke)
            score = -far + 0.9 * subject + 1.2 * spoke - 0.6 * self._owned(named.end) + 1e-4 * named.first / len(tree.words)
            if far <= _NEAR and (best is None or score >= best[0]):
                best = (score, name)
        if best is not None:
            return best[1], SourceKind.PERSON
        last = self._last_spoke(word, (SourceKind.PERSON,))
        return (last.name, last.kind) if last else None

    def _gender(self, name: str) -> str:
        """What the words beside a person's names tell of *he* or *she*."""
        tree = self._tree
        for named in self._book.named:
            if named.label == "PERSON" and self.full(named.name) == name:
                for word in range(max(0, named.first - 3), min(len(tree.words), named.first + 2)):
                    low = tree.words[word].lower()
                    if low in _FEMALE and low not in _SHE_HE:
                        return "f"
                    if low in _MALE and low not in _SHE_HE:
                        return "m"
        return ""

    def _thing_before(self, word: int, kinds: Sequence[SourceKind]) -> tuple[str, SourceKind] | None:
        """The last subject before a word that can speak and is no person; else the last source of such a kind."""
        tree = self._tree
        floor = tree.sentences[max(0, tree.sentence_of[word] - 1)][0]
        last = self._last_spoke(word, kinds)
        if last is not None and any(at >= floor and s == last for at, s in self._spoke[-4:]):
            return last.name, last.kind
        for subject in range(word - 1, floor - 1, -1):
            if tree.relations[subject] not in ("nsubj", "nsubjpass") or tree.words[subject].lower() in _PRONOUNS:
                continue
            name, kind = self._who(self.phrase(subject))
            if kind in kinds:
                return name, kind
        return (last.name, last.kind) if last else None

    def phrase(self, head: int) -> Range:
        """The noun phrase of a word, without clauses and appositions that hang on it."""
        tree = self._tree
        low, high = head, head + 1
        for child in tree.children[head]:
            relation = tree.relations[child]
            if relation in ("det", "amod", "compound", "nmod", "nmod:poss", "nummod", "nmod:npmod", "case", "nmod:tmod"):
                if relation == "case" and child < head:
                    continue
                low, high = min(low, tree.left[child]), max(high, tree.right[child])
        return low, high

    def _in_role(self, role: str, mention: Range) -> str | None:
        """The person whom the article gives a role: the last before the mention, else the only one behind it."""
        tree = self._tree
        at = mention[0]
        more = {tree.words[w].lower() for w in range(*mention) if tree.tags[w] in ("JJ", "NN") and tree.words[w].islower()} - {role}
        before: list[str] = []
        behind: list[str] = []
        for named in self._book.named:
            if named.label != "PERSON":
                continue
            top = self.head((named.first, named.end))
            near = {tree.words[w].lower() for w in range(max(0, named.first - 6), named.first)
                    if tree.heads[w] == top or tree.heads[tree.heads[w]] == top or tree.heads[top] == w}  # fmt: skip
            near |= {tree.words[c].lower() for c in tree.children[top] if tree.relations[c] in ("appos", "compound")}
            if role in near and more <= near:
                (before if named.first < at else behind).append(self.full(named.name))
        if before:
            return before[-1]
        return behind[0] if len(set(behind)) == 1 else None

    def _same_head(self, head: str, at: int, alone: bool = False) -> Range | None:
        """The last phrase before a word with the same head and a name in it (the only one, if ``alone``); else the only
        one behind."""
        tree = self._tree
        found = []
        for word, low in enumerate(tree.words):
            if low.lower() != head or word == at:
                continue
            phrase = self.phrase(word)
            if phrase[0] <= at < phrase[1]:
                continue
            if any(tree.tags[w] in ("NNP", "NNPS") and w != word for w in range(*phrase)):
                found.append(phrase)
        before = [p for p in found if p[0] < at]
        if alone and len({folded(bare(tree.surface(p))) for p in found}) > 1:
            return None
        if before:
            return before[-1]
        return found[0] if found and len({folded(tree.surface(p)) for p in found}) == 1 else None
