"""What the rooms above may wish to hear of."""

from dataclasses import dataclass
from datetime import date

from django.dispatch import Signal

from lantoa.organisations.models import Unit


@dataclass(frozen=True)
class Handover:
    """`predecessor` gives its open work to `heir` (None: to nobody) on `day`."""

    predecessor: Unit
    heir: Unit | None
    day: date


# Sent once for each reorganisation, inside its transaction, after the new tree stands and all registered moves have run.
# Arguments: kind (SuccessionKind), handovers (list[Handover]; empty when a unit merely changed its name, kind or place),
# units (every unit whose versions changed), by.
units_reorganised = Signal()
