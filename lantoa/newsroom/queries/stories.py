"""What the newsroom's pages show. Never writes."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.text import fold
from lantoa.exemplars.enums import NominationState
from lantoa.exemplars.models import Nomination
from lantoa.newsroom.enums import DESKS, StoryState
from lantoa.newsroom.models import Comment, ReadBackLink, Story, StoryVersion
from lantoa.newsroom.queries.seen import CONCERNED, LETTING_OUT_OWN, at_desks, own_units
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit, UnitVersion
from lantoa.organisations.queries import appointments_of, has_role, units_reached, visible_units
from lantoa.plans.tasks import TaskRow

ON_A_DESK = 20  # cards shown of one desk; the rest are in the list


@dataclass(frozen=True)
class Desk:
    state: StoryState
    stories: list[Story]
    count: int


def desks(user: User) -> list[Desk]:
    """The columns of the newsroom page, the longest waiting first: one query for the counts, one for each desk."""
    rows = at_desks(user).order_by()
    counts = dict(rows.values_list("state").annotate(n=Count("pk")))
    found = []
    for state in DESKS:
        cards = (
            list(rows.filter(state=state).select_related("nomination").order_by("state_since", "pk")[:ON_A_DESK])
            if counts.get(state)
            else []
        )
        found.append(Desk(state, cards, counts.get(state, 0)))
    name_units(story for desk in found for story in desk.stories)
    return found


def names_of_units(ids: Collection[int]) -> dict[int, str]:
    """Unit id → its name of today: one query."""
    return dict(UnitVersion.objects.at(clock.today()).filter(unit__in=ids).order_by().values_list("unit_id", "name"))


def name_units(stories: Iterable[Story]) -> None:
    """Put `unit_name`, as of today, on each story: one query."""
    rows = list(stories)
    names = names_of_units({s.unit_id for s in rows})
    for story in rows:
        story.unit_name = names.get(story.unit_id, "")


def searched(rows: QuerySet[Story], words: str) -> QuerySet[Story]:
    """Stories whose address (made of the title without marks) holds the words."""
    folded = fold(words).replace(" ", "-")
    return rows.filter(slug__contains=folded) if folded else rows


def waiting_to_be_told(user: User) -> QuerySet[Nomination]:
    """Chosen or honoured, and nobody has begun to write: the oldest first."""
    told = Story.objects.exclude(state__in=[StoryState.DROPPED]).filter(nomination__isnull=False).values("nomination")
    chosen = Nomination.objects.filter(state__in=[NominationState.SELECTED, NominationState.HONOURED], held_since__isnull=True)
    return chosen.filter(unit__in=units_written_for(user).values("pk")).exclude(pk__in=told).order_by("selected_at", "pk")


def waiting_stories(user: User, day: date) -> QuerySet[Story] | None:
    """What waits at the desks for this person: the own drafts sent back, for who lets out what is to be approved or published."""
    roles = {a.role for a in appointments_of(user, day)}
    mine = Q(started_by=user, state=StoryState.DRAFTING) & ~Q(return_reason="")
    found = mine
    if own := own_units(user, LETTING_OUT_OWN):
        found |= Q(unit__in=own, state__in=[StoryState.FACT_CHECK, StoryState.APPROVED])
    if Role.MEDIA_EDITOR in roles:
        found |= Q(unit__in=visible_units(user, day).values("pk"), state=StoryState.DESK)
    return Story.objects.filter(found).order_by("state_since", "pk") if roles & CONCERNED else None


def stories_in_hand(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """One query besides the rights."""
    if (rows := waiting_stories(user, day)) is None:
        return
    verbs = {
        StoryState.DRAFTING: ("Sửa bài được trả lại", "pen", 10), StoryState.DESK: ("Biên tập", "pen", 10),
        StoryState.FACT_CHECK: ("Xem, duyệt bài", "check", 5), StoryState.APPROVED: ("Đăng hoặc hẹn giờ", "share", 2),
    }  # fmt: skip
    for story in rows[:limit]:
        verb, icon, minutes = verbs[StoryState(story.state)]
        why = story.return_reason[:160] if story.state == StoryState.DRAFTING else f"Bài đang ở bước “{story.get_state_display()}”."
        yield TaskRow(
            title=f"{verb}: {story.title[:90]}", sentence=why,
            verb=verb, url=reverse("newsroom:story", args=[story.pk]), icon=icon, minutes=minutes,
        )  # fmt: skip


def units_written_for(user: User) -> QuerySet[Unit]:
    """Units for which the person may start a story."""
    found = Unit.objects.filter(pk__in=own_units(user, CONCERNED)) | units_reached(user, [Role.STANDING_AGENCY])
    return found | visible_units(user).open_on(clock.today()) if has_role(user, Role.MEDIA_EDITOR) else found


def locked(story: Story) -> Story:
    """The row as it is now, held until the transaction ends."""
    return Story.objects.select_for_update(of=["self"]).select_related("unit", "current", "live", "nomination").get(pk=story.pk)


def held_by_other(story: Story, user: User) -> User | None:
    """Who else has the story open to write now."""
    if story.locked_by_id in (None, user.pk) or story.locked_until is None or story.locked_until <= clock.now():
        return None
    return story.locked_by


def read_back_link(token: str) -> ReadBackLink | None:
    """The link with this token, while it is open or answered."""
    rows = ReadBackLink.objects.filter(token=token, closed_at__isnull=True)
    return rows.select_related("story__unit", "story__nomination", "version__cover").first() if token else None


def versions_of(story: Story) -> QuerySet[StoryVersion]:
    return story.versions.select_related("author").order_by("-number")


def comments_of(story: Story) -> QuerySet[Comment]:
    return story.comments.select_related("by", "version")


SOURCES = {stories_in_hand: waiting_stories}
