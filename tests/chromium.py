"""A real browser over a real server, as fixtures: headless Chromium, and ``quoth serve`` in a process of its own.

Chromium is Debian's (`make test` installs it where it can); without it these tests are skipped and say so.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from browser_helpers import settled

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Site:
    """A running ``quoth serve``: where it is, the address that lets one in, and its process."""

    base: str
    key: str
    process: subprocess.Popen[str]


@contextmanager
def serving(store: Path, *more: str) -> Iterator[Site]:
    """The real command over `store`, ended when the body is over."""
    command = [sys.executable, "-m", "quoth", "serve", "--store", str(store), "--port", "0", "--as", "ada", *more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stdout is not None
            key = process.stdout.readline().strip()
            assert key, process.stderr.read() if process.stderr else ""
            yield Site(key.partition("/enter")[0], key, process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=120)


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("needs Chromium (Debian: apt-get install chromium), which is not here")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright, of the group test")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(browser, tmp_path_factory) -> Iterator[Site]:
    """The example with its record. Until all sayings are held against it, pages show the state before: so that is
    waited for.
    """
    import served

    record = str(ROOT / "examples/record/transcript.txt")
    with serving(served.example(tmp_path_factory.mktemp("site")), "--record", record) as one:
        page = browser.new_context().new_page()
        page.goto(one.key)
        settled(page, one.base)
        page.context.close()
        yield one


@pytest.fixture(scope="session")
def context(browser, site):
    made = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = made.new_page()
    page.goto(site.key)
    page.close()
    made.set_default_timeout(60_000)
    yield made
    made.close()


@pytest.fixture
def page(context, site):
    """A page that has come in, and whose script must not fail."""
    one = context.new_page()
    faults: list[str] = []
    one.on("pageerror", lambda error: faults.append(str(error)))
    one.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    one.goto(f"{site.base}/")
    yield one
    one.close()
    assert faults == []
