"""The person reads the story at an own address before it is approved."""

import pytest

from lantoa.core.rights import Refused
from lantoa.newsroom.models import ReadBackLink
from lantoa.newsroom.services import reading_back, writing
from lantoa.notifications.models import Notice
from tests.newsroom.conftest import TEXT
from tests.newsroom.test_desks import written

pytestmark = pytest.mark.django_db


def test_a_yes_counts_as_read_back(client, town):
    story = written(town)
    link = reading_back.make_read_back_link(story, by=town.writer)
    answer = client.get(f"/doc-lai/{link.token}/")
    page = answer.content.decode()
    assert TEXT["title"] in page
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "no-store, private")
    assert not answer.cookies
    client.post(f"/doc-lai/{link.token}/", {"answer": "dung"})
    story.refresh_from_db()
    assert story.read_back_version == story.current
    assert Notice.objects.get(recipient=town.writer).title.startswith("Người được viết đã đồng ý")
    assert "Lời đồng ý đã được ghi nhận" in client.get(f"/doc-lai/{link.token}/").content.decode()


def test_a_no_stands_among_the_remarks(client, town):
    story = written(town)
    link = reading_back.make_read_back_link(story, by=town.writer)
    assert client.post(f"/doc-lai/{link.token}/", {"answer": "sua", "words": ""}).status_code == 422
    client.post(f"/doc-lai/{link.token}/", {"answer": "sua", "words": "Tôi hiến 210 mét."})
    client.post(f"/doc-lai/{link.token}/", {"answer": "dung"})  # answered already
    story.refresh_from_db()
    assert (story.read_back_on, story.comments.get().text) == (None, "Người được viết nói: Tôi hiến 210 mét.")


def test_a_yes_to_an_older_text_is_not_one_to_the_newer(client, town):
    story = written(town)
    link = reading_back.make_read_back_link(story, by=town.writer)
    writing.write_version(story, {**TEXT, "title": "Khác"}, based_on=1, by=town.writer)
    client.post(f"/doc-lai/{link.token}/", {"answer": "dung"})
    story.refresh_from_db()
    assert story.read_back_on is None


def test_a_newer_link_closes_the_older(client, town):
    story = written(town)
    old = reading_back.make_read_back_link(story, by=town.writer)
    new = reading_back.make_read_back_link(story, by=town.writer)
    assert [client.get(f"/doc-lai/{link.token}/").status_code for link in (old, new)] == [404, 200]
    assert client.get("/doc-lai/khong-co/").status_code == 404
    with pytest.raises(Refused):
        reading_back.make_read_back_link(story, by=town.stranger)


def test_by_the_desk(client, town):
    story = written(town)
    client.force_login(town.writer)
    client.post(f"/lam-viec/toa-soan/bai/{story.pk}/doc-lai/tao/")
    assert f"/doc-lai/{ReadBackLink.objects.get().token}/" in client.get(f"/lam-viec/toa-soan/bai/{story.pk}/doc-lai/").content.decode()
