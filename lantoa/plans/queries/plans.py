"""Which plans a person may see (product.md §2, rows "Plan" and "Unit plan"). Never writes.

everybody appointed    what the authorities above the own unit have signed, and what the own unit signed
SA CM CL UP AD CH      what any unit they reach has signed
SA                     drafts of the plans its office runs      UO UL CL    drafts of the own unit
"""

from django.db.models import Count, F, Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.text import fold
from lantoa.files.models import StoredFile
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Cluster, Unit, UnitAncestry
from lantoa.organisations.queries import appointments_of, units_reached
from lantoa.plans.enums import ClauseKind, DutyState, PlanState
from lantoa.plans.models import Plan
from lantoa.plans.proposing.model import KnownUnit

SIGNED_STATES = {PlanState.SIGNED, PlanState.ACTIVE, PlanState.CLOSED, PlanState.SUPERSEDED}
OVERSEEING = {Role.STANDING_AGENCY, Role.COUNCIL_MEMBER, Role.CITY_LEADER, Role.UPPER_VIEWER, Role.ADMINISTRATOR, Role.CLUSTER_HEAD}
# Who draws up the plan of the own unit.
DRAFTING = {Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER, Role.CITY_LEADER}


def units_of(user: User, *roles: Role) -> set[int]:
    """Units at which the person holds one of the roles now."""
    return {a.unit_id for a in appointments_of(user) if a.role in roles and a.unit_id}


def visible_to(user: User) -> QuerySet[Plan]:
    """At most four queries' worth of conditions in one statement, besides `appointments_of`."""
    held = appointments_of(user)
    if not held:
        return Plan.objects.none()
    today = clock.today()
    own = {a.unit_id for a in held if a.unit_id}
    authorities = Cluster.objects.filter(pk__in=[a.cluster_id for a in held if a.cluster_id]).values("authority")
    above = UnitAncestry.objects.at(today).filter(descendant__in=own).values("ancestor")
    signed = Q(issuer__in=above) | Q(issuer__in=authorities)
    if any(a.role in OVERSEEING for a in held):
        signed |= Q(issuer__in=units_reached(user, OVERSEEING).values("pk"))
    # A unit that was merged away is not reached any more; what its authority's office ran stays with the office.
    drafts = Q(standing_agency__in=units_of(user, Role.STANDING_AGENCY)) | Q(issuer__in=units_of(user, *DRAFTING))
    return Plan.objects.filter((Q(state__in=SIGNED_STATES) & signed) | drafts).exclude(state=PlanState.DISCARDED)


def sees(user: User, plan: Plan) -> bool:
    return visible_to(user).filter(pk=plan.pk).exists()


def may_open_file(user: User, file: StoredFile) -> bool:
    """The file a plan was read from, and its signed copy, are open to whoever sees the plan."""
    return visible_to(user).filter(Q(file=file) | Q(signed_file=file)).exists()


def may_read_history(user: User, pk: str) -> bool:
    """What was done to a plan is read by the office that runs it and by the leaders of its issuer."""
    mine = Q(standing_agency__in=units_of(user, Role.STANDING_AGENCY)) | Q(issuer__in=units_of(user, Role.CITY_LEADER, Role.UNIT_LEADER))
    return visible_to(user).filter(mine, pk=pk).exists()


def authorities_run_by(user: User) -> dict[int, int]:
    """Issuing authority -> office, for each standing agency the person works at."""
    return {a.authority_id: a.unit_id for a in appointments_of(user) if a.role == Role.STANDING_AGENCY and a.authority_id}


def running_plan_for(unit_id: int) -> Plan | None:
    """The plan of an authority above that the unit carries out now, the newest when there are several."""
    return Plan.objects.filter(state=PlanState.ACTIVE, deliveries__unit=unit_id).order_by("-year", "-issued_on", "-pk").first()


def known_units(authority: Unit, day) -> list[KnownUnit]:
    """Units under the authority (itself included) as at the day, for matching printed names."""
    rows = Unit.objects.open_on(day).below(authority, day).named_at(day).values_list("pk", "name", "short_name", "kind")
    return [KnownUnit(*row) for row in rows]


def for_list(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """With what a list shows of each: issuer and number of duties confirmed. First what runs now, then the newest; drafts without a day of
    issue stand on top of their year.
    """
    counted = plans.select_related("issuer", "answers").annotate(
        duty_count=Count("duties", filter=Q(duties__state=DutyState.CONFIRMED), distinct=True), runs=Q(state=PlanState.ACTIVE)
    )
    return counted.defer("document", "text").order_by("-runs", "-year", F("issued_on").desc(nulls_first=True), "-pk")


def matching(plans: QuerySet[Plan], words: str) -> QuerySet[Plan]:
    """Plans whose number and title hold every word, marks and case aside: "tuyen truyen" finds "Tuyên truyền"."""
    wanted = fold(words).split()
    texts = plans.order_by().values_list("pk", "number", "title")
    return plans.filter(pk__in=[pk for pk, number, title in texts if all(word in fold(f"{number} {title}") for word in wanted)])


def units_below(authority: Unit, day) -> QuerySet[Unit]:
    """Units under the authority by name, for a list to choose from."""
    return Unit.objects.open_on(day).below(authority, day, include_self=False).named_at(day).order_by("name_key")


def duties_of(plan: Plan) -> QuerySet:
    """Its duties with clauses, targets and rhythm, in three more queries whatever their number."""
    return plan.duties.prefetch_related("clauses", "targets__unit__versions", "targets__cluster", "recurrences").order_by("order", "pk")


def own_units(user: User) -> set[int]:
    return {a.unit_id for a in appointments_of(user) if a.unit_id}


def unit_plan_of(user: User, plan: Plan) -> Plan | None:
    """The plan with which the person's unit answers this one."""
    return Plan.objects.filter(answers=plan, issuer__in=own_units(user)).exclude(state=PlanState.DISCARDED).order_by("pk").first()


def unit_to_plan_for(user: User, plan: Plan) -> Unit | None:
    """The person's unit that was given duties under the plan and may draft its own."""
    drafting = units_of(user, *DRAFTING) - {plan.issuer_id}
    return Unit.objects.filter(pk__in=drafting, assignments__plan=plan).distinct().order_by("pk").first()


def locked(plan: Plan) -> Plan:
    """The plan as it is now, its row held until the transaction ends: where every service begins."""
    return Plan.objects.select_for_update(of=["self"]).select_related("issuer", "standing_agency", "answers").get(pk=plan.pk)


def obstacles_to_review(plan: Plan) -> list[str]:
    """What still keeps a draft from being put up for signature, in words; empty when nothing does."""
    found = []
    waiting = plan.duties.filter(state=DutyState.PROPOSED).count()
    if waiting:
        found.append(f"Còn {waiting} nhiệm vụ đề xuất chưa xem: nhận, sửa hoặc chọn “không giao việc”.")
    if not plan.duties.filter(state=DutyState.CONFIRMED).exists():
        found.append("Chưa có nhiệm vụ nào được nhận.")
    orphans = (
        plan.clauses.exclude(kind=ClauseKind.PURPOSE)
        .filter(no_duty_reason="")
        .exclude(duties__in=plan.duties.filter(state=DutyState.CONFIRMED))
    )
    if labels := [clause.label for clause in orphans[:6]]:
        found.append(f"Chưa có nhiệm vụ cho: {'; '.join(labels)}. Thêm nhiệm vụ, hoặc ghi lý do không giao việc.")
    if not plan.valid_from or not plan.valid_to or plan.valid_to < plan.valid_from:
        found.append("Chưa có ngày bắt đầu và ngày kết thúc hợp lệ.")
    return found
