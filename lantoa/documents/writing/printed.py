"""A draft as it is printed: every mark, number and sign that the decree asks for is set here, once, for both writers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from lantoa.core.text import nfc
from lantoa.documents.reading.marks import POINT_LETTERS
from lantoa.documents.reading.names import proper
from lantoa.documents.wording import pad_day, pad_month
from lantoa.documents.writing.draft import (
    LETTER,
    Annex,
    Article,
    Blank,
    Block,
    Dash,
    Draft,
    Heading,
    IssueDay,
    Item,
    Line,
    Paragraph,
    Row,
    Table,
)

GAP = "\u00a0" * 6  # room that the clerk fills in: a space that no program folds away
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_SEVERAL = 2


@dataclass(slots=True)
class Text:
    """A paragraph: `style` is a key of styles(); `runs` are (text, bold, italic), added to what the style says."""

    style: str
    runs: list[tuple[str, bool, bool]]
    align: str = ""

    @property
    def text(self) -> str:
        return "".join(run[0] for run in self.runs)


@dataclass(slots=True)
class Grid:
    """A ruled table; widths are shares that sum to 1."""

    widths: list[float]
    aligns: list[str]
    head: list[str]
    rows: list[Row]
    caption: str
    size: float


Element = Text | Grid


@dataclass(slots=True)
class SignedBy:
    posts: list[str]
    note: str
    name: str


@dataclass(slots=True)
class Supplement:
    heading: str
    title: str
    attached: str
    body: list[Element]
    landscape: bool


@dataclass(slots=True)
class Printed:
    """Everything in the order of the page."""

    parent: list[str]
    issuer: list[str]
    number: str
    place_day: str
    kind: str
    subject: str
    letter_subject: str  # 'V/v …' under the number of a công văn
    body: list[Element]
    signatures: list[SignedBy]
    recipients: list[str]
    name: str = ""  # for the file's properties: kind and subject
    annexes: list[Supplement] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """Plain values for the PDF's template."""
        data = asdict(self)
        for target, elements in [(data, self.body), *zip(data["annexes"], (a.body for a in self.annexes), strict=True)]:
            target["body"] = [asdict(element) | {"grid": isinstance(element, Grid)} for element in elements]
        return data


def clean(text: str) -> str:
    """One line of NFC text that any file format takes: control and private characters go, breaks become spaces."""
    return nfc("".join(_safe(char) for char in text))


def printed(draft: Draft) -> Printed:
    """Raises KeyError for an unknown kind."""
    letter = draft.kind == LETTER
    kind = draft.kind_name
    subject = clean(draft.subject)
    bare_subject = re.sub(r"^v\s*/\s*v\s*:?\s*", "", subject, flags=re.I)
    if letter:
        subject = f"V/v {bare_subject}" if bare_subject else ""
    body = [*_opening(draft), *_elements(draft.body)]
    _close(body)
    return Printed(
        parent=_capitals(draft.issuer.shown_parent), issuer=_capitals(draft.issuer.lines), number=number_line(draft),
        place_day=f"{clean(draft.issuer.place)}, {day_line(draft.day)}", kind=kind, subject=subject, letter_subject=subject if letter else "", body=body,
        signatures=[SignedBy([_post(p) for p in (*s.authority, s.post) if clean(p)], clean(s.note), clean(s.name)) for s in draft.signatures],
        recipients=_recipients(draft), name=f"{(kind or 'CÔNG VĂN').capitalize()}: {subject}" if subject else kind.capitalize(),
        annexes=[_annex(draft, annex, number) for number, annex in enumerate(draft.annexes, 1)],
    )  # fmt: skip


def number_line(draft: Draft) -> str:
    """'Số: 05/QĐ-UBND'; without a number room for it: 'Số:      /QĐ-UBND'."""
    return f"Số: {_number(draft)}/{clean(draft.symbol)}" if clean(draft.number) else f"Số:{GAP}/{clean(draft.symbol)}"


def day_line(day: IssueDay) -> str:
    """'ngày 05 tháng 02 năm 2022'; what is not known yet is room."""
    return f"ngày {pad_day(day.day) if day.day else GAP} tháng {pad_month(day.month) if day.month else GAP} năm {day.year or GAP}"


def _number(draft: Draft) -> str:
    number = clean(draft.number)
    return number.zfill(2) if number.isdigit() else number


def _safe(char: str) -> str:
    if char in "\t\n\r\x0b\x0c\u2028\u2029\x85":
        return " "
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn", "Co") else char


def _capitals(lines: Iterable[str]) -> list[str]:
    return [clean(line).upper() for line in lines if clean(line)]


def _post(text: str) -> str:
    return re.sub(r"^(TM|KT|TL|TUQ|Q)\s*\.\s*", r"\1. ", clean(text).upper())


def _recipients(draft: Draft) -> list[str]:
    lines = [f"- {_bare_item(text)};" for text in draft.recipients if _bare_item(text)]
    if clean(draft.filing):
        lines.append(f"- Lưu: {_bare_item(draft.filing)}.")
    elif lines:
        lines[-1] = lines[-1][:-1] + "."
    return lines


def _bare_item(text: str) -> str:
    return clean(text).lstrip("-–+• ").rstrip(" ;,.")


def _opening(draft: Draft) -> Iterator[Element]:
    """Addressees, who decides, bases, 'QUYẾT ĐỊNH:'."""
    addressees = [_bare_item(text) for text in draft.addressees if _bare_item(text)]
    if len(addressees) >= _SEVERAL:
        yield _text("addressed_list", "Kính gửi:")
        yield from (_text("addressee", f"- {text}{'.' if last else ';'}") for text, last in _with_last(addressees))
    elif addressees:
        yield _text("addressed", f"Kính gửi: {addressees[0]}")
    if addressees:
        yield Text("after_head", [])
    if clean(draft.competence):
        yield _text("competence", clean(draft.competence).upper())
    bases = [clean(text).rstrip(" ;,.") for text in draft.bases if clean(text).rstrip(" ;,.")]
    yield from (_text("base", f"{text}{'.' if last else ';'}") for text, last in _with_last(bases))
    if draft.kind in ("QĐ", "NQ"):
        yield _text("decides", "QUYẾT ĐỊNH:" if draft.kind == "QĐ" else "QUYẾT NGHỊ:")


def _with_last(items: Sequence[str]) -> Iterator[tuple[str, bool]]:
    return ((item, place == len(items)) for place, item in enumerate(items, 1))


def _text(style: str, *runs: str, bold_first: bool = False, bold: bool = False, italic: bool = False, align: str = "") -> Text:
    return Text(style, [(run, bold or (bold_first and place == 0), italic) for place, run in enumerate(runs) if run], align)


class _Counter:
    """Numbers of headings, articles, clauses and points, each begun anew below the one above it."""

    def __init__(self) -> None:
        self.levels = [0, 0, 0]
        self.article = self.item = self.point = 0

    def heading(self, level: int) -> str:
        self.levels[level - 1] += 1
        self.levels[level:] = [0] * (3 - level)
        self.item = self.point = 0
        value = self.levels[level - 1]
        return roman(value) if level == 1 else str(value) if level == 2 else letter_of(value)

    def next_article(self, given: int | None) -> int:
        self.article = given or self.article + 1
        self.item = self.point = 0
        return self.article

    def next_item(self, lettered: bool) -> str:
        if lettered:
            self.point += 1
            return letter_of(self.point)
        self.item, self.point = self.item + 1, 0
        return str(self.item)


def _elements(blocks: Sequence[Block]) -> list[Element]:
    counter = _Counter()
    return [element for block in blocks for element in _element(block, counter)]


def _element(block: Block, counter: _Counter) -> Iterator[Element]:
    match block:
        case Heading():
            number = counter.heading(block.level)
            number = clean(block.number) or number
            text = clean(block.text)
            mark = f"{number}) " if block.level == 3 else f"{number}. "
            yield _text(f"heading{block.level}", mark + (text.upper() if block.level == 1 else text))
        case Paragraph():
            lead = clean(block.lead)
            for place, text in enumerate(_paragraphs(block.text) or [""]):
                first = lead if place == 0 else ""
                runs = (f"{first} " if first else "", text)
                yield _text("text", *runs, bold_first=bool(first), bold=block.bold, italic=block.italic)
        case Dash():
            yield from (_text("dash", f"- {text.lstrip('-–+• ')}") for text in _paragraphs(block.text))
        case Article():
            mark = f"Điều {counter.next_article(block.number)}. "
            texts = _paragraphs(block.text)
            if clean(block.title):
                yield _text("article_title", mark + clean(block.title))
            elif texts:
                yield _text("article", mark, texts.pop(0), bold_first=True)
            else:
                yield _text("article", mark.strip(), bold=True)
            yield from (_text("text", text) for text in texts)
        case Item():
            number = clean(block.number) or counter.next_item(block.lettered)
            mark = f"{number}) " if block.lettered else f"{number}. "
            first, *others = _paragraphs(block.text) or [""]
            yield _text("point" if block.lettered else "item", mark + first)
            yield from (_text("text", text) for text in others)
        case Table():
            yield _grid(block)
        case Line():
            yield _text("line", clean(block.text), bold=block.bold, italic=block.italic, align=block.align)
        case Blank():
            yield Text("line", [])


def _paragraphs(text: str) -> list[str]:
    """A text that people typed with line breaks is several paragraphs."""
    return [line for line in (clean(part) for part in re.split(r"[\r\n\u2028\u2029]+", text)) if line]


def _grid(table: Table) -> Grid:
    total = sum(max(column.width, 0) for column in table.columns) or 1
    count = len(table.columns)
    rows = [
        Row((clean(row.cells[0] if row.cells else ""),), row.bold, True)
        if row.spanning
        else Row(tuple(clean(cell) for cell in (*row.cells, *[""] * count)[:count]), row.bold)
        for row in table.all_rows
    ]
    return Grid(
        [max(column.width, 0) / total for column in table.columns], [column.align for column in table.columns],
        [clean(column.title) for column in table.columns], rows, clean(table.caption), table.size,
    )  # fmt: skip


def _close(body: list[Element]) -> None:
    """The text ends './.'; a document whose last block is a table or a free line ends as its author wrote it."""
    while body and isinstance(body[-1], Text) and not body[-1].runs and body[-1].style == "line":
        body.pop()  # the foot keeps its own distance
    last = body[-1] if body else None
    if isinstance(last, Text) and last.runs and last.style in ("text", "article", "item", "point", "dash"):
        text, bold, italic = last.runs[-1]
        last.runs[-1] = (text.rstrip(" ./;,") + "./.", bold, italic)


def _annex(draft: Draft, annex: Annex, number: int) -> Supplement:
    heading = f"Phụ lục {roman(number)}" if len(draft.annexes) >= _SEVERAL else "Phụ lục"
    attached = clean(annex.attached).strip("()") or _attached(draft)
    return Supplement(heading, clean(annex.title).upper(), f"({attached})", _elements(annex.body), annex.landscape)


def _attached(draft: Draft) -> str:
    """'Kèm theo Quyết định số …/QĐ-UBND ngày … tháng 6 năm 2022 của Chủ tịch Ủy ban nhân dân phường Long Khánh'."""
    kind = (draft.kind_name or "CÔNG VĂN").capitalize()
    number = f"{_number(draft) if clean(draft.number) else GAP}/{clean(draft.symbol)}"
    return f"Kèm theo {kind} số {number} {day_line(draft.day)} của {author_of(draft)}"


def author_of(draft: Draft) -> str:
    """Who issues, as in a sentence: 'Chủ tịch Ủy ban nhân dân phường Long Khánh', 'Sở Nội vụ'."""
    competence = clean(draft.competence).upper()
    post = re.match(r"(CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG PHÒNG|TRƯỞNG BAN|HIỆU TRƯỞNG)\s+(?=\S)", competence)
    if post:
        return f"{post[1].capitalize()} {proper(competence[post.end() :])}"
    return proper(competence or " ".join(_capitals(draft.issuer.lines)))


def roman(number: int) -> str:
    """1 to 399; higher numbers stay Arabic."""
    if not 0 < number < 400:
        return str(number)
    out = ""
    for value, sign in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out += sign * (number // value)
        number %= value
    return out


def letter_of(number: int) -> str:
    """The letter of a point: a b c d đ e g …; behind y they go on as a1, b1."""
    turn, place = divmod(number - 1, len(POINT_LETTERS))
    return POINT_LETTERS[place] + (str(turn) if turn else "")
