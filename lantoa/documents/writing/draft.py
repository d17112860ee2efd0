"""What is to be written: an administrative document by Nghị định 30/2020/NĐ-CP, before it becomes DOCX or PDF.

A draft holds words only. How they look (sizes, lines, places on the page) is fixed by the decree and known to the two
writers; marks that the decree asks for ('Điều 1.', dashes, semicolons, './.') are set by the system, so a draft does not
carry them. No signature and no seal is ever drawn: number and day stay empty for the clerk until they are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Align = Literal["left", "center", "right", "justify"]

# Kinds of document by their code (Nghị định 30/2020, phụ lục III, mục I) and the name printed over the subject.
# A công văn has no printed name and no kind code in its symbol.
KINDS: dict[str, str] = {
    "NQ": "NGHỊ QUYẾT", "QĐ": "QUYẾT ĐỊNH", "CT": "CHỈ THỊ", "QC": "QUY CHẾ", "QyĐ": "QUY ĐỊNH", "TC": "THÔNG CÁO",
    "TB": "THÔNG BÁO", "HD": "HƯỚNG DẪN", "CTr": "CHƯƠNG TRÌNH", "KH": "KẾ HOẠCH", "PA": "PHƯƠNG ÁN", "ĐA": "ĐỀ ÁN",
    "DA": "DỰ ÁN", "BC": "BÁO CÁO", "BB": "BIÊN BẢN", "TTr": "TỜ TRÌNH", "CĐ": "CÔNG ĐIỆN", "GM": "GIẤY MỜI",
    "GGT": "GIẤY GIỚI THIỆU", "PG": "PHIẾU GỬI", "PC": "PHIẾU CHUYỂN", "PB": "PHIẾU BÁO",
}  # fmt: skip
LETTER = "CV"  # công văn


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuing body as the head prints it, in capitals, one item a printed line.

    `parent` is the body directly above. A Ủy ban nhân dân prints no superior body, so its `parent` is left out of print
    (`shown_parent`). `place` is the official place name of the date line ('Long Khánh').
    """

    lines: tuple[str, ...]
    place: str
    parent: tuple[str, ...] = ()

    @property
    def shown_parent(self) -> tuple[str, ...]:
        first = self.lines[0].upper() if self.lines else ""
        return () if first.startswith(("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "UBND")) else self.parent


@dataclass(frozen=True, slots=True)
class IssueDay:
    """The day of issue as far as it is known: the clerk fills the rest in by hand. `IssueDay.of(day)` for a whole one."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> IssueDay:
        return cls(day.year, day.month, day.day)

    @property
    def date(self) -> date | None:
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered part. Level 1 prints 'I. TÊN MỤC' in bold capitals, 2 '1. Tên mục' in bold, 3 'a) Tên mục' in italics.

    The number is counted by the system unless `number` is given ('I', '1', 'a', without dot or bracket).
    """

    text: str
    level: Literal[1, 2, 3] = 1
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with an indented first line. `lead` is a bold beginning of the same line ('Chủ trì:')."""

    text: str
    lead: str = ""
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Dash:
    """An item behind a dash."""

    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """'Điều 1.' in bold, counted by the system, and its text behind it; with a `title` the title is bold and the text starts a new line."""

    text: str = ""
    title: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered clause ('1.') or, `lettered`, a point ('a)' in the Vietnamese order a b c d đ e g …), counted by the system."""

    text: str
    lettered: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `width` is its share of the text width (any unit, the sum counts as the whole)."""

    title: str
    width: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not plain: in bold (a total), or one cell over the whole width (`spanning`, a group's name)."""

    cells: tuple[str, ...]
    bold: bool = False
    spanning: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its header row repeats on every page and no row is split. `caption` stands above, right, in italics ('Đơn vị tính: đồng')."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str] | Row]
    caption: str = ""
    size: float = 12.0  # points

    @property
    def all_rows(self) -> list[Row]:
        return [row if isinstance(row, Row) else Row(tuple(row)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Line:
    """A free line, not indented: 'QUYẾT NGHỊ:' centred in bold, a remark in italics."""

    text: str
    align: Align = "left"
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty line."""


Block = Heading | Paragraph | Dash | Article | Item | Table | Line | Blank


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: `authority` lines ('TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'), the post, the name without titles.

    Printed in capitals above an empty space for the signature. `note` stands under the post in italics ('(Ký, ghi rõ họ tên)').
    """

    post: str
    name: str = ""
    authority: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """'Phụ lục' on pages of its own, counted from 1. With two or more annexes the system numbers them 'Phụ lục I', 'II' …

    `attached` is the line in brackets; left empty the system writes '(Kèm theo Quyết định số …/QĐ-UBND ngày … tháng … năm … của …)'.
    """

    title: str
    body: Sequence[Block]
    attached: str = ""
    landscape: bool = False


@dataclass(slots=True, kw_only=True)
class Draft:
    """A document to be written.

    kind         a code of KINDS, or LETTER for a công văn
    symbol       'QĐ-UBND'; `number` stays empty for the clerk ('Số:       /QĐ-UBND')
    subject      trích yếu without 'Về việc'-magic: printed as given; for a công văn the words behind 'V/v '
    addressees   'Kính gửi': one stands on the same line, several get a dash each
    competence   THẨM QUYỀN BAN HÀNH of a decision: 'CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG LONG KHÁNH'
    bases        'Căn cứ …', 'Theo đề nghị của …': one a line, without the closing ';' (the last gets '.')
    opening      paragraphs before the first heading are ordinary blocks of `body`
    signatures   one (right), or two side by side (left, right): THƯ KÝ and CHỦ TỌA of minutes; none is allowed
    recipients   'Nơi nhận' without dashes and semicolons, and without the filing line
    filing       what follows 'Lưu: ' in the last line ('VT, VX'); empty when there is no 'Nơi nhận'
    """

    kind: str
    issuer: Issuer
    symbol: str
    subject: str
    number: str = ""
    day: IssueDay = field(default_factory=IssueDay)
    addressees: Sequence[str] = ()
    competence: str = ""
    bases: Sequence[str] = ()
    body: Sequence[Block] = ()
    signatures: Sequence[Signature] = ()
    recipients: Sequence[str] = ()
    filing: str = "VT"
    annexes: Sequence[Annex] = ()
    body_size: float = 14.0  # points; the decree allows 13 to 14

    @property
    def kind_name(self) -> str:
        """As printed ('QUYẾT ĐỊNH'), empty for a công văn. Raises KeyError for an unknown kind."""
        return "" if self.kind == LETTER else KINDS[self.kind]
