"""Totals: in step with every accepted report, right for the tree of the period, equal to a recomputation, and repaired when not."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period
from lantoa.core.rights import Refused
from lantoa.organisations import ancestry
from lantoa.organisations.models import ClusterSeat, Unit, UnitVersion
from lantoa.reporting.models import ClusterTotal, Indicator, UnitTotal, Value
from lantoa.reporting.queries import tree
from lantoa.reporting.services import loading, totals
from tests.factories import ClusterFactory, UnitFactory
from tests.reporting.conftest import accepted, opened

pytestmark = pytest.mark.django_db


def total(node, key, period="2022-Q1"):
    row = UnitTotal.objects.filter(node=node, indicator__key=key, period=period).first()
    return (row.total, row.reported, row.nils) if row else None


def test_an_accepted_report_counts_for_every_level(town):
    province = UnitFactory(kind="province", name="Tỉnh Đồng Nai")
    UnitVersion.objects.filter(unit=town.city).update(parent=province)
    ancestry.rebuild([town.city.pk])
    cycle = opened(town)
    accepted(town, cycle, participants=40)
    accepted(town, cycle, town.other, participants=0)
    assert total(town.ward, "participants") == (40, 1, 0)
    assert total(town.city, "participants") == (40, 2, 1)
    assert total(province, "participants") == (40, 2, 1)
    cluster = ClusterTotal.objects.get(cluster=town.cluster, indicator__key="participants")
    assert (cluster.total, cluster.reported, cluster.nils) == (40, 2, 1)
    assert totals.check_totals(by=town.system) == []


def test_quotients_are_worked_out_at_each_level(town):
    cycle = opened(town)
    accepted(town, cycle, honoured=5, honoured_people=4, honoured_women=1)
    accepted(town, cycle, town.other, honoured=1, honoured_people=1, honoured_women=1)
    lines = {line.indicator.key: line for line in tree.lines_of(town.city, [Period.parse("2022-Q1")])}
    assert lines["share_women"].cells[0].value == 40  # 2 of 5, not the middle of 25 % and 100 %


def test_a_wrong_total_is_found_and_repaired(town):
    accepted(town, opened(town), participants=40)
    UnitTotal.objects.filter(node=town.city, indicator__key="participants").update(total=41)
    with pytest.raises(CommandError, match="không khớp"):
        call_command("check_totals")
    assert total(town.city, "participants") == (41, 1, 0)
    call_command("check_totals", repair=True, stdout=io.StringIO())
    assert total(town.city, "participants") == (40, 1, 0)
    out = io.StringIO()
    call_command("check_totals", stdout=out)
    assert "khớp" in out.getvalue()


def test_only_the_clock_checks_totals(town):
    with pytest.raises(Refused):
        totals.check_totals(by=town.agent)


@pytest.fixture
def grove(db):
    """Two provinces of two communes with two offices each, a cluster of half of them, and three indicators."""
    nation = UnitFactory(kind="nation", name="Trung ương")
    provinces = [UnitFactory(kind="province", parent=nation) for _ in range(2)]
    communes = [UnitFactory(kind="commune", parent=province) for province in provinces for _ in range(2)]
    offices = [UnitFactory(department=True, parent=commune) for commune in communes for _ in range(2)]
    ClusterFactory(authority=provinces[0], units=offices[::2])
    keys = [
        Indicator.objects.create(key=f"k{n}", name=f"Chỉ tiêu {n}", unit_of_measure="lượt", valid_from=date(2020, 1, 1)) for n in range(3)
    ]
    User.objects.ensure_system()
    return nation, communes, offices, keys


ACTS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 2), st.sampled_from(["2022-M05", "2022-M06", "2022-Q2"]), st.none() | st.integers(0, 9)),
    min_size=1, max_size=25,
)  # fmt: skip
MOVES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 3), st.sampled_from([date(2022, 5, 10), date(2022, 6, 15)])), max_size=2)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, moves=MOVES, late=ACTS)
def test_totals_equal_a_recomputation(grove, acts, moves, late):
    """Whatever is reported, corrected and withdrawn, and whatever offices move to another commune meanwhile."""
    nation, communes, offices, keys = grove
    units, system = [*offices, *communes], User.objects.system()
    for model in (Value, UnitTotal, ClusterTotal):
        model.objects.all().delete()
    _report(acts, units, keys, system)
    for office, commune, day in moves:
        _move(offices[office], communes[commune], day, system)
    _report(late, units, keys, system)
    assert totals.check_totals(by=system) == []
    for key in keys:
        values = Value.objects.filter(indicator=key, period="2022-M06").values_list("value", flat=True)
        row = UnitTotal.objects.filter(node=nation, indicator=key, period="2022-M06").first()
        assert (row.total if row else 0) == sum(values)


def _report(acts, units, keys, system) -> None:
    for unit, key, period, value in acts:
        totals.put_values(units[unit], period, {keys[key].pk: value}, by=system)


def _move(office: Unit, commune: Unit, day: date, system: User) -> None:
    version = office.versions.order_by("-valid_from").first()
    if version.valid_from >= day:
        return
    until = version.valid_to
    version.valid_to = day
    version.save()
    UnitVersion.objects.create(unit=office, name=version.name, kind=version.kind, parent=commune, valid_from=day, valid_to=until)
    ancestry.rebuild([office.pk])
    totals.retotal_units([office], by=system)


# --- Loading history ------------------------------------------------------------------------------------------------------

HEAD = "dataElement,period,orgUnit,value"


def rows(*lines: str) -> list[str]:
    return [HEAD, *lines]


def test_history_is_loaded_and_totalled(town):
    lines = rows(f"stories,2021Q1,{town.ward.slug},12", f"stories,2021Q1,{town.other.slug},0", f"stories,202105,{town.ward.slug},3")
    Indicator.objects.update(valid_from=date(2020, 1, 1))
    result = loading.load_values(lines, apply=True, by=town.system)
    assert (result.rows, result.is_stored, result.periods) == (3, True, {"2021-Q1", "2021-M05"})
    assert total(town.city, "stories", "2021-Q1") == (12, 2, 1)
    assert totals.check_totals(by=town.system) == []


def test_loading_twice_replaces(town):
    Indicator.objects.update(valid_from=date(2020, 1, 1))
    loading.load_values(rows(f"stories,2021Q1,{town.ward.slug},12"), apply=True, by=town.system)
    loading.load_values(rows(f"stories,2021Q1,{town.ward.slug},15"), apply=True, by=town.system)
    assert total(town.city, "stories", "2021-Q1") == (15, 1, 0)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("stories,2022Q1,khong-co,1", "Không có đơn vị"),
        ("khong-co,2022Q1,{ward},1", "Không có chỉ tiêu"),
        ("stories,quý I,{ward},1", "không phải một kỳ"),
        ("stories,2022Q1,{ward},-1", "không phải số nguyên không âm"),
        ("stories,2022Q1,{ward},mười", "không phải số nguyên không âm"),
        ("stories,2010Q1,{ward},1", "tiêu"),
        ("stories,2022Q1,{ward}", "Thiếu cột"),
        ("share_women,2022Q1,{ward},50", "Không có chỉ tiêu"),
    ],
)
@pytest.mark.parametrize("apply", [True, False])
def test_one_wrong_row_stores_nothing(town, line, said, apply):
    lines = rows(f"stories,2022Q1,{town.ward.slug},12", line.format(ward=town.ward.slug))
    result = loading.load_values(lines, apply=apply, by=town.system)
    assert result.wrong[0][0] == 3
    assert said in result.wrong[0][1]
    assert not Value.objects.exists()


def test_people_do_not_load(town):
    with pytest.raises(Refused):
        loading.load_values(rows(), apply=True, by=town.agent)


def test_seat_of_the_period_counts(town):
    """A unit that changed cluster in the summer counts for the old one in the first quarter."""
    new = ClusterFactory(authority=town.city)
    ClusterSeat.objects.filter(unit=town.ward).update(valid_to=date(2022, 6, 1))
    ClusterSeat.objects.create(cluster=new, unit=town.ward, valid_from=date(2022, 6, 1))
    with clock.at(date(2022, 7, 1)):
        totals.put_values(town.ward, "2022-Q1", {Indicator.objects.get(key="stories").pk: 7}, by=town.system)
        totals.put_values(town.ward, "2022-Q2", {Indicator.objects.get(key="stories").pk: 5}, by=town.system)
    found = dict(ClusterTotal.objects.filter(indicator__key="stories").values_list("period", "cluster_id"))
    assert found == {"2022-Q1": town.cluster.pk, "2022-Q2": new.pk}


@pytest.mark.parametrize("count", [1, 12])
def test_an_amended_report_takes_as_many_statements_and_no_indicator(town, count):
    """However many figures and levels; and it locks its own values only: indicators are shared by every report of the country."""
    some = list(Indicator.objects.filter(adds_up="sum")[:count])
    totals.put_values(town.ward, "2022-Q1", {one.pk: 3 for one in some}, by=town.system)
    with CaptureQueriesContext(connection) as queries:
        assert totals.put_values(town.ward, "2022-Q1", {one.pk: 5 for one in some}, by=town.system) == count
    statements = [query["sql"] for query in queries if "reporting_" in query["sql"]]
    assert len(statements) == 4  # what was there; the values; totals by territory and by cluster
    assert not [sql for sql in statements if Indicator._meta.db_table in sql]
    assert totals.check_totals(by=town.system) == []
