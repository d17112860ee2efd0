"""A city with its agency, a ward with its people, a neighbour; papers as PDF."""

from datetime import date
from types import SimpleNamespace

import pytest

from lantoa.core import clock
from lantoa.documents.writing import Draft, IssueDay, Issuer, Paragraph, Signature, to_pdf
from lantoa.organisations.enums import Role
from tests.factories import UnitFactory, UserFactory, person_with

DAY = date(2022, 6, 10)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(DAY):
        yield


@pytest.fixture
def town(db):
    city = UnitFactory(city=True)
    office, ward = UnitFactory(parent=city, department=True), UnitFactory(parent=city, name="Phường Bảo Vinh")
    other = UnitFactory(parent=city)
    return SimpleNamespace(
        city=city, office=office, ward=ward, other=other, agency=person_with(Role.STANDING_AGENCY, office),
        officer=person_with(Role.UNIT_OFFICER, ward), leader=person_with(Role.UNIT_LEADER, ward), mayor=person_with(Role.CITY_LEADER, city),
        neighbour=person_with(Role.UNIT_OFFICER, other), council=person_with(Role.COUNCIL_MEMBER, city), outsider=UserFactory(),
    )  # fmt: skip


def pdf(number: str = "12", day: date = date(2022, 6, 8), signer: str = "Trần Thị Ký", words: str = "Nội dung thông báo.") -> bytes:
    return to_pdf(
        Draft(
            kind="TB", issuer=Issuer(lines=("ỦY BAN NHÂN DÂN", "PHƯỜNG BẢO VINH"), place="Long Khánh"), symbol="TB-UBND", number=number,
            day=IssueDay.of(day), subject="Kết quả bình chọn tháng 5", body=[Paragraph(words)],
            signatures=[Signature("CHỦ TỊCH", signer)], recipients=["Như trên"],
        )
    )  # fmt: skip
