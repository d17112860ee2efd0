"""The duties proposed for plan 449 are those of its twenty sentences; other plans give their own."""

from datetime import date
from importlib.resources import files

import pytest

from lantoa.documents import reading
from lantoa.documents.official import Assignment, Clause, OfficialDocument, Task
from lantoa.plans.enums import Frequency, TargetKind
from lantoa.plans.proposing import propose
from lantoa.plans.proposing.model import KnownUnit
from lantoa.plans.proposing.owners import is_resolved, resolve
from lantoa.plans.proposing.timing import recurrences, stated_day


@pytest.fixture(scope="module")
def plan_449() -> OfficialDocument:
    return reading.read(files("lantoa.documents").joinpath("data/449-KH-UBND.md").read_bytes(), name="449-KH-UBND.md")


def test_449_gives_thirteen_duties_for_units_and_eight_for_the_agency(plan_449):
    duties = propose(plan_449)
    assert [d.code for d in duties] == [*(f"U{n:02}" for n in range(1, 14)), *(f"S{n:02}" for n in range(1, 9))]
    assert {d.targets[0].kind for d in duties[:13]} == {TargetKind.MEMBERS}
    assert {d.targets[0].kind for d in duties[13:]} == {TargetKind.STANDING_AGENCY}


def test_each_duty_of_449_names_the_sentences_that_ask_for_it(plan_449):
    assert {d.code: d.clause_refs for d in propose(plan_449)} == {
        "U01": ["I.2-1", "III.1-1"],
        "U02": ["I.1-1", "II.1-1"],
        "U03": ["II.1-2"],
        "U04": ["II.1-3"],
        "U05": ["II.1-4", "II.2-1"],
        "U06": ["I.2-1", "II.1-5", "III.1-2"],
        "U07": ["II.2-1"],
        "U08": ["II.2-2"],
        "U09": ["II.2-3"],
        "U10": ["II.2-4"],
        "U11": ["III.1-2"],
        "U12": ["I.1-2", "I.2-2", "III.1-2", "III.1-3"],
        "U13": ["III.1-3"],
        "S01": ["III.2-1"],
        "S02": ["III.2-2"],
        "S03": ["III.2-3"],
        "S04": ["III.2-3"],
        "S05": ["III.2-4"],
        "S06": ["III.2-4"],
        "S07": ["III.2-4"],
        "S08": ["III.2-4"],
    }


def test_numbers_come_from_the_plan_where_it_gives_them_and_are_marked_where_it_does_not(plan_449):
    duties = {d.code: d for d in propose(plan_449)}
    assert duties["U03"].title == "Kỷ niệm 74 năm"
    assert duties["U03"].recurrences[0].due_on == date(2022, 6, 11)
    assert "recurrences" not in duties["U03"].seeded
    assert (duties["U04"].title, duties["U04"].done_params) == ("5 phong trào", {"min": 5})
    assert {"recurrences", "points"} <= set(duties["U08"].seeded)
    assert sum(d.points for d in duties.values() if d.points) == 100


def _other_plan() -> OfficialDocument:
    texts = ["Tham mưu ban hành kế hoạch kiểm tra trước ngày 15/12/2026.", "Định kỳ hằng quý báo cáo kết quả về Phòng Kinh tế."]
    return OfficialDocument(
        clauses=[Clause(f"III.{n}-1", ["III", str(n)], text, "organisation") for n, text in enumerate(texts, start=1)],
        assignments=[
            Assignment("III.1", "Phòng Kinh tế", [Task(texts[0])]),
            Assignment("III.2", "UBND các phường, xã", [Task(texts[1])]),
        ],
    )


def test_any_other_plan_gives_a_duty_for_each_task():
    first, second = propose(_other_plan(), [KnownUnit(7, "Phòng Kinh tế", "", "department")])
    assert (first.code, first.clause_refs, first.targets[0].unit_id) == ("N01", ["III.1-1"], 7)
    assert (first.recurrences[0].frequency, first.recurrences[0].due_on) == (Frequency.ONCE, date(2026, 12, 15))
    assert (second.targets[0].kind, second.recurrences[0].frequency) == (TargetKind.LOCALITIES, Frequency.QUARTERLY)


@pytest.mark.parametrize(
    ("printed", "kind", "unit_id"),
    [
        ("Cơ quan Thường trực Hội đồng Thi đua, Khen thưởng thành phố (Phòng Nội vụ)", TargetKind.STANDING_AGENCY, None),
        ("Các cơ quan, đơn vị, địa phương thuộc các cụm, khối thi đua trên địa bàn thành phố", TargetKind.MEMBERS, None),
        ("UBND các phường, xã", TargetKind.LOCALITIES, None),
        ("Ủy ban nhân dân các xã, phường", TargetKind.LOCALITIES, None),
        ("Các sở, ban, ngành; UBND các xã, phường", TargetKind.MEMBERS, None),
        ("Phòng GD-ĐT", TargetKind.UNIT, 2),
        ("Đề nghị Ủy ban MTTQ Việt Nam thành phố", TargetKind.UNIT, 3),
        ("Các trường học trên địa bàn", TargetKind.KIND, None),
        ("Sở, ban, ngành thành phố", TargetKind.MEMBERS, None),
        ("Chủ tịch UBND các huyện, thị xã, thành phố", TargetKind.KIND, None),
        ("Các tổ chức chính trị - xã hội", TargetKind.KIND, None),
        ("các đơn vị kinh doanh vận tải", TargetKind.UNIT, None),
        ("UBND phường Xuân An", TargetKind.UNIT, 4),
        ("Công ty chưa ai biết", TargetKind.UNIT, None),
    ],
)
def test_printed_bodies(printed, kind, unit_id):
    known = [
        KnownUnit(1, "Phòng Nội vụ", "", "department"),
        KnownUnit(2, "Phòng Giáo dục và Đào tạo", "", "department"),
        KnownUnit(3, "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố", "", "front"),
        KnownUnit(4, "Phường Xuân An", "", "ward"),
    ]
    target = resolve(printed, known)[0]
    assert (target.kind, target.unit_id) == (kind, unit_id)
    assert is_resolved(target) == (kind != TargetKind.UNIT or unit_id is not None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thường xuyên tuyên truyền", [Frequency.ALWAYS]),
        ("định kỳ hàng tháng, hàng quý lựa chọn", [Frequency.MONTHLY, Frequency.QUARTERLY]),
        ("báo cáo 6 tháng và hằng năm", [Frequency.HALF_YEARLY, Frequency.YEARLY]),
        ("Xây dựng kế hoạch của đơn vị", [Frequency.ONCE]),
    ],
)
def test_how_often(text, expected):
    assert [r.frequency for r in recurrences(text)[0]] == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("hoàn thành trước ngày 15/12/2026", date(2026, 12, 15)),
        ("chậm nhất ngày 05 tháng 3 năm 2026", date(2026, 3, 5)),
        ("hoàn thành trong quý II/2026", date(2026, 6, 30)),
        ("xong trong tháng 02/2028", date(2028, 2, 29)),
        ("trước ngày 31/02/2026", None),
        ("theo Nghị quyết ngày 15/12/2020", None),
        ("hoàn thành theo Nghị định số 118/2025/NĐ-CP ngày 09/6/2025", None),
    ],
)
def test_stated_day(text, day):
    assert stated_day(text) == day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Theo dõi, tổng hợp kết quả thực hiện của các đơn vị.", "Theo dõi, tổng hợp kết quả thực hiện của các đơn vị"),
        ("Căn cứ chức năng, nhiệm vụ được giao, xây dựng kế hoạch thực hiện; báo cáo quý.", "Xây dựng kế hoạch thực hiện"),
        ("Tổ chức tập huấn, bồi dưỡng cho cán bộ cơ sở", "Tổ chức tập huấn, bồi dưỡng cho cán bộ cơ sở"),
        ("Quan tâm", "Quan tâm"),
    ],
)
def test_a_duty_takes_its_name_from_what_is_to_be_done(text, title):
    document = OfficialDocument(assignments=[Assignment("1", "Phòng Kinh tế", [Task(text)])])
    assert propose(document)[0].title == title


SISTER = [
    (
        "II.1-1",
        "requirement",
        "Các đơn vị chủ động xây dựng kế hoạch tuyên truyền và lựa chọn những mô hình, điển hình tiêu biểu trên từng lĩnh vực.",
    ),
    (
        "III-1",
        "content",
        "Tổ chức các hoạt động chào mừng kỷ niệm 77 năm Ngày Bác Hồ ra lời kêu gọi thi đua ái quốc (11/6/1948 - 11/6/2025).",
    ),
    ("III-2", "content", "Thường xuyên tuyên truyền các phong trào thi đua qua nhiều hình thức khác nhau."),
    ("III-3", "form", "Định kỳ hằng tháng, hằng quý lựa chọn các gương người tốt, việc tốt để biểu dương."),
    ("III-4", "form", "Tổ chức trao đổi, giao lưu điển hình tiên tiến giữa các đơn vị."),
    ("IV.1-1", "organisation", "Phát hiện, bồi dưỡng và nhân rộng; tăng cường sự phối hợp với các cơ quan truyền thông."),
    ("IV.2-1", "organisation", "Kiểm tra, đôn đốc việc thực hiện; đánh giá chấm điểm thi đua hằng năm."),
]


def test_a_sister_citys_plan_of_another_year_is_known_by_its_words():
    document = OfficialDocument(
        clauses=[Clause(ref, ref.split("-")[0].split("."), text, kind) for ref, kind, text in SISTER],
        assignments=[
            Assignment("IV.1", "Các cơ quan, đơn vị, địa phương", [Task(SISTER[5][2])]),
            Assignment("IV.2", "Cơ quan Thường trực Hội đồng Thi đua, Khen thưởng thành phố (Phòng Nội vụ)", [Task(SISTER[6][2])]),
        ],
    )
    duties = {d.code: d for d in propose(document)}
    assert {code: duty.clause_refs for code, duty in duties.items()} == {
        "U01": ["II.1-1"], "U03": ["III-1"], "U05": ["III-2"], "U06": ["II.1-1", "IV.1-1"], "U08": ["III-3"], "U09": ["III-4"],
        "U11": ["IV.1-1"], "U12": ["IV.1-1"], "S05": ["IV.2-1"], "S08": ["IV.2-1"],
    }  # fmt: skip
    assert (duties["U03"].title, duties["U03"].recurrences[0].due_on) == ("Kỷ niệm 77 năm", date(2025, 6, 11))
