"""A unit answers a movement: it takes part, or says why it does not apply."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.core.workflow import move
from lantoa.movements.enums import MovementState, RegistrationState
from lantoa.movements.models import Movement, Registration
from lantoa.movements.queries.lists import locked
from lantoa.movements.services.proof import recount_movements
from lantoa.organisations.models import Unit


@transaction.atomic
def register_unit(movement: Movement, unit: Unit, *, targets: str = "", by: User) -> Registration:
    """The unit takes part, with what it sets out to reach. Pressed again it changes the targets.

    Effects, in order: the answer; a trail line; the movement's counts; duties that count movements are counted anew.
    """
    return _answer(movement, unit, RegistrationState.REGISTERED, targets=targets, reason="", by=by)


@transaction.atomic
def mark_not_applicable(movement: Movement, unit: Unit, *, reason: str, by: User) -> Registration:
    """The movement does not apply to the unit, for the reason given. Effects: as `register_unit`."""
    if not reason.strip():
        require(by, "movements.register_unit", Registration(movement=movement, unit=unit))
        raise ValidationError({"reason": "Hãy ghi lý do không áp dụng, để nơi phát động biết."})
    return _answer(movement, unit, RegistrationState.NOT_APPLICABLE, targets="", reason=reason, by=by)


def _answer(movement: Movement, unit: Unit, state: RegistrationState, *, targets: str, reason: str, by: User) -> Registration:
    require(by, "movements.register_unit", Registration(movement=movement, unit=unit))
    movement = locked(movement)
    if movement.state != MovementState.LAUNCHED:
        raise ValidationError(f"Phong trào {movement.get_state_display()} nên không nhận đăng ký.", code="not_running")
    if not movement.asks_registration:
        raise ValidationError("Phong trào này không yêu cầu đăng ký. Đăng ký ở phong trào của địa phương hưởng ứng nó.", code="not_asked")
    found = Registration.objects.select_for_update(of=["self"]).filter(movement=movement, unit=unit).first()
    facts = {"targets": targets, "reason": reason, "registered_on": clock.today(), "by": by}
    if found is None:
        found = Registration(movement=movement, unit=unit, state=state, **facts)
        found.full_clean()
        found.save()
        trail.record("answer", found, by=by, to_state=state, reason=reason, after={"targets": found.targets})
    else:
        before = {"targets": found.targets, "reason": found.reason}
        for name, value in facts.items():
            setattr(found, name, value)
        if found.state == state:
            found.save(update_fields=list(facts))
            trail.record("edit", found, by=by, before=before, after={"targets": found.targets, "reason": found.reason})
        else:
            move(found, state, by=by, reason=reason, also=tuple(facts))
    count_registrations(movement, by=by)
    recount_movements(unit, by=by)
    return found


def count_registrations(movement: Movement, *, by: User) -> None:
    """Write the movement's two counts anew; the caller holds its row. Effects: the two columns."""
    require(by, "movements.recount")
    counted = movement.registrations.aggregate(
        registered=Count("pk", filter=Q(state=RegistrationState.REGISTERED)),
        declined=Count("pk", filter=Q(state=RegistrationState.NOT_APPLICABLE)),
    )  # fmt: skip
    movement.registered_count, movement.declined_count = counted["registered"], counted["declined"]
    movement.save(update_fields=["registered_count", "declined_count"])
