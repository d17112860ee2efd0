"""Nobody gets at another province's records, by any address of the workspace (quality.md S1, S2).

The addresses are taken from the URL list. One that takes an argument must say in THEIRS which record of the other province stands for
it, or in OPEN why it needs none: a new address without either fails here.
"""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern

from lantoa.core import clock
from lantoa.notifications.models import Notice, OutboxMessage
from lantoa.organisations.enums import Role
from lantoa.plans.models import Inspection, InspectionItem, UrgingLetter
from tests.factories import (
    AppointmentFactory,
    AssignmentFactory,
    ClauseFactory,
    ClusterFactory,
    DeliveryFactory,
    DutyFactory,
    EvidenceFactory,
    PlanFactory,
    UnitFactory,
    UserFactory,
    person_with,
)  # fmt: skip

DAY = date(2022, 6, 10)
# Addresses whose argument is no record of anybody: nothing to get at.
OPEN = {
    "organisations:book_template": "an empty workbook",
    "organisations:book_export": "what the person sees, as a workbook",
    "organisations:book_import": "checked row by row by the services",
}
THEIRS = {
    **dict.fromkeys(
        ["plans:plan", "plans:intake", "plans:edit_head", "plans:confirm_all", "plans:merge_duties", "plans:add_duty", "plans:draft_unit_plan",
         "plans:matrix", "plans:matrix_xlsx", "plans:matrix_pdf", "plans:coverage", "plans:receipts", "plans:resend_notices", "plans:late_list",
         "plans:write_letters", "plans:letters", "plans:plan_inspections", "plans:new_inspection"], lambda t: [t.plan.pk]),
    "plans:plan_act": lambda t: [t.plan.pk, "ket-thuc"],
    **dict.fromkeys(
        ["plans:edit_duty", "plans:confirm_duty", "plans:drop_duty", "plans:restore_duty", "plans:split_duty"], lambda t: [t.duty.pk]),
    "plans:excuse_clause": lambda t: [t.clause.pk],
    "plans:acknowledge": lambda t: [t.delivery.pk],
    **dict.fromkeys(["plans:assignment", "plans:give_proof"], lambda t: [t.assignment.pk]),
    "plans:withdraw_proof": lambda t: [t.assignment.pk, t.proof.pk],
    "plans:assignment_act": lambda t: [t.assignment.pk, "nop"],
    **dict.fromkeys(["plans:letter", "plans:letter_text"], lambda t: [t.letter.pk]),
    "plans:letter_act": lambda t: [t.letter.pk, "da-gui"],
    **dict.fromkeys(
        ["plans:inspection", "plans:add_question", "plans:cancel_inspection", "plans:carry_out", "plans:minutes", "plans:reopen_inspection"],
        lambda t: [t.inspection.pk]),
    **dict.fromkeys(["plans:answer_item", "plans:remove_question"], lambda t: [t.inspection.pk, t.item.pk]),
    **dict.fromkeys(["organisations:unit", "organisations:reorganise"], lambda t: [t.ward.slug]),
    "organisations:reorganise_act": lambda t: [t.ward.slug, "doi-ten"],
    "organisations:version_correct": lambda t: [t.ward.slug, t.ward.versions.get().pk],
    "organisations:cluster": lambda t: [t.cluster.pk],
    "organisations:cluster_act": lambda t: [t.cluster.pk, "dong"],
    **dict.fromkeys(["organisations:appointment_end", "organisations:appointment_delegate"], lambda t: [t.appointment.pk]),
    "audit:object": lambda t: ["plans.plan", t.plan.pk],
    "files:download": lambda t: [t.file.pk],
    "notifications:open": lambda t: [t.notice.pk],
    **dict.fromkeys(["notifications:message", "notifications:resend"], lambda t: [t.message.pk]),
}  # fmt: skip
# Every role but the administrator, whose reach is the whole system.
ROLES = [role for role in Role if role is not Role.ADMINISTRATOR]


def province(name: str) -> SimpleNamespace:
    """A province with a city in it, its office, a ward in a cluster, and one of each record."""
    top = UnitFactory(name=name, kind="province")
    city = UnitFactory(city=True, name=f"Thành phố của {name}", parent=top)
    office = UnitFactory(department=True, name=f"Phòng Nội vụ, {name}", parent=city)
    ward = UnitFactory(name=f"Phường của {name}", parent=city)
    cluster = ClusterFactory(authority=city, units=[ward])
    plan = PlanFactory(issuer=city, standing_agency=office)
    clause = ClauseFactory(plan=plan)
    duty = DutyFactory(plan=plan, clauses=[clause])
    assignment = AssignmentFactory(duty=duty, unit=ward)
    officer = UserFactory()
    inspection = Inspection.objects.create(plan=plan, unit=ward, planned_on=DAY, created_by=officer)
    notice = Notice.objects.create(recipient=officer, kind="plans.reminder", title="Nhắc", body="Nhắc", url="/lam-viec/")
    return SimpleNamespace(
        top=top, city=city, office=office, ward=ward, cluster=cluster, plan=plan, clause=clause, duty=duty, assignment=assignment,
        proof=EvidenceFactory(assignment=assignment), delivery=DeliveryFactory(plan=plan, unit=ward), inspection=inspection,
        item=InspectionItem.objects.create(inspection=inspection, question="Có kế hoạch?"), notice=notice,
        letter=UrgingLetter.objects.create(plan=plan, unit=ward, written_on=DAY, new_due_on=DAY, body="Kính gửi"),
        appointment=AppointmentFactory(user=officer, unit=ward), message=_message(notice), file=_file(officer),
    )  # fmt: skip


def _message(notice: Notice) -> OutboxMessage:
    return OutboxMessage.objects.create(
        notice=notice, recipient=notice.recipient, channel="email", address="a@example.vn", subject="Nhắc", body="Nhắc"
    )


def _file(owner):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from lantoa.files.services import store_file

    return store_file(SimpleUploadedFile("rieng.txt", b"rieng"), by=owner)


def place_for(role: Role, here: SimpleNamespace):
    return {
        Role.STANDING_AGENCY: here.office, Role.CITY_LEADER: here.city, Role.COUNCIL_MEMBER: here.city, Role.UPPER_VIEWER: here.top,
        Role.CLUSTER_HEAD: here.cluster,
    }.get(role, here.ward)  # fmt: skip


def workspace_urls():
    def walk(patterns, prefix="", namespace=""):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield prefix + str(pattern.pattern), f"{namespace}{pattern.name}"
            else:
                inner = f"{pattern.namespace}:" if pattern.namespace else namespace
                yield from walk(pattern.url_patterns, prefix + str(pattern.pattern), inner)

    return [(path, name) for path, name in walk(get_resolver().url_patterns) if path.startswith("lam-viec/")]


def test_every_address_with_an_argument_says_whose_record_it_opens():
    needing = {name for path, name in workspace_urls() if "<" in path}
    assert needing - set(THEIRS) - set(OPEN) == set()
    assert (set(THEIRS) | set(OPEN)) - needing == set(), "no longer an address"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_no_role_reaches_into_another_province(role, client, settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        here, there = province("Tỉnh Một"), province("Tỉnh Hai")
        client.force_login(person_with(role, place_for(role, here)))
        leaks = {}
        for name, args in THEIRS.items():
            address = reverse(name, args=args(there))
            for method in (client.get, client.post):
                status = method(address).status_code
                if status not in (404, 405):
                    leaks[name, method.__name__] = status
        assert leaks == {}


@pytest.mark.django_db
def test_nobody_gets_in_without_signing_in(client, settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        here = province("Tỉnh Một")
    for path, name in workspace_urls():
        try:
            address = reverse(name, args=THEIRS[name](here) if name in THEIRS else ["don-vi"] if "<" in path else [])
        except NoReverseMatch:
            continue
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/tai-khoan/login/"), address


@pytest.mark.django_db
def test_an_officer_sees_nothing_of_the_ward_next_door(client, settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        here = province("Tỉnh Một")
        neighbour = UnitFactory(name="Phường bên cạnh", parent=here.city)
        client.force_login(person_with(Role.UNIT_OFFICER, neighbour))
        private = ["plans:assignment", "plans:give_proof", "plans:withdraw_proof", "plans:acknowledge", "plans:letter", "plans:inspection",
                   "files:download", "notifications:open", "notifications:message", "audit:object"]  # fmt: skip
        answers = {}
        for name in private:
            address = reverse(name, args=THEIRS[name](here))
            answers[name] = {client.get(address).status_code, client.post(address).status_code} - {405}  # 405: not asked this way
        assert answers == {name: {404} for name in private}
