"""One invented plan, written in every format that the reader knows. Places, bodies and people do not exist."""

import io
import struct
from pathlib import Path

import docx
import fontpkg_be_vietnam_pro
import typst

from lantoa.documents.reading import legacy

LEFT = ["UBND TỈNH AN BÌNH", "SỞ VĂN HÓA VÀ THỂ THAO", "Số: 45/KH-SVHTT"]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "An Bình, ngày 05 tháng 3 năm 2024"]
TITLE = "Tổ chức ngày hội đọc sách trên địa bàn tỉnh năm 2024"
BASES = [
    "Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;",
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 02/01/2024 của Ủy ban nhân dân tỉnh về phát triển văn hóa đọc, Sở Văn hóa và Thể thao "
    "xây dựng Kế hoạch như sau:",
]
BODY = [
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "- Khuyến khích thói quen đọc sách trong cộng đồng dân cư, nhất là thanh niên và học sinh các trường trên địa bàn.",
    "- Tôn vinh những người có đóng góp cho phong trào.",
    "2. Yêu cầu",
    "- Tổ chức thiết thực, tiết kiệm.",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Phòng Nghiệp vụ",
    "a) Chủ trì xây dựng chương trình chi tiết, gửi các đơn vị trước ngày 15/3/2024;",
    "b) Tổng hợp, báo cáo kết quả.",
    "2. Đề nghị Hội Khuyến học tỉnh",
    "Phối hợp vận động hội viên tham gia ngày hội.",
    "Trên đây là Kế hoạch tổ chức ngày hội, đề nghị các đơn vị thực hiện./.",
]
RECIPIENTS = ["Nơi nhận:", "- UBND tỉnh (b/c);", "- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, NV."]
SIGNER = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Mây"]
BEFORE_TABLES = ["KẾ HOẠCH", TITLE, *BASES, *BODY]


def as_docx(body=BODY, *, left=LEFT, right=RIGHT, recipients=RECIPIENTS, signer=SIGNER, title=TITLE, bases=BASES, edit=None) -> bytes:
    """`edit(document)` may still change the document before it is saved."""
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "\n".join(left), "\n".join(right)
    for text in ["KẾ HOẠCH", title, *bases, *body]:
        document.add_paragraph(text)
    foot = document.add_table(1, 2)
    foot.cell(0, 0).text, foot.cell(0, 1).text = "\n".join(recipients), "\n".join(signer)
    if edit:
        edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_text(body=BODY) -> str:
    """As `pdftotext -layout` prints a page: two columns at head and foot, indented first lines, lines of 86 characters."""
    lines = [f"{left:<34}{right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    lines += ["", "KẾ HOẠCH".center(86).rstrip(), TITLE.center(86).rstrip(), ""]
    for text in [*BASES, *body]:
        line = "       "
        for word in text.split():
            if len(line) + len(word) > 86:
                lines.append(line.rstrip())
                line = ""
            line += word + " "
        lines.append(line.rstrip())
    lines.append("")
    right = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "Trần Thị Mây"]
    lines += [f"{left:<52}{post}".rstrip() for left, post in zip(RECIPIENTS, right, strict=True)]
    return "\n".join(lines) + "\n"


def as_markdown() -> str:
    """As a web page extractor writes it: a cell a line, bars between, lines broken by width."""
    head = ["|", "UBND TỈNH AN", "BÌNH", "**SỞ VĂN HÓA VÀ THỂ THAO**", "-------", "|", "**CỘNG HÒA XÃ HỘI", "CHỦ NGHĨA VIỆT NAM**"]
    head[1:3] = ["UBND TỈNH AN BÌNH"]
    head += [
        "Độc lập - Tự do - Hạnh phúc",
        "---------------",
        "|",
        "|",
        "Số:",
        "45/KH-SVHTT",
        "|",
        "*An Bình, ngày 05",
        "tháng 3 năm 2024*",
        "|",
    ]
    body = []
    for text in ["**KẾ HOẠCH**", TITLE.upper(), *BASES, *(f"**{t}**" if t[:2] in ("I.", "II", "1.", "2.") else t for t in BODY)]:
        words = text.split()
        cut = len(words) * 2 // 3 or 1
        body += ["", " ".join(words[:cut]), *([" ".join(words[cut:])] if words[cut:] else [])]
    foot = ["", "|", *RECIPIENTS, "|", "**KT. GIÁM ĐỐC**", "PHÓ GIÁM ĐỐC", "**Trần Thị Mây**", "|"]
    return "\n".join([*head, *body, *foot]) + "\n"


def as_pdf() -> bytes:
    def escape(text: str) -> str:
        return "".join(f"\\{char}" if char in "*_#$@<>-./=+~`[]\\" else char for char in text)

    cells = ",".join(f"[{escape(a)}],[{escape(b)}]" for a, b in zip(LEFT, RIGHT, strict=True))
    body = "\n\n".join(escape(text) for text in [*BASES, *BODY])
    foot = "\\ ".join(escape(text) for text in RECIPIENTS), "\\ ".join(escape(text) for text in SIGNER)
    source = f"""
#set page(paper: "a4", margin: (left: 30mm, right: 20mm, y: 20mm))
#set text(font: "Be Vietnam Pro", size: 12pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 1cm, all: true))
#grid(columns: (40%, 60%), align: center, row-gutter: 6pt, {cells})
#align(center)[*KẾ HOẠCH*\\ *{escape(TITLE)}*]

{body}

#grid(columns: (50%, 50%), [{foot[0]}], align(center)[{foot[1]}])
"""
    return typst.compile(source.encode(), font_paths=[str(Path(fontpkg_be_vietnam_pro.__file__).parent)])


_TO_TCVN3 = {letter: code for code, letter in legacy._TCVN3.items()}
_VNI_LETTERS = {"ơ": "ô", "ư": "ö", "đ": "ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "í": "í", "ì": "ì"}


def as_tcvn3(text: str) -> bytes:
    """TCVN3 has no marked capitals (documents use a font of capitals); they are written small."""
    return "".join(_TO_TCVN3.get(char) or _TO_TCVN3.get(char.lower()) or char for char in text).encode("cp1252", errors="replace")


def as_vni(text: str) -> bytes:
    import unicodedata

    marks = {mark: code for code, mark in legacy._VNI_MARKS.items()}
    out = []
    for char in text:
        small = char.lower()
        if small in _VNI_LETTERS:
            code = _VNI_LETTERS[small]
        else:
            parts = unicodedata.normalize("NFD", small)
            horn = "\u031b" in parts
            base = {"o": "ô", "u": "ö"}[parts[0]] if horn else parts[0]
            rest = "".join(sorted(parts[1:].replace("\u031b", ""), key=lambda m: m not in "\u0302\u0306"))
            code = base + marks[rest] if rest in marks else small
        out.append(code.upper() if char != small else code)
    return "".join(out).encode("cp1252")


def as_doc(paragraphs: list[str]) -> bytes:
    """A Word 97 file with these paragraphs: an OLE file of two streams, the text in one piece, no formatting."""
    text = "".join(f"{p}\r" for p in paragraphs)
    raw = text.encode("utf-16-le")
    main = bytearray(2048) + raw
    struct.pack_into("<HH", main, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", main, 0x0A, 0x0200)
    struct.pack_into("<i", main, 0x4C, len(text))
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, 2048, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x01A2, 0, len(clx))
    return _ole({"WordDocument": bytes(main), "1Table": clx})


def _ole(streams: dict[str, bytes]) -> bytes:
    """A compound file: header, one allocation table, one directory, then the streams, each at least 4096 bytes long."""
    sector, free, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    table, body, entries = [0xFFFFFFFD, end], b"", []
    entries.append(_entry("Root Entry", 5, free, 1, end, 0))
    for index, (name, data) in enumerate(sorted(streams.items(), key=lambda s: (len(s[0]), s[0])), 1):
        data = data.ljust(4096, b"\0")
        data += b"\0" * (-len(data) % sector)
        first, count = len(table), len(data) // sector
        table += [*range(first + 1, first + count), end]
        right = index + 1 if index < len(streams) else free
        entries.append(_entry(name, 2, right, free, first, len(data)))
        body += data
    directory = b"".join(entries).ljust(sector, b"\0")
    allocation = struct.pack(f"<{len(table)}I", *table).ljust(sector, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) + struct.pack("<I", free) * 108
    return header + allocation + directory + body


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return (
        raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1) + struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36)
        + struct.pack("<IQ", start, size)
    )  # fmt: skip
