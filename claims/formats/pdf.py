"""PDF documents: the text layer, as pypdf reads it."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator

from claims.clean import plain, scrub
from claims.formats.common import Broken, Draft, Found, day, word
from claims.formats.prose import title_of

_MAX_PAGES = 500


def parse(data: bytes) -> Iterator[Found]:
    """The one article of a PDF; its text is the pages' text layer, a blank line between pages."""
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Broken("encrypted", "the PDF is protected by a password; save it without one")
        if len(reader.pages) > _MAX_PAGES:
            raise Broken("too large", f"the PDF has more than {_MAX_PAGES} pages; split it")
        pages = [page.extract_text() for page in reader.pages]
        about = reader.metadata
        title = word(about.title) if about else None
        author = word(about.author) if about else None
        created = day(str(about.get("/CreationDate", "")).removeprefix("D:")) if about else None
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        AssertionError,
        RecursionError,
        OverflowError,
        ZeroDivisionError,
        NotImplementedError,
    ) as error:
        raise Broken("pdf", "the PDF is damaged or cut off; get a complete copy") from error
    text = scrub(re.sub(r"[ \t]+\n", "\n", "\n\n".join(pages)).strip())
    if not text:
        raise Broken("no text layer", "the PDF holds no text, only pictures of it; run character recognition first")
    clean = plain(text)
    yield Draft(
        text=text,
        plain=clean,
        media_type="application/pdf",
        title=title or title_of(clean),
        author=author,
        published=created,
    )
