"""The extractors that people use, each asked for the text of a page, in the Python that has them installed.

They live in a Python of their own (`QUOTH_PEER` names it, e.g. that of a virtual environment with ``pip install
trafilatura resiliparse newspaper4k``), because quoth needs none of them; a small program there answers line by line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from quoth.articles.html import NoArticleError, read_page

PYTHON = os.environ.get("QUOTH_PEER", sys.executable)
Extractor = Callable[[str], tuple[str, float]]
"""A page to its text and the seconds of processor time that this took."""

_PROGRAM = """
import importlib.metadata, json, sys, time, warnings
warnings.simplefilter("ignore")
tools, versions = {}, {}
out, sys.stdout = sys.stdout, sys.stderr
try:
    import trafilatura
    tools["trafilatura"] = lambda page: trafilatura.extract(page, include_comments=False) or ""
    tools["trafilatura, recall"] = lambda page: trafilatura.extract(page, favor_recall=True) or ""
    versions["trafilatura"] = importlib.metadata.version("trafilatura")
except ImportError:
    pass
try:
    from resiliparse.extract.html2text import extract_plain_text
    tools["resiliparse"] = lambda page: extract_plain_text(page, main_content=True)
    versions["resiliparse"] = importlib.metadata.version("resiliparse")
except ImportError:
    pass
try:
    from newspaper import Article
    def newspaper(page):
        article = Article("https://x.example/a")
        article.download(input_html=page)
        article.parse()
        return article.text
    tools["newspaper4k"] = newspaper
    versions["newspaper4k"] = importlib.metadata.version("newspaper4k")
except ImportError:
    pass
print(json.dumps([list(tools), versions]), file=out, flush=True)
for line in sys.stdin:
    tool, page = json.loads(line)
    began, wrong = time.process_time(), None
    try:
        text = str(tools[tool](page))
    except Exception as error:
        text, wrong = "", type(error).__name__ + ": " + str(error)
    print(json.dumps([text, time.process_time() - began, wrong]), file=out, flush=True)
"""


@dataclass(frozen=True, slots=True)
class Extractors:
    """`tools` by name, quoth first; `versions` of the others, by distribution."""

    tools: dict[str, Extractor]
    versions: dict[str, str]


def extractors(python: str = PYTHON) -> Extractors:
    """quoth, and those that `python` has."""
    peer = subprocess.Popen(
        [python, "-c", _PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert peer.stdin and peer.stdout
    asks, answers = peer.stdin, peer.stdout
    said = answers.readline()
    names, versions = json.loads(said) if said else ([], {})

    def of(tool: str) -> Extractor:
        def extract(page: str) -> tuple[str, float]:
            asks.write(json.dumps([tool, page]) + "\n")
            asks.flush()
            text, seconds, wrong = json.loads(answers.readline())
            if wrong:
                print(f"  {tool}: {wrong[:200]}", file=sys.stderr)
            return str(text), float(seconds)

        return extract

    return Extractors({"quoth": quoth, **{name: of(name) for name in names}}, versions)


def quoth(page: str) -> tuple[str, float]:
    """The text that `read_page` gives, or nothing where the page is no article."""
    began = time.process_time()
    try:
        text = read_page(page).text
    except NoArticleError:
        text = ""
    return text, time.process_time() - began
