"""One exemplar under its short address: what the consent allows and nothing more."""

import html

import pytest

from lantoa.core import clock
from lantoa.exemplars.enums import NominationState, Purpose
from lantoa.exemplars.models import Hold
from tests.factories import NominationFactory
from tests.newsroom.conftest import TEXT, agree, town  # noqa: F401  (the fixture)
from tests.newsroom.test_desks import live

pytestmark = pytest.mark.django_db


def page(client, path):
    return html.unescape(client.get(path).content.decode())


@pytest.fixture
def told(town):  # noqa: F811
    story = live(town)
    town.nomination.refresh_from_db()
    assert town.nomination.state == NominationState.PUBLISHED
    return story


def address(nomination):
    return f"/g/{nomination.code.lower()}/"


def test_the_page_tells_the_story_and_keeps_the_rest(client, town, told):  # noqa: F811
    nomination = town.nomination
    type(nomination).objects.filter(pk=nomination.pk).update(
        phone="0912345678", address="Số 5 hẻm 3", birth_year=1970, deed="Lời kể riêng của người giới thiệu"
    )
    text = page(client, address(nomination))
    assert "hiến hai trăm mét vuông đất" in text
    for kept in ("0912345678", "Số 5 hẻm 3", "1970", "Lời kể riêng"):
        assert kept not in text
    assert client.get(f"/g/{nomination.code}/").status_code == 200  # as it is printed, in capitals


@pytest.mark.parametrize("state", [NominationState.VERIFIED, NominationState.SELECTED, NominationState.HONOURED])
def test_one_that_was_not_told_has_no_page(client, town, state):  # noqa: F811
    nomination = NominationFactory(unit=town.ward, state=state, birth_year=1980)
    agree(nomination, Purpose.PORTAL)
    assert client.get(address(nomination)).status_code == 404
    assert client.get(address(nomination) + "ma-qr.svg").status_code == 404


def test_a_withdrawal_or_a_hold_ends_page_square_and_list_at_once(client, town, told):  # noqa: F811
    where = address(town.nomination)
    assert town.nomination.name in page(client, f"/don-vi/{town.ward.slug}/")
    town.nomination.consents.update(withdrawn_at=clock.now())
    assert [client.get(path).status_code for path in (where, where + "ma-qr.svg", where + "anh")] == [404] * 3
    assert town.nomination.name not in page(client, f"/don-vi/{town.ward.slug}/")
    town.nomination.consents.update(withdrawn_at=None)
    assert client.get(where).status_code == 200
    Hold.objects.create(nomination=town.nomination, cause="other", reason="Xem lại.", added_by=town.writer)
    type(town.nomination).objects.filter(pk=town.nomination.pk).update(held_since=clock.now())
    assert client.get(where).status_code == 404


def test_six_queries_however_many_there_are(client, town, told, django_assert_num_queries):  # noqa: F811
    where = address(town.nomination)
    client.get(where)
    with django_assert_num_queries(5):
        client.get(where)
    for number in range(3):
        other = NominationFactory(
            unit=town.ward, honoured=True, state=NominationState.PUBLISHED, published_at=clock.now(), birth_year=1980 + number
        )
        agree(other, Purpose.PORTAL)
    with django_assert_num_queries(5):
        client.get(where)


def test_the_square_leads_to_the_page(client, town, told):  # noqa: F811
    answer = client.get(address(town.nomination) + "ma-qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content


def test_models_stand_on_their_page(client, town, told):  # noqa: F811
    assert TEXT["title"] not in page(client, "/mo-hinh/")
    type(town.nomination).objects.filter(pk=town.nomination.pk).update(kind="new_model", title="Tổ xe ôm tự quản", member_count=12)
    text = page(client, "/mo-hinh/")
    assert "Tổ xe ôm tự quản" in text
    assert "12 người" in text
    assert "Muốn làm theo?" in page(client, address(town.nomination))
