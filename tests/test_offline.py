"""The guard of conftest.py does block: every way out of this machine, also where the error is swallowed."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import socket
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import alone

OUTSIDE = ("9.9.9.9", 80)


def _datagram() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as one:
        one.sendto(b"x", OUTSIDE)


def _connected(way: str) -> None:
    with socket.socket() as one:
        one.settimeout(1)
        getattr(one, way)(OUTSIDE)


def _in_a_loop() -> None:
    """In a thread of its own: the browser's tests leave a loop running in this one."""

    async def asked() -> None:
        await asyncio.open_connection(*OUTSIDE)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(asked())).result()


def _bound_to_all() -> None:
    with socket.socket() as one:
        one.bind(("0.0.0.0", 0))


WAYS = {
    "connect": lambda: _connected("connect"),
    "connect_ex": lambda: _connected("connect_ex"),
    "create_connection": lambda: socket.create_connection(OUTSIDE, timeout=1),
    "sendto": _datagram,
    "getaddrinfo": lambda: socket.getaddrinfo("ledger.example", 80),
    "gethostbyname": lambda: socket.gethostbyname("ledger.example"),
    "http.client": lambda: http.client.HTTPConnection(*OUTSIDE, timeout=1).request("GET", "/"),
    "urllib": lambda: urllib.request.urlopen("http://9.9.9.9/", timeout=1),
    "asyncio": _in_a_loop,
    "IPv6": lambda: socket.create_connection(("2620:fe::fe", 80), timeout=1),
    "private": lambda: socket.create_connection(("10.0.0.1", 80), timeout=1),
    "bind": _bound_to_all,
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_out(way, refused):
    with pytest.raises(AssertionError, match="a test tried to reach"):
        WAYS[way]()
    assert len(refused) >= 1
    refused.clear()


def test_what_is_swallowed_is_remembered(refused):
    with contextlib.suppress(AssertionError):
        _connected("connect")
    assert refused == ["socket.connect ('9.9.9.9', 80)"]
    refused.clear()


@pytest.mark.skipif(alone.interfaces() != ["lo"], reason="a network of their own takes root's rights on Linux")
def test_no_process_that_a_test_starts_can_reach_out() -> None:
    """Whatever it is written in: there is no way."""
    ask = "import socket; socket.create_connection(('9.9.9.9', 80), 5)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    assert "Network is unreachable" in done.stderr


def test_this_machine_may_be_reached(connected):
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()
        assert connected == [server.getsockname()]


def test_reading_leaves_nothing_in_the_home_of_who_reads(tmp_path: Path) -> None:
    """Some wheels of onnxruntime keep a number for the device there, and a list of events that they mean to send."""
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    (work / "news.txt").write_text("The ferry is safe, the harbour master, Ada Brenn, said.", encoding="utf-8")
    env = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY" and not k.startswith("XDG_")}
    env |= {"HOME": str(home), "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    ask = "import quoth\n(one,) = quoth.attribute(quoth.read(['news.txt']))\nprint(len(one.attributions))"
    done = subprocess.run([sys.executable, "-c", ask], env=env, cwd=work, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("1\n", "")
    assert list(home.rglob("*")) == []
