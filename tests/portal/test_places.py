"""Units, the honour board, papers and special pages: with nothing, and with something; never what is not public."""

import html
from datetime import date, timedelta

import pytest

from lantoa.core import clock
from lantoa.organisations.models import UnitSuccession
from lantoa.portal import sections
from lantoa.selection.models import Decision, Honour
from tests.factories import PlanFactory, UnitFactory
from tests.newsroom.conftest import town  # noqa: F401  (the fixture)
from tests.newsroom.test_desks import live

pytestmark = pytest.mark.django_db
EMPTY = ["/", "/mo-hinh/", "/don-vi/", "/bang-vang/", "/van-ban/", "/nghe/", "/chuyen/", "/phong-trao/", "/ky-niem/2022/"]


def page(client, path):
    return html.unescape(client.get(path).content.decode())


def signed(town, **fields):  # noqa: F811
    """A decision of the ward that honours the town's nomination, public since yesterday."""
    day = clock.today() - timedelta(days=1)
    decision = Decision.objects.create(
        unit=town.ward, form="giay_khen", subject="Tặng Giấy khen", decider="Chủ tịch UBND phường", honour_count=1, drafted_by=town.leader,
        state="signed", number="7/QĐ-UBND", issued_on=day, issued_year=day.year, signer_name="Nguyễn Văn Ký",
    )  # fmt: skip
    facts = {
        "decision": decision, "nomination": town.nomination, "subject": town.nomination.subject, "form": "giay_khen", "number": 1,
        "recipient": "Ông Nguyễn Văn Thử", "achievement": "Hiến đất mở đường", "details": "Số 5 hẻm 3", "issuer": town.ward,
        "golden_year": day.year, "golden_book": 1, "public_from": day,
    }  # fmt: skip
    return Honour.objects.create(**{**facts, **fields})


@pytest.mark.parametrize("path", EMPTY)
def test_pages_stand_when_there_is_nothing(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.cookies) == (200, {})


def test_a_unit_shows_its_people_and_its_board(client, town):  # noqa: F811
    live(town)
    signed(town)
    for path in (f"/don-vi/{town.ward.slug}/", f"/don-vi/{town.ward.slug}/bang-vang/", "/bang-vang/"):
        text = page(client, path)
        assert "Ông Nguyễn Văn Thử" in text
        assert "Số 5 hẻm 3" not in text
    assert "Ông Nguyễn Văn Thử" not in page(client, f"/don-vi/{town.other.slug}/bang-vang/")


def test_a_decision_shows_its_list_once_it_is_public(client, town):  # noqa: F811
    honour = signed(town)
    where = f"/van-ban/quyet-dinh/{honour.decision_id}/"
    assert "Ông Nguyễn Văn Thử" in page(client, where)
    assert "7/QĐ-UBND" in page(client, "/van-ban/")
    Honour.objects.update(public_from=clock.today() + timedelta(days=1))
    assert client.get(where).status_code == 404
    assert "7/QĐ-UBND" not in page(client, "/van-ban/")


def test_a_revoked_honour_is_nowhere(client, town):  # noqa: F811
    honour = signed(town, revoked_at=clock.now(), revoked_because="Có sai phạm.")
    assert client.get(f"/van-ban/quyet-dinh/{honour.decision_id}/").status_code == 404
    assert "Ông Nguyễn Văn Thử" not in page(client, "/bang-vang/")


def test_an_old_address_leads_to_the_heir_with_its_history(client, town):  # noqa: F811
    signed(town)
    heir = UnitFactory(name="Phường Mới", parent=town.city)
    day = clock.today()
    UnitSuccession.objects.create(kind="merge", predecessor=town.ward, successor=heir, takes_effect_on=day, legal_document="Nghị quyết 1")
    type(town.ward).objects.filter(pk=town.ward.pk).update(closed_on=day)
    answer = client.get(f"/don-vi/{town.ward.slug}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/don-vi/{heir.slug}/")
    text = page(client, f"/don-vi/{heir.slug}/")
    assert "Ông Nguyễn Văn Thử" in text
    assert "Nghị quyết 1" in text
    assert client.get("/don-vi/khong-co/").status_code == 404


def test_drafts_of_plans_are_no_public_papers(client):
    signed_plan, draft = PlanFactory(), PlanFactory(draft=True)
    assert client.get(f"/van-ban/ke-hoach/{signed_plan.pk}/").status_code == 200
    assert client.get(f"/van-ban/ke-hoach/{signed_plan.pk}/tep").status_code == 404  # it has no file
    assert client.get(f"/van-ban/ke-hoach/{draft.pk}/").status_code == 404


@pytest.mark.parametrize(("year", "shown"), [(2022, "74 năm"), (2028, None), (1949, "1 năm"), (1948, None), (9999, None)])
def test_the_number_of_the_year_is_counted(client, year, shown, settings):
    settings.FIXED_TODAY = date(2026, 11, 1)
    answer = client.get(f"/ky-niem/{year}/")
    assert answer.status_code == (200 if shown else 404)
    if shown:
        assert f"Kỷ niệm {shown} Ngày Bác Hồ" in answer.content.decode()


def test_the_year_is_drawn_from_what_was_told_and_nothing_else(client, town):  # noqa: F811
    assert sections.Front().picture is None
    live(town)
    picture = sections.Front().picture
    assert [(line.unit.pk, line.total) for line in picture.lines] == [(town.ward.pk, 1)]
    assert "1 gương đã kể, ở 1 đơn vị" in picture.summary
    town.nomination.consents.update(withdrawn_at=clock.now())
    assert sections.Front().picture is None


def test_the_front_page_asks_no_more_when_there_is_more(client, town, django_assert_max_num_queries):  # noqa: F811
    live(town)
    signed(town)
    PlanFactory()
    client.get("/")
    with django_assert_max_num_queries(24):
        client.get("/")
