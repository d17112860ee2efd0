"""What this room tells people; called by its services."""

from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.notifications.services.telling import notify
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import people_in
from lantoa.selection.models import Round


def tell_voters(found: Round, people: list[User], *, by: User) -> None:
    """Each member: there is a ballot to give, until when."""
    _tell("ballot", people, found, "selection:ballot", by, closes_at=found.voting_closes_at)


def tell_second_ballot(found: Round, people: list[User], *, by: User) -> None:
    _tell("second_ballot", people, found, "selection:ballot", by, closes_at=found.voting_closes_at)


def tell_extended(found: Round, people: list[User], *, by: User) -> None:
    """Who has not voted yet: there is more time, until when, why."""
    _tell("extended", people, found, "selection:ballot", by, closes_at=found.voting_closes_at)


def tell_result(found: Round, *, by: User) -> None:
    """The unit's people, and those of the units whose candidates were chosen."""
    chosen = list(found.candidates.filter(state="chosen").select_related("nomination"))
    units = {found.unit_id, *(candidate.nomination.unit_id for candidate in chosen)}
    people = people_in(units, [Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.STANDING_AGENCY])
    names = ", ".join(candidate.nomination.name for candidate in chosen)
    _tell("result", list(people), found, "selection:round", by, names=names)


def _tell(kind: str, people: list[User], found: Round, page: str, by: User, **context) -> None:
    notify(f"selection.{kind}", to=people, url=reverse(page, args=[found.pk]), context={"round": found, **context}, about=found, by=by)
