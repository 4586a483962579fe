"""What all tests share: where the developers' data lies, and the rule that nothing reaches the network.

``pytest --hypothesis-profile=proof`` tries every property on `THOROUGH` times as many examples as it states.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
THOROUGH = 20

pytest_plugins = ["chromium"]  # a browser, for those tests that ask for one

hypothesis.settings.register_profile("proof", deadline=None, max_examples=2000, print_blob=True)


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


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every connection that leaves this machine fails the test that tried it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
