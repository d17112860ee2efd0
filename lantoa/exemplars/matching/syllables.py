"""Vietnamese syllables: folded, with Telex left unswitched repaired, and how alike two of them are.

Folding alone is not enough to compare names: "Thành" and "Thanh" are two people, "Thuý" and "Thúy" are one, "Đổ" is "Đỗ" typed in
the south. So a syllable is kept in two forms: `plain` (a–z, for finding) and `marked` (letters with their marks, then the tone,
so that where the tone stands does not matter).
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from lantoa.core.text import strip_marks

_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_DOUBLED = re.compile(r"([a-z])\1")
# The same name in the mouth of the north and of the south (Vũ/Võ …); both sides are written the first way.
_REGIONAL = {
    "huynh": "hoang", "vo": "vu", "chanh": "chinh", "phuoc": "phuc", "nhon": "nhan", "thoi": "thai", "ngai": "nghia", "tong": "tung",
    "yen": "an", "buu": "bao", "kieng": "canh", "huong": "hong", "cuong": "cang", "truong": "trang", "san": "son", "luong": "lang",
}  # fmt: skip
_REGIONAL_SURE = {"huynh", "vo", "chanh", "phuoc", "nhon", "thoi", "ngai"}


class Syllable(NamedTuple):
    plain: str
    marked: str

    @property
    def has_marks(self) -> bool:
        return self.marked != self.plain


@lru_cache(maxsize=20_000)
def read(word: str) -> Syllable:
    """One word (no spaces), any case, any composition; Telex that was never switched is read as what it meant."""
    lowered = unicodedata.normalize("NFC", word).lower()
    plain = strip_marks(lowered)
    if plain == lowered and (typed := _untelexed(plain)):
        return Syllable(typed, typed)
    return Syllable(plain, _marked(lowered))


def _marked(word: str) -> str:
    letters, tone = [], ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)) + tone


def _untelexed(word: str) -> str:
    """ "nguowif" → "nguoi"; empty when the word is a good syllable already or does not become one."""
    if _is_syllable(word) or not word.isalpha():
        return ""
    typed = word.replace("dd", "d")
    typed = re.sub(r"([aeo])\1", r"\1", typed)
    typed = re.sub(r"(?<=[aou])w", "", typed) if re.search(r"[aou]w", typed) else typed
    typed = re.sub(r"([aeiouy]+[cghmnpt]*)[sfrxjz]([cghmnpt]*)", r"\1\2", typed, count=1)
    typed = re.sub(r"([aeo])([a-z]*?)\1$", r"\1\2", typed)  # "hieeju" is typed so, and "hieuje" too
    typed = re.sub(r"w(?=[a-z]*$)", "" if re.search(r"[aou][a-z]*w", typed) else "u", typed)
    return typed if typed != word and _is_syllable(typed) else ""


def _is_syllable(word: str) -> bool:
    return bool(_SYLLABLE.fullmatch(word)) and not re.search(r"aa|ee|ii|uu|yy", word)


@lru_cache(maxsize=20_000)
def sound(plain: str) -> str:
    """Spellings of one sound made one: i/y, doubled letters, k/c, ngh/ng; and Vũ = Võ, Hoàng = Huỳnh."""
    plain = _REGIONAL[plain] if plain in _REGIONAL_SURE else plain
    plain = plain.replace("ngh", "ng").replace("gh", "g").replace("y", "i")
    if plain[:1] == "k" and plain[1:2] in "aoueio" and plain[1:2]:
        plain = "c" + plain[1:]
    return _DOUBLED.sub(r"\1", plain)


def is_slip(syllable: Syllable, bare: bool = False) -> bool:
    """Cannot be a Vietnamese word, so it was mistyped: "Hùmg", "Vâ", or, among words with marks, "Lic" (c, ch, p, t ask for a tone)."""
    if not _is_syllable(syllable.plain):
        return True
    toneless = syllable.marked[-1:] not in "23456"
    if not bare and toneless and re.search(r"(?:c|ch|p|t)$", syllable.plain):
        return True
    return not bare and bool(re.search(r"[âă]$", syllable.marked.rstrip("23456")))


@lru_cache(maxsize=100_000)
def likeness(a: Syllable, b: Syllable, bare: bool = False) -> float:
    """0 to 1. `bare`: one of the two was written without any mark at all, so missing marks say nothing."""
    if a == b:
        return 1.0
    if a.plain == b.plain:
        if bare or not (a.has_marks and b.has_marks):
            return 0.97 if bare else 0.72
        letters_a, letters_b = a.marked.rstrip("23456"), b.marked.rstrip("23456")
        if letters_a != letters_b:
            return 0.68
        return 0.97 if {a.marked[-1], b.marked[-1]} == {"3", "4"} else 0.72
    if sound(a.plain) == sound(b.plain):
        return 0.94 if a.plain not in _REGIONAL_SURE and b.plain not in _REGIONAL_SURE else 0.7
    if _REGIONAL.get(a.plain) == b.plain or _REGIONAL.get(b.plain) == a.plain:
        return 0.6
    distance = OSA.distance(a.plain, b.plain, score_cutoff=2)
    longest = max(len(a.plain), len(b.plain))
    if distance <= 2 and is_slip(a, bare) != is_slip(b, bare):
        return 0.85 if distance == 1 else 0.6 if longest >= 4 else 0.3
    if distance == 1:
        return 0.62 if longest >= 4 else 0.5 if longest == 3 else 0.3
    if distance == 2 and longest >= 5:
        return 0.35
    return 0.0
