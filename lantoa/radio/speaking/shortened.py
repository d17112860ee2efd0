"""Abbreviations, words in capitals, Roman numerals."""

from __future__ import annotations

import re
from functools import lru_cache

from lantoa.radio.speaking.numbers import is_roman, ordinal, roman, whole_number
from lantoa.radio.speaking.tables import any_of, table

_LETTER = "A-Za-zÀ-ỹĐđ"
_CAPITAL = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_ONSET = "NGH|NG|NH|TH|TR|CH|GH|GI|KH|PH|QU|[BCDĐGHKLMNPRSTVX]"
_VOWELS = "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬEÈÉẺẼẸÊỀẾỂỄỆIÌÍỈĨỊOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢUÙÚỦŨỤƯỪỨỬỮỰYỲÝỶỸỴ"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?[{_VOWELS}]{{1,3}}(?:NG|NH|CH|[CMNPT])?")
_CAPITALS = re.compile(rf"(?<![{_LETTER}\d])[{_CAPITAL}]+(?:(?:,? | - | – )(?:[{_CAPITAL}]+|\d+)(?![{_LETTER}\d]))+(?![{_LETTER}\d/&\-])")
_ROMAN_AFTER = re.compile(
    r"\b((?i:lần thứ|thứ|khóa|khoá|kỳ|thế kỷ|chương|phần|mục|hạng|cấp|bậc|loại|khu vực|vùng|nhóm|tập|đợt|"
    r"giai đoạn|đại hội|quyển|phụ lục|học kỳ|thời kỳ|lớp|số))"
    r"\s+([IVXL]+)(?![\w.]*\w)"
)
_ROMAN_ALONE = re.compile(r"(?<![\w./\-])([IVX]{2,7})(?![\w/\-])")
_ORDINAL = re.compile(r"\b([Tt]hứ)\s+(\d{1,3})(?![\d.,]*\d)")
_HEADING = re.compile(rf"^([IVX]{{1,5}})\.\s+(?=[{_CAPITAL}])", re.MULTILINE)
_BRACKETED = re.compile(rf"\s*\((?:viết tắt(?: là)?:?|gọi tắt(?: là)?:?|sau đây (?:viết|gọi) tắt là)?\s*([{_CAPITAL}&\-]{{2,12}})\)")


def drop_explained(text: str) -> str:
    """'cụm công nghiệp (CCN)' → 'cụm công nghiệp': an abbreviation in brackets behind its own words is for the eye only."""
    return _BRACKETED.sub(lambda found: "" if _explains(text[: found.start()], found[1]) else found[0], text)


def read_capitals(text: str) -> str:
    """'NỘI DUNG VÀ HÌNH THỨC' → 'Nội dung và hình thức'. Abbreviations and Roman numerals among them stay."""
    return _CAPITALS.sub(_lower_run, text)


def read_roman(text: str) -> str:
    text = _HEADING.sub(lambda found: f"Phần {whole_number(str(roman(found[1])))}. " if is_roman(found[1]) else found[0], text)
    text = _ORDINAL.sub(lambda found: f"{found[1]} {ordinal(int(found[2]))}", text)
    text = _ROMAN_AFTER.sub(_say_roman, text)
    return _ROMAN_ALONE.sub(lambda found: whole_number(str(roman(found[1]))) if is_roman(found[1]) else found[0], text)


def read_abbreviations(text: str) -> str:
    """Those of the table, in its own words; 'P.' and the like only before a name or a number."""
    patterns = _patterns()
    text = patterns["titles"].sub(lambda found: table("abbreviations")["titles"][found[0].rstrip(".")], text)
    text = patterns["slashed"].sub(_say_slashed, text)
    text = patterns["dotted"].sub(lambda found: f"{table('abbreviations')['dotted'][found[1]]} ", text)
    text = patterns["words"].sub(lambda found: table("abbreviations")["words"][found[0]], text)
    return patterns["offices"].sub(lambda found: office(found[0]) or found[0], text)


def office(short: str) -> str:
    """'SNV' → 'Sở Nội vụ', 'BQP' → 'Bộ Quốc phòng'; '' when it is none."""
    found = table("documents")
    prefix = "So" if short.startswith("So") else short[:1]
    field = found["fields"].get(short.removeprefix(prefix))
    head = "Sở" if prefix == "So" else found["prefixes"].get(prefix)
    return f"{head} {field}" if field and head else ""


def spell(letters: str) -> str:
    """'HTCS' → 'hát tê xê ét'."""
    names = table("abbreviations")["letters"]
    return " ".join(names.get(char.upper(), char) for char in letters)


@lru_cache(1)
def _patterns() -> dict[str, re.Pattern]:
    found = table("abbreviations")
    edge = rf"(?<![{_LETTER}\d&\-]){{}}(?![{_LETTER}&]|-[{_CAPITAL}])"
    return {
        "titles": re.compile(edge.format(f"(?:{any_of(found['titles'])})") + r"\.?"),
        "slashed": re.compile(edge.format(f"(?:{any_of(found['slashed'])})"), re.IGNORECASE),
        "dotted": re.compile(rf"(?<![{_LETTER}\d])({any_of(found['dotted'])})\s*(?=[{_CAPITAL}\d\ue100-\uf8ff])"),
        "words": re.compile(edge.format(f"(?:{any_of(found['words'])})")),
        "offices": re.compile(edge.format(rf"[SB](?:{any_of(table('documents')['fields'])})")),
    }


def _say_slashed(found: re.Match) -> str:
    words = table("abbreviations")["slashed"][found[0].lower()]
    return words[0].upper() + words[1:] if found[0][0].isupper() else words


def _say_roman(found: re.Match) -> str:
    if not is_roman(found[2]):
        return found[0]
    value = roman(found[2])
    return f"{found[1]} {ordinal(value) if found[1].lower().endswith('thứ') else whole_number(str(value))}"


def _lower_run(found: re.Match) -> str:
    words = found[0].split(" ")
    syllables = [word for word in words if _is_syllable(word)]
    if len(syllables) < 2 or not any(ord(char) > 127 for char in found[0]):
        return found[0]
    lowered = [word.lower() if _is_syllable(word) else word for word in words]
    lowered[0] = lowered[0][:1].upper() + lowered[0][1:]
    return " ".join(lowered)


def _is_syllable(word: str) -> bool:
    bare = word.rstrip(",")
    known = bare in table("abbreviations")["words"] and bare.isascii()
    return not is_roman(bare) and not known and _SYLLABLE.fullmatch(bare) is not None


def _explains(before: str, short: str) -> bool:
    """Whether the words before are those of the abbreviation: by the table, or by their first letters."""
    full = table("abbreviations")["words"].get(short, "")
    if full and before.lower().endswith(full.lower()):
        return True
    letters = re.sub(r"[^\w]", "", short)
    words = re.findall(r"\w+", before)[-len(letters) :]
    return len(words) == len(letters) and all(word[0].upper() == letter for word, letter in zip(words, letters, strict=True))
