"""Writing down what somebody is to be told."""

from datetime import datetime

import pytest
from django.utils import timezone

from lantoa.core import clock
from lantoa.notifications.enums import Channel, MessageState
from lantoa.notifications.models import Notice, OutboxMessage, Preference
from lantoa.notifications.services import notify
from lantoa.notifications.services.telling import _next_digest_at
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
CONTEXT = {"duty": "Chọn tháng"}


def tell(*people, kind="test.plain", by=None, **more):
    return notify(kind, to=people, url="/lam-viec/viec/1/", context=CONTEXT, by=by or UserFactory(), **more)


def rows(user):
    return list(OutboxMessage.objects.filter(recipient=user).order_by("pk").values_list("channel", "state", "is_digest_part"))


def test_one_notice_and_its_ways_out():
    reader = UserFactory(email="uyen@example.vn")
    assert tell(reader, reader) == 1
    notice = Notice.objects.get()
    assert (notice.recipient, notice.title, notice.body) == (
        reader, "Nộp minh chứng Chọn tháng & ký", "Việc “Chọn tháng” đến hạn.\nBấm để nộp.",
    )  # fmt: skip
    assert rows(reader) == [(Channel.IN_APP, MessageState.SENT, False), (Channel.EMAIL, MessageState.QUEUED, True)]


def test_urgent_news_leaves_at_once_and_by_every_way_asked_for():
    reader = UserFactory(email="uyen@example.vn", phone="0900000001")
    Preference.objects.create(user=reader, by_sms=True, by_zalo=True)
    tell(reader, kind="test.urgent")
    assert rows(reader) == [
        (Channel.IN_APP, MessageState.SENT, False),
        (Channel.EMAIL, MessageState.QUEUED, False),
        (Channel.SMS, MessageState.QUEUED, False),
        (Channel.ZALO, MessageState.QUEUED, False),
    ]


def test_no_mail_to_those_who_switched_it_off():
    reader = UserFactory(email="uyen@example.vn")
    Preference.objects.create(user=reader, by_email=False)
    tell(reader)
    assert rows(reader) == [(Channel.IN_APP, MessageState.SENT, False)]


def test_no_address_is_said_in_words():
    reader = UserFactory(email="")
    tell(reader)
    message = OutboxMessage.objects.get(channel=Channel.EMAIL)
    assert (message.state, message.error) == (MessageState.SKIPPED, "Người nhận chưa ghi địa chỉ thư điện tử.")


def test_who_left_and_the_system_are_not_told():
    assert tell(UserFactory(is_active=False), UserFactory(system=True)) == 0
    assert not Notice.objects.exists()


def test_told_once_under_a_name():
    first, second = UserFactory(), UserFactory()
    assert tell(first, once="plan-1") == 1
    assert tell(first, second, once="plan-1") == 1
    assert tell(first, once="plan-2") == 1
    assert Notice.objects.filter(recipient=first).count() == 2
    assert OutboxMessage.objects.filter(channel=Channel.IN_APP).count() == 3


def test_telling_many_costs_the_same_queries(django_assert_num_queries):
    by = UserFactory()
    few, many = UserFactory.create_batch(1), UserFactory.create_batch(3)
    with django_assert_num_queries(5):
        tell(*few, by=by)
    with django_assert_num_queries(5):
        tell(*many, by=by)


@pytest.mark.parametrize(("clock_shows", "expected"), [((10, 6, 0), (10, 7, 0)), ((10, 7, 0), (11, 7, 0)), ((10, 21, 30), (11, 7, 0))])
def test_next_digest(clock_shows, expected):
    def moment(day, hour, minute):
        return timezone.make_aware(datetime(2022, 6, day, hour, minute))

    assert _next_digest_at(7, moment(*clock_shows)) == moment(*expected)


def test_the_moment_is_the_projects_clock():
    with clock.at(datetime(2022, 6, 10, 9)):
        tell(UserFactory(email="a@example.vn"))
    message = OutboxMessage.objects.get(channel=Channel.EMAIL)
    assert message.next_try_at == timezone.make_aware(datetime(2022, 6, 11, 7))
