"""Writing a story in a real browser: the editor, a paste from Word, a crash, two writers at once, an hour to go out at, a correction."""

import io
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.newsroom.enums import StoryState
from lantoa.newsroom.models import Story, UnsavedText
from lantoa.newsroom.services import desks, writing
from tests.e2e.axe import assert_accessible
from tests.newsroom.conftest import TEXT, make_town

DAY = date(2022, 6, 10)
WORD = (Path(__file__).parents[1] / "newsroom/data/word.html").read_text(encoding="utf-8")
PASTE = """(element, html) => {
  const data = new DataTransfer(); data.setData("text/html", html);
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def town(transactional_db, settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        return make_town()


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1200, 800), "#1F6F4C").save(out, "JPEG")
    return out.getvalue()


def at_work(page_at, sign_in, live_server, person, path, width=1280):
    page = page_at(width)
    sign_in(page, person)
    page.goto(live_server.url + path)
    return page


def story_of(town, title="Hiến đất mở đường"):
    with clock.at(DAY):
        return writing.start_story(unit=town.ward, title=title, nomination=town.nomination, by=town.writer)


def test_a_story_is_written_pasted_kept_and_saved(page_at, sign_in, live_server, town):
    story, refused = story_of(town), []
    path = f"/lam-viec/toa-soan/bai/{story.pk}/viet/"
    page = at_work(page_at, sign_in, live_server, town.writer, path)
    page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    page.reload()
    text = page.get_by_role("textbox", name="Nội dung")
    text.evaluate(PASTE, WORD)
    assert text.locator("h2").inner_text() == "Con đường ông Bảy hiến"
    assert text.locator("strong").all_inner_texts() == ["Ông Nguyễn Văn Bảy", "200 mét vuông", "Việc"]
    assert text.locator("ul li").all_inner_texts() == ["Xe cứu thương vào được tận nơi", "Trẻ em đi học không lội bùn"]
    assert text.locator("ol li").all_inner_texts() == ["Họp khu phố", "Đo đạc"]
    assert text.locator("tr").count() == 2

    # A picture is sent from within the editor and put into the text.
    page.get_by_role("button", name="Chèn ảnh").click()
    page.get_by_label("Ảnh", exact=True).set_input_files({"name": "duong.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    page.get_by_label("Ảnh chụp gì").last.fill("Con đường mới")
    page.get_by_label("Người chụp, nguồn ảnh").fill("UBND phường")
    page.get_by_label("Trong ảnh có ai").select_option("nobody")
    page.get_by_role("button", name="Gửi ảnh").click()
    page.get_by_role("button", name="Con đường mới").click()
    assert text.locator("figure img").count() == 1

    # The machine says what it sees while it is written; the words survive a crash; nothing is a version yet.
    page.get_by_text("Đã giữ nháp lúc").wait_for()
    assert (story.versions.count(), UnsavedText.objects.count()) == (0, 1)
    page.get_by_text("Chưa có tóm tắt").wait_for()
    page.close()
    page = at_work(page_at, sign_in, live_server, town.writer, path)
    page.get_by_text("Đang hiện bản bạn viết dở").wait_for()
    assert page.get_by_role("textbox", name="Nội dung").locator("h2").inner_text() == "Con đường ông Bảy hiến"
    page.get_by_label("Tóm tắt").fill("Ông Bảy hiến đất để khu phố mở rộng con đường.")
    page.get_by_role("button", name="Lưu bản này").click()
    page.wait_for_url(f"**/bai/{story.pk}/")
    story.refresh_from_db()
    assert (story.versions.count(), UnsavedText.objects.count()) == (1, 0)
    body = story.current.body
    assert "<ul><li>Xe cứu thương vào được tận nơi</li>" in body
    assert body.count("<figure") == 1
    assert not any(bad in body for bad in ("mso", "style", "script", "onclick", "o:p", "st1", "<span", "<img"))
    assert refused == []


def test_without_a_script_the_plain_box_works(browser, sign_in, live_server, town):
    story = story_of(town)
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, town.writer)
    page.goto(f"{live_server.url}/lam-viec/toa-soan/bai/{story.pk}/viet/")
    page.get_by_label("Nội dung").fill("Đoạn một.\nĐoạn hai.")
    page.get_by_role("button", name="Lưu bản này").click()
    story.refresh_from_db()
    assert story.current.body == "<p>Đoạn một.</p><p>Đoạn hai.</p>"
    context.close()


def test_two_writers_at_once_lose_nothing(page_at, sign_in, live_server, town):
    story = story_of(town)
    with clock.at(datetime(2022, 6, 9, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))):
        writing.write_version(story, TEXT, based_on=None, by=town.writer)  # its lock is long gone
    path = f"/lam-viec/toa-soan/bai/{story.pk}/viet/"
    first, second = (at_work(page_at, sign_in, live_server, who, path) for who in (town.writer, town.leader))
    first.get_by_role("textbox", name="Nội dung").wait_for()
    first.get_by_label("Đầu đề").fill("Đầu đề của người thứ nhất")
    first.get_by_text("Đã giữ nháp lúc").wait_for()
    second.get_by_label("Đầu đề").fill("Đầu đề của người thứ hai")
    second.get_by_text("đang mở bài này để viết").wait_for()  # told in words, while writing
    first.get_by_role("button", name="Lưu bản này").click()
    first.wait_for_url(f"**/bai/{story.pk}/")
    Story.objects.update(locked_until=None)
    second.get_by_role("button", name="Lưu bản này").click()
    second.get_by_text("vừa lưu một bản khác").first.wait_for()
    assert second.locator("ins").filter(has_text="hai").count() == 1
    assert second.get_by_label("Đầu đề").input_value() == "Đầu đề của người thứ hai"
    second.get_by_role("button", name="Lưu bản này").click()
    second.wait_for_url(f"**/bai/{story.pk}/")
    assert list(story.versions.order_by("number").values_list("title", flat=True))[1:] == [
        "Đầu đề của người thứ nhất",
        "Đầu đề của người thứ hai",
    ]


def test_an_hour_to_go_out_at_and_a_correction(page_at, sign_in, live_server, town):
    story = story_of(town)
    with clock.at(DAY):
        writing.write_version(story, TEXT, based_on=None, by=town.writer)
        desks.send_to_desk(story, by=town.writer)
        desks.send_to_check(story, by=town.writer)
        desks.note_read_back(story, on=DAY, by=town.writer)
        desks.approve_story(story, by=town.leader)
    path = f"/lam-viec/toa-soan/bai/{story.pk}/"
    page = at_work(page_at, sign_in, live_server, town.leader, f"{path}hen-gio/")
    page.get_by_label("Ngày đăng").fill("09/06/2022")
    page.get_by_role("button", name="Hẹn giờ đăng").click()
    page.get_by_text("Giờ này đã qua").first.wait_for()
    page.get_by_label("Ngày đăng").fill("11/06/2022")
    page.get_by_role("button", name="Hẹn giờ đăng").click()
    page.wait_for_url(f"**{path}")
    with clock.at(datetime(2022, 6, 11, 5, 31, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))):
        assert desks.publish_due(by=User.objects.system()) == 1
    page.goto(f"{live_server.url}{path}dinh-chinh/")
    page.get_by_label("Tóm tắt").fill("Ông Thử hiến 200 mét vuông đất.")
    page.get_by_label("Đính chính điều gì").fill("Bản đầu thiếu diện tích.")
    page.get_by_role("button", name="Đăng bản đính chính").click()
    page.wait_for_url(f"**{path}")
    story.refresh_from_db()
    assert (story.state, story.live.lead) == (StoryState.CORRECTED, "Ông Thử hiến 200 mét vuông đất.")


def test_the_pages_of_writing_are_accessible(page_at, sign_in, live_server, town):
    story = story_of(town, title="Một đầu đề rất dài để xem trang có bị tràn ngang trên điện thoại hay không khi tên việc dài như thế này")
    with clock.at(DAY):
        writing.write_version(story, TEXT, based_on=None, by=town.writer)
        writing.write_version(story, {**TEXT, "lead": "Tóm tắt khác."}, based_on=1, by=town.writer)
        writing.comment_on(story, "Hỏi lại diện tích.", paragraph=1, by=town.leader)
    page = page_at(1440)
    sign_in(page, town.writer)
    for part in ("", "viet/", "doi-chieu/", "anh/"):
        assert_accessible(page, f"{live_server.url}/lam-viec/toa-soan/bai/{story.pk}/{part}")
