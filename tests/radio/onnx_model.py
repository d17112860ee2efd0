"""A voice of forty lines: an ONNX model written byte by byte, with the inputs and the output that Piper's voices have.

Each phoneme becomes 2,000 samples of a tone whose strength is the phoneme's number: enough to be loaded, run and heard.
"""

import json
import math
import struct
from pathlib import Path

RATE = 16_000
SAMPLES = 2_000  # for one phoneme id
INT64, FLOAT = 7, 1


def voice_folder(folder: Path, *, letters: str = "_^$ aăâbcdđeêghiklmnoôơpqrstuưvxy.,̛̣̀́̉̃̂̆", output_name: str = "output") -> Path:
    """A folder as the operator puts it: the model and its card, speaking letters."""
    folder.mkdir(parents=True)
    (folder / "giong.onnx").write_bytes(model(output_name))
    card = {
        "audio": {"sample_rate": RATE}, "phoneme_type": "text", "num_speakers": 1,
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_id_map": {sign: [number] for number, sign in enumerate(letters)},
    }  # fmt: skip
    (folder / "giong.onnx.json").write_text(json.dumps(card), encoding="utf-8")
    return folder


def model(output_name: str = "output") -> bytes:
    wave = [0.02 * math.sin(2 * math.pi * 220 * place / RATE) for place in range(SAMPLES)]
    graph = b"".join([
        field(1, node("Cast", ["input"], ["numbers"], field(1, "to") + number(3, FLOAT) + number(20, 2))),
        field(1, node("Transpose", ["numbers"], ["column"])),
        field(1, node("MatMul", ["column", "wave"], [output_name])),
        field(2, "voice"),
        field(5, number(1, 1) + number(1, SAMPLES) + number(2, FLOAT) + field(8, "wave") + field(9, struct.pack(f"<{SAMPLES}f", *wave))),
        field(11, value("input", INT64, ["one", "length"])), field(11, value("input_lengths", INT64, ["one"])),
        field(11, value("scales", FLOAT, ["three"])), field(12, value(output_name, FLOAT, ["length", "samples"])),
    ])  # fmt: skip
    return number(1, 8) + field(7, graph) + field(8, field(1, "") + number(2, 13))


def node(kind: str, inputs: list[str], outputs: list[str], attribute: bytes = b"") -> bytes:
    told = b"".join([*(field(1, name) for name in inputs), *(field(2, name) for name in outputs), field(4, kind)])
    return told + (field(5, attribute) if attribute else b"")


def value(name: str, kind: int, shape: list[str]) -> bytes:
    dimensions = b"".join(field(1, field(2, size)) for size in shape)
    return field(1, name) + field(2, field(1, number(1, kind) + field(2, dimensions)))


def field(tag: int, content: bytes | str) -> bytes:
    held = content.encode() if isinstance(content, str) else content
    return varint(tag << 3 | 2) + varint(len(held)) + held


def number(tag: int, content: int) -> bytes:
    return varint(tag << 3) + varint(content)


def varint(content: int) -> bytes:
    out = bytearray()
    while content > 127:
        out.append(content & 127 | 128)
        content >>= 7
    return bytes([*out, content])
