"""What people do in more than one journey: a story from the honoured's file to the portal, a bulletin from its stories to the loudspeaker."""

import re
from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import Page

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.newsroom.models import Story
from lantoa.newsroom.services.writing import TEXT_FIELDS, write_version
from lantoa.radio.models import Airing, Bulletin


def publish_story(desk: Page, leader: Page, *, about: str, body: str, writer: User, root: str) -> Story:
    """Written from the file of `about`, what the draft asks in brackets answered by `body`, read back, approved by another, and out."""
    desk.goto(f"{root}/lam-viec/toa-soan/")
    desk.get_by_role("button", name=f"Viết bài về {about}").click()
    desk.get_by_role("link", name="Gửi biên tập").wait_for()
    begun = Story.objects.select_related("current").latest("pk")
    words = {field: getattr(begun.current, field) for field in TEXT_FIELDS}
    write_version(begun, {**words, "body": body}, based_on=begun.current.number, by=writer)
    desk.reload()
    for step in ("Gửi biên tập", "Gửi kiểm tra", "Đã đọc lại"):
        desk.get_by_role("link", name=step).click()
        desk.get_by_role("button", name=step).click()
    desk.wait_for_load_state()
    leader.goto(desk.url)
    for step in ("Duyệt bài", "Đăng ngay"):
        leader.get_by_role("link", name=step).click()
        leader.get_by_role("button", name=step).click()
    leader.get_by_text("Đã đăng lên cổng thông tin.").wait_for()
    begun.refresh_from_db()
    return begun


def write_bulletin(desk: Page, leader: Page, stories: list[Story], *, root: str) -> Bulletin:
    """The stories become a bulletin with its words; the leader approves these."""
    desk.goto(f"{root}/lam-viec/phat-thanh/")
    desk.get_by_role("link", name="Làm bản tin mới").first.click()
    desk.get_by_role("button", name="Tiếp tục, chọn bài").click()
    for story in stories:
        desk.get_by_label(story.title).check()
    desk.get_by_role("button", name="Thêm vào bản tin").click()
    desk.wait_for_url("**/ban-tin/*/")
    desk.get_by_role("link", name="Trình duyệt lời").click()
    desk.get_by_role("button", name="Trình duyệt lời").click()
    bulletin = Bulletin.objects.latest("pk")
    page_url = reverse("radio:bulletin", args=[bulletin.pk])
    leader.goto(root + page_url)
    leader.get_by_role("link", name="Duyệt lời").click()
    leader.get_by_role("button", name="Duyệt lời").click()
    leader.wait_for_url(f"**{page_url}")
    return bulletin


def mix_bulletin(desk: Page, bulletin: Bulletin, *, root: str) -> None:
    """Its recorded parts become one sound."""
    desk.goto(root + reverse("radio:bulletin", args=[bulletin.pk]))
    desk.get_by_role("button", name="Ghép bản tin").click()
    desk.wait_for_selector("audio.player", timeout=30_000)
    bulletin.refresh_from_db()


def hear_and_approve(leader: Page, bulletin: Bulletin, *, root: str) -> None:
    """The leader hears it to its end; only then the button does something."""
    leader.goto(root + reverse("radio:bulletin", args=[bulletin.pk]))
    leader.evaluate("(() => { const a = document.querySelector('audio.player'); a.playbackRate = 1.8; return a.play(); })()")
    leader.get_by_text("Bạn đã nghe hết bản tin").wait_for(timeout=60_000)
    leader.get_by_role("button", name="Duyệt phát").click()
    leader.wait_for_load_state()
    bulletin.refresh_from_db()


def schedule_bulletin(desk: Page, bulletin: Bulletin, station, *, root: str) -> Airing:
    """Into the week of the station."""
    desk.goto(root + reverse("radio:grid", args=[station.pk]))
    desk.get_by_role("link", name="Xếp bản tin").first.click()
    desk.get_by_label(bulletin.title).check()
    desk.get_by_role("button", name="Xếp vào lịch").click()
    desk.wait_for_url(re.compile(r"/lich/\d+/\?tuan="))
    return Airing.objects.get(bulletin=bulletin)


def let_its_hour_come(airing: Airing) -> None:
    """Half an hour ago it was time."""
    Airing.objects.filter(pk=airing.pk).update(starts_at=clock.now() - timedelta(minutes=30))
    Bulletin.objects.filter(pk=airing.bulletin_id).update(public_from=clock.now() - timedelta(minutes=30))


def tap_aired(phone: Page, airing: Airing) -> None:
    """The keeper of the loudspeaker taps, on the page of today."""
    phone.get_by_role("button", name="Đã phát").first.click()
    phone.get_by_text("Đã ghi:").wait_for()
    airing.refresh_from_db()
