"""Who says it: names, roles, descriptions, pronouns, kinds and chains."""

from __future__ import annotations

from datetime import date

import pytest

from claims.clean import plain
from claims.extract import extract
from claims.model import Article, Claim, SourceKind, Voice
from claims.name_forms import bare, folded, outlet
from claims.naming import Named, agreed


def said(text: str, words: str) -> Claim:
    article = Article(identity="t", origin="t", name="t", text=text, plain=plain(text), published=date(2026, 2, 5))
    found = [c for c in extract(article).claims if words in c.exact and c.voice is Voice.ATTRIBUTED]
    assert found, [(c.exact, c.voice) for c in extract(article).claims]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "name", "kind"),
    [
        ("The Port Authority of Velmar (PAV) met on Monday. The PAV said that 48 boats had left the harbour.", "48 boats",
         "Port Authority of Velmar", SourceKind.ORGANISATION),
        ("Mayor Anna Lindqvist opened the bridge. Lindqvist said that it cost 3 million euros.", "3 million", "Anna Lindqvist",
         SourceKind.PERSON),
        ("Anna Lindqvist opened the bridge on Monday. She said that it cost 3 million euros.", "3 million", "Anna Lindqvist",
         SourceKind.PERSON),
        ("Officials said that 14 people had died.", "14 people", "Officials", SourceKind.UNNAMED),
        ("According to Reuters, the factory closed in May.", "the factory closed", "Reuters", SourceKind.MEDIA),
        ("The report said that 14 people had died in the flood.", "14 people", "The report", SourceKind.DOCUMENT),
        ("A spokesman for the coast guard said that 52 boats were lost.", "52 boats", "spokesman for the coast guard",
         SourceKind.UNNAMED),
        ("The Velmar Institute of Geology (Vigeo) met on Monday. Vigeo said that 48 villages were damaged.", "48 villages",
         "Velmar Institute of Geology", SourceKind.ORGANISATION),
        ("The Health Ministry said that 14 people had died.", "14 people", "Health Ministry", SourceKind.ORGANISATION),
        ("In 2024 it was reported that 14 people had reportedly died in the flood.", "14 people", "was reported", SourceKind.UNNAMED),
        ("The Velmar Institute's data show that 48 villages were damaged in 2025.", "48 villages", "Velmar Institute",
         SourceKind.ORGANISATION),
        ("News sources said that 14 people had died.", "14 people", "News sources", SourceKind.MEDIA),
        ("The motion claims that 14 people died in the flood.", "14 people", "The motion", SourceKind.DOCUMENT),
        ("Photographs show that 14 boats were lost in the flood.", "14 boats", "Photographs", SourceKind.DOCUMENT),
        ("The vice-president of Denmark said that 14 people had died.", "14 people", "vice-president of Denmark", SourceKind.PERSON),
        ("The mayor of London said that 14 people had died.", "14 people", "mayor of London", SourceKind.PERSON),
        ('“We lost 52 boats in 2025, and nobody in the capital has noticed it so far,” read the notice. Boats are dear.', "52 boats",
         "the notice", SourceKind.DOCUMENT),
        ('The port was shut on Monday.\n\nAnna Lindqvist was held in May. She told him once: "We lost 52 boats in 2025, and nobody in the capital noticed it."\n\n'
         "—The mayor of Velmar, Ole Berg\n\nThe port is closed.", "52 boats", "Anna Lindqvist", SourceKind.PERSON),
    ],
)  # fmt: skip
def test_nearest_source(text: str, words: str, name: str, kind: SourceKind) -> None:
    source = said(text, words).sources[0]
    assert folded(bare(source.name)) == folded(bare(name))
    assert source.kind is kind


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        ("Anna Lindqvist told Reuters that the mill will close in May.", "the mill will close", ["Reuters", "Anna Lindqvist"]),
        ("Citing data from the fisheries ministry, Reuters said that catches fell by 12% in 2025.", "catches fell",
         ["Reuters", "fisheries ministry"]),
        ("Reuters reported that the minister, Anna Lindqvist, said that 52 boats had come back to the port.", "52 boats",
         ["Reuters", "Anna Lindqvist"]),
        ("State television quoted the fisheries minister, Anna Lindqvist, as saying that 52 boats had come back.", "52 boats",
         ["State television", "Anna Lindqvist"]),
        ("According to a statement from the fisheries ministry, 52 boats were lost in 2025.", "52 boats",
         ["statement from the fisheries ministry", "fisheries ministry"]),
        ("The mayor, Anna Lindqvist, said in an interview with the Velmar Post that 52 boats were lost in 2025.", "52 boats",
         ["Velmar Post", "Anna Lindqvist"]),
        ("The mayor, Anna Lindqvist, said on Velmar television that 52 boats were lost in 2025.", "52 boats",
         ["Velmar television", "Anna Lindqvist"]),
        ("The strike cost 3 million euros, Anna Lindqvist said on the website of the Velmar Post.", "3 million",
         ["Velmar Post", "Anna Lindqvist"]),
        ("The strike cost 3 million euros, the union said on its website.", "3 million", ["union"]),
        ("The report, published by the Velmar Institute, found that 52 boats were lost in 2025.", "52 boats",
         ["report, published by the Velmar Institute", "Velmar Institute"]),
        ("Officials told state television that 52 boats were lost, adding that 12 people had died.", "12 people",
         ["state television", "Officials"]),
        ("In remarks to the Velmar Post, Anna Lindqvist said that 52 boats were lost in 2025.", "52 boats",
         ["Velmar Post", "Anna Lindqvist"]),
        ("Speaking on Velmar TV, the mayor, Anna Lindqvist, said that 52 boats were lost in 2025.", "52 boats",
         ["Velmar TV", "Anna Lindqvist"]),
        ("Harbour Board director Anna Lindqvist said that 52 boats were lost in 2025.", "52 boats", ["Anna Lindqvist"]),
        ("The director of the Harbour Board, Anna Lindqvist, said that 52 boats were lost in 2025.", "52 boats", ["Anna Lindqvist"]),
        ("The crews, according to the fisheries ministry, saved 52 boats on Monday.", "52 boats", ["fisheries ministry"]),
        ("A spokesman for Governor Anna Lindqvist said that 52 boats were lost in 2025.", "52 boats",
         ["spokesman for Governor Anna Lindqvist"]),
        ('The ministry defended the sale, which was approved by President Anna Lindqvist: "We sold 52 boats in 2025 to pay for '
         'the new port and for the school."', "52 boats", ["ministry"]),
        ("Anna Lindqvist, in remarks to velmarnews.com.br, said that 52 boats were lost in 2025.", "52 boats",
         ["velmarnews com br", "Anna Lindqvist"]),
        ("Speaking to Karl Berg of the Velmar Post, Anna Lindqvist said that 52 boats were lost in 2025.", "52 boats",
         ["Velmar Post", "Anna Lindqvist"]),
        ("In a Reuters report in March, Anna Lindqvist, the mayor, stated that 52 boats were lost in 2025.", "52 boats",
         ["Reuters", "Anna Lindqvist"]),
        ('The mayor, Anna Lindqvist, spoke on Velmar Radio, "We lost 52 boats in 2025, and nobody in the capital has noticed it."',
         "52 boats", ["Velmar Radio", "Anna Lindqvist"]),
        ("Anna Lindqvist told our correspondent that 52 boats were lost in 2025.", "52 boats", ["Anna Lindqvist"]),
        ("Anna Lindqvist said that 52 boats were lost in 2025, according to Reuters.", "52 boats", ["Reuters", "Anna Lindqvist"]),
        ("According to Reuters, quoting the fisheries ministry, 52 boats were lost in 2025.", "52 boats",
         ["Reuters", "fisheries ministry"]),
        ("Anna Lindqvist reportedly said that 52 boats were lost in 2025.", "52 boats", ["reportedly", "Anna Lindqvist"]),
        ("The two ports signed a treaty, according to which 52 boats may fish off Sant.", "52 boats", ["treaty"]),
        ("A report from the Sant government in May said that 52 boats were lost in 2025.", "52 boats", ["Sant government"]),
        ("Another shipyard, Velmar Marine Corporation (VMC), announced that 52 boats were lost in 2025.", "52 boats",
         ["Velmar Marine Corporation"]),
        ("Harbour Trust for Coastal Research marine oceanographer Anna Lindqvist said that 52 boats were lost in 2025.", "52 boats",
         ["Anna Lindqvist"]),
        ("First Minister of Sant Anna Lindqvist said that 52 boats were lost in 2025.", "52 boats", ["Anna Lindqvist"]),
        ("State prosecutors charged 14 men on Monday, they said.", "14 men", ["State prosecutors"]),
        ("Velmar Paper Company closed a mill in May. Sant Motors says it will cut 40 jobs. The company has warned that it lost "
         "3 million euros in 2025.", "3 million", ["Sant Motors"]),
        ("Footage from the harbour of Sant showed the crews leaving. The video showed that 52 boats were burning.", "52 boats",
         ["Footage from the harbour of Sant"]),
        ("The call was backed by the trader Karl Berg.\n\n\"Our harbour is burning. The crews have lost 52 boats in one night. Let us "
         "go there now!\" Anna Lindqvist told the world on Monday.", "52 boats", ["Anna Lindqvist"]),
        ("Authorities have not closed the harbour, though it was thought that 52 boats were lost.", "52 boats",
         ["was thought"]),
        ("The harbour is safe, according to the trader Karl Berg and the minister Anna Lindqvist who adds that 52 boats have come "
         "back.", "52 boats", ["Anna Lindqvist"]),
        ("Officials told Reuters that the pier is safe, with the Velmar Post reporting that 52 boats were lost.", "52 boats",
         ["Velmar Post"]),
        ('Anna Lindqvist said, according to the summary, "that the loss of the 52 boats of Sant was the fault of the port."', "52 boats",
         ["summary", "Anna Lindqvist"]),
        ("Anna Lindqvist backed the plan, telling the Velmar Independent that 52 boats were lost in 2025.", "52 boats",
         ["Velmar Independent", "Anna Lindqvist"]),
        ("Anna Lindqvist told the press that 52 boats were lost in 2025.", "52 boats", ["press", "Anna Lindqvist"]),
        ('Anna Lindqvist told the press, "We lost 52 boats in 2025, and nobody in the capital has noticed it."', "52 boats",
         ["Anna Lindqvist"]),
        ("The Navy met. The Navy Supply Agency met on Monday. The Navy said that 52 boats were lost in 2025.", "52 boats", ["Navy"]),
        ("Prince Karim bin Jaber of Sant met the crews in May. Speaking to Karl Berg of Reuters, he said that 52 boats were lost.",
         "52 boats", ["Reuters", "Karim bin Jaber"]),
        ("According to a letter released by Lindqvist's office, 52 boats were lost in 2025.", "52 boats",
         ["letter released by Lindqvist office", "Lindqvist office"]),
        ("Reuters also spoke to the fisheries ministry, which told it that 52 boats were lost.", "52 boats",
         ["Reuters", "fisheries ministry"]),
        ("Anna Lindqvist told Europeans that 52 boats were lost in 2025.", "52 boats", ["Anna Lindqvist"]),
        ("The council said that 52 boats were lost, citing the importance of a port that borders Velmar.", "52 boats", ["council"]),
        ('"The harbour is open, and I think that 52 boats were lost in the storm of last year," Anna Lindqvist said.', "52 boats",
         ["Anna Lindqvist"]),
        ("The Harbour Council on Friday said that 52 boats were lost.", "52 boats", ["Harbour Council"]),
        ("Lindqvist University opened in May. Anna Lindqvist met the crews. Lindqvist said that 52 boats were lost.", "52 boats",
         ["Anna Lindqvist"]),
        ('The mayor, Anna Lindqvist, spoke first. "We met Karl Berg and Per Holm in the harbour of Sant, and Berg lost his boat," '
         'she said. She added that 52 boats were lost.', "52 boats", ["Anna Lindqvist"]),
    ],
)  # fmt: skip
def test_chain_runs_from_the_nearest_to_the_origin(text: str, words: str, chain: list[str]) -> None:
    assert [folded(bare(s.name)) for s in said(text, words).sources] == [folded(n) for n in chain]


SIGNED = """The paper asked its readers about the new harbour of Sant.

“The council spent 3 million on the harbour last year.” — Karl Berg
“Nobody needs 40 berths, and the mayor knows it well enough.” — Anna Lindqvist, fisher
"""
TURNS = """The hearing went as follows.

BERG: The harbour cost 3 million. Was that needed?
LINDQVIST: We lost 52 boats in 2025. The old pier fell into the sea.
BERG: The council voted against it.
LINDQVIST: The council met on 40 days.

Anna Lindqvist and Karl Berg left together.
"""


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (SIGNED, "3 million", "Karl Berg"), (SIGNED, "40 berths", "Anna Lindqvist"), (TURNS, "52 boats", "Anna Lindqvist"),
        (TURNS, "The old pier fell", "Anna Lindqvist"), (TURNS, "The council voted", "Karl Berg"),
    ],
)  # fmt: skip
def test_signatures_and_turns_name_the_speaker(text: str, words: str, name: str) -> None:
    assert [s.name for s in said(text, words).sources] == [name]


@pytest.mark.parametrize(("name", "is_one"), [("Daily Courier", True), ("CNN Chile", True), ("example.com", True),
                                              ("Harbour Authority", False), ("Tamar News Agency", True),
                                              ("Le Monde", True), ("The Quint", True), ("Ann Quint", False), ("Karl Fox", False),
                                              ("Anna Mail", False), ("Velmar Mail", True), ("Radio Velmar", True),
                                              ("velmar.com.br", True), ("Gazeta Velmarska", True), ("St. Velt", False)])  # fmt: skip
def test_outlets_by_their_names(name: str, is_one: bool) -> None:
    assert outlet(name) is is_one


def test_folded_names_share_a_form() -> None:
    assert folded("Diálogo’s") == folded("dialogo")
    assert bare("Prime Minister Anna Lind's") == "Anna Lind"


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Velmar Bank economists said that prices rose 4% in 2025.", "4%", SourceKind.ORGANISATION),
        ("Economists said that prices rose 4% in 2025.", "4%", SourceKind.UNNAMED),
        ("The island has not recovered from Hurricane Velt, estimated to have cost 3 million euros.", "3 million", SourceKind.UNNAMED),
        ("A group of Velmar fishermen said that prices rose 4% in 2025.", "4%", SourceKind.UNNAMED),
        ("The weekly Courier of Sant said that prices rose 4% in 2025.", "4%", SourceKind.MEDIA),
        ("Gazeta Polska reported that prices rose 4% in 2025.", "4%", SourceKind.MEDIA),
        ("Trade publications reported that prices rose 4% in 2025.", "4%", SourceKind.MEDIA),
        ("The harbour guidelines say that crews need 40 days of training.", "40 days", SourceKind.DOCUMENT),
        ("A survey of Australian crews showed that wages rose 4% in 2025.", "4%", SourceKind.DOCUMENT),
        ("Many Democrats said that prices rose 4% in 2025.", "4%", SourceKind.UNNAMED),
        ("Small groups of protesters said that prices rose 4% in 2025.", "4%", SourceKind.UNNAMED),
        ("A chorus of prominent Velmar traders said that prices rose 4% in 2025.", "4%", SourceKind.UNNAMED),
        ("The editorial said that prices rose 4% in 2025.", "4%", SourceKind.DOCUMENT),
        ("NASA data showed that the ice lost 4% in 2025.", "4%", SourceKind.DOCUMENT),
        ("An official government Twitter account said that prices rose 4% in 2025.", "4%", SourceKind.ORGANISATION),
    ],
)  # fmt: skip
def test_who_works_at_a_body_and_what_it_publishes(text: str, words: str, kind: SourceKind) -> None:
    assert said(text, words).sources[0].kind is kind


def test_a_name_is_what_it_is_read_as_most_often() -> None:
    read = [("PERSON", "Sarah Velt"), ("ORG", "Velt"), ("ORG", "Sant Bank"), ("ORG", "Sant Bank"), ("LOC", "Sant Bank"), ("LOC", "Sant")]
    found = agreed([Named(n, n + 1, label, name) for n, (label, name) in enumerate(read)])
    assert [n.label for n in found] == ["PERSON", "PERSON", "ORG", "ORG", "ORG", "LOC"]


def test_the_publication_itself_is_no_source_of_its_own() -> None:
    text = "Anna Lindqvist told the Velmar Post that 52 boats were lost in 2025."
    for publisher, chain in (("Velmar Post", ["Anna Lindqvist"]), ("Reuters", ["Velmar Post", "Anna Lindqvist"])):
        article = Article(identity="t", origin="t", name="t", text=text, plain=plain(text), published=date(2026, 2, 5), publisher=publisher)
        assert [s.name for s in next(c for c in extract(article).claims if "52 boats" in c.exact).sources] == chain
