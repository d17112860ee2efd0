"""Written Vietnamese turned into what is said."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from lantoa.radio.speaking.codes import read_codes
from lantoa.radio.speaking.days import read_days, read_times
from lantoa.radio.speaking.quantities import read_quantities
from lantoa.radio.speaking.shortened import drop_explained, read_abbreviations, read_capitals, read_roman, spell
from lantoa.radio.speaking.symbols import read_symbols

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SAME = str.maketrans({"⁄": "/", "∕": "/", "²": "2", "³": "3", "\u00a0": " ", "‐": "-", "‑": "-", "—": "–", "−": "-", "ƣ": "ư", "Ƣ": "Ư"})
_BULLET = re.compile(r"^\s*(?:[-–+*•·]\s+)+", re.MULTILINE)
_END_MARK = re.compile(r"\s*\./\.?(?=\s|$)")
_NOTE = re.compile(r"\[\d{1,2}\]")
_DASH = re.compile(r"(?<=\s)[–—-]+(?=\s)|_{3,}")
# The breath marks of a script stand alone between spaces and must come through.
_BREATH = re.compile(r"(?<!\S)/{1,2}(?!\S)")
_KEPT = {"/": "\ue000", "//": "\ue001"}
_LEFT = re.compile(r"(?!-(?:\s|$))[^\s,.;:!?()“”\"'‘’…\ue000-\uf8ff]*[^\s,.;:!?()“”\"'‘’…\-\ue000-\uf8ff]")
_SPELT = re.compile(r"[A-ZĐƯ&]*[B-DF-HJ-NP-TV-XZĐ][A-ZĐƯ&]*")
_SIGNS = {"&": " và ", "%": " phần trăm ", "+": " cộng ", "=": " bằng ", "<": " dưới ", ">": " trên ", "°": " độ ", "@": " a còng ", "×": " nhân ",
          "≤": " tối đa ", "≥": " tối thiểu ", "#": " ", "*": " ", "_": " ", "|": ", ", "~": " khoảng ", "^": " ", "\\": ", ", "{": " ", "}": " ",
          "[": ", ", "]": ", ", "$": " đô la Mỹ ", "€": " ơ-rô "}  # fmt: skip


def spoken(text: str) -> str:
    """The text as an announcer says it: no figure, no abbreviation, no sign left; capitals, commas and full stops stay for the pauses.

    Brackets become commas. Breath marks and line breaks stay. Never raises and never drops a word: what no rule knows is read by
    sea-g2p's normaliser or spelt letter by letter (see `doubts`). Idempotent.
    """
    return _tidy(_LEFT.sub(lambda found: _guess(found[0]), known(text)))


def known(text: str) -> str:
    """The text after all our own rules; figures and abbreviations that are left were known to none of them."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE).translate(_SAME)
    text = _BREATH.sub(lambda found: _KEPT[found[0]], text)
    text = _DASH.sub("-", text)
    text = _NOTE.sub("", _END_MARK.sub(".", _BULLET.sub("", text)))
    for rule in (
        read_codes,
        read_symbols,
        read_times,
        read_days,
        drop_explained,
        read_capitals,
        read_roman,
        read_abbreviations,
        read_quantities,
    ):
        text = rule(text)
    return text


def leftovers(text: str) -> list[str]:
    """What no rule knew: tokens with a figure, a sign, or letters that make no syllable."""
    return [token for token in _LEFT.findall(known(text)) if _guess(token) != token and token not in {*_SIGNS, "/"}]


def _guess(token: str) -> str:
    """A token that is a word already comes back as it is; others are said as well as can be."""
    if _is_plain(token):
        return token
    if "/" in token or "–" in token:
        return ", ".join(_guess(part) for part in re.split(r"[/–]+", token) if part)
    if _SPELT.fullmatch(token):
        return spell(token.replace("&", ""))
    if "-" in token and not any(char.isdigit() for char in token):
        return " ".join(_guess(part) for part in token.split("-") if part)
    said = token
    for sign, words in _SIGNS.items():
        said = said.replace(sign, words)
    if any(char.isdigit() for char in said):
        said = _normalizer().normalize(said).strip()
    return re.sub(r"[^\w\s,.\-]|_", " ", re.sub(r"\d", " ", said)).strip()


def _is_plain(token: str) -> bool:
    if any(not (char.isalpha() or char == "-") for char in token):
        return False
    return len(token) == 1 or not any(_SPELT.fullmatch(part) for part in token.split("-") if len(part) > 1)


def _tidy(text: str) -> str:
    """Brackets and lone dashes as commas, no comma twice or before a full stop, single spaces."""
    text = re.sub(r"\s*[(\[]\s*", ", ", text)
    text = re.sub(r"\s*[)\]]\s*(?=[,.;:!?…]|$)", "", text, flags=re.MULTILINE)
    text = re.sub(r"\s*[)\]]", ",", text)
    text = re.sub(r"(?<=\S)[ \t]+[-–]+[ \t]+", ", ", text)
    text = re.sub(r"[–]", ", ", text)
    text = re.sub(r"[ \t]+([,.;:!?…])", r"\1", text)
    text = re.sub(r"([,;:])(?:\s*,)+", r"\1", text)
    text = re.sub(r",\s*([.;:!?])", r"\1", text)
    text = re.sub(r"^[ \t]*,[ \t]*", "", text, flags=re.MULTILINE)
    for sign, kept in _KEPT.items():
        text = text.replace(kept, sign)
    return re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]+", " ", text)).strip()


@lru_cache(1)
def _normalizer():
    import sea_g2p

    return sea_g2p.Normalizer()
