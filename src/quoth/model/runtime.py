"""onnxruntime, loaded so that it tells nobody of it.

From 1.32 on its wheels for Linux keep a number for the device and a list of events (the path of the program, the
system) under ``~/.cache/Microsoft`` as soon as the module is imported, and send them to its maker where they can. Quoth
sends nothing anywhere, so this is put out before the import, by the variable that the runtime reads then.
A case it gets wrong: a program that has imported onnxruntime itself before it calls quoth has begun that by its own
import; from then on no more is told.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType

# What onnxruntime needs to add products of int8 in 32 bits, as Linux names it.
VNNI = frozenset({"avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512_vnni"})


def runtime() -> ModuleType:
    """The module onnxruntime, silent. The variable stays set, for the processes that this one starts."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime  # type: ignore[no-any-return]


def adds_exactly(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether the processor is known to add products of int8 without overflow; what cannot be read is not known."""
    try:
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    flags = [set(line.partition(":")[2].split()) for line in lines if line.startswith("flags")]
    return bool(flags) and all(found >= VNNI for found in flags)
