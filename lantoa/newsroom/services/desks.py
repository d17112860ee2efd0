"""From desk to desk, out to the public, corrected, taken down. Consent is looked at again at the moment of letting out."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import require
from lantoa.exemplars.enums import NominationState, Purpose
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.services.progress import move_along
from lantoa.newsroom import permits
from lantoa.newsroom.enums import LIVE_STATES, Channel, StoryState
from lantoa.newsroom.models import Publication, Story
from lantoa.newsroom.queries.pictures import pictures_of
from lantoa.newsroom.queries.published import may_stand
from lantoa.newsroom.queries.stories import locked
from lantoa.newsroom.services import proof
from lantoa.newsroom.services.writing import next_version
from lantoa.newsroom.signals import story_gone, story_out
from lantoa.notifications.services import notify

S = StoryState


@transaction.atomic
def send_to_desk(story: Story, *, by: User) -> Story:
    """The writer hands it to the editor. Effects: the state."""
    require(by, "newsroom.edit_story", story)
    story = locked(story)
    if story.current is None or not story.current.body.strip():
        raise ValidationError("Bài chưa có nội dung. Viết rồi lưu, sau đó mới gửi biên tập.", code="empty")
    return _move(story, S.DESK, by=by)


@transaction.atomic
def send_to_check(story: Story, *, by: User) -> Story:
    """The editor is done; names, days and figures are to be compared with the file. Effects: the state."""
    require(by, "newsroom.edit_story", story)
    return _move(locked(story), S.FACT_CHECK, by=by)


@transaction.atomic
def send_back(story: Story, *, reason: str, by: User) -> Story:
    """One desk back, with what is to be done. Effects, in order: the reason; the state; who wrote it is told."""
    require(by, "newsroom.edit_story", story)
    story = locked(story)
    back = {S.DESK: S.DRAFTING, S.FACT_CHECK: S.DESK, S.APPROVED: S.DESK, S.SCHEDULED: S.APPROVED}.get(StoryState(story.state))
    if back is None:
        raise ValidationError("Bài ở bước này không trả lại được.", code="state")
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi cần sửa gì, để người viết biết."})
    story.return_reason = reason
    if back == S.APPROVED:
        story.publish_at = None
    _move(story, back, by=by, reason=reason, also=("return_reason", "publish_at"))
    if story.started_by_id != by.pk:
        context = {"title": story.title, "reason": reason, "desk": story.get_state_display()}
        notify(
            "newsroom.returned", to=[story.started_by], url=reverse("newsroom:story", args=[story.pk]), context=context, about=story, by=by
        )
    return story


@transaction.atomic
def note_read_back(story: Story, *, on: date, how: str = "", by: User) -> Story:
    """The text as it is now was read to the person it is about, who found nothing wrong. Effects: the note; a trail line."""
    require(by, "newsroom.edit_story", story)
    story = locked(story)
    if on > clock.today():
        raise ValidationError({"on": "Ngày này chưa đến."})
    if story.current is None:
        raise ValidationError("Bài chưa có nội dung để đọc lại.", code="empty")
    story.read_back_on, story.read_back_by, story.read_back_version, story.read_back_how = on, by, story.current, how
    story.save(update_fields=["read_back_on", "read_back_by", "read_back_version", "read_back_how"])
    trail.record("note_read_back", story, by=by, after={"on": str(on), "version": story.current.number})
    return story


@transaction.atomic
def approve_story(story: Story, *, by: User) -> Story:
    """A second person lets it go. Effects: who and when; the state. Raises ValidationError with all that is missing."""
    require(by, "newsroom.approve_story", story)
    story = locked(story)
    if story.current is None:
        raise ValidationError("Bài chưa có nội dung.", code="empty")
    if by.pk in (story.current.author_id, story.started_by_id):
        raise ValidationError("Người viết không tự duyệt bài của mình. Nhờ người khác có quyền duyệt.", code="own")
    missing = [f"{finding.words} {finding.do}".strip() for finding in permits.findings(story) if finding.stops]
    if words := permits.read_back_missing(story):
        missing.append(words)
    if missing:
        raise ValidationError(missing, code="missing")
    story.approved_by, story.approved_at = by, clock.now()
    return _move(story, S.APPROVED, by=by, also=("approved_by", "approved_at"))


@transaction.atomic
def schedule_story(story: Story, *, publish_at: datetime, by: User) -> Story:
    """Let the clock put it out. Effects: the hour; the state."""
    require(by, "newsroom.publish_story", story)
    story = locked(story)
    if publish_at <= clock.now():
        raise ValidationError({"publish_at": "Giờ này đã qua. Chọn giờ khác, hoặc bấm “Đăng ngay”."})
    story.publish_at = publish_at
    return _move(story, S.SCHEDULED, by=by, also=("publish_at",))


@transaction.atomic
def publish_story(story: Story, *, by: User) -> Story:
    """Put it before the public now.

    Effects, in order: the consent and the hold are looked at as of today; the live text, the hour, the state; the row of the register
    for our own portal; the nomination is published; the story proves the unit's duties; after the commit, `signals.story_out`.
    """
    require(by, "newsroom.publish_story", story)
    story = locked(story)
    permits.check(story.nomination, Purpose.PORTAL, pictures=pictures_of(story.current))
    moment = clock.now()
    first = story.published_at is None
    story.live, story.published_at, story.publish_at = story.current, story.published_at or moment, None
    _move(story, S.PUBLISHED, by=by, also=("live", "published_at", "publish_at"))
    row = Publication.objects.create(
        story=story, unit=story.unit, channel=Channel.PORTAL, place="Cổng thông tin", went_out_at=moment, version=story.live, by=by
    )
    if story.nomination_id and story.nomination.state == NominationState.HONOURED:
        move_along(story.nomination, NominationState.PUBLISHED, by=by)
    if first:
        proof.prove_story(story, by=by)
    proof.prove_publication(row, by=by)
    transaction.on_commit(lambda: story_out.send(Story, story=story), robust=True)
    return story


@transaction.atomic
def correct_story(story: Story, text: dict, *, correction: str, by: User) -> Story:
    """Change what the public reads, and say so under it. Effects, in order: the version; live and current text; the state; the signal."""
    require(by, "newsroom.take_down_story", story)
    story = locked(story)
    if story.state not in LIVE_STATES:
        raise ValidationError("Chỉ đính chính bài đang đăng.", code="state")
    if not correction.strip():
        raise ValidationError({"correction": "Ghi đã sửa điều gì, để bạn đọc biết."})
    version = next_version(story, text, reason=correction, by=by)
    permits.check(story.nomination, Purpose.PORTAL, pictures=pictures_of(version))
    story.current = story.live = version
    story.title, story.correction = version.title, correction
    _move(story, S.CORRECTED, by=by, reason=correction, also=("current", "live", "title", "correction"))
    transaction.on_commit(lambda: story_out.send(Story, story=story), robust=True)
    return story


@transaction.atomic
def take_down_story(story: Story, *, reason: str, tombstone: str = "", by: User) -> Story:
    """Nobody outside sees it from this moment. `reason` is kept in the file; `tombstone` is what readers find at its address.

    Effects, in order: the live text and the state; the portal's rows of the register; the nomination is no longer published; the proof
    it gave is crossed out; after the commit, `signals.story_gone`.
    """
    require(by, "newsroom.take_down_story", story)
    story = locked(story)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do gỡ."})
    story.live, story.taken_down_because, story.tombstone = None, reason, tombstone
    _move(story, S.UNPUBLISHED, by=by, reason=reason, also=("live", "taken_down_because", "tombstone"))
    ours = list(story.publications.filter(channel=Channel.PORTAL, taken_down_at__isnull=True))
    story.publications.filter(pk__in=[row.pk for row in ours]).update(taken_down_at=clock.now())
    others = Story.objects.filter(nomination=story.nomination_id, state__in=LIVE_STATES) if story.nomination_id else Story.objects.none()
    if story.nomination_id and not others.exists() and story.nomination.state == NominationState.PUBLISHED:
        move_along(story.nomination, NominationState.HONOURED, reason=reason, by=by)
    proof.withdraw_story(story, ours, reason=f"Bài đã gỡ: {reason}", by=by)
    transaction.on_commit(lambda: story_gone.send(Story, story=story), robust=True)
    return story


@transaction.atomic
def rework(story: Story, *, by: User) -> Story:
    """A story taken down goes back to the desk; its read-back no longer holds. Effects: the note, the state."""
    require(by, "newsroom.edit_story", story)
    story = locked(story)
    story.read_back_on = story.read_back_by = story.read_back_version = None
    return _move(story, S.DESK, by=by, also=("read_back_on", "read_back_by", "read_back_version"))


@transaction.atomic
def drop_story(story: Story, *, reason: str, by: User) -> Story:
    """Not going to be written. Effects: the state."""
    require(by, "newsroom.edit_story", story)
    return _move(locked(story), S.DROPPED, by=by, reason=reason)


def publish_due(*, by: User) -> int:
    """Put out every story whose hour has come; returns how many. One that may not stand any more goes back with the reason."""
    require(by, "newsroom.run_clock")
    done = 0
    for story in Story.objects.filter(state=S.SCHEDULED, publish_at__lte=clock.now()).order_by("publish_at", "pk"):
        try:
            publish_story(story, by=by)
            done += 1
        except ValidationError as why:
            send_back(story, reason=" ".join(why.messages), by=by)
    return done


def take_down_unpermitted(nomination: Nomination | None = None, *, by: User) -> int:
    """Take down every live story (of one nomination, or all) that may not stand today; returns how many. The public does not see
    them any more (queries.published asks at each reading): this writes it down and tells the channels."""
    require(by, "newsroom.run_clock")
    live = Story.objects.filter(state__in=LIVE_STATES)
    if nomination is not None:
        live = live.filter(nomination=nomination)
        if not live.exists():  # most moves are of what nobody has written about yet
            return 0
    found = list(live.exclude(may_stand()).select_related("nomination").order_by("pk"))
    for story in found:
        take_down_story(story, reason=" ".join(permits.refusals(story.nomination, Purpose.PORTAL)) or "Không còn được phép đăng.", by=by)
    return len(found)


def _move(story: Story, to: StoryState, *, by: User, reason: str = "", also: tuple[str, ...] = ()) -> Story:
    story.locked_by = story.locked_until = None
    workflow.move(story, to, by=by, reason=reason, also=(*also, "locked_by", "locked_until"))
    return story
