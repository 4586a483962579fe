"""onnxruntime, loaded so that it tells nobody of it.

From 1.32 on its wheels for Linux keep a number for the device and a list of events (the path of the program, the
system) under ``~/.cache/Microsoft`` as soon as the module is imported, and send them to its maker where they can. Quoth
sends nothing anywhere, so this is put out before the import, by the variable that the runtime reads then.
A case it gets wrong: a program that has imported onnxruntime itself before it calls quoth has begun that by its own
import; from then on no more is told.
"""

from __future__ import annotations

import os
from types import ModuleType


def runtime() -> ModuleType:
    """The module onnxruntime, silent. The variable stays set, for the processes that this one starts."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime  # type: ignore[no-any-return]
