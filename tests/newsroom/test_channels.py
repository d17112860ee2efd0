"""One approved text on the other channels: proposals, lengths, staleness, the poster, the register, royalties."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.exemplars.enums import Purpose
from lantoa.newsroom import sms
from lantoa.newsroom.enums import Channel, TextFor
from lantoa.newsroom.queries.channels import script_of, told, told_on
from lantoa.newsroom.services import channels, desks, publishing
from tests.newsroom.conftest import TEXT, agree
from tests.newsroom.test_desks import approved, live, written

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "used", "parts", "is_plain"),
    [
        ("a" * 160, 160, 1, True),
        ("a" * 161, 161, 2, True),
        ("a" * 307, 307, 3, True),
        ("[" * 80, 160, 1, True),
        ("à" * 160, 160, 1, True),
        ("á" * 70, 70, 1, False),
        ("á" * 71, 71, 2, False),
        ("😀" * 35, 70, 1, False),
        ("đ" * 135, 135, 3, False),
    ],
)
def test_a_message_is_counted_as_networks_count(text, used, parts, is_plain):
    length = sms.measure(text)
    assert (length.used, length.parts, length.is_plain) == (used, parts, is_plain)


def test_before_approval_there_is_nothing_to_tell(town):
    story = written(town)
    assert told(story) == []
    with pytest.raises(ValidationError, match="chưa duyệt"):
        channels.write_channel_text(story, TextFor.SMS, "Tin", by=town.writer)


def test_proposals_fit_their_channel(town):
    story = live(town)
    by_form = {one.form: one for one in told(story)}
    assert set(by_form) == set(TextFor)
    message = by_form[TextFor.SMS]
    assert (message.length.parts, message.length.is_plain) == (1, True)
    assert f"/chuyen/{story.slug}/" in message.text
    assert f"/chuyen/{story.slug}/" in by_form[TextFor.SOCIAL].text
    assert script_of(story).text.startswith("Hiến đất mở đường.\n\nÔng Thử hiến đất.")
    assert by_form[TextFor.POSTER].text.split("\n") == ["Hiến đất mở đường", "Ông Thử hiến đất."]


def test_a_kept_text_goes_stale_when_the_story_changes(town):
    story = live(town)
    channels.write_channel_text(story, TextFor.RADIO, "Mời bà con nghe.", by=town.writer)
    assert (script_of(story).text, script_of(story).is_stale) == ("Mời bà con nghe.", False)
    desks.correct_story(story, {**TEXT, "lead": "Ông Thử hiến 200 mét vuông."}, correction="Thêm diện tích.", by=town.leader)
    story.refresh_from_db()
    assert script_of(story).is_stale
    again = channels.write_channel_text(story, TextFor.RADIO, "Mời bà con nghe.", by=town.writer)  # looked at: it still holds
    assert (again.number, script_of(story).is_stale) == (2, False)
    with pytest.raises(TypeError):
        again.save()


def test_a_message_of_many_parts_is_refused(town):
    with pytest.raises(ValidationError, match="Rút còn"):
        channels.write_channel_text(live(town), TextFor.SMS, "ế" * 300, by=town.writer)


def test_a_stranger_writes_nothing(town):
    with pytest.raises(Refused):
        channels.write_channel_text(live(town), TextFor.SMS, "Tin", by=town.stranger)


def test_the_page_says_what_is_barred_and_the_poster_needs_the_consent_to_print(client, town):
    story = live(town)
    client.force_login(town.writer)
    page = client.get(f"/lam-viec/toa-soan/bai/{story.pk}/kenh/").content.decode()
    assert "chưa đồng ý cho in trên báo" in page
    assert client.get(f"/lam-viec/toa-soan/bai/{story.pk}/ap-phich.pdf").status_code == 302
    agree(town.nomination, Purpose.PRINT)
    answer = client.get(f"/lam-viec/toa-soan/bai/{story.pk}/ap-phich.pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_channel_text_is_saved_by_its_page(client, town):
    story = approved(town)
    client.force_login(town.writer)
    client.post(f"/lam-viec/toa-soan/bai/{story.pk}/kenh/social/", {"text": "Bài Zalo"})
    assert told_on(story, TextFor.SOCIAL).text == "Bài Zalo"
    assert client.get(f"/lam-viec/toa-soan/bai/{story.pk}/kenh/fax/").status_code == 404


@pytest.mark.parametrize("channel", [c for c in Channel if c != Channel.PORTAL])
def test_the_register_takes_every_channel_with_proof(town, channel):
    agree(town.nomination, Purpose.RADIO, Purpose.PRINT, Purpose.SOCIAL)
    story = live(town)
    row = publishing.register_publication(
        story, channel=channel, place="Nhà văn hóa", went_out_at=clock.now(), proof=SimpleUploadedFile("so.txt", b"so phat"), by=town.writer
    )
    assert (row.version_id, row.unit) == (story.live_id, town.ward)


def test_a_row_entered_by_mistake_is_crossed_out_with_its_reason(client, town):
    agree(town.nomination, Purpose.SOCIAL)
    story = live(town)
    row = publishing.register_publication(
        story, channel=Channel.SOCIAL, place="Zalo", went_out_at=clock.now(), url="https://zalo.example.vn/1", by=town.writer
    )
    client.force_login(town.writer)
    client.post(f"/lam-viec/toa-soan/so-dang/{row.pk}/da-go/")
    client.post(f"/lam-viec/toa-soan/so-dang/{row.pk}/gach-bo/", {"reason": "Ghi nhầm nhóm."})
    row.refresh_from_db()
    assert row.taken_down_at
    assert row.crossed_out_because == "Ghi nhầm nhóm."
    ours = story.publications.get(channel=Channel.PORTAL)
    with pytest.raises(ValidationError, match="hệ thống tự ghi"):
        publishing.cross_out_publication(ours, reason="x", by=town.writer)
    assert "Ghi nhầm nhóm." in client.get(f"/lam-viec/toa-soan/so-dang/{row.pk}/").content.decode()
    assert client.get("/lam-viec/toa-soan/so-dang/?kenh=social").content.decode().count("Đã gạch bỏ") == 1


def test_a_royalty_is_noted_by_rule_and_never_by_the_writer(client, town):
    story = live(town)
    with pytest.raises(Refused):
        publishing.note_royalty(story, to_whom="A", amount=1, rule="QĐ 1", by=town.writer)
    client.force_login(town.leader)
    path = f"/lam-viec/toa-soan/bai/{story.pk}/nhuan-but/"
    assert client.post(path, {"kind": "text", "to_whom": "Vũ Thị Viết", "amount": "250.000", "rule": ""}).status_code == 200
    client.post(path, {"kind": "text", "to_whom": "Vũ Thị Viết", "amount": "250.000", "rule": "QĐ 1, Điều 2"})
    row = story.royalties.get()
    assert row.amount == 250_000
    assert "250.000 đồng" in client.get("/lam-viec/toa-soan/nhuan-but/").content.decode()
    client.post(f"{path}{row.pk}/bo/")
    assert "<b>0 đồng</b>" in client.get("/lam-viec/toa-soan/nhuan-but/").content.decode()


def test_what_stands_at_the_address_of_a_story_taken_down(town):
    from lantoa.newsroom.queries.published import published_gone

    story = live(town)
    assert published_gone(story.slug) is None
    desks.take_down_story(story, reason="Sai tên người.", tombstone="Bài có thông tin chưa đúng nên đã gỡ.", by=town.leader)
    gone = published_gone(story.slug)
    assert gone.words == "Bài có thông tin chưa đúng nên đã gỡ."
    assert town.nomination.name not in gone.words
    assert published_gone("khong-co-bai-nay") is None
