"""Messages as Outlook saves them (.msg): compound files of our own making."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

SECTOR, SMALL, CUTOFF = 512, 64, 4096
_END, _FREE, _NOBODY = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF

Tree = Mapping[str, "bytes | Tree"]
"""Streams and storages by their names."""


def compound(tree: Tree) -> bytes:
    """A compound file of this tree ([MS-CFB], version 3)."""
    names: list[tuple[str, bytes | Tree]] = [("Root Entry", tree)]
    links: list[list[int]] = [[_NOBODY, _NOBODY, _NOBODY]]
    for parent, (_, inside) in enumerate(_growing(names)):
        before = -1
        for name, value in inside.items() if isinstance(inside, Mapping) else ():
            number = len(names)
            names.append((name, value))
            links.append([_NOBODY, _NOBODY, _NOBODY])
            links[before if before >= 0 else parent][1 if before >= 0 else 2] = number
            before = number
    small = bytearray()
    small_table: list[int] = []
    sectors = bytearray()
    table: list[int] = []
    places = []
    for _, value in names:
        data = value if isinstance(value, bytes) else b""
        places.append(
            _laid(data, small, small_table, SMALL) if len(data) < CUTOFF else _laid(data, sectors, table, SECTOR)
        )
    places[0] = _laid(bytes(small), sectors, table, SECTOR)
    listed = _laid(struct.pack(f"<{len(small_table)}I", *small_table), sectors, table, SECTOR)
    entries = b"".join(
        _entry(name, value, links[n], places[n], len(small) if not n else 0) for n, (name, value) in enumerate(names)
    )
    directory = _laid(entries, sectors, table, SECTOR)
    own = -(-(len(table) + 1) // (SECTOR // 4 - 1))
    first = len(table)
    table += [0xFFFFFFFD] * own
    table += [_FREE] * (own * SECTOR // 4 - len(table))
    sectors += struct.pack(f"<{len(table)}I", *table)
    difat = [first + n for n in range(own)] + [_FREE] * (109 - own)
    head = struct.pack(
        "<8s16xHHHHH6x9I109I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, own, directory, 0,
        CUTOFF, listed, 1, _END, 0, *difat[:109],
    )  # fmt: skip
    return head + bytes(sectors)


def message(
    text: str = "", page: bytes = b"", *, subject: str = "", sender: str = "", address: str = "", sent: str = "",
    attached: Mapping[str, bytes | Tree] | None = None, head: int = 32,
) -> Tree:  # fmt: skip
    """A message as the tree of its properties; what is attached are bytes, or messages."""
    words = {"0037": subject, "1000": text, "0C1A": sender, "5D01": address}
    tree: dict[str, bytes | Tree] = {
        f"__substg1.0_{number}001F": value.encode("utf-16-le") for number, value in words.items() if value
    }
    if sent:
        tree["__substg1.0_007D001F"] = f"Received: by x\r\nDate: {sent}\r\n".encode("utf-16-le")
    if page:
        tree["__substg1.0_10130102"] = page
    for n, (name, inside) in enumerate((attached or {}).items()):
        what: dict[str, bytes | Tree] = {"__substg1.0_3707001F": name.encode("utf-16-le")}
        what["__substg1.0_37010102" if isinstance(inside, bytes) else "__substg1.0_3701000D"] = inside
        tree[f"__attach_version1.0_#{n:08X}"] = what
    tree["__properties_version1.0"] = bytes(head) + struct.pack("<HHIQ", 0x0003, 0x3FDE, 6, 65001)
    return tree


def _growing(names: list[tuple[str, bytes | Tree]]) -> Iterator[tuple[str, bytes | Tree]]:
    at = 0
    while at < len(names):
        yield names[at]
        at += 1


def _laid(data: bytes, sectors: bytearray, table: list[int], size: int) -> int:
    """Where `data` begins, which is laid behind what is there, sector by sector."""
    count = -(-len(data) // size)
    if not count:
        return _END
    first = len(table)
    sectors += data + bytes(count * size - len(data))
    table += [*range(first + 1, first + count), _END]
    return first


def _entry(name: str, value: bytes | Tree, links: list[int], place: int, small: int) -> bytes:
    stream = isinstance(value, bytes)
    wide = (name + "\0").encode("utf-16-le")
    kind = 5 if small or name == "Root Entry" else 2 if stream else 1
    size = len(value) if stream else small
    return struct.pack("<64sHBBIII36xIQ", wide, len(wide), kind, 1, *links, place if size else _END, size)
