"""The head: who issues what, where and when, and what it is about.

    CƠ QUAN CHỦ QUẢN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    CƠ QUAN BAN HÀNH               Độc lập - Tự do - Hạnh phúc
    Số: 12/KH-UBND              Long Khánh, ngày 21 tháng 3 năm 2022
    V/v … (công văn)
                      KẾ HOẠCH
                    Trích yếu …

The right half is all fixed phrases, so each is cut out wherever it stands; what is left over on the left is the name
of the issuing body and, above it, of its superior. That way it does not matter whether the two halves are cells of a
table, columns of a page, or one line of a scan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lantoa.core.text import nfc
from lantoa.documents.reading.layout import Block, Paragraph, Table
from lantoa.documents.reading.marks import mark_of
from lantoa.documents.reading.names import bodies_of, proper, with_place
from lantoa.documents.reading.phrases import ADDRESSED, DATED, LOWER, MOTTO, NATION, PARTY, SUBJECT, UPPER, bare, kind_of

_NUMBER = re.compile(
    r"^\W*s[oóôố0]\s*[:;.]?\s*(?P<no>[^\s/:;,]{0,12}?(?:\s*/\s*(?:19|20)\d\d(?=\s*/))?)"
    r"\s*/\s*(?P<symbol>[^\s,;:()\d]\S*(?:\s?[-–]\s?[^\s,;:()]{1,15})*)",
    re.I,
)
_BARE_NUMBER = re.compile(r"^(?P<no>\d{0,6})\s*/\s*(?P<symbol>[A-ZĐ]{2,6}[-–][A-ZĐ][\w\-]*)$")  # a scan that lost the word 'Số'
_PARTY_NUMBER = re.compile(r"^\W*s[oố]\s*:?\s*(?P<no>\d*|[.…]+)\s*-\s*(?P<symbol>[A-ZĐ]{1,6}\s*/\s*[A-ZĐ][\w\-]*)", re.I)
_BASES = re.compile(
    r"^\W*(can cu|thuc hien|thi hanh|trien khai thuc hien|tiep tuc thuc hien|theo de nghi|xet de nghi|xet to trinh|tren co so)\b"
)
_OPENING = re.compile(r"^\W*(nham|de |ngay \d|thoi gian qua|trong |nam \d{4}|sau khi|vua qua|hien nay|ngay sau)\b")
_AUTHOR = re.compile(
    r"^(chu tich|uy ban|hoi dong|giam doc|so |bo |thu tuong|chinh phu|ban |cuc truong|hieu truong|truong |tong |chanh|thuong truc|quoc hoi)"
)
_STAMPS = re.compile(r"^\W*(du thao|hoa toc|thuong khan|khan|mat|tuyet mat|toi mat|lan thu|mau so|sao y|ban sao|phieu|\(du thao|ghi chu)\b")
_TITLE_LINES = 8
_HEAD_LOOK = 80


@dataclass(slots=True)
class Head:
    """What the head says, as printed; `rest` are the blocks behind it."""

    number: str | None = None
    number_only: str | None = None
    symbol: str | None = None
    place: str | None = None
    day: date | None = None
    issuer: str | None = None
    parent: str | None = None
    kind: str | None = None
    title: str | None = None
    addressees: list[str] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Printed:
    """One printed line of a block: `cell` tells lines of one table cell from those of the next."""

    text: str
    block: int
    cell: int
    source: Paragraph


def read_head(blocks: list[Block]) -> Head:
    """Reads up to the end of the title and the addressees. Blocks behind it come back untouched in `rest`."""
    head = Head()
    lines = list(_printed(blocks))
    left: list[str] = []
    position = _left_and_right(head, lines, left)
    if position < len(lines) and kind_of(lines[position].text):
        head.kind = kind_of(lines[position].text)
        position = _title(head, lines, position + 1)
    position = _addressees(head, lines, position)
    head.rest = blocks[lines[position].block :] if position < len(lines) else []
    _name_bodies(head, left)
    if not head.kind and (head.symbol or (head.title and head.issuer)):
        head.kind = "Công văn"
    return head


def _printed(blocks: list[Block]) -> Iterator[_Printed]:
    cell = 0
    for index, block in enumerate(blocks):
        cells = [[block]] if isinstance(block, Paragraph) else _cells(block)
        for paragraphs in cells:
            cell += 1
            for paragraph in paragraphs:
                two_columns = "\t" in paragraph.text and (
                    NATION.search(bare(paragraph.text)) or DATED.search(bare(paragraph.text)) or MOTTO.search(bare(paragraph.text))
                )
                for text in re.split(r"[\n\t]+" if two_columns else r"\n+", paragraph.text):
                    if text.strip():
                        yield _Printed(nfc(text), index, cell, paragraph)


def _cells(table: Table) -> Iterator[list[Paragraph]]:
    seen: set[int] = set()
    for row in table.rows:
        for cell in row:
            if id(cell) not in seen:
                seen.add(id(cell))
                yield cell


def _left_and_right(head: Head, lines: list[_Printed], left: list[str]) -> int:
    """Takes the two halves apart; returns where the title, the addressees or the text begins."""
    subject: list[str] = []
    subject_cell = position = 0
    for position, line in enumerate(lines[:_HEAD_LOOK]):  # noqa: B007 (where the loop stopped is the answer)
        plain = bare(line.text)
        if kind_of(line.text) or ADDRESSED.match(plain) or _BASES.match(plain):
            break
        rest = _take_fixed(head, line.text)
        if SUBJECT.match(bare(rest)):
            subject, subject_cell = [rest], line.cell
        elif subject and line.cell == subject_cell and rest and not _begins_text(rest):
            subject.append(rest)
        elif rest and _is_name(rest):
            left.append(rest)
        elif rest == line.text and _begins_text(rest):
            break
    else:
        position = min(_HEAD_LOOK, len(lines))
    if subject:
        head.title = " ".join(subject).strip(" .;*_-")
    return position


def _take_fixed(head: Head, text: str) -> str:
    """Cuts the country's name, the motto, the number and the day out of a line; returns what is left."""
    printed = text
    text = _without_nation(text)
    numbered = (_PARTY_NUMBER.search(text) or _NUMBER.search(text) or _BARE_NUMBER.match(text)) if not head.symbol else None
    if numbered:
        _set_number(head, numbered)
        text = text[: numbered.start()] + " " + text[numbered.end() :]
    dated = DATED.search(bare(text)) if not head.place else None
    if dated:
        _set_day(head, text, dated)
        text = text[: dated.start()] + " " + text[dated.end() :]
    return printed if text == printed else text.strip(" -–—_*|.,;:")


def _without_nation(text: str) -> str:
    for pattern in (NATION, MOTTO, PARTY):
        found = pattern.search(bare(text))
        if found:
            text = text[: found.start()] + " " + text[found.end() :]
    return nfc(text)


def _set_number(head: Head, found: re.Match[str]) -> None:
    """'Số: 453 /TB-UBND' has number and symbol, 'Số: /KH-SCT' a symbol only; '15/2010/QĐ-UBND' carries its year."""
    digits = re.sub(r"\s", "", found["no"])
    head.symbol = re.sub(r"\s*[-–]\s*", "-", found["symbol"]).strip(" .-")
    party = found.re is _PARTY_NUMBER
    if re.fullmatch(r"\d+[a-z]?(/\d{4})?", digits):
        head.number = f"{digits}-{head.symbol}" if party else f"{digits}/{head.symbol}"
        head.number_only = digits.split("/")[0]
    elif re.search(r"[^\W_]", digits):
        head.doubts.append(f"Số văn bản đọc được là “{digits}”, không phải chữ số; hãy xem lại số.")


def _set_day(head: Head, text: str, found: re.Match[str]) -> None:
    place = text[found.start("place") : found.end("place")]
    named = re.search(rf"(?:[{UPPER}][{LOWER}]*\.?(?:\s+(?!tháng|ngày)|-)?(?:phố\s+|xã\s+)?){{1,7}}(?:\d{{1,2}})?$", nfc(place))
    head.place = named[0].strip(" ,.-") if named else None
    day, month, year = (re.sub(r"\D", "", found[part]) for part in ("day", "month", "year"))
    if not (day and month and len(year) == 4):
        return
    try:
        head.day = date(int(year), int(month), int(day))
    except ValueError:
        head.doubts.append(f"Ngày ký “{nfc(text[found.start() : found.end()])}” không có trên lịch; hãy xem lại ngày.")


def _is_name(text: str) -> bool:
    """A line in capitals that may be (part of) a body's name."""
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return len(letters) >= 3 and capitals >= 0.75 * len(letters) and not _STAMPS.match(bare(text)) and not re.search(r"\d{3}", text)


def _begins_text(text: str) -> bool:
    """Whether the head is over: a basis, an opening phrase, a numbered section, or a long sentence."""
    plain = bare(text)
    mark = mark_of(text)
    return bool(
        _BASES.match(plain)
        or (_OPENING.match(plain) and len(text) > 40)
        or (mark and mark.style in ("roman", "article", "arabic."))
        or len(text) > 160
    )


def _title(head: Head, lines: list[_Printed], position: int) -> int:
    """The lines under the kind, up to the first that is no title: a basis, an author in capitals, a full sentence."""
    title: list[str] = []
    first = position
    while position < len(lines) and len(title) < _TITLE_LINES:
        line = lines[position]
        plain = bare(line.text)
        if not re.search(r"\w", plain):
            position += 1
            continue
        if ADDRESSED.match(plain) or kind_of(line.text) or (_BASES.match(plain) and (title or plain.lstrip().startswith("can cu"))):
            break  # a title may itself begin with 'Thực hiện …'
        if title and (_is_author(head, line.text) or not _continues(lines[first], line, title[-1])):
            break
        if not title and line.text.rstrip().endswith((".", ";")) and len(line.text) > 250:
            break
        title.append(line.text)
        position += 1
    if title:
        head.title = nfc(" ".join(title)).strip(" *_-–")
    if head.kind in ("Quyết định", "Nghị quyết") and position < len(lines) and _is_author(head, lines[position].text):
        position += 1
    return position


def _is_author(head: Head, text: str) -> bool:
    """In a decision the body that decides stands in capitals between the title and the bases."""
    return head.kind in ("Quyết định", "Nghị quyết") and text.strip(" *:").isupper() and bool(_AUTHOR.match(bare(text.strip(" *"))))


def _continues(first: _Printed, line: _Printed, before: str) -> bool:
    if before.rstrip().endswith((".", ";")) or line.text.rstrip().endswith((".", ";", ":")) or mark_of(line.text):
        return False
    if line.text[:1].islower() or line.text.startswith("("):
        return True
    if _OPENING.match(bare(line.text)) and len(line.text) > 120:
        return False
    same_face = line.source.bold > 0 if first.source.bold > 0 else line.text.isupper() == first.text.isupper()
    return same_face or (line.source.centred and first.source.centred)


def _addressees(head: Head, lines: list[_Printed], position: int) -> int:
    """'Kính gửi: …' on one line, or one addressee a line behind a dash."""
    if position >= len(lines) or not ADDRESSED.match(bare(lines[position].text)):
        return position
    found = ADDRESSED.match(bare(lines[position].text))
    head.addressees = [lines[position].text[found.end() :].strip(" .;:-–")] if found else []
    block = lines[position].block
    position += 1
    while position < len(lines):
        line = lines[position]
        mark = mark_of(line.text)
        listed = bool(mark and mark.bullet)
        if line.block != block and not listed and not (line.text.startswith("(") and line.text.endswith(")")):
            break
        if line.block != block and listed and not _is_addressee(head, line.text):
            break
        head.addressees.append(line.text.lstrip("-–+• ").strip(" .;"))
        position += 1
    head.addressees = [text for text in head.addressees if text]
    return position


def _is_addressee(head: Head, text: str) -> bool:
    """A dash behind 'Kính gửi:' is an addressee while no addressee stood on the line itself and the item is short."""
    return len(text) < 250 and not (len(head.addressees) == 1 and head.addressees[0] and text[:1] not in "-–+•")


def _name_bodies(head: Head, left: list[str]) -> None:
    bodies = [proper(body) for body in bodies_of(left)]
    if not bodies:
        return
    head.parent = bodies[-2] if len(bodies) > 1 else None
    head.issuer = with_place(bodies[-1], head.parent)
