"""Who may see the city's dashboard and do what with its report (product.md §2, rows "City report", "Leader dashboard")."""

import rules

from lantoa.organisations.models import Unit
from lantoa.reporting.queries import seen


@rules.predicate
def leads_city(user, authority: Unit | None) -> bool:
    """City leaders and their standing agency. Without an authority: of any at all."""
    tops = seen.tops_of(user, seen.SEEING_ALL)
    return bool(tops) if authority is None else authority.pk in tops


rules.add_perm("reporting.view_dashboard", leads_city)
