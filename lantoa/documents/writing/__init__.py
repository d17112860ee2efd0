"""Writes official documents by Nghị định 30/2020/NĐ-CP, as DOCX that a clerk goes on editing and as archival PDF.

draft      what is to be written         printed    the draft as printed lines: marks, numbers, semicolons, './.'
docx       python-docx                   pdf        typst, from data only
official   to and from the reader's OfficialDocument
checks     does a written document keep the decree?
"""

from __future__ import annotations

from lantoa.documents.writing.draft import (
    KINDS,
    LETTER,
    Annex,
    Article,
    Blank,
    Block,
    Column,
    Dash,
    Draft,
    Heading,
    IssueDay,
    Issuer,
    Item,
    Line,
    Paragraph,
    Row,
    Signature,
    Table,
)

__all__ = [
    "KINDS", "LETTER", "Annex", "Article", "Blank", "Block", "Column", "Dash", "Draft", "Heading", "IssueDay", "Issuer", "Item", "Line",
    "Paragraph", "Row", "Signature", "Table", "to_docx", "to_pdf",
]  # fmt: skip


def to_docx(draft: Draft) -> bytes:
    """The draft as a Word file, unsigned. Raises KeyError for an unknown kind."""
    from lantoa.documents.writing.docx import write

    return write(draft)


def to_pdf(draft: Draft) -> bytes:
    """The draft as PDF/A-2b, unsigned. Raises KeyError for an unknown kind."""
    from lantoa.documents.writing.pdf import write

    return write(draft)
