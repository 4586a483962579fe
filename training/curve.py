"""Accuracy against speed: ``python -m training.curve ../shared RUN:SHAPE... --weights DIR``.

Every network is a run of `training.train` with its shape. It is exported as it would ship and read by each runtime over
PolNeAR dev, on one core and one thread, in windows as quoth reads. Its thresholds are tuned on dev (one round, on what
onnxruntime in int8 saw) and are the same for all runtimes. A word is a run of characters that are not white space; the
CPU seconds are those of the forward passes and nothing else.

onnxruntime         fp32, and int8 with the scale of every product's input taken as it comes (what ships)
OpenVINO            bf16 where the processor has it, weights as in fp32; and the same with weights in int8 and the scale
                    of every product's input taken as it comes
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

from quoth.model.runtime import runtime

from .document import put
from .export import LAYER, READING, int8, plain
from .network import SHAPES
from .reading import Compiled, loaded, readable
from .thresholds import Dev, having, tuned
from .train import SIZE


@dataclass(slots=True)
class Timed:
    """A runtime's session, with the CPU seconds of its forward passes counted."""

    session: Any
    seconds: float = 0.0

    def run(self, names: None, feeds: Mapping[str, Any]) -> list[Any]:
        began = time.process_time()
        found = [np.array(part) for part in self.session.run(names, feeds)]
        self.seconds += time.process_time() - began
        return found


def of_onnxruntime(path: Path) -> Any:
    """A session on one thread."""
    onnxruntime = runtime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.x64quantprecision", "1")  # as quoth reads: model/network.py
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def small_weights(whole: Path, out: Path) -> None:
    """The graph `whole` with the weights of its layers in uint8, a scale and a zero a column, widened before use."""
    model = onnx.load(str(whole))
    graph = model.graph
    known = {i.name: i for i in graph.initializer}
    for node in [n for n in graph.node if n.op_type == "MatMul" and LAYER.search(n.name)]:
        name = node.input[1]
        weights = numpy_helper.to_array(known[name])
        low, high = weights.min(0).clip(max=0), weights.max(0).clip(min=0)
        scale = ((high - low) / 255).astype(np.float32)
        zero = np.round(-low / scale).astype(np.uint8)
        kept = np.clip(np.round(weights / scale) + zero, 0, 255).astype(np.uint8)
        parts = {f"{name}.{part}": value for part, value in (("kept", kept), ("scale", scale), ("zero", zero))}
        graph.initializer.extend(numpy_helper.from_array(value, part) for part, value in parts.items())
        at = list(graph.node).index(node)
        graph.node.insert(at, helper.make_node("DequantizeLinear", [*parts], [f"{name}.wide"], axis=1))
        node.input[1] = f"{name}.wide"
        graph.initializer.remove(known[name])
    onnx.save(model, str(out))


def runtimes(run: Path, shape: str, build: Path) -> dict[str, Callable[[], Any]]:
    """For each runtime, what opens a session of it on the network of `run`."""
    build.mkdir(parents=True, exist_ok=True)
    whole, eighth, small = (build / f"{name}.onnx" for name in ("fp32", "int8", "small"))
    plain(loaded(run, shape), whole, whole=False)
    int8(whole, eighth)
    small_weights(whole, small)
    return {
        "onnxruntime int8": lambda: of_onnxruntime(eighth),
        "onnxruntime fp32": lambda: of_onnxruntime(whole),
        "OpenVINO bf16": lambda: Compiled(whole, 1),
        "OpenVINO bf16, products int8": lambda: Compiled(small, 1, DYNAMIC_QUANTIZATION_GROUP_SIZE="384"),
    }


def rows(dev: Dev, given: str, tokenizer: Path, build: Path) -> list[str]:
    """The lines of the table for one network, `given` as NAME=RUN:SHAPE."""
    name, _, rest = given.partition("=")
    folder, _, shape = rest.rpartition(":")
    if shape not in SHAPES:
        raise SystemExit(f"{given}: expected NAME=RUN:SHAPE with a shape of {', '.join(SHAPES)}")
    run, build = Path(folder), build / name.replace(" ", "-")
    network = loaded(run, shape)
    words = sum(len(text.split()) for text in dev.texts.values())
    out: list[str] = []
    thresholds: dict[str, float] = {}
    for called, opened in runtimes(run, shape, build).items():
        timed = Timed(opened())
        tried = readable(network, tokenizer, size=SIZE, overlap=READING, session=timed)
        read = dev.read(tried)
        thresholds = thresholds or tuned(tried, dev, read, 1)
        figures = dev.measured(having(tried, thresholds), read)
        cells = [figures[f"{how}.{role}"]["f1"] for how in ("token", "exact") for role in dev.score.ROLES]
        cells += [figures["relation"]["f1"], figures["relation_exact"]["f1"]]
        speed = f"{words / timed.seconds:,.0f}"
        out.append(f"| {name} | {called} | {speed} | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |")
        print(out[-1], flush=True)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("runs", nargs="+", help="NAME=RUN:SHAPE, where RUN is a folder with average.pt")
    parser.add_argument("--weights", type=Path, required=True, help="the folder with tokenizer.json")
    parser.add_argument("--build", type=Path, default=Path("build/curve"))
    parser.add_argument("--document", type=Path, help="where to write the table (its measured block `curve`)")
    args = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    torch.set_num_threads(1)
    dev = Dev.of(args.shared)
    roles = " | ".join(f"{how} {role}" for how in ("token", "exact") for role in dev.score.ROLES)
    lines = [f"| network | runtime | words a CPU second | {roles} | relation | relation, exact |", "|---" * 11 + "|"]
    for given in args.runs:
        lines += rows(dev, given, args.weights / "tokenizer.json", args.build)
    print("\n".join(lines))
    if args.document:
        put(args.document, "curve", [f", load {os.getloadavg()[0]:.1f}. F1 on PolNeAR dev.", "", *lines])


if __name__ == "__main__":
    main()
