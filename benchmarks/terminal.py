"""A picture of the terminal: ``quoth trace --short`` over the examples, as it looks in colour, for the tutorial.

    python -m benchmarks.terminal [--out docs/terminal.png] [-- ARGUMENTS of quoth trace]

The command runs on a terminal of its own, 100 columns wide, so that it is in colour; what it wrote is set in a fixed
font and photographed by Chromium. Nothing here says whether it reads well: a person looks at it.
"""

from __future__ import annotations

import argparse
import html
import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

COLUMNS = 100
LINES = 40
_STYLE = re.compile(r"\x1b\[([0-9;]*)m")
_CLASSES = {"1;4": "differs", "1": "strong", "2": "faint"}
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #fbfaf7; color: #1d1d1b }}
pre {{ margin: 0; padding: 18px 22px; display: inline-block; font: 15px/1.4 "DejaVu Sans Mono", monospace }}
.strong {{ font-weight: 700 }} .differs {{ font-weight: 700; text-decoration: underline }} .faint {{ color: #76736b }}
</style><pre>{}</pre>"""


def shown(command: list[str]) -> str:
    """What `command` writes on a terminal of `COLUMNS` columns, escape sequences included."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "PYTHONPATH": str(ROOT / "src")}
    env.pop("NO_COLOR", None)
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=env, cwd=ROOT) as process:
        os.close(theirs)
        parts = []
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


def page(text: str) -> str:
    """`text` with its escape sequences as a page."""
    out, opened = [], False
    for number, part in enumerate(_STYLE.split(text)):
        if number % 2 == 0:
            out.append(html.escape(part))
            continue
        out.append("</span>" * opened)
        opened = part in _CLASSES
        out.append(f'<span class="{_CLASSES[part]}">' if opened else "")
    return _PAGE.format("".join(out))


def take(text: str, out: Path) -> None:
    """Writes the picture of the first `LINES` lines of `text`."""
    from playwright.sync_api import sync_playwright

    from chromium import CHROMIUM, FLAGS

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        file = Path(folder) / "terminal.html"
        file.write_text(page("\n".join(text.rstrip("\n").split("\n")[:LINES])), encoding="utf-8")
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        view = browser.new_page(viewport={"width": 1400, "height": 900})
        view.goto(file.as_uri())
        view.locator("pre").screenshot(path=out)
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=ROOT / "docs/terminal.png")
    parser.add_argument("arguments", nargs="*")
    args = parser.parse_args()
    usual = ["examples/articles", "--meta", "examples/meta.csv", "--no-store", "--short"]
    take(shown([sys.executable, "-m", "quoth", "trace", *(args.arguments or usual)]), args.out)


if __name__ == "__main__":
    main()
