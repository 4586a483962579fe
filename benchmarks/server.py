"""A `quoth serve` that runs: started, asked by many at once, and looked at from outside."""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).parent.parent


@contextmanager
def serving(store: Path) -> Iterator[tuple[str, str, subprocess.Popen[str]]]:
    """The real command; (where it is, the cookie of a session, its process)."""
    command = [sys.executable, "-m", "quoth", "serve", "--store", str(store), "--port", "0", "--as", "ada"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        key = process.stdout.readline().strip()
        jar = CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), urllib.request.ProxyHandler({}))
        while True:
            try:
                page = opener.open(key, timeout=600).read().decode()
                if 'class="banner"' not in page and "is being read" not in page:
                    break
            except OSError:
                pass
            time.sleep(0.2)
        (cookie,) = jar
        yield key.partition("/enter")[0], f"{cookie.name}={cookie.value}", process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def get(base: str, cookie: str, path: str, coding: str = "identity") -> tuple[bytes, float]:
    """The body at an address, and how many seconds it took."""
    request = urllib.request.Request(base + path, headers={"cookie": cookie, "accept-encoding": coding})
    began = time.perf_counter()
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as answer:
        body = answer.read()
    return body, time.perf_counter() - began


def memory(process: subprocess.Popen[str], what: str = "VmRSS") -> float:
    """Megabytes that a process holds now (VmRSS) or held at most (VmHWM)."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(rf"{what}:\s+(\d+)", status)[1]) / 1000  # type: ignore[index]


@dataclass
class Asked:
    """What one kind of question took, in seconds."""

    taken: list[float] = field(default_factory=list)
    errors: int = 0


async def client(
    base: str, cookie: str, paths: dict[str, list[str]], until: float, *, out: dict[str, Asked], rng: random.Random
) -> None:
    """Asks one question after another on one connection, without a pause."""
    kinds = (
        ["search.json"] * 6 + ["search"] * 2 + ["story"] * 4 + ["saying"] * 3 + ["article"] * 3 + ["speaker", "list"]
    )
    host, port = base.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, port)
    while time.perf_counter() < until:
        kind = rng.choice(kinds)
        path = rng.choice(paths[kind])
        began = time.perf_counter()
        try:
            asked = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\nAccept-Encoding: gzip\r\n\r\n"
            writer.write(asked.encode())
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
            length = int(re.search(rb"content-length: (\d+)", head, re.IGNORECASE)[1])  # type: ignore[index]
            await asyncio.wait_for(reader.readexactly(length), 30)
            out[kind].taken.append(time.perf_counter() - began)
            out[kind].errors += not head.startswith(b"HTTP/1.1 200")
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            out[kind].errors += 1
            reader, writer = await asyncio.open_connection(host, port)
    writer.close()


async def crowd(base: str, cookie: str, paths: dict[str, list[str]], seconds: float, clients: int) -> dict[str, Asked]:
    """What each kind of question took while so many clients asked at once, for so many seconds."""
    out = {kind: Asked() for kind in paths}
    until = time.perf_counter() + seconds
    each = [client(base, cookie, paths, until, out=out, rng=random.Random(n)) for n in range(clients)]
    await asyncio.gather(*each)
    return out


def quantile(values: list[float], q: float) -> float:
    """Milliseconds, of seconds."""
    return round(sorted(values)[min(len(values) - 1, int(q * len(values)))] * 1000, 1) if values else 0.0


def process_cpu(process: subprocess.Popen[str]) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
