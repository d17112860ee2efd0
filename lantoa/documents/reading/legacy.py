"""Old Vietnamese encodings: TCVN3 (fonts '.Vn…', 'ABC'), VNI-Windows (fonts 'VNI-…') and code page 1258.

Documents of before about 2005, and copies of copies of them, hold bytes that only those fonts show as Vietnamese;
read as Latin they look like 'Céng hßa x· héi'. Which encoding it was is told by trying: the right one makes
common Vietnamese words appear.
"""

from __future__ import annotations

import re
import unicodedata

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TCVN3_TABLE = str.maketrans(_TCVN3)

# VNI writes a letter and then a mark of its own; ơ and ư are letters of their own to which marks are added.
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HATS = {
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_MARKS = _VNI_TONES | _VNI_HATS
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_VNI_PAIR = re.compile(r"([aeouyôöAEOUYÔÖ])([ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË])|([ôöñæóòîÔÖÑÆÓÒÎ])")

# Letters of other alphabets that look like ours: from faulty fonts (Ƣ for Ư) and from scans (Ð for Đ).
_LOOKALIKES = str.maketrans("ƢƣÐð", "ƯưĐđ")

_COMMON = frozenset(
    [
        "của",
        "và",
        "các",
        "được",
        "năm",
        "về",
        "tỉnh",
        "thành",
        "phố",
        "nhân",
        "dân",
        "ủy",
        "uỷ",
        "ban",
        "kế",
        "hoạch",
        "thực",
        "hiện",
        "quyết",
        "định",
        "căn",
        "cứ",
        "công",
        "tác",
        "tổ",
        "chức",
        "nhà",
        "nước",
        "việc",
        "theo",
        "trong",
        "những",
        "không",
        "người",
        "đơn",
        "vị",
        "địa",
        "phương",
        "xã",
        "hội",
        "cộng",
        "hòa",
        "hoà",
        "chủ",
        "nghĩa",
        "việt",
        "độc",
        "lập",
        "hạnh",
        "phúc",
        "tháng",
        "ngày",
    ]
)
_ONLY_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_LATIN1_HIGH = re.compile("[\u00a1-\u00ff]")


def decode(data: bytes) -> str:
    """Bytes that are not UTF-8 to text, by the code page that makes the most Vietnamese words of them."""
    latin = data.decode("cp1252", errors="replace")
    windows = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    return max((latin, from_tcvn3(latin), from_vni(latin), windows), key=_common_words)


def repair(text: str) -> str:
    """Text in which an old encoding was taken for Latin, put right; other text comes back as it is."""
    text = text.translate(_LOOKALIKES).replace("ĐĐ-", "Đ-")
    if not _LATIN1_HIGH.search(text) or len(_ONLY_VIETNAMESE.findall(text)) > len(text) / 100:
        return text
    return max((text, from_tcvn3(text), from_vni(text)), key=_common_words)


def repair_run(text: str, font: str) -> str:
    """One run of a document that names the font: '.VnTime' means TCVN3, '.VnTimeH' TCVN3 in capitals, 'VNI-Times' VNI.

    Unicode text set in such a font by a later hand holds letters the font never had, and stays as it is.
    """
    if not font or _ONLY_VIETNAMESE.search(text) or not _LATIN1_HIGH.search(text):
        return text
    if font.lower().startswith(".vn"):
        text = from_tcvn3(text)
        return text.upper() if font.upper().endswith("H") and font[-1] == "H" else text
    return from_vni(text) if font.upper().startswith("VNI") else text


def from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3_TABLE)


def from_vni(text: str) -> str:
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_letter, text))


def _vni_letter(found: re.Match[str]) -> str:
    base, mark, single = found.groups()
    if single:
        letter = _VNI_LETTERS[single.lower()]
        return letter.upper() if single.isupper() else letter
    letter = _VNI_LETTERS.get(base.lower(), base.lower())
    return (letter.upper() if base.isupper() else letter) + _VNI_MARKS[mark.lower()]


def _common_words(text: str) -> int:
    return sum(1 for word in re.findall(r"\w+", text[:20000].lower()) if word in _COMMON)
