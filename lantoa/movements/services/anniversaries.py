"""Days to commemorate: added and put right by who keeps them."""

import calendar
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.movements.enums import Mark
from lantoa.movements.models import Anniversary
from lantoa.organisations.models import Unit

FIELDS = ("name", "month", "day", "first_year", "is_great_day", "mark", "source", "in_use")
_LEAP = 2024  # a year with 29 February


@transaction.atomic
def add_anniversary(*, name: str, month: int, day: int, authority: Unit | None, by: User, **fields: Any) -> Anniversary:
    """Add a day, kept at the authority and below, or everywhere without one. Effects: the day; a trail line."""
    row = Anniversary(name=name, month=month, day=day, authority=authority, **_known(fields))
    require(by, "movements.edit_anniversary", row)
    _check(row)
    row.save()
    trail.record("create", row, by=by, after={"name": row.name, "ngày": f"{day}/{month}", "first_year": row.first_year})
    return row


@transaction.atomic
def edit_anniversary(anniversary: Anniversary, *, by: User, **fields: Any) -> Anniversary:
    """Put a day right, or take it out of use. Effects: the columns; a trail line with what changed."""
    require(by, "movements.edit_anniversary", anniversary)
    row = Anniversary.objects.select_for_update(of=["self"]).get(pk=anniversary.pk)
    changed = {name: value for name, value in _known(fields).items() if getattr(row, name) != value}
    if not changed:
        return row
    before = {name: getattr(row, name) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    _check(row)
    row.save(update_fields=list(changed))
    trail.record("edit", row, by=by, before=before, after=changed)
    return row


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"not a field of an anniversary: {', '.join(sorted(unknown))}")
    return fields


def _check(row: Anniversary) -> None:
    if row.month in range(1, 13) and row.day > calendar.monthrange(_LEAP, row.month)[1]:
        raise ValidationError({"day": f"Tháng {row.month} không có ngày {row.day}."})
    if row.first_year is not None and not 1 <= row.first_year <= clock.today().year:
        raise ValidationError({"first_year": f"Năm gốc phải từ 1 đến {clock.today().year}."})
    if row.mark == Mark.CHECKED and not row.source.strip():
        raise ValidationError({"source": "Ngày “đã kiểm” phải có nguồn: văn bản nào, điều nào."})
    row.full_clean()
