"""Appointing people, ending it, and letting somebody act in one's place for a while."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from lantoa.accounts.models import User
from lantoa.core import rights, trail
from lantoa.core.dated import FOREVER
from lantoa.organisations import queries
from lantoa.organisations.enums import REACH, Reach, Role
from lantoa.organisations.models import Appointment, Cluster, Unit, UnitAncestry
from lantoa.ui.words import day as written_day


@transaction.atomic
def appoint(
    user: User, *, role: Role, unit: Unit | None = None, cluster: Cluster | None = None, title: str = "", note: str = "",
    valid_from: date, valid_to: date = FOREVER, by: Any,
) -> Appointment:  # fmt: skip
    """Give the person a role at a unit (CLUSTER_HEAD: at a cluster) from `valid_from` until before `valid_to`.

    Effects: the right; the person's row locked; the appointment; the trail. Raises ValidationError when the span leaves the unit's life
    or the person holds the same post on one of its days already.
    """
    appointment = Appointment(
        user=user, role=role, unit=unit, cluster=cluster, title=title, note=note, valid_from=valid_from, valid_to=valid_to
    )
    rights.require(by, "organisations.appoint", appointment)
    _check_and_save(appointment)
    trail.record("appoint", appointment, by=by, after=_as_plain(appointment))
    return appointment


@transaction.atomic
def end_appointment(appointment: Appointment, *, on: date, reason: str = "", by: Any) -> Appointment:
    """The appointment no longer holds from `on`; what was delegated from it ends with it."""
    rights.require(by, "organisations.end_appointment", appointment)
    _lock(appointment.user)
    appointment.refresh_from_db(fields=["valid_from", "valid_to"])
    if not appointment.valid_from < on:
        raise ValidationError(f"Ngày kết thúc phải sau ngày bắt đầu {written_day(appointment.valid_from)}.", code="too_early")
    if appointment.valid_to <= on:
        raise ValidationError(f"Phân công này đã kết thúc từ {written_day(appointment.valid_to)}.", code="ended")
    before = _as_plain(appointment)
    appointment.valid_to = on
    appointment.save(update_fields=["valid_to"])
    trail.record("end", appointment, by=by, reason=reason, before=before, after=_as_plain(appointment))
    end_in_consequence(appointment.delegations.all(), on=on, by=by)
    queries.forget_appointments(appointment.user)
    return appointment


@transaction.atomic
def end_in_consequence(appointments: QuerySet[Appointment], *, on: date, by: Any) -> None:
    """End those of the appointments that reach beyond `on`, because what they hang on ends then; the right was asked for there.

    One that had not begun keeps its first day only, so that the record stays.
    """
    for appointment in appointments.filter(valid_to__gt=on).select_related("user", "unit", "cluster").order_by("pk"):
        before = _as_plain(appointment)
        appointment.valid_to = max(on, appointment.valid_from + timedelta(days=1))
        if before != _as_plain(appointment):
            appointment.save(update_fields=["valid_to"])
            trail.record("end", appointment, by=by, before=before, after=_as_plain(appointment))


@transaction.atomic
def delegate(
    appointment: Appointment, *, to: User, unit: Unit | None = None, valid_from: date, valid_to: date, note: str = "", by: Any
) -> Appointment:
    """The holder lets somebody act in the same role from `valid_from` until before `valid_to`, at the same place or, where the role
    reaches all below its unit, at one of the units below.

    A delegation has an end, lies within the appointment it is drawn from, and is not passed on.
    """
    rights.require(by, "organisations.delegate", appointment)
    unit = unit or appointment.unit
    if to.pk == appointment.user_id:
        raise ValidationError("Không ủy quyền cho chính mình.", code="self")
    if valid_to == FOREVER or valid_to > appointment.valid_to or valid_from < appointment.valid_from:
        raise ValidationError("Ủy quyền phải có ngày kết thúc và nằm trong thời hạn phân công của chính anh/chị.", code="span")
    if unit != appointment.unit and not _narrower(appointment, unit, valid_from):
        raise ValidationError(
            "Chỉ ủy quyền tại đúng đơn vị mình giữ, hoặc tại đơn vị trực thuộc nếu vai trò bao trùm cấp dưới.", code="place"
        )
    delegation = Appointment(
        user=to, role=appointment.role, unit=unit, cluster=appointment.cluster, title=appointment.title, note=note,
        valid_from=valid_from, valid_to=valid_to, delegated_by=appointment,
    )  # fmt: skip
    _check_and_save(delegation)
    trail.record("delegate", delegation, by=by, after=_as_plain(delegation))
    return delegation


def _narrower(appointment: Appointment, unit: Unit, day: date) -> bool:
    if appointment.unit_id is None or REACH[Role(appointment.role)] is not Reach.SUBTREE:
        return False
    return UnitAncestry.objects.at(day).filter(ancestor=appointment.unit, descendant=unit).exists()


def _lock(user: User) -> None:
    """One change of a person's appointments at a time: two that overlap cannot pass each other."""
    list(User.objects.select_for_update(no_key=True).filter(pk=user.pk).values_list("pk"))


def _check_and_save(appointment: Appointment) -> None:
    place = appointment.place
    if place is not None and not (place.opened_on <= appointment.valid_from < place.closed_on):
        raise ValidationError({"valid_from": f"{place} không hoạt động vào ngày {written_day(appointment.valid_from)}."})
    if place is not None and place.closed_on != FOREVER:
        appointment.valid_to = min(appointment.valid_to, place.closed_on)
    if not appointment.user.is_active or appointment.user.is_built_in:
        raise ValidationError({"user": "Tài khoản này không dùng được; hãy chọn người khác."})
    _lock(appointment.user)
    appointment.full_clean()
    same = Appointment.objects.filter(
        user=appointment.user, role=appointment.role, unit=appointment.unit, cluster=appointment.cluster,
        valid_from__lt=appointment.valid_to, valid_to__gt=appointment.valid_from,
    ).first()  # fmt: skip
    if same is not None:
        raise ValidationError(f"Người này đã giữ vai trò ấy tại đây từ {written_day(same.valid_from)}.", code="overlap")
    appointment.save()
    queries.forget_appointments(appointment.user)


def _as_plain(appointment: Appointment) -> dict[str, str]:
    return {
        "user": str(appointment.user), "role": appointment.get_role_display(), "place": str(appointment.place), "title": appointment.title,
        "valid_from": appointment.valid_from.isoformat(), "valid_to": appointment.valid_to.isoformat(),
    }  # fmt: skip
