"""Which machines may not be asked: this one, its neighbours, and every other way to write their addresses.

The lists are those of the IANA special-purpose address registries (RFC 6890 and its updates, read in November 2026) and
not Python's `is_global`, whose answer has changed between releases. What is not surely a public address is refused:
of IPv6 only 2000::/3 passes, without the ranges in it that carry an IPv4 address of somebody's choosing.

A case it gets wrong: a machine inside a private network that has a public address and a router that lets us through to
it. Only the network's owner knows such a machine.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_V4: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's own network"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "the host of a rented machine"),
        ("169.254.0.0/16", "a neighbour on the same wire"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "reserved by the IETF"),
        ("192.0.2.0/24", "an example of documents"),
        ("192.88.99.0/24", "a relay of 6to4"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "a network for measurements"),
        ("198.51.100.0/24", "an example of documents"),
        ("203.0.113.0/24", "an example of documents"),
        ("224.0.0.0/4", "many machines at once"),
        ("240.0.0.0/4", "reserved"),
    )
)
_PUBLIC_V6 = IPv6Network("2000::/3")
_V6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("2001::/23", "reserved by the IETF (Teredo and others)"),
        ("2001:db8::/32", "an example of documents"),
        ("2002::/16", "an IPv4 address in IPv6 (6to4)"),
        ("3fff::/20", "an example of documents"),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)  # the upper half of an interface's name that carries an IPv4 address (RFC 5214)


def refusal(address: str) -> str | None:
    """What stands at `address`, in words, where it may not be asked; None where it may.

    Text that is no address is refused as well, and so is one with a zone ("fe80::1%eth0").
    """
    try:
        found = ip_address(address)
    except ValueError:
        return "no address"
    return _v4(found) if isinstance(found, IPv4Address) else _v6(found)


def _v4(address: IPv4Address) -> str | None:
    return next((what for network, what in _V4 if address in network), None)


def _v6(address: IPv6Address) -> str | None:
    if address.scope_id is not None:
        return "a neighbour on the same wire"
    last = IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _NAT64:  # how a network without IPv4 reaches the rest of the world: as public as what is in it
        return _v4(last)
    if address not in _PUBLIC_V6:
        return "this machine" if address.is_loopback else "no public address"
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return _v4(last)
    return next((what for network, what in _V6 if address in network), None)
