"""Things said piece by piece: addresses of the net, telephone numbers, number plates, posts along a road."""

from __future__ import annotations

import re

from lantoa.radio.speaking.numbers import digits, whole_number

_ADDRESS = re.compile(r"\b(?:https?://)?(?:www\.)?((?:[\w\-]+\.)+(?:vn|com|net|org|edu|gov|info))((?:/[\w\-./?=&%]*[\w/])?)/?", re.ASCII)
_MAIL = re.compile(r"\b([\w.+\-]+)@((?:[\w\-]+\.)+[a-z]{2,})\b", re.ASCII)
_TELEPHONE = re.compile(r"(?<![\w./,])(?:\+84|0)\d{1,3}(?:[\s.\-]?\d{2,4}){2,3}(?![\w/]|[.,]\d)")
_HOT_LINE = re.compile(r"(?<![\w./,])1[89]00(?:[\s.\-]?\d{2,4}){1,2}(?![\w/]|[.,]\d)")
_EMERGENCY = re.compile(r"(?<![\w./,])(11[1-5]|1022|18001\d{3})(?![\w/%]|[.,]\d|\s*(?:đồng|người|hộ|m\b|km|ha|kg|tỷ|triệu))")
_CALLED = re.compile(r"(?:gọi|số|thoại|nóng|tổng đài|ĐT|ĐTDĐ|[Hh]otline|và|hoặc|một hai hai|hai hai)\s*:?\s*$")
_PLATE = re.compile(r"(?<=biển số )(?:xe )?(\d{2})\s?([A-ZĐ]{1,2})(\d?)[\s\-]+(\d{2,3}\.?\d{2,3})\b")
_POST = re.compile(r"\bK[mM]\s?(\d+)(?:\s?\+\s?(\d+))?")
_SIGNS = {".": "chấm", "-": "gạch ngang", "_": "gạch dưới", "/": "gạch chéo", "+": "cộng", "@": "a còng"}


def read_codes(text: str) -> str:
    text = _MAIL.sub(lambda found: f"{_net(found[1])} a còng {_net(found[2])}", text)
    text = _ADDRESS.sub(lambda found: _net(found[1] + found[2].rstrip("/")), text)
    text = _PLATE.sub(_plate, text)
    text = _POST.sub(_post, text)
    text = _HOT_LINE.sub(lambda found: telephone(found[0]), text)
    text = _TELEPHONE.sub(lambda found: telephone(found[0]), text)
    return _EMERGENCY.sub(lambda found: digits(found[0]) if _CALLED.search(text[: found.start()]) else found[0], text)


def telephone(written: str) -> str:
    """'0909 123 456' → 'không chín không chín, một hai ba, bốn năm sáu': in the groups it is written in, or by four and threes."""
    groups = re.findall(r"\d+", written.replace("+84", "0").replace("0 ", "0", 1) if written.startswith("+84") else written)
    if len(groups) == 1 or max(map(len, groups)) > 4:
        joined = "".join(groups)
        groups = [joined[:4], *re.findall(r"\d{4}(?=\d{3}$)|\d{3,4}$|\d{3}", joined[4:])] if len(joined) > 7 else [joined[:3], joined[3:]]
    return ", ".join(digits(group) for group in groups)


def _net(address: str) -> str:
    """'longkhanh.gov.vn' → 'longkhanh chấm gov chấm vê en'."""
    pieces = re.split(r"([./\-_+])", address)
    said = [_SIGNS.get(piece) or {"vn": "vê en"}.get(piece) or _with_digits(piece) for piece in pieces if piece]
    return " ".join(said)


def _with_digits(piece: str) -> str:
    return re.sub(r"\d+", lambda found: f" {digits(found[0])} ", piece).strip()


def _plate(found: re.Match) -> str:
    series = " ".join(found[2]) + (f" {digits(found[3])}" if found[3] else "")
    return f"{whole_number(found[1])} {series}, {digits(found[4])}"


def _post(found: re.Match) -> str:
    more = f" cộng {whole_number(found[2])}" if found[2] else ""
    return f"ki-lô-mét {whole_number(found[1])}{more}"
