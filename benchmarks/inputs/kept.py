"""What people keep, as the programs write it that they keep it with: saved pages, notes, letters, tables in pages."""

from __future__ import annotations

import io
import json
import plistlib
import zipfile
from functools import cache
from html import escape
from typing import Any

from benchmarks.inputs.outlook import Tree, compound, message
from benchmarks.inputs.whole import TEXT

HEADLINE = "Quay stays shut until the divers have found the movement"
ADDRESS = "https://www.harbourpost.example/2025/03/12/quay-stays-shut.html"
PAGE = (
    f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{HEADLINE}</title></head><body><article>'
    f"<h1>{HEADLINE}</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
)
CLIPPING = (
    f'---\ntitle: "{HEADLINE}"\nsource: {ADDRESS}\nauthor:\n  - "[[Ida Holm]]"\ntags: [quay, port]\n---\n{TEXT}\n'
)
SHEET = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><tr><th>Headline<th>Source<th>Date<th>Text</tr>'
    + "".join(
        f"<tr><td>{HEADLINE}<td>Harbour Post<td>2025-03-{n:02}<td>{TEXT}<br><br>{TEXT}</tr>" for n in range(10, 15)
    )
    + "</table></body></html>"
)
STRUCK = (
    '<text:p>A <text:span text:style-name="T1">line</text:span><text:note><text:note-body><text:p>A note.</text:p>'
    "</text:note-body></text:note><office:annotation><text:p>Really?</text:p></office:annotation> in it.</text:p>"
)
"""A paragraph of a letter with what is no word of it."""
_WRITTEN = (2025, 3, 12, 9, 30, 0)
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def webarchive(page: bytes = PAGE.encode(), url: str = ADDRESS, **more: object) -> bytes:
    """A page as Safari saves it."""
    main = {
        "WebResourceData": page, "WebResourceFrameName": "", "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8", "WebResourceURL": url, **more,
    }  # fmt: skip
    picture = {"WebResourceData": b"\x89PNG\r\n\x1a\n" * 9, "WebResourceMIMEType": "image/png", "WebResourceURL": url}
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": [picture]}, fmt=plistlib.FMT_BINARY)


def content(body: str, styles: str = "") -> str:
    """The part of a letter of LibreOffice that has its text."""
    names = "".join(f' xmlns:{n}="{_OFFICE}:{n}:1.0"' for n in ("office", "text", "table", "style"))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )


def letter(body: str | bytes, styles: str = "", **parts: str) -> bytes:
    """A letter with this body, or with this part as it stands; `parts` by their names, "/" written as "__"."""
    own: dict[str, str | bytes] = {"content.xml": body if isinstance(body, bytes) else content(body, styles)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        first = zipfile.ZipInfo("mimetype", _WRITTEN)  # as it stands, so that the file begins with what it is
        archive.writestr(first, "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        for name, part in {**own, **parts}.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/"), _WRITTEN), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def notebook(*notes: tuple[str, str], address: str = ADDRESS) -> str:
    """Notes of Evernote, each a title and its inside, clipped from an address."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE en-export SYSTEM "http://notes.example/export4.dtd">'
        '<en-export export-date="20250401T101010Z">'
        + "".join(
            f"<note><title>{title}</title><created>20250313T101010Z</created><tag>port</tag><note-attributes>"
            f"<author>whoever clips</author><source-url>{address}</source-url></note-attributes><content><![CDATA["
            f'<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "x"><en-note>{inside}</en-note>]]></content>'
            "<resource><data>iVBO</data></resource></note>"
            for title, inside in notes
        )
        + "</en-export>"
    )


def starred(many: int = 3, where: str = "summary") -> dict[str, Any]:
    """What a feed reader exports of what was starred."""
    return {
        "id": "user/-/state/com.google/starred", "title": "Starred",
        "items": [
            {"id": f"tag:google.com,2005:reader/item/{n}", "title": HEADLINE, "published": 1741771800, "author": "Ida Holm",
             "canonical": [{"href": f"{ADDRESS}?{n}"}], where: {"content": f"<p>{TEXT}</p>" * 3},
             "origin": {"title": "Harbour Post"}}
            for n in range(many)
        ],
    }  # fmt: skip


def blog(*items: tuple[str, str, str]) -> str:
    """What WordPress exports, of (type, status, text) each."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harbour Blog</title>'
        + "".join(
            f"<item><title>{HEADLINE} {n}</title><guid>{n}</guid><content:encoded><![CDATA[{text}]]></content:encoded>"
            f"<wp:status><![CDATA[{status}]]></wp:status><wp:post_type><![CDATA[{kind}]]></wp:post_type></item>"
            for n, (kind, status, text) in enumerate(items)
        )
        + "</channel></rss>"
    )


def paragraphs(*lines: str) -> str:
    """Paragraphs of a letter."""
    return "".join(f"<text:p>{escape(line, quote=False)}</text:p>" for line in lines)


def _outlook() -> Tree:
    forwarded = message(TEXT, subject="Fwd: the quay", sender="Ida Holm", head=24)
    return message(
        f"{TEXT}\r\n\r\n{TEXT}", PAGE.encode(), subject=HEADLINE, sender="Harbour Office", address="press@hso.example",
        sent="Wed, 12 Mar 2025 09:30:00 +0100", attached={"quay.html": PAGE.encode() * 9, "figures.msg": forwarded},
    )  # fmt: skip


@cache
def kept() -> dict[str, tuple[str, bytes]]:
    """A good input of each kind: what its file is called, and its bytes."""
    return {
        "webarchive": ("quay.webarchive", webarchive()),
        "odt": ("quay.odt", letter(f"<text:h>{HEADLINE}</text:h>{paragraphs(TEXT, TEXT)}")),
        "clipping": ("quay.md", CLIPPING.encode()),
        "notebook": ("notes.enex", notebook((HEADLINE, f"<div>{TEXT}</div>"), ("More", TEXT)).encode()),
        "starred": ("starred.json", json.dumps(starred()).encode()),
        "blog": (
            "blog.xml",
            blog(("post", "publish", TEXT), ("attachment", "inherit", ""), ("post", "draft", TEXT)).encode(),
        ),
        "msg": ("quay.msg", compound(_outlook())),
        "page table": ("found.xls", SHEET.encode()),
    }
