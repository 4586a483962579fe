"""A picture of the terminal: ``quoth trace --short`` over the examples, as it looks in colour, for the tutorial.

    python -m benchmarks.terminal [--out docs/terminal.svg] [-- ARGUMENTS of quoth trace]

The command runs on a terminal of its own, 100 columns wide, so that it is in colour; what it wrote is set line by line,
each as wide as it has cells, so that columns stand under each other in every font. Nothing here says whether it reads
well: a person looks at it.
"""

from __future__ import annotations

import argparse
import html
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

COLUMNS = 100
LINES = 60
CELL, LINE, EDGE = 8.4, 20, 16  # in pixels: a cell's width, a line's height, what is left free around
_STYLE = re.compile(r"\x1b\[([0-9;]*)m")
_LOOKS = {
    "1;4": ' font-weight="700" text-decoration="underline"',
    "1": ' font-weight="700"',
    "2": ' fill="#767168"',
}


def written(command: list[str]) -> str:
    """What `command` writes on a terminal of `COLUMNS` columns, escape sequences included."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "PYTHONPATH": str(ROOT / "src")}
    env.pop("NO_COLOR", None)
    parts = []
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=env, cwd=ROOT) as process:
        os.close(theirs)
        try:
            while part := os.read(ours, 1 << 16):
                parts.append(part)
        except OSError:  # Linux says so when the other side is closed
            pass
        finally:
            os.close(ours)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return b"".join(parts).decode().replace("\r\n", "\n")


def picture(text: str) -> str:
    """`text` with its escape sequences as an SVG."""
    lines = text.rstrip("\n").split("\n")[:LINES]
    height = len(lines) * LINE + 2 * EDGE
    width = round(COLUMNS * CELL + 2 * EDGE)
    look = ""
    rows = []
    for number, line in enumerate(lines, 1):
        spans, look = _spans(line, look)
        rows += [
            f'<text x="{EDGE + at * CELL:.1f}" y="{EDGE + number * LINE - 6}" textLength="{len(words) * CELL:.1f}"'
            f'{style} xml:space="preserve">{html.escape(words, quote=False)}</text>'
            for at, words, style in spans
        ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"\n'
        f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" fill="#1d1d1b">\n'
        f'<rect width="100%" height="100%" fill="#fbfaf7"/>\n' + "\n".join(rows) + "\n</svg>\n"
    )


def _spans(line: str, look: str) -> tuple[list[tuple[int, str, str]], str]:
    """The words of `line`, each stretch of one look with the cell where it begins, and the look of the next line."""
    found = []
    at = 0
    for number, part in enumerate(_STYLE.split(line)):
        if number % 2:
            look = _LOOKS.get(part, "")
        else:
            begins = at + len(part) - len(part.lstrip())
            if words := part.strip():
                found.append((begins, words, look))
            at += len(part)
    return found, look


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=ROOT / "docs/terminal.svg")
    parser.add_argument("arguments", nargs="*")
    args = parser.parse_args()
    usual = ["examples/articles", "--meta", "examples/meta.csv", "--no-store", "--short"]
    text = written([sys.executable, "-m", "quoth", "trace", *(args.arguments or usual)])
    args.out.write_text(picture(text), encoding="utf-8")


if __name__ == "__main__":
    main()
