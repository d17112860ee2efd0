"""Forms of praise and base salaries: as of a day, of the nearest authority, set by its standing agency."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lantoa.core.dated import FOREVER
from lantoa.core.rights import Refused, allowed
from lantoa.exemplars.enums import SubjectType
from lantoa.selection.acts import acts_on, known_acts
from lantoa.selection.models import AwardForm, BaseSalary
from lantoa.selection.queries.awards import form_on, forms_on, salary_on
from lantoa.selection.services import awards
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
JULY = date(2022, 7, 1)


def set_form(town, **changes):
    values = {
        "name": "Giấy khen", "nature": "commendation", "decider": "commune", "individual": Decimal("0.5"), "collective": Decimal("1"),
        "household": None, "valid_from": JULY, "source": "Nghị quyết 04/NQ-HĐND", "key": "giay_khen",
    }  # fmt: skip
    return awards.set_award_form(town.city, **(values | changes), by=town.agency)


@pytest.mark.parametrize(
    ("day", "dong"),
    [
        (date(2022, 6, 10), 1_490_000),
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_the_base_salary_of_the_day(day, dong):
    assert salary_on(day).dong == dong


def test_what_is_known_only_in_general_is_marked():
    unsure = set(BaseSalary.objects.filter(mark="GK").values_list("dong", flat=True))
    assert unsure == {1_490_000, 1_800_000}
    assert {row.mark for row in AwardForm.objects.filter(key="giay_khen")} == {"GK"}


def test_the_form_of_the_day():
    assert form_on("giay_khen", date(2025, 6, 30)).household == Decimal("0.3")
    assert form_on("giay_khen", date(2025, 7, 1)).household == Decimal("0.45")
    assert form_on("giay_khen", date(2018, 1, 1)) is None


@pytest.mark.parametrize(
    ("key", "kinds"),
    [
        ("giay_khen", {"individual", "collective", "household"}), ("ldtt", {"individual"}), ("ttldxs", {"collective"}),
        ("bang_khen_tinh", {"individual", "collective"}), ("citation", {"individual", "collective", "household"}),
    ],
)  # fmt: skip
def test_whom_a_form_is_for(key, kinds):
    form = form_on(key, date(2026, 1, 1))
    assert {kind.value for kind in SubjectType if form.is_for(kind)} == kinds


def test_a_ward_is_offered_what_its_chair_may_confer(town):
    day = date(2026, 11, 1)
    province = UnitFactory(name="Thành phố Thử", kind="central_city")
    assert {form.key for form in forms_on(day, town.ward)} == {
        "citation",
        "thu_khen",
        "giay_khen",
        "ldtt",
        "cstd_co_so",
        "nguoi_tot_viec_tot",
    }
    assert {"bang_khen_tinh", "cstd_tinh", "co_thi_dua_tinh"} < {form.key for form in forms_on(day, province)}


def test_an_authority_sets_its_own_from_a_day_on(town):
    elsewhere = UnitFactory()
    set_form(town)
    assert form_on("giay_khen", date(2022, 6, 30), town.ward).individual == Decimal("0.3")
    assert form_on("giay_khen", JULY, town.ward).individual == Decimal("0.5")
    assert form_on("giay_khen", JULY, elsewhere).individual == Decimal("0.3")  # not outside
    later = set_form(town, individual=Decimal("0.6"), valid_from=date(2023, 1, 1))
    assert form_on("giay_khen", date(2022, 12, 31), town.ward).individual == Decimal("0.5")
    assert form_on("giay_khen", date(2023, 1, 1), town.ward) == later
    assert [row.valid_to for row in AwardForm.objects.filter(authority=town.city).order_by("valid_from")] == [date(2023, 1, 1), FOREVER]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"collective": Decimal("0.5")}, "tập thể phải cao hơn"),
        ({"source": " "}, "căn cứ"),
        ({"nature": "praise"}, "không kèm tiền"),
        ({"household": Decimal("0.6"), "valid_from": date(2025, 7, 1)}, "gấp 1,5 lần"),
        ({"valid_from": date(1990, 1, 1)}, "sau năm 2000"),
        ({"name": ""}, "không được để trắng"),
        ({"name": "x" * 500}, "tối đa 100 kí tự"),
    ],
)
def test_what_is_no_rule_is_refused(town, changes, words):
    with pytest.raises(ValidationError, match=words):
        set_form(town, **changes)
    assert not AwardForm.objects.filter(authority=town.city).exists()


def test_nothing_is_squeezed_in_before_a_later_row(town):
    set_form(town)
    with pytest.raises(ValidationError, match="Đã có mức"):
        set_form(town, valid_from=date(2022, 6, 15))


def test_the_database_refuses_a_collective_that_gets_less(town):
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardForm.objects.create(key="x", name="X", individual=1, collective=1, valid_from=JULY, mark="F")


def test_a_base_salary_of_the_authority(town):
    awards.set_base_salary(town.city, dong=1_600_000, valid_from=JULY, source="Nghị định thử", by=town.agency)
    assert (salary_on(JULY, town.ward).dong, salary_on(JULY).dong) == (1_600_000, 1_490_000)
    with pytest.raises(ValidationError, match="bằng đồng"):
        awards.set_base_salary(town.city, dong=1490, valid_from=date(2023, 1, 1), source="Nghị định thử", by=town.agency)


def test_who_sets_awards(town):
    people = ["officer", "leader", "agency", "mayor", "stranger", "keeper", "outsider"]
    assert {who for who in people if allowed(getattr(town, who), "selection.set_awards", town.city)} == {"agency"}
    with pytest.raises(Refused):
        awards.set_base_salary(town.city, dong=2_000_000, valid_from=JULY, source="x", by=town.leader)
    with pytest.raises(Refused):
        awards.set_base_salary(UnitFactory(), dong=2_000_000, valid_from=JULY, source="x", by=town.agency)


def test_its_pages(client, town):
    client.force_login(town.agency)
    data = {
        "name": "Danh hiệu Người tốt, việc tốt",
        "nature": "title",
        "decider": "any",
        "individual": "0,3",
        "valid_from": "1/7/2022",
        "source": "QĐ 77",
    }
    client.post("/lam-viec/binh-chon/hinh-thuc/dat/", data)
    made = AwardForm.objects.get(authority=town.city)
    assert (made.individual, made.valid_from) == (Decimal("0.3"), JULY)
    client.post("/lam-viec/binh-chon/hinh-thuc/luong-co-so/", {"dong": "1.600.000", "valid_from": "1/7/2022", "source": "NĐ thử"})
    assert BaseSalary.objects.get(authority=town.city).dong == 1_600_000
    shown = client.get("/lam-viec/binh-chon/hinh-thuc/").content.decode()
    assert "chưa đối chiếu văn bản gốc" in shown
    assert "1.600.000" in shown
    for bad in ({"dong": "nhiều", "valid_from": "31/2/2022"}, {"dong": "9" * 40, "valid_from": "1/7/2023", "source": "x"}, {}):
        assert client.post("/lam-viec/binh-chon/hinh-thuc/luong-co-so/", bad).status_code == 200
    assert client.get("/lam-viec/binh-chon/hinh-thuc/dat/?tu=khong").status_code == 200
    client.force_login(town.leader)
    assert "Đặt hình thức" not in client.get("/lam-viec/binh-chon/hinh-thuc/").content.decode()
    assert client.get("/lam-viec/binh-chon/hinh-thuc/dat/").status_code == 404


@pytest.mark.parametrize(
    ("day", "named"),
    [
        (date(2022, 6, 10), ["2003", "91/2017"]), (date(2024, 1, 1), ["2022", "98/2023"]), (date(2025, 7, 1), ["2022", "152/2025"]),
        (date(2026, 10, 1), ["23 tháng 4 năm 2026", "152/2025"]), (date(2027, 3, 1), ["23 tháng 4 năm 2026"]),
    ],
)  # fmt: skip
def test_only_acts_in_force_are_cited(day, named):
    acts = acts_on(day)
    assert len(acts) == len(named)
    assert all(word in act.text for act, word in zip(acts, named, strict=True))
    assert all(act.valid_from < act.valid_to for act in known_acts())
