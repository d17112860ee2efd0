"""What is being written and not saved: kept for one person, never a version; taking an old version back; remarks on one block."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lantoa.core import clock
from lantoa.newsroom.models import UnsavedText
from lantoa.newsroom.services import desks, writing
from tests.newsroom.conftest import BODY, TEXT
from tests.newsroom.test_desks import written

pytestmark = pytest.mark.django_db


def keep(client, story, **words):
    return client.post(f"/lam-viec/toa-soan/bai/{story.pk}/giu-nhap/", {**TEXT, "based_on": 1, **words}).content.decode()


def test_it_is_kept_for_the_writer_alone_and_goes_with_the_save(client, town):
    story = written(town)
    client.force_login(town.writer)
    assert "Đã giữ nháp lúc" in keep(client, story, title="Chưa lưu")
    assert story.versions.count() == 1
    assert "Chưa lưu" in client.get(f"/lam-viec/toa-soan/bai/{story.pk}/viet/").content.decode()
    client.force_login(town.leader)
    assert "Chưa lưu" not in client.get(f"/lam-viec/toa-soan/bai/{story.pk}/viet/").content.decode()
    writing.write_version(story, {**TEXT, "title": "Đã lưu"}, based_on=1, by=town.writer)
    assert not UnsavedText.objects.exists()


def test_the_checks_answer_while_it_is_written(client, town):
    story = written(town)
    client.force_login(town.writer)
    said = keep(client, story, body="<p>Gọi bà theo số 0912 345 678.</p><script>alert(1)</script>")
    assert "Bài có số điện thoại" in said
    assert "<script>alert" not in said
    assert "alert" not in UnsavedText.objects.get().words["body"]


def test_who_came_second_is_told_and_keeps_the_words_on_the_page(client, town):
    story = written(town)  # the writer holds the lock
    client.force_login(town.leader)
    assert "đang mở bài này để viết" in keep(client, story, title="Của người khác")
    assert not UnsavedText.objects.filter(by=town.leader).exists()
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert "Đã giữ nháp lúc" in keep(client, story, title="Của người khác")


def test_after_the_desks_nothing_is_kept(client, town):
    story = written(town)
    desks.send_to_desk(story, by=town.writer)
    desks.send_to_check(story, by=town.writer)
    desks.note_read_back(story, on=clock.today(), by=town.writer)
    desks.approve_story(story, by=town.leader)
    client.force_login(town.writer)
    assert "không giữ bản đang viết" in keep(client, story)


def test_throwing_it_away_frees_the_story(client, town):
    story = written(town)
    client.force_login(town.writer)
    keep(client, story, title="Bỏ đi")
    client.post(f"/lam-viec/toa-soan/bai/{story.pk}/bo-nhap/")
    story.refresh_from_db()
    assert (UnsavedText.objects.count(), story.locked_by) == (0, None)


def test_an_old_version_comes_back_as_a_new_one(town):
    story = written(town)
    writing.write_version(story, {**TEXT, "title": "Sai rồi"}, based_on=1, by=town.writer)
    story.refresh_from_db()
    version = writing.restore_version(story, 1, by=town.writer)
    assert (version.number, version.title, version.reason) == (3, TEXT["title"], "Lấy lại bản 1")
    with pytest.raises(ValidationError, match="không có bản này"):
        writing.restore_version(story, 9, by=town.writer)


def test_a_remark_points_at_its_block(client, town):
    story = written(town)
    writing.write_version(story, {**TEXT, "body": f"<h2>Đề mục</h2>{BODY}"}, based_on=1, by=town.writer)
    client.force_login(town.leader)
    client.post(f"/lam-viec/toa-soan/bai/{story.pk}/nhan/", {"text": "Hỏi lại.", "paragraph": "2"})
    remark = story.comments.get()
    assert (remark.paragraph, remark.excerpt[:26]) == (2, "Ông Thử hiến hai trăm mét ")
    client.post(f"/lam-viec/toa-soan/bai/{story.pk}/nhan/{remark.pk}/xong/")
    remark.refresh_from_db()
    assert remark.settled_by == town.leader


def test_a_text_changed_after_it_was_read_back_is_read_again(town):
    story = written(town)
    desks.send_to_desk(story, by=town.writer)
    desks.send_to_check(story, by=town.writer)
    desks.note_read_back(story, on=clock.today(), by=town.writer)
    writing.write_version(story, {**TEXT, "title": "Đầu đề khác hẳn"}, based_on=1, by=town.writer)
    with pytest.raises(ValidationError, match="đã sửa sau khi đọc lại"):
        desks.approve_story(story, by=town.leader)
