"""The ladder of product.md §3: who is told, how many days before or after the due day. Data, no code that acts.

T−7, T−2  officer            T+3  head of the cluster or block
T         officer, leader    T+5  the standing agency finds a letter drafted
T+1       leader
"""

from dataclasses import dataclass
from datetime import date, timedelta

from lantoa.organisations.enums import Role
from lantoa.plans.enums import ReminderStep

OFFICERS = frozenset({Role.UNIT_OFFICER, Role.GRASSROOTS})


@dataclass(frozen=True)
class Rung:
    """`roles` at the owing unit are told; `cluster_heads` those of its clusters and blocks; `letter`: one is drafted."""

    step: ReminderStep
    roles: frozenset[Role] = frozenset()
    cluster_heads: bool = False
    letter: bool = False

    def due_from(self, day: date) -> date:
        """The due day of what stands on this rung on `day`: T−7 on the 1st looks at what is due on the 8th."""
        return day - timedelta(days=int(self.step))


LADDER = (
    Rung(ReminderStep.WEEK_BEFORE, OFFICERS),
    Rung(ReminderStep.TWO_BEFORE, OFFICERS),
    Rung(ReminderStep.DUE, OFFICERS | {Role.UNIT_LEADER}),
    Rung(ReminderStep.ONE_LATE, frozenset({Role.UNIT_LEADER})),
    Rung(ReminderStep.THREE_LATE, cluster_heads=True),
    Rung(ReminderStep.FIVE_LATE, letter=True),
)


def dues_on_rung(index: int, day: date) -> tuple[date | None, date]:
    """(first, last) due day of what stands on the rung on `day`: up to the rung's own day, after the next rung's.

    So a day on which the clock did not run is made up for by the highest rung alone; nobody gets two reminders at once.
    """
    last = LADDER[index].due_from(day)
    first = LADDER[index + 1].due_from(day) + timedelta(days=1) if index + 1 < len(LADDER) else None
    return first, last
