"""Share cards: what is drawn, that nothing withdrawn is, that made-up addresses cost nothing."""

import dataclasses
import io
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from PIL import Image

from lantoa.core import clock
from lantoa.newsroom.services import desks
from lantoa.portal import cards
from lantoa.portal.cards import Card
from tests.factories import MovementFactory
from tests.newsroom.conftest import TEXT, town  # noqa: F401  (the fixture)
from tests.newsroom.test_desks import live

pytestmark = pytest.mark.django_db
LONG = Card(
    "bai", "x", "gương tập thể", "NGUYỄN THỊ DIỄM QUỲNH ỄẾẬẰỘ: BẾP ĂN KHÔNG ĐỒNG CỦA CHỊ EM KHU PHỐ NĂM NUÔI CẢ TRĂM NGƯỜI",
    name="Công Tằng Tôn Nữ Nguyễn Thị Diễm Quỳnh Hoàng Ngọc Ễ", place="Xã Hòa Bình Trung Hưng Lộc", plate="portal/plates/vuon.svg",
)  # fmt: skip


def address_in(client, path):
    return re.search(r'og:image" content="http://testserver([^"]+)"', client.get(path).content.decode())[1]


def test_a_card_is_a_picture_of_the_agreed_size():
    with Image.open(io.BytesIO(cards.draw(LONG))) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))


def stored(content):
    class Stored:
        sha256 = "x"
        content = SimpleNamespace(open=lambda mode: io.BytesIO(content_of))

    content_of = content
    return Stored


def test_a_photo_stands_on_its_right_side():
    photo = io.BytesIO()
    Image.new("RGB", (900, 400), "#00ff00").save(photo, "JPEG")
    card = dataclasses.replace(LONG, photo=stored(photo.getvalue()))
    with Image.open(io.BytesIO(cards.draw(card))) as image:
        assert image.size == (1200, 630)
        red, green, blue = image.convert("RGB").getpixel((1000, 300))
    assert green > 200 > red + blue


@pytest.mark.parametrize("content", [b"", b"GIF89a broken", b"<svg/>"])
def test_a_photo_that_cannot_be_read_leaves_the_plate(content):
    assert cards.draw(dataclasses.replace(LONG, photo=stored(content))).startswith(b"\x89PNG")


def test_titles_are_cut_between_words():
    assert LONG.texts["title"] == "NGUYỄN THỊ DIỄM QUỲNH ỄẾẬẰỘ: BẾP ĂN KHÔNG ĐỒNG CỦA CHỊ EM…"
    assert cards.shortened("ngắn  thôi", 60) == "ngắn thôi"
    assert len(cards.shortened("x" * 200, 60)) == 61


def test_markup_in_a_title_is_only_text():
    hostile = Card("bai", "x", "tin", '#image("/etc/passwd") $x$ *b* \\ </script> #panic()')
    assert cards.draw(hostile).startswith(b"\x89PNG")


def test_every_public_page_names_its_card(client, town):  # noqa: F811
    story, movement = live(town), MovementFactory(authority=town.city)
    addresses = [address_in(client, path) for path in ("/", f"/chuyen/{story.slug}/", f"/phong-trao/{movement.slug}/")]
    for address in addresses:
        response = client.get(address)
        assert (response.status_code, response["Content-Type"], response.content[:4]) == (200, "image/png", b"\x89PNG")
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response["Cache-Control"] == "public, no-cache"
    assert client.get(f"/the/guong/{town.nomination.code}/x.png", follow=True).status_code == 200


def test_the_address_changes_with_what_is_drawn(client, town):  # noqa: F811
    story = live(town)
    before = address_in(client, f"/chuyen/{story.slug}/")
    desks.correct_story(story, {**TEXT, "title": "Tên đúng"}, correction="Sửa tên.", by=town.leader)
    after = address_in(client, f"/chuyen/{story.slug}/")
    assert after != before
    assert client.get(before).headers["Location"] == after


def test_a_withdrawn_story_has_no_card_and_nothing_on_the_disk(client, town):  # noqa: F811
    story = live(town)
    addresses = [address_in(client, f"/chuyen/{story.slug}/"), cards.find("guong", town.nomination.code).path]
    for address in addresses:
        client.get(address)
    assert len(list(Path(settings.CARD_DIR).rglob("*.png"))) == 2
    town.nomination.consents.update(withdrawn_at=clock.now())
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert list(Path(settings.CARD_DIR).rglob("*.png")) == []


def test_the_clock_sweeps_what_nobody_asks_for_any_more(client, town):  # noqa: F811
    story = live(town)
    client.get(address_in(client, f"/chuyen/{story.slug}/"))
    client.get(address_in(client, "/"))
    assert cards.sweep() == 0
    town.nomination.consents.update(withdrawn_at=clock.now())
    assert cards.sweep() == 1
    assert [path.parent.parent.name for path in Path(settings.CARD_DIR).rglob("*.png")] == ["trang"]


def test_made_up_addresses_draw_nothing(client, town, monkeypatch):  # noqa: F811
    story = live(town)
    drawn = []
    monkeypatch.setattr(cards, "draw", lambda card: drawn.append(card) or b"\x89PNG")
    for number in range(20):
        assert client.get(f"/the/bai/{story.slug}/{number:020x}.png").status_code == 302
    for path in ("/the/bai/khong-co/x.png", "/the/gi-do/x/x.png", "/the/trang/khac/x.png"):
        assert client.get(path).status_code == 404
    assert drawn == []
    address = address_in(client, f"/chuyen/{story.slug}/")
    for _ in range(3):
        client.get(address)
    assert len(drawn) == 1


def test_when_all_want_a_card_at_once_some_wait(client, monkeypatch):
    monkeypatch.setattr(cards, "PATIENCE", 0.01)
    address = address_in(client, "/")
    with cards._turn:
        response = client.get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "no-store" in response["Cache-Control"]
    assert client.get(address).status_code == 200


def test_a_full_disk_still_shows_the_card(client, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.CARD_DIR = tmp_path / "file" / "cards"  # a folder that cannot be made
    assert client.get(address_in(client, "/")).status_code == 200
