"""Whatever people type, both files are made: no text may stop a decision."""

import io
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.documents.certificates import render
from lantoa.documents.writing import (
    Annex,
    Article,
    Column,
    Dash,
    Heading,
    Issuer,
    Item,
    Line,
    Paragraph,
    Row,
    Signature,
    Table,
    to_docx,
    to_pdf,
)
from tests.documents import drafts
from tests.documents.test_certificates import ONE

TEXT = st.text(max_size=60)
BLOCKS = st.one_of(
    st.builds(Heading, TEXT, st.sampled_from([1, 2, 3])), st.builds(Paragraph, TEXT, TEXT), st.builds(Dash, TEXT), st.builds(Article, TEXT, TEXT),
    st.builds(Item, TEXT, st.booleans()), st.builds(Line, TEXT),
    st.builds(lambda a, b: Table((Column(a, 0), Column(b, 3)), [(a, b), Row((b,), spanning=True)], caption=a), TEXT, TEXT),
)  # fmt: skip
SYMBOLS = "🏆 ✓ → 中文 العربية ½ ∑ \U0001f1fb\U0001f1f3 e\u0301\u0323\u0302 \u202e \ue000 \x07 \ufffd"


def written(**changes):
    draft = replace(drafts.PLAN, **changes)
    pages = pdfium.PdfDocument(to_pdf(draft))
    Document(io.BytesIO(to_docx(draft)))
    return " ".join(page.get_textpage().get_text_range() for page in pages)


@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCKS, max_size=6), TEXT, TEXT, TEXT)
def test_any_text_anywhere(blocks, one, two, three):
    written(
        issuer=Issuer((one, two), three, (two,)), symbol=one, number=two, subject=three, addressees=[one, two], competence=two, bases=[three, one],
        body=blocks, signatures=[Signature(one, two, (three,), one), Signature(two, three)], recipients=[one, two], filing=three, annexes=[Annex(one, blocks)],
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT, TEXT)
def test_any_text_on_a_certificate(one, two, three):
    assert render([replace(ONE, recipient=one, details=two, achievement=three, decider=two, name=one, place=three, decision=one)])


def test_signs_that_the_typeface_lacks_do_not_stop_the_paper():
    text = written(subject=f"Tuyên dương {SYMBOLS} xong", body=[Paragraph(f"Nội dung {SYMBOLS} còn đây.")])
    assert "Tuyên dương" in text
    assert "còn đây" in text
    assert render([replace(ONE, recipient=f"Ông {SYMBOLS}", achievement=SYMBOLS)])


@pytest.mark.parametrize("name", ["Nguyễn " * 70, "x" * 500, "Ẩ" * 500])
def test_names_of_500_letters(name):
    table = Table((Column("STT"), Column("Họ và tên", 3)), [("1", name)])
    text = written(subject=name, body=[table, Paragraph(name)], signatures=[Signature(name, name)], recipients=[name])
    assert "".join(text.split()).replace("\u200b", "").count("".join(name.split())[:20]) >= 4
