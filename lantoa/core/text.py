"""Vietnamese text: one form in, one way to fold for search, one order for names.

đ is folded before the marks are stripped, because Unicode does not count its stroke as a mark (SQLite's and Python's
own folding both stumble over that).
"""

import re
import unicodedata

_DJ = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})
_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
# Invisible marks that turn up in pasted text and make two equal names differ.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
# Alphabet order; tones come after letters: ngang, huyền, hỏi, ngã, sắc, nặng.
_LETTERS = {c: i for i, c in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_KEPT_MARKS = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn: part of the letter, not a tone


def nfc(text: str) -> str:
    """Composed, without invisible marks, runs of space folded to one, ends trimmed."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_INVISIBLE)).strip()


def nfc_lines(text: str) -> str:
    """Like `nfc`, but line breaks stay: for text of several paragraphs."""
    return "\n".join(nfc(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def strip_marks(text: str) -> str:
    """'Điển hình' → 'Dien hinh'. Case stays."""
    decomposed = unicodedata.normalize("NFD", text.translate(_DJ))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold(text: str) -> str:
    """Search form: lower case, no marks, words of a–z and 0–9 parted by one space. Idempotent."""
    return _NOT_WORD.sub(" ", strip_marks(unicodedata.normalize("NFKC", text)).lower()).strip()


def sort_key(text: str) -> str:
    """Key that sorts words as a Vietnamese dictionary does: letters first (a < ă < â, d < đ), tones where those tie."""
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", text).lower():
        if char in " -":
            letters.append("!")
            continue
        base, tone = "", 0
        for part in unicodedata.normalize("NFD", char):
            if part in _TONES:
                tone = _TONES[part]
            elif not base or part in _KEPT_MARKS:
                base += part
        letter = unicodedata.normalize("NFC", base)
        rank = _LETTERS.get(letter)
        letters.append(chr(0x40 + rank) if rank is not None else (letter if letter.isdigit() else "~" + letter))
        tones.append(str(tone))
    return "".join(letters) + " " + "".join(tones)


def name_sort_key(full_name: str) -> str:
    """People are listed by given name, then by what stands before it: 'Lê Thị Hạnh' under H."""
    words = nfc(full_name).split(" ")
    return sort_key(words[-1]) + " " + sort_key(" ".join(words[:-1]))
