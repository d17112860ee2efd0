"""Reports are found by those who may see them, and by nobody else."""

import pytest

from lantoa.accounts.models import User
from lantoa.organisations.enums import Role
from lantoa.reporting import search
from lantoa.reporting.enums import Source
from lantoa.reporting.models import UnitReport
from lantoa.reporting.queries import seen
from lantoa.reporting.services import lifecycle, writing
from lantoa.reporting.services.writing import Entry
from lantoa.search import queries
from tests.factories import UnitFactory, person_with
from tests.reporting.conftest import accepted, opened, report_of

pytestmark = pytest.mark.django_db


def found(user, words: str) -> set[int]:
    return {entry.object_id for entry in queries.found(queries.asked_words(words), user=user) if entry.source == "reports"}


@pytest.fixture
def indexed(town, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        cycle = opened(town)
        first = accepted(town, cycle)
        lifecycle.amend(first, reason="Đếm sót", by=town.officer)
    return cycle


ROLES = ["officer", "leader", "other_officer", "other_leader", "head", "agent", "second", "mayor", "above"]


@pytest.mark.parametrize("who", ROLES)
def test_the_index_knows_who_may_see_a_report_as_the_rule_does(town, indexed, who):
    person = getattr(town, who)
    keys = search.keys_of(person)
    by_index = {row.pk for row in search.REPORTS.prepare(UnitReport.objects.all()) if search.report_entry(row).scopes & keys}
    assert by_index == set(seen.visible_to(person).values_list("pk", flat=True))


def test_somebody_of_another_city_holds_no_key(town, indexed):
    elsewhere = UnitFactory(city=True, name="Thành phố Khác")
    stranger = person_with(Role.CITY_LEADER, elsewhere)
    assert not any(search.report_entry(row).scopes & search.keys_of(stranger) for row in search.REPORTS.prepare(UnitReport.objects.all()))


def test_found_by_unit_and_period_only_by_those_who_may_see_it(town, indexed):
    mine, other = set(UnitReport.objects.filter(unit=town.ward).values_list("pk", flat=True)), report_of(indexed, town.other)
    assert found(town.officer, "bao vinh quy") == mine
    assert len(mine) == 2  # both editions
    assert found(town.other_officer, "bao vinh quy") == set()
    assert found(town.mayor, "quy I") == {*mine, other.pk}


def test_found_by_what_it_says(town, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        report = report_of(opened(town), town.ward)
    box = report.boxes.filter(item__kind="text").order_by("pk").first()
    with django_capture_on_commit_callbacks(execute=True):
        writing.write_boxes(report, {box.pk: Entry(text="Tổ dân phố hiến đất mở hẻm 47.")}, source=Source.TYPED, by=town.officer)
    assert found(town.agent, "hien dat mo hem") == {report.pk}


def test_an_entry_takes_the_same_queries_for_one_and_for_many(town, indexed, django_assert_num_queries):
    with django_assert_num_queries(5):
        assert len([search.report_entry(row) for row in search.REPORTS.prepare(UnitReport.objects.all())]) == 3
    with django_assert_num_queries(5):
        assert len([search.report_entry(row) for row in search.REPORTS.prepare(UnitReport.objects.filter(unit=town.other))]) == 1


def test_an_account_without_a_role_holds_no_key(town):
    assert search.keys_of(User.objects.create_user("khong-vai")) == frozenset()
