"""Units and media asking each other: answered in time or not, handed over, done; who may; what it proves."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lantoa.core import clock
from lantoa.core.rights import Refused, allowed
from lantoa.newsroom.enums import RequestKind, RequestState
from lantoa.newsroom.models import MediaRequest
from lantoa.newsroom.queries.requests import figures_of, requests_in_hand
from lantoa.newsroom.queries.seen import requests_seen_by
from lantoa.newsroom.services import requests as services
from lantoa.notifications.models import Notice
from lantoa.plans.models import Evidence
from tests.factories import AssignmentFactory, DutyFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(town):
    return town.editor.appointments.get().unit


def asked(town, office, **more):
    facts = {"kind": RequestKind.COVER, "subject": "Khánh thành đường", **more}
    return services.ask_media(town.ward, office, **facts, by=town.writer)


def owes(town, unit):
    duty = DutyFactory(plan=PlanFactory(issuer=town.city), evidence_kinds=["newsroom_thread"])
    return AssignmentFactory(
        duty=duty, unit=unit, period_start=clock.today() - timedelta(days=40), period_end=clock.today() + timedelta(days=60)
    )


def test_the_whole_way(town, office):
    mine = owes(town, town.ward)
    request = asked(town, office)
    assert Notice.objects.filter(recipient=town.editor, kind="newsroom.request_asked").count() == 1
    assert [row.verb for row in requests_in_hand(town.editor, clock.today(), 9)] == ["Trả lời"]
    with clock.at(clock.now() + timedelta(hours=26)):
        request = services.answer_request(request, accepts=True, answer="8 giờ có mặt.", by=town.editor)
        assert (request.state, request.hours_to_answer, request.was_answered_in_time) == (RequestState.ACCEPTED, 26, True)
        request = services.hand_over(request, words="Đã phát 17 giờ.", by=town.editor)
        request = services.hand_back(request, reason="Thiếu tên khu phố.", by=town.writer)
        request = services.hand_over(request, words="Đã phát lại.", by=town.editor)
        request = services.finish_request(request, by=town.writer)
    assert request.state == RequestState.DONE
    assert Evidence.objects.filter(assignment=mine, kind="newsroom_thread", record_id=request.pk).count() == 1


def test_a_late_answer_proves_only_who_asked(town, office):
    mine, theirs = owes(town, town.ward), owes(town, office)
    request = asked(town, office)
    with clock.at(clock.now() + timedelta(days=20)):
        services.answer_request(request, accepts=False, answer="Hết người.", by=town.editor)
    assert set(Evidence.objects.values_list("assignment", flat=True)) == {mine.pk}
    assert theirs.evidence.count() == 0
    said = figures_of(MediaRequest.objects.all())
    assert (said["asked"], said["answered"], said["in_time"], said["hours"]) == (1, 1, 0, 480)


def test_declining_needs_a_reason(town, office):
    with pytest.raises(ValidationError, match="vì sao chưa giúp được"):
        services.answer_request(asked(town, office), accepts=False, by=town.editor)


def test_one_of_the_two_is_of_the_media(town, office):
    with pytest.raises(ValidationError, match="cơ quan báo, đài"):
        services.ask_media(town.ward, town.other, kind=RequestKind.WRITE, subject="Viết", by=town.writer)
    with pytest.raises(ValidationError, match="đã qua"):
        asked(town, office, wanted_on=clock.today() - timedelta(days=1))
    assert services.ask_media(office, town.ward, kind=RequestKind.MATERIAL, subject="Ảnh", by=town.editor).asked_unit == town.ward


@pytest.mark.parametrize(
    ("permission", "may"),
    [
        ("view_request", {"writer", "leader", "agency", "editor"}),
        ("answer_request", {"agency", "editor"}),
        ("close_request", {"writer", "leader"}),
    ],
)
def test_who_may(town, office, permission, may):
    request = asked(town, office)
    people = ["writer", "leader", "stranger", "agency", "editor", "school", "council", "finance", "keeper"]
    assert {who for who in people if allowed(getattr(town, who), f"newsroom.{permission}", request)} == may
    listed = {who for who in people if requests_seen_by(getattr(town, who)).filter(pk=request.pk).exists()}
    assert listed == {"writer", "leader", "agency", "editor"}


def test_a_stranger_is_refused(town, office):
    request = asked(town, office)
    for act in (services.finish_request, services.withdraw_request):
        with pytest.raises(Refused):
            act(request, by=town.stranger)
    with pytest.raises(Refused):
        services.answer_request(request, accepts=True, by=town.stranger)
    with pytest.raises(Refused):
        services.ask_media(town.ward, office, kind="write", subject="Viết", by=town.stranger)


def test_by_its_pages(client, town, office):
    client.force_login(town.writer)
    client.post(
        "/lam-viec/toa-soan/phoi-hop/de-nghi/", {"unit": town.ward.pk, "asked_unit": office.pk, "kind": "photo", "subject": "Chụp ảnh"}
    )
    request = MediaRequest.objects.get()
    page = f"/lam-viec/toa-soan/phoi-hop/{request.pk}/"
    client.post(f"{page}nhan/", {"text": "Gặp chị Xuân."})
    client.force_login(town.editor)
    client.post(f"{page}nhan-loi/", {"answer": "Được."})
    client.post(f"{page}ban-giao/", {"words": "12 ảnh.", "url": "https://anh.example.vn/1"})
    client.force_login(town.writer)
    assert "12 ảnh." in client.get(page).content.decode()
    client.post(f"{page}xong/")
    request.refresh_from_db()
    assert (request.state, request.notes.count()) == (RequestState.DONE, 1)
    assert "Chụp ảnh" in client.get("/lam-viec/toa-soan/phoi-hop/?tinh_trang=done").content.decode()
