"""Any text and any damage: the reader answers with a sound document or a ReadingError."""

import contextlib
import unicodedata

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from lantoa.documents.official import CLAUSE_KINDS, OfficialDocument
from lantoa.documents.reading.errors import ReadingError
from lantoa.documents.reading.formats import blocks_of
from lantoa.documents.reading.structure import document_of
from tests.documents import papers

PHRASES = [
    *papers.LEFT, *papers.RIGHT, *papers.BEFORE_TABLES, *papers.RECIPIENTS, *papers.SIGNER, "|", "| a | b |", "**", "- ", "a)", "1.", "I.", "Điều 1.",
    "Kính gửi:", "PHỤ LỤC", "Giao Sở Y tế", "Đề nghị", "<table><tr><td>", "QUYẾT ĐỊNH", "V/v x", "ngày tháng năm", "\t", "\f", "  ", "./.",
    "[1] Luật", "…", "1.1.1.",
]  # fmt: skip
LINES = st.lists(st.one_of(st.sampled_from(PHRASES), st.text(max_size=40)), max_size=40)


def sound(document: OfficialDocument) -> None:
    assert OfficialDocument.from_json(document.to_json()) == document
    ids = [clause.id for clause in document.clauses]
    assert len(ids) == len(set(ids))
    assert all(clause.kind in CLAUSE_KINDS and clause.text for clause in document.clauses)
    texts = [task.text for assignment in document.assignments for task in assignment.tasks] + [clause.text for clause in document.clauses]
    assert all(text == unicodedata.normalize("NFC", text) and "\n" not in text for text in [*texts, *document.recipients])
    assert all(assignment.unit for assignment in document.assignments)


@seed(449)
@settings(max_examples=150, deadline=None, derandomize=True)
@given(LINES, st.sampled_from(["a.txt", "a.md", ""]))
def test_any_text(lines, name):
    with contextlib.suppress(ReadingError):
        sound(document_of(blocks_of("\n".join(lines).encode("utf-8", errors="replace"), name)))


@seed(449)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(LINES)
def test_any_word_document(lines):
    lines = ["".join(char for char in line if char.isprintable() or char in "\t\n") for line in lines]
    with contextlib.suppress(ReadingError):
        sound(document_of(blocks_of(papers.as_docx(lines), "a.docx")))


@seed(449)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([papers.as_docx(), papers.as_doc(papers.BEFORE_TABLES), papers.as_pdf()]),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=30),
)
def test_damaged_files(data, changes):
    damaged = bytearray(data)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    with contextlib.suppress(ReadingError):
        sound(document_of(blocks_of(bytes(damaged), "a")))
