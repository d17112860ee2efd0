"""Setting up what the plan and the calendar already say: movements named in a plan, days to commemorate."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.movements.enums import MovementState
from lantoa.movements.models import Anniversary, Movement
from lantoa.movements.queries import seeding
from lantoa.movements.queries.seeding import Proposal
from lantoa.movements.services.anniversaries import add_anniversary
from lantoa.movements.services.movements import create_movement, launch_movement
from lantoa.organisations.models import Unit
from lantoa.plans.enums import PlanState
from lantoa.plans.models import Plan


@transaction.atomic
def seed_movements(plan: Plan, *, keys: Collection[str] | None = None, launch: bool = True, by: User) -> list[Movement]:
    """Draw up the movements the plan names (of these keys; all, when not said) and launch them, as the plan says they run.

    One that has a record already is left as it is, so running twice adds nothing. Effects, for each: the wider movement it answers,
    where the data knows one; the movement; its launch.
    """
    require(by, "movements.create_movement", Movement(authority=plan.issuer))
    if plan.state != PlanState.ACTIVE:
        raise ValidationError("Chỉ lập phong trào từ kế hoạch đang thực hiện.", code="not_active")
    Unit.objects.select_for_update(of=["self"]).get(pk=plan.issuer_id)  # two at once: the second finds what the first made
    made = []
    for proposal in seeding.propose_from_plan(plan):
        if proposal.existing or (keys is not None and proposal.key not in keys):
            continue
        parent = _parent(plan, proposal, launch=launch, by=by)
        movement = create_movement(plan.issuer, parent=parent, by=by, **proposal.fields)
        made.append(launch_movement(movement, by=by) if launch and not movement.has_ended(plan.valid_from) else movement)
    return made


@transaction.atomic
def seed_anniversaries(*, by: User) -> int:
    """The days of the package's calendar that are not there yet; those of one place only where that unit exists. Returns how many.

    A day whose first year has not come is left for a later run.

    Effects: the days, each with a trail line.
    """
    require(by, "movements.seed")
    had = set(Anniversary.objects.values_list("name", "month", "day"))
    places = {u.slug: u for u in Unit.objects.filter(slug__in=[d["at"] for d in seeding.calendar() if "at" in d])}
    added = 0
    for row in seeding.calendar():
        facts = dict(row)
        slug = facts.pop("at", "")
        if (facts["name"], facts["month"], facts["day"]) in had or (slug and slug not in places):
            continue
        if facts.get("first_year", 0) > clock.today().year:
            continue
        add_anniversary(authority=places.get(slug), by=by, **facts)
        added += 1
    return added


def _parent(plan: Plan, proposal: Proposal, *, launch: bool, by: User) -> Movement | None:
    if not proposal.parent:
        return None
    same = Movement.objects.filter(authority=plan.issuer, level=proposal.parent["level"], name=proposal.parent["name"])
    if found := same.exclude(state=MovementState.DISCARDED).first():
        return found
    parent = create_movement(plan.issuer, asks_registration=False, by=by, **proposal.parent)
    return launch_movement(parent, by=by) if launch else parent
