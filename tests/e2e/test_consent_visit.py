"""An officer's visit with a phone: verify, read aloud, have it signed on the pad; later the person takes it back by the own link."""

import pytest
from django.urls import reverse

from lantoa.core import clock
from lantoa.exemplars.enums import NominationState, Purpose, Relation
from lantoa.exemplars.models import Consent
from lantoa.exemplars.queries.published import published_count
from lantoa.exemplars.services import consents
from tests.e2e.axe import assert_accessible
from tests.exemplars.checking import DAY, agreed, nominated, ready, ward

PHONE = (390,)


@pytest.mark.django_db(transaction=True)
def test_a_consent_is_signed_on_the_phone_and_taken_back_by_link(page_at, sign_in, live_server, settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        place = ward()
        nomination = nominated(place, honoured=True, state=NominationState.PUBLISHED, published_at=clock.now())
    page = page_at(390)
    sign_in(page, place.officer)
    address = live_server.url + reverse("exemplars:consent", args=[nomination.pk])
    assert_accessible(page, address, widths=PHONE)
    page.get_by_label("Đã đọc cho người ấy nghe").check()
    page.get_by_label("Đăng trên cổng").check()
    page.get_by_label("nghe đọc, bấm đồng ý").check()
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 120, steps=5)
    page.mouse.up()
    page.get_by_role("button", name="Lưu lời đồng ý").click()
    page.wait_for_url("**/guong/*/#dong-y")
    given = Consent.objects.get()
    assert (given.purpose, given.proof.mime, published_count()) == (Purpose.PORTAL, "image/png", 1)

    link = consents.make_own_link(nomination, Relation.SELF, by=place.officer)
    own = page_at(390)
    assert_accessible(own, f"{live_server.url}/cua-toi/{link.token}/", widths=PHONE)
    own.get_by_role("link", name="Rút điều này").click()
    own.get_by_role("button", name="Rút những điều đã đánh dấu").click()
    own.get_by_text("Đã rút.").wait_for()
    assert published_count() == 0
    assert own.context.cookies() == []


@pytest.mark.django_db(transaction=True)
def test_the_pages_of_a_nomination_are_accessible(page_at, sign_in, live_server, settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        place = ward()
        nomination = ready(place)
        published = nominated(place, honoured=True, state=NominationState.PUBLISHED, published_at=clock.now())
        agreed(published, Purpose.PORTAL)
        consents.withdraw_consent(published, purposes=[Purpose.PORTAL], by=place.officer)
    page = page_at(1440)
    sign_in(page, place.officer)
    assert_accessible(page, live_server.url + reverse("exemplars:nomination", args=[nomination.pk]))
    for name in ("verify", "correct", "consent_paper"):
        assert_accessible(page, live_server.url + reverse(f"exemplars:{name}", args=[nomination.pk]), widths=PHONE)
    for name in ("takedowns", "data_requests", "filming_notice"):
        assert_accessible(page, live_server.url + reverse(f"exemplars:{name}"), widths=PHONE)
