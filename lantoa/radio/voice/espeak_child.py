"""The process that speaks with espeak-ng. It stands alone, because the library is GPL and because a crash in it must not hurt the site.

In: one JSON object {"voice", "rate", "texts", "phonemes"}. Out: the phonemes as a JSON list, or for sound the sample rate as four
bytes, then for each text the number of bytes as four and the samples (16 bits, one channel). Exit status 3: no library or no voice.
"""

import ctypes
import ctypes.util
import json
import struct
import sys

SYNCHRONOUS = 2
UTF8, PHONEMES_IPA = 1, 2
RATE_PARAMETER = 1


def main() -> int:
    asked = json.load(sys.stdin)
    library, data = find_library()
    if library is None:
        return 3
    espeak = ctypes.CDLL(library)
    rate = espeak.espeak_Initialize(SYNCHRONOUS, 0, data.encode() if data else None, 0)
    if rate <= 0 or espeak.espeak_SetVoiceByName(asked["voice"].encode()) != 0:
        return 3
    out = sys.stdout.buffer
    if asked.get("phonemes"):
        out.write(json.dumps([phonemes(espeak, text) for text in asked["texts"]]).encode())
        return 0
    espeak.espeak_SetParameter(RATE_PARAMETER, asked["rate"], 0)
    out.write(struct.pack("<I", rate))
    for text in asked["texts"]:
        samples = sound(espeak, text)
        out.write(struct.pack("<I", len(samples)))
        out.write(samples)
        out.flush()
    return 0


def find_library() -> tuple[str | None, str | None]:
    """The machine's own library with its data, else the one of the wheel espeakng-loader."""
    found = ctypes.util.find_library("espeak-ng")
    if found:
        return found, None
    try:
        import espeakng_loader
    except ImportError:
        return None, None
    return espeakng_loader.get_library_path(), espeakng_loader.get_data_path()


def sound(espeak, text: str) -> bytes:
    collected = bytearray()

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
    def take(samples, count, _events):
        if samples and count > 0:
            collected.extend(ctypes.string_at(samples, count * 2))
        return 0

    espeak.espeak_SetSynthCallback(take)
    said = text.encode()
    espeak.espeak_Synth(said, len(said) + 1, 0, 1, 0, UTF8, None, None)
    espeak.espeak_Synchronize()
    return bytes(collected)


def phonemes(espeak, text: str) -> str:
    """The IPA of a text; espeak gives it clause by clause and drops the marks between, so they are put back."""
    espeak.espeak_TextToPhonemes.restype = ctypes.c_char_p
    espeak.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]
    held = ctypes.create_string_buffer(text.encode())
    place = ctypes.c_void_p(ctypes.addressof(held))
    said = []
    while place.value:
        said.append((espeak.espeak_TextToPhonemes(ctypes.byref(place), UTF8, PHONEMES_IPA) or b"").decode())
    return ", ".join(part.strip() for part in said if part.strip())


if __name__ == "__main__":
    sys.exit(main())
