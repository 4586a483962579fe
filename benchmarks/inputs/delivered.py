"""One good input of each kind that agencies, news databases and press offices deliver, all of it invented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from email.message import EmailMessage
from functools import cache
from textwrap import wrap

OPENED = "The quay in Lindenport stays shut until the summer, and the ferries go from the old pier."
SAID = "“We have not yet found the movement,” said Tomas Rieke, its director, on Monday."
AGREED = "The engineers of the council agreed with him that the piles have to be looked at again."
BODY = f"<p>{OPENED}</p><p>{SAID}</p><p>{AGREED}</p>"
PLAIN = f"{OPENED}\n\n{SAID}\n\n{AGREED}"

NITF = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf baselang="en-US"><head>'
    '<title>quay</title><docdata><doc-id id-string="h1" regsrc="NNB"/><date.release norm="20250312T093000Z"/>'
    '<ed-msg info="Eds: CORRECTS a name."/></docdata><pubdata name="The Harbour Post" date.publication="20250312"/>'
    "</head><body><body.head><hedline><hl1>Quay stays <em>shut</em></hl1><hl2>Nobody knows why</hl2></hedline>"
    "<byline>By <person>Ada Bell</person><byttl>Harbour Writer</byttl></byline><dateline><location>LINDENPORT"
    f"</location></dateline></body.head><body.content><block>{BODY}<media><media-object>AAAA</media-object>"
    "<media-caption>The quay.</media-caption></media><bq><block><p>No.</p></block></bq></block></body.content>"
    "<body.end><tagline>Ida Holm contributed.</tagline></body.end></body></nitf>"
)


def newsml_g2() -> str:
    """A message of three items: two texts, one of them NITF, and a picture."""
    item = (
        '<newsItem guid="tag:{0}" xml:lang="en"><itemMeta><itemClass qcode="ninat:{1}"/><provider qcode="p:NNB"><name>'
        "Northern News Board</name></provider><versionCreated>2025-03-12T09:40:00Z</versionCreated><edNote>As sent."
        "</edNote></itemMeta><contentMeta><headline>Quay {0}</headline><by>By Ada Bell</by><dateline>LINDENPORT</dateline>"
        "</contentMeta><contentSet>{2}</contentSet></newsItem>"
    )
    page = f"<inlineXML><html><head><title>x</title></head><body>{BODY}</body></html></inlineXML>"
    inside = f"<inlineXML>{NITF[NITF.index('<nitf') :]}</inlineXML>"
    picture = '<remoteContent href="https://nnb.example/a.jpg"/>'
    items = (item.format(1, "text", page), item.format(2, "text", inside), item.format(3, "picture", picture))
    return f'<?xml version="1.0"?><newsMessage><header/><itemSet>{"".join(items)}</itemSet></newsMessage>'


NEWSML_1 = (
    "<?xml version='1.0'?><NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>nnb.example</ProviderId>"
    "<NewsItemId>1</NewsItemId></NewsIdentifier></Identification><NewsManagement><FirstCreated>20250312T093000Z"
    "</FirstCreated><Status FormalName='Usable'/></NewsManagement><NewsComponent><NewsLines><HeadLine>Quay stays shut"
    "</HeadLine><ByLine>By Ada Bell</ByLine></NewsLines><DescriptiveMetadata><Language FormalName='en'/>"
    f"</DescriptiveMetadata><ContentItem><DataContent>{BODY}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
)


def ninjs() -> str:
    """Two items, of the first and of the third generation."""
    first = {
        "uri": "urn:nnb:1", "type": "text", "versioncreated": "2025-03-12T09:30:00Z", "headline": "Quay stays shut",
        "byline": "By Ada Bell", "copyrightholder": "NNB", "body_text": OPENED, "body_xhtml": BODY, "ednote": "As sent.",
    }  # fmt: skip
    third = {
        "uri": "urn:nnb:2", "standard": {"name": "ninjs", "version": "3.0"}, "by": "Ada Bell", "pubStatus": "usable",
        "headlines": [{"role": "main", "value": "Quay stays shut"}], "infoSources": [{"name": "NNB"}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": BODY}, {"role": "x", "value": OPENED}],
    }  # fmt: skip
    return json.dumps([first, third])


RULE = "_" * 60
DATABASES: Mapping[str, str] = {
    "lexis": "\n\n".join(
        f"{n} of 3 DOCUMENTS\n\n\n{' ' * 25}The Harbour Post\n\n{' ' * 22}March 1{n}, 2025 Wednesday\n\nQuay {n} stays shut\n"
        f"and nobody knows why\n\nBYLINE: Ada Bell\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 41 words\n\n\n{PLAIN}\n\n"
        f"LOAD-DATE: March 1{n}, 2025\n\nLANGUAGE: ENGLISH\n\n\n{' ' * 20}Copyright 2025 Harbour Papers Ltd"
        for n in (1, 2, 3)
    ),
    "nexis uni": "".join(
        f"Quay {n} stays shut\nThe Harbour Post\nMarch 1{n}, 2025 Wednesday\n\nCopyright 2025 Harbour Papers Ltd\nSection: NEWS\n"
        f"Length: 41 words\nByline: Ada Bell\nBody\n\n\n{PLAIN}\n\nClassification\n\nLanguage: ENGLISH\n\n\nEnd of Document\n\n"
        for n in (1, 2, 3)
    ),
    "factiva": "".join(
        f"Quay {n} stays shut\n\nAda Bell\n41 words\n1{n} March 2025\n09:30\nThe Harbour Post\nHARPO\nEnglish\n(c) 2025 Harbour "
        f"Papers Ltd.\n\n{PLAIN}\n\nDocument HARPO0002025031{n}embk0001t\n\n"
        for n in (1, 2, 3)
    ),
    "factiva fields": "".join(
        f"SE\nNews\nHD  Quay {n} stays shut\nBY  Ada Bell\nWC\n41 words\nPD\n1{n} March 2025\nSN\nThe Harbour Post\nLA\nEnglish\n"
        f"LP\n{OPENED}\n\nTD\n{SAID}\n\n{AGREED}\n\nCO\nxyz : Harbour\nAN\nDocument HARPO0002025031{n}embk0001t\n\n"
        for n in (1, 2, 3)
    ),
    "proquest": "".join(
        f"{RULE}\nDocument {n} of 3\n\nQuay {n} stays shut\n\nAuthor: Bell, Ada\n\nFull text: {PLAIN}\n\nCredit: Ada Bell\n\n"
        f"Title: Quay {n} stays shut\n\nPublication title: The Harbour Post; Lindenport\n\nPublication date: Mar 1{n}, 2025\n\n"
        f"ProQuest document ID: 123456{n}\n\nDocument URL: https://proquest.example/docview/123456{n}\n\n"
        for n in (1, 2, 3)
    )
    + RULE,
}  # fmt: skip

RTF = (
    "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Helvetica;}{\\f1 Times;}}{\\colortbl;\\red0\\green0\\blue0;}"
    "{\\info{\\title Quay}{\\author A}}{\\*\\generator X;}{\\header Page 1\\par}\\viewkind4\\uc1\\pard\\f0\\fs24 Quay stays shut"
    "\\par\\par " + OPENED + "\\par\\par \\ldblquote We have not yet found the movement,\\rdblquote  said Tomas Rieke, \\u8220?no\\u8221?."
    "\\par {\\field{\\*\\fldinst HYPERLINK \"https://hso.example\"}{\\fldrslt the report}} Caf\\'e9 {\\strike always }never."
    "{\\footnote By a year.}\\par For\\cell 7\\cell\\row {\\pict\\bin4 ABCD}" + AGREED + "\\par}"
)  # fmt: skip

DESK = f"""BC-Lindenport Quay, 2nd Ld-Writethru,0412
(ADVISORY: Eds: CORRECTS the spelling of a name in paragraph 2. Pictures will follow.)

FOR IMMEDIATE RELEASE
Media contact: Ida Holm, 555 0100

Quay stays shut until the summer

By ADA BELL
Northern News Board

LINDENPORT (NNB) — {OPENED}

{SAID}

(MORE)

LINDENPORT-QUAY-2

{AGREED}

-30-
###
"""


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with these lines in Latin letters."""
    return pdf_of([lines])


def pdf_of(pages: list[list[str]]) -> bytes:
    """A PDF of these pages."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for n, lines in enumerate(pages):
        shown = "".join(f"({_escaped(line)}) Tj 0 -14 Td " for line in lines).encode("cp1252", "replace")
        stream = b"BT /F1 11 Tf 40 780 Td %s ET" % shown
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (5 + 2 * n),
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(out),
    )


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def factiva_pdf() -> bytes:
    """The articles of Factiva as its PDF has them: no blank lines, and a line at the top of every page."""
    lines = [part for line in DATABASES["factiva"].splitlines() if line for part in wrap(line, 78)]
    pages = [lines[n : n + 12] for n in range(0, len(lines), 12)]
    head = "Page {} of {} © 2025 Factiva, Inc. All rights reserved."
    return pdf_of([[head.format(n, len(pages)), *page] for n, page in enumerate(pages, 1)])


def letter(attached: Mapping[str, bytes], forwarded: bytes = b"") -> bytes:
    """A message of a press office with files, and with a message that was sent on with what is attached to it."""
    message = EmailMessage()
    message["Subject"], message["From"] = "Statement on the quay", "Harbour Office <press@hso.example>"
    message["Date"] = "Wed, 12 Mar 2025 09:30:00 +0100"
    message.set_content("Please find our statement attached. It may be used at once.")
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    if forwarded:
        inner = EmailMessage()
        inner["Subject"], inner["From"] = "Fwd: figures", "Ida Holm <ida@hso.example>"
        inner.set_content(PLAIN)
        inner.add_attachment(forwarded, maintype="application", subtype="octet-stream", filename="figures.rtf")
        inner.set_boundary("=figures")
        message.add_attachment(inner)
    message.set_boundary("=statement")
    return message.as_bytes()


@cache
def delivered() -> dict[str, tuple[str, bytes]]:
    """A good input of each kind: what its file is called, and its bytes."""
    made = {f"{name}": (f"{name.replace(' ', '-')}.txt", text.encode()) for name, text in DATABASES.items()}
    return {
        "nitf": ("quay.xml", NITF.encode()),
        "newsml-g2": ("items.xml", newsml_g2().encode()),
        "newsml 1": ("item.xml", NEWSML_1.encode()),
        "ninjs": ("items.json", ninjs().encode()),
        **made,
        "rtf": ("quay.rtf", RTF.encode("latin-1")),
        "pdf": ("quay.pdf", pdf([OPENED, SAID, AGREED] * 9)),
        "factiva pdf": ("found.pdf", factiva_pdf()),
        "desk": ("quay.txt", DESK.encode()),
    }
