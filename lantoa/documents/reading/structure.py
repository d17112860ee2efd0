"""Blocks to an official document: head, bases, outline, duties, foot, in the order in which they are printed."""

from __future__ import annotations

import re

from lantoa.core.text import nfc
from lantoa.documents.official import Clause, OfficialDocument, Section, Warning
from lantoa.documents.reading.bases import read_bases
from lantoa.documents.reading.duties import assignments_of
from lantoa.documents.reading.errors import ReadingError
from lantoa.documents.reading.foot import find_foot, read_foot
from lantoa.documents.reading.head import Head, read_head
from lantoa.documents.reading.layout import Block, Paragraph, Table
from lantoa.documents.reading.marks import mark_of
from lantoa.documents.reading.outline import Node, outline_of
from lantoa.documents.reading.phrases import ATTACHED_KINDS, bare, kind_of

_KIND_WORDS = [
    ("requirement", re.compile(r"^\W*yêu cầu", re.I)),
    ("purpose", re.compile(r"mục đích|mục tiêu|ý nghĩa", re.I)),
    ("requirement", re.compile(r"yêu cầu", re.I)),
    ("organisation", re.compile(r"tổ chức thực hiện|phân công|trách nhiệm|tổ chức triển khai|điều khoản thi hành|kinh phí", re.I)),
    ("form", re.compile(r"^\W*(?:các\s+)?hình thức", re.I)),
    ("content", re.compile(r"nội dung|nhiệm vụ|giải pháp|chủ đề|hoạt động", re.I)),
    ("form", re.compile(r"hình thức", re.I)),
]
_ATTACHED = re.compile(r"(?:^|\n)\W*(?:kem theo|ban hanh kem theo|ban hanh theo|dinh kem)\b")
_LEVELS = r"tỉnh|thành phố|huyện|quận|thị xã|phường|xã|thị trấn|đặc khu"


def document_of(blocks: list[Block]) -> OfficialDocument:
    """Reads the document. Raises ReadingError when the text is no official document."""
    start, end = find_foot(blocks)
    head = read_head(blocks[:start])
    foot = read_foot(blocks[start:end])
    opening, body = _cut_opening(head.rest)
    attached = _attached(blocks[end:])
    root, doubts = outline_of(body)
    annex, _ = outline_of(attached)
    document = OfficialDocument(
        number=head.number, number_only=head.number_only, symbol=head.symbol, place=head.place or None, date=head.day,
        issuer=head.issuer, parent_issuer=head.parent, kind=head.kind, title=head.title,
        legal_bases=read_bases([p.text for p in opening]), sections=_sections(root) + _sections(annex), clauses=_clauses(root, annex),
        assignments=assignments_of(root, head.kind, [p.text for p in opening]) + assignments_of(annex, None, []),
        recipients=foot.recipients, signer=foot.signer,
    )  # fmt: skip
    if not _is_official(document):
        raise ReadingError(
            "Tệp này không giống một văn bản hành chính (không thấy số hiệu, tên loại hay nơi nhận); hãy kiểm tra lại tệp rồi gửi lại."
        )
    _infer_issuer(document, head, opening)
    document.warnings = _warnings(document, head, doubts)
    return document


def _is_official(document: OfficialDocument) -> bool:
    """At least two of the marks by which anyone knows an official document."""
    marks = [
        document.kind,
        document.symbol or document.date,
        document.recipients or document.signer.position,
        document.sections,
        document.legal_bases,
    ]
    return sum(bool(mark) for mark in marks) >= 2 and bool(document.kind or document.symbol or document.recipients)


def _cut_opening(blocks: list[Block]) -> tuple[list[Paragraph], list[Block]]:
    """The paragraphs before the first numbered one: bases, reasons, 'QUYẾT ĐỊNH:'."""
    opening: list[Paragraph] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            return opening, blocks[index:]
        text = nfc(block.text)
        mark = mark_of(text)
        if mark and not (mark.bullet and re.match(r"\W*(can cu|theo|xet)\b", bare(text))):
            return opening, blocks[index:]
        opening.append(Paragraph(text.lstrip("-–+• "), block.bold, block.italic, block.centred) if mark else block)
    return opening, []


def _attached(blocks: list[Block]) -> list[Block]:
    """Annexes that carry duties: a document attached to a decision keeps its text, a mere annex only its tables."""
    kept: list[Block] = []
    whole = False
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            kept.append(block)
            continue
        text = nfc(block.text)
        if re.match(r"^\W*(phu luc|bieu|mau)\b", bare(text)):
            whole = False
        elif kind_of(text) in ATTACHED_KINDS and any(
            isinstance(b, Paragraph) and _ATTACHED.search(bare(b.text)) for b in blocks[index : index + 6]
        ):
            whole = True
        elif whole and (kept or mark_of(text)):
            kept.append(block)
    return kept


def _sections(node: Node) -> list[Section]:
    """The headed nodes as a tree; a headed node below a paragraph without heading hangs on the next section above."""
    found: list[Section] = []
    for child in node.children:
        below = _sections(child)
        if child.heading and child.mark:
            found.append(Section(child.mark.label, child.heading, below))
        else:
            found += below
    return found


def _clauses(*roots: Node) -> list[Clause]:
    """The smallest items: bullets, points, and paragraphs that have nothing smaller below or beside them."""
    clauses: list[Clause] = []
    counts: dict[str, int] = {}
    used: set[str] = set()
    for node in (node for root in roots for node in root.walk()):
        if node.table or not node.text or node.closing or not _is_smallest(node):
            continue
        path = node.numbers
        if node.mark and not node.mark.bullet:
            path = path[:-1]
            name = node.place
        else:
            base = node.place
            counts[base] = counts.get(base, 0) + 1
            name = f"{base}-{counts[base]}"
        unique, again = name, 2
        while unique in used:
            unique, again = f"{name}~{again}", again + 1
        used.add(unique)
        clauses.append(Clause(unique, path, (node.run_in or node.text), _clause_kind(node)))
    return clauses


def _is_smallest(node: Node) -> bool:
    if any(child.text and not child.table for child in node.children):
        return False
    if node.heading and not node.run_in:
        return False
    beside = node.parent.children if node.parent else []
    if not node.mark:  # a paragraph that only leads the items beside it in is no item itself
        return bool(node.parent and node.parent.mark) and not (node.text.rstrip().endswith(":") and any(other.mark for other in beside))
    return True


def _clause_kind(node: Node) -> str:
    for heading in node.headings:
        for kind, words in _KIND_WORDS:
            if words.search(heading):
                return kind
    return "other"


def _infer_issuer(document: OfficialDocument, head: Head, opening: list[Paragraph]) -> None:
    """A copy that lost its head still says who issues: symbol 'KH-UBND', place 'Long Khánh', 'thành phố Long Khánh' in the text."""
    if document.issuer or not document.place or not (document.symbol or "").upper().endswith("UBND"):
        return
    text = " ".join([document.title or "", *(p.text for p in opening)])
    level = re.search(rf"({_LEVELS})\s+{re.escape(document.place)}\b", text, re.I)
    if level:
        document.issuer = f"Ủy ban nhân dân {level[1].lower()} {document.place}"
        head.doubts.append("Phần đầu văn bản không in tên cơ quan; tên cơ quan ban hành được suy ra từ ký hiệu, địa danh và trích yếu.")


def _warnings(document: OfficialDocument, head: Head, doubts: list[tuple[str, str]]) -> list[Warning]:
    warnings = [Warning(message, "Phần đầu văn bản") for message in head.doubts]
    missing = {
        "số văn bản": document.number, "ngày ký": document.date, "cơ quan ban hành": document.issuer, "tên loại": document.kind,
        "trích yếu": document.title,
    }  # fmt: skip
    warnings += [Warning(f"Không thấy {name}.", "Phần đầu văn bản") for name, value in missing.items() if not value]
    if not document.recipients:
        warnings.append(Warning("Không thấy phần “Nơi nhận”.", "Cuối văn bản"))
    if not document.signer.name:
        warnings.append(Warning("Không thấy họ tên người ký.", "Cuối văn bản"))
    warnings += [Warning(message, place) for message, place in doubts]
    for assignment in document.assignments:
        if not assignment.tasks:
            warnings.append(Warning(f"“{assignment.unit}” không có việc nào đi kèm.", f"Mục {assignment.num}"))
    return warnings
