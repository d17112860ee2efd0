"""What was done, boiled down: topics, telling words, numbers and days, so that two tellings of one deed can be laid together."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from lantoa.core.text import fold, nfc
from lantoa.exemplars.matching.syllables import read, sound

_WORDS = tomllib.loads(files("lantoa.exemplars").joinpath("data/deed_words.toml").read_text(encoding="utf-8"))
_BY_FIRST: dict[str, list[tuple[str, str]]] = {}
for _topic, _phrases in _WORDS["topics"].items():
    for _phrase in _phrases:
        _BY_FIRST.setdefault(_phrase.split()[0], []).append((_phrase, _topic))

STOP = frozenset(_WORDS["stop"]["words"])
_SAME = _WORDS["same"]
_SAME_PATTERN = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _SAME), key=len, reverse=True)) + r")\b")

_DIGITS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_UNITS = frozenset(
    "m2 met km trieu ty ti nghin ngan ho em suat nam lan chi tan can nguoi chau tre lop phan thanh xe chiec cu vu dam luot quyen hoc "
    "ca dua cay gio kg lit don cong ao khau".split()
)
_SCALE = {"trieu": 1_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000, "nghin": 1_000, "ngan": 1_000}
_NUMBER = re.compile(r"\d[\d.,]*")
_DAY = re.compile(r"\b(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?\b")
_YEAR = re.compile(r"\b(19[5-9]\d|20[0-4]\d)\b(?! (?:dong|d|m2|suat|quyen|luot|phan|nguoi|ho|cay)\b)")


@dataclass(frozen=True, slots=True)
class Deed:
    words: frozenset[str]
    pairs: frozenset[str]  # words that stand beside each other: Vietnamese words are mostly two syllables
    topics: frozenset[str]
    numbers: frozenset[tuple[int, str]]  # (value, what is counted)
    days: frozenset[tuple[int, int]]  # day and month named in the text
    years: frozenset[int]
    sites: frozenset[str]  # names within the telling: streets, schools, hamlets


@lru_cache(maxsize=4096)
def read_deed(text: str) -> Deed:
    plain = nfc(text)
    days = frozenset((int(d), int(m)) for d, m, _ in _DAY.findall(plain) if 1 <= int(d) <= 31 and 1 <= int(m) <= 12)
    without_days = _DAY.sub(" ", plain)
    spaced = re.sub(r"(?<=\d)(?=[^\W\d_])", " ", re.sub(r"(?<=\d)[.](?=\d{3}(?!\d))", "", re.sub(r"(?<=\d),(?=\d)", "v", without_days)))
    tokens = [read(w).plain for w in re.findall(r"[\w]+", spaced)]
    folded = re.sub(r"\bm 2\b", "m2", fold(" ".join(tokens)))
    years = frozenset(int(y) for y in _YEAR.findall(folded))
    topics = _topics(folded.split())
    numbers = _numbers(folded.split(), years)
    made_one = _SAME_PATTERN.sub(lambda m: _SAME[m[1]], folded).split()
    telling = [sound(w) for w in made_one if w not in STOP and not _is_number(w) and len(w) > 1]
    pairs = frozenset(f"{a} {b}" for a, b in pairwise(telling))
    return Deed(frozenset(telling), pairs, topics, numbers, days, years, _sites(without_days))


_NO_SITE = frozenset("covid tet nam viet nha nuoc dang bac ho long khanh trung thu noi xuan me".split())
_WORD_ORSTOP = re.compile(r"\w+|[^\w\s]")


def _sites(text: str) -> frozenset[str]:
    """Runs of capitalised words within sentences: "hẻm Hùng Vương", "trường Sơn Ca". What begins a sentence may be any word."""
    found, run, starts = set(), [], True
    for piece in [*_WORD_ORSTOP.findall(text), "."]:
        is_name = piece[0].isupper() and not starts and not piece.isupper()
        if is_name:
            run.append(fold(piece))
        elif run:
            if not set(run) <= _NO_SITE:
                found.add(" ".join(run))
            run = []
        starts = not piece[0].isalnum() and piece not in ",()-/"
    return frozenset(found)


def _is_number(word: str) -> bool:
    return word[0].isdigit() and word != "2000"


def _topics(words: list[str]) -> frozenset[str]:
    found = set()
    for place, word in enumerate(words):
        for phrase, topic in _BY_FIRST.get(word, ()):
            parts = phrase.split()
            if words[place : place + len(parts)] == parts:
                found.add(topic)
    return frozenset(found)


def _numbers(words: list[str], years: frozenset[int]) -> frozenset[tuple[int, str]]:
    """Counted things: "15 triệu" and "15000000 đồng" are the same, "hai tấn" is 2 tấn; years and house numbers are left out."""
    found = set()
    place = 0
    while place < len(words):
        value, used = _value(words, place)
        if value is None:
            place += 1
            continue
        after = words[place + used] if place + used < len(words) else ""
        if after in _SCALE:
            value *= _SCALE[after]
            place += 1
            after = "dong"
        if value in years and after not in _UNITS:
            place += used
            continue
        spelled = not words[place][0].isdigit()
        if (after in _UNITS or after == "dong" or (not spelled and value >= 10)) and not (spelled and after in ("ho",) and value < 4):
            kind = {"d": "dong", "met": "m", "mot": ""}.get(after, after)
            found.add((int(value), kind if kind in _KINDS else ""))
        place += used
    return frozenset(found)


_KINDS = frozenset({"dong", "m2", "km", "lan", "nam", "tan", "ho", "suat", "chi"})


def _value(words: list[str], place: int) -> tuple[float | None, int]:
    word = words[place]
    if _NUMBER.fullmatch(word.replace("v", ".")) and word[0].isdigit():
        try:
            return float(word.replace("v", ".")), 1
        except ValueError:
            return None, 1
    if word not in _DIGITS:
        return None, 1
    value = _DIGITS[word]
    after = words[place + 1] if place + 1 < len(words) else ""
    if after in ("muoi", "chuc") and word != "muoi":
        return value * 10, 2
    if after == "tram":
        return value * 100, 2
    if word == "muoi" and after in _DIGITS:
        return 10 + _DIGITS[after], 2
    return value, 1
