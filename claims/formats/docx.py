"""Word documents: paragraphs and tables in the order of the page, tracked changes as if accepted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.clean import tidy
from claims.formats.draft import Draft, Found, Hint, UnreadableError, word
from claims.formats.prose import title_of

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_MAX_UNPACKED = 200_000_000
_MAX_XML = 40_000_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DROPPED = {_FALLBACK, *(_WORD + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr"))}
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def parse(data: bytes, hint: Hint) -> Iterator[Found]:
    """The one article of a DOCX: a blank line between paragraphs, a line a table row, a tab between its cells.

    The file's dates say when it was made, not when the article was published, and are not used.
    """
    _check_size(data)
    document = _open(data)
    text = tidy(_text(document.element.body))
    if not text:
        raise UnreadableError("empty", "there is no text in the Word document; give one that holds the article's text")
    about = document.core_properties
    yield Draft(
        text=text,
        media_type=_MEDIA_TYPE,
        title=word(about.title) or title_of(text),
        author=word(about.author) if word(about.author) != "python-docx" else None,
        language=word(about.language),
    )


def _check_size(data: bytes) -> None:
    """A few kilobytes can unpack to gigabytes; the archive's own list says how far before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise _damaged() from error
    xml = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if sum(part.file_size for part in parts) > _MAX_UNPACKED or xml > _MAX_XML:
        raise UnreadableError("too large", "the Word document unpacks to far more than an article; save its text alone")


def _open(data: bytes) -> Document:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(io.BytesIO(data))
        about = document.core_properties
        assert document.element.body is not None, "a document without a body"
        assert isinstance(about.title, str), "properties without a title"
        assert isinstance(about.author, str), "properties without an author"
    except (OpcError, zipfile.BadZipFile, zlib.error, LxmlError, OSError, EOFError) as error:
        raise _damaged() from error
    except (LookupError, ValueError, TypeError, AttributeError, AssertionError, RuntimeError) as error:
        raise _damaged() from error
    return document


def _damaged() -> UnreadableError:
    return UnreadableError("docx", "the Word document is damaged or cut off; open it in Word and save it again as DOCX")


def _text(body: _Element) -> str:
    """Every printed run under the body; python-docx's own text leaves out what tracked changes inserted."""
    from lxml import etree

    pieces: list[str] = []
    hidden = cells = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = str(element.tag)
        opening = event == "start"
        if tag in _DROPPED:
            hidden += 1 if opening else -1
        if hidden or not tag.startswith(_WORD):
            continue
        name = tag.removeprefix(_WORD)
        if opening:
            cells += name == "tc"
            pieces.append((element.text or "") if name == "t" else _MARKS.get(name, ""))
        elif name == "p":
            pieces.append(" " if cells else "\n\n")
        elif name == "tc":
            cells -= 1
            pieces.append("" if cells else "\t")
        elif name in ("tr", "tbl"):
            pieces.append("" if cells else "\n")
    return "\n".join(_line(line) for line in "".join(pieces).split("\n"))


def _line(line: str) -> str:
    return "\t".join(" ".join(cell.split()) for cell in line.split("\t")).strip()
