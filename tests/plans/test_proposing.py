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
    assert duties["U03"].title == "74 năm"
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
        ("Công ty chưa ai biết", TargetKind.UNIT, None),
    ],
)
def test_printed_bodies(printed, kind, unit_id):
    known = [
        KnownUnit(1, "Phòng Nội vụ", "", "department"),
        KnownUnit(2, "Phòng Giáo dục và Đào tạo", "", "department"),
        KnownUnit(3, "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố", "", "front"),
    ]
    target = resolve(printed, known)[0]
    assert (target.kind, target.unit_id) == (kind, unit_id)
    assert is_resolved(target) == (printed != "Công ty chưa ai biết")


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
    ],
)
def test_stated_day(text, day):
    assert stated_day(text) == day
