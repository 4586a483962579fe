"""Folders and archives of mixed things, and the library of bad inputs, mutations, bombs and XML attacks by samples."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from benchmarks import bad_inputs, mutated
from benchmarks.inputs import kept, whole

import quoth
from quoth.articles import archive
from quoth.types import Article, Problem

ROOT = Path(__file__).parent.parent
SAID = "The quay stays shut, said Oda Brenn."


def table(found: object) -> str:
    lines = []
    for x in found:  # type: ignore[attr-defined]
        lines.append(x.id if isinstance(x, Article) else f"! {Path(x.where).name} {x.code}")
    return "\n".join(lines)


def test_an_archive_of_mixed_things(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w") as made:
        made.writestr("letters/a.txt", SAID)
        made.writestr("letters/b.html", whole.own_pages()[1])
        made.writestr("rows.jsonl", json.dumps({"text": SAID}) + "\nno JSON\n")
        made.writestr("rows.csv.gz", gzip.compress(f"text\n{SAID}\n".encode()))
        made.writestr("feed.rss", whole.rss(1))
        made.writestr("crawl.warc", whole.record(1, whole.own_pages()[2]))
        made.writestr("more.zip", whole.zipped({"a.txt": SAID.encode()}))
        made.writestr("picture.png", b"\x89PNG")
        made.writestr("../../up.txt", SAID)
        made.writestr("__MACOSX/._a.txt", b"\0")
    assert table(quoth.read(tmp_path)) == (
        "bundle#letters/a.txt\n"
        "bundle#letters/b.html\n"
        "bundle#rows.jsonl#1\n"
        "! bundle.zip#rows.jsonl#2 json\n"
        "bundle#rows.csv.gz#2\n"
        "bundle#feed.rss#f21b0ef8\n"
        "bundle#crawl.warc#0\n"
        "! bundle.zip#more.zip archive\n"
        "bundle#../../up.txt\n"
        "! bundle.zip other-files"
    )


def test_metadata_reach_into_an_archive(tmp_path: Path) -> None:
    (tmp_path / "bundle.zip").write_bytes(whole.zipped({"a.txt": SAID.encode()}))
    (tmp_path / "meta.csv").write_text("id,outlet\nbundle#a.txt,Harbour Post\n")
    [article] = quoth.read(tmp_path / "bundle.zip", meta=tmp_path / "meta.csv")
    assert isinstance(article, Article)
    assert article.outlet == "Harbour Post"


def test_a_folder_as_browsers_leave_it(tmp_path: Path) -> None:
    """What lies beside pages is counted and said in one line; a file that is named itself is looked at."""
    (tmp_path / "Report.html").write_bytes(whole.own_pages()[1])
    (tmp_path / "Report_files").mkdir()
    (tmp_path / "Report_files" / "ad.html").write_text("<p>Buy.</p>")
    (tmp_path / "style.css").write_text("p {}")
    (tmp_path / "quay.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    article, remark = quoth.read(tmp_path)
    assert isinstance(article, Article)
    assert isinstance(remark, Problem)
    assert remark.message == "3 files are no articles (.css 1, .png 1, folders of saved pages 1)"
    assert remark.of_meta
    [found] = quoth.read(tmp_path / "quay.png")
    assert isinstance(found, Problem)
    assert (found.code, found.of_meta) == ("binary", False)


def test_ids_that_would_clash_with_those_in_an_archive(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "b.zip").write_bytes(whole.zipped({"a.txt": SAID.encode()}))
    (tmp_path / "b#a.txt.txt").write_text(SAID)
    ids = [a.id for a in quoth.read(tmp_path) if isinstance(a, Article)]
    assert [i.partition("~")[0] for i in ids] == ["b#a.txt"] * 3
    assert len(set(ids)) == 3


@pytest.mark.parametrize("count", [archive.MOST_MEMBERS + 1, 100_000])
def test_an_archive_of_too_many_names_is_not_opened(
    tmp_path: Path, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = b"PK\x05\x06" + bytes(4) + min(count, 0xFFFF).to_bytes(2, "little") * 2 + (count * 50).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + end + bytes(6))
    monkeypatch.setattr(archive.zipfile, "ZipFile", None)
    [found] = quoth.read(tmp_path)
    assert isinstance(found, Problem)
    assert found.code == "too-many"


def test_a_bad_input_in_eighty_comes_to_an_article_or_a_problem_with_a_code(tmp_path: Path) -> None:
    """All 4,600 are read by `make proof` (benchmarks/bad_inputs.py)."""
    seen = bad_inputs.read_all(80, tmp_path)
    assert seen.escaped == []
    assert seen.accepted + seen.aside == seen.given > 30


KINDS = [kind for kind in mutated.KINDS if kind != "parquet"]


@pytest.mark.parametrize("kind", KINDS)
def test_mutations_are_read_or_refused_with_a_code(kind: str) -> None:
    """20,000 of each kind are read by `make proof` (benchmarks/mutated.py), Parquet among them."""
    from random import Random

    name, data = {**whole.whole(), **kept.kept()}[kind]
    read, draw = mutated.reader(name), Random(3)
    for _ in range(12):
        try:
            read(mutated.mutated(data, draw))
        except ValueError as error:
            assert getattr(error, "code", None)


@pytest.mark.parametrize("program", ["benchmarks.xml_attacks"])
def test_sixty_xml_attacks_read_no_file_and_open_no_socket(program: str) -> None:
    """In a process of its own, because an audit hook stays for good."""
    done = subprocess.run([sys.executable, "-m", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_archive_whose_member_has_no_name(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(whole.zipped({"": SAID.encode(), "b.txt": SAID.encode()}))
    assert [a.id for a in quoth.read(tmp_path) if isinstance(a, Article)] == ["a#", "a#b.txt"]


def test_what_is_compressed_twice_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_bytes(gzip.compress(gzip.compress(whole.json_feed().encode())))
    [found] = quoth.read(tmp_path)
    assert isinstance(found, Problem)
    assert found.code == "binary"


def damaged(kind: str) -> bytes:
    """An archive of one letter of 200 sentences, with something wrong."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED if kind == "altered" else zipfile.ZIP_DEFLATED) as archive_:
        archive_.writestr("letter.txt", SAID * 200)
    raw = bytearray(made.getvalue())
    listed = raw.index(b"PK\x01\x02")
    match kind:
        case "altered":
            raw[60] ^= 1
        case "its packed data":
            raw[45:60] = b"\xff" * 15
        case "packed otherwise":
            raw[listed + 10] = raw[8] = 9
        case "its list":
            raw[listed : listed + 4] = b"PK\x07\x07"
        case "its beginning":
            raw[:4] = b"PK\x07\x07"
    return bytes(raw)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("altered", "expected a file, found one that is damaged: it is not what its checksum says"),
        ("its packed data", "expected a file, found one that is damaged"),
        ("packed otherwise", "expected a file, found one that is packed in a way that is not read here: unpack it"),
        ("its list", "expected a ZIP archive, found one with a list that is damaged"),
        ("its beginning", "expected a file, found one that is damaged"),
    ],
)
def test_what_is_wrong_with_an_archive_is_said_in_plain_words(tmp_path: Path, kind: str, message: str) -> None:
    """Not in those of Python's reader: “Bad CRC-32 for file”, “Error -3 while decompressing data”."""
    (tmp_path / "bundle.zip").write_bytes(damaged(kind))
    [found] = quoth.read(tmp_path / "bundle.zip")
    assert isinstance(found, Problem)
    assert found.message == message
