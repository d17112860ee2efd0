"""Reports are reminded of on the ladder of the duties, and only where no duty does it already; one letter to all who are late."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from docx import Document

from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.documents import reading
from lantoa.documents.writing.checks import check_docx
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from lantoa.reporting.models import ReportReminder
from lantoa.reporting.queries import late
from lantoa.reporting.services.reminding import climb
from tests.factories import AssignmentFactory, DutyFactory, PlanFactory, person_with
from tests.reporting.conftest import opened, report_of, signed

pytestmark = pytest.mark.django_db


def told(kind: str) -> set:
    """Who was told so by the last climb."""
    return {notice.recipient for notice in Notice.objects.filter(kind=kind, read_at__isnull=True).select_related("recipient")}


def on(day: date, town) -> int:
    Notice.objects.update(read_at=clock.now())  # what was said before is read
    with clock.at(day):
        return climb(day, by=town.system)


@pytest.fixture
def month(town):
    return opened(town, "thang", town.month)


def test_the_ladder_tells_officers_leaders_heads_and_the_agency(town, month):
    due = month.due_on
    assert on(due - timedelta(days=7), town) == 2
    assert told("reporting.reminder") == {town.officer, town.other_officer}
    assert on(due - timedelta(days=7), town) == 0
    assert told("reporting.reminder") == set()
    on(due, town)
    assert told("reporting.reminder") == {town.officer, town.other_officer, town.leader, town.other_leader}
    on(due + timedelta(days=1), town)
    assert told("reporting.reminder") == {town.leader, town.other_leader}
    on(due + timedelta(days=3), town)
    assert told("reporting.late_reports") == {town.head}
    on(due + timedelta(days=5), town)
    assert told("reporting.late_reports") == {town.agent, town.second}
    assert "Phường Bảo Vinh" in Notice.objects.get(recipient=town.agent, read_at__isnull=True).body


def test_who_has_reported_is_left_alone(town, month):
    signed(month, town.ward, town.officer, town.leader)
    assert on(month.due_on + timedelta(days=1), town) == 1
    assert told("reporting.reminder") == {town.other_leader}


def test_what_a_duty_asks_for_is_left_to_the_duty(town):
    cycle = opened(town)
    duty = DutyFactory(plan=PlanFactory(issuer=town.city, standing_agency=town.office), evidence_kinds=["report"])
    AssignmentFactory(duty=duty, unit=town.ward, period="2022-Q1", due_on=cycle.due_on)
    assert on(cycle.due_on + timedelta(days=1), town) == 1
    assert told("reporting.reminder") == {town.other_leader}


def test_days_the_clock_was_down_bring_one_reminder_and_not_six(town, month):
    assert on(month.due_on + timedelta(days=20), town) == 2
    assert set(ReportReminder.objects.values_list("step", flat=True)) == {5}


def test_nobody_but_the_clock_climbs(town, month):
    with pytest.raises(Refused):
        climb(month.due_on, by=town.agent)


def test_how_long_it_took_after_the_reminder(town, month):
    day = month.due_on + timedelta(days=1)
    on(day, town)
    assert late.median_cure_days(month.reports.all()) is None
    with clock.at(day + timedelta(days=4)):
        signed(month, town.ward, town.officer, town.leader)
        assert late.median_cure_days(month.reports.all()) == 4


def test_one_letter_names_who_is_late_by_how_many_days(client, town, month):
    signed(month, town.ward, town.officer, town.leader)
    client.force_login(town.agent)
    with clock.at(month.due_on + timedelta(days=6)):
        page = client.get(reverse("reporting:cycle", args=[month.pk])).content.decode()
        address = reverse("reporting:urging_letter", args=[month.pk, "docx"])
        assert address in page
        content = client.get(address).content
        pdf = client.get(reverse("reporting:urging_letter", args=[month.pk, "pdf"])).content
    words = [cell.text for table in Document(io.BytesIO(content)).tables for row in table.rows for cell in row.cells]
    assert "Xã Bình Lộc" in words
    assert "6" in words
    assert "Phường Bảo Vinh" not in words
    assert check_docx(content, place="Long Khánh") == []
    found = reading.read(pdf, name="don-doc.pdf")
    assert "đôn đốc" in found.title.lower()
    assert found.number is None


def test_nobody_is_late_then_no_letter(client, town, month):
    client.force_login(town.agent)
    answer = client.get(reverse("reporting:urging_letter", args=[month.pk, "docx"]))
    assert answer.status_code == 302
    assert "công văn" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(("role", "status"), [(Role.UNIT_OFFICER, 404), (Role.CITY_LEADER, 403)])
def test_others_make_no_letter(client, town, month, role, status):
    client.force_login(town.officer if role == Role.UNIT_OFFICER else person_with(role, town.city))
    assert client.get(reverse("reporting:urging_letter", args=[month.pk, "docx"])).status_code in (status, 404)


def test_an_unknown_form_of_letter_is_not_there(client, town, month):
    client.force_login(town.agent)
    with clock.at(month.due_on + timedelta(days=6)):
        assert client.get(reverse("reporting:urging_letter", args=[month.pk, "exe"])).status_code == 404


def test_the_report_of_a_unit_is_found_by_its_holder(town, month):
    assert {report.holder_id for report in late.on_rung(5, month.due_on + timedelta(days=9))} == {
        report_of(month, town.ward).holder_id, report_of(month, town.other).holder_id,
    }  # fmt: skip
