"""What stations get: the ZIP, the folder a player pulls from, the outbox for smart loudspeakers, each against a player of the tests' own."""

import hashlib
import hmac
import io
import json
import threading
import zipfile
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.radio.enums import AiringState, HandOver, PushState
from lantoa.radio.exports.folder import file_name, to_play
from lantoa.radio.exports.package import package
from lantoa.radio.models import PushMessage, Station
from lantoa.radio.services import approving, pushing, scheduling, stations
from tests.radio.conftest import DAY, at, listen, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with at(12):
        yield


def status(response) -> int:
    if response.streaming:
        b"".join(response.streaming_content)  # read to its end, as players do
    return response.status_code


def on_air(town):
    bulletin = recorded(town)
    listen(bulletin.mix, town.leader)
    approving.approve_for_air(bulletin, by=town.leader)
    slot = town.station.slots.filter(weekday=DAY.weekday()).order_by("starts_at")[1]
    return scheduling.plan_airings(bulletin, town.station, [(slot, DAY)], by=town.writer).made[0]


def test_the_zip_holds_all_a_station_needs(town):
    airing = on_air(town)
    bulletin = airing.bulletin
    bulletin.refresh_from_db()
    with zipfile.ZipFile(io.BytesIO(package(bulletin))) as bundle:
        stem = f"{bulletin.code.lower()}-20220610"
        assert sorted(bundle.namelist()) == sorted([f"{stem}.mp3", f"{stem}.vtt", f"{stem}.txt", f"{stem}.pdf", "metadata.json"])
        assert all(name.isascii() and len(name) < 64 for name in bundle.namelist())
        facts = json.loads(bundle.read("metadata.json"))
        assert facts["sha256"] == hashlib.sha256(bundle.read(f"{stem}.mp3")).hexdigest()
        assert bundle.read(f"{stem}.pdf").startswith(b"%PDF")
    assert (facts["priority"], facts["airings"][0]["starts_at"]) == (1, "2022-06-10T17:00:00+07:00")
    assert [part["consent_of"] for part in facts["parts"] if part["kind"] == "story"] == [story.nomination.code for story in town.stories]


def test_a_player_pulls_its_folder(client, town):
    airing = on_air(town)
    folder = f"/loa/{town.station.token}/"
    listed = client.get(f"{folder}manifest.json")
    [item] = json.loads(b"".join(listed.streaming_content))["items"]
    assert (item["starts_at"], item["file"]) == ("2022-06-10T17:00:00+07:00", file_name(airing))
    assert item["file"].isascii()
    assert len(item["file"]) < 64
    got = client.get(item["url"])
    sound = b"".join(got.streaming_content)
    assert hashlib.sha256(sound).hexdigest() == item["sha256"]
    assert status(client.get(item["url"], headers={"If-None-Match": got["ETag"]})) == 304
    assert status(client.get(f"{folder}manifest.json", headers={"If-None-Match": listed["ETag"]})) == 304
    rest = client.get(item["url"], headers={"Range": f"bytes={len(sound) - 10}-"})
    assert (rest.status_code, b"".join(rest.streaming_content)) == (206, sound[-10:])
    assert status(client.get(item["url"], headers={"Range": f"bytes={len(sound)}-"})) == 416
    assert client.head(item["url"])["Content-Length"] == str(len(sound))
    playlist = b"".join(client.get(f"{folder}danh-sach.m3u").streaming_content).decode()
    assert playlist.startswith("#EXTM3U")
    assert item["url"] in playlist
    podcast = b"".join(client.get(f"{folder}podcast.xml").streaming_content).decode()
    assert f'length="{len(sound)}" type="audio/mpeg"' in podcast
    assert client.cookies == {}


def test_a_wrong_or_old_address_opens_nothing(client, town):
    on_air(town)
    old = town.station.token
    stations.renew_address(town.station, by=town.writer)
    for token in (old, "x", "a" * 40):
        assert status(client.get(f"/loa/{token}/manifest.json")) == 404
    town.station.refresh_from_db()
    assert status(client.get(f"/loa/{town.station.token}/khong-co.mp3")) == 404


def test_a_loudspeaker_reports_what_it_played(client, town):
    airing = on_air(town)
    report = f"/loa/{town.station.token}/da-phat"
    send = {"content_type": "application/json"}
    assert client.post(report, {"id": airing.pk}, **send).status_code == 404  # its hour has not come
    with at(17, 10):
        assert client.post(report, {"id": airing.pk, "aired_at": "2022-06-10T17:00:04+07:00"}, **send).json() == {"ok": True}
        assert client.post(report, {"id": airing.pk}, **send).json() == {"ok": True}
        assert client.post(report, "{", **send).status_code == 400
        assert client.post(report, {"id": 999999}, **send).status_code == 404
    airing.refresh_from_db()
    assert (airing.state, airing.proof_kind, airing.confirmed_by.is_system) == (AiringState.AIRED, "device", True)


class Loudspeaker(BaseHTTPRequestHandler):
    """A smart loudspeaker of the tests: it keeps what it was sent, after the answers it was told to give."""

    answers: list[int] = []
    heard: list[tuple[dict, bytes]] = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append((dict(self.headers), body))
        self.send_response(self.answers.pop(0) if self.answers else 200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def loudspeaker():
    Loudspeaker.answers, Loudspeaker.heard = [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Loudspeaker)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/loa"
    server.shutdown()
    server.server_close()


def test_a_smart_loudspeaker_is_told_signed_and_again_when_it_was_away(town, loudspeaker):
    stations.connect_station(town.station, push_url=loudspeaker, by=town.agency)
    system = User.objects.system()
    airing = on_air(town)
    Loudspeaker.answers = [503]
    assert pushing.push_due(by=system) == 0
    [message] = PushMessage.objects.all()
    assert (message.state, message.attempts, message.error) == (PushState.WAITING, 1, "Loa trả lời mã 503.")
    with at(12, 2):
        assert pushing.push_due(by=system) == 1
    headers, body = Loudspeaker.heard[-1]
    station = Station.objects.get(pk=town.station.pk)
    assert headers["X-Lantoa-Signature"] == f"sha256={hmac.new(station.key.encode(), body, hashlib.sha256).hexdigest()}"
    said = json.loads(body)
    assert (said["event"], [item["id"] for item in said["items"]]) == ("schedule", [airing.pk])
    approving.withdraw_bulletin(airing.bulletin, reason="Sai tên", by=town.leader)
    assert pushing.push_due(by=system) == 1
    assert json.loads(Loudspeaker.heard[-1][1])["items"] == []


def test_a_loudspeaker_that_never_answers_is_given_up_and_nothing_is_lost(town):
    stations.connect_station(town.station, push_url="http://127.0.0.1:9/loa", by=town.agency)
    on_air(town)
    start = clock.now()
    for hours in range(0, 30, 5):
        with clock.at(start + timedelta(hours=hours)):
            pushing.push_due(by=User.objects.system())
    [message] = PushMessage.objects.all()
    assert (message.state, message.attempts) == (PushState.FAILED, 6)
    assert message.error.startswith("Không nối được tới loa")
    assert to_play(town.station).count() == 1
    assert Station.objects.get().hand_over == HandOver.PUSH
