"""The process that listens with the recogniser `viet-asr`: its native library, its memory and its crashes stay out of the site.

In: one JSON object {"path": a WAV of 16,000 samples a second, "spans": [[start, end], …] in seconds}. Out: one line a span, a JSON
list [start, end, words]. Exit status 3: the recogniser is missing or cannot start.
"""

import json
import os
import sys
import tempfile
import wave


def main() -> int:
    asked = json.load(sys.stdin)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what the library prints must not stand among the answers
    try:
        import vietasr

        pipeline = vietasr.Pipeline.preset("transcribe")
    except (ImportError, RuntimeError, OSError):
        return 3
    with wave.open(asked["path"]) as whole, tempfile.TemporaryDirectory() as folder:
        piece = os.path.join(folder, "doan.wav")
        for start, end in asked["spans"]:
            cut(whole, start, end, piece)
            heard = pipeline.transcribe(piece).text
            print(json.dumps([start, end, heard], ensure_ascii=False), file=out, flush=True)
    return 0


def cut(whole: wave.Wave_read, start: float, end: float, piece: str) -> None:
    rate = whole.getframerate()
    first = min(round(start * rate), whole.getnframes())
    whole.setpos(first)
    with wave.open(piece, "wb") as file:
        file.setparams(whole.getparams())
        file.writeframes(whole.readframes(max(0, round(end * rate) - first)))


if __name__ == "__main__":
    sys.exit(main())
