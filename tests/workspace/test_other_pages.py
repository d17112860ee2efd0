"""Help, questions, health: what they say and to whom."""

import pytest
from django.urls import reverse

from lantoa.core import schedule
from lantoa.core.rights import allowed
from lantoa.notifications.models import Notice
from lantoa.notifications.queries import outbox_visible_to
from lantoa.notifications.services import notify
from lantoa.organisations.enums import Role
from lantoa.workspace import rights_table
from tests.factories import UnitFactory, UserFactory, person_with


def test_a_question_reaches_the_own_agency_alone(client, make_city):
    city, other = make_city(), make_city()
    agent, stranger = city.person(Role.STANDING_AGENCY, user__full_name="Trần Trả Lời"), other.person(Role.STANDING_AGENCY)
    client.force_login(city.person(Role.UNIT_OFFICER, user__full_name="Lê Thị Hạnh"))
    assert "Trần Trả Lời" in client.get(reverse("workspace:help")).content.decode()
    client.post(reverse("workspace:help"), {"text": "Ảnh chụp có được tính không?"})
    notice = Notice.objects.get()
    assert (notice.recipient, notice.title) == (agent, "Lê Thị Hạnh (Phường Mẫu 1) hỏi")
    assert notice.body.startswith("Ảnh chụp có được tính không?")
    assert not Notice.objects.filter(recipient=stranger).exists()


def test_who_holds_nothing_reads_but_does_not_ask(client, db):
    client.force_login(UserFactory())
    page = client.get(reverse("workspace:help"))
    assert (page.status_code, "Gửi câu hỏi</button>" in page.content.decode()) == (200, False)
    assert client.post(reverse("workspace:help"), {"text": "Hỏi"}).status_code == 404


def test_the_pulse_says_one_word_to_anybody(client, db):
    answer = client.get("/suc-khoe")
    assert (answer.status_code, answer.content.decode()) == (503, "có trục trặc\n")
    for process in ("clock", "worker"):
        schedule.beat(process)
    answer = client.get("/suc-khoe")
    assert (answer.status_code, answer.content.decode()) == (200, "tốt\n")


@pytest.mark.parametrize("role", list(Role))
def test_the_parts_are_for_administrators(client, make_city, role):
    city = make_city()
    client.force_login(city.person(role))
    assert client.get(reverse("workspace:health")).status_code == (200 if role == Role.ADMINISTRATOR else 404)


@pytest.mark.parametrize("role", list(Role))
def test_the_outbox_by_role(client, make_city, role):
    """An agency sees what went to its units' people, an administrator all, nobody else any but the own."""
    city, other = make_city(), make_city()
    me, mine, far = city.person(role), city.person(Role.UNIT_OFFICER), other.person(Role.UNIT_OFFICER)
    notify("workspace.question", to=[mine, far], url="/", context={"text": "a", "person": "b"}, by=mine)
    seen = set(outbox_visible_to(me).values_list("recipient", flat=True))
    assert seen == {Role.STANDING_AGENCY: {mine.pk}, Role.ADMINISTRATOR: {mine.pk, far.pk}}.get(role, set())


@pytest.mark.parametrize("row", [row for row in rights_table.TABLE if row.permissions], ids=lambda row: row.label)
@pytest.mark.parametrize("role", rights_table.ROLES)
def test_the_table_says_what_the_rules_do(make_city, row, role):
    """For permissions that ask about no object, or about a unit far from one's own."""
    city = make_city()
    user = city.person(role)
    words = dict(zip(rights_table.ROLES, row.cells, strict=True))[role]
    about = {"organisations.manage_unit": city.wards[0], "organisations.manage_clusters": city.city}
    for permission in set(row.permissions) - {"organisations.appoint", "notifications.resend_message"}:
        assert allowed(user, permission, about.get(permission)) == bool(words)


def test_a_stranger_oversees_nobody(db):
    user = person_with(Role.STANDING_AGENCY, UnitFactory(parent=UnitFactory(city=True)))
    elsewhere = person_with(Role.UNIT_OFFICER, UnitFactory(parent=UnitFactory(city=True)))
    notify("workspace.question", to=[elsewhere], url="/", context={"text": "a", "person": "b"}, by=elsewhere)
    assert not outbox_visible_to(user).exists()
