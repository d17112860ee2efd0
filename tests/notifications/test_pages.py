"""Own notices, how one wishes to be told, and the outbox: who may and who may not."""

import pytest
from django.urls import reverse

from lantoa.notifications.enums import Channel, MessageState
from lantoa.notifications.models import Notice, OutboxMessage, Preference
from lantoa.notifications.services import notify
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LIST, OUTBOX = reverse("notifications:list"), reverse("notifications:outbox")


def tell(*people, duty="Chọn tháng", url="/lam-viec/viec/1/"):
    notify("test.plain", to=people, url=url, context={"duty": duty}, by=UserFactory())


def test_the_list_holds_the_own_alone(client):
    me, other = UserFactory(), UserFactory()
    tell(me, duty="Của tôi")
    tell(other, duty="Của người khác")
    client.force_login(me)
    page = client.get(LIST).content.decode()
    assert ("Của tôi" in page, "Của người khác" in page) == (True, False)
    assert "1 thông báo chưa đọc" in page


def test_opening_marks_it_read_and_leads_there(client):
    me = UserFactory()
    tell(me)
    client.force_login(me)
    notice = Notice.objects.get()
    response = client.post(reverse("notifications:open", args=[notice.pk]))
    assert response["Location"] == "/lam-viec/viec/1/"
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert client.get(reverse("notifications:open", args=[notice.pk])).status_code == 405


def test_another_persons_notice_is_not_there(client):
    other = UserFactory()
    tell(other)
    client.force_login(UserFactory())
    assert client.post(reverse("notifications:open", args=[Notice.objects.get().pk])).status_code == 404
    assert Notice.objects.get().read_at is None


def test_reading_all_reads_the_own_alone(client):
    me, other = UserFactory(), UserFactory()
    tell(me, other)
    tell(me)
    client.force_login(me)
    client.post(reverse("notifications:read_all"))
    assert list(Notice.objects.filter(read_at__isnull=True).values_list("recipient", flat=True)) == [other.pk]


def test_wishes_are_kept(client):
    me = UserFactory()
    client.force_login(me)
    client.post(reverse("notifications:preferences"), {"digest_hour": "17", "by_sms": "on"})
    wish = Preference.objects.get(user=me)
    assert (wish.by_email, wish.by_sms, wish.by_zalo, wish.digest_hour) == (False, True, False, 17)
    assert client.post(reverse("notifications:preferences"), {"digest_hour": "24"}).status_code == 200
    assert Preference.objects.get(user=me).digest_hour == 17


def test_the_outbox_is_for_who_oversees(client, oversees):
    head, mine, stranger = UserFactory(), UserFactory(full_name="Lê Của Tôi"), UserFactory(full_name="Trần Nơi Khác")
    tell(mine, stranger)
    client.force_login(head)
    assert client.get(OUTBOX).status_code == 404
    oversees(head, [mine])
    page = client.get(OUTBOX).content.decode()
    assert ("Lê Của Tôi" in page, "Trần Nơi Khác" in page) == (True, False)


def test_one_message_is_for_its_reader_and_who_oversees(client, oversees):
    head, mine, stranger = UserFactory(), UserFactory(), UserFactory()
    tell(mine)
    page = reverse("notifications:message", args=[OutboxMessage.objects.filter(channel=Channel.IN_APP).get().pk])
    oversees(head, [mine])
    answers = []
    for person in (head, mine, stranger):
        client.force_login(person)
        answers.append(client.get(page).status_code)
    assert answers == [200, 200, 404]


def test_sending_again(client, oversees):
    head, mine = UserFactory(), UserFactory(email="")
    tell(mine)
    message = OutboxMessage.objects.get(channel=Channel.EMAIL)
    url = reverse("notifications:resend", args=[message.pk])
    client.force_login(mine)
    assert client.post(url).status_code == 404
    oversees(head, [mine])
    client.force_login(head)
    client.post(url)
    message.refresh_from_db()
    assert message.state == MessageState.SKIPPED
    mine.email = "moi@example.vn"
    mine.save()
    client.post(url)
    message.refresh_from_db()
    assert (message.state, message.address) == (MessageState.QUEUED, "moi@example.vn")
    page = client.get(reverse("notifications:message", args=[message.pk]))
    assert "Gửi lại tin này" not in page.content.decode()


def test_filters_stand_in_the_address(client, oversees):
    head, mine = UserFactory(), UserFactory(email="")
    oversees(head, [mine])
    tell(mine)
    client.force_login(head)
    shown = {query: client.get(OUTBOX + query).content.decode().count('<th scope="row">') for query in
             ("", "?kenh=email", "?tinh_trang=sent", "?tinh_trang=failed", "?q=khong-co", "?loai=test.plain")}  # fmt: skip
    assert shown == {"": 2, "?kenh=email": 1, "?tinh_trang=sent": 1, "?tinh_trang=failed": 0, "?q=khong-co": 0, "?loai=test.plain": 2}


@pytest.mark.parametrize("size", [1, 3])
def test_lists_cost_the_same_queries(client, django_assert_num_queries, oversees, size):
    head, people = UserFactory(), UserFactory.create_batch(size)
    oversees(head, people)
    tell(*people)
    for _ in range(size):
        tell(head)
    client.force_login(head)
    client.get(LIST)  # the first page of a session also notes when it began
    with django_assert_num_queries(8):
        client.get(LIST)
    with django_assert_num_queries(7):
        client.get(OUTBOX)
