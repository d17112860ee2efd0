"""The life of a movement: drawn up, launched, closed; its criteria."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.core.text import fold
from lantoa.core.workflow import move
from lantoa.movements.enums import Level, MovementState, RegistrationState
from lantoa.movements.models import Movement, MovementCriterion
from lantoa.movements.queries import joining, lists
from lantoa.notifications.services import notify
from lantoa.organisations.enums import Role, UnitKind
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import people_in
from lantoa.plans.queries.oversight import people_by_unit

TELLING = {Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER, Role.GRASSROOTS}
# What `create_movement` and `edit_movement` take besides the name.
FIELDS = (
    "kind", "name", "short_name", "level", "launched_by", "parent", "aim", "regime", "starts_on", "ends_on", "applies_to",
    "asks_registration", "colour", "icon", "legal_basis", "clause", "source",
)  # fmt: skip


@transaction.atomic
def create_movement(authority: Unit, *, name: str, level: str, by: User, **fields: Any) -> Movement:
    """Draw up a movement run at the authority. Effects: the movement, with an address of its own; a trail line."""
    _check_known(fields)
    movement = Movement(authority=authority, name=name, level=level, created_by=by, **fields)
    require(by, "movements.create_movement", movement)
    movement.slug = _free_slug(movement.short_name or name)
    _check(movement)
    movement.save()
    trail.record("create", movement, by=by, after={"name": movement.name, "level": movement.get_level_display()})
    return movement


@transaction.atomic
def edit_movement(movement: Movement, *, by: User, **fields: Any) -> Movement:
    """Change what is said of the movement. A launched one keeps its address. Effects: the columns; a trail line with what changed.

    A movement that is over is not edited any more: reopen it first.
    """
    require(by, "movements.edit_movement", movement)
    _check_known(fields)
    movement = lists.locked(movement)
    if movement.state not in (MovementState.DRAFT, MovementState.LAUNCHED):
        raise ValidationError("Phong trào đã kết thúc nên không sửa được. Cần sửa thì mở lại trước.", code="over")
    changed = {name: value for name, value in fields.items() if getattr(movement, name) != value}
    if not changed:
        return movement
    before = {name: _plain(getattr(movement, name)) for name in changed}
    for name, value in changed.items():
        setattr(movement, name, value)
    _check(movement)
    movement.save(update_fields=[*changed, "folded"])
    trail.record("edit", movement, by=by, before=before, after={name: _plain(value) for name, value in changed.items()})
    return movement


@transaction.atomic
def launch_movement(movement: Movement, *, by: User) -> Movement:
    """Start it: units are asked to answer. Effects: the moment; the state; a notice to the people of the units expected."""
    require(by, "movements.launch_movement", movement)
    movement = lists.locked(movement)
    if movement.has_ended(clock.today()):
        raise ValidationError("Ngày kết thúc đã qua nên không phát động được. Sửa ngày kết thúc trước.", code="ended")
    movement.launched_at = clock.now()
    move(movement, MovementState.LAUNCHED, by=by, also=("launched_at",))
    _tell(
        "movements.launched", movement, joining.expected_units(movement).values_list("pk", flat=True), by,
        url=reverse("movements:register", args=[movement.pk]),
    )  # fmt: skip
    return movement


@transaction.atomic
def close_movement(movement: Movement, *, reason: str = "", by: User) -> Movement:
    """End it and ask for the final review. Before its day a reason is needed.

    Effects: the moment; the state; a notice to the units that took part and to who runs it.
    """
    require(by, "movements.close_movement", movement)
    movement = lists.locked(movement)
    if not movement.has_ended(clock.today()) and not reason.strip():
        raise ValidationError({"reason": "Phong trào chưa hết thời gian. Hãy ghi lý do kết thúc sớm."})
    return _close(movement, reason, by)


@transaction.atomic
def reopen_movement(movement: Movement, *, reason: str, by: User) -> Movement:
    """Let it run on, closed too early or prolonged; move its last day first when that has passed. Effects: the state."""
    require(by, "movements.launch_movement", movement)
    movement = lists.locked(movement)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do mở lại."})
    movement.closed_at = None
    if movement.has_ended(clock.today()):
        movement.ends_on = None
    move(movement, MovementState.LAUNCHED, by=by, reason=reason, also=("closed_at", "ends_on"))
    return movement


@transaction.atomic
def discard_movement(movement: Movement, *, by: User) -> Movement:
    """Drop a draft. Effects: the state."""
    require(by, "movements.edit_movement", movement)
    movement = lists.locked(movement)
    if movement.children.exclude(state=MovementState.DISCARDED).exists():
        raise ValidationError("Còn phong trào khác đứng dưới phong trào này. Chuyển chúng đi trước.", code="children")
    move(movement, MovementState.DISCARDED, by=by)
    return movement


def close_ended(day: date | None = None, *, by: User) -> int:
    """Close what ran past its last day, each in its own transaction; returns how many. Effects: as `close_movement`, by the clock."""
    require(by, "movements.run_daily")
    day = day or clock.today()
    over = Movement.objects.filter(state=MovementState.LAUNCHED, ends_on__lt=day).order_by("pk").values_list("pk", flat=True)
    closed = 0
    for pk in list(over):
        with transaction.atomic():
            movement = Movement.objects.select_for_update(of=["self"]).select_related("authority").get(pk=pk)
            if movement.state == MovementState.LAUNCHED and movement.has_ended(day):
                _close(movement, "Hết thời gian của phong trào.", by)
                closed += 1
    return closed


# --- Criteria ---------------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_criterion(movement: Movement, *, text: str, mandatory: bool = True, source: str = "", by: User) -> MovementCriterion:
    """Add a criterion at the end. Effects: the line; a trail line."""
    require(by, "movements.edit_movement", movement)
    movement = lists.locked(movement)
    _check_open(movement)
    last = movement.criteria.order_by("-order").first()
    criterion = MovementCriterion(
        movement=movement, text=text.strip(), mandatory=mandatory, source=source, order=(last.order if last else 0) + 1
    )
    criterion.full_clean()
    criterion.save()
    trail.record("add_item", movement, by=by, after={"tiêu chí": criterion.text})
    return criterion


@transaction.atomic
def remove_criterion(criterion: MovementCriterion, *, by: User) -> None:
    """Take a criterion off. Effects: the line is gone; a trail line keeps its words."""
    require(by, "movements.edit_movement", criterion.movement)
    _check_open(lists.locked(criterion.movement))
    trail.record("remove_item", criterion.movement, by=by, before={"tiêu chí": criterion.text})
    criterion.delete()


# --- Helpers ----------------------------------------------------------------------------------------------------------------


def _close(movement: Movement, reason: str, by: User) -> Movement:
    movement.closed_at = clock.now()
    move(movement, MovementState.CLOSED, by=by, reason=reason, also=("closed_at",))
    took_part = movement.registrations.filter(state=RegistrationState.REGISTERED).values_list("unit_id", flat=True)
    _tell("movements.final_review_wanted", movement, took_part, by, url=reverse("movements:new_review", args=[movement.pk]), runners=True)
    return movement


def _tell(kind: str, movement: Movement, unit_ids: Collection[int], by: User, *, url: str, runners: bool = False) -> None:
    """Officers and leaders of the units; with `runners` whoever runs the movement as well. Each person once."""
    found = people_by_unit(list(unit_ids), TELLING, clock.today())
    people = {person.pk: person for held in found.values() for person in held}
    if runners:
        people |= {person.pk: person for person in _runners(movement)}
    notify(kind, to=list(people.values()), url=url, context={"movement": movement.name, "title": movement.title}, about=movement, by=by)


def _runners(movement: Movement) -> list[User]:
    """The standing agency of the authority, and its leaders; the leaders of a unit whose movement it is."""
    day = clock.today()
    offices = Unit.objects.open_on(day).below(movement.authority, day).filter(ancestor_links__depth__lte=1)
    return [*people_in(offices, [Role.STANDING_AGENCY], day), *people_in([movement.authority], [Role.UNIT_LEADER, Role.CITY_LEADER], day)]


def _check_known(fields: dict[str, Any]) -> None:
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"not a field of a movement: {', '.join(sorted(unknown))}")


def _check_open(movement: Movement) -> None:
    if movement.state not in (MovementState.DRAFT, MovementState.LAUNCHED):
        raise ValidationError("Phong trào đã kết thúc nên không sửa tiêu chí được.", code="over")


def _check(movement: Movement) -> None:
    """Field by field and against the others; what the plan does not say may stay empty."""
    if unknown := set(movement.applies_to) - set(UnitKind.values):
        raise ValidationError({"applies_to": f"Không có loại đơn vị: {', '.join(map(str, unknown))}."})
    if movement.parent_id:
        if movement.parent_id == movement.pk or lists.would_circle(movement, movement.parent):
            raise ValidationError({"parent": "Phong trào không thể thuộc chính nó hay phong trào đứng dưới nó."})
        levels = list(Level.values)
        if levels.index(movement.parent.level) > levels.index(movement.level):
            raise ValidationError({"parent": "Phong trào cấp trên phải cùng cấp hoặc cấp rộng hơn."})
    movement.full_clean(exclude=["folded"])


def _free_slug(name: str) -> str:
    """From the name; numbered when taken."""
    stem = "-".join(fold(name).split())[:70].strip("-") or "phong-trao"
    taken = set(Movement.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Movement) or hasattr(value, "pk") else value
