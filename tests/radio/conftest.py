"""A city whose ward has a station, and two stories of people who agree to the radio."""

import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.exemplars.enums import Purpose
from lantoa.newsroom.enums import StoryState
from lantoa.newsroom.models import Story, StoryVersion
from lantoa.organisations.enums import Role
from lantoa.radio.models import Bulletin
from lantoa.radio.queries.bulletins import standing
from lantoa.radio.services import approving, composing, stations, voicing
from tests.factories import AppointmentFactory, NominationFactory, UnitFactory
from tests.newsroom.conftest import BODY, agree
from tests.radio.sound import tone

DAY = date(2022, 6, 10)  # a Friday
NOON = datetime.combine(DAY, time(12))


def at(hour: int, minute: int = 0, day: date = DAY):
    return clock.at(datetime.combine(day, time(hour, minute)))


def tell(unit, writer, *, title="Hiến đất mở đường", name="Nguyễn Văn Thử", purposes=(Purpose.PORTAL, Purpose.RADIO)) -> Story:
    """A live story about somebody honoured who agrees to the purposes."""
    nomination = NominationFactory(unit=unit, honoured=True, birth_year=1970, name=name)
    agree(nomination, *purposes)
    story = Story.objects.create(unit=unit, title=title, slug=f"bai-{nomination.pk}", nomination=nomination, started_by=writer)
    version = StoryVersion.objects.create(story=story, number=1, title=title, lead=f"{name} hiến đất.", body=BODY, author=writer)
    story.current = story.live = version
    story.state, story.published_at, story.approved_at = StoryState.PUBLISHED, timezone.now(), timezone.now()
    story.save()
    return story


@pytest.fixture
def town(db):
    with clock.at(NOON):
        city = UnitFactory(city=True)
        office, ward, other = UnitFactory(parent=city, department=True), UnitFactory(parent=city), UnitFactory(parent=city)

        def person(role, unit):
            return AppointmentFactory(role=role, unit=unit, valid_from=date(2022, 1, 1)).user

        people = SimpleNamespace(
            writer=person(Role.UNIT_OFFICER, ward), leader=person(Role.UNIT_LEADER, ward), stranger=person(Role.UNIT_LEADER, other),
            agency=person(Role.STANDING_AGENCY, office), editor=person(Role.MEDIA_EDITOR, office), keeper=person(Role.GRASSROOTS, ward),
            council=person(Role.COUNCIL_MEMBER, city), finance=person(Role.FINANCE, ward), front=person(Role.FRONT_PARTNER, office),
            admin=person(Role.ADMINISTRATOR, city),
        )  # fmt: skip
        station = stations.found_station(ward, name="Đài Truyền thanh phường Thử", valid_from=date(2022, 1, 1), by=people.writer)
        for hour in (5, 17):
            stations.add_slot(
                station,
                weekdays=list(range(7)),
                starts_at=time(hour),
                minutes=10,
                programme="Bản tin",
                valid_from=date(2022, 1, 1),
                by=people.writer,
            )
        told = [tell(ward, people.writer), tell(ward, people.writer, title="Nấu cháo cho bệnh nhân nghèo", name="Trần Thị Hạnh")]
    return SimpleNamespace(city=city, office=office, ward=ward, other=other, station=station, stories=told, **vars(people))


def scripted(town, **facts) -> Bulletin:
    """A bulletin of both stories with its words approved."""
    facts = {"title": "Người tốt, việc tốt", "day": DAY, **facts}
    bulletin = composing.start_bulletin(unit=town.ward, stories=town.stories, by=town.writer, **facts)
    return approving.approve_script(bulletin, by=town.leader)


def approved(town, **facts) -> Bulletin:
    """One read out live from the sheet, approved for air: what most stations do."""
    bulletin = voicing.read_live(scripted(town, **facts), by=town.writer)
    return approving.approve_for_air(bulletin, by=town.leader)


def upload(seconds: float = 1.0, name: str = "ghi-am.wav") -> SimpleUploadedFile:
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        tone(seconds).write(Path(file.name))
        return SimpleUploadedFile(name, Path(file.name).read_bytes(), "audio/wav")


def recorded(town, **facts) -> Bulletin:
    """One with a short recording for each part, mixed."""
    bulletin = scripted(town, **facts)
    for part in standing(bulletin):
        voicing.keep_take(part, upload(), by=town.writer)
    mix = voicing.ask_for_mix(bulletin, by=town.writer)
    voicing.make_mix(mix, by=User.objects.system())
    return Bulletin.objects.get(pk=bulletin.pk)


def listen(mix, user, *, start: datetime = NOON) -> None:
    """Hear it to its end, in real time."""
    with clock.at(start):
        approving.note_listening(mix, [], by=user)
    with clock.at(start + timedelta(seconds=mix.seconds)):
        approving.note_listening(mix, [(0.0, mix.seconds)], by=user)
