"""The same plan in every format is read as the same document."""

import pytest

from lantoa.documents.reading.formats import blocks_of
from lantoa.documents.reading.structure import document_of
from tests.documents import papers

PLAIN = [*papers.LEFT, *papers.RIGHT, *papers.BEFORE_TABLES, *papers.RECIPIENTS, *papers.SIGNER]


def read(data, name):
    return document_of(blocks_of(data, name))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.docx", papers.as_docx),
        ("plan.txt", lambda: papers.as_text().encode()),
        ("utf16.txt", lambda: papers.as_text().encode("utf-16")),
        ("plan.md", lambda: papers.as_markdown().encode()),
        ("plan.pdf", papers.as_pdf),
        ("plan.doc", lambda: papers.as_doc(PLAIN)),
        ("vni.txt", lambda: papers.as_vni(papers.as_text())),
    ],
)
def test_every_format_gives_the_same_document(name, data):
    document = read(data(), name)
    assert (document.number, document.number_only, document.symbol) == ("45/KH-SVHTT", "45", "KH-SVHTT")
    assert (document.place, document.date.isoformat()) == ("An Bình", "2024-03-05")
    assert document.issuer == "Sở Văn hóa và Thể thao tỉnh An Bình"
    assert document.parent_issuer == "Ủy ban nhân dân tỉnh An Bình"
    assert document.kind == "Kế hoạch"
    assert document.title.lower() == papers.TITLE.lower()
    assert [(b.number, b.date.isoformat()) for b in document.legal_bases] == [(None, "2019-11-21"), ("12/KH-UBND", "2024-01-02")]
    assert [(s.num, s.heading) for top in document.sections for s in top.walk()] == [
        ("I", "MỤC ĐÍCH, YÊU CẦU"),
        ("1", "Mục đích"),
        ("2", "Yêu cầu"),
        ("II", "TỔ CHỨC THỰC HIỆN"),
        ("1", "Phòng Nghiệp vụ"),
        ("2", "Đề nghị Hội Khuyến học tỉnh"),
    ]
    assert [c.id for c in document.clauses] == ["I.1-1", "I.1-2", "I.2-1", "II.1.a", "II.1.b", "II.2-1"]
    assert [c.kind for c in document.clauses] == ["purpose", "purpose", "requirement", "organisation", "organisation", "organisation"]
    assert [(a.num, a.unit, a.request, [t.text for t in a.tasks]) for a in document.assignments] == [
        (
            "II.1",
            "Phòng Nghiệp vụ",
            False,
            ["Chủ trì xây dựng chương trình chi tiết, gửi các đơn vị trước ngày 15/3/2024", "Tổng hợp, báo cáo kết quả."],
        ),
        ("II.2", "Hội Khuyến học tỉnh", True, ["Phối hợp vận động hội viên tham gia ngày hội."]),
    ]
    first = document.assignments[0].tasks[0]
    assert (first.deadline_text, first.deadline.isoformat()) == ("trước ngày 15/3/2024", "2024-03-15")
    assert document.recipients == ["UBND tỉnh (b/c)", "Các phòng, đơn vị thuộc Sở", "Lưu: VT, NV"]
    assert (document.signer.authority, document.signer.position, document.signer.name) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Mây")
    assert document.warnings == []


def test_tcvn3_text_is_recognised():
    document = read(papers.as_tcvn3("\n\n".join(PLAIN)), "cu.txt")
    assert [b.number for b in document.legal_bases] == [None, "12/KH-UBND"]
    assert document.assignments[0].tasks[1].text == "Tổng hợp, báo cáo kết quả."
    assert document.recipients == ["UBND tỉnh (b/c)", "Các phòng, đơn vị thuộc Sở", "Lưu: VT, NV"]


def test_bytes_without_a_name_are_told_apart():
    assert read(papers.as_markdown().encode(), "").number == "45/KH-SVHTT"
    assert read(papers.as_text().encode(), "").number == "45/KH-SVHTT"
