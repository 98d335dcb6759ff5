"""Word documents: paragraphs and table rows in order, as python-docx reads them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from claims.clean import plain, scrub
from claims.formats.common import Broken, Draft, Found, word
from claims.formats.prose import title_of

_MAX_UNPACKED = 100_000_000


def parse(data: bytes) -> Iterator[Found]:
    """The one article of a DOCX; cells of a table row are set apart by tabs."""
    from docx import Document  # noqa: PLC0415
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from docx.table import Table  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "word/document.xml" not in archive.namelist():
                raise Broken("not text", "it is a ZIP archive, not an article; unpack it first")
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNPACKED:
                raise Broken("too large", "unpacked, the document is too large; split it")
        document = Document(io.BytesIO(data))
        lines = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
            else:
                lines.append(block.text)
        about = document.core_properties
        title, author, created = word(about.title), word(about.author), about.created
    except (
        zipfile.BadZipFile,
        zlib.error,
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        EOFError,
        OSError,
        AttributeError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise Broken("docx", "the Word document is damaged; open and save it again") from error
    text = scrub("\n".join(lines)).replace("\r", "\n")
    if not text.strip():
        raise Broken("empty", "there is no text in the Word document")
    clean = plain(text)
    yield Draft(
        text=text,
        plain=clean,
        title=title or title_of(clean),
        author=author,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        published=created.date() if created and created.year > 2013 else None,
    )
