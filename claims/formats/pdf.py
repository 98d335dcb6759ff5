"""PDF documents: the text layer as pypdf reads it, its printed lines joined to paragraphs."""

from __future__ import annotations

import io
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from zlib import error as zlib_error

from claims.clean import tidy
from claims.formats.draft import Draft, Found, Hint, UnreadableError, hush, word
from claims.formats.prose import title_of

_MAX_PAGES = 300
_MAX_STREAM = 20_000_000
_END = re.compile(r"[.!?…:][\"”'’)\]]*$")
_NUMBERING = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.I)
_ITEM = re.compile(r"[•‣◦▪●–—*·-]\s|\(?\d{1,2}[.)]\s")
_HYPHEN = re.compile(r"(\w+)-$")
_STAYS = re.compile(
    r"(?:self|long|short|non|co|anti|ex|pro|well|high|low|mid|multi|cross|half|full|part|vice|semi)", re.I
)
_FILE_NAME = re.compile(r"^(?:Microsoft Word - )|\.(?:docx?|pdf|indd|odt|rtf|txt|qxd)$|^untitled", re.I)
_DAMAGED = "the PDF is damaged or cut off; get a complete copy or print it to a new PDF"


def parse(data: bytes, hint: Hint) -> Iterator[Found]:
    """The one article of a PDF, without running heads and page numbers; words broken at line ends are whole again.

    The file's dates say when it was made, not when the article was published, and are not used.
    """
    if data.rfind(b"%%EOF") < data.rfind(b"endobj"):
        raise UnreadableError("pdf", "the PDF is cut off before its end; get a complete copy")
    pages, title, author = _read(data)
    text = _composed([page.splitlines() for page in pages])
    if not re.search(r"\w", text):
        raise UnreadableError(
            "scan", "the PDF holds pictures of pages, not text; run text recognition (OCR) on it first"
        )
    yield Draft(
        text=text,
        media_type="application/pdf",
        title=title if title and " " in title and not _FILE_NAME.search(title) else title_of(text),
        author=author,
    )


def _read(data: bytes) -> tuple[list[str], str | None, str | None]:
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    hush("pypdf")
    try:
        with apply_configuration(
            zlib_maximum_output_length=_MAX_STREAM,
            lzw_maximum_output_length=_MAX_STREAM,
            run_length_maximum_output_length=_MAX_STREAM,
            array_based_stream_maximum_output_length=_MAX_STREAM,
        ):
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadableError("encrypted", "the PDF is protected by a password; save it without one")
            if len(reader.pages) > _MAX_PAGES:
                raise UnreadableError(
                    "too large", f"the PDF has more than {_MAX_PAGES} pages; give the article's own pages"
                )
            pages = [page.extract_text() for page in reader.pages]
            about = reader.metadata
            return pages, word(about.title if about else None), word(about.author if about else None)
    except LimitReachedError as error:
        raise UnreadableError(
            "too large", "a page of the PDF unpacks to more than 20 MB; print it to a new PDF"
        ) from error
    except DependencyError as error:
        raise UnreadableError("encrypted", "the PDF is protected in a way that is not read; save it without") from error
    except (PyPdfError, zlib_error, ArithmeticError, LookupError, RuntimeError) as error:
        raise UnreadableError("pdf", _DAMAGED) from error
    except (ValueError, TypeError, AttributeError, AssertionError, OSError, MemoryError) as error:
        raise UnreadableError("pdf", _DAMAGED) from error


def _composed(pages: Sequence[Sequence[str]]) -> str:
    """Printed lines as paragraphs: a line goes on in the next unless it ends a sentence early or is a short heading."""
    lines = [line.strip() for page in _bodies(pages) for line in [*page, ""]]
    lengths = [len(line) for line in lines if line]
    full = statistics.quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 0
    text = ""
    before = ""
    for line in lines:
        if line and text:
            text = _joined(text, before, line, full)
        elif line:
            text = line
        before = line if line or _open(before) else ""
    return tidy(text)


def _open(line: str) -> bool:
    return bool(line) and not _END.search(line)


def _joined(text: str, before: str, line: str, full: float) -> str:
    goes_on = line[0].islower()
    if not before or _ITEM.match(line):
        return f"{text}\n\n{line}"
    ends = _END.search(before)
    if (ends and len(before) < full * 0.8) or (not goes_on and not ends and len(before) < full * 0.6):
        return f"{text}\n\n{line}"
    if goes_on and (hyphen := _HYPHEN.search(text)) and not hyphen[1].isdigit():
        return text + line if _STAYS.fullmatch(hyphen[1]) else text[:-1] + line
    return f"{text} {line}"


def _bodies(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The pages' lines without page numbers and without what stands first or last on most of three pages or more."""
    kept = [[line for line in page if line.strip()] for page in pages]
    edges = Counter(mark for page in kept for mark in {_mark(line) for line in (*page[:2], *page[-2:])})
    running = {mark for mark, count in edges.items() if len(pages) >= 3 and count * 2 > len(pages)}
    for page, whole in zip(kept, pages, strict=True):
        first, last = (page[:2], page[-2:]) if page else ([], [])
        drop = {line for line in (*first, *last) if _mark(line) in running}
        drop |= {line for line in (*first[:1], *last[-1:]) if _NUMBERING.fullmatch(line)}
        yield [line for line in whole if line not in drop]


def _mark(line: str) -> str:
    """What running heads of different pages have in common; a sentence that differs in a figure says another thing."""
    return line.strip() if _END.search(line) else re.sub(r"\d+", "0", line.strip())
