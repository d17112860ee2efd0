"""Helping what is promising to grow ("bồi dưỡng", plan 449, I.1-2 and III.1-2)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.exemplars import masking
from lantoa.exemplars.enums import CLOSED_STATES
from lantoa.exemplars.models import MentoringEntry, Nomination
from lantoa.exemplars.queries.locking import locked
from lantoa.ui.words import day as written_day


@transaction.atomic
def add_entry(
    nomination: Nomination, *, happened_on: date, what: str, helper: str = "", next_step: str = "", next_on: date | None = None, by: User
) -> MentoringEntry:
    """Write down a time of help and, if wanted, the next one, which then stands in "Việc của tôi". Effects: the row; a trail line."""
    require(by, "exemplars.mentor", nomination)
    nomination = locked(nomination)
    if nomination.state in CLOSED_STATES:
        raise ValidationError(f"Hồ sơ {nomination.code} đã dừng, không ghi thêm.", code="closed")
    errors = {}
    if not what.strip():
        errors["what"] = "Ghi đã giúp gì."
    if happened_on > clock.today():
        errors["happened_on"] = "Ngày này chưa đến. Việc sẽ làm thì ghi ở “Việc tiếp theo”."
    if next_on and next_on < happened_on:
        errors["next_on"] = "Ngày hẹn phải sau ngày đã giúp."
    if next_on and not next_step.strip():
        errors["next_step"] = "Ghi hẹn làm gì."
    if errors:
        raise ValidationError(errors)
    entry = MentoringEntry.objects.create(
        nomination=nomination, happened_on=happened_on, what=masking.keepable(what), helper=masking.keepable(helper),
        next_step=masking.keepable(next_step), next_on=next_on, added_by=by,
    )  # fmt: skip
    trail.record("mentor", nomination, by=by, after={"hẹn ngày": f"{written_day(next_on)}"} if next_on else None)

    return entry
