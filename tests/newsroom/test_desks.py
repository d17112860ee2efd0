"""A story from desk to desk: who may, in what order, what stops it, and what takes it down."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import Refused, allowed
from lantoa.exemplars.enums import NominationState, Purpose
from lantoa.newsroom.enums import StoryState
from lantoa.newsroom.models import Publication, StoryVersion
from lantoa.newsroom.queries.published import published_stories
from lantoa.newsroom.queries.seen import visible_to
from lantoa.newsroom.services import desks, publishing, writing
from tests.newsroom.conftest import TEXT

pytestmark = pytest.mark.django_db


def written(town, **more):
    story = writing.start_story(unit=town.ward, title="Hiến đất", nomination=town.nomination, by=town.writer, **more)
    writing.write_version(story, TEXT, based_on=None, by=town.writer)
    story.refresh_from_db()
    return story


def approved(town):
    story = written(town)
    desks.send_to_desk(story, by=town.writer)
    desks.send_to_check(story, by=town.writer)
    desks.note_read_back(story, on=clock.today(), by=town.writer)
    return desks.approve_story(story, by=town.leader)


def live(town):
    return desks.publish_story(approved(town), by=town.leader)


def test_the_whole_way(town):
    story = live(town)
    town.nomination.refresh_from_db()
    assert (story.state, story.live.title, town.nomination.state) == (StoryState.PUBLISHED, "Hiến đất mở đường", NominationState.PUBLISHED)
    assert list(published_stories()) == [story]
    assert list(story.publications.values_list("channel", flat=True)) == ["portal"]


def test_the_writer_does_not_approve_the_own_story(town):
    story = writing.start_story(unit=town.ward, title="Hiến đất", nomination=town.nomination, by=town.leader)
    writing.write_version(story, TEXT, based_on=None, by=town.leader)
    for step in (desks.send_to_desk, desks.send_to_check):
        step(story, by=town.leader)
    desks.note_read_back(story, on=clock.today(), by=town.leader)
    with pytest.raises(ValidationError, match="không tự duyệt"):
        desks.approve_story(story, by=town.leader)
    assert desks.approve_story(story, by=town.editor).state == StoryState.APPROVED


def test_without_reading_back_nothing_is_approved(town):
    story = written(town)
    desks.send_to_desk(story, by=town.writer)
    desks.send_to_check(story, by=town.writer)
    with pytest.raises(ValidationError, match="đọc lại"):
        desks.approve_story(story, by=town.leader)


def test_without_consent_nothing_goes_out(town):
    story = approved(town)
    town.nomination.consents.update(withdrawn_at=clock.now())
    with pytest.raises(ValidationError, match="chưa đồng ý"):
        desks.publish_story(story, by=town.leader)
    story.refresh_from_db()
    assert (story.state, story.live) == (StoryState.APPROVED, None)


def test_consent_taken_back_hides_the_story_at_once_and_takes_it_down(town):
    story = live(town)
    town.nomination.consents.update(withdrawn_at=clock.now())
    assert not published_stories().exists()
    assert desks.take_down_unpermitted(by=User.objects.system()) == 1
    story.refresh_from_db()
    town.nomination.refresh_from_db()
    assert (story.state, story.live, town.nomination.state) == (StoryState.UNPUBLISHED, None, NominationState.HONOURED)
    assert "chưa đồng ý" in story.taken_down_because
    assert not Publication.objects.filter(taken_down_at__isnull=True).exists()


def test_a_hold_hides_it(town):
    live(town)
    town.nomination.held_since = clock.now()
    town.nomination.save()
    assert not published_stories().exists()


def test_what_was_scheduled_goes_out_when_its_hour_has_come(town):
    story = desks.schedule_story(approved(town), publish_at=clock.now() + timedelta(hours=2), by=town.leader)
    system = User.objects.system()
    assert desks.publish_due(by=system) == 0
    with clock.at(clock.today() + timedelta(days=1)):
        assert desks.publish_due(by=system) == 1
        assert desks.publish_due(by=system) == 0
    story.refresh_from_db()
    assert story.is_live


def test_what_may_not_stand_when_its_hour_has_come_goes_back_with_the_reason(town):
    story = desks.schedule_story(approved(town), publish_at=clock.now() + timedelta(hours=2), by=town.leader)
    town.nomination.consents.update(withdrawn_at=clock.now())
    with clock.at(clock.today() + timedelta(days=1)):
        assert desks.publish_due(by=User.objects.system()) == 0
    story.refresh_from_db()
    assert (story.state, story.publish_at) == (StoryState.APPROVED, None)
    assert "chưa đồng ý" in story.return_reason


def test_a_correction_is_said_and_keeps_the_old_version(town):
    story = live(town)
    desks.correct_story(story, {**TEXT, "title": "Hiến 200 m² đất mở đường"}, correction="Sửa diện tích.", by=town.leader)
    story.refresh_from_db()
    assert (story.state, story.live.title, story.correction) == (StoryState.CORRECTED, "Hiến 200 m² đất mở đường", "Sửa diện tích.")
    assert list(story.versions.order_by("number").values_list("title", flat=True)) == ["Hiến đất mở đường", "Hiến 200 m² đất mở đường"]


def test_a_version_is_written_once(town):
    version = written(town).current
    version.title = "Khác"
    with pytest.raises(TypeError):
        version.save()
    assert StoryVersion.objects.get(pk=version.pk).fingerprint() == StoryVersion.objects.get(pk=version.pk).sha256


def test_two_writers_do_not_write_over_each_other(town):
    story = written(town)
    with pytest.raises(ValidationError, match="đang mở bài"):
        writing.write_version(story, {**TEXT, "title": "Bản của người khác"}, based_on=1, by=town.leader)
    with clock.at(clock.today() + timedelta(days=1)):  # the lock is long gone
        with pytest.raises(ValidationError, match="vừa lưu một bản khác"):
            writing.write_version(story, {**TEXT, "title": "Bản của người khác"}, based_on=None, by=town.leader)
        assert writing.write_version(story, {**TEXT, "title": "Bản hai"}, based_on=1, by=town.leader).number == 2


def test_a_draft_from_the_file_holds_its_facts_and_nothing_private(town):
    town.nomination.phone, town.nomination.address = "0912 345 678", "12/3 đường Thử"
    town.nomination.beneficiaries, town.nomination.value = 40, 12_000_000
    town.nomination.save()
    story = writing.start_from_nomination(town.nomination, by=town.writer)
    said = f"{story.current.title} {story.current.lead} {story.current.body}"
    assert "Nguyễn Văn Thử" in said
    assert "Đến nay: 40 người được giúp, giá trị 12.000.000 đồng." in said
    assert "0912" not in said
    assert "12/3" not in said
    assert writing.start_from_nomination(town.nomination, by=town.leader) == story


def test_another_place_is_entered_with_proof_and_only_as_agreed(town):
    story = live(town)
    facts = {"place": "Zalo phường", "went_out_at": clock.now(), "by": town.writer}
    with pytest.raises(ValidationError, match="chưa đồng ý"):
        publishing.register_publication(story, channel="social", url="https://zalo.example.vn/1", **facts)
    from tests.newsroom.conftest import agree

    agree(town.nomination, Purpose.SOCIAL)
    with pytest.raises(ValidationError, match="Dán đường dẫn"):
        publishing.register_publication(story, channel="social", **facts)
    publishing.register_publication(story, channel="social", url="https://zalo.example.vn/1", **facts)
    assert sorted(story.publications.values_list("channel", flat=True)) == ["portal", "social"]


@pytest.mark.parametrize(
    ("permission", "may"),
    [
        ("view_story", {"writer", "leader", "agency", "editor", "school"}),
        ("edit_story", {"writer", "leader", "agency", "editor", "school"}),
        ("approve_story", {"leader", "agency", "editor"}),
        ("publish_story", {"leader", "agency", "editor"}),
        ("take_down_story", {"leader", "agency", "editor"}),
        ("run_clock", set()),
    ],
)
def test_who_may(town, permission, may):
    story = written(town)
    people = ["writer", "leader", "stranger", "agency", "editor", "school", "council", "finance", "keeper"]
    assert {who for who in people if allowed(getattr(town, who), f"newsroom.{permission}", story)} == may


def test_the_list_says_the_same(town):
    story = written(town)
    people = ["writer", "leader", "stranger", "agency", "editor", "school", "council", "finance", "keeper"]
    listed = {who for who in people if visible_to(getattr(town, who)).filter(pk=story.pk).exists()}
    assert listed == {who for who in people if allowed(getattr(town, who), "newsroom.view_story", story)}


def test_a_stranger_is_refused(town):
    story = written(town)
    for act in (desks.send_to_desk, desks.approve_story, desks.publish_story, desks.rework):
        with pytest.raises(Refused):
            act(story, by=town.stranger)
    with pytest.raises(Refused):
        writing.write_version(story, TEXT, based_on=1, by=town.stranger)
