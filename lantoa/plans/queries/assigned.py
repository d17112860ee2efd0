"""Whose duties a person may see and do (product.md §2, row "Duty proof"). Never writes.

    UO GR ME FP   give proof for the own unit          UL   approves what the own unit hands in
    SA            the whole authority: sees; accepts, returns and waives in the plans its office runs; does its own office's duties
    CL            sees the whole authority             CH   sees the cluster or block

A unit also sees what the units it grew out of did.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.files.models import StoredFile
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import appointments_of, units_reached
from lantoa.plans import done_rules
from lantoa.plans.models import Assignment, Evidence, Plan

DOING = frozenset({Role.UNIT_OFFICER, Role.GRASSROOTS, Role.MEDIA_EDITOR, Role.FRONT_PARTNER, Role.STANDING_AGENCY})
SEEING_ALL = frozenset({Role.STANDING_AGENCY, Role.CITY_LEADER})
# Who has anything to do with proof at all: the others have no list of duties.
CONCERNED = DOING | SEEING_ALL | {Role.UNIT_LEADER, Role.CLUSTER_HEAD}


# --- What an appointment makes one do -------------------------------------------------------------------------------------


def units_worked_for(user: User, day: date | None = None) -> set[int]:
    """Units for which the person gives proof and hands in."""
    return {a.unit_id for a in appointments_of(user, day) if a.role in DOING}


def units_led(user: User, day: date | None = None) -> set[int]:
    return {a.unit_id for a in appointments_of(user, day) if a.role == Role.UNIT_LEADER}


def agencies_of(user: User, day: date | None = None) -> set[int]:
    """Offices at which the person is the standing agency."""
    return {a.unit_id for a in appointments_of(user, day) if a.role == Role.STANDING_AGENCY}


def runs_plan(user: User, plan: Plan) -> bool:
    """Whether the person works at the very office that runs the plan."""
    return plan.standing_agency_id in agencies_of(user)


# --- What one sees ----------------------------------------------------------------------------------------------------------


def visible_to(user: User, day: date | None = None) -> QuerySet[Assignment]:
    """Assignments the person may see on the day; one query besides `appointments_of`, whatever the size of the tree."""
    day = day or clock.today()
    held = appointments_of(user, day)
    if not any(a.role in CONCERNED for a in held):
        return Assignment.objects.none()
    found = Q()
    if own := units_worked_for(user, day) | units_led(user, day):
        found |= Q(unit__in=own) | Q(unit__in=Unit.objects.filter(successions__successor__in=own).values("pk"))
    if any(a.role == Role.CLUSTER_HEAD for a in held):
        found |= Q(unit__in=units_reached(user, {Role.CLUSTER_HEAD}, day).values("pk"))
    if any(a.role in SEEING_ALL for a in held):
        reached = units_reached(user, SEEING_ALL, day).values("pk")
        found |= Q(unit__in=reached) | Q(plan__issuer__in=reached)
    if agencies := agencies_of(user, day):
        found |= Q(plan__standing_agency__in=agencies)
    return Assignment.objects.filter(found)


def sees(user: User, assignment: Assignment) -> bool:
    """`visible_to` for one; no query when it is the own unit's."""
    if assignment.unit_id in units_worked_for(user) | units_led(user):
        return True
    return visible_to(user).filter(pk=assignment.pk).exists()


def may_read_history(user: User, pk: str) -> bool:
    """Whoever sees the duty reads what was done to it. One query."""
    return visible_to(user).filter(pk=pk).exists()


def may_open_proof(user: User, file: StoredFile) -> bool:
    """Whoever sees the duty may open the files that prove it, withdrawn ones too. One query."""
    return Evidence.objects.filter(file=file, assignment__in=visible_to(user)).exists()


# --- What one wrote oneself -------------------------------------------------------------------------------------------------

_GIVEN = Evidence.objects.filter(withdrawn_at__isnull=True, record_id__isnull=True)


def wrote(user: User, assignment: Assignment) -> bool:
    """Whether the person handed it in or gave part of its proof: nobody approves what they wrote.

    A record that proves by itself (the unit's plan, which its leader signs) was looked at in its own life; it is nobody's word here.
    """
    if assignment.submitted_by_id == user.pk:
        return True
    return _GIVEN.filter(assignment=assignment, added_by=user).exists()


def given_here(user: User) -> Exists:
    """Condition "the person gave part of the proof", for lists."""
    return Exists(_GIVEN.filter(assignment=OuterRef("pk"), added_by=user))


# --- One, to be changed ---------------------------------------------------------------------------------------------------


def locked(assignment: Assignment) -> Assignment:
    """The row as it is now, held to the end of the transaction, with its duty, plan and unit: where every service begins."""
    return Assignment.objects.select_for_update(of=["self"]).select_related("duty", "plan", "unit").get(pk=assignment.pk)


# --- What one looked at -----------------------------------------------------------------------------------------------------


def version_of(assignment: Assignment) -> str:
    """Changes whenever the state or the proof does. A form carries it, so that nobody decides on what they have not seen."""
    proofs = Evidence.objects.filter(assignment=assignment).order_by("pk").values_list("pk", "withdrawn_at")
    live = [str(pk) for pk, withdrawn_at in proofs if withdrawn_at is None]
    return f"{assignment.state}.{'-'.join(live)}"


def proofs_in(version: str) -> list[int]:
    """Ids of the proofs in force when `version_of` gave this; nonsense gives none."""
    return [int(word) for word in version.partition(".")[2].split("-") if word.isdecimal() and len(word) < 19]


# --- What stands in the way, in words ---------------------------------------------------------------------------------------


def what_is_missing(assignment: Assignment) -> str:
    """A sentence; empty when the duty's rule is satisfied."""
    if assignment.done_count >= assignment.needed_count:
        return ""
    words = done_rules.of(assignment.duty.done_rule).words(assignment.duty.done_params)
    return f"Mới có {assignment.done_count}/{assignment.needed_count}: việc này xong khi {words}."


def approval_obstacle(assignment: Assignment, user: User) -> str:
    """Why this leader may not approve it; empty when nothing stands in the way."""
    if not wrote(user, assignment):
        return ""
    return (
        "Người nộp hoặc người đưa minh chứng không tự duyệt việc của mình. Nhờ lãnh đạo khác của đơn vị duyệt; nếu đơn vị chỉ có một "
        "lãnh đạo, ủy quyền có thời hạn cho một người khác ở mục Phân công."
    )


def acceptance_obstacle(assignment: Assignment, user: User) -> str:
    """Why this person of the standing agency may not accept it; empty when nothing stands in the way."""
    if not wrote(user, assignment) and assignment.approved_by_id != user.pk:
        return ""
    return "Người nộp, đưa minh chứng hoặc đã duyệt thì không tự công nhận. Nhờ người khác của Cơ quan Thường trực."
