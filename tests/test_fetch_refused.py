"""Machines that are nobody's business are never asked: no connection is made, whatever way they are written or reached.

The guard of conftest.py sees every attempt to connect, loopback included; after each of these there was none but those
to the site that the test itself put up.
"""

from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from fetching import moved, page, site
from quoth.fetch import Fetcher, FetchError
from quoth.fetch.addresses import refusal
from quoth.fetch.rates import Pace
from quoth.fetch.urls import target
from quoth.fetch.wire import Wire

PUBLIC = "9.9.9.9"

_LINES = (ROOT / "tests/addresses.txt").read_text(encoding="utf-8").splitlines()
_FORMS = "\n".join(line for line in _LINES if not line.startswith("# "))
LITERAL, OTHERWISE = (part.split() for part in _FORMS.split("---"))


def refused_as(url: str, resolve=lambda host, port: [PUBLIC]) -> str:
    """The code that `url` is refused with."""
    with pytest.raises(FetchError) as caught:
        Fetcher(wire=Wire(resolve), pace=Pace(gap=0)).get(url)
    return caught.value.code


def test_a_host_without_an_address_is_told_without_the_systems_numbers():
    def resolve(host, port):
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchError) as caught:
        Fetcher(wire=Wire(resolve), pace=Pace(gap=0)).get("https://ledger.example/quay")
    assert str(caught.value) == "no address is known for ledger.example (Name or service not known)"


def test_there_are_eighty_forms():
    assert len({*LITERAL, *OTHERWISE}) == len(LITERAL) + len(OTHERWISE) >= 80


@pytest.mark.parametrize("url", LITERAL)
def test_no_form_of_a_private_address_is_asked(url, connected):
    def resolve(host, port):  # a machine's own resolver reads figures in every way there is
        return [host]

    assert refused_as(url, resolve) in ("private-address", "address")
    assert connected == []


@pytest.mark.parametrize("url", [*OTHERWISE, "http://a.example/\r\nX: y", "http://a.example/ b", "http://a\t.example/"])
def test_what_is_no_address_of_a_page_is_not_asked(url, connected):
    assert refused_as(url) in ("private-address", "address")
    assert connected == []


INSIDE = [  # one of each kind
    "127.0.0.1", "10.0.0.7", "172.20.1.1", "192.168.7.7", "169.254.169.254", "100.64.9.9",
    "0.0.0.0", "::1", "fe80::1", "fd00::8", "::ffff:10.0.0.1", "64:ff9b::a00:1",
    "2002:a00:1::", "fe80::1%eth0", "224.0.0.5", "rubbish",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_not_asked(address, connected):
    assert refused_as("http://ledger.example/", lambda host, port: [address]) == "private-address"
    assert connected == []


@pytest.mark.parametrize("address", INSIDE)
@pytest.mark.parametrize("first", [True, False])
def test_one_private_address_among_several_is_enough(address, first, connected):
    found = [address, PUBLIC] if first else [PUBLIC, "2620:fe::fe", address]
    assert refused_as("http://ledger.example/", lambda host, port: found) == "private-address"
    assert connected == []


@pytest.mark.parametrize(
    "to", [*LITERAL[::4], "file:///etc/passwd", "ftp://ledger.example/", "http://u:p@ledger.example/"]
)
@pytest.mark.parametrize("hops", [1, 3])
def test_a_redirect_leads_inside_no_more_than_an_address(to, hops, connected):
    steps = {f"/{n}": moved(f"/{n + 1}") for n in range(hops)} | {f"/{hops}": moved(to)}
    with site(steps) as here:
        fetcher = here.fetcher()
        named = fetcher.wire.resolve
        fetcher.wire = Wire(
            lambda host, port: named(host, port) if host == "ledger.example" else [host], fetcher.wire.allowed
        )
        with pytest.raises(FetchError) as caught:
            fetcher.get(here.url("/0"))
        assert caught.value.code in ("private-address", "address")
        assert set(connected) == {("127.0.0.1", here.port)}


def test_a_redirect_of_robots_txt_leads_nowhere_else(connected):
    with site({"/robots.txt": moved("http://169.254.169.254/robots.txt"), "/a": page("x")}) as here:
        with pytest.raises(FetchError) as caught:
            here.fetcher().get(here.url("/a"))
        assert caught.value.code == "private-address"
        assert set(connected) == {("127.0.0.1", here.port)}
        assert here.paths == []


def test_a_name_is_resolved_once_and_the_address_that_was_checked_is_asked(connected, refused):
    """DNS rebinding: the first answer is public, the second is this machine."""
    answers = [[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]]
    asked = []

    def resolve(host, port):
        asked.append(host)
        return answers[len(asked) - 1]

    with pytest.raises(AssertionError, match=r"tried to reach \('9\.9\.9\.9', 80\)"):
        Wire(resolve).ask(target("http://ledger.example/"), {})
    assert connected == [(PUBLIC, 80)]
    assert asked == ["ledger.example"]
    refused.clear()


def test_what_was_reached_is_compared_with_what_was_checked(monkeypatch, connected):
    """A machine whose network leads elsewhere than it was told to."""
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: None)
    monkeypatch.setattr(socket.socket, "getpeername", lambda self: ("10.0.0.1", 80))
    with pytest.raises(FetchError) as caught:
        Wire(lambda host, port: [PUBLIC]).ask(target("http://ledger.example/"), {})
    assert caught.value.code == "private-address"


@pytest.mark.parametrize(
    "address", ["9.9.9.9", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "2620:fe::fe", "64:ff9b::909:909"]
)
def test_public_addresses_pass(address):
    assert refusal(address) is None


@given(st.ip_addresses())
def test_only_what_python_calls_global_passes(address):
    """Python's own lists are another witness, which knows no address as global that ours refuses without a reason."""
    if refusal(str(address)) is None and address.version == 4:
        assert address.is_global
    if refusal(str(address)) is None and address.version == 6:
        assert address.is_global or str(address).startswith("64:ff9b::")
        assert not address.is_multicast


@given(st.text(max_size=60))
def test_any_text_is_taken_apart_or_refused(text):
    try:
        found = target(f"http://{text}")
    except FetchError:
        return
    assert "@" not in found.authority
    assert found.url.isascii()
    assert target(found.url, ports=frozenset({found.port})) == found
