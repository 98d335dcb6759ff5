"""Makes small documents of every kind that is read, for the reader's tests."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Sequence

WORDS = "The harbour authority said on Monday that it would raise fees by 33% from March 2026."
MORE = "A large ship now pays $12,000 a day, its chairman, Leo Marsh, told the newspaper."
SPANISH = (
    "La autoridad portuaria anunció el lunes que subirá las tarifas un 33% desde marzo. Un buque grande paga ahora "
    "doce mil dólares al día, dijo su presidente a este periódico, y los armadores esperan que la medida se retire."
)


def page(body: str, head: str = "", language: str = "en") -> bytes:
    """An HTML page."""
    return f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'.encode()


def article_page() -> bytes:
    """A page as news sites have them: metadata, scripts, navigation, a table, a footer with another date."""
    head = """<meta charset="utf-8"><title>Port fees rise by a third | The Lantern</title>
      <link rel="canonical" href="https://lantern.example/2026/02/port-fees">
      <meta property="og:site_name" content="The Lantern"><meta name="author" content="Ana Ruiz">
      <meta property="article:published_time" content="2026-02-05T23:30:00-05:00">
      <meta property="article:section" content="Business">
      <script>var trap = "<p>Nobody said 999 tonnes.</p>";</script>"""
    body = f"""<nav><a href="/">Front page</a><a href="/b">Business</a></nav><article><h1>Port fees rise by a third</h1>
      <p>{WORDS}</p><script>document.write("<p>Nobody said 777 tonnes.</p>")</script><h2>What it costs</h2><p>{MORE}</p>
      <table><tr><th>Year</th><th>Fee</th></tr><tr><td>2024</td><td>$9,000</td></tr></table>
      <p>In 2024 the port handled 4.1m containers, a record for the country and for the sea that it lies on.</p>
      </article><footer>Printed on 3 May 2019</footer>"""
    return page(body, head)


def pdf(pages: Sequence[Sequence[str]], info: str = "", packed: bool = False) -> bytes:
    """A PDF of pages of printed lines in Helvetica; ``info`` is the inside of its information dictionary."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, lines in enumerate(pages):
        shown = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
        content = f"BT /F1 11 Tf 14 TL 72 760 Td {shown} ET".encode("cp1252") if lines else b""
        content = zlib.compress(content) if packed else content
        filters = b"/Filter/FlateDecode" if packed else b""
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (5 + 2 * number)
        )
        objects.append(b"<<%s/Length %d>>stream\n%s\nendstream" % (filters, len(content), content))
    objects.append(f"<<{info}>>".encode("latin-1"))
    return _assembled(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    last = len(objects)
    out.write(b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (last + 1, last, table))
    return out.getvalue()


def locked_pdf(password: str) -> bytes:
    """A PDF that opens with a password only."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([[WORDS]]))))
    writer.encrypt(password, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(paragraphs: Sequence[str], rows: Sequence[Sequence[str]] = (), title: str = "", author: str = "") -> bytes:
    """A Word document: paragraphs, then a table."""
    from docx import Document

    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                table.cell(row, column).text = cell
    document.core_properties.title = title
    document.core_properties.author = author
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rss(items: Sequence[str], head: str = "<title>The Lantern</title><language>en</language>") -> bytes:
    """An RSS feed out of the insides of its items."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{head}{inside}</channel></rss>'
    ).encode()


def lines(*objects: object) -> bytes:
    """A JSON Lines file; a string goes in as it is."""
    return "\n".join(one if isinstance(one, str) else json.dumps(one) for one in objects).encode() + b"\n"
