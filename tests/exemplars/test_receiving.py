"""Taking in what was told: code, credit, subject; and who sees it."""

import pytest

from lantoa.core.rights import Refused
from lantoa.exemplars.enums import Door, NominationState, SubjectType
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.seen import sees_whole, visible_to
from lantoa.exemplars.services.progress import move_along
from lantoa.exemplars.services.receiving import Credit, receive_nomination
from lantoa.organisations.enums import Role
from tests.factories import AppointmentFactory, NominationFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
FACTS = {"name": "Ông Ba Thử", "deed": "Hiến đất mở đường", "type": SubjectType.INDIVIDUAL}


def appointed(role, unit):
    return AppointmentFactory(role=role, unit=unit).user


def test_a_nomination_has_a_code_a_credit_and_a_subject():
    ward = UnitFactory()
    officer = appointed(Role.UNIT_OFFICER, ward)
    nomination = receive_nomination(FACTS, unit=ward, door=Door.OFFICER, credit=Credit(name="Lê Thị Kể", unit=ward), by=officer)
    assert nomination.code == f"LT-{nomination.pk:04}"
    sender = nomination.senders.get()
    assert (sender.name, sender.told_as, len(sender.follow_key)) == ("Lê Thị Kể", nomination.code, 4)
    assert (nomination.subject.name, nomination.subject.folded) == ("Ông Ba Thử", "ong ba thu")


def test_an_officer_of_another_ward_may_not_nominate_for_this_one():
    with pytest.raises(Refused):
        receive_nomination(
            FACTS, unit=UnitFactory(), door=Door.OFFICER, credit=Credit(), by=appointed(Role.UNIT_OFFICER, UnitFactory())
        )  # fmt: skip
    assert not Nomination.objects.exists()


def test_each_role_sees_what_is_its_own():
    city = UnitFactory(city=True)
    office, ward, other = UnitFactory(parent=city, department=True), UnitFactory(parent=city), UnitFactory(parent=city)
    fresh, verified = NominationFactory(unit=ward), NominationFactory(unit=ward, verified=True)
    elsewhere = NominationFactory(unit=other, verified=True)
    honoured = NominationFactory(unit=other, honoured=True)
    abroad = NominationFactory(verified=True)  # of another province
    seen = {
        role: set(visible_to(appointed(role, unit)))
        for role, unit in [
            (Role.UNIT_OFFICER, ward), (Role.UNIT_LEADER, ward), (Role.GRASSROOTS, ward), (Role.STANDING_AGENCY, office),
            (Role.COUNCIL_MEMBER, city), (Role.CITY_LEADER, city), (Role.MEDIA_EDITOR, office), (Role.UPPER_VIEWER, city),
            (Role.FINANCE, ward), (Role.ADMINISTRATOR, city),
        ]
    }  # fmt: skip
    own, all_of_city = {fresh, verified}, {fresh, verified, elsewhere, honoured}
    judged = {verified, elsewhere, honoured}
    assert seen == {
        Role.UNIT_OFFICER: own, Role.UNIT_LEADER: own, Role.GRASSROOTS: own, Role.STANDING_AGENCY: all_of_city,
        Role.COUNCIL_MEMBER: judged, Role.CITY_LEADER: judged, Role.MEDIA_EDITOR: judged, Role.UPPER_VIEWER: {honoured},
        Role.FINANCE: set(), Role.ADMINISTRATOR: set(),
    }  # fmt: skip
    assert abroad not in set().union(*seen.values())


def test_the_council_sees_no_phone_number():
    city = UnitFactory(city=True)
    ward = UnitFactory(parent=city)
    nomination = NominationFactory(unit=ward, verified=True)
    assert sees_whole(appointed(Role.UNIT_OFFICER, ward), nomination)
    assert not sees_whole(appointed(Role.COUNCIL_MEMBER, city), nomination)


def test_a_held_nomination_does_not_go_on():
    from django.core.exceptions import ValidationError

    from lantoa.core import clock

    nomination = NominationFactory(verified=True, held_since=clock.now())
    with pytest.raises(ValidationError, match="tạm dừng"):
        move_along(nomination, NominationState.SHORTLISTED, by=UserFactory())
    nomination.refresh_from_db()
    assert nomination.state == NominationState.VERIFIED
