"""Who a mention is: the fullest name that the article gives, and what kind of source it is."""

from __future__ import annotations

from collections.abc import Sequence

from claims.antecedents import PRONOUNS, SHE_HE, Antecedents
from claims.kinds import LISTS, kind_of_head, kind_of_name
from claims.lexicon import words
from claims.model import Source, SourceKind, Span
from claims.name_forms import bare, first_name, folded, outlet
from claims.naming import Named, namebook
from claims.persons import behind_preposition, named_last
from claims.phrases import head_of, owned, phrase_of
from claims.tree import Range, Tree

_TITLES = words("sources", "titles")
_OWN_WORDS = words("sources", "own_words")
_COMPANIES = words("sources", "companies")
_SERVICES = frozenset(["agency", "service", "network", "programme", "program", "show"])
_LONE = {**dict.fromkeys(SHE_HE, SourceKind.PERSON), "it": SourceKind.ORGANISATION, "its": SourceKind.ORGANISATION}
"""What a pronoun is that stands for nobody named."""
_DATA = words("sources", "data")
_MADE = words("sources", "own_words") | _DATA
"""What a body makes and answers for itself."""
_REPORTS = frozenset(["report", "reports"])
_SETS = words("sources", "sets")
"""What is a source of its own where a body's name only qualifies it: *NASA data*."""
_RELAYED = frozenset(["sources", "reports", "outlets", "agencies", "organisations", "organizations", "sites", "accounts"])
_ACCOUNTS = words("sources", "accounts")
_EXPERTS = words("sources", "experts")
"""Who speaks for the body that they work at, where it is named: *economists of Velmar Bank*."""
_CROWDS = words("sources", "crowds")
"""What is no body of its own: *a group of residents*."""
_SOME = frozenset(["some", "many", "most", "other", "several", "fellow", "few"])
"""What tells that plural names stand for some of the people called so: *many Democrats*."""
_FIRMS = words("sources", "firms")
_COMMON = frozenset().union(*LISTS.values())


class Names:
    """The names of one article: whom surnames, acronyms, roles, descriptions and pronouns stand for."""

    def __init__(self, tree: Tree, quotes: Sequence[Span], publisher: str | None = None) -> None:
        self._tree = tree
        self._publisher = folded(bare(publisher or ""))
        self._book = namebook(tree)
        self._back = Antecedents(tree, self._book, quotes)

    def remember(self, word: int, source: Source) -> None:
        """A source that spoke at a word, for pronouns further on."""
        self._back.remember(word, source)

    def source(self, mention: Range) -> Source:
        """The source that a range of words names, as far as the article tells."""
        span = self._tree.span(mention)
        name, kind = self._who(mention)
        if kind is SourceKind.PERSON and all(w.lower() in _TITLES for w in name.split()):
            # A title alone is nobody's name: there the mention itself is what the article gives.
            name = self._tree.surface(mention)
        return Source(span.start, span.end, self._tree.surface(mention), name, kind)

    def ours(self, source: Source) -> bool:
        """Whether a source is the publication itself: its publisher, or *our correspondent*."""
        return folded(bare(source.name)) == self._publisher or source.mention.lower().split(maxsplit=1)[:1] in (["our"], ["us"], ["me"])

    def outlet_before(self, word: int) -> Source | None:
        """The outlet that a sentence names before a word, or that spoke last: the *it* of *… told it*."""
        begin = self._tree.sentences[self._tree.sentence_of[word]][0]
        here = [self.full(n.name) for n in self._book.named if begin <= n.first < word and self.full(n.name) in self._book.media]
        last = self._back.last_spoke(word, (SourceKind.MEDIA,), 1)
        name = here[-1] if here else last.name if last is not None else None
        span = self._tree.span((word, word + 1))
        return None if name is None else Source(span.start, span.end, self._tree.words[word], name, SourceKind.MEDIA)

    def certain(self, word: int) -> str | None:
        """What a pronoun or a bare description can only stand for: the one name that fits in this sentence and the last."""
        tree = self._tree
        low = tree.words[word].lower()
        if low in SHE_HE:
            near = tree.sentences[max(0, tree.sentence_of[word] - 1)][0]
            people = {self.full(n.name) for n in self._book.named if n.label == "PERSON" and near <= n.first < word}
            return next(iter(people)) if len(people) == 1 else None
        if low in ("it", "its"):
            begin = tree.sentences[tree.sentence_of[word]][0]
            here = [n for n in self._book.named if n.label == "ORG" and begin <= n.first < word]
            subjects = [n for n in here if tree.relations[head_of(tree, (n.first, n.end))] == "nsubj"]
            return self.full(subjects[0].name) if len(here) == 1 == len(subjects) else None
        if tree.tags[word] in ("NN",) and low in LISTS["organisation"]:
            phrase = phrase_of(tree, word)
            if phrase[1] - phrase[0] == 2 and tree.words[phrase[0]].lower() == "the":
                earlier = self._back.same_head(low, phrase[0], alone=True)
                return bare(tree.surface(earlier)) if earlier else None
        return None

    def _who(self, mention: Range) -> tuple[str, SourceKind]:
        tree = self._tree
        head = head_of(tree, mention)
        low = tree.words[head].lower()
        if mention[1] - mention[0] == 1 and low in PRONOUNS and not (len(low) > 2 and tree.words[head].isupper()):
            found = self._back.pronoun(head, low, self._who)
            return found if found else (tree.words[head], _LONE.get(low, SourceKind.UNNAMED))
        inside = [n for n in self._book.named if n.first < mention[1] and n.end > mention[0]]
        at_head = next((n for n in inside if n.first <= head < n.end), None)
        if (maker := self._maker(mention, head)) is not None:
            return self._who(maker)
        if (other := self._apart(mention, head)) is not None:
            return self._who(other)
        behind = self._outlet_behind(mention)
        if behind is not None:
            return self.full(behind), SourceKind.MEDIA
        person = self._person(head, inside)
        if person is not None:
            return self._as_person(person.name)
        paper = low in LISTS["document"] and tree.words[head].islower()
        if not paper and (last := named_last(tree, self._book, mention)) is not None:
            return self._as_person(last)
        run = self._titled(mention, head) if not paper and (at_head is None or at_head.label != "PERSON") else None
        if run is not None:
            return self._as_person(tree.surface(run))
        if at_head is not None and at_head.label != "PERSON" and folded(at_head.name) in self._book.surnames:
            return self._book.surnames[folded(at_head.name)], SourceKind.PERSON
        if tree.tags[head] == "NNPS" and tree.words[mention[0]].lower() in _SOME:
            return tree.surface(mention), SourceKind.UNNAMED
        if at_head is not None and (tree.tags[head][:3] == "NNP" or low not in _COMMON):
            name = self.full(self._extended(at_head, mention))
            is_outlet = at_head.name in self._book.media  # *The weekly Courier of Velmar* is one as its *Courier* is.
            return name, SourceKind.MEDIA if is_outlet else kind_of_name(name, self._book.media)
        return self._described(mention, head, low, inside)

    def _apart(self, mention: Range, head: int) -> Range | None:
        """The body's name that stands beside a description as its apposition: *another mill, Velmar Paper (VP)*."""
        tree = self._tree
        if tree.tags[head] not in ("NN", "NNS", "CD"):
            return None
        for child in tree.children[head]:
            if tree.relations[child] == "appos" and head < child < mention[1]:
                named = next((n for n in self._book.named if n.first <= child < n.end), None)
                if named is not None and named.label == "ORG" and mention[0] < named.first and named.end <= mention[1]:
                    return named.first, named.end
        return None

    def _person(self, head: int, inside: Sequence[Named]) -> Named | None:
        """The person whom the mention names: at its head, beside a role, or the owner of words."""
        tree = self._tree
        for named in inside:
            if named.label != "PERSON":
                continue
            top = head_of(tree, (named.first, named.end))
            if named.first <= head < named.end or (tree.relations[top] == "appos" and tree.heads[top] == head):
                return named
            low = tree.words[head].lower()
            bare_noun = tree.relations[top] in ("compound", "appos", "nmod") and all(tree.relations[c] != "case" for c in tree.children[top])
            if low in LISTS["person"] and bare_noun and not owned(tree, named.end):
                return named
            if low in _OWN_WORDS and owned(tree, named.end) and tree.heads[top] == head:
                return named
        return None

    def _as_person(self, name: str) -> tuple[str, SourceKind]:
        """A name that was taken for a person's, unless it is an outlet's or short for a company's."""
        full = self.full(name)
        if outlet(full) or full in self._book.media:
            return full, SourceKind.MEDIA
        if folded(bare(name)) in self._book.acronyms:
            return full, kind_of_name(full, self._book.media)
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
            role = any(w in LISTS["person"] for w in low)
            body = any(tree.words[w].lower() in LISTS["organisation"] for w in range(begin, tail))
            within = any((a < begin < b or (a <= head < b < begin)) and label == "ORG" for a, b, label in tree.entities)
            if begin > 0 and tree.words[begin - 1].lower() == "of":
                # *The president of Velmar* is not called Velmar.
                body = body or any(a <= begin and tail <= b and label != "PERSON" for a, b, label in tree.entities)
            if role and not body and not within and mention[0] < begin < tail <= begin + 4 and all(w not in (",", "(") for w in low[-1:] if tail != mention[1]):
                at_role = tree.words[head].lower() in LISTS["person"]
                titled = tree.words[begin - 1].lower().strip(".") in _TITLES
                if (begin <= head < tail or at_role or titled) and not behind_preposition(tree, mention[0], begin):
                    return begin, tail
        return None

    def _maker(self, mention: Range, head: int) -> Range | None:
        """The named body whose statement or report a mention is: *Reuters' statement*, *a report of NASA*; *NASA data* are data."""
        tree = self._tree
        low = tree.words[head].lower()
        if low not in _MADE | _REPORTS or not tree.words[head].islower():
            return None
        theirs = next((c for c in tree.children[head] if tree.relations[c] == "nmod" and head < c < mention[1]), None)
        if theirs is not None and low in _REPORTS and tree.words[tree.left[theirs]].lower() in ("of", "from", "by") and tree.words[theirs].lower() in LISTS["organisation"]:
            return max(tree.left[theirs] + 1, head + 2), theirs + 1
        for first, end, label in tree.entities:
            if label not in ("ORG", "PERSON") or first < mention[0] or end > mention[1]:
                continue
            last = end - 1
            before = end <= head and all(tree.tags[w] in ("POS", "NN", "JJ", "NNS") for w in range(end, head)) and tree.heads[last] == head
            of = first - head in (2, 3) and tree.words[head + 1] in ("of", "from")
            if (before and (owned(tree, end) or (label == "ORG" and low not in _SETS))) or (of and label == "ORG" and low in _DATA):
                return first, end
        owner = next((c for c in tree.children[head] if tree.relations[c] == "nmod:poss"), None)
        body = owner is not None and owner < head and tree.words[owner].lower() in LISTS["organisation"]
        return phrase_of(tree, owner) if owner is not None and body else None

    def _beside_role(self, inside: Sequence[Named], mention: Range) -> str | None:
        """The one full name of a person in a mention that has a role before it, and no preposition between."""
        tree = self._tree
        people = [n for n in inside if n.label == "PERSON" and n.end - n.first > 1]
        if len({n.name for n in people}) != 1 or mention[0] >= people[0].first:
            return None
        first = people[0].first
        roles = any(tree.words[w].lower() in LISTS["person"] or tree.words[w].lower() == "member" for w in range(mention[0], first))
        return people[0].name if roles and tree.tags[first - 1] != "POS" and not behind_preposition(tree, mention[0], first) else None

    def _last_role(self, mention: Range) -> str | None:
        """The last common noun of a mention, where it is a person's role."""
        nouns = [self._tree.words[w].lower() for w in range(*mention) if self._tree.tags[w] == "NN"]
        return nouns[-1] if nouns and nouns[-1] in LISTS["person"] else None

    def _outlets_own(self, low: str, surface: str) -> str | None:
        """The outlet whose report or statement a mention names."""
        if low not in _OWN_WORDS and low not in LISTS["document"]:
            return None
        return next((m for m in sorted(self._book.media) if f" {folded(m)} " in f" {folded(surface)} "), None)

    def _answers_for(self, mention: Range, low: str, inside: Sequence[Named]) -> tuple[str, SourceKind] | None:
        """The person or the outlet whose words a description names: *Lee's statement*, *the Reuters report*."""
        tree = self._tree
        owner = next((w for w in range(*mention) if tree.tags[w] == "POS"), None)
        if owner is not None and low in _OWN_WORDS and owner > mention[0] and tree.tags[owner - 1] == "NNP" and tree.heads[owner - 1] == head_of(tree, mention):
            name = self._book.surnames.get(tree.words[owner - 1].lower())
            if name is not None:
                return name, SourceKind.PERSON
        if low not in LISTS["document"] and (person := self._beside_role(inside, mention)) is not None:
            return self._as_person(person)
        if (called := self._outlets_own(low, self.full(tree.surface(mention)))) is not None:
            return called, SourceKind.MEDIA
        owner_outlet = next((n for n in inside if self.full(n.name) in self._book.media), None)
        if owner_outlet is not None and (low in _OWN_WORDS or low in LISTS["document"] or low in LISTS["media"] or low in _SERVICES):
            return self.full(owner_outlet.name), SourceKind.MEDIA
        return None

    def _kind(self, mention: Range, head: int, inside: Sequence[Named]) -> SourceKind:
        """The kind that the head of a description tells of."""
        tree = self._tree
        low, tag = tree.words[head].lower(), tree.tags[head]
        if low in _CROWDS and tree.words[head + 1 : head + 2] == ("of",) and any(tree.heads[w] == head and tree.tags[w] == "NNS" for w in range(head + 1, mention[1])):
            return SourceKind.UNNAMED
        if low in _RELAYED and any(tree.words[w].lower() in ("news", "media", "press") for w in range(mention[0], head)):
            return SourceKind.MEDIA
        if tag == "NNPS" and all(n.label in ("MISC", "LOC") for n in inside):
            return SourceKind.UNNAMED
        if low == "authorities" and any(tree.tags[w] in ("NN", "NNP") or tree.words[w][:1].isupper() for w in range(mention[0] + 1, head)):
            return SourceKind.ORGANISATION
        if tag in ("NNP", "NNPS") and outlet(tree.surface((self._capital(mention, head), head + 1))):
            return SourceKind.MEDIA
        if low in _ACCOUNTS:
            bodies = any(n.label == "ORG" for n in inside) or any(tree.words[w].lower() in LISTS["organisation"] for w in range(mention[0], head))
            return SourceKind.ORGANISATION if bodies else SourceKind.UNNAMED
        if low in _EXPERTS and any(n.label == "ORG" for n in inside):
            return SourceKind.ORGANISATION
        proper = tree.words[head][:1].isupper() and head > mention[0] and tag == "NN"
        before = any(n.first < head for n in inside)
        return kind_of_head(low, "NNP" if proper else tag, before or (bool(inside) and low in _COMMON))

    def _described(self, mention: Range, head: int, low: str, inside: Sequence[Named]) -> tuple[str, SourceKind]:
        tree = self._tree
        surface = self.full(tree.surface(mention))
        definite = tree.words[mention[0]].lower() in ("the", "this", "that", "these", "those", "its", "their", "his", "her")
        definite = definite or any(tree.tags[w] == "POS" for w in range(*mention))
        if (found := self._answers_for(mention, low, inside)) is not None:
            return found
        kind = self._kind(mention, head, inside)
        if not inside and low not in _COMMON and tree.tags[head] == "NNP" and (run := self._capitals(mention, head)):
            return run
        if kind is SourceKind.UNNAMED and low not in _COMMON and (role_word := self._last_role(mention)):
            low, kind = role_word, SourceKind.PERSON
        if kind is SourceKind.PERSON:
            role = self._back.in_role(low, mention) if definite else None
            if role:
                return role, SourceKind.PERSON
            return surface, SourceKind.PERSON if definite and not low.startswith("spokes") else SourceKind.UNNAMED
        if definite and not inside:
            firm = self._back.last_spoke(mention[0], (SourceKind.ORGANISATION,), 1) if low in _FIRMS else None
            if firm is not None and firm.name[:1].isupper():
                return firm.name, firm.kind
            earlier = self._back.same_head(low, mention[0])
            if earlier:
                named = next((n for n in self._book.named if self._within(n, earlier)), None)
                name = bare(tree.surface(earlier))
                if kind is SourceKind.MEDIA and named:
                    return self.full(named.name), kind
                full = self._book.fullest.get(folded(name), name)
                if kind is SourceKind.UNNAMED:
                    kind = self._kind(earlier, head_of(tree, earlier), [n for n in self._book.named if self._within(n, earlier)])
                return full, SourceKind.MEDIA if kind_of_name(full, self._book.media) is SourceKind.MEDIA else kind
            if kind is SourceKind.MEDIA and (last := self._back.last_spoke(mention[0], (SourceKind.MEDIA,))):
                return last.name, kind
        return surface, kind

    def _capitals(self, mention: Range, head: int) -> tuple[str, SourceKind] | None:
        """A name that the reader marks as none: capitals that share a person's name, or two or three without *the*."""
        tree = self._tree
        first = self._capital(mention, head)
        name = tree.surface((first, head + 1))
        known = self._book.surnames.get(tree.words[head].lower())
        if known is not None:
            return known, SourceKind.PERSON
        short = bare(name)
        alone = first == mention[0] or tree.words[first - 1].lower() != "the"
        parts = short.split()
        if 2 <= len(parts) <= 4 and first_name(short) and not outlet(short):
            return short, SourceKind.PERSON
        if alone and (len(parts) in (2, 3) or short != name) and all(p[0].isupper() and not p.isupper() for p in parts) and not outlet(short):
            return short, SourceKind.PERSON
        return None

    def _capital(self, mention: Range, head: int) -> int:
        """Where the capitals begin that a mention's head ends."""
        first = head
        while first > mention[0] and self._tree.tags[first - 1] in ("NNP", "NNPS"):
            first -= 1
        return first

    def _within(self, named: Named, words_: Range) -> bool:
        return words_[0] <= named.first and named.end <= words_[1]

    def full(self, name: str) -> str:
        """The fullest form of a name in the article, without titles."""
        return self._book.full(name)

    def _outlet_behind(self, mention: Range) -> str | None:
        """The name behind a word for an outlet: *the weekly magazine Example*."""
        tree = self._tree
        for word in range(mention[0], mention[1] - 1):
            low = tree.words[word]
            service = low in ("agency", "service", "site") and word > mention[0] and tree.words[word - 1] in ("news", "press")
            if (low in LISTS["media"] or service) and tree.tags[word] in ("NN", "JJ") and tree.tags[word + 1] in ("NNP", "NNPS"):
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
