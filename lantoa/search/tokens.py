"""What an entry is indexed under, the same on every database. The folding is ours; the database only keeps sorted lists of tokens.

| token | stands for | example |
|---|---|---|
| `nguoi` | a folded word, anywhere | nguoi |
| `ngươi_2` | the same word with its marks; the tone is a number, so that hoà and hòa are one | người |
| `_t_nguoi`, `_t_ngươi_2` | the same, in the title | |
| `_s_units_`, `_s_units_u17` | the source; a key of those who may see it (`EntryText.scopes`) | |
| `_u_phuong_bao_vinh` | the unit of the facet | |
| `_m_nong_thon_moi` | a movement it belongs to | |

What people type holds only letters and digits once folded, so it can never reach a token that begins with `_`.

The key of an entry sorts by day: 16 bits of days since 1900, 11 of the source, 36 of the row. "Newest first" is then the order the
index is kept in, and kind and year of ten thousand hits are read off their keys without asking the database.
"""

import re
import unicodedata
from datetime import date
from functools import lru_cache
from zlib import crc32

from lantoa.core.text import fold

LONGEST = 40
_FIRST_DAY = date(1900, 1, 1).toordinal()
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "1", "\u0323": "5"}
_KEPT = {"\u0306", "\u0302", "\u031b"}
_LETTERS = frozenset("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz0123456789")  # others the databases might cut differently
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Words as they were written (composed, lower case), in order; each folds to one word or to several."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())


def accented(word: str) -> str:
    """The token of a word with its marks; "" when it has none. Where the tone was put does not matter."""
    letters, tone = [], ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        elif char in _KEPT or not unicodedata.combining(char):
            letters.append(char)
    shape = unicodedata.normalize("NFC", "".join(letters))
    plain = fold(word)
    if (shape == plain and not tone) or " " in plain or not _LETTERS.issuperset(shape):
        return ""
    return f"{shape[:LONGEST]}_{tone or '0'}"


def tokens_of(title: str, rest: str) -> list[str]:
    """Tokens of the words, each once, in order of reading."""
    tokens: dict[str, None] = {}
    for word in words_of(title):
        for token in _forms(word):
            tokens[token] = tokens["_t_" + token] = None
    for word in words_of(rest):
        tokens.update(dict.fromkeys(_forms(word)))
    return list(tokens)


@lru_cache(20_000)  # Vietnamese has some seven thousand syllables
def _forms(word: str) -> tuple[str, ...]:
    marked = accented(word)
    return (*(part[:LONGEST] for part in fold(word).split()), *([marked] if marked else []))


def source_token(source: str) -> str:
    return f"_s_{source}_"


def scope_token(source: str, key: str) -> str:
    return f"_s_{source}_{re.sub('[^0-9a-z]+', '_', key.lower())}"


def unit_token(unit: str) -> str:
    return "_u_" + fold(unit).replace(" ", "_")[:120]


def theme_token(theme: str) -> str:
    return "_m_" + re.sub("[^0-9a-z]+", "_", theme.lower())


def themes_in(tokens: str) -> list[str]:
    """The movements of an entry, as `theme_token` wrote them."""
    return re.findall(r"(?:^| )(_m_\w+)", tokens)


def source_number(source: str) -> int:
    return crc32(source.encode()) & 0x7FF


def key_of(source: str, object_id: int, day: date | None) -> int:
    days = max(0, min(day.toordinal() - _FIRST_DAY, 0xFFFF)) if day else 0
    return days << 47 | source_number(source) << 36 | object_id & 0xFFFFFFFFF


def day_of(key: int) -> date | None:
    return date.fromordinal((key >> 47) + _FIRST_DAY) if key >> 47 else None


def number_of(key: int) -> int:
    return key >> 36 & 0x7FF


def row_of(key: int) -> int:
    return key & 0xFFFFFFFFF


def keys_between(first: date, end: date) -> tuple[int, int]:
    """The keys of the days from `first` up to but not of `end`, half-open."""
    return (first.toordinal() - _FIRST_DAY) << 47, (end.toordinal() - _FIRST_DAY) << 47
