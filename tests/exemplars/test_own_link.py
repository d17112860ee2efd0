"""/cua-toi/: the person's own page: without account, cookie or trace; forged tokens; what happens when it is taken back twice."""

import pytest
from django.core.cache import cache

from lantoa.core import clock
from lantoa.exemplars.enums import NominationState, Purpose, Relation
from lantoa.exemplars.models import DataRequest, OwnLink, Takedown
from lantoa.exemplars.queries.published import published_count
from lantoa.exemplars.services import consents, privacy
from tests.exemplars.checking import DAY, agreed, nominated, ward

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_june(settings):
    cache.clear()
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        yield
    cache.clear()


def shown(place, **fields):
    """A published one with its link."""
    nomination = nominated(place, honoured=True, **{"state": NominationState.PUBLISHED, "published_at": clock.now(), **fields})
    agreed(nomination, Purpose.PORTAL, Purpose.RADIO)
    return nomination, consents.make_own_link(nomination, Relation.SELF, by=place.officer)


def test_the_page_says_what_is_kept_and_leaves_no_trace(client):
    place = ward()
    nomination, link = shown(place, phone="0912345678", deed="Hiến đất. CCCD 075190001234.")
    answer = client.get(f"/cua-toi/{link.token}/")
    text = answer.content.decode()
    assert [
        word for word in ("0912345678", nomination.name, "Hiến đất. CCCD xxxxxxxxx234.", "Phát trên đài truyền thanh") if word not in text
    ] == []
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"], answer["Cache-Control"]) == (
        "no-referrer", "noindex, nofollow, noarchive", "no-store, private",
    )  # fmt: skip
    assert not answer.cookies


def test_taken_back_with_one_press_and_hidden_at_once(client, django_capture_on_commit_callbacks):
    place = ward()
    nomination, link = shown(place)
    asked = client.get(f"/cua-toi/{link.token}/rut/?bo=portal")
    assert asked.content.decode().count("checked") == 1
    assert published_count() == 1  # looking changes nothing
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/cua-toi/{link.token}/rut/", {"purposes": ["portal"], "note": "Tôi không muốn nữa."})
    assert (answer.status_code, answer["Location"], published_count()) == (302, f"/cua-toi/{link.token}/?da=rut", 0)
    again = client.post(f"/cua-toi/{link.token}/rut/", {"purposes": ["portal"]})
    assert again.status_code == 422  # no longer in the list; radio still is
    assert client.post(f"/cua-toi/{link.token}/rut/", {"purposes": ["radio"]}).status_code == 302
    assert client.post(f"/cua-toi/{link.token}/rut/", {"purposes": ["radio"]}).status_code == 302  # nothing left: said as done
    nomination.refresh_from_db()
    assert (nomination.is_held, Takedown.objects.count()) == (True, 3)
    page = client.get(f"/cua-toi/{link.token}/").content.decode()
    assert "Hiện không đồng ý điều nào." in page
    assert "Lịch phát và bản tin trên đài truyền thanh" in page


def test_a_forged_token_finds_nothing_and_takes_nothing_back(client):
    place = ward()
    nomination, link = shown(place)
    other, _ = shown(ward())
    for token in ("x", "A" * 32, "A" * 500, link.token[:-1], link.token.swapcase(), "đường-dẫn", "%00", f"{nomination.pk}"):
        for way in ("", "rut/", "hoi/"):
            assert client.get(f"/cua-toi/{token}/{way}").status_code == 404 if way != "hoi/" else True
            assert client.post(f"/cua-toi/{token}/{way}", {"purposes": ["portal"], "kind": "see", "text": "x"}).status_code in (404, 405)
            cache.clear()
    assert not nomination.consents.filter(withdrawn_at__isnull=False).exists()
    client.post(f"/cua-toi/{link.token}/rut/", {"purposes": ["portal", "radio"]})
    assert other.consents.filter(withdrawn_at__isnull=True).count() == 2


def test_guessing_is_stopped(client):
    for _ in range(30):
        assert client.get("/cua-toi/doan-mo/").status_code == 404
    assert client.get("/cua-toi/doan-mo/").status_code == 429


def test_a_closed_link_opens_nothing(client):
    place = ward()
    _, link = shown(place)
    consents.close_own_link(link, by=place.officer)
    assert client.get(f"/cua-toi/{link.token}/").status_code == 404
    assert client.post(f"/cua-toi/{link.token}/rut/", {"purposes": ["portal"]}).status_code == 404
    assert OwnLink.objects.get().closed_at is not None


def test_the_token_stands_in_no_log(client, caplog):
    place = ward()
    _, link = shown(place)
    assert client.post(f"/cua-toi/{link.token}/hoi/", {"kind": "phá"}).status_code == 422
    for _ in range(30):
        client.get(f"/cua-toi/{link.token}/")
    assert client.get(f"/cua-toi/{link.token}/").status_code == 429
    assert link.token not in caplog.text


def test_a_question_is_kept_once_and_its_answer_read_here(client):
    place = ward()
    _, link = shown(place)
    data = {"kind": "correct", "text": "Tên đệm của tôi là Thị."}
    for _ in range(2):
        assert client.post(f"/cua-toi/{link.token}/hoi/", data).status_code == 302
    assert client.post(f"/cua-toi/{link.token}/hoi/", {"kind": "phá", "text": ""}).status_code == 422
    request = DataRequest.objects.get()
    privacy.answer_request(request, answer="Đã sửa tên đệm.", by=place.officer)
    assert "Đã sửa tên đệm." in client.get(f"/cua-toi/{link.token}/").content.decode()
    assert client.get(f"/cua-toi/{link.token}/hoi/").status_code == 405


def test_the_officer_finds_the_addresses_and_closes_them(client):
    place = ward()
    nomination, link = shown(place)
    client.force_login(place.officer)
    page = client.get(f"/lam-viec/guong/{nomination.pk}/dong-y/duong-dan/").content.decode()
    assert link.token in page
    assert client.post(f"/lam-viec/guong/{nomination.pk}/dong-y/duong-dan/{link.pk}/khoa/").status_code == 302
    assert client.post(f"/lam-viec/guong/{nomination.pk}/dong-y/duong-dan/cap/", {"nguoi": "self"}).status_code == 302
    assert OwnLink.objects.filter(closed_at__isnull=True).count() == 1
    client.force_login(ward().officer)
    assert client.post(f"/lam-viec/guong/{nomination.pk}/dong-y/duong-dan/cap/", {"nguoi": "self"}).status_code == 404
