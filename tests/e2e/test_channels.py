"""One honoured person on every channel: page, feeds, embed, share card, read API, search, a bulletin on the air; and, the consent taken back,
on none of them."""

from datetime import date, time
from types import SimpleNamespace

import pytest
from django.test import Client

from lantoa.exemplars.enums import Purpose, Relation
from lantoa.exemplars.services import consents
from lantoa.organisations.enums import Role
from lantoa.plans.models import Assignment
from lantoa.radio.queries.bulletins import standing
from lantoa.radio.services import stations, voicing
from tests.e2e import steps
from tests.e2e.axe import assert_accessible
from tests.exemplars.checking import agreed
from tests.factories import AssignmentFactory, DutyFactory, NominationFactory, PlanFactory, UnitFactory, person_with
from tests.radio.conftest import upload

DAY = date(2022, 6, 10)
NAME = "Nguyễn Văn Bảy"
BODY = f"<p>Ông {NAME} hiến đất vườn cho khu phố mở rộng đường Suối Chồn.</p>"
# What every channel must have said, and must say no more.
PAGES = ("/", "/chuyen/", "/nghe/", "/tin.rss", "/tin.json", "/tin/tat-ca.rss", "/tin/don-vi-{unit}.json", "/nhung/tat-ca", "/don-vi/{unit}/",
         "/api/v1/stories", "/api/v1/stories/{slug}", "/api/v1/exemplars", "/api/v1/exemplars/{code}", "/tim/?q=nguyen+van+bay",
         "/chuyen/{slug}/", "/g/{code}/", "/sitemap.xml")  # fmt: skip
FILES = ("/the/bai/{slug}", "/the/guong/{code}", "/nghe/tep/{bulletin}.mp3", "/nghe/tep/{bulletin}.vtt", "/g/{code}/ma-qr.svg")


@pytest.fixture
def town(transactional_db, settings):
    settings.FIXED_TODAY = DAY
    city = UnitFactory(city=True, name="Thành phố Long Khánh")
    office, ward = UnitFactory(department=True, name="Phòng Nội vụ", parent=city), UnitFactory(name="Phường Bảo Vinh", parent=city)
    duty = DutyFactory(
        plan=PlanFactory(issuer=city, standing_agency=office), evidence_kinds=["airing"], done_rule="any_proof", done_params={"min": 1}
    )
    AssignmentFactory(duty=duty, unit=ward, period="2022-M06", period_start=date(2022, 6, 1), period_end=date(2022, 6, 30))
    writer, leader, keeper = (person_with(role, ward) for role in (Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.GRASSROOTS))
    station = stations.found_station(ward, name="Đài Truyền thanh phường Bảo Vinh", valid_from=date(2022, 1, 1), by=writer)
    stations.add_slot(
        station, weekdays=list(range(7)), starts_at=time(5), minutes=15, programme="Bản tin sáng", valid_from=date(2022, 1, 1), by=writer
    )
    honoured = NominationFactory(unit=ward, honoured=True, name=NAME, honorific="ông", birth_year=1956, hamlet="Khu phố Suối Chồn")
    agreed(honoured, Purpose.PORTAL, Purpose.RADIO, Purpose.SOCIAL)
    return SimpleNamespace(ward=ward, writer=writer, leader=leader, keeper=keeper, station=station, honoured=honoured)


def _answers(addresses) -> dict[str, tuple[int, str]]:
    """What a stranger gets at each: the last answer of a chain, as text where it is text."""
    found = {}
    for address in addresses:
        answer = Client().get(address, follow=True)
        content = answer.getvalue()
        found[address] = (answer.status_code, content.decode("utf-8", "replace"))
    return found


def test_on_every_channel_and_off_again(page_at, live_server, sign_in, town):
    root = live_server.url

    def workplace(person, width=1280):
        page = page_at(width)
        sign_in(page, person)
        return page

    desk, office = workplace(town.writer), workplace(town.leader)
    story = steps.publish_story(desk, office, about=NAME, body=BODY, writer=town.writer, root=root)

    bulletin = steps.write_bulletin(desk, office, [story], root=root)
    for part in standing(bulletin):
        voicing.keep_take(part, upload(), by=town.writer)
    steps.mix_bulletin(desk, bulletin, root=root)
    steps.hear_and_approve(office, bulletin, root=root)
    airing = steps.schedule_bulletin(desk, bulletin, town.station, root=root)
    steps.let_its_hour_come(airing)
    phone = workplace(town.keeper, width=390)
    phone.goto(f"{root}/lam-viec/phat-thanh/hom-nay/")
    steps.tap_aired(phone, airing)
    assert Assignment.objects.get().evidence.filter(kind="airing").count() == 1

    # Everywhere, for anybody.
    where = {"unit": town.ward.slug, "slug": story.slug, "code": town.honoured.code.lower(), "bulletin": bulletin.code.lower()}
    pages, files = ([address.format(**where) for address in group] for group in (PAGES, FILES))
    for address, (status, text) in _answers(pages).items():
        assert status == 200, address
        assert NAME in text or story.slug in text or where["code"] in text, address
    assert {address: status for address, (status, _) in _answers(files).items() if status != 200} == {}
    reader = page_at(390)
    for path in (f"/chuyen/{story.slug}/", f"/g/{where['code']}/", "/nhung/tat-ca", "/nghe/"):
        reader.goto(root + path)
        assert NAME in reader.inner_text("body") or story.title in reader.inner_text("body"), path
        assert_accessible(reader, reader.url, widths=(390,))
    assert reader.context.cookies() == []

    # The person takes the consent back on the phone.
    link = consents.make_own_link(town.honoured, Relation.SELF, by=town.writer)
    reader.goto(f"{root}/cua-toi/{link.token}/")
    reader.get_by_role("link", name="Rút", exact=False).first.click()
    for box in reader.get_by_role("checkbox").all():
        box.check()
    reader.get_by_role("button", name="Rút những điều đã đánh dấu").click()
    reader.get_by_text("Đã rút.").wait_for()

    # Nowhere, from the next question on, kept pages and files included.
    for address, (status, text) in _answers(pages).items():
        assert status in (200, 404, 410), address
        assert NAME not in text, address
        if status == 200 and "?" not in address:
            assert story.slug not in text, address
    assert {address: status for address, (status, _) in _answers(files).items() if status not in (404, 410)} == {}
    assert reader.goto(f"{root}/chuyen/{story.slug}/").status == 410
