"""Who may see and run which rounds (product.md §2, rows "Open / close selection round", "Vote"). Never writes.

UO UL GR FP   the own unit's rounds; UO UL run them
SA            all under its authority; runs those of the authority
on the roll   the rounds one votes in
CL CM CH UP   announced ones, and those with nothing to choose from, within reach
"""

from django.db.models import Q, QuerySet

from lantoa.accounts.models import User
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import appointments_of, authorities_of, lineages_of, units_reached
from lantoa.selection.enums import RoundState
from lantoa.selection.models import Candidate, Council, Recusal, Round, Seat

OWN = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.GRASSROOTS, Role.FRONT_PARTNER})
RUNNING_OWN = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER})
READING = frozenset({Role.CITY_LEADER, Role.COUNCIL_MEMBER, Role.CLUSTER_HEAD, Role.UPPER_VIEWER})
CONCERNED = OWN | READING | {Role.STANDING_AGENCY}


def own_units(user: User, roles: frozenset[Role] = OWN) -> set[int]:
    return {a.unit_id for a in appointments_of(user) if a.role in roles and a.unit_id}


def visible_to(user: User) -> QuerySet[Round]:
    found = Q(pk__in=Seat.objects.filter(user=user).values("round"))
    roles = {a.role for a in appointments_of(user)}
    if own := own_units(user):
        found |= Q(unit__in=lineages_of(own))
    if Role.STANDING_AGENCY in roles:
        found |= Q(unit__in=units_reached(user, [Role.STANDING_AGENCY]).values("pk"))
    if roles & READING:
        found |= Q(state__in=[RoundState.ANNOUNCED, RoundState.NIL], unit__in=units_reached(user, READING).values("pk"))
    return Round.objects.filter(found)


def sees(user: User, found: Round) -> bool:
    return visible_to(user).filter(pk=found.pk).exists()


def runs(user: User, found: Round) -> bool:
    """Whether the person runs this round: the unit its own, the standing agency its authority's and those below."""
    if found.unit_id in own_units(user, RUNNING_OWN):
        return True
    return found.unit_id in authorities_of(user) or units_reached(user, [Role.STANDING_AGENCY]).filter(pk=found.unit_id).exists()


def may_read_history(user: User, pk: str) -> bool:
    """Who runs the round reads its log, unless recused from anybody in it: the log names all."""
    found = visible_to(user).select_related("unit").filter(pk=pk).first()
    return found is not None and runs(user, found) and not is_recused(user, found)


def councils_of(user: User) -> QuerySet[Council]:
    """Councils the person may see: of the own unit, of those under the agency, and those one sits in."""
    found = Q(unit__in=own_units(user)) | Q(members__user=user)
    if any(a.role == Role.STANDING_AGENCY for a in appointments_of(user)):
        found |= Q(unit__in=units_reached(user, [Role.STANDING_AGENCY]).values("pk")) | Q(unit__in=authorities_of(user))
    return Council.objects.filter(pk__in=Council.objects.filter(found).values("pk"))


def seat_of(user: User, found: Round) -> Seat | None:
    return Seat.objects.filter(round=found, user=user).first()


def candidates_for(user: User, found: Round) -> QuerySet[Candidate]:
    """Candidates whose file and numbers the person may see: all but those one is recused from."""
    return found.candidates.exclude(pk__in=Recusal.objects.filter(seat__round=found, seat__user=user).values("candidate"))


def may_see_numbers(user: User, found: Round) -> bool:
    """How the votes stand. Nobody sees how others voted before having voted; of a secret vote nothing before it is counted; what is counted
    and not yet announced only who votes or runs the round. Those recused from a candidate never see its numbers (`candidates_for`)."""
    if found.state == RoundState.ANNOUNCED:
        return True
    seat = seat_of(user, found)
    if found.state == RoundState.VOTING:
        return not found.is_secret and seat is not None and seat.voted_on >= found.ballot_number
    return found.state in (RoundState.COUNTED, RoundState.VOID) and found.counted_at is not None and (seat is not None or runs(user, found))


def is_recused(user: User, found: Round) -> bool:
    """From anybody in the round: then what tells of all, the log and the minutes, is not for this person."""
    return Recusal.objects.filter(seat__user=user, candidate__round=found).exists()
