"""What may be done with a person's name and picture on a day: whose yes is needed, whose is there. Never writes.

Who has to agree (Luật 91/2025/QH15, Điều 24; BLDS 2015 for the dead):

    a grown person          the person; or both signatures given while still a child
    7 to 17                 the representative and the child
    under 7                 the representative
    born not known          nobody can: the year of birth comes first
    collective, household   its head
    dead                    an heir; or the person, when still alive

One table (`_ways`), read twice: for one nomination, and as a condition on a query.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from lantoa.core import clock
from lantoa.exemplars.enums import HONOURED_STATES, Purpose, Relation, SubjectType
from lantoa.exemplars.masking import CHILD_UNTIL, oldest_age, youngest_age
from lantoa.exemplars.models import Consent, ConsentText, Nomination, OwnLink

CHILD_AGREES_FROM = 7  # years (Luật 91/2025/QH15, Điều 24)
_BOTH = frozenset({Relation.REPRESENTATIVE, Relation.CHILD})
_GROWN = (frozenset({Relation.SELF}), _BOTH)
_FROM_SEVEN = (_BOTH,)
_SMALL = (frozenset({Relation.REPRESENTATIVE}),)
_DEAD = (frozenset({Relation.HEIR}), frozenset({Relation.SELF}))
_GROUP = (frozenset({Relation.HEAD}),)

Ways = tuple[frozenset[Relation], ...]


def ways_to_agree(nomination: Nomination, day: date | None = None) -> Ways:
    """Sets of people whose yes together is enough, the usual one first; empty while the year of birth is not known."""
    day = day or clock.today()
    if nomination.type != SubjectType.INDIVIDUAL:
        return _GROUP
    if nomination.is_deceased:
        return _DEAD
    youngest, oldest = youngest_age(nomination, day), oldest_age(nomination, day)
    if youngest is None or oldest is None:
        return ()
    if youngest >= CHILD_UNTIL:
        return _GROWN
    return _FROM_SEVEN if oldest >= CHILD_AGREES_FROM else _SMALL


def who_must_agree(nomination: Nomination, day: date | None = None) -> list[Relation]:
    """Whom to ask, in the order of asking; empty while the year of birth is not known."""
    ways = ways_to_agree(nomination, day)
    return [relation for relation in Relation if ways and relation in ways[0]]


def valid_purposes(nomination: Nomination, day: date | None = None) -> set[Purpose]:
    """What is agreed to on the day, by everybody who has to."""
    day = day or clock.today()
    given: dict[str, set[str]] = {}
    for purpose, relation in nomination.consents.filter(_holds_on(day)).values_list("purpose", "relation"):
        given.setdefault(purpose, set()).add(relation)
    ways = ways_to_agree(nomination, day)
    return {Purpose(purpose) for purpose, relations in given.items() if any(way <= relations for way in ways)}


def may_publish(nomination: Nomination, purpose: Purpose, day: date | None = None) -> bool:
    """Whether this may be shown in that way on the day: honoured, not held, agreed to by everybody who has to."""
    return nomination.state in HONOURED_STATES and not nomination.is_held and purpose in valid_purposes(nomination, day)


def may_show_picture(nomination: Nomination, purpose: Purpose, day: date | None = None) -> bool:
    """As `may_publish`, for the person's portrait: that is a purpose of its own."""
    day = day or clock.today()
    return may_publish(nomination, purpose, day) and Purpose.IMAGE in valid_purposes(nomination, day)


def agreed_to(purpose: Purpose, day: date | None = None) -> Q:
    """`purpose in valid_purposes(nomination, day)` as a condition on nominations."""
    day = day or clock.today()
    grown_if_born_by, seven_if_born_by = _years_before(day, CHILD_UNTIL), _years_before(day, CHILD_AGREES_FROM)
    by_date, by_year = Q(birth_date__isnull=False), Q(birth_date__isnull=True, birth_year__isnull=False)
    grown = Q(birth_date__lte=grown_if_born_by) | by_year & Q(birth_year__lte=day.year - CHILD_UNTIL - 1)
    seven = Q(birth_date__lte=seven_if_born_by) | by_year & Q(birth_year__lte=day.year - CHILD_AGREES_FROM)
    person, known = Q(type=SubjectType.INDIVIDUAL), by_date | by_year
    living = person & Q(is_deceased=False) & known
    return (
        ~person & _any_way(_GROUP, purpose, day)
        | person & Q(is_deceased=True) & _any_way(_DEAD, purpose, day)
        | living & grown & _any_way(_GROWN, purpose, day)
        | living & ~grown & seven & _any_way(_FROM_SEVEN, purpose, day)
        | living & ~grown & ~seven & _any_way(_SMALL, purpose, day)
    )


def text_for(relation: Relation, day: date | None = None) -> ConsentText | None:
    """The words to be read to this person on the day."""
    return ConsentText.objects.filter(relation=relation, valid_from__lte=day or clock.today()).order_by("-valid_from", "-pk").first()


def link_of(token: str) -> OwnLink | None:
    """The own link with this token, while it is open."""
    return OwnLink.objects.filter(token=token, closed_at__isnull=True).select_related("nomination__unit").first() if token else None


@dataclass(frozen=True)
class Agreed:
    """One purpose on the file page. `missing`: who has not said yes to it."""

    purpose: Purpose
    consents: tuple[Consent, ...]
    missing: tuple[Relation, ...]
    is_valid: bool


def overview(nomination: Nomination, day: date | None = None) -> list[Agreed]:
    """Every purpose with who agreed and who has not. One query."""
    day = day or clock.today()
    ways = ways_to_agree(nomination, day)
    live = list(nomination.consents.filter(withdrawn_at__isnull=True).select_related("text", "taken_by", "proof"))
    found = []
    for purpose in Purpose:
        consents = tuple(c for c in live if c.purpose == purpose)
        given = {c.relation for c in consents}
        missing = tuple(r for r in Relation if ways and r in ways[0] and r not in given) if consents else ()
        found.append(Agreed(purpose, consents, missing, any(way <= given for way in ways)))
    return found


def withdrawn(nomination: Nomination) -> QuerySet[Consent]:
    return nomination.consents.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at", "-pk")


def _any_way(ways: Iterable[frozenset[Relation]], purpose: Purpose, day: date) -> Q:
    found = Q()
    for way in ways:
        together = Q()
        for relation in sorted(way):
            together &= Q(Exists(Consent.objects.filter(_holds_on(day), nomination=OuterRef("pk"), purpose=purpose, relation=relation)))
        found |= together
    return found


def _holds_on(day: date) -> Q:
    """Given by the end of the day, and not taken back by then: what is taken back counts no more from that very moment."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    return Q(given_at__lt=end) & (Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=end))


def _years_before(day: date, years: int) -> date:
    """The latest birthday of somebody that old on the day; born on 29/2, a year is full on 1/3, as youngest_age counts."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
