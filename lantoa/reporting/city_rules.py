"""Who may see the city's dashboard and do what with its report (product.md §2, rows "City report", "Leader dashboard")."""

import rules

from lantoa.organisations.models import Unit
from lantoa.reporting.models import CityReport
from lantoa.reporting.queries import city_seen, seen


@rules.predicate
def leads_city(user, authority: Unit | None) -> bool:
    """City leaders and their standing agency. Without an authority: of any at all."""
    tops = seen.tops_of(user, seen.SEEING_ALL)
    return bool(tops) if authority is None else authority.pk in tops


@rules.predicate
def writes_for_city(user, authority: Unit | None) -> bool:
    tops = seen.tops_of(user, seen.DECIDING)
    return bool(tops) if authority is None else authority.pk in tops


@rules.predicate
def approves_for_city(user, authority: Unit | None) -> bool:
    return authority is not None and authority.pk in seen.tops_of(user, city_seen.APPROVING)


@rules.predicate
def sees_city_report(user, report: CityReport | None) -> bool:
    return report is not None and city_seen.visible_to(user).filter(pk=report.pk).exists()


@rules.predicate
def is_city_concerned(user) -> bool:
    return city_seen.is_concerned(user)


rules.add_perm("reporting.view_dashboard", leads_city)
rules.add_perm("reporting.list_city_reports", is_city_concerned)
rules.add_perm("reporting.view_city_report", sees_city_report)
rules.add_perm("reporting.write_city_report", writes_for_city)
rules.add_perm("reporting.approve_city_report", approves_for_city)
