"""Messages that Outlook saved: what they say, who sent them when, what is attached, and what is damaged."""

from __future__ import annotations

import struct
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from benchmarks.inputs.outlook import CUTOFF, Tree, compound, message
from benchmarks.inputs.whole import docx

import quoth
from pace import within
from quoth.articles.mail.compound import CompoundFile, DamagedError
from quoth.types import Article, Problem

SAID = "“The weir will not be mended this year,” said Ilse Quarrie, who runs the works above Brannock."
LONG = "\r\n\r\n".join([SAID, *(f"The works above Brannock have {n} gates, the board wrote." for n in range(80))])
SENT = "Fri, 8 May 2026 09:30:00 +0200"
PRESS = {
    "subject": "The weir stays broken",
    "sender": "Water Board, Press",
    "address": "press@board.example",
    "sent": SENT,
}


def read(folder: Path, made: Tree | bytes, name: str = "weir.msg") -> list[Article | Problem]:
    (folder / name).write_bytes(made if isinstance(made, bytes) else compound(made))
    return list(quoth.read([folder / name]))


def only(found: list[Article | Problem]) -> Article:
    assert [type(one) for one in found] == [Article], found
    return found[0]  # type: ignore[return-value]


@pytest.mark.parametrize("text", [SAID, LONG], ids=["among the small streams", "in sectors of its own"])
def test_a_message_of_outlook(tmp_path: Path, text: str) -> None:
    assert (len(text.encode("utf-16-le")) >= CUTOFF) == (text is LONG)
    one = only(read(tmp_path, message(text=text, **PRESS)))
    assert one.text.split() == text.split()
    assert (one.title, one.outlet, one.published) == (
        "The weir stays broken",
        "Water Board Press",
        "2026-05-08T09:30:00+02:00",
    )


def test_its_text_in_html_goes_by_the_rules_of_pages(tmp_path: Path) -> None:
    page = f"<html><head><meta charset=utf-8></head><body><p>{SAID}</p><p>Not <s>this</s> that.</p></body></html>"
    one = only(read(tmp_path, message(text="short", page=page.encode(), **PRESS)))
    assert one.text == f"{SAID}\n\nNot that."


def test_the_time_in_its_properties_counts_where_no_headers_came(tmp_path: Path) -> None:
    ticks = (datetime(2026, 5, 8, 8, 30) - datetime(1601, 1, 1)) // timedelta(microseconds=1) * 10
    tree = {**message(text=SAID), "__properties_version1.0": bytes(32) + struct.pack("<HHIQ", 0x40, 0x39, 6, ticks)}
    one = only(read(tmp_path, tree))
    assert one.published == "2026-05-08T08:30:00+00:00"
    assert one.outlet is None


def test_what_is_attached_is_read(tmp_path: Path) -> None:
    inner = message(f"{SAID} {SAID}", subject="Fwd: figures", sender="Tomas Rieke", head=24)
    statement = docx(
        "".join(f"<w:p><w:r><w:t>{n} gates are shut, the board wrote.</w:t></w:r></w:p>" for n in range(9))
    )
    files: dict[str, Any] = {"statement.docx": statement, "logo.png": b"\x89PNG", "figures.msg": inner}
    found = read(tmp_path, message(text=f"{SAID} See attached.", attached=files, **PRESS))
    articles = {one.id: one for one in found if isinstance(one, Article)}
    assert [name.rpartition("#")[2] for name in articles][:2] == ["weir", "statement.docx"]
    assert len(articles) == 3
    assert articles["weir#statement.docx"].outlet == "Water Board Press"
    assert [one.message for one in found if isinstance(one, Problem)] == ["attached: 1 file is no article (.png 1)"]


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (message(), "no-text"),
        ({"WordDocument": b"x" * 9000}, "unsupported"),
        (compound(message(text=LONG))[:3000], "damaged"),
        (compound(message(text=SAID))[:520], "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 900, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "damaged"),
    ],
)
def test_what_is_no_message_is_told(tmp_path: Path, made: Tree | bytes, code: str) -> None:
    found = read(tmp_path, made)
    assert [one.code for one in found if isinstance(one, Problem)] == [code]


def test_a_chain_that_bites_its_tail_ends(tmp_path: Path) -> None:
    """The table of sectors says that each is followed by the first."""
    whole = bytearray(compound(message(text=LONG, **PRESS)))
    table = 512 * (struct.unpack_from("<I", whole, 76)[0] + 1)
    whole[table : table + 512] = bytes(512)
    with within(0.5):
        found = read(tmp_path, bytes(whole))
    assert [one.code for one in found if isinstance(one, Problem)] == ["damaged"]


def test_a_thousand_streams_over_the_same_sectors_give_no_more_than_the_file() -> None:
    whole = bytearray(compound({f"{n:04}": b"x" * (1_000_000 if not n else 5_000) for n in range(1000)}))
    at = whole.index("0000".encode("utf-16-le"))
    place = whole[at + 116 : at + 128]
    for n in range(1, 1000):
        other = whole.index(f"{n:04}\0".encode("utf-16-le"))
        whole[other + 116 : other + 128] = place
    file = CompoundFile(bytes(whole))
    with pytest.raises(DamagedError, match="more than the file"):
        for entry in file.root.children.values():
            file.stream(entry)
