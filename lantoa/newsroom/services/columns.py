"""Columns and special pages: opened at once from what is known, closed, opened again, seen alive."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.core.text import strip_marks
from lantoa.movements.enums import Colour
from lantoa.movements.models import Anniversary, Movement
from lantoa.newsroom.looking import Look, look
from lantoa.newsroom.models import Column
from lantoa.newsroom.queries import columns as queries
from lantoa.newsroom.queries.published import newest_in
from lantoa.newsroom.services import proof
from lantoa.organisations.models import Unit

FRESH = timedelta(days=30)  # a column of ours without anything new for longer is not alive (duty U07)


@transaction.atomic
def open_column(unit: Unit, *, title: str, by: User, **facts: Any) -> Column:
    """A new column. `facts`: about, movement, anniversary with year, is_unit_page, colour, outside_url (held on another site).

    Effects: the row with its own address; a trail line.
    """
    draft = Column(unit=unit, title=title, opened_on=clock.today(), **facts)
    require(by, "newsroom.keep_column", draft)
    draft.slug = _free_slug(title)
    draft.key = draft.about_key
    draft.full_clean()
    draft.save()
    trail.record("open_column", draft, by=by, after={"title": title, "outside_url": draft.outside_url})
    return draft


@transaction.atomic
def open_usual_columns(unit: Unit, *, by: User) -> list[Column]:
    """The unit's own page, one for each movement that runs where it stands, and one for this year's great days that are near: whatever of
    these it does not have yet. Effects: as `open_column`, for each; pressed twice, the second press finds nothing to do."""
    require(by, "newsroom.keep_column", Column(unit=unit))
    wanted = [
        {"title": f"Thi đua yêu nước: {unit}", "is_unit_page": True, "colour": Colour.RED, "about": f"Việc tốt, người tốt ở {unit}."},
        *(_for_movement(movement, unit) for movement in queries.movements_around(unit)),
        *(_for_anniversary(day, clock.today().year) for day in queries.days_near(unit, clock.today())),
    ]
    have = set(Column.objects.filter(unit=unit, outside_url="", closed_on__isnull=True).values_list("key", flat=True))
    return [open_column(unit, by=by, **facts) for facts in wanted if Column(unit=unit, **facts).about_key not in have]


@transaction.atomic
def edit_column(column: Column, *, by: User, **facts: Any) -> Column:
    """Its name, words, colour, address elsewhere. Effects: the row; a trail line with what changed."""
    require(by, "newsroom.keep_column", column)
    column = queries.locked(column)
    before = {name: getattr(column, name) for name in facts}
    for name, value in facts.items():
        setattr(column, name, value)
    column.full_clean(exclude=["unit"])
    column.save()
    changed = {name: value for name, value in facts.items() if value != before[name]}
    if changed:
        trail.record("edit_column", column, by=by, before={name: str(before[name]) for name in changed},
                     after={name: str(value) for name, value in changed.items()})  # fmt: skip
    return column


@transaction.atomic
def close_column(column: Column, *, reason: str, by: User) -> Column:
    """Nothing new comes into it; what it held stays to be read. Effects: the day and the reason; a trail line."""
    require(by, "newsroom.keep_column", column)
    column = queries.locked(column)
    if not column.is_open:
        raise ValidationError("Chuyên mục này đã đóng.", code="closed")
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do đóng."})
    column.closed_on, column.closed_because = clock.today(), reason
    column.save()
    trail.record("close_column", column, by=by, reason=reason)
    return column


@transaction.atomic
def reopen_column(column: Column, *, by: User) -> Column:
    """Effects: the row; a trail line. Raises ValidationError when another one took its place."""
    require(by, "newsroom.keep_column", column)
    column = queries.locked(column)
    if column.is_open:
        raise ValidationError("Chuyên mục này đang mở.", code="open")
    column.closed_on, column.closed_because = None, ""
    column.full_clean(exclude=["unit"])
    column.save()
    trail.record("reopen_column", column, by=by)
    return column


@transaction.atomic
def see_column(column: Column, *, by: User) -> Column:
    """Somebody opened it and saw that it is alive. Effects: when it was seen; a trail line; the proof (duty U07)."""
    require(by, "newsroom.keep_column", column)
    column = queries.locked(column)
    if not column.is_open:
        raise ValidationError("Chuyên mục này đã đóng. Mở lại rồi mới ghi còn chạy.", code="closed")
    _keep_look(column, Look(), by=by)
    trail.record("see_column", column, by=by)
    return column


def look_at_columns(*, looks: Callable[[str], Look] = look, by: User) -> int:
    """The night's round: a column of ours is alive while something new came within thirty days; one elsewhere while its page answers
    (only where LOOK_AT_COLUMNS allows going out). Returns how many were seen. Each in its own transaction; the network outside any."""
    require(by, "newsroom.run_clock")
    seen = 0
    for column in Column.objects.filter(closed_on__isnull=True).select_related("unit").order_by("pk"):
        if column.outside_url:
            if not settings.LOOK_AT_COLUMNS:
                continue
            found = looks(column.outside_url)
        else:
            newest = newest_in(column)
            is_fresh = newest is not None and clock.now() - newest <= FRESH
            found = Look() if is_fresh else Look("Chưa có bài mới trong 30 ngày.")
        with transaction.atomic():
            _keep_look(queries.locked(column), found, by=by)
        seen += found.is_seen
    return seen


def _keep_look(column: Column, found: Look, *, by: User) -> None:
    column.looked_at, column.trouble = clock.now(), found.trouble
    if found.is_seen:
        column.last_seen_at = column.looked_at
        proof.prove_column(column, on=clock.today(), by=by)
    column.save(update_fields=["looked_at", "trouble", "last_seen_at"])


def _for_movement(movement: Movement, unit: Unit) -> dict[str, Any]:
    name = f"{movement.title}: {unit}" if movement.authority_id != unit.pk else movement.title
    return {"title": name[:150], "movement": movement, "colour": movement.colour, "about": movement.aim}


def _for_anniversary(day: Anniversary, year: int) -> dict[str, Any]:
    number = day.number(year)
    return {"title": f"{number} năm {day.name}"[:150] if number else f"{day.name} {year}"[:150], "anniversary": day, "year": year,
            "colour": Colour.GOLD, "about": f"Kỷ niệm {day.name}, {day.on(year):%d/%m/%Y}."}  # fmt: skip


def _free_slug(title: str) -> str:
    base = slugify(strip_marks(title))[:60].strip("-") or "chuyen-muc"
    taken = set(Column.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
