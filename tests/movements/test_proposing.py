"""Movements read from a plan's own sentences."""

from datetime import date

from lantoa.movements.enums import MovementKind
from lantoa.movements.proposing import known, named_in

SENTENCE = (
    "Tuyên truyền các phong trào thi đua sâu rộng trong hệ thống chính trị và các tầng lớp nhân dân như: "
    "phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa”, phong trào “Toàn thành phố chung sức xây dựng nông thôn mới”, "
    "phong trào “Doanh nghiệp Long Khánh hội nhập và phát triển”, "
    "phong trào “Cả nước chung tay vì người nghèo - không để ai bị bỏ lại phía sau”, "
    "phong trào “Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở” giai đoạn 2019 - 2025,..."
)


def test_the_five_movements_of_plan_449():
    assert [(m.name, m.icon, m.span) for m in named_in([SENTENCE])] == [
        ("Toàn dân đoàn kết xây dựng đời sống văn hóa", "house", ""),
        ("Toàn thành phố chung sức xây dựng nông thôn mới", "leaf", ""),
        ("Doanh nghiệp Long Khánh hội nhập và phát triển", "briefcase", ""),
        ("Cả nước chung tay vì người nghèo - không để ai bị bỏ lại phía sau", "heart", ""),
        ("Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở", "office", "2019 - 2025"),
    ]


def test_a_movement_named_twice_counts_once():
    assert len(named_in([SENTENCE, SENTENCE.upper()])) == 5


def test_a_sentence_without_a_name_gives_none():
    assert named_in(["Thường xuyên tuyên truyền các phong trào thi đua qua nhiều hình thức."]) == []


def test_a_campaign_is_told_from_a_movement():
    (campaign,) = named_in(["cuộc vận động “Người Việt Nam ưu tiên dùng hàng Việt Nam”"])
    assert (campaign.kind, campaign.name) == (MovementKind.MASS_CAMPAIGN, "Người Việt Nam ưu tiên dùng hàng Việt Nam")


def test_the_span_runs_from_the_first_to_the_last_day_of_its_years():
    office = named_in([SENTENCE])[-1]
    assert (office.starts_on, office.ends_on) == (date(2019, 1, 1), date(2025, 12, 31))


def test_years_that_make_no_span_are_left_out():
    backwards, far = named_in(["phong trào “Việc tốt” giai đoạn 2025 - 2019", "phong trào “Việc hay” giai đoạn 2019 - 9999"])
    assert (backwards.start, backwards.end, far.start, far.end) == (None, None, None, None)


def test_every_known_movement_says_where_its_facts_come_from():
    assert set(known()) == {movement.key for movement in named_in([SENTENCE])}
    assert [row["name"] for row in known().values() if "chưa đối chiếu" not in row["source"]] == []
