"""The main job, start to end, as people do it: a signed plan goes in, a ward gives proof, the matrix shows it."""

from datetime import date
from importlib.resources import as_file, files

import pytest

from lantoa.core import clock
from lantoa.organisations.enums import Role
from lantoa.plans.models import Assignment
from tests.e2e.axe import assert_accessible
from tests.factories import ClusterFactory, UnitFactory, person_with

DAY = date(2022, 3, 22)


class Town:
    """A city, the office that runs its plans, and two wards of one cluster."""

    def __init__(self):
        self.authority = UnitFactory(city=True, name="Thành phố Long Khánh")
        self.office = UnitFactory(department=True, name="Phòng Nội vụ", parent=self.authority)
        self.ward = UnitFactory(name="Phường Bảo Vinh", parent=self.authority)
        other = UnitFactory(name="Phường Xuân An", parent=self.authority)
        ClusterFactory(authority=self.authority, name="Cụm phường, xã số 1", units=[self.ward, other])
        self.agency = person_with(Role.STANDING_AGENCY, self.office)
        self.mayor = person_with(Role.CITY_LEADER, self.authority)
        self.officer = person_with(Role.UNIT_OFFICER, self.ward)
        self.leader = person_with(Role.UNIT_LEADER, self.ward)


@pytest.fixture
def town(transactional_db, settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        return Town()


def test_from_the_signed_document_to_the_matrix(page_at, live_server, sign_in, town):
    def workplace(person, width=1280):
        page = page_at(width)
        sign_in(page, person)
        page.goto(f"{live_server.url}/lam-viec/")
        return page

    # The standing agency brings the plan in and looks at each duty.
    office = workplace(town.agency)
    office.goto(f"{live_server.url}/lam-viec/ke-hoach/moi/")
    with as_file(files("lantoa.documents").joinpath("data/449-KH-UBND.md")) as path:
        office.get_by_label("Tệp văn bản").set_input_files(path)
    office.get_by_role("button", name="Đọc văn bản").click()
    office.get_by_text("Đã xem 0/21 việc.").wait_for()
    plan_url = office.url.removesuffix("soan/")
    assert office.locator("[data-clause]").count() == 20
    office.locator("#U08").get_by_role("link", name="II.2 ý 2").click()
    assert "lit" in office.locator("[id='II.2-2']").get_attribute("class")
    office.locator("#U01").get_by_role("button", name="Nhận việc").click()
    office.get_by_text("Đã xem 1/21 việc.").wait_for()
    office.get_by_role("button", name="Nhận cả 20 việc").click()
    office.get_by_text("Đã xem 21/21 việc.").wait_for()
    assert_accessible(office, office.url, widths=(1440, 390))
    office.get_by_role("link", name="Trình ký").click()
    office.get_by_role("button", name="Trình ký").click()
    office.get_by_text("Đã trình.").wait_for()

    # The city's leader signs; the agency sets the plan going.
    mayor = workplace(town.mayor, 390)
    mayor.goto(plan_url)
    mayor.get_by_role("link", name="Ký, ghi số").click()
    assert mayor.get_by_label("Số, ký hiệu").input_value() == "449/KH-UBND"
    mayor.get_by_role("button", name="Ghi nhận đã ký").click()
    mayor.get_by_text("Đã ghi nhận kế hoạch đã ký.").wait_for()
    office.goto(plan_url)
    office.get_by_role("link", name="Triển khai").click()
    office.get_by_role("button", name="Triển khai ngay").click()
    office.get_by_text("Kế hoạch đã triển khai.").wait_for()

    # Phường Bảo Vinh gives proof from a phone; its leader approves.
    ward = workplace(town.officer, 390)
    owed = Assignment.objects.get(unit=town.ward, duty__code="U05", period="2022-M03")
    ward.goto(f"{live_server.url}/lam-viec/viec/{owed.pk}/")
    ward.get_by_text("Ghi cuộc họp").first.click()
    ward.get_by_label("Nội dung").last.fill("Họp khu phố 2 ngày 25/3, 60 người: phổ biến gương chị Võ Thị Ươm.")
    ward.get_by_role("button", name="Ghi cuộc họp").click()
    ward.get_by_role("button", name="Nộp cho lãnh đạo duyệt").click()
    ward.get_by_role("button", name="Lấy lại để sửa").wait_for()
    leader = workplace(town.leader)
    leader.goto(plan_url)
    leader.get_by_role("button", name="Xác nhận đã nhận").click()
    leader.get_by_text("Đã xác nhận: đơn vị nhận kế hoạch").wait_for()
    leader.goto(f"{live_server.url}/lam-viec/viec/{owed.pk}/")
    leader.get_by_role("button", name="Duyệt").first.click()
    leader.get_by_text("lãnh đạo đã duyệt").first.wait_for()

    # The matrix shows it, and the cell opens the proof.
    office.goto(f"{plan_url}ma-tran/?ky=2022-M03")
    row = office.get_by_role("row").filter(has_text="Phường Bảo Vinh")
    row.get_by_text("Đạt").first.wait_for(state="attached")
    assert_accessible(office, office.url, widths=(1440,))
