"""Who may watch, urge and inspect. Each predicate says about one object what queries.oversight says about lists."""

import rules

from lantoa.organisations.queries import reaches
from lantoa.plans.models import Inspection, Plan, UrgingLetter
from lantoa.plans.queries import oversight


@rules.predicate
def watches_plan(user, plan: Plan | None) -> bool:
    return plan is not None and oversight.plans_watched(user).filter(pk=plan.pk).exists()


@rules.predicate
def sees_receipts(user, plan: Plan | None) -> bool:
    return plan is not None and oversight.plans_delivered(user).filter(pk=plan.pk).exists()


@rules.predicate
def sees_reminders(user, plan: Plan | None) -> bool:
    return plan is not None and oversight.plans_watched(user, oversight.REMINDER_ROLES).filter(pk=plan.pk).exists()


@rules.predicate
def runs_plan(user, plan: Plan | None) -> bool:
    return plan is not None and oversight.runs_plan(user, plan)


@rules.predicate
def sees_letter(user, letter: UrgingLetter | None) -> bool:
    return letter is not None and oversight.sees_all_of(user, letter.plan, oversight.LETTER_ROLES)


@rules.predicate
def runs_letters_plan(user, letter: UrgingLetter | None) -> bool:
    return letter is not None and oversight.runs_plan(user, letter.plan)


@rules.predicate
def sees_inspection(user, inspection: Inspection | None) -> bool:
    roles = oversight.INSPECTION_ROLES
    return inspection is not None and (
        oversight.sees_all_of(user, inspection.plan, roles) or reaches(user, inspection.unit, roles)
    )  # fmt: skip


@rules.predicate
def inspects_unit(user, inspection: Inspection | None) -> bool:
    return inspection is not None and oversight.inspects(user, inspection)


rules.add_perm("plans.view_matrix", watches_plan)
rules.add_perm("plans.view_receipts", sees_receipts)
rules.add_perm("plans.resend_notices", runs_plan)
rules.add_perm("plans.view_reminders", sees_reminders)
rules.add_perm("plans.write_letters", runs_plan)
rules.add_perm("plans.view_letter", sees_letter)
rules.add_perm("plans.handle_letter", runs_letters_plan)
rules.add_perm("plans.view_inspection", sees_inspection)
rules.add_perm("plans.inspect", inspects_unit)
# The clock alone climbs the ladder: a person who could press it would press it twice.
rules.add_perm("plans.run_daily", rules.always_deny)
