"""Blanking and decoding: offsets stay true, and what is no prose is gone from what the stages read."""

from __future__ import annotations

import pytest
from documents import MORE, SPANISH, WORDS
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.clean import front_matter, plain, plain_markdown, scrub, tidy
from claims.decode import decode
from claims.formats.draft import UnreadableError
from claims.formats.fragment import text_of
from claims.language import language_of, name_of

MARKDOWN = st.lists(st.sampled_from([
    "word", " ", "\n", "\n\n", "# ", "**", "_", "`", "```\n", "~~~", "[", "](", ")", "![", "<!--", "-->", "<b>", "|", "---\n", "> ", "- ",
    "\\*", "[^1]", "http://a.example/_b_", "&nbsp;", "1,000", "“", "\u2028", "\r", "\u200b", "title: x\n",
])).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(MARKDOWN)
def test_markdown_keeps_its_length_and_its_words(text: str) -> None:
    found = plain_markdown(text)
    assert len(found) == len(text)
    assert all(after in (before, " ", "\n") for before, after in zip(text, found, strict=True))


@pytest.mark.parametrize(("text", "kept", "gone"), [
    ("# Fees *rise* again #", "Fees  rise  again", "# *"),
    ("A **bold** and __strong__ claim, 2 * 3 = 6", "bold and strong 2 * 3", "_"),
    ("See [the decree](https://a.example/x_(y)) now", "See the decree now", "example"),
    ("![a port](x.png) Ships", "Ships", "port x.png"),
    ("a snake_case_name stays", "snake_case_name", ""),
    ("> quoted\n- item\n1. one", "quoted item 1. one", "> -"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2", "| -"),
    ("Costs \\$5 and 5\\* more", "$5 5", "\\"),
    ("before <!-- 999 --> after", "before after", "9"),
    ("~~~\ncode 999\n~~~\nprose", "prose", "9"),
    ("```\nan open fence is prose", "an open fence is prose", "`"),
    ("A note.[^1]\n\n[^1]: From the ministry.", "A note. From the ministry.", "^"),
    ("&nbsp;5&nbsp;m", "5 m", "&"),
])  # fmt: skip
def test_what_of_markdown_is_prose(text: str, kept: str, gone: str) -> None:
    found = plain_markdown(text)
    for word in kept.split():
        assert word in found.split() or word in found, found
    assert not [part for part in gone.split() if part in found], found


def test_front_matter_is_told_from_a_rule() -> None:
    assert front_matter("---\ntitle: a\n---\ntext") == len("---\ntitle: a\n---\n")
    assert front_matter("+++\ntitle = 'a'\n+++\ntext") == len("+++\ntitle = 'a'\n+++\n")
    assert front_matter("---\njust a line\n---\ntext") == 0


def test_invisible_characters_become_spaces_in_place() -> None:
    text = "a\u00a0b\u200bc\u202ed\u00ade\u2028f\r\ng\rh\tii\x85j"
    assert plain(text) == "a b c d e\nf \ng\nh ii\nj"
    assert scrub("a\x00b\ud800c") == "a\ufffdb\ufffdc"
    assert tidy("\ufeffa\u00ad-b\u200b\n \n\n\n c \n") == "a-b\n\nc"


@pytest.mark.parametrize(("data", "stated", "text"), [
    ("The owner, José Muñoz, paid €5 in all".encode("cp1252"), None, "The owner, José Muñoz, paid €5 in all"),
    ("Müller’s fee".encode("mac_roman"), None, "Müller’s fee"),
    ("Łódź".encode("iso-8859-2"), "iso-8859-2", "Łódź"),
    ("Ana".encode("utf-16"), None, "Ana"),
    ("Ana Ruiz".encode("utf-16-be"), None, "Ana Ruiz"),
    (b"caf\xc3\xa9 " * 20 + b"\xff", None, "café " * 20 + "\ufffd"),
    ("é".encode(), "latin-1", "é"),
    (b"plain", "no-such-encoding", "plain"),
])  # fmt: skip
def test_bytes_become_text(data: bytes, stated: str | None, text: str) -> None:
    assert decode(data, stated) == text


@pytest.mark.parametrize(("data", "check"), [
    (b"\x00\x01\x02\x03" * 100, "binary"), (b"\xff\xfea\x00b", "encoding"), (b"\xff\xfe\x00\x00abc", "encoding"),
])  # fmt: skip
def test_bytes_that_are_no_text(data: bytes, check: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        decode(data)
    assert raised.value.check == check


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_become_text_or_are_refused(data: bytes) -> None:
    try:
        found: object = decode(data)
    except UnreadableError as error:
        found = error.check
    assert isinstance(found, str)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
def test_utf8_is_read_as_python_reads_it(text: str) -> None:
    data = text.encode("utf-8")
    try:
        assert decode(data) == data.decode("utf-8")
    except UnreadableError:
        assert any(ord(character) < 32 for character in text)


def test_a_fragment_of_html_keeps_paragraphs_cells_and_lines() -> None:
    fragment = (
        "<p>One &amp; two<br>three</p><script>999</script><ul><li>a</li><li>b</li></ul>"
        "<table><tr><td>2024</td><td>5</td></tr></table>"
    )
    assert text_of(fragment) == "One & two\nthree\n\na\nb\n\n2024\t5"
    assert text_of("5 &lt; 6 &amp; 7") == "5 < 6 & 7"


@pytest.mark.parametrize(("text", "stated", "code"), [
    (f"{WORDS} {MORE}", None, "en"), (SPANISH, None, "es"), (f"{WORDS} {MORE}", "es", "en"), ("118 t", None, "en"),
    ("Velmar, Lysna, Orrin", None, "en"), ("", None, "en"), ("Das Ministerium teilte am Montag mit, dass die Gebühren für den Hafen um ein "
     "Drittel steigen und die Reeder dagegen klagen wollen.", None, "de"), ("Η λιμενική αρχή ανακοίνωσε τη Δευτέρα", None, "el"),
])  # fmt: skip
def test_the_language_with_doubt_in_favour_of_english(text: str, stated: str | None, code: str) -> None:
    assert language_of(text, stated) == code


def test_languages_have_names() -> None:
    assert (name_of("es"), name_of("de")) == ("Spanish", "German")
    assert "xq" in name_of("xq")
