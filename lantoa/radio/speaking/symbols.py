"""Numbers of documents: 'Kế hoạch số 449/KH-UBND' is said 'Kế hoạch số bốn trăm bốn mươi chín của Ủy ban nhân dân'.

What an announcer does with them: the kind is said once, the issuer once (where the sentence names it, the symbol is left out), the
desk that drafted the paper not at all, the year only where no date follows.
"""

from __future__ import annotations

import re

from lantoa.radio.speaking.numbers import digits, number, whole_number
from lantoa.radio.speaking.shortened import office
from lantoa.radio.speaking.tables import any_of, table

_PART = r"[A-ZĐƯ][A-Za-zĐđƯư&]*\d{0,3}"
_SYMBOL = re.compile(
    rf"(?P<so>\b[Ss]ố:?\s*)?(?<![\w/.,])(?P<num>\d{{1,6}}[a-zđ]?)\s?(?:/\s?(?P<year>(?:19|20)\d\d)\s?)?[/\-]\s?"
    rf"(?P<parts>{_PART}(?:\s?[/\-]\s?{_PART})*)(?![\w/])"
)
_DATE = r"(?:\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?P<short>\d{4})|\d{1,2}\s+tháng\s+\d{1,2}\s*năm\s+(?P<long>\d{4}))"
_DATED = re.compile(rf"\s*,?\s*ngày\s+{_DATE}")
_OF = re.compile(r"\s*,?\s*(?:của|giữa)\s")
_SHORT_KIND = r"\b(?P<short>{kinds})(?=\s+[Ss]ố\b|\s+\d+[/\-])"


def read_symbols(text: str) -> str:
    """Every document number of the text in words. Unknown issuers stay as letters, to be spelt and doubted later."""
    kinds = table("documents")["kinds"]
    text = re.sub(_SHORT_KIND.format(kinds=any_of(kinds)), lambda found: kinds[found["short"]], text)
    said, last = [], 0
    for found in _SYMBOL.finditer(text):
        before = "".join(said) + text[last : found.start()]
        said += [text[last : found.start()], _say(found, before, text[found.end() :])]
        last = found.end()
    return "".join(said) + text[last:]


def _say(found: re.Match, before: str, after: str) -> str:
    kinds = table("documents")["kinds"]
    parts = re.split(r"\s?[/\-]\s?", found["parts"])
    kind = kinds.get(parts[0], "") if len(parts) > 1 or parts[0] not in table("documents")["issuers"] else ""
    issuers = parts[1:] if kind else parts[:1]
    if kind and kind not in ("Thông tư liên tịch", "Quy chế phối hợp"):
        issuers = issuers[:1]  # what follows is the desk that drafted it
    sentence = re.split(r"[.;]\s", before)[-1]
    dated = _DATED.match(after)
    rest = after[dated.end() :] if dated else after
    names = [name for name in map(issuer, issuers) if name and not _is_said(name, sentence)]
    if any(name == "cấp ủy" for name in names):
        names = [] if re.search(r"(?:Tỉnh|Thành|Thị|Huyện|Đảng) ủy", sentence[-80:]) else names
    said = _number(found, kind, sentence)
    if found["year"] and not (dated and found["year"] == (dated["short"] or dated["long"])):
        said += f" năm {number(found['year'])}"
    return said if _OF.match(rest) or not names else f"{said} của {', '.join(names)}"


def _is_said(name: str, sentence: str) -> bool:
    """Whether the sentence has just named the issuer, in words or (for letters no table knows) by words with those first letters."""
    if name.lower() in sentence[-80:].lower():
        return True
    initials = "".join(word[0] for word in re.findall(r"\w+", sentence)).upper()
    return name.isupper() and len(name) > 2 and name in initials


def _number(found: re.Match, kind: str, sentence: str) -> str:
    """'Kế hoạch số ba mươi tám', without the kind where the sentence has said it."""
    count = whole_number(re.sub(r"\D", "", found["num"])) + (f" {letter}" if (letter := re.sub(r"\d", "", found["num"])) else "")
    named = kind and kind.lower() in sentence.lower()
    number_word = "số " if found["so"] else ""
    if named or not (kind or found["so"]):
        return f"{number_word}{count}"
    if not kind:
        return f"{found['so'].rstrip(': ')} {count}"
    return f"{kind} số {count}" if not _other_kind(sentence) else f"{number_word}{count}"


def _other_kind(sentence: str) -> bool:
    """Whether the sentence has just named the paper by another word: 'Văn bản số', 'Luật số', 'Quy chuẩn'."""
    return re.search(r"(?:[Vv]ăn bản|Luật|[Cc]ông văn|Bộ luật|[Pp]háp lệnh)(?:\s+\w+){0,4}\s*$", sentence) is not None


def issuer(symbol: str) -> str:
    """'UBND' → 'Ủy ban nhân dân', 'SNV' → 'Sở Nội vụ', 'QH15' → 'Quốc hội khóa mười lăm', 'BCĐ389' → 'Ban Chỉ đạo ba tám chín'."""
    tables = table("documents")
    letters, count = re.fullmatch(r"(.*?)(\d*)", symbol).groups()
    if letters in tables["issuers"]:
        name = tables["issuers"][letters]
        if letters in ("QH", "UBTVQH") and count:
            return f"{name} khóa {whole_number(count)}"
        return f"{name} {digits(count)}" if letters == "BCĐ" and count else name  # any other figure is the mark of a footnote
    return office(letters) or letters
