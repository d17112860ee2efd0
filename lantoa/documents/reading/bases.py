"""Legal bases: the documents that the opening paragraphs rest on.

    Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;
    Thực hiện Kế hoạch số 38/KH-UBND ngày 28/02/2022 của … về việc …, UBND thành phố xây dựng kế hoạch …

A citation begins with the kind of a document. One cited inside the subject of another ('về triển khai Nghị quyết số …')
is no basis of its own, nor is a proposal ('Theo đề nghị của … tại Tờ trình số …').
"""

from __future__ import annotations

import re

from lantoa.core.text import fold, nfc
from lantoa.documents.official import LegalBasis
from lantoa.documents.reading.dates import day_of
from lantoa.documents.reading.phrases import UPPER, any_of

_LEAD = re.compile(
    r"^\W*(?:Căn cứ(?: vào)?|Thực hiện(?: theo)?|Thi hành|Tiếp tục (?:thực hiện|triển khai)|Triển khai(?: thực hiện)?"
    r"|Để (?:triển khai |tổ chức )?thực hiện|Theo|Trên cơ sở|Nhằm (?:triển khai )?thực hiện)\s+(?:các\s+)?",
    re.I,
)
# Longer names first: 'Thông tư liên tịch' before 'Thông tư'.
_KINDS = any_of(r"""
    Hiến pháp | Bộ luật | Luật | Pháp lệnh | Nghị quyết liên tịch | Nghị quyết
    Nghị định | Quyết định | Chỉ thị | Thông tư liên tịch | Thông tư
    Kế hoạch hành động | Kế hoạch liên tịch | Kế hoạch phối hợp | Kế hoạch | Chương trình hành động | Chương trình phối hợp | Chương trình
    Hướng dẫn liên tịch | Hướng dẫn | Thông báo kết luận | Thông báo | Thông tri
    Kết luận | Công văn | Công điện | Văn bản hợp nhất | Văn bản
    Quy định | Quy chế | Điều lệ | Đề án | Giấy phép | Điều \d+ | Khoản \d+
""")
_CITED = re.compile(rf"(?:{_KINDS})\b", re.I)
_NUMBER = re.compile(
    r"(?:số\s*:?\s*)?(?P<number>\d{1,5}[a-z]?(?:\s?[/⁄]\s?(?:19|20)\d\d)?\s?(?:[/⁄]|-\s?(?=[A-ZĐ]))\s?[A-ZĐ][\w\-–&]*"
    r"(?:\s?[/⁄]\s?[A-ZĐ][\w\-]*)?(?:-\s?[A-ZĐ]\w*)*)"
)
_LAW = re.compile(r"^(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh)\b", re.I)
# The bases end where the issuer begins to speak: '…, UBND thành phố xây dựng kế hoạch …', or with the sentence.
_SPEAKERS = "UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Sở|Phòng|Ban|Trường|Hội đồng|Công an|Chủ tịch|Nhằm|nhằm|để|Trung tâm|Văn phòng|Đảng ủy"
_SPEAKING = (
    "xây dựng|ban hành|triển khai|tổ chức|phát động|yêu cầu|đề nghị|thông báo|hướng dẫn|báo cáo|kính đề nghị|chỉ đạo|có ý kiến|thực hiện"
)
_END = re.compile(rf",?\s*(?:\.\s+(?=[{UPPER}])|[,;]\s+(?=(?:{_SPEAKERS})\b[^;]{{0,200}}\b(?:{_SPEAKING})\b))")
_DATED = re.compile(r"\bngày\s+\d{1,2}", re.I)


def read_bases(paragraphs: list[str]) -> list[LegalBasis]:
    """The bases of the opening paragraphs, each once, in order."""
    bases: list[LegalBasis] = []
    seen: set[str] = set()
    goes_on = False
    for paragraph in paragraphs:
        text = nfc(paragraph)
        lead = _LEAD.match(text)
        cited_text = text[lead.end() :] if lead else text if goes_on and _is_citation(text) else ""
        goes_on = bool(_CITED.match(cited_text)) and text.endswith(";")
        if not _CITED.match(cited_text):
            continue
        for cited in _citations(cited_text):
            basis = _basis(cited)
            key = fold(basis.number or basis.text)
            if key not in seen:
                seen.add(key)
                bases.append(basis)
    return bases


def _citations(text: str) -> list[str]:
    """Cuts 'A; B, C và D' at each document that stands in the same row as the first."""
    end = _END.search(text)
    if end:
        text = text[: end.start()]
    starts = [0]
    for found in _CITED.finditer(text, 1):
        joint = re.search(r"(?P<joint>;|,|\bvà)\s*(?:các\s+|theo\s+|căn cứ\s+|thực hiện\s+)?$", text[: found.start()], re.I)
        if not joint or not _is_citation(text[found.start() :]):
            continue
        current = text[starts[-1] : joint.start()]
        if joint["joint"] == ";" or _closed(current):
            starts.append(found.start())
    pieces = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [re.sub(r"(?:[\s,;.]|\bvà\b|\bcác\b|\bcăn cứ\b)+$", "", piece, flags=re.I) for piece in pieces]


def _is_citation(text: str) -> bool:
    """A kind of document with its number right behind it, or a law."""
    kind = _CITED.match(text)
    if not kind:
        return False
    if _LAW.match(text):
        return text[:1].isupper()
    number = _NUMBER.search(text[kind.end() : kind.end() + 40])
    return bool(number and number.start() < 16)


def _closed(current: str) -> bool:
    """Whether the citation so far is complete, so that a comma or 'và' leads on to the next.

    It is when it names no other document inside its subject, or has just been given its short name in brackets.
    """
    if current.rstrip().endswith(")"):
        return True
    subject = current[12:]
    return not any(_is_citation(subject[found.start() :]) for found in _CITED.finditer(subject))


def _basis(cited: str) -> LegalBasis:
    kind = _CITED.match(cited)
    head = cited[: (kind.end() if kind else 0) + 120]
    number = None if _LAW.match(cited) and not re.search(r"\bsố\b", cited[:80]) else _NUMBER.search(head)
    after = cited[number.end() :] if number else cited
    dated = _DATED.search(after)
    near = dated and (not number or dated.start() < 40)
    return LegalBasis(
        text=cited.strip(),
        number=re.sub(r"\s", "", number["number"]).replace("⁄", "/") if number else None,
        date=day_of(after[dated.start() :]) if dated and near else None,
    )
