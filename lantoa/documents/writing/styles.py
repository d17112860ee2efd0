"""How each part of a document looks (Nghị định 30/2020/NĐ-CP, phụ lục I, mục II): the one table that both writers follow.

Sizes, lines and distances are points, page measures millimetres.
"""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass, replace
from typing import Any

from lantoa.core.text import strip_marks

PAGE = {"width": 210.0, "height": 297.0, "top": 20.0, "bottom": 20.0, "left": 30.0, "right": 15.0, "number": 10.0}
TEXT_WIDTH = PAGE["width"] - PAGE["left"] - PAGE["right"]
HEAD_LEFT = 66.0  # the nation's name takes 96 mm at 13 points: the right column of 99 mm holds it on one line
FOOT_LEFT = 75.0
INDENT = 12.7
RULE = 0.42  # share of a text's width that the drawn line below it takes; the decree asks for a third to a half
FONT = "Times New Roman"
SIGN_LINES = 4  # empty lines for the signature and the seal


@dataclass(frozen=True, slots=True)
class Style:
    """`name` is the style's name in the Word file; `line` the least distance of two lines; `indent` of the first line, `left` of all."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "center"
    line: float = 0.0
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    left: float = 0.0
    right: float = 0.0
    keep: bool = False  # stays with what follows
    outline: int = 0  # level in the navigation, 1 to 3

    def __post_init__(self) -> None:
        if not self.line:
            object.__setattr__(self, "line", round(self.size * 1.15, 2))


def styles(body: float) -> dict[str, Style]:
    """All styles for a text of `body` points (13 or 14); the head is one point smaller, as the decree pairs them."""
    small = body - 1
    text = Style("Thân văn bản", body, align="justify", line=round(body * 9 / 7, 2), before=6, indent=INDENT)
    title = Style("Tên loại", body, bold=True, before=18, keep=True)
    return {
        "nation": Style("Quốc hiệu", small, bold=True),
        "motto": Style("Tiêu ngữ", body, bold=True),
        "parent": Style("Cơ quan chủ quản", small),
        "issuer": Style("Cơ quan ban hành", small, bold=True),
        "number": Style("Số ký hiệu", 13, before=6),
        "place_day": Style("Địa danh, thời gian", body, italic=True, before=6),
        "place_day_small": Style("Địa danh, thời gian - dài", 13, italic=True, before=6),
        "letter_subject": Style("Trích yếu công văn", small, before=6, left=2, right=2),
        "kind": title,
        "subject": replace(title, name="Trích yếu", before=0, left=10, right=10),
        "after_head": Style("Cách phần đầu", 6, line=12),
        "rule": Style("Đường kẻ", 2, line=2, before=3, keep=True),
        "addressed": Style("Kính gửi", body, before=12),
        "addressed_list": replace(text, name="Kính gửi - danh sách", align="left", before=12, indent=0, left=30),
        "addressee": replace(text, name="Nơi gửi đến", align="left", before=3, indent=-3, left=48),
        "competence": Style("Thẩm quyền ban hành", body, bold=True, before=6, keep=True),
        "base": replace(text, name="Căn cứ", italic=True),
        "decides": Style("Quyết định", body, bold=True, before=12, keep=True),
        "text": text,
        "heading1": replace(text, name="Mục I", bold=True, keep=True, outline=1),
        "heading2": replace(text, name="Mục 1", bold=True, keep=True, outline=2),
        "heading3": replace(text, name="Mục a", bold=True, italic=True, keep=True, outline=3),
        "article": replace(text, name="Điều"),
        "article_title": replace(text, name="Điều - tên", bold=True, keep=True, outline=1),
        "item": replace(text, name="Khoản"),
        "point": replace(text, name="Điểm"),
        "dash": replace(text, name="Gạch đầu dòng"),
        "line": replace(text, name="Dòng tự do", indent=0),
        "caption": Style("Bảng - ghi chú", 12, italic=True, align="right", before=6, after=3, keep=True),
        "cell_head": Style("Bảng - tiêu đề cột", 12, bold=True, before=2, after=2),
        "cell": Style("Bảng - nội dung", 12, align="left", before=2, after=2),
        "gap": Style("Khoảng cách", 6, line=6),
        "recipients": Style("Nơi nhận", 12, bold=True, italic=True, align="left", before=2),
        "recipient": Style("Nơi nhận - danh sách", 11, align="left", line=13),
        "post": Style("Quyền hạn, chức vụ", body, bold=True),
        "post_note": Style("Ghi chú ký", 12, italic=True),
        "sign_space": Style("Chỗ ký", body, line=18),
        "signer": Style("Họ tên người ký", body, bold=True),
        "annex": Style("Phụ lục", 14, bold=True, keep=True),
        "annex_title": replace(title, name="Tên phụ lục", before=0, keep=True, outline=1),
        "attached": Style("Kèm theo văn bản", body, italic=True),
    }


def as_data(table: dict[str, Style]) -> dict[str, dict[str, Any]]:
    """The styles for the PDF's template."""
    return {key: asdict(style) for key, style in table.items()}


# Advance widths of Times New Roman by 1/1000 of the size, for the characters from space to '~'; letters with marks are as wide as
# without, but for ơ and ư. Read from Tinos 1.340, which has the same widths.
_BOLD = (
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778,
    722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333,
    556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
)  # fmt: skip
_HORNED = {"ơ": 554, "Ư": 796, "ư": 600}


def place_day_style(text: str, body: float) -> str:
    """A place with a long name takes 13 points, so that place and day stay on one line where they can."""
    italic = 0.95 * bold_width(text, body)  # italics run that much narrower
    return "place_day" if italic < TEXT_WIDTH - HEAD_LEFT else "place_day_small"


def bold_width(text: str, size: float) -> float:
    """Width of bold text in millimetres."""
    total = 0
    for char in text:
        horned = "".join(c for c in unicodedata.normalize("NFD", char) if c not in "\u0300\u0309\u0303\u0301\u0323")
        horned = unicodedata.normalize("NFC", horned)
        plain = strip_marks(char)[:1]
        total += _HORNED.get(horned) or (_BOLD[ord(plain) - 32] if " " <= plain <= "~" else 556)
    return total * size / 1000 * 25.4 / 72
