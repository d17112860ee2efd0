"""Long Khánh in small, on a day of 2022."""

from datetime import date
from types import SimpleNamespace

import pytest

from lantoa.core import clock
from lantoa.organisations.enums import UnitKind
from tests.factories import UnitFactory, UserFactory

DAY = date(2022, 6, 10)


@pytest.fixture
def _on_the_day():
    with clock.at(DAY):
        yield


@pytest.fixture
def system(db):
    """Does what the services do, without asking; the loader and the clock act as it."""
    return UserFactory(system=True)


@pytest.fixture
def world(db, _on_the_day):
    """A province with a city and a district; in the city two wards and an office."""
    province = UnitFactory(name="Tỉnh Đồng Nai", kind=UnitKind.PROVINCE)
    city = UnitFactory(name="Thành phố Long Khánh", city=True, parent=province)
    other = UnitFactory(name="Huyện Thống Nhất", kind=UnitKind.DISTRICT, parent=province)
    return SimpleNamespace(
        province=province,
        city=city,
        other=other,
        office=UnitFactory(name="Phòng Nội vụ", department=True, parent=city),
        an=UnitFactory(name="Phường Xuân An", code="26080", parent=city),
        vinh=UnitFactory(name="Phường Bảo Vinh", code="26098", parent=city),
        thien=UnitFactory(name="Xã Xuân Thiện", kind=UnitKind.COMMUNE, code="26281", parent=other),
    )


def names(units, day=DAY) -> set[str]:
    return {unit.name for unit in units.named_at(day)}
