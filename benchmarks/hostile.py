"""Texts made to be slow or to break something, each given to the real command: ``python benchmarks/hostile.py``.

One file at a time, of at most 300,000 characters but for the two of 50 MB on one line. Prints a table: CPU and wall
seconds, peak memory, exit code, attributions, and the problems told. Exits 1 when one took more than `MOST` CPU
seconds, ended otherwise than with 0, 1 or 3, or left text unread without a problem that says so.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

MOST = 60.0  # CPU seconds
FULL = 300_000  # characters that quoth searches (quoth.attributions.MOST)


def repeated(words: str) -> Callable[[], str]:
    return lambda: (words * (FULL // len(words) + 1))[:FULL]


def one_long_line() -> str:
    """50 MB of words with the cues and quotation marks of news, in no order."""
    dice = random.Random(3)
    words = (
        "the minister said that a new plan would hold until June and nobody knows “when Oda Brenn told reporters” it"
    )
    block = " ".join(dice.choice(words.split()) for _ in range(200_000)) + " "
    return (block * (50_000_000 // len(block) + 1))[:50_000_000]


def names() -> str:
    """A new name in every sentence."""
    syllables = ("ka", "lo", "mi", "ren", "su", "ta", "vel", "zo")
    sentences, size, i = [], 0, 0
    while size < FULL:
        first, last = (
            "".join(syllables[(i // 8**k) % 8] for k in places).title() for places in ((0, 1, 2), (3, 4, 0, 2))
        )
        sentences.append(f"{first} {last} said it was {i}. ")
        size += len(sentences[-1])
        i += 1
    return "".join(sentences)[:FULL]


TEXTS: dict[str, Callable[[], str]] = {
    "50 MB on one line": one_long_line,
    "50 MB without a space": lambda: "x" * 50_000_000,
    "20,000 unpaired marks": lambda: "Oda said “so " * 20_000,
    "“he said” alone": repeated("he said "),
    "“Yes,” he said": repeated("“Yes,” he said. "),
    "opening marks alone": repeated("“"),
    "full stops alone": repeated("."),
    "full stops and spaces": repeated(". "),
    "single marks": repeated("‘a 'b "),
    "brackets": repeated("((([["),
    "spaces": lambda: "Oda" + " " * FULL + "said",
    "a gap in every sentence": repeated("Oda Brenn" + " " * 9_000 + "said “yes," + " " * 9_000 + "no”. "),
    "line ends": lambda: "Oda said" + "\n" * FULL + "so",
    "a word a line": repeated("said\n"),
    "dates": repeated("May 3, 2016 "),
    "days": repeated("Tuesday said on Monday yesterday "),
    "a name in every sentence": names,
    "pronouns": repeated("Oda Brenn smiled. He said she said they said it. "),
    "one source without an end": repeated("Oda, who knew Teun, the chief of "),
    "credits": repeated("The Velmont Post reported Tuesday that “x” Ms. Brenn said on May 3. "),
    "a label a line": repeated("Brenn: yes\n"),
    "links": repeated("Read more: he said so\n"),
    "100,000 straight marks": lambda: '"' * 100_000,
    "1 MB without a space": lambda: "Oda“said”" * 111_112,
    "right to left": repeated("Oda Brenn said \u202e“היום לא”\u202c to אמר נשיא. "),
    "zero width": repeated("O\u200bda Brenn sa\u200did \ufeff“no” to\u2060day. "),
    "accents on accents": repeated("Oda sa\u0301\u0302\u0303\u0304id no. "),
    "half characters": repeated("Oda Brenn said \ud83d “no” \udc00. "),
    "controls": repeated("Oda Brenn said \x1b[2J\x85\x07 no. "),
}


def run(text: str, folder: Path) -> dict[str, Any]:
    """What became of one text. Half characters, which no UTF-8 has, come in a row of JSON."""
    name = "row.jsonl" if re.search("[\ud800-\udfff]", text) else "text.txt"
    (folder / name).write_text(json.dumps({"text": text}) if name == "row.jsonl" else text, encoding="utf-8")
    command = [sys.executable, "-m", "quoth", "attributions", name, "-o", "out.jsonl", "--quiet"]
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    out = folder / "out.jsonl"
    line = json.loads(out.read_text(encoding="utf-8")) if out.exists() else {"attributions": [], "problems": []}
    out.unlink(missing_ok=True)
    problems = [p["message"] for p in line["problems"]]
    return {
        "CPU": round(used.ru_utime + used.ru_stime, 1),
        "wall": round(time.monotonic() - began, 1),
        "peak MB": round(used.ru_maxrss / 1024),
        "code": process.returncode,
        "attributions": len(line["attributions"]),
        "problems": problems,
        "told": len(text) <= FULL or bool(problems),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("only", nargs="*", help="names of texts; all by default")
    args = parser.parse_args()
    failed = False
    print(f"{'text':27}{'CPU s':>7}{'wall s':>7}{'MB':>7}{'exit':>5}{'found':>7}  problems")
    with tempfile.TemporaryDirectory(prefix="quoth-hostile-") as folder:
        for name in args.only or TEXTS:
            got = run(TEXTS[name](), Path(folder))
            failed |= got["CPU"] > MOST or got["code"] not in {0, 1, 3} or not got["told"]
            said = "; ".join(got["problems"]) or "-"
            print(
                f"{name:27}{got['CPU']:7.1f}{got['wall']:7.1f}{got['peak MB']:7}{got['code']:5}"
                f"{got['attributions']:7}  {said}",
                flush=True,
            )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
