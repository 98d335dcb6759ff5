"""Reading documents of every kind: their text and what they say of themselves, or why they are no article."""

from __future__ import annotations

import io
import json
import os
import zipfile
from datetime import date
from pathlib import Path

import documents
import pytest
from documents import MORE, SPANISH, WORDS
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.fetch import Page
from claims.formats.draft import Hint, UnreadableError
from claims.model import Article, Rejected
from claims.read import ReadOptions, TransientError, read

DAY = date(2026, 2, 5)
OPTIONS = ReadOptions(published=DAY, publisher="The Desk")


def put(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def one(target: str, options: ReadOptions = OPTIONS) -> Article:
    (found,) = read(target, options)
    assert isinstance(found, Article), found
    return found


def rejected(target: str, options: ReadOptions = OPTIONS) -> Rejected:
    (found,) = read(target, options)
    assert isinstance(found, Rejected), found
    return found


def test_plain_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = f"Port fees rise\n\n{WORDS}\u00a0{MORE}\n"
    found = one(put(tmp_path, "fees.txt", text))
    assert found.text == text
    assert len(found.plain) == len(text)
    assert "\u00a0" not in found.plain
    assert (found.title, found.publisher, found.published) == ("Port fees rise", "The Desk", DAY)
    assert (found.name, found.media_type, found.language) == ("fees.txt", "text/plain", "en")


def test_line_ends_are_read_as_python_reads_them(tmp_path: Path) -> None:
    path = put(tmp_path, "fees.txt", f"Fees\r\n\r\n{WORDS}\r{MORE}\r\n")
    assert one(path).text == Path(path).read_text("utf-8")


def test_markdown_says_who_wrote_it_and_loses_its_marks_in_place(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Port fees rise\nauthor: Ana Ruiz\ndate: 2026-03-01\npublisher: The Lantern\nsection: Business\n---\n\n"
        f"# Port fees rise\n\n**{WORDS}** See [the decree](https://lantern.example/decree_2024).\n\n```\n999 tonnes\n```\n"
    )
    found = one(put(tmp_path, "fees.md", text))
    assert (found.title, found.author, found.publisher) == ("Port fees rise", "Ana Ruiz", "The Lantern")
    assert (found.published, found.section, found.media_type) == (date(2026, 3, 1), "Business", "text/markdown")
    assert found.text == text
    assert len(found.plain) == len(text)
    assert "the decree" in found.plain
    for gone in ("**", "decree_2024", "999 tonnes", "Ana Ruiz", "#"):
        assert gone not in found.plain
    at = text.index(WORDS)
    assert found.plain[at : at + len(WORDS)] == WORDS


def test_a_page_gives_its_main_text_and_metadata(tmp_path: Path) -> None:
    found = one(put(tmp_path, "saved.html", documents.article_page()))
    assert WORDS in found.text
    assert MORE in found.text
    assert "2024\t$9,000" in found.text
    for gone in ("999", "777", "Front page", "<", "2019"):
        assert gone not in found.text
    assert (found.title, found.publisher, found.author) == ("Port fees rise by a third", "The Lantern", "Ana Ruiz")
    assert (found.published, found.section) == (date(2026, 2, 5), "Business")
    assert found.url == found.identity == "https://lantern.example/2026/02/port-fees"


@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_gives_paragraphs_without_running_heads(packed: bool, tmp_path: Path) -> None:
    pages = [[
        "The Lantern - 5 February",
        f"The {port} authority said on Monday that it would raise the fees for ships of all sizes by a con-",
        f"siderable {fee}% from March 2026, which is more than the owners of {port} had been told to expect.",
        f"A ship now pays ${fee},000.", f"{page}",
    ] for page, (port, fee) in enumerate((("harbour", 33), ("airport", 34), ("canal", 35)), 1)]  # fmt: skip
    found = one(put(tmp_path, "fees.pdf", documents.pdf(pages, "/Title(Port fees rise by a third)/Author(Ana Ruiz)", packed)))
    for fee in (33, 34, 35):
        assert f"by a considerable {fee}% from" in found.text
        # A figure that differs from page to page makes no running foot of a sentence.
        assert f"A ship now pays ${fee},000." in found.text
    assert "The Lantern" not in found.text
    assert (found.title, found.author) == ("Port fees rise by a third", "Ana Ruiz")


def test_a_word_document_gives_paragraphs_and_tables(tmp_path: Path) -> None:
    data = documents.docx([WORDS, MORE], [["Year", "Fee"], ["2024", "$9,000"]], "Port fees rise", "Ana Ruiz")
    found = one(put(tmp_path, "fees.docx", data))
    assert found.text == f"{WORDS}\n\n{MORE}\n\nYear\tFee\n2024\t$9,000"
    assert (found.title, found.author) == ("Port fees rise", "Ana Ruiz")


@pytest.mark.parametrize("item", [
    {"uri": "urn:wire:1", "headline": "Port fees rise", "body_html": f"<p>{WORDS}</p><p>{MORE}</p>", "byline": "Ana Ruiz",
     "versioncreated": "2026-03-02T23:30:00-05:00", "language": "en", "provider": {"name": "Wire"}},
    {"uri": "urn:wire:1", "headlines": [{"role": "main", "value": "Port fees rise"}], "by": "Ana Ruiz", "language": "en",
     "bodies": [{"role": "teaser", "value": "Fees rise."}, {"contenttype": "text/html", "value": f"<p>{WORDS}</p><p>{MORE}</p>"}],
     "versioncreated": "2026-03-02T23:30:00-05:00", "infosources": [{"name": "Wire"}]},
])  # fmt: skip
def test_ninjs_of_either_version(item: dict[str, object], tmp_path: Path) -> None:
    found = one(put(tmp_path, "item.json", json.dumps(item)))
    assert found.text == f"{WORDS}\n\n{MORE}"
    assert (found.title, found.author, found.publisher) == ("Port fees rise", "Ana Ruiz", "Wire")
    assert (found.published, found.identity) == (date(2026, 3, 2), "urn:wire:1")


def test_a_feed_gives_each_entry_and_says_which_has_no_text(tmp_path: Path) -> None:
    body = f"<content:encoded><![CDATA[<p>{WORDS}</p><p>{MORE}</p>]]></content:encoded>"
    feed = documents.rss([
        f"<title>Port fees rise</title><link>https://lantern.example/1</link><guid>tag:1</guid>{body}"
        "<pubDate>Thu, 05 Feb 2026 23:30:00 -0500</pubDate><dc:creator>Ana Ruiz</dc:creator><category>Business</category>",
        "<title>Only a link</title><link>https://lantern.example/2</link>",
    ])  # fmt: skip
    article, empty = read(put(tmp_path, "feed.xml", feed), OPTIONS)
    assert isinstance(article, Article)
    assert (article.text, article.title) == (f"{WORDS}\n\n{MORE}", "Port fees rise")
    assert (article.publisher, article.author, article.section) == ("The Lantern", "Ana Ruiz", "Business")
    assert (article.published, article.url) == (date(2026, 2, 5), "https://lantern.example/1")
    assert isinstance(empty, Rejected)
    assert empty.origin.endswith("#https://lantern.example/2")
    assert "only a link" in empty.reason


def test_atom_and_a_cut_feed(tmp_path: Path) -> None:
    entry = f"<entry><id>tag:9</id><title>Fees</title><updated>2026-02-01T00:00:00Z</updated><content>{WORDS}</content></entry>"
    head = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Lantern</title>'
    whole = one(put(tmp_path, "atom.xml", f"{head}{entry}</feed>"))
    assert (whole.text, whole.media_type, whole.published) == (WORDS, "application/atom+xml", date(2026, 2, 1))
    found = list(read(put(tmp_path, "cut.xml", f"{head}{entry}{entry.replace('tag:9', 'tag:8')[:90]}"), OPTIONS))
    assert isinstance(found[0], Article)
    assert isinstance(found[-1], Rejected)
    assert "cut off" in found[-1].reason


def test_json_lines_name_the_bad_lines_and_go_on(tmp_path: Path) -> None:
    data = documents.lines(
        {"id": "a", "text": WORDS, "published": "2026-01-01"}, "{broken", {"id": "c", "text": MORE, "reference_date": "2026-01-03"},
        {"id": "d", "text": ""}, {"id": "e", "text": WORDS, "published": "yesterday"},
    )  # fmt: skip
    path = put(tmp_path, "many.jsonl", data)
    found = list(read(path, OPTIONS))
    good = [f for f in found if isinstance(f, Article)]
    assert [(f.name, f.published) for f in good] == [("a", date(2026, 1, 1)), ("c", date(2026, 1, 3))]
    bad = [f for f in found if isinstance(f, Rejected)]
    assert [b.origin for b in bad] == [f"{path}:{n}" for n in (2, 4, 5)]
    assert [b.check for b in bad] == ["json", "empty", "date"]


def test_a_long_json_lines_file_is_read_in_parts_and_in_order(tmp_path: Path) -> None:
    rows = [{"id": f"n{n}", "text": f"{WORDS} " * 20} for n in range(1500)]
    path = put(tmp_path, "long.jsonl", documents.lines(*rows))
    assert os.path.getsize(path) > 2_000_000
    assert [f.name for f in read(path, OPTIONS) if isinstance(f, Article)] == [row["id"] for row in rows]


def test_the_folders_list_fills_what_a_file_leaves_open(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", WORDS)
    put(tmp_path, "b.md", f"---\ndate: 2026-01-09\n---\n{WORDS}")
    put(tmp_path, "INDEX.jsonl", documents.lines({"file": "a.txt", "published": "2025-12-01", "publisher": "Listed"},
                                                 {"file": "b.md", "published": "2025-12-02"}))  # fmt: skip
    found = [f for f in read(str(tmp_path), OPTIONS) if isinstance(f, Article)]
    assert [(f.name, f.published, f.publisher) for f in found] == [
        ("a.txt", date(2025, 12, 1), "Listed"), ("b.md", date(2026, 1, 9), "The Desk"),
    ]  # fmt: skip


BIG = "x" * 3000


def test_standard_input_is_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"Fees\n\n{WORDS}\n".encode())))
    found = one("-")
    assert (found.name, found.title) == ("standard input", "Fees")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BIG.encode())))
    assert "3,000" not in rejected("-", ReadOptions(max_bytes=1000)).reason
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert rejected("-").check == "empty"


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


SECRET = documents.locked_pdf("secret")


@pytest.mark.parametrize(("name", "data", "check", "words"), [
    ("a.txt", b"", "empty", "empty"),
    ("a.txt", b" \n\t \xc2\xa0\n", "empty", "white space"),
    ("a.txt", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "image", "JPEG"),
    ("a.txt", bytes(range(1, 32)) * 50, "binary", "binary data"),
    ("a.txt", SPANISH, "language", "Spanish"),
    ("a.txt", BIG, "too large", "above the limit"),
    ("a.pdf", documents.pdf([[WORDS]])[:400], "pdf", "cut off"),
    ("a.pdf", documents.pdf([[WORDS]]).replace(b"/Type/Pages", b"/Type/Rages").replace(b"xref", b"xxxx"), "pdf", "damaged"),
    ("a.pdf", documents.pdf([[]]), "scan", "text recognition"),
    ("a.pdf", SECRET, "encrypted", "password"),
    ("a.docx", documents.docx([WORDS])[:900], "docx", "damaged"),
    ("a.docx", zipped(**{"word/document.xml": "<w/>"}), "docx", "damaged"),
    ("a.zip", zipped(a="b"), "archive", "ZIP"),
    ("a.html", documents.page("<nav><a href='/'>Home</a></nav>"), "no main text", "no article text"),
    ("a.html", documents.page("".join(f"<p>{SPANISH}</p>" for _ in range(3)), language="es"), "language", "Spanish"),
    ("a.json", '{"title": "no text"}', "json shape", "shape"),
    ("a.json", "[]", "empty", "empty"),
    ("a.json", "{", "json", "JSON"),
    ("a.json", json.dumps({"uri": "urn:1", "pubstatus": "canceled", "body_text": WORDS}), "cancelled", "cancelled"),
    ("a.json", json.dumps({"uri": "urn:1", "type": "picture", "headline": "A port"}), "no text", "picture"),
    ("a.xml", documents.rss([]), "feed", "no entries"),
    ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'></svg>", "image", "drawing"),
    ("a.csv", "year,fee\n2024,9000\n", "format", "not an article"),
    ("a.md", f"---\ndate: someday\n---\n{WORDS}", "date", "2026-02-05"),
])  # fmt: skip
def test_what_is_no_article_is_told_in_an_editors_words(
    name: str, data: bytes | str, check: str, words: str, tmp_path: Path
) -> None:
    found = rejected(put(tmp_path, name, data), ReadOptions(max_bytes=100_000 if len(data) != len(BIG) else 1000))
    assert (found.check, words in found.reason) == (check, True), found
    assert "\n" not in found.reason
    assert "Traceback" not in found.reason


def test_a_packed_document_that_unpacks_to_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    bomb = zipped(**{"word/document.xml": "0" * 60_000_000})
    assert len(bomb) < 100_000
    assert rejected(put(tmp_path, "bomb.docx", bomb)).check == "too large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_old_and_wide_encodings(encoding: str, tmp_path: Path) -> None:
    words = f"The café’s owner, José Muñoz, paid €12. {WORDS} {MORE}"
    found = one(put(tmp_path, "a.txt", words.encode(encoding)))
    assert found.text.lstrip("\ufeff") == words


def test_the_web_is_asked_through_the_options(tmp_path: Path) -> None:
    asked = []

    def answer(url: str, limit: int) -> Page:
        asked.append((url, limit))
        if url.endswith("busy"):
            raise TransientError(url, "the server answered 503")
        if url.endswith("gone"):
            raise UnreadableError("not found", "there is no such page")
        return Page("https://lantern.example/fees", documents.article_page(), "text/html", "utf-8")

    options = ReadOptions(fetch=answer, max_bytes=1_000_000)
    found = one("https://lantern.example/fees?utm=1", options)
    assert found.origin == "https://lantern.example/fees?utm=1"
    assert found.identity == "https://lantern.example/2026/02/port-fees"
    assert rejected("https://lantern.example/gone", options).check == "not found"
    busy = rejected("https://lantern.example/busy", options)
    assert (busy.check, busy.reason) == ("unreachable", "the server answered 503; try again later")
    assert asked[0] == ("https://lantern.example/fees?utm=1", 1_000_000)


def test_the_same_article_has_the_same_version_however_it_came(tmp_path: Path) -> None:
    first = one(put(tmp_path, "a/fees.txt", WORDS))
    again = one(put(tmp_path, "a/fees.txt", WORDS))
    other = one(put(tmp_path, "b/fees.txt", WORDS))
    changed = one(put(tmp_path, "a/fees.txt", WORDS.replace("33", "35")))
    assert first.version_id == again.version_id
    assert first.article_id == changed.article_id
    assert len({first.version_id, other.version_id, changed.version_id}) == 3


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_broken_documents_never_raise(data: st.DataObject) -> None:
    from claims.read import _Place, _read_bytes

    whole = data.draw(st.sampled_from(WHOLE))
    at = data.draw(st.integers(0, len(whole)))
    cut = whole[:at] + data.draw(st.binary(max_size=20)) + whole[at + data.draw(st.integers(0, 40)) :]
    hint = Hint(data.draw(st.sampled_from(("a", "a.txt", "a.html", "a.json", "a.jsonl", "a.md", "a.pdf", "a.docx", "a.xml"))))
    for found in _read_bytes(cut, hint, _Place("a", "a", "file:///a"), OPTIONS):
        assert isinstance(found, Article | Rejected)
        if isinstance(found, Article):
            assert len(found.plain) == len(found.text)


WHOLE = (
    WORDS.encode(), documents.article_page(), documents.pdf([[WORDS, MORE]]), documents.docx([WORDS]),
    documents.rss([f"<title>a</title><description>{WORDS}</description>"]), json.dumps({"uri": "urn:1", "body_text": WORDS}).encode(),
    documents.lines({"id": "a", "text": WORDS}, {"id": "b", "text": MORE}), f"---\ntitle: a\n---\n# {WORDS}".encode(),
)  # fmt: skip
