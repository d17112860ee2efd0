"""Does a written document keep Nghị định 30/2020/NĐ-CP? Each check returns findings: Vietnamese sentences that say what to mend.

The file is read back as it is, after the clerk's changes as well as before. An empty number or day is no finding: it is the
clerk's to fill in.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph

from lantoa.core.text import nfc
from lantoa.documents.reading.phrases import DATED, LOWER, MOTTO, NATION, UPPER, bare, kind_of
from lantoa.documents.wording import money, money_in_words, pad_day, pad_month
from lantoa.documents.writing.draft import KINDS

_SYMBOL = rf"[{UPPER}][{UPPER}{LOWER}]*(?:-[{UPPER}&]+)+"
_NUMBER = re.compile(rf"^Số:\s*(?:\d{{2,}}[a-z]?)?/{_SYMBOL}$")
_BOUNDS = {"trên": (20, 25), "dưới": (20, 25), "trái": (30, 35), "phải": (15, 20)}
_HEAD_LOOK = 30


@dataclass(frozen=True, slots=True)
class _Seen:
    """A printed paragraph with what a reader sees of it; sizes of its letters in points."""

    text: str
    style: str
    sizes: frozenset[float]
    fonts: frozenset[str]
    bold: bool
    italic: bool
    in_table: bool


def check_docx(data: bytes, *, place: str | None = None) -> list[str]:
    """Checks 1 to 6 on a Word file. `place` is the official place name on the document's day, when it is known."""
    docx = Document(io.BytesIO(data))
    seen = _paragraphs(docx)
    return [
        *check_page(docx),
        *_check_look(seen),
        *check_number(next((p.text for p in seen[:_HEAD_LOOK] if p.text.startswith("Số:")), "")),
        *check_day(next((p.text for p in seen[:_HEAD_LOOK] if DATED.search(bare(p.text)) and "," in p.text), ""), place),
        *_check_kind_of(seen),
        *check_endings(seen),
        *check_signature([p.text for p in seen if p.style == "Quyền hạn, chức vụ"]),
    ]


def check_page(docx: DocxDocument) -> list[str]:
    """Check 1: paper, margins, page numbers of every section."""
    found = []
    for place, section in enumerate(docx.sections, 1):
        where = f"Phần {place}: "
        size = sorted((round(section.page_width.mm), round(section.page_height.mm)))
        if size != [210, 297]:
            found.append(f"{where}khổ giấy là {size[0]} × {size[1]} mm; hãy chọn khổ A4 (210 × 297 mm).")
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        for (side, (low, high)), margin in zip(_BOUNDS.items(), margins, strict=True):
            if not low - 0.1 <= margin.mm <= high + 0.1:
                found.append(f"{where}lề {side} là {margin.mm:.0f} mm; hãy đặt từ {low} đến {high} mm.")
        if not section.different_first_page_header_footer:
            found.append(f"{where}trang đầu có số trang; hãy bật “Trang đầu khác” để trang đầu không in số.")
    return found


def _check_look(seen: Sequence[_Seen]) -> list[str]:
    """Check 1: typeface and sizes."""
    found = []
    fonts = sorted({font for p in seen for font in p.fonts} - {"Times New Roman"})
    if fonts:
        found.append(f"Văn bản dùng phông {', '.join(fonts)}; hãy chuyển sang Times New Roman.")
    for p in seen:
        low, high, words = _bounds(p)
        wrong = sorted(size for size in p.sizes if not low <= size <= high)
        if wrong:
            found.append(f"{words} “{_short(p.text)}” có cỡ chữ {wrong[0]:g}; hãy đặt từ {low:g} đến {high:g}.")
    for pattern, name in ((NATION, "Quốc hiệu"), (MOTTO, "Tiêu ngữ")):
        line = next((p for p in seen[:_HEAD_LOOK] if pattern.search(bare(p.text))), None)
        if line is None:
            found.append(f"Không thấy {name}; hãy thêm vào phần đầu văn bản.")
        elif not line.bold:
            found.append(f"{name} chưa in đậm; hãy in đậm dòng này.")
    return found


def _bounds(p: _Seen) -> tuple[float, float, str]:
    plain = bare(p.text)
    if NATION.search(plain) and p.text.isupper():
        return 12, 13, "Quốc hiệu"
    if MOTTO.search(plain):
        return 13, 14, "Tiêu ngữ"
    if p.style == "Nơi nhận":
        return 12, 12, "Chữ"
    if p.style == "Nơi nhận - danh sách":
        return 11, 11, "Nơi nhận"
    if p.in_table:
        return 11, 14, "Dòng"
    return (12, 14, "Dòng") if p.style.startswith("Bảng") else (13, 14, "Đoạn")


def check_number(line: str, taken: Collection[str] = ()) -> list[str]:
    """Check 2: 'Số: 05/QĐ-UBND'. `taken` are the numbers of this issuing body's series in this year."""
    line = nfc(line)
    if not line:
        return ["Không thấy số, ký hiệu; hãy thêm dòng “Số: …/…” dưới tên cơ quan."]
    if not _NUMBER.match(line):
        return [
            f"Số, ký hiệu “{line}” chưa đúng; hãy viết như “Số: 05/QĐ-UBND”, số dưới 10 thêm 0, không có dấu cách quanh dấu / và dấu -."
        ]
    number = line.removeprefix("Số:").strip()
    if number in taken:
        return [f"Số {number} đã cấp cho văn bản khác trong năm; hãy lấy số tiếp theo."]
    return []


def check_day(line: str, place: str | None = None) -> list[str]:
    """Check 3: 'Long Khánh, ngày 05 tháng 02 năm 2022'."""
    line = nfc(line)
    if not line:
        return ["Không thấy địa danh và ngày, tháng, năm; hãy thêm dòng này dưới Tiêu ngữ."]
    found = []
    if place is not None and line.split(",")[0].strip() != nfc(place):
        found.append(f"Địa danh “{line.split(',')[0].strip()}” không phải tên chính thức lúc ban hành; hãy ghi “{nfc(place)}”.")
    parts = re.search(r"ngày\s*(\d*)\s*tháng\s*(\d*)\s*năm\s*(\d*)", line)
    if not parts:
        return [*found, f"Dòng “{line}” chưa đúng; hãy viết “…, ngày … tháng … năm …”."]
    day, month, year = parts.groups()
    if day and day != pad_day(int(day)):
        found.append(f"Ngày “{day}” viết chưa đúng; hãy viết “{pad_day(int(day))}”.")
    if month and month != pad_month(int(month)):
        found.append(f"Tháng “{month}” viết chưa đúng; chỉ tháng 1 và tháng 2 thêm số 0, hãy viết “{pad_month(int(month))}”.")
    if day and month and year and not _exists(int(year), int(month), int(day)):
        found.append(f"Ngày {day}/{month}/{year} không có trên lịch; hãy xem lại.")
    return found


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def check_kind(printed_name: str, symbol: str) -> list[str]:
    """Check 4: the name over the subject and the code in the symbol; both empty for a công văn."""
    code = symbol.split("-")[0]
    name = nfc(printed_name).upper()
    if not name:
        return [f"Công văn không mang chữ viết tắt tên loại “{code}” trong ký hiệu; hãy bỏ đi."] if code in KINDS else []
    right = next((key for key, value in KINDS.items() if value == name), None)
    if right is None:
        return [f"“{name}” không phải tên loại văn bản hành chính; hãy chọn tên loại theo Nghị định 30/2020/NĐ-CP."]
    if code != right:
        return [f"Ký hiệu “{symbol}” không hợp với tên loại {name}; hãy viết “{right}-…”."]
    return []


def _check_kind_of(seen: Sequence[_Seen]) -> list[str]:
    number = next((p.text for p in seen[:_HEAD_LOOK] if p.text.startswith("Số:")), "")
    symbol = number.split("/", 1)[-1].strip() if "/" in number else ""
    names = (p.text for p in seen[:_HEAD_LOOK] if not p.in_table)
    name = next((text for text in names if kind_of(text) or text in KINDS.values()), "")
    return check_kind(name, symbol) if symbol else []


def check_endings(seen: Sequence[_Seen]) -> list[str]:
    """Check 5: './.' at the end, ';' and '.' behind the bases, 'Lưu: VT' and its full stop."""
    found = []
    bases = [p.text for p in seen if p.style == "Căn cứ"]
    for text in bases[:-1]:
        if not text.endswith(";"):
            found.append(f"Căn cứ “{_short(text)}” chưa kết thúc bằng dấu chấm phẩy; hãy thêm “;”.")
    if bases and not bases[-1].endswith("."):
        found.append(f"Căn cứ cuối “{_short(bases[-1])}” chưa kết thúc bằng dấu chấm; hãy thêm “.”.")
    recipients = [p.text for p in seen if p.style == "Nơi nhận - danh sách"]
    if recipients and not (recipients[-1].startswith("- Lưu: VT") and recipients[-1].endswith(".")):
        found.append(f"Dòng cuối Nơi nhận “{_short(recipients[-1])}” chưa đúng; hãy viết như “- Lưu: VT, VX.”, có dấu chấm.")
    foot = next((i for i, p in enumerate(seen) if p.style in ("Nơi nhận", "Quyền hạn, chức vụ")), len(seen))
    body = [p for p in seen[:foot] if not p.in_table]
    if body and not body[-1].text.endswith("./."):
        found.append(f"Nội dung kết thúc bằng “{body[-1].text[-30:]}”; hãy kết thúc bằng “./.”.")
    return found


def check_signature(posts: Sequence[str]) -> list[str]:
    """Check 6: the lines above a signer's name, of one or several signers: a deputy signs 'KT.', a head signs alone or 'TM.'."""
    found = []
    above: list[str] = []
    for post in (nfc(post) for post in posts):
        prefix = re.match(r"(TM|KT|TL|TUQ|Q)\.(\s?)", post)
        if prefix:
            if not prefix[2]:
                found.append(f"“{post}” thiếu dấu cách sau {prefix[1]}.; hãy viết “{prefix[1]}. {post[prefix.end() :]}”.")
            above.append(prefix[1])
            continue
        if post.startswith("PHÓ ") and not {"KT", "TL", "TUQ"} & set(above):
            head = post.removeprefix("PHÓ ")
            found.append(f"{post} ký nhưng chưa có dòng “KT. {head}” ở trên; hãy thêm dòng này.")
        if not post.startswith("PHÓ ") and "KT" in above:
            found.append(f"{post} là cấp trưởng nên không ký thay; hãy bỏ dòng “KT.” ở trên hoặc chọn đúng người ký.")
        above = []
    return found


def check_list(rows: int, named: int, sums: Sequence[int] = (), total: int | None = None, total_in_words: str = "") -> list[str]:
    """Check 8: the annexed list has as many rows as Điều 1 names, its sums make the total, and the words say the total."""
    found = []
    if rows != named:
        found.append(f"Danh sách kèm theo có {rows} người (đơn vị), Điều 1 ghi {named}; hãy sửa cho khớp.")
    if total is not None and sums and sum(sums) != total:
        found.append(f"Cộng các dòng được {money(sum(sums))} đồng, tổng ghi {money(total)} đồng; hãy sửa cho khớp.")
    if total is not None and total_in_words and nfc(total_in_words).lower() != money_in_words(total):
        found.append(f"Tổng số {money(total)} đồng viết bằng chữ chưa đúng; hãy viết “{money_in_words(total)}”.")
    return found


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _paragraphs(docx: DocxDocument) -> list[_Seen]:
    """Every paragraph with words, in the order of the page."""
    seen = []
    for element in docx.element.body.iter(qn("w:p")):
        paragraph = DocxParagraph(element, docx._body)
        text = nfc(paragraph.text)
        if text:
            in_table = any(parent.tag == qn("w:tbl") for parent in element.iterancestors())
            seen.append(_look(paragraph, text, in_table))
    return seen


def _look(paragraph: DocxParagraph, text: str, in_table: bool) -> _Seen:
    style = paragraph.style
    runs = [run for run in paragraph.runs if run.text.strip()]

    def of_style(name: str):
        current = style
        while current is not None:
            value = getattr(current.font, name)
            if value is not None:
                return value
            current = current.base_style
        return None

    sizes = {run.font.size or of_style("size") for run in runs}
    fonts = {run.font.name or of_style("name") for run in runs}
    bold = all((run.bold if run.bold is not None else of_style("bold")) for run in runs)
    italic = all((run.italic if run.italic is not None else of_style("italic")) for run in runs)
    return _Seen(
        text, style.name if style is not None else "", frozenset(size.pt for size in sizes if size is not None),
        frozenset(font or "" for font in fonts), bool(bold), bool(italic), in_table,
    )  # fmt: skip


__all__ = ["check_day", "check_docx", "check_endings", "check_kind", "check_list", "check_number", "check_page", "check_signature"]
