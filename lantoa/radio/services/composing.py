"""Putting a bulletin together: its stories, their words for the ear, the order."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import require
from lantoa.newsroom.cleaning import plain
from lantoa.newsroom.models import Story
from lantoa.organisations.models import Unit
from lantoa.radio.enums import EDITABLE_STATES, BulletinState, PartKind, Priority
from lantoa.radio.models import Bulletin, BulletinPart, PartScript
from lantoa.radio.queries.bulletins import announced_as, locked, may_be_told, standing
from lantoa.radio.speaking import Script, closing, opening, script_of, spoken
from lantoa.radio.speaking import doubts as doubts_of
from lantoa.radio.speaking.timing import reading_seconds

FIRST, LAST = 0, 10_000  # places of the greeting and the farewell
MOST_PARTS = 30


@transaction.atomic
def start_bulletin(
    *, unit: Unit, title: str, day: date, priority: int = Priority.NORMAL, stories: Iterable[Story] = (), by: User
) -> Bulletin:
    """A new bulletin with its greeting and farewell, and the stories in the order given. Effects: the bulletin with its own code; its
    parts and their scripts; trail lines."""
    require(by, "radio.start_bulletin", unit)
    bulletin = Bulletin(unit=unit, title=title, day=day, priority=priority, made_by=by, code=f"~{clock.now():%H%M%S%f}"[:12])
    bulletin.full_clean(exclude=["mix"])
    bulletin.save()
    bulletin.code = f"BT-{bulletin.pk:04}"
    bulletin.save(update_fields=["code"])
    trail.record("create", bulletin, by=by, after={"title": bulletin.title})
    station = announced_as(unit)
    greeting = opening(station=station, day=day, titles=[], programme=title)
    _new_part(bulletin, PartKind.OPENING, FIRST, greeting, by=by)
    _new_part(bulletin, PartKind.CLOSING, LAST, closing(station=station, programme=title), by=by)
    stories = list(stories)
    return add_stories(bulletin, stories, by=by) if stories else bulletin


@transaction.atomic
def add_stories(bulletin: Bulletin, stories: Sequence[Story], *, by: User) -> Bulletin:
    """Put stories at the end, each with a script made from its text. Effects, in order: the parts; the scripts; the greeting names the
    headlines, if nobody has changed it; a trail line. Raises ValidationError for one that may not be told on the radio."""
    require(by, "radio.make_bulletin", bulletin)
    bulletin = _editable(bulletin)
    told = set(Story.objects.filter(may_be_told(), pk__in=[story.pk for story in stories]).values_list("pk", flat=True))
    if refused := [story.title for story in stories if story.pk not in told]:
        raise ValidationError(
            [f"“{title}” chưa được duyệt, hoặc người được nêu chưa đồng ý phát trên đài." for title in refused], code="permit"
        )
    there = set(standing(bulletin).values_list("story", flat=True))
    fresh = [story for story in stories if story.pk not in there]
    place = _last_place(bulletin)
    if place + len(fresh) > MOST_PARTS:
        raise ValidationError(f"Một bản tin nhiều nhất {MOST_PARTS} phần. Làm thêm một bản tin khác.", code="many")
    for n, story in enumerate(fresh, 1):
        _new_part(bulletin, PartKind.STORY, place + n, _script_of_story(story), story=story, by=by)
    _greet_again(bulletin, by=by)
    trail.record("add_stories", bulletin, by=by, after={"names": [story.title for story in fresh]})
    return bulletin


@transaction.atomic
def add_text(bulletin: Bulletin, *, title: str, text: str, by: User) -> BulletinPart:
    """Words of our own: an announcement, a bridge between stories. Effects: the part, its script; a trail line."""
    require(by, "radio.make_bulletin", bulletin)
    bulletin = _editable(bulletin)
    if not text.strip() or not title.strip():
        raise ValidationError({"text" if title.strip() else "title": "Hãy viết lời cần đọc và một đầu đề ngắn."})
    part = _new_part(bulletin, PartKind.TEXT, _last_place(bulletin) + 1, script_of(text, title=title), by=by)
    _greet_again(bulletin, by=by)
    trail.record("add_part", bulletin, by=by, after={"title": title})
    return part


@transaction.atomic
def write_script(part: BulletinPart, text: str, *, based_on: int | None, by: User) -> PartScript:
    """Keep the edited words as the next version. `based_on`: number of the version the writer started from.

    Effects: the version; what was recorded for the old words counts no more; a trail line. Raises ValidationError when somebody else
    wrote meanwhile.
    """
    require(by, "radio.make_bulletin", part.bulletin)
    _editable(part.bulletin)
    part = _locked_part(part)
    if not text.strip():
        raise ValidationError({"text": "Lời đọc không để trống. Muốn bỏ phần này thì bấm “Bỏ khỏi bản tin”."})
    latest = part.script.number if part.script else None
    if based_on != latest:
        who = part.script.author if part.script else ""
        raise ValidationError(f"{who} vừa lưu một bản khác. Tải lại trang để xem bản ấy, rồi sửa tiếp.", code="behind")
    text = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()
    if part.script and part.script.text == text:
        raise ValidationError("Chưa có gì thay đổi để lưu.", code="same")
    script = _keep_script(part, Script(part.title, text, tuple(doubts_of(text))), automatic=False, by=by)
    trail.record("write_script", part.bulletin, by=by, after={"title": part.title, "version": script.number})
    return script


@transaction.atomic
def move_part(part: BulletinPart, *, earlier: bool, by: User) -> BulletinPart:
    """One place up or down; at the end it stays. Effects: the places of two parts; a trail line."""
    require(by, "radio.make_bulletin", part.bulletin)
    bulletin = _editable(part.bulletin)
    movable = [row for row in standing(bulletin) if row.kind not in (PartKind.OPENING, PartKind.CLOSING)]
    order = [row.pk for row in movable]
    if part.pk not in order:
        raise ValidationError("Lời chào đứng đầu, lời kết đứng cuối.", code="fixed")
    at = order.index(part.pk)
    to = max(0, at - 1) if earlier else min(len(order) - 1, at + 1)
    order.insert(to, order.pop(at))
    return _put_in_order(bulletin, order, by=by).parts.get(pk=part.pk)


@transaction.atomic
def arrange_parts(bulletin: Bulletin, order: Sequence[int], *, by: User) -> Bulletin:
    """The parts in this order (ids); greeting and farewell keep their ends. Effects: the places; a trail line."""
    require(by, "radio.make_bulletin", bulletin)
    bulletin = _editable(bulletin)
    movable = {row.pk for row in standing(bulletin) if row.kind not in (PartKind.OPENING, PartKind.CLOSING)}
    if set(order) != movable:
        raise ValidationError("Danh sách phần đã đổi trong lúc sắp xếp. Tải lại trang rồi xếp lại.", code="behind")
    return _put_in_order(bulletin, list(order), by=by)


@transaction.atomic
def remove_part(part: BulletinPart, *, by: User) -> BulletinPart:
    """Take it out; it stays in the history. Effects: the mark; the greeting; a trail line."""
    require(by, "radio.make_bulletin", part.bulletin)
    bulletin = _editable(part.bulletin)
    part = _locked_part(part)
    if part.removed_at is None:
        part.removed_at = clock.now()
        part.save(update_fields=["removed_at"])
        _greet_again(bulletin, by=by)
        trail.record("remove_part", bulletin, by=by, before={"title": part.title})
    return part


@transaction.atomic
def edit_bulletin(bulletin: Bulletin, *, title: str, day: date, priority: int, by: User) -> Bulletin:
    """Its name, day and priority. Effects: the row; the greeting; a trail line."""
    require(by, "radio.make_bulletin", bulletin)
    bulletin = _editable(bulletin)
    bulletin.title, bulletin.day, bulletin.priority = title, day, priority
    bulletin.full_clean(exclude=["mix"])
    bulletin.save(update_fields=["title", "day", "priority"])
    _greet_again(bulletin, by=by)
    trail.record("edit", bulletin, by=by, after={"title": title, "day": str(day), "priority": bulletin.get_priority_display()})
    return bulletin


@transaction.atomic
def drop_bulletin(bulletin: Bulletin, *, reason: str, by: User) -> Bulletin:
    """Not going to be made. Effects: the state."""
    require(by, "radio.make_bulletin", bulletin)
    bulletin = locked(bulletin)
    workflow.move(bulletin, BulletinState.DROPPED, by=by, reason=reason)
    return bulletin


@transaction.atomic
def renew_scripts(story: Story, *, by: User) -> int:
    """The story's text changed: scripts nobody has touched, in bulletins still being written, are made anew. Returns how many."""
    require(by, "radio.run_clock")
    parts = BulletinPart.objects.filter(
        story=story, removed_at__isnull=True, withdrawn_at__isnull=True, script__automatic=True, bulletin__state__in=EDITABLE_STATES
    ).select_related("script", "bulletin__unit", "bulletin__made_by")
    done = 0
    for part in parts:
        script = _script_of_story(story)
        if script.text != part.script.text:
            part.title = script.title
            part.save(update_fields=["title"])
            _keep_script(part, script, automatic=True, by=by)
            _greet_again(part.bulletin, by=by)
            done += 1
    return done


def _script_of_story(story: Story) -> Script:
    version = story.live or story.current
    names = [name for name in (story.nomination.name, story.nomination.head_name) if name] if story.nomination else []
    said = [plain(version.body), f"{version.quote_by}: {version.quote}" if version.quote and version.quote_by else version.quote]
    return script_of("\n".join(filter(None, said)), title=version.title, summary=version.lead, names=names)


def _new_part(bulletin: Bulletin, kind: str, place: int, script: Script, *, story: Story | None = None, by: User) -> BulletinPart:
    part = BulletinPart(bulletin=bulletin, kind=kind, place=place, story=story, title=script.title[:200])
    part.save()
    _keep_script(part, script, automatic=kind != PartKind.TEXT, by=by)
    return part


def _keep_script(part: BulletinPart, script: Script, *, automatic: bool, by: User) -> PartScript:
    kept = PartScript(
        part=part, number=(part.script.number if part.script else 0) + 1, text=script.text, doubts=list(script.doubts),
        seconds=reading_seconds(script.text), automatic=automatic, author=by,
    )  # fmt: skip
    kept.save()
    part.script, part.take = kept, None
    part.save(update_fields=["script", "take"])
    return kept


def _greet_again(bulletin: Bulletin, *, by: User) -> None:
    rows = list(standing(bulletin))
    first = next((row for row in rows if row.kind == PartKind.OPENING), None)
    if first is None or first.script is None or not first.script.automatic:
        return
    titles = [row.title for row in rows if row.kind not in (PartKind.OPENING, PartKind.CLOSING)]
    script = opening(station=announced_as(bulletin.unit), day=bulletin.day, titles=titles, programme=bulletin.title)
    if script.text != first.script.text:
        _keep_script(first, script, automatic=True, by=by)


def _put_in_order(bulletin: Bulletin, order: list[int], *, by: User) -> Bulletin:
    for place, pk in enumerate(order, 1):
        bulletin.parts.filter(pk=pk).exclude(place=place).update(place=place)
    _greet_again(bulletin, by=by)
    trail.record("arrange_parts", bulletin, by=by, after={"order": order})
    return bulletin


def _last_place(bulletin: Bulletin) -> int:
    last = bulletin.parts.filter(place__lt=LAST).order_by(F("place").desc()).values_list("place", flat=True).first()
    return last or 0


def _locked_part(part: BulletinPart) -> BulletinPart:
    found = BulletinPart.objects.select_for_update(of=["self"]).select_related("bulletin__unit", "script__author").get(pk=part.pk)
    if found.withdrawn_at:
        raise ValidationError("Phần này đã bị gỡ vì người được nêu không còn đồng ý, không dùng lại được.", code="withdrawn")
    return found


def _editable(bulletin: Bulletin) -> Bulletin:
    bulletin = locked(bulletin)
    if bulletin.state not in EDITABLE_STATES:
        raise ValidationError(
            f"Bản tin đang ở bước “{bulletin.get_state_display()}” nên không sửa lời được. Bấm “Trả về soạn lời” trước.", code="state"
        )
    return bulletin


def forget_in_greeting(bulletin: Bulletin, *, by: User) -> None:
    """The greeting no longer names what was taken out: made anew; when a person wrote it, it goes back to the machine's words."""
    require(by, "radio.run_clock")
    first = bulletin.parts.filter(kind=PartKind.OPENING, removed_at__isnull=True).select_related("script").first()
    if first is None or first.script is None:
        return
    gone = bulletin.parts.filter(withdrawn_at__isnull=False).values_list("title", flat=True)
    if not first.script.automatic and not any(spoken(title).lower() in first.script.text.lower() for title in gone):
        return
    titles = [row.title for row in standing(bulletin) if row.kind not in (PartKind.OPENING, PartKind.CLOSING)]
    script = opening(station=announced_as(bulletin.unit), day=bulletin.day, titles=titles, programme=bulletin.title)
    if script.text != first.script.text:
        _keep_script(first, script, automatic=True, by=by)
