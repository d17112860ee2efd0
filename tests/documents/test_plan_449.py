"""The sample document that the project ships: plan 449/KH-UBND of Long Khánh, read to the letter."""

from collections import Counter
from importlib.resources import files

import pytest

from lantoa.documents.official import OfficialDocument
from lantoa.documents.reading.formats import blocks_of
from lantoa.documents.reading.structure import document_of

PATH = files("lantoa.documents") / "data" / "449-KH-UBND.md"


@pytest.fixture(scope="module")
def plan() -> OfficialDocument:
    return document_of(blocks_of(PATH.read_bytes(), PATH.name))


def test_head(plan):
    assert (plan.number, plan.number_only, plan.symbol) == ("449/KH-UBND", "449", "KH-UBND")
    assert (plan.place, plan.date.isoformat(), plan.kind) == ("Long Khánh", "2022-03-21", "Kế hoạch")
    assert (plan.issuer, plan.parent_issuer) == ("Ủy ban nhân dân thành phố Long Khánh", None)
    assert plan.title == (
        "Tuyên truyền phong trào thi đua yêu nước, các điển hình tiên tiến, mô hình mới, nhân tố mới năm 2022 trên địa bàn thành phố Long Khánh"
    )
    assert [(w.message, w.place) for w in plan.warnings] == [
        (
            "Phần đầu văn bản không in tên cơ quan; tên cơ quan ban hành được suy ra từ ký hiệu, địa danh và trích yếu.",
            "Phần đầu văn bản",
        )
    ]


def test_basis(plan):
    (basis,) = plan.legal_bases
    assert (basis.number, basis.date.isoformat()) == ("38/KH-UBND", "2022-02-28")
    assert basis.text.endswith("trên địa bàn tỉnh Đồng Nai năm 2022")


def test_sections(plan):
    assert [(s.num, s.heading, [(c.num, c.heading) for c in s.children]) for s in plan.sections] == [
        ("I", "MỤC ĐÍCH, YÊU CẦU", [("1", "Mục đích"), ("2", "Yêu cầu")]),
        ("II", "NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN", [("1", "Nội dung tuyên truyền"), ("2", "Hình thức tuyên truyền")]),
        (
            "III",
            "TỔ CHỨC THỰC HIỆN",
            [
                ("1", "Các cơ quan, đơn vị, địa phương thuộc các cụm, khối thi đua trên địa bàn thành phố"),
                ("2", "Cơ quan Thường trực Hội đồng Thi đua, Khen thưởng thành phố (Phòng Nội vụ)"),
            ],
        ),
    ]


def test_twenty_clauses(plan):
    assert [clause.id for clause in plan.clauses] == [
        "I.1-1", "I.1-2", "I.2-1", "I.2-2", "II.1-1", "II.1-2", "II.1-3", "II.1-4", "II.1-5", "II.2-1", "II.2-2", "II.2-3", "II.2-4",
        "III.1-1", "III.1-2", "III.1-3", "III.2-1", "III.2-2", "III.2-3", "III.2-4",
    ]  # fmt: skip
    assert Counter(clause.kind for clause in plan.clauses) == {"purpose": 2, "requirement": 2, "content": 5, "form": 4, "organisation": 7}
    assert plan.clauses[11].path == ["II", "2"]
    assert plan.clauses[11].text.startswith("Tổ chức trao đổi, giao lưu điển hình tiên tiến")


def test_seven_tasks_for_two_owners(plan):
    assert [(a.num, a.unit, len(a.tasks), a.request) for a in plan.assignments] == [
        ("III.1", "Các cơ quan, đơn vị, địa phương thuộc các cụm, khối thi đua trên địa bàn thành phố", 3, False),
        ("III.2", "Cơ quan Thường trực Hội đồng Thi đua, Khen thưởng thành phố (Phòng Nội vụ)", 4, False),
    ]
    assert plan.assignments[1].tasks[2].text.startswith("Dự trù và thực hiện thanh quyết toán kinh phí")


def test_recipients_and_signer(plan):
    assert plan.recipients == [
        "UBND tỉnh Đồng Nai", "Sở Nội vụ", "Ban TĐKT tỉnh", "Thường trực Thành ủy", "Thường trực HĐND thành phố", "CT, các PCT. UBTP",
        "UBMT, các đoàn thể thành phố", "Các cơ quan, đơn vị", "UBND các phường, xã", "Chánh, Phó VP", "Lưu: VT, TH (VX)",
    ]  # fmt: skip
    assert (plan.signer.authority, plan.signer.position, plan.signer.name) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Bùi Quốc Thế")


def test_json_and_back(plan):
    assert OfficialDocument.from_json(plan.to_json()) == plan
