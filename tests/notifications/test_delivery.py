"""Messages leave once, are tried again when the other side is away, and wait for the day's digest."""

import json
import smtplib
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.notifications.enums import Channel, MessageState
from lantoa.notifications.models import OutboxMessage, Preference
from lantoa.notifications.services import delivery, notify
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NINE = datetime(2022, 6, 10, 9)


class DownBackend(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("away")


class PickyBackend(EmailBackend):
    """A mail server that knows nobody."""

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({"x": (550, b"unknown")})


def tell(user, kind="test.urgent", at=NINE, duty="Chọn tháng"):
    with clock.at(at):
        notify(kind, to=[user], url="/lam-viec/viec/1/", context={"duty": duty}, by=UserFactory())


def deliver(system, at=NINE):
    with clock.at(at):
        return delivery.deliver_due(by=system)


def mails():
    return OutboxMessage.objects.filter(channel=Channel.EMAIL)


def test_an_urgent_mail_leaves_once(system):
    tell(UserFactory(email="uyen@example.vn", full_name="Lê Thị Uyên", honorific="chi"))
    assert deliver(system) == 1
    assert deliver(system) == 0
    (sent,) = mail.outbox
    message = mails().get()
    assert (sent.to, sent.subject) == (["uyen@example.vn"], "Nộp minh chứng Chọn tháng & ký")
    assert sent.body.startswith("Chào chị Uyên,\n\nViệc “Chọn tháng” đến hạn.")
    assert "/lam-viec/viec/1/" in sent.body
    assert sent.extra_headers == {"Message-ID": f"<{message.uuid}@lantoa>"}
    assert (message.state, message.attempts) == (MessageState.SENT, 1)


def test_the_days_news_comes_in_one_mail(system):
    reader = UserFactory(email="uyen@example.vn")
    for duty in ("Chọn tháng", "Giao lưu", "Văn nghệ"):
        tell(reader, "test.plain", duty=duty)
    assert deliver(system) == 0
    assert deliver(system, NINE + timedelta(days=1)) == 1
    (sent,) = mail.outbox
    assert sent.subject == "3 việc mới, 11/6/2022"
    assert [word in sent.body for word in ("Chọn tháng", "Giao lưu", "Văn nghệ")] == [True] * 3
    assert set(mails().values_list("state", flat=True)) == {MessageState.SENT}


def test_one_digest_a_day(system):
    reader = UserFactory(email="uyen@example.vn")
    tell(reader, "test.plain", at=NINE - timedelta(days=1))
    assert deliver(system) == 1
    Preference.objects.create(user=reader, digest_hour=20)
    tell(reader, "test.plain")
    assert deliver(system, NINE.replace(hour=21)) == 0
    assert deliver(system, NINE + timedelta(days=1)) == 1
    assert len(mail.outbox) == 2


def test_a_server_that_is_away_is_tried_again_and_given_up_at_last(system, settings):
    settings.EMAIL_BACKEND = f"{__name__}.DownBackend"
    tell(UserFactory(email="uyen@example.vn"))
    moment = NINE
    for pause in delivery.PAUSES:
        assert deliver(system, moment) == 0
        message = mails().get()
        assert (message.state, message.error) == (MessageState.QUEUED, "Máy chủ thư chưa nhận; hệ thống sẽ tự gửi lại.")
        assert deliver(system, moment + pause - timedelta(seconds=1)) == 0
        assert mails().get().attempts == message.attempts
        moment += pause
    deliver(system, moment)
    assert mails().get().state == MessageState.FAILED


def test_a_refused_address_is_not_tried_again(system, settings):
    settings.EMAIL_BACKEND = f"{__name__}.PickyBackend"
    tell(UserFactory(email="sai@example.vn"))
    deliver(system)
    assert (mails().get().state, mails().get().attempts) == (MessageState.FAILED, 1)


def test_a_message_another_worker_holds_is_left_alone(system):
    tell(UserFactory(email="uyen@example.vn"))
    with clock.at(NINE):
        mails().update(state=MessageState.SENDING, claimed_at=clock.now(), attempts=1)
    assert deliver(system, NINE + timedelta(minutes=14)) == 0
    assert mail.outbox == []


def test_a_message_whose_worker_died_leaves_again_under_the_same_name(system):
    tell(UserFactory(email="uyen@example.vn"))
    before = mails().get().uuid
    with clock.at(NINE):
        mails().update(state=MessageState.SENDING, claimed_at=clock.now(), attempts=1)
    assert deliver(system, NINE + timedelta(minutes=15)) == 1
    assert mail.outbox[0].extra_headers == {"Message-ID": f"<{before}@lantoa>"}


def test_a_channel_not_set_up_is_skipped_in_words(system):
    reader = UserFactory(email="", phone="0900000001")
    Preference.objects.create(user=reader, by_email=False, by_sms=True)
    tell(reader)
    deliver(system)
    message = OutboxMessage.objects.get(channel=Channel.SMS)
    assert (message.state, message.error) == (MessageState.SKIPPED, "Kênh tin nhắn SMS chưa cấu hình.")


def test_a_file_takes_short_messages(system, settings, tmp_path):
    settings.NOTIFICATION_GATEWAYS = {"sms": (f"file://{tmp_path}/sms.jsonl", "")}
    reader = UserFactory(phone="0900000001")
    Preference.objects.create(user=reader, by_email=False, by_sms=True)
    tell(reader)
    assert deliver(system) == 1
    (line,) = (tmp_path / "sms.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert (told["to"], told["channel"]) == ("0900000001", "sms")
    assert told["text"] == "Nộp minh chứng Chọn tháng & ký http://127.0.0.1:8000/lam-viec/viec/1/"


@pytest.fixture
def gateway():
    """A gateway on this machine: `gateway.answers` what it will say, `gateway.asked` what it was told."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.server.asked.append((self.headers["Authorization"], self.headers["Idempotency-Key"], body))
            self.send_response(self.server.answers.pop(0))
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.answers, server.asked = [], []
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("answer", "state"), [(200, MessageState.SENT), (503, MessageState.QUEUED), (429, MessageState.QUEUED), (422, MessageState.FAILED)]
)
def test_a_gateway_over_http(system, settings, gateway, answer, state):
    gateway.answers.append(answer)
    settings.NOTIFICATION_GATEWAYS = {"zalo": (f"http://127.0.0.1:{gateway.server_port}/gui", "khoa-bi-mat")}
    reader = UserFactory(phone="0900000001")
    Preference.objects.create(user=reader, by_email=False, by_zalo=True)
    tell(reader)
    deliver(system)
    message = OutboxMessage.objects.get(channel=Channel.ZALO)
    assert message.state == state
    ((authorization, key, body),) = gateway.asked
    assert (authorization, key, body["id"]) == ("Bearer khoa-bi-mat", str(message.uuid), str(message.uuid))


def test_only_the_system_delivers():
    with pytest.raises(Refused):
        delivery.deliver_due(by=UserFactory())
