"""Who may write, sign, review, accept and manage. Lists say the same in queries.seen; what time it is for, the services say."""

import rules

from lantoa.organisations.models import Cluster, Unit
from lantoa.organisations.queries import has_role
from lantoa.plans.queries.assigned import units_led, units_worked_for
from lantoa.reporting.models import Cycle, Form, UnitReport
from lantoa.reporting.queries import seen


@rules.predicate
def is_concerned(user) -> bool:
    return has_role(user, *seen.CONCERNED)


@rules.predicate
def sees_report(user, report: UnitReport | None) -> bool:
    return report is not None and seen.sees(user, report)


@rules.predicate
def writes_report(user, report: UnitReport | None) -> bool:
    return report is not None and report.holder_id in units_worked_for(user)


@rules.predicate
def leads_holder(user, report: UnitReport | None) -> bool:
    return report is not None and report.holder_id in units_led(user)


@rules.predicate
def decides_report(user, report: UnitReport | None) -> bool:
    return report is not None and seen.decides(user, report)


@rules.predicate
def manages_form(user, form: Form | None) -> bool:
    """Without a form: whether the person runs any at all."""
    return has_role(user, *seen.DECIDING) if form is None else seen.manages(user, form.authority)


@rules.predicate
def manages_cycle(user, cycle: Cycle | None) -> bool:
    return cycle is not None and seen.manages(user, cycle.form.authority)


@rules.predicate
def sees_cycle(user, cycle: Cycle | None) -> bool:
    return cycle is not None and seen.cycles_of(user).filter(pk=cycle.pk).exists()


@rules.predicate
def sees_node(user, node: Unit | None) -> bool:
    return node is not None and seen.nodes_of(user).filter(pk=node.pk).exists()


@rules.predicate
def sees_cluster(user, cluster: Cluster | None) -> bool:
    return cluster is not None and seen.clusters_of(user).filter(pk=cluster.pk).exists()


@rules.predicate
def adopts_for(user, authority: Unit | None) -> bool:
    return authority is not None and seen.manages(user, authority)


rules.add_perm("reporting.list_reports", is_concerned)
rules.add_perm("reporting.view_report", sees_report)
rules.add_perm("reporting.write_report", writes_report)
rules.add_perm("reporting.hand_in", writes_report)
rules.add_perm("reporting.sign_report", leads_holder)
rules.add_perm("reporting.return_report", leads_holder | decides_report)
rules.add_perm("reporting.review_report", decides_report)
rules.add_perm("reporting.accept_report", decides_report)
rules.add_perm("reporting.key_in", decides_report)
rules.add_perm("reporting.amend_report", writes_report)
rules.add_perm("reporting.view_cycle", sees_cycle)
rules.add_perm("reporting.manage_cycle", manages_cycle)
rules.add_perm("reporting.view_totals", sees_node)
rules.add_perm("reporting.view_cluster_totals", sees_cluster)
rules.add_perm("reporting.manage_forms", manages_form)
rules.add_perm("reporting.adopt_forms", adopts_for)
# Indicators are common to all who report here: whoever runs forms may add one.
rules.add_perm("reporting.manage_indicators", manages_form)
# Values enter the totals with the report that was accepted; that service has asked for the right.
rules.add_perm("reporting.keep_totals", rules.always_allow)
# The clock opens cycles and refreshes figures; history is loaded from the command line.
rules.add_perm("reporting.run_clock", rules.always_deny)
rules.add_perm("reporting.load_values", rules.always_deny)
rules.add_perm("reporting.seed", rules.always_deny)
rules.add_perm("reporting.check_totals", rules.always_deny)
