"""How well tags, heads and entities agree with given ones: `python -m tests.score_parse --corenlp SPLIT --gum FOLDER`."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from spacy.tokens import Token

from claims.mark import mark
from claims.reader import Reader, shipped
from claims.training.data import Document, polnear

KIND = {"PERSON": "PERSON", "ORG": "ORGANISATION", "LOC": "LOCATION", "MISC": "OTHER"}


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a word: its place and its head's (its own for a root), tag, relation, entity."""

    span: tuple[int, int]
    head: tuple[int, int]
    tag: str
    relation: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked text: its words in order, its entities with their kinds, and where its sentences begin and end."""

    words: list[Word]
    entities: set[tuple[int, int, str]]
    sentences: list[tuple[int, int]]


def given(document: Document) -> Marked:
    """The marks of a parsed document."""
    parse, spans = document.parse, document.words
    assert parse is not None
    words = [Word(spans[i], spans[parse.heads[i]], parse.tags[i], parse.relations[i]) for i in range(len(spans))]
    starts = [i for i in range(len(spans)) if parse.starts[i] or not i]
    sentences = [(spans[a][0], spans[b - 1][1]) for a, b in pairwise([*starts, len(spans)])]
    return Marked(words, set(_stretches(spans, parse.entities, parse.starts)), sentences)


def _stretches(spans: Sequence[tuple[int, int]], kinds: Sequence[str], starts: Sequence[bool]) -> Iterator[tuple[int, int, str]]:
    begin, previous = 0, ""
    for at, kind in enumerate([*kinds, ""]):
        if previous and (kind != previous or starts[at]):
            yield spans[begin][0], spans[at - 1][1], previous
            previous = ""
        if kind and not previous:
            begin = at
        previous = kind


def read(text: str, reader: Reader) -> Marked:
    """The same as the reader marks it."""
    doc = mark(text, reader).doc

    def span(t: Token) -> tuple[int, int]:
        return t.idx, t.idx + len(t)

    words = [Word(span(t), span(t.head), t.tag_, t.dep_) for t in doc if not t.is_space]
    inside = [[span(t) for t in sentence if not t.is_space] for sentence in doc.sents]
    entities = {(e.start_char, e.end_char, KIND[e.label_]) for e in doc.ents}
    return Marked(words, entities, [(spans[0][0], spans[-1][1]) for spans in inside if spans])


def score(documents: Iterable[Document], reader: Reader) -> dict[str, float]:
    """Shares of the given words (one that the reader cuts otherwise is wrong); F1 of entities; all marks counted.

    ``plain``: as parsers are mostly compared (Chen and Manning 2014), without punctuation and in given sentences: here in
    those that the reader cuts alike.
    """
    count: Counter[object] = Counter()
    for document in documents:
        wanted, found = given(document), read(document.text, reader)
        mine_at = {word.span: word for word in found.words}
        alike = {at for a, b in set(wanted.sentences) & set(found.sentences) for at in range(a, b)}
        for word in wanted.words:
            mine = mine_at.get(word.span)
            right = mine is not None and mine.head == word.head
            labelled = mine is not None and right and mine.relation == word.relation
            count["tag"] += mine is not None and mine.tag == word.tag
            for kind in ("all", "plain") if word.span[0] in alike and word.relation != "punct" else ("all",):
                count[kind, "words"] += 1
                count[kind, "uas"] += right
                count[kind, "las"] += labelled
        count["entities right"] += len(wanted.entities & found.entities)
        count["entities"] += len(wanted.entities) + len(found.entities)
    total, plain = count["all", "words"], max(count["plain", "words"], 1)
    return {
        "words": total, "pos": count["tag"] / total, "uas": count["all", "uas"] / total, "las": count["all", "las"] / total,
        "plain words": plain, "plain uas": count["plain", "uas"] / plain, "plain las": count["plain", "las"] / plain,
        "entities": 2 * count["entities right"] / max(count["entities"], 1),
    }  # fmt: skip


def once(documents: Iterable[Document]) -> Iterator[Document]:
    """Each article once, whoever marked it."""
    seen = set()
    for document in documents:
        if document.name not in seen:
            seen.add(document.name)
            yield document


def gum_uas(folder: Path, reader: Reader) -> dict[str, float]:
    """The share of GUM's words whose head is right; its relations are of another version of the scheme."""
    words = right = 0
    for path in sorted(folder.glob("*.conllu")):
        for text, rows in _sentences(path):
            spans, at = [], 0
            for row in rows:
                at = text.index(row[1], at)
                spans.append((at, at + len(row[1])))
                at += len(row[1])
            found = {word.span: word for word in read(text, reader).words}
            for span, row in zip(spans, rows, strict=True):
                mine = found.get(span)
                head = spans[int(row[6]) - 1] if row[6] != "0" else span
                words += 1
                right += mine is not None and mine.head == head
    return {"words": words, "uas": right / words}


def _sentences(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        text = next((x[9:] for x in lines if x.startswith("# text = ")), None)
        rows = [x.split("\t") for x in lines if x and x[0] != "#"]
        if text is not None:
            yield text, [r for r in rows if r[0].isdecimal()]


def main() -> None:
    """Print the scores as JSON."""
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--corenlp", type=Path, metavar="SPLIT", help="articles that CoreNLP has parsed")
    cli.add_argument("--gum", type=Path, metavar="FOLDER", help="gold trees as CoNLL-U")
    options = cli.parse_args()
    if options.corenlp:
        print(json.dumps({"corenlp": score(once(polnear(options.corenlp)), shipped())}))
    if options.gum:
        print(json.dumps({"gum": gum_uas(options.gum, shipped())}))


if __name__ == "__main__":
    main()
