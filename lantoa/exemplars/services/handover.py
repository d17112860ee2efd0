"""What becomes of nominations when a unit is merged, split or dissolved."""

from datetime import date

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.waiting import in_hand
from lantoa.organisations.models import Unit


@transaction.atomic
def move_nominations(from_unit: Unit, to_unit: Unit | None, day: date, *, by: User) -> None:
    """What is open or goes on becomes the heir's; what ended stays where it ended. Without an heir all stays, for the agency to settle.

    Effects, for each: the unit; a trail line.
    """
    if to_unit is None:
        return
    for nomination in in_hand(from_unit).order_by("pk"):
        nomination = Nomination.objects.select_for_update(of=["self"]).get(pk=nomination.pk)
        nomination.unit = to_unit
        nomination.save(update_fields=["unit"])
        trail.record("hand_over", nomination, by=by, before={"unit": str(from_unit)}, after={"unit": str(to_unit)})
