"""One good input of every kind, and the makers of web archives."""

from __future__ import annotations

import base64
import bz2
import csv
import gzip
import hashlib
import io
import json
import lzma
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage
from functools import cache
from html import escape

from benchmarks.inputs.delivered import RTF, delivered, letter
from benchmarks.markup import pages

TEXT = (
    "The quay in Lindenport stays shut. “We have not yet found the movement,” said Tomas Rieke, its director, on Monday, "
    "and the engineers of the council agreed with him that the piles would have to be looked at again before the summer."
)
ROWS = 6
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def record(
    number: int,
    body: bytes,
    *,
    mime: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    more: str = "",
    kind: str = "response",
    fields: dict[str, str] | None = None,
) -> bytes:
    """A WARC record with its digest; `more` are further HTTP header lines, `fields` replace or add WARC ones."""
    block = f"HTTP/1.1 {status}\r\nContent-Type: {mime}\r\n{more}\r\n".encode() + body if kind == "response" else body
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        "WARC-Date": "2025-03-12T09:30:00Z",
        "WARC-Target-URI": f"https://post.example/{number}",
        "WARC-Block-Digest": "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode(),
        "Content-Type": "application/http; msgtype=response" if kind == "response" else mime,
        "Content-Length": str(len(block)),
        **(fields or {}),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def packed(records: Iterable[bytes], how: str) -> list[bytes]:
    """Each record as it lies in a file: "" as it is, "gz" a gzip member, "zst" a frame."""
    if how == "zst":
        from backports import zstd

        return [zstd.compress(r) for r in records]
    return [gzip.compress(r, mtime=0) if how == "gz" else r for r in records]


def info() -> bytes:
    return record(0, b"software: quoth's own\r\n", kind="warcinfo", mime="application/warc-fields")


def rss(items: int = ROWS) -> str:
    made = "".join(
        f"<item><title>Quay {n} &amp; pier</title><link>https://post.example/{n}</link><guid>g{n}</guid>"
        f"<pubDate>Wed, 12 Mar 2025 09:3{n % 10}:00 +0100</pubDate><dc:creator>Ada Bell</dc:creator>"
        f"<description>In short.</description><content:encoded><![CDATA[<p>{TEXT}</p><p><q>No.</q></p>]]></content:encoded></item>"
        for n in range(items)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Harbour Post</title>'
        f"<link>https://post.example/</link><language>en</language>{made}</channel></rss>"
    )


def atom(items: int = ROWS) -> str:
    made = "".join(
        f'<entry><title>Quay {n}</title><link href="https://post.example/{n}"/><id>tag:post.example,2025:{n}</id>'
        f"<updated>2025-03-12T09:3{n % 10}:00Z</updated><author><name>Ada Bell</name></author>"
        f'<content type="html">{escape(f"<p>{TEXT}</p>")}</content></entry>'
        for n in range(items)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Post</title>{made}</feed>'


def json_feed(items: int = ROWS) -> str:
    made = [
        {"id": f"g{n}", "url": f"https://post.example/{n}", "title": f"Quay {n}", "content_html": f"<p>{TEXT}</p>"}
        for n in range(items)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Post", "items": made})


def table(separator: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["text", "title", "outlet", "published"])
    for n in range(ROWS):
        writer.writerow([f"{TEXT}\n{n}", f"Quay {n}", "The Harbour Post", "2025-03-12"])
    return out.getvalue()


def parquet(rows: int = ROWS, compression: str = "snappy", text: str = TEXT) -> bytes:
    from arro3.core import Array, DataType, Table
    from arro3.io import write_parquet

    columns = {
        "text": Array([f"{text} {n}" for n in range(rows)], DataType.utf8()),
        "title": Array([f"Quay {n}" for n in range(rows)], DataType.utf8()),
        "words": Array(list(range(rows)), DataType.int64()),
    }
    out = io.BytesIO()
    write_parquet(Table.from_pydict(columns), out, compression=compression)
    return out.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 3, 12, 9, 30, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(body: str | None = None, head: str = "") -> bytes:
    paragraphs = body or "".join(f'<w:p><w:r><w:t xml:space="preserve">{TEXT}</w:t></w:r></w:p>' for _ in range(3))
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml"'
            ' ContentType="application/xml"/></Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}"'
            ' Target="word/document.xml"/></Relationships>'.encode(),
            "word/document.xml": f"{head}<w:document {SPACE}><w:body>{paragraphs}</w:body></w:document>".encode(),
        }
    )


def sheet(rows: int = ROWS) -> bytes:
    """A sheet of a workbook with a title above its names, and cells of every kind."""
    names = ("Full Text", "Headline", "Outlet", "Date", "Reach", "Link")
    cells = "".join(f'<c r="{"ABCDEF"[n]}3" t="inlineStr"><is><t>{name}</t></is></c>' for n, name in enumerate(names))
    made = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}" t="s"><v>1</v></c><c r="C{n}" t="str"><f>A1</f><v>The '
        f'Harbour Post</v></c><c r="D{n}" s="1"><v>{45_700 + n}.5</v></c><c r="E{n}"><v>{n}</v></c><c r="F{n}" t="e">'
        "<v>#N/A</v></c></row>"
        for n in range(4, rows + 4)
    )
    title = '<row r="1"><c r="A1" t="inlineStr"><is><r><t>Report</t></r></is></c></row>'
    return f'<worksheet><sheetData>{title}<row r="3">{cells}</row>{made}</sheetData></worksheet>'.encode()


def workbook(first: bytes | None = None) -> bytes:
    """A workbook of two sheets, of which the second has no articles."""
    sheets = '<sheet name="Online" r:id="r1"/><sheet name="Pivot" r:id="r2"/>'
    lies = "".join(f'<Relationship Id="r{n}" Target="worksheets/sheet{n}.xml"/>' for n in (1, 2))
    shared = f"<sst><si><t>{escape(TEXT)}</t></si><si><r><t>Quay </t></r><r><rPr><strike/></rPr><t>x</t></r></si></sst>"
    pivot = '<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>Sum</t></is></c></row></sheetData></worksheet>'
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": f'<workbook xmlns:r="r"><sheets>{sheets}</sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f"<Relationships>{lies}</Relationships>".encode(),
            "xl/styles.xml": b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
            "xl/sharedStrings.xml": shared.encode(),
            "xl/worksheets/sheet1.xml": first or sheet(),
            "xl/worksheets/sheet2.xml": pivot.encode(),
        }
    )


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "The quay stays shut", "Harbour Office <press@hso.example>"
    message["Date"] = "Wed, 12 Mar 2025 09:30:00 +0100"
    message.set_content(TEXT)
    message.add_alternative(f"<html><body><p>{TEXT}</p></body></html>", subtype="html")
    message.set_boundary("=quay")
    return message.as_bytes()


def mailbox() -> bytes:
    """Three messages one behind the other."""
    return b"".join(b"From press@hso.example Wed Mar 12 09:30:00 2025\n" + mail() + b"\n" for _ in range(3))


@cache
def own_pages() -> tuple[bytes, ...]:
    """One page of each of our templates."""
    return tuple(page.encode() for _, _, page in pages(1))


def small_page(number: int) -> bytes:
    """A page with little on it, for what is about the file around it."""
    body = f"<article><h1>Quay {number}</h1><p>{TEXT}</p><p><q>No.</q></p></article>"
    return f"<html lang=en><head><title>Quay {number}</title></head><body>{body}</body></html>".encode()


def crawl(how: str, many: int = ROWS, pages: tuple[bytes, ...] = ()) -> bytes:
    made = pages or own_pages()
    return b"".join(packed([info(), *(record(n, made[n % len(made)]) for n in range(1, many + 1))], how))


@cache
def whole() -> dict[str, tuple[str, bytes]]:
    """A good input of each kind: what its file is called, and its bytes."""
    lines = "".join(json.dumps({"text": f"{TEXT} {n}", "title": f"Quay {n}"}) + "\n" for n in range(ROWS))
    return {
        "text": ("quay.txt", TEXT.encode()),
        "page": ("quay.html", own_pages()[1]),
        "mail": ("quay.eml", mail()),
        "attachments": (
            "statement.eml",
            letter({"statement.docx": docx(), "quay.csv": table(",").encode()}, RTF.encode()),
        ),
        "mailbox": ("quay.mbox", mailbox()),
        "docx": ("quay.docx", docx()),
        "json": ("quay.json", json.dumps([json.loads(line) for line in lines.splitlines()]).encode()),
        "lines": ("quay.jsonl", lines.encode()),
        "csv": ("quay.csv", table(",").encode()),
        "tsv": ("quay.tsv", table("\t").encode()),
        "parquet": ("quay.parquet", parquet()),
        "xlsx": ("quay.xlsx", workbook()),
        "unicode text": ("unicode.txt", table("\t").encode("utf-16")),
        "emlx": ("quay.emlx", b"%-10d\n%s<?xml version='1.0'?><plist/>" % (len(mail()), mail())),
        "rss": ("quay.rss", rss().encode()),
        "atom": ("quay.atom", atom().encode()),
        "json feed": ("feed.json", json_feed().encode()),
        "warc": ("quay.warc", crawl("")),
        "warc.gz": ("quay.warc.gz", crawl("gz")),
        "warc.zst": ("quay.warc.zst", crawl("zst")),
        "wacz": ("quay.wacz", zipped({"datapackage.json": b"{}", "archive/data.warc.gz": crawl("gz")})),
        "zip": ("quay.zip", zipped({"a/quay.html": own_pages()[1], "b.txt": TEXT.encode(), "c.jsonl": lines.encode()})),
        "gzip": ("quay.txt.gz", gzip.compress(TEXT.encode() * 20, mtime=0)),
        "bzip2": ("quay.txt.bz2", bz2.compress(TEXT.encode() * 20)),
        "xz": ("quay.txt.xz", lzma.compress(TEXT.encode() * 20)),
        "zstd": ("quay.txt.zst", packed([TEXT.encode() * 20], "zst")[0]),
        **delivered(),
    }
