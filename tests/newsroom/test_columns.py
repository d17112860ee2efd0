"""Columns: opened at once from what is known, what stands in them, seen alive or not; and looking at other sites safely."""

import http.server
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.newsroom import looking
from lantoa.newsroom.looking import Look, look
from lantoa.newsroom.models import Column
from lantoa.newsroom.queries.published import published_columns, published_in, published_stories
from lantoa.newsroom.services import columns, desks, writing
from lantoa.plans.models import Evidence
from tests.factories import AnniversaryFactory, AssignmentFactory, DutyFactory, MovementFactory, PlanFactory
from tests.newsroom.conftest import TEXT
from tests.newsroom.test_desks import live

pytestmark = pytest.mark.django_db


def out(town, **facts):
    """A published story about nobody."""
    story = writing.start_story(unit=town.ward, title="Tin phong trào", by=town.writer, **facts)
    writing.write_version(story, {**TEXT, "lead": "Tin."}, based_on=None, by=town.writer)
    desks.send_to_desk(story, by=town.writer)
    desks.send_to_check(story, by=town.writer)
    desks.approve_story(story, by=town.leader)
    return desks.publish_story(story, by=town.leader)


def test_all_a_unit_usually_has_at_one_press(town):
    movement = MovementFactory(authority=town.city, state="launched", launched_at=clock.now())
    day = clock.today() + timedelta(days=3)
    AnniversaryFactory(authority=None, month=day.month, day=day.day, first_year=day.year - 74, name="Ngày thi đua")
    opened = columns.open_usual_columns(town.ward, by=town.leader)
    assert {c.key.split("-")[0] for c in opened} == {"unit", "movement", "anniversary"}
    assert next(c.title for c in opened if c.anniversary_id) == "74 năm Ngày thi đua"
    assert next(c.colour for c in opened if c.movement_id) == movement.colour
    assert columns.open_usual_columns(town.ward, by=town.leader) == []
    assert published_columns(unit=town.ward).count() == 3
    with pytest.raises(Refused):
        columns.open_usual_columns(town.ward, by=town.stranger)


def test_what_is_about_it_stands_in_it_by_itself(town):
    movement = MovementFactory(authority=town.city, state="launched", launched_at=clock.now())
    of_ward = columns.open_column(town.ward, title="Trang phường", is_unit_page=True, by=town.leader)
    of_movement = columns.open_column(town.city, title="Phong trào", movement=movement, by=User.objects.system())
    by_hand = columns.open_column(town.ward, title="Chuyện cuối tuần", by=town.leader)
    about_somebody, about_movement = live(town), out(town, movement=movement)
    assert set(published_in(of_ward)) == {about_somebody, about_movement}
    assert list(published_in(of_movement)) == [about_movement]
    assert list(published_in(by_hand)) == []
    assert list(published_stories(unit=town.city, below=True, movement=movement.pk)) == [about_movement]


def test_one_open_page_about_each_thing(town):
    columns.open_column(town.ward, title="Trang phường", is_unit_page=True, by=town.leader)
    with pytest.raises(ValidationError, match="đã có chuyên trang này"):
        columns.open_column(town.ward, title="Trang phường nữa", is_unit_page=True, by=town.leader)


def test_closed_and_opened_again(client, town):
    column = columns.open_column(town.ward, title="Mục", by=town.leader)
    client.force_login(town.leader)
    page = f"/lam-viec/toa-soan/chuyen-muc/{column.pk}/"
    client.post(f"{page}dong/", {"reason": "Hết đợt."})
    assert not published_columns().exists()
    assert "Hết đợt." in client.get(page).content.decode()
    client.post(f"{page}mo-lai/")
    assert published_columns().get() == column


def owed(town):
    duty = DutyFactory(plan=PlanFactory(issuer=town.city), evidence_kinds=["column_url"])
    return AssignmentFactory(
        duty=duty, unit=town.ward, period_start=clock.today().replace(day=1), period_end=clock.today() + timedelta(days=40)
    )


def test_seen_alive_proves_the_month_once(client, town):
    assignment = owed(town)
    column = columns.open_column(town.ward, title="Mục", outside_url="https://phuong.example.vn/muc", by=town.leader)
    client.force_login(town.writer)
    for _ in range(2):
        client.post(f"/lam-viec/toa-soan/chuyen-muc/{column.pk}/con-chay/")
    assert Evidence.objects.filter(assignment=assignment, kind="column_url", record_id=column.pk).count() == 1


def test_the_nights_round(town, settings):
    assignment = owed(town)
    ours = columns.open_column(town.ward, title="Trang phường", is_unit_page=True, by=town.leader)
    theirs = columns.open_column(town.ward, title="Mục ngoài", outside_url="https://phuong.example.vn/muc", by=town.leader)
    system, asked = User.objects.system(), []

    def looks(url):
        asked.append(url)
        return Look("Trang không trả lời.")

    settings.LOOK_AT_COLUMNS = False
    assert columns.look_at_columns(looks=looks, by=system) == 0
    ours.refresh_from_db()
    assert (asked, ours.trouble) == ([], "Chưa có bài mới trong 30 ngày.")
    live(town)
    settings.LOOK_AT_COLUMNS = True
    assert columns.look_at_columns(looks=looks, by=system) == 1
    theirs.refresh_from_db()
    assert (asked, theirs.trouble, theirs.last_seen_at) == ([theirs.outside_url], "Trang không trả lời.", None)
    assert [e.record_id for e in Evidence.objects.filter(assignment=assignment)] == [ours.pk]


def test_the_list_is_for_who_works_there(client, town):
    Column.objects.create(unit=town.ward, title="Mục của phường", slug="muc", opened_on=clock.today())
    for who, count in ((town.writer, 1), (town.stranger, 0)):
        client.force_login(who)
        assert client.get("/lam-viec/toa-soan/chuyen-muc/").content.decode().count("Mục của phường") == count


# --- Looking at other sites -----------------------------------------------------------------------------------------------


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status, headers, body = {
            "/co": (200, {}, b"<p>Chuyen muc</p>"), "/trong": (200, {}, b" "), "/mat": (404, {}, b"x"), "/vong": (302, {"Location": "/vong"}, b""),
            "/sang": (301, {"Location": "/co"}, b""), "/vao-trong": (302, {"Location": "http://10.0.0.1/"}, b""), "/hong": (500, {}, b"x"),
        }[self.path]  # fmt: skip
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("/co", ""), ("/sang", ""), ("/trong", "Trang trống."), ("/mat", "Trang không còn ở địa chỉ này."), ("/hong", "Trang trả lời mã 500."),
        ("/vong", "Trang chuyển hướng nhiều lần, không đến nơi."), ("/vao-trong", "Địa chỉ nằm trong mạng nội bộ nên không xem."),
    ],
)  # fmt: skip
def test_what_a_site_answers(site, path, trouble):
    here = lambda address: address == "127.0.0.1"  # noqa: E731  (the test's own server stands for the open internet)
    assert look(f"http://127.0.0.1:{site}{path}", may_reach=here, ports=frozenset({site, 80})).trouble == trouble


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.1.2.3/", "http://169.254.169.254/latest/", "http://0.0.0.0/", "http://0x7f000001/",
     "http://[::ffff:10.0.0.1]/", "ftp://example.vn/", "file:///etc/passwd", "http://a:b@example.vn/", "http://8.8.8.8:22/", "http:///x"],
)  # fmt: skip
def test_nobody_looks_into_our_own_network(url):
    assert look(url).trouble in {
        "Địa chỉ nằm trong mạng nội bộ nên không xem.", "Chỉ xem được địa chỉ bắt đầu bằng https:// hoặc http://.", "Địa chỉ có cổng lạ nên không xem.",
        "Không tìm thấy trang có tên này.", "Trang không trả lời.",
    }  # fmt: skip
    assert not look(url).is_seen


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.20.0.1", "100.64.0.1", "169.254.1.1", "::1", "fc00::1", "fe80::1",
                                     "::ffff:192.168.0.1", "224.0.0.1", "0.0.0.0", "240.0.0.1", "2002:7f00:1::"])  # fmt: skip
def test_private_addresses_are_known(address):
    assert not looking.is_public(address)


def test_open_addresses_are_known():
    assert looking.is_public("203.162.4.191")
    assert looking.is_public("2001:4860:4860::8888")
