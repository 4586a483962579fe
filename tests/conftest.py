"""What all tests share: where the developers' data lies, and the rule that nothing reaches the network.

The whole run has a network of its own (`alone`), so that neither a test nor a process that it starts can reach out; in
the tests' own process an audit hook tells besides which test tried, and fails it. With ``--numprocesses`` the processes
that share the tests are in that network, too.

A property is tried on the same examples in every run: whether `make test` passes is no matter of luck.
``pytest --hypothesis-profile=proof`` draws them anew, `THOROUGH` times as many as the property states.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

import alone

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
THOROUGH = 20
_NETWORK = pytest.StashKey[str]()

pytest_plugins = ["chromium"]  # a browser, for those tests that ask for one

hypothesis.settings.register_profile("proof", deadline=None, max_examples=2000, print_blob=True)
hypothesis.settings.register_profile(
    "same", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A shell that starts the tests in the background has them, and all that they start, ignore Ctrl-C.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not hasattr(config, "workerinput"):  # a process that shares the tests was started in it
        config.stash[_NETWORK] = alone.enter()


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes give a test no name: they may hold the second in which they were packed, and each of the processes that
    share the tests would find another one.
    """
    return argname if isinstance(val, bytes) else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Where the tests ran, also under ``-q``, which shows no header."""
    terminalreporter.write_line(f"network: {config.stash[_NETWORK]}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A property's own count of examples stands above any profile, so under "proof" it is raised here."""
    if config.getoption("--hypothesis-profile", None) != "proof":
        return
    raised = set()
    for item in items:
        test = getattr(getattr(item, "obj", None), "__func__", getattr(item, "obj", None))
        own = getattr(test, _SETTINGS, None)
        if own is not None and test not in raised:
            raised.add(test)
            setattr(test, _SETTINGS, hypothesis.settings(own, deadline=None, max_examples=THOROUGH * own.max_examples))
    if items and not raised:
        raise pytest.UsageError(f"no property was found to try harder: has Hypothesis renamed {_SETTINGS}?")


_SETTINGS = "_hypothesis_internal_use_settings"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and labels beside the project."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared (real articles and labels), which is not here")
    return SHARED


_REACHING = frozenset(
    {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind"}
)
_connected: list[object] = []  # every place that was to be connected with, loopback included
_refused: list[str] = []


def _guard(event: str, args: tuple[object, ...]) -> None:
    """Refuses whatever leaves this machine, names that somebody else would have to be asked for included.

    As an audit hook it sees every way there is in this process, also those that never touch `socket.socket`.
    """
    if event not in _REACHING:
        return
    place = args[0] if event.startswith("socket.get") else args[1]
    if event == "socket.connect":
        _connected.append(place)
    host = place[0] if isinstance(place, tuple) and place else place
    if isinstance(place, str | bytes) and not event.startswith("socket.get"):
        return  # a socket of this machine that has a path
    if host in (None, "", "localhost", "::1") or str(host).startswith("127."):
        return
    if event == "socket.bind" and not isinstance(host, str):
        return  # of another family than the internet's
    _refused.append(f"{event} {place!r}")
    raise AssertionError(f"a test tried to reach {place} ({event})")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question to an index may take as long as it likes: how busy the machine is decides over no answer.

    What is said to those who ask for too much is tried by tests that set the limit themselves.
    """
    for module in ("quoth.search.find", "quoth.search.beside", "quoth.page.app.index.file"):
        if module in sys.modules:
            monkeypatch.setattr(sys.modules[module], "SECONDS", 60.0)


@pytest.fixture(autouse=True)
def _as_wide_as_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are broken as they are where there is no terminal, wherever the tests run and whoever shares them."""
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture(autouse=True)
def _offline() -> Iterator[None]:
    """Every connection that leaves this machine fails the test that tried it, also where the error was swallowed."""
    _refused.clear()
    yield
    tried, _refused[:] = list(_refused), []
    assert not tried, f"tried to reach {tried}"


@pytest.fixture
def connected() -> list[object]:
    """Every place that the test has tried to connect with so far."""
    _connected.clear()
    return _connected


@pytest.fixture
def refused() -> list[str]:
    """What the guard refused so far; a test that means to be refused empties it."""
    return _refused
