"""A bulletin from stories to air: who may, in what order, what stops it."""

import pytest
from django.core.exceptions import ValidationError

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.radio.enums import BulletinState, PartKind, Priority
from lantoa.radio.models import PartScript
from lantoa.radio.queries.bulletins import standing
from lantoa.radio.services import approving, composing, voicing
from tests.radio.conftest import DAY, NOON, approved, listen, recorded, scripted, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with clock.at(NOON):
        yield


def draft(town, **facts):
    facts = {"title": "Người tốt, việc tốt", "day": DAY, "stories": town.stories, **facts}
    return composing.start_bulletin(unit=town.ward, by=town.writer, **facts)


def test_a_bulletin_begins_with_its_parts_and_words(town):
    bulletin = draft(town)
    kinds = [part.kind for part in standing(bulletin)]
    assert kinds == [PartKind.OPENING, PartKind.STORY, PartKind.STORY, PartKind.CLOSING]
    greeting = standing(bulletin)[0].script.text
    assert "Đài Truyền thanh phường Thử" in greeting
    assert "nấu cháo cho bệnh nhân nghèo" in greeting.lower()
    assert bulletin.code == f"BT-{bulletin.pk:04}"


def test_a_story_whose_person_did_not_agree_to_the_radio_is_refused(town):
    town.stories[1].nomination.consents.filter(purpose="radio").update(withdrawn_at=clock.now())
    with pytest.raises(ValidationError, match="chưa đồng ý phát trên đài"):
        draft(town)


def test_words_are_kept_in_versions_and_nobody_writes_over_another(town):
    part = standing(draft(town))[1]
    composing.write_script(part, "Lời đã sửa. //", based_on=1, by=town.leader)
    assert list(PartScript.objects.filter(part=part).values_list("number", flat=True)) == [2, 1]
    with pytest.raises(ValidationError, match="vừa lưu một bản khác"):
        composing.write_script(part, "Lời khác. //", based_on=1, by=town.writer)


def test_parts_move_by_buttons_and_by_dragging(town):
    bulletin = draft(town)
    first, second = list(standing(bulletin))[1:3]
    composing.move_part(second, earlier=True, by=town.writer)
    assert [part.pk for part in standing(bulletin)][1:3] == [second.pk, first.pk]
    composing.arrange_parts(bulletin, [first.pk, second.pk], by=town.writer)
    assert [part.pk for part in standing(bulletin)][1:3] == [first.pk, second.pk]
    with pytest.raises(ValidationError, match="Tải lại trang"):
        composing.arrange_parts(bulletin, [first.pk], by=town.writer)


def test_the_greeting_no_longer_names_what_was_taken_out(town):
    bulletin = draft(town)
    composing.remove_part(standing(bulletin)[2], by=town.writer)
    assert "cháo" not in standing(bulletin)[0].script.text


def test_an_empty_bulletin_is_not_approved(town):
    with pytest.raises(ValidationError, match="chưa có bài nào"):
        approving.approve_script(draft(town, stories=[]), by=town.leader)


def test_words_stand_still_once_approved_until_it_is_sent_back(town):
    bulletin = scripted(town)
    part = standing(bulletin)[1]
    with pytest.raises(ValidationError, match="Trả về soạn lời"):
        composing.write_script(part, "Khác. //", based_on=1, by=town.writer)
    back = approving.send_back(bulletin, reason="Sửa tên khu phố", by=town.leader)
    assert (back.state, back.return_reason) == (BulletinState.DRAFT, "Sửa tên khu phố")
    composing.write_script(part, "Khác. //", based_on=1, by=town.writer)


def test_recordings_become_one_file_with_captions_and_chapters(town):
    bulletin = recorded(town)
    mix = bulletin.mix
    assert bulletin.state == BulletinState.VOICED
    assert mix.file.mime == "audio/mpeg"
    assert mix.for_air
    assert [chapter["title"] for chapter in mix.chapters][1:3] == ["Hiến đất mở đường", "Nấu cháo cho bệnh nhân nghèo"]
    assert mix.captions.startswith("WEBVTT")
    assert "//" not in mix.transcript


def test_without_a_recording_the_mix_says_which_part_is_silent(town):
    bulletin = scripted(town)
    with pytest.raises(ValidationError, match="Còn 4 phần chưa ghi âm"):
        voicing.ask_for_mix(bulletin, by=town.writer)


def test_a_recording_that_is_none_is_refused_and_nothing_is_kept(town):
    part = standing(scripted(town))[0]
    for bad in (upload(name="giong.exe"), _bytes("la-chu.wav", b"RIFF....WAVEfmt ")):
        with pytest.raises(ValidationError):
            voicing.keep_take(part, bad, by=town.writer)
    part.refresh_from_db()
    assert (part.take, part.takes.count()) == (None, 0)


def test_recording_again_takes_the_mix_away(town):
    bulletin = recorded(town)
    voicing.keep_take(standing(bulletin)[0], upload(1.5), by=town.writer)
    bulletin.refresh_from_db()
    assert (bulletin.state, bulletin.mix) == (BulletinState.SCRIPTED, None)


def test_who_approves_has_listened_to_the_end(town):
    bulletin = recorded(town)
    with pytest.raises(ValidationError, match="Nghe hết bản tin"):
        approving.approve_for_air(bulletin, by=town.leader)
    listen(bulletin.mix, town.leader)
    assert approving.approve_for_air(bulletin, by=town.leader).state == BulletinState.APPROVED


def test_what_is_claimed_beyond_the_clock_was_not_heard(town):
    bulletin = recorded(town)
    mix = bulletin.mix
    mix.seconds = 120  # long enough to tell
    approving.note_listening(mix, [(0, 120)], by=town.leader)
    row = approving.note_listening(mix, [(0, 120)], by=town.leader)
    assert row.heard <= 10
    assert row.finished_at is None


def test_the_maker_does_not_approve_the_own_bulletin_but_an_emergency(town):
    own = composing.start_bulletin(unit=town.ward, title="Bản tin", day=DAY, stories=town.stories, by=town.leader)
    own = voicing.read_live(approving.approve_script(own, by=town.leader), by=town.leader)
    with pytest.raises(ValidationError, match="không tự duyệt"):
        approving.approve_for_air(own, by=town.leader)
    urgent = composing.start_bulletin(unit=town.ward, title="Bão", day=DAY, priority=Priority.EMERGENCY, by=town.leader)
    composing.add_text(urgent, title="Tin bão khẩn cấp", text="Bão số 3 đang vào.", by=town.leader)
    urgent = voicing.read_live(approving.approve_script(urgent, by=town.leader), by=town.leader)
    assert approving.approve_for_air(urgent, by=town.leader).state == BulletinState.APPROVED


def test_the_trying_out_voice_does_not_go_on_air_unless_the_house_allows_it(town, settings):
    bulletin = scripted(town)
    voicing.make_mix(voicing.ask_for_mix(bulletin, voice="nghe-thu", by=town.writer), by=User.objects.system())
    bulletin.refresh_from_db()
    listen(bulletin.mix, town.leader)
    with pytest.raises(ValidationError, match="giọng máy nghe thử"):
        approving.approve_for_air(bulletin, by=town.leader)
    settings.RADIO_PREVIEW_ON_AIR = True
    assert approving.approve_for_air(bulletin, by=town.leader).state == BulletinState.APPROVED


@pytest.mark.parametrize("who", ["stranger", "keeper", "agency", "front", "council", "finance", "admin"])
def test_others_do_not_make_or_approve(town, who):
    bulletin, user = scripted(town), getattr(town, who)
    with pytest.raises(Refused):
        voicing.read_live(bulletin, by=user)
    with pytest.raises(Refused):
        approving.approve_for_air(approved(town), by=user)


def _bytes(name, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content, "audio/wav")
