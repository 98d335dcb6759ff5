"""Whom a role is put beside: *Harbour Board director Ann Lee*, *the board's director, Ann Lee,*."""

from __future__ import annotations

from claims.lexicon import words
from claims.naming import Namebook, Named
from claims.phrases import owned
from claims.tree import Range, Tree

_ROLES = words("sources", "person")
_TITLES = words("sources", "titles")
_THINGS = words("sources", "organisation") | words("sources", "media") | words("sources", "document")
_CLOSING = frozenset([",", ".", ";", ":", "(", ")", "—", "–", "``", "''", '"', "”", "“"])
_JOINING = frozenset(["IN", "TO", "CC"])


def named_last(tree: Tree, book: Namebook, mention: Range) -> str | None:
    """The person whose name ends a mention, or follows it between commas, where a role in it is that person's."""
    people = [n for n in book.named if n.label == "PERSON" and mention[0] < n.first <= mention[1] + 3 and not owned(tree, n.end)]
    for person in people:
        end = mention[1]
        if person.end == end or (person.end < end and tree.words[person.end] == ","):
            if _introduced(tree, book, mention[0], person):
                return person.name
        elif person.first > end and tree.words[end] == "," and _after_comma(tree, mention, person):
            return person.name
    return None


def _introduced(tree: Tree, book: Namebook, begin: int, person: Named) -> bool:
    """Whether the words before a name are its bearer's role or body: no preposition and no *and* parts the two."""
    at = person.first
    while at > begin and _role(tree.words[at - 1]):
        at -= 1
    if at == begin:
        return at < person.first
    tag, word = tree.tags[at - 1], tree.words[at - 1]
    if word == ",":
        return any(_role(tree.words[w]) for w in range(begin, at)) and not _listed(tree, book, begin, at)
    if tag == "CC" and at - 2 >= begin and _role(tree.words[at - 2]) and at < person.first:
        return True
    if tag in _JOINING or tag[:1] == "V":
        return False
    if tag == "NN" and tree.words[at - 1].islower() and not _THINGS.intersection([tree.words[at - 1]]):
        return True
    of_place = any(b == at and label == "LOC" and tree.words[a - 1 - (tree.tags[a - 1] == "DT")].lower() == "of" for a, b, label in tree.entities if a > begin + 1)
    return at < person.first or tag == "POS" or _body_ends(tree, at) or of_place


def behind_preposition(tree: Tree, begin: int, first: int) -> bool:
    """Whether a preposition stands before a name and its titles: *a spokesman for Governor Ann Lee* is not Ann Lee.

    *President of Velmar Ann Lee* is: behind *of* her body or country may come first.
    """
    at = first
    while at > begin and _role(tree.words[at - 1]):
        at -= 1
    return at > begin and tree.tags[at - 1] in ("IN", "TO") and (at < first or tree.words[at - 1].lower() != "of")


def _after_comma(tree: Tree, mention: Range, person: Named) -> bool:
    """Whether a name stands as an apposition behind a role: *the director of the board, Dr Ann Lee,*."""
    first = mention[1] + 1
    titles = all(_role(tree.words[w]) for w in range(first, person.first))
    closed = person.end >= len(tree.words) or tree.words[person.end] in _CLOSING
    return titles and closed and _role(_first_noun(tree, mention)) and tree.sentence_of[first] == tree.sentence_of[mention[0]]


def _first_noun(tree: Tree, mention: Range) -> str:
    """The last noun before a mention's first preposition."""
    noun = ""
    for word in range(*mention):
        if tree.tags[word] in _JOINING and noun:
            break
        if tree.tags[word][:1] == "N":
            noun = tree.words[word]
    return noun


def _listed(tree: Tree, book: Namebook, begin: int, comma: int) -> bool:
    """Whether another person is named before a comma."""
    return any(n.label == "PERSON" and begin <= n.first < comma for n in book.named)


def _body_ends(tree: Tree, at: int) -> bool:
    return any(b == at and label == "ORG" for _, b, label in tree.entities)


def _role(word: str) -> bool:
    low = word.lower().strip(".")
    return low in _ROLES or (low in _TITLES and low not in ("the", "a", "an"))
