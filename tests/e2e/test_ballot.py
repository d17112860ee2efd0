"""A council of eleven votes on twelve candidates: on a phone, without JavaScript, put down half way and taken up again."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from lantoa.core import clock
from lantoa.organisations.enums import Role
from lantoa.selection.enums import Level
from lantoa.selection.models import Round
from lantoa.selection.queries.rounds import ballot_of
from lantoa.selection.queries.seen import seat_of
from lantoa.selection.services import councils, opening, voting
from tests.e2e.axe import assert_accessible
from tests.factories import ClusterFactory, NominationFactory, UnitFactory, person_with
from tests.selection.conftest import MAY, council_of

DAY = date(2022, 6, 1)


@pytest.fixture
def eleven(transactional_db, settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        city = UnitFactory(city=True, name="Thành phố Long Khánh")
        ward = UnitFactory(parent=city, name="Phường Bảo Vinh")
        ClusterFactory(authority=city, units=[ward])
        agency = person_with(Role.STANDING_AGENCY, UnitFactory(parent=city, department=True))
        members = [person_with(Role.UNIT_LEADER, ward), *(person_with(Role.GRASSROOTS, ward) for _ in range(10))]
        council_of(ward, Level.UNIT, members)
        schemes = councils.propose_schemes(city, since=date(2022, 1, 1), by=agency)
        monthly = next(scheme for scheme in schemes if (scheme.level, scheme.period_kind) == ("unit", "M"))
        found = opening.open_round(ward, MAY, scheme=monthly, by=members[0])
        for _ in range(12):
            opening.add_candidate(found, NominationFactory(unit=ward, verified=True), by=members[0])
        found = voting.start_voting(found, by=members[0])
        for member in members[2:]:
            voting.cast_ballot(found, {c.pk: "for" if c.number <= 7 else "against" for c in ballot_of(seat_of(member, found))}, by=member)
    return SimpleNamespace(found=found, chair=members[0], member=members[1], members=members)


def test_twelve_candidates_on_a_phone_without_javascript(browser, live_server, sign_in, eleven):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="vi-VN")
    phone = context.new_page()
    sign_in(phone, eleven.member)
    ballot = live_server.url + reverse("selection:ballot", args=[eleven.found.pk])
    phone.goto(ballot)
    phone.get_by_role("link", name="Xem gương đầu tiên").click()
    for number in range(1, 6):
        assert phone.locator(".step").inner_text() == f"Gương {number} trên 12"
        phone.get_by_label("Không có ý kiến").check() if number == 3 else phone.get_by_label("Đồng ý", exact=True).check()
        phone.get_by_role("button", name="Lưu và xem tiếp").click()
    # Kin: not on the ballot any longer.
    phone.get_by_role("link", name="Tôi có liên quan đến gương này").click()
    phone.get_by_label("người thân").check()
    phone.get_by_role("button", name="Không bỏ phiếu cho gương này").click()
    # Put down, taken up again: the five are there, six are left.
    phone.goto("about:blank")
    phone.goto(ballot)
    phone.get_by_role("link", name="Xem tiếp, còn 6 gương").click()
    for _ in range(6):
        phone.get_by_label("Không đồng ý").check()
        phone.get_by_role("button", name="Lưu và xem tiếp").click()
    assert phone.get_by_text("không bỏ phiếu cho").is_visible()
    phone.get_by_role("button", name="Gửi phiếu").click()
    receipt = phone.locator(".receipt").inner_text()
    assert re.fullmatch(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", receipt)
    phone.goto(ballot)
    assert phone.get_by_role("heading", name="Đồng chí đã bỏ phiếu").is_visible()
    assert Round.objects.get(pk=eleven.found.pk).voted_count == 10
    context.close()


PAGES = [
    "phieu/", "phieu/1/", "phieu/1/khong-bo/", "", "gia-han/", "kiem-phieu/", "bien-ban/", "kiem-phieu-cua-toi/", "y-kien-van-ban/{seat}/",
    "du-hop/{seat}/",
]  # fmt: skip


def test_the_pages_of_a_vote_look_and_read_well(page_at, live_server, sign_in, eleven):
    page = page_at(1440)
    sign_in(page, eleven.chair)
    base = live_server.url + reverse("selection:round", args=[eleven.found.pk])
    for path in PAGES:
        assert_accessible(page, base + path.format(seat=seat_of(eleven.member, eleven.found).pk))
