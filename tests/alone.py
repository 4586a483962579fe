"""A network of its own for the whole test run, with nothing in it but this machine.

Linux gives a process a network namespace that has loopback alone, and every process that it starts is in it: commands,
servers, the browser. So no test and no child of one can reach anything outside, whatever it is written in. It takes a
right that only root has; where it is missing, `conftest` still guards the tests' own process by its audit hook.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import sys

_NEW_NETWORK = 0x40000000  # CLONE_NEWNET of linux/sched.h
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 1  # SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP


def enter() -> str:
    """Goes into such a network; what became of it, for people. To be called before there is a second thread."""
    if not sys.platform.startswith("linux"):
        return "the tests' own process is guarded; its children could reach out (no network namespaces here)"
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NETWORK) != 0:
        why = os.strerror(ctypes.get_errno())
        return f"the tests' own process is guarded; its children could reach out (no network of their own: {why})"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        name = struct.pack("16sh22x", b"lo", 0)
        (flags,) = struct.unpack_from("h", fcntl.ioctl(one, _GET_FLAGS, name), 16)
        fcntl.ioctl(one, _SET_FLAGS, struct.pack("16sh22x", b"lo", flags | _UP))
    return "in a network of its own with loopback alone, and so is every process that the tests start"


def interfaces() -> list[str]:
    """The network interfaces that this process has."""
    return sorted(name for _, name in socket.if_nameindex())
