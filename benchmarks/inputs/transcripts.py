"""One good record of each kind, all of it invented: documents, mails, subtitles, tables, pages and recognisers' JSON."""

from __future__ import annotations

import json
from functools import cache

from benchmarks.inputs.delivered import letter, pdf
from benchmarks.inputs.whole import docx

TURNS = (
    ("MR. RIEKE", "We have not yet found the movement in the piles of the quay, and nobody will be asked to hurry."),
    ("Q", "Will the ferries run before the summer?"),
    ("MR. RIEKE", "They will not. I said so in January, and I say so again."),
    ("MS. HOLM", "The council agrees with the director, and it has asked for two more divers."),
)
LABELLED = "\n\n".join(f"{who}: {words}" for who, words in TURNS)
WORDS = [
    {"word": word, "start": n / 4, "end": n / 4 + 0.2, "confidence": 0.9, "speaker": n // 9}
    for n, word in enumerate(" ".join(words for _, words in TURNS).split())
]


def _rtf() -> bytes:
    body = "\\par\\par ".join(LABELLED.split("\n\n"))
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Times;}}}} {body}\\par}}".encode()


def _docx() -> bytes:
    return docx("".join(f"<w:p><w:r><w:t>{who}: {words}</w:t></w:r></w:p>" for who, words in TURNS))


def _subtitles() -> str:
    times = [f"00:00:{n * 4:02}.000 --> 00:00:{n * 4 + 4:02}.000" for n in range(len(TURNS))]
    return "WEBVTT\n\n" + "\n\n".join(
        f"{n}\n{time}\n<v {who}>{words}</v>" for n, (time, (who, words)) in enumerate(zip(times, TURNS, strict=True), 1)
    )


@cache
def transcripts() -> dict[str, tuple[str, bytes]]:
    """A good record of each kind: what its file is called, and its bytes."""
    segments = [{"id": n, "start": n * 4.0, "end": n * 4.0 + 4, "speaker": who, "text": words}
                for n, (who, words) in enumerate(TURNS)]  # fmt: skip
    recognised = {"text": " ".join(words for _, words in TURNS), "segments": segments, "words": WORDS}
    lines = "".join(json.dumps(one) + "\n" for one in segments)
    table = "start,end,speaker,text\n" + "".join(f'0,4,{who},"{words}"\n' for who, words in TURNS)
    page = "".join(f"<p><strong>{who}:</strong> {words}</p>" for who, words in TURNS)
    return {
        "record text": ("briefing.txt", LABELLED.encode()),
        "record docx": ("briefing.docx", _docx()),
        "record pdf": ("briefing.pdf", pdf(LABELLED.split("\n\n"))),
        "record rtf": ("briefing.rtf", _rtf()),
        "record mail": ("briefing.eml", letter({"briefing.docx": _docx(), "briefing.txt": LABELLED.encode()})),
        "record json": ("briefing.json", json.dumps(recognised).encode()),
        "record lines": ("briefing.jsonl", lines.encode()),
        "record subtitles": ("briefing.vtt", _subtitles().encode()),
        "record csv": ("briefing.csv", table.encode()),
        "record page": ("briefing.html", f"<!DOCTYPE html><html><body>{page}</body></html>".encode()),
    }
