"""A city with two wards and its departments, the proposed forms in use since the spring, on the last day of the first quarter."""

from datetime import date
from types import SimpleNamespace

import pytest

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period
from lantoa.organisations.enums import Role
from lantoa.reporting.models import Cycle, Form, UnitReport
from lantoa.reporting.services import lifecycle, opening, seeding, writing
from lantoa.reporting.services.writing import Entry
from tests.factories import ClusterFactory, UnitFactory, person_with

DAY = date(2022, 3, 31)
Q1 = Period.parse("2022-Q1")


@pytest.fixture(autouse=True)
def _end_of_march():
    with clock.at(DAY):
        yield


@pytest.fixture
def town(db):
    city = UnitFactory(city=True, name="Thành phố Long Khánh")
    office = UnitFactory(parent=city, department=True)
    ward, other = UnitFactory(parent=city, name="Phường Bảo Vinh"), UnitFactory(parent=city, name="Xã Bình Lộc")
    cluster = ClusterFactory(authority=city, units=[ward, other])
    agent, second = person_with(Role.STANDING_AGENCY, office), person_with(Role.STANDING_AGENCY, office)
    system = User.objects.ensure_system() or User.objects.system()
    seeding.load_indicators(by=User.objects.system())
    with clock.at(date(2022, 3, 1)):
        forms = seeding.adopt_forms(city, agency=office, by=agent)
    return SimpleNamespace(
        city=city, office=office, ward=ward, other=other, cluster=cluster, agent=agent, second=second, system=User.objects.system(),
        officer=person_with(Role.UNIT_OFFICER, ward), leader=person_with(Role.UNIT_LEADER, ward),
        other_officer=person_with(Role.UNIT_OFFICER, other), other_leader=person_with(Role.UNIT_LEADER, other),
        head=person_with(Role.CLUSTER_HEAD, cluster), mayor=person_with(Role.CITY_LEADER, city), above=person_with(Role.UPPER_VIEWER, city),
        forms={form.key: form for form in forms}, made=system, month=Period.parse("2022-M03"),
    )  # fmt: skip


def opened(town, key: str = "quy", period: Period = Q1) -> Cycle:
    return opening.open_cycle(Form.objects.get(pk=town.forms[key].pk), period, by=town.system)


def report_of(cycle: Cycle, unit) -> UnitReport:
    return UnitReport.objects.select_related("cycle__form", "unit", "holder").get(cycle=cycle, unit=unit, is_current=True)


def box_of(report: UnitReport, key: str):
    return report.boxes.select_related("item__indicator").get(item__indicator__key=key)


def fill(report: UnitReport, by, **values: int) -> None:
    """Type what records do not give, 0 where nothing is said, with a reason wherever one is asked for."""
    entries = {}
    for box in report.boxes.select_related("item__indicator"):
        if box.item.is_figure:
            key = box.item.indicator.key
            value = values.get(key, 0 if box.value is None else None)
            entries[box.pk] = Entry(value=value, nil_reason="Kỳ này chưa có", correction_reason="Đếm lại theo sổ")
    writing.write_boxes(report, entries, by=by)


def signed(cycle: Cycle, unit, officer, leader, **values: int) -> UnitReport:
    report = report_of(cycle, unit)
    fill(report, officer, **values)
    lifecycle.hand_in(report, by=officer)
    return lifecycle.sign(report, by=leader)


def accepted(town, cycle: Cycle, unit=None, **values: int) -> UnitReport:
    unit = unit or town.ward
    officer, leader = (town.officer, town.leader) if unit == town.ward else (town.other_officer, town.other_leader)
    report = signed(cycle, unit, officer, leader, **values)
    lifecycle.review(report, by=town.agent)
    return lifecycle.accept(report, by=town.second)
