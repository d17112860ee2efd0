"""A city with a ward, its people, and a person of the ward who was honoured and agreed to be told of."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from lantoa.exemplars.enums import ConsentChannel, Purpose, Relation
from lantoa.exemplars.models import Consent, ConsentText
from lantoa.organisations.enums import Role
from tests.factories import AppointmentFactory, NominationFactory, UnitFactory

BODY = "<p>" + "Ông Thử hiến hai trăm mét vuông đất để khu phố mở rộng con đường. " * 8 + "</p>"
TEXT = {"title": "Hiến đất mở đường", "lead": "Ông Thử hiến đất.", "body": BODY}


def agree(nomination, *purposes):
    text = ConsentText.objects.filter(relation=Relation.SELF).first() or ConsentText.objects.create(
        relation=Relation.SELF, version="thử", valid_from=date(2020, 1, 1), body="Xin phép."
    )
    for purpose in purposes:
        Consent.objects.create(
            nomination=nomination, purpose=purpose, relation=Relation.SELF, person=nomination.name, text=text,
            channel=ConsentChannel.PAPER, given_at=datetime(2022, 6, 5, 2, tzinfo=UTC),
        )  # fmt: skip


@pytest.fixture
def town(db):
    return make_town()


def make_town():
    city = UnitFactory(city=True)
    office, ward, other = UnitFactory(parent=city, department=True), UnitFactory(parent=city), UnitFactory(parent=city)

    def person(role, unit):
        return AppointmentFactory(role=role, unit=unit).user

    nomination = NominationFactory(unit=ward, honoured=True, birth_year=1970, name="Nguyễn Văn Thử")
    agree(nomination, Purpose.PORTAL)
    return SimpleNamespace(
        city=city, ward=ward, other=other, nomination=nomination,
        writer=person(Role.UNIT_OFFICER, ward), leader=person(Role.UNIT_LEADER, ward), stranger=person(Role.UNIT_LEADER, other),
        agency=person(Role.STANDING_AGENCY, office), editor=person(Role.MEDIA_EDITOR, office), school=person(Role.GRASSROOTS, ward),
        council=person(Role.COUNCIL_MEMBER, city), finance=person(Role.FINANCE, ward), keeper=person(Role.ADMINISTRATOR, city),
    )  # fmt: skip
