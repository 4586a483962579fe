"""Mail and documents: press releases as they are sent, pages saved as one file, DOCX, PDF, and what is compressed."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

import quoth
from pace import in_proportion
from quoth.articles import unpack
from quoth.articles.document import of_bytes as of_document
from quoth.articles.html import NoArticleError, PageText
from quoth.articles.mail import of_bytes
from quoth.articles.mail.forwarded import told_apart
from quoth.articles.mail.mailbox import messages as messages_of
from quoth.types import Article, Problem

LINES = (
    "The Harbour Safety Office regrets that the north quay has to stay shut until the end of the month.",
    "“We have not yet found the movement,” said Tomas Rieke, its director, in the town hall of Lindenport.",
)
HTML = "<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>"


def message(plain: str | None = "\n\n".join(LINES), html: str | None = None, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = headers.get("subject", "Fwd: The quay stays shut")
    made["From"] = headers.get("sender", "Harbour Safety Office <press@hso.example>")
    made["Date"] = headers.get("date", "Wed, 12 Mar 2025 09:30:00 +0100")
    if plain is not None:
        made.set_content(plain)
    if html is not None:
        made.add_alternative(html, subtype="html") if plain is not None else made.set_content(html, subtype="html")
    return made


def only(path: Path) -> Any:
    [found] = quoth.read(path)
    return found


# Mail


@pytest.mark.parametrize("html", [None, HTML])
def test_a_message_gives_its_words_and_what_its_head_says(html: str | None) -> None:
    found = of_bytes(message(html=html).as_bytes())
    assert found.text.strip() == "\n\n".join(LINES)
    assert (found.title, found.outlet, found.published) == (
        "The quay stays shut",
        "Harbour Safety Office",
        "2025-03-12T09:30:00+01:00",
    )
    assert found.inferred == ("outlet",)


def test_the_encoding_of_a_message_in_its_longer_form() -> None:
    """As RFC 2231 has it."""
    raw = message("“Vestrey said no.”\n" * 8).as_bytes().replace(b'charset="utf-8"', b"charset*=utf-8''utf-8")
    assert b"charset*=utf-8" in raw
    assert of_bytes(raw).text.startswith("“Vestrey said no.”")


def test_html_that_is_one_picture_gives_way_to_the_plain_text() -> None:
    found = of_bytes(message(html="<img src=x><a href=y>See it in your browser</a>").as_bytes())
    assert found.text.strip() == "\n\n".join(LINES)


def test_headers_in_other_alphabets() -> None:
    found = of_bytes(message(subject="Østerbro: kajen er lukket", sender="Søren Åkesson <s@x.example>").as_bytes())
    assert (found.title, found.outlet) == ("Østerbro: kajen er lukket", "Søren Åkesson")


def test_a_sender_without_a_name_is_its_host() -> None:
    assert of_bytes(message(sender="press@hso.example").as_bytes()).outlet == "hso.example"


def test_a_date_that_is_none_is_none() -> None:
    raw = message().as_bytes().replace(b"Date: Wed, 12 Mar 2025 09:30:00 +0100", b"Date: soon")
    assert of_bytes(raw).published is None


def test_a_page_saved_as_one_file_is_read_as_a_page() -> None:
    page = HTML.replace("<body>", "<body><nav><a href=/>Home</a></nav><h1>The quay stays shut</h1>")
    raw = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://ledger.example/2025/03/12/quay\r\n"
        "Subject: The quay\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
        f"--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n--B--\r\n"
    )
    found = of_bytes(raw.encode())
    assert (found.title, found.published, found.url) == (
        "The quay stays shut",
        "2025-03-12",
        "https://ledger.example/2025/03/12/quay",
    )
    assert "Home" not in found.text


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"Subject: x\nContent-Type: image/png\n\nx", "no-text"),
        (b"Subject: x\nContent-Type: text/html\n\n<script>x</script>", "no-text"),
        (
            b"Content-Type: multipart/mixed; boundary=B\n\n" + b"--B\nContent-Type: multipart/mixed\n\n" * 300,
            "too-many-parts",
        ),
    ],
)
def test_messages_without_an_article(raw: bytes, code: str) -> None:
    with pytest.raises(NoArticleError) as refused:
        of_bytes(raw)
    assert refused.value.code == code


def test_mail_through_the_door(tmp_path: Path) -> None:
    (tmp_path / "release.eml").write_bytes(message().as_bytes())
    (tmp_path / "unnamed").write_bytes(b"Received: from x\n" + message().as_bytes())
    found = list(quoth.read(tmp_path))
    assert [(a.id, a.title) for a in found if isinstance(a, Article)] == [
        ("release", "The quay stays shut"),
        ("unnamed", "The quay stays shut"),
    ]


# What is attached

STATEMENT = "The divers have been paid to the last day, said Ilona Vestrey, who signed the contract “in good faith”."


def release(plain: str, **files: bytes | EmailMessage) -> EmailMessage:
    """A message of the office with files attached: their names with a point for the first underscore."""
    made = message(plain, subject="Statement on the quay")
    for name, content in files.items():
        if isinstance(content, bytes):
            kind = {"maintype": "application", "subtype": "octet-stream"}
            made.add_attachment(content, **kind, filename=name.replace("_", ".", 1))
        else:
            made.add_attachment(content)
    return made


def test_a_statement_that_is_attached_is_an_article_of_the_sender_and_the_day(tmp_path: Path) -> None:
    (tmp_path / "quay.eml").write_bytes(release("See attached.", vestrey_txt=STATEMENT.encode()).as_bytes())
    cover, statement = quoth.read(tmp_path)
    assert isinstance(cover, Article) and isinstance(statement, Article)
    assert (cover.id, cover.text.strip()) == ("quay", "See attached.")
    assert (statement.id, statement.text) == ("quay#vestrey.txt", STATEMENT)
    assert (statement.outlet, statement.published) == ("Harbour Safety Office", "2025-03-12T09:30:00+01:00")
    assert {"outlet", "published"} <= set(statement.inferred)


def test_a_statement_attached_as_docx_and_as_pdf_is_one_article(tmp_path: Path) -> None:
    pytest.importorskip("mammoth")
    pytest.importorskip("pypdfium2")
    said = STATEMENT.replace("“", '"').replace("”", '"')
    files = {
        "one_docx": docx(f"<w:p>{run(said)}</w:p>"),
        "two_pdf": pdf([said]),
        "three_txt": b"Another one, of Rieke.",
    }
    (tmp_path / "quay.eml").write_bytes(release("See attached.", **files).as_bytes())
    _, first, again, other = quoth.read(tmp_path)
    assert isinstance(first, Article) and first.id == "quay#one.docx"
    assert isinstance(again, Problem) and (again.code, again.of_meta) == ("repeated", True)
    assert again.where.endswith("quay.eml#two.pdf")
    assert isinstance(other, Article) and other.id == "quay#three.txt"


FORWARDED = (
    "FYI, for four o'clock.\n\n---------- Forwarded message ---------\nFrom: Shipping Line <a@line.example>\n"
    "Date: Tue, 11 Mar 2025 at 17:31\nSubject: Regrets\nTo: Kari Holm <k@desk.example>\n\n"
)


def test_what_was_forwarded_in_the_text_is_its_first_sender_s() -> None:
    found = of_bytes(message(FORWARDED + "\n".join(LINES), sender="Kari Holm <k@desk.example>").as_bytes())
    assert (found.outlet, found.published) == ("Shipping Line", "2025-03-11T17:31:00")
    assert found.inferred == ("outlet", "published")
    assert [found.text[p.start : p.end][:14] for p in found.parts if p.kind == "link"] == ["---------- For"]


@pytest.mark.parametrize(
    "above", ["", "From: here on it is late.\n", "So it was and so it will be. " * 20 + "\n" + FORWARDED]
)
def test_a_message_that_only_cites_another_is_its_own_sender_s(above: str) -> None:
    found = of_bytes(message(above + "\n".join(LINES)).as_bytes())
    assert (found.outlet, found.published) == ("Harbour Safety Office", "2025-03-12T09:30:00+01:00")


@pytest.mark.parametrize(
    "unit", [FORWARDED, "From: x\n", "_" * 30 + " " * 500 + "\n", "> " * 90, "From: a\nTo: b\nTo: b\n"]
)
def test_a_message_of_heads_costs_its_length(unit: str) -> None:
    def read(times: int) -> None:
        told_apart(PageText(unit * times + "word " * 50, (), ()))

    in_proportion(lambda: read(500), lambda: read(1_500), 6, least=0.01)


def test_what_is_attached_to_a_forwarded_message_is_the_first_sender_s_too(tmp_path: Path) -> None:
    made = release(FORWARDED + "\n".join(LINES), vestrey_txt=STATEMENT.encode())
    (tmp_path / "quay.eml").write_bytes(made.as_bytes())
    assert [a.outlet for a in quoth.read(tmp_path) if isinstance(a, Article)] == ["Shipping Line"] * 2


def test_a_forwarded_message_is_its_sender_s_with_what_is_attached_to_it(tmp_path: Path) -> None:
    inner = message("The line regrets the vote.", subject="Regrets", sender="Shipping Line <a@line.example>")
    inner.add_attachment(STATEMENT, filename="more.txt")
    (tmp_path / "quay.eml").write_bytes(release("See below.", x=inner).as_bytes())
    assert [(a.id, a.title, a.outlet) for a in quoth.read(tmp_path) if isinstance(a, Article)] == [
        ("quay", "Statement on the quay", "Harbour Safety Office"),
        ("quay#1.eml", "Regrets", "Shipping Line"),
        ("quay#1.eml#more.txt", None, "Shipping Line"),
    ]


def test_the_attachments_of_a_message_in_a_mailbox(tmp_path: Path) -> None:
    (tmp_path / "all.mbox").write_bytes(mailbox(message(), release("See attached.", vestrey_txt=STATEMENT.encode())))
    assert [a.id for a in quoth.read(tmp_path) if isinstance(a, Article)] == ["all#1", "all#2", "all#2#vestrey.txt"]


def test_pictures_and_appointments_are_counted_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    files = {
        "logo_png": b"\x89PNG",
        "open_ics": b"BEGIN:VCALENDAR",
        "winmail_dat": b"\x78\x9f\x3e\x22",
        "a_zip": b"PK\x03\x04",
    }
    (tmp_path / "quay.eml").write_bytes(release(STATEMENT, **files).as_bytes())
    _, outlook, archive, beside = (one for one in quoth.read(tmp_path))
    assert isinstance(outlook, Problem) and (outlook.code, outlook.where[-12:]) == ("unsupported", "#winmail.dat")
    assert isinstance(archive, Problem) and archive.code == "archive"
    assert isinstance(beside, Problem) and beside.of_meta
    assert beside.message == "attached: 2 files are no articles (.ics 1, .png 1)"


def test_a_message_that_is_only_its_attachment(tmp_path: Path) -> None:
    (tmp_path / "quay.eml").write_bytes(release("", vestrey_txt=STATEMENT.encode()).as_bytes())
    statement, silent = quoth.read(tmp_path)
    assert isinstance(statement, Article) and statement.id == "quay#vestrey.txt"
    assert isinstance(silent, Problem) and (silent.code, silent.of_meta) == ("no-text", True)


def test_a_text_that_is_cut_in_two_by_a_file_is_read_whole(tmp_path: Path) -> None:
    """As mail programs write it that show a file where it was dropped."""
    halves = "".join(f"--B\nContent-Type: text/plain; charset=utf-8\n\n{line}\n" for line in (*LINES, "It is shut."))
    between = "--B\nContent-Type: application/pdf\nContent-Disposition: inline; filename=../a.txt\n\nWords.\n"
    raw = "Subject: x\nContent-Type: multipart/mixed; boundary=B\n\n" + halves.replace("--B", between + "--B", 2)
    assert of_bytes(raw.encode() + b"--B--").text == "\n\n".join((*LINES, "It is shut."))
    (tmp_path / "x.eml").write_bytes(raw.encode() + b"--B--")
    assert [a.id for a in quoth.read(tmp_path) if isinstance(a, Article)] == ["x", "x#_a.txt"]


def test_messages_inside_of_messages_end(tmp_path: Path) -> None:
    inner = message("The innermost.")
    for n in range(9):
        outer = message(f"Number {n} of them.")
        outer.add_attachment(inner)
        inner = outer
    (tmp_path / "deep.eml").write_bytes(inner.as_bytes())
    *read, last = quoth.read(tmp_path)
    assert len(read) == 5 and isinstance(last, Problem) and last.code == "too-deep"


# Mailboxes


def mailbox(*messages: EmailMessage, end: str = "\n") -> bytes:
    """The messages as mail programs keep them: behind a line “From ”, their own such lines escaped."""
    each = (message.as_bytes().replace(b"\nFrom ", b"\n>From ") for message in messages)
    box = b"".join(b"From press@hso.example Wed Mar 12 09:30:00 2025\n" + one + b"\n" for one in each)
    return box.replace(b"\n", end.encode())


@pytest.mark.parametrize("name", ["letters.mbox", "letters"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_message_of_a_mailbox_is_an_article(tmp_path: Path, name: str, end: str) -> None:
    second = message("\n\n".join(LINES) + "\n\nFrom Monday on it is shut.\n", subject="The quay opens")
    (tmp_path / name).write_bytes(mailbox(message(), second, end=end))
    first, last = quoth.read(tmp_path)
    assert isinstance(first, Article) and isinstance(last, Article)
    assert [(a.id, a.title, a.outlet) for a in (first, last)] == [
        ("letters#1", "The quay stays shut", "Harbour Safety Office"),
        ("letters#2", "The quay opens", "Harbour Safety Office"),
    ]
    assert last.text.rstrip().splitlines()[-1] == "From Monday on it is shut."


@pytest.mark.parametrize(
    ("head", "below"),
    [(b"%-10d\n", b"<?xml version='1.0'?>\n<plist/>\n"), (b"%d\n", b""), (b"%d\r\n", b"\n<?xml"), (b"1%d\n", b"")],
)  # fmt: skip
def test_a_message_as_the_mail_program_of_a_mac_keeps_it(tmp_path: Path, head: bytes, below: bytes) -> None:
    """Its length stands above it, what the program knows of it below; a wrong length takes nothing away."""
    told = message().as_bytes()
    (tmp_path / "12.emlx").write_bytes(head % len(told) + told + below)
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article) and article.text.rstrip() == "\n\n".join(LINES)
    assert (article.id, article.title, article.outlet) == ("12", "The quay stays shut", "Harbour Safety Office")


def test_a_message_without_words_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "letters.mbox").write_bytes(mailbox(message(""), message()))
    problem, article = quoth.read(tmp_path)
    assert isinstance(problem, Problem) and isinstance(article, Article)
    assert (problem.where, problem.code, article.id) == (f"{tmp_path}/letters.mbox#1", "no-text", "letters#2")


def test_a_mailbox_may_be_larger_than_a_file_that_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a mail provider gives back of some years is gigabytes; a message in it may be too large, at its own cost."""
    monkeypatch.setattr("quoth.articles.opening.MOST_BYTES", 5_000)
    monkeypatch.setattr("quoth.articles.mail.MOST_BYTES", 20_000)
    large = message("\n\n".join(LINES) + "\n\nNothing more was said.\n" * 2_000, subject="Too large")
    (tmp_path / "letters.mbox.gz").write_bytes(gzip.compress(mailbox(message(), large, *[message()] * 10)))
    first, problem, *others = quoth.read(tmp_path)
    assert isinstance(problem, Problem)
    assert (problem.where.rpartition("/")[2], problem.code) == ("letters.mbox.gz#2", "too-large")
    assert [a.id for a in (first, *others) if isinstance(a, Article)] == [f"letters#{n}" for n in (1, *range(3, 13))]


@pytest.mark.parametrize("line", ["From Monday on the quay is shut.", "From the council, 12 March 2025"])
def test_a_mailbox_that_is_none(tmp_path: Path, line: str) -> None:
    assert list(messages_of(io.BytesIO(f"Dear Varga,\n\n{line}\nBrenn: it is.\n".encode()))) == []
    (tmp_path / "letter").write_text(f"{line}\nBrenn: it is.\n\n{line}\nVarga: it is not.\n")
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article)
    assert article.text.startswith(line)


@pytest.mark.parametrize(
    "line",
    ["From - Wed Mar 12 09:30:00 2025", "From ada@x.example  Wed Mar 12 09:30 2025",
     "From 1734@xxx Wed Mar 12 09:30:00 +0000 2025", "From ada Wed Mar 12 09:30:00 2025 -0500"],
)  # fmt: skip
def test_the_forms_of_the_line_that_begins_a_message(line: str) -> None:
    box = f"{line}\nSubject: A\n\nOne.\n\n{line}\nSubject: B\n\nTwo.\n".encode()
    assert len(list(messages_of(io.BytesIO(box)))) == 2


# Documents


def docx(body: str, **more: str) -> bytes:
    """A DOCX file with these paragraphs in WordprocessingML."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default'
        ' Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship'
        ' Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
        **more,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in parts.items():
            whole.writestr(name, content)
    return made.getvalue()


def run(text: str, style: str = "") -> str:
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_document_without_what_was_deleted_or_struck_out() -> None:
    pytest.importorskip("mammoth")
    deleted = "<w:del><w:r><w:delText>always</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{run('never')}</w:ins>"
    body = f"<w:p>{run('We have ')}{deleted}{inserted}{run(' seen ')}{run('it', '<w:strike/>')}{run('that.')}</w:p>"
    assert of_document(docx(body)).text == "We have never seen that."


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 and no more", "damaged"),
        (docx("<w:p>"), "damaged"),
        (docx("", **{"word/big.xml": "x" * 60_000_000}), "too-large"),
        (b"neither", "damaged"),
    ],
)
def test_documents_that_are_none(data: bytes, code: str) -> None:
    pytest.importorskip("mammoth")
    with pytest.raises(NoArticleError) as refused:
        of_document(data)
    assert refused.value.code == code


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with these lines in Latin letters."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 11 Tf 40 780 Td {shown}ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        start,
    )


def test_the_lines_of_a_pdf_become_paragraphs() -> None:
    pytest.importorskip("pypdfium2")
    found = of_document(pdf([
        "The Harbour Safety Office regrets that the north quay has to stay shut until the end of the month, and",
        "that the ferries will not run before the divers have found the movement in its piles, which may take long.",
        "Nobody was hurt.",
        "The director of the office, Tomas Rieke, said on Tuesday that he had not been asked in time by the council",
        "of Lindenport.",
    ]))  # fmt: skip
    assert [p[:24] + " … " + p[-15:] for p in found.text.split("\n\n")] == [
        "The Harbour Safety Offic … obody was hurt.",
        "The director of the offi …  of Lindenport.",
    ]


def test_a_pdf_that_does_not_open() -> None:
    pytest.importorskip("pypdfium2")
    with pytest.raises(NoArticleError) as refused:
        of_document(b"%PDF-1.7 and nothing more")
    assert refused.value.code == "damaged"


# Compressed files

TEXT = "\n\n".join(LINES * 20).encode()


@pytest.mark.parametrize(("suffix", "packed"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_a_compressed_file_is_the_file(tmp_path: Path, suffix: str, packed: Any) -> None:
    (tmp_path / f"quay.txt.{suffix}").write_bytes(packed(TEXT[:2000]) + packed(TEXT[2000:]))
    found = only(tmp_path)
    assert (found.id, found.text) == ("quay", TEXT.decode())


@pytest.mark.parametrize("size", [65_534, 65_535, 65_536])
def test_a_member_that_begins_at_the_edge_of_what_is_read_at_once(size: int) -> None:
    """Programs that write a log append a gzip member each time."""
    one = gzip.compress(TEXT, mtime=0)
    padding = size - len(one) - 2  # an extra field, as RFC 1952 has it
    first = one[:3] + bytes([one[3] | 4]) + one[4:10] + padding.to_bytes(2, "little") + bytes(padding) + one[10:]
    assert len(first) == size
    assert unpack.unpacked(io.BytesIO(first + one)).read() == TEXT * 2


def test_compressed_pages_and_rows(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(f"<h1>The quay</h1>{HTML}".encode()))
    rows = "".join(json.dumps({"text": line}) + "\n" for line in LINES)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(rows.encode()))
    assert [a.id for a in quoth.read(tmp_path) if isinstance(a, Article)] == ["a", "b#1", "b#2"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (gzip.compress(TEXT, mtime=0)[:-20], "end in the middle"),
        (gzip.compress(TEXT, mtime=0)[:40] + b"\xff" * 40, "damaged"),
        (gzip.compress(TEXT, mtime=0) + b"and more", "something else follows"),
        (gzip.compress(bytes(50_000_000)), "more than 200 times"),
        (bz2.compress(bytes(50_000_000)), "more than 200 times"),
        (lzma.compress(bytes(50_000_000)), "more than 200 times"),
    ],
)
def test_damage_and_bombs_are_problems(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "quay.txt.gz").write_bytes(data)
    found = only(tmp_path)
    assert isinstance(found, Problem)
    assert found.code == {"end": "cut-short", "more": "bomb"}.get(message.partition(" ")[0], "damaged")
    assert message in found.message


def test_gzip_in_gzip_is_unfolded_once(tmp_path: Path) -> None:
    """3 kB of it stand for a gigabyte; nothing here unfolds what came out of unfolding."""
    (tmp_path / "quay.txt.gz").write_bytes(gzip.compress(gzip.compress(bytes(30_000_000))))
    found = only(tmp_path)
    assert isinstance(found, Problem)
    assert "gzip-compressed" in found.message


@pytest.mark.parametrize("packed", [gzip.compress, bz2.compress, lzma.compress])
def test_what_is_unfolded_in_pieces_is_the_whole(packed: Any) -> None:
    data = bytes(range(256)) * 2000
    with unpack.unpacked(io.BytesIO(packed(data))) as stream:
        assert b"".join(iter(lambda: stream.read(777), b"")) == data


# What other extractors wrote


@pytest.mark.parametrize(
    "row",
    [
        {  # trafilatura
            "title": "The quay",
            "author": "Ines Calder; Tomas Rieke",
            "hostname": "ledger.example",
            "date": "2025-03-12",
            "id": None,
            "raw_text": "no",
            "text": TEXT.decode(),
            "language": "en",
            "source": "https://ledger.example/quay",
            "source-hostname": "Ansel Ledger",
            "excerpt": "no",
        },
        {  # news-please
            "authors": ["Ines Calder", "Tomas Rieke"],
            "date_download": "2026-01-01 10:00:00",
            "date_publish": "2025-03-12",
            "maintext": TEXT.decode(),
            "title": "The quay",
            "source_domain": "Ansel Ledger",
            "url": "https://ledger.example/quay",
        },
        {  # newspaper4k
            "url": "https://ledger.example/quay",
            "authors": ["Ines Calder and Tomas Rieke", "Ines Calder", "Tomas Rieke"],
            "publish_date": "2025-03-12",
            "summary": "",
            "meta_site_name": "Ansel Ledger",
            "meta_lang": "en",
            "text": TEXT.decode(),
            "title": "The quay",
            "canonical_link": "https://ledger.example/quay",
        },
        {  # fundus
            "title": "The quay",
            "authors": ["Ines Calder", "Tomas Rieke"],
            "publishing_date": "2025-03-12",
            "publisher": "Ansel Ledger",
            "body": {"summary": [LINES[0]], "sections": [{"headline": [], "paragraphs": list((LINES * 20)[1:])}]},
            "url": "https://ledger.example/quay",
            "free_access": True,
        },
    ],
    ids=["trafilatura", "news-please", "newspaper4k", "fundus"],
)
def test_the_output_of_other_extractors_is_read_without_a_map(tmp_path: Path, row: dict[str, Any]) -> None:
    (tmp_path / "quay.json").write_text(json.dumps(row), encoding="utf-8")
    found = only(tmp_path)
    assert isinstance(found, Article)
    assert found.text == TEXT.decode()
    assert (found.title, found.byline, found.outlet, found.published, found.url) == (
        "The quay",
        "Ines Calder and Tomas Rieke",
        "Ansel Ledger",
        "2025-03-12",
        "https://ledger.example/quay",
    )


@pytest.mark.parametrize(
    ("name", "data", "do"),
    [("a", b"\xd0\xcf\x11\xe0", "a message ends in .msg"), ("a.doc", b"\xd0\xcf\x11\xe0", "save a document as DOCX"),
     ("a.arrow", b"ARROW1\0\0", "write the table as Parquet")],
)  # fmt: skip
def test_what_has_no_reader_says_what_to_save_it_as(tmp_path: Path, name: str, data: bytes, do: str) -> None:
    (tmp_path / name).write_bytes(data)
    problem = only(tmp_path / name)
    assert isinstance(problem, Problem) and problem.code == "unsupported" and do in problem.message
