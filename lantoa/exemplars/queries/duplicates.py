"""Who may have been put forward before: the nearest nominations, the suspicions waiting, earlier honours. Never writes."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.exemplars import honouring
from lantoa.exemplars.enums import (
    HONOURED_STATES,
    WAITING_SUSPICIONS,
    NominationState,
    SubjectType,
    SuspicionState,
)  # fmt: skip
from lantoa.exemplars.matching.facts import Facts, Place
from lantoa.exemplars.matching.keys import keys_to_ask
from lantoa.exemplars.matching.prepared import Prepared, prepare, unpack
from lantoa.exemplars.matching.scoring import Score, score
from lantoa.exemplars.models import MatchFacts, MatchKey, Nomination, Subject, Suspicion
from lantoa.exemplars.queries import seen
from lantoa.exemplars.queries.places import family_of, places_of
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import has_role, lineage_of, units_reached, visible_units

MOST_COMPARED = 300  # candidates that share most keys; the rest share one common key only
LEAST_SHOWN = 25  # below this two nominations have nothing to say to each other
_ACTING = (Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER)


@dataclass(frozen=True)
class Near:
    """A nomination that may tell of the same, and why. Merged ones answer for the one that was kept."""

    nomination_id: int
    score: Score


def facts_of(nomination: Nomination, place: Place) -> Facts:
    """What is compared of a nomination: no phone, no address, no sender."""
    name = nomination.name
    if nomination.type == SubjectType.HOUSEHOLD and nomination.head_name and nomination.head_name not in name:
        name = f"{name} ({nomination.head_name})"
    return Facts(
        type=nomination.type, name=name, place=place, honorific=nomination.honorific, gender=nomination.gender,
        birth_year=nomination.birth_year, hamlet=nomination.hamlet, day_from=nomination.happened_on,
        day_to=nomination.happened_until or nomination.happened_on, received_on=timezone.localtime(nomination.received_at).date(),
        deed=". ".join(part for part in (nomination.title, nomination.deed, nomination.result) if part),
    )  # fmt: skip


def nearest(nomination: Nomination, limit: int = 3) -> list[Near]:
    """The nominations most like this one, the likeliest first; at most `limit`, none below LEAST_SHOWN.

    One look-up in the keys, one reading of the candidates, a few of the succession of units; the rest is arithmetic.
    """
    place = places_of([nomination.unit_id])[nomination.unit_id]
    return nearest_to(prepare(facts_of(nomination, place)), without=nomination.pk, limit=limit)


def nearest_to(ready: Prepared, *, without: int | None = None, limit: int = 3) -> list[Near]:
    """The same for facts that are no nomination yet."""
    units = family_of(ready.place.unit) if ready.place.unit is not None else set()
    found = _candidates(keys_to_ask(ready, units), without)
    places = places_of({unit for _, _, unit, _ in found})
    best: dict[int, Score] = {}
    for pk, packed, unit, merged_into in found:
        root = merged_into or pk
        if root == without:
            continue
        said = score(ready, unpack(packed, places[unit]))
        if said.total >= LEAST_SHOWN and (root not in best or best[root].total < said.total):
            best[root] = said
    ordered = sorted(best.items(), key=lambda item: (-item[1].total, -item[1].subject, item[0]))
    return [Near(pk, said) for pk, said in ordered[:limit]]


def compare(nomination: Nomination, other: Nomination) -> Near:
    """The score of two given nominations, whatever it is."""
    places = places_of({nomination.unit_id, other.unit_id})
    one, two = (prepare(facts_of(row, places[row.unit_id])) for row in (nomination, other))
    return Near(other.pk, score(one, two))


def _candidates(keys: set[int], without: int | None) -> list[tuple]:
    """(id, packed facts, unit, merged into) of the nominations that share most keys."""
    sharing = (
        MatchKey.objects.filter(key__in=keys).order_by().values("nomination").annotate(shared=Count("nomination"))
        .order_by("-shared", "-nomination").values_list("nomination", flat=True)[:MOST_COMPARED]
    )  # fmt: skip
    ids = [pk for pk in sharing if pk != without]
    rows = MatchFacts.objects.filter(pk__in=ids).values_list("pk", "packed", "nomination__unit", "nomination__merged_into")
    return sorted(rows)


# --- Rights ---------------------------------------------------------------------------------------------------------------


def acting_for(user: User, day: date | None = None) -> Q:
    """Condition on a nomination: the person decides for it about duplicates: officer, leader or partner of its unit or of the unit
    that grew out of it, or the standing agency above."""
    day = day or clock.today()
    return Q(unit__in=_own_with_past(user, day)) | _under_agency(user, day)


def _own_with_past(user: User, day: date) -> set[int]:
    own = seen.own_units(user, *_ACTING, day=day)
    return set().union(*(lineage_of(unit) for unit in Unit.objects.filter(pk__in=own))) if own else set()


def _under_agency(user: User, day: date) -> Q:
    if not has_role(user, Role.STANDING_AGENCY, day=day):
        return Q(pk__in=[])
    reached = units_reached(user, [Role.STANDING_AGENCY], day).values("pk")
    return Q(unit__in=reached) | Q(unit__in=visible_units(user, day).filter(closed_on__lte=day).values("pk"))


def acts_for(user: User, nomination: Nomination) -> bool:
    return Nomination.objects.filter(acting_for(user), pk=nomination.pk).exists()


def acts_for_which(user: User, suspicion: Suspicion) -> set[int]:
    """Ids of those of the two nominations the person decides for. One query."""
    both = [suspicion.nomination_id, suspicion.other_id]
    return set(Nomination.objects.filter(acting_for(user), pk__in=both).values_list("pk", flat=True))


def is_agency_for(user: User, suspicion: Suspicion) -> bool:
    """Whether the standing agency the person works in stands above both."""
    both = [suspicion.nomination_id, suspicion.other_id]
    return Nomination.objects.filter(_under_agency(user, clock.today()), pk__in=both).count() == 2


def was_asked(user: User, suspicion: Suspicion) -> bool:
    """Whether the person answers for the unit that was asked, or for the one that grew out of it since."""
    return suspicion.asked_unit_id in _own_with_past(user, clock.today())


def suspicions_visible_to(user: User) -> QuerySet[Suspicion]:
    """Suspicions about a nomination the person decides for."""
    mine = Nomination.objects.filter(acting_for(user)).values("pk")
    return Suspicion.objects.filter(Q(nomination__in=mine) | Q(other__in=mine))


def suspicions_with_sides(user: User) -> QuerySet[Suspicion]:
    """As `suspicions_visible_to`; each row says by `acts_earlier`, `acts_later` for which of its two files the person decides."""
    mine = Nomination.objects.filter(acting_for(user))
    rows = Suspicion.objects.annotate(
        acts_earlier=Exists(mine.filter(pk=OuterRef("other"))), acts_later=Exists(mine.filter(pk=OuterRef("nomination")))
    )
    return rows.filter(Q(acts_earlier=True) | Q(acts_later=True))


# --- What is waiting --------------------------------------------------------------------------------------------------------


def waiting(user: User) -> QuerySet[Suspicion]:
    """Suspicions the person can do something about, the likeliest first."""
    return suspicions_visible_to(user).filter(state__in=WAITING_SUSPICIONS)


def suspicions_about(nomination: Nomination) -> QuerySet[Suspicion]:
    return Suspicion.objects.filter(Q(nomination=nomination) | Q(other=nomination))


def open_questions(nomination: Nomination) -> list[str]:
    """What has to be settled about duplicates before the leader is asked, in words (queries.conditions)."""
    words = []
    left = suspicions_about(nomination).filter(state__in=WAITING_SUSPICIONS)
    for suspicion in left.select_related("nomination", "other"):
        other = suspicion.other if suspicion.nomination_id == nomination.pk else suspicion.nomination
        match suspicion.state:
            case SuspicionState.ASKED:
                words.append(f"Chờ đơn vị bạn trả lời về hồ sơ {other.code} có thể trùng.")
            case SuspicionState.DISPUTED:
                words.append(f"Chờ Cơ quan Thường trực quyết định về hồ sơ {other.code} có thể trùng.")
            case _:
                words.append(f"Xem hồ sơ {other.code} có thể trùng, rồi chọn gộp lại, khác nhau hay cùng người, việc khác.")
    if not nomination.new_since and (before := honoured_before(nomination.subject, besides=nomination)):
        words.append(f"Đã được biểu dương ({before[0].label}): ghi việc mới kể từ lần đó.")
    return words


# --- Already honoured ---------------------------------------------------------------------------------------------------------


def same_subjects(subject: Subject) -> set[int]:
    """Ids of the subject, of the one it was joined to and of all joined to that."""
    root = subject.merged_into_id or subject.pk
    return {root, *Subject.objects.filter(merged_into=root).values_list("pk", flat=True)}


def honoured_before(subject: Subject, *, besides: Nomination | None = None) -> list[honouring.Honour]:
    """Earlier honours of the subject, the latest first: what the rooms above know (honouring), and nominations that were honoured."""
    found = honouring.honours_of(same_subjects(subject)) if honouring.is_asked() else []
    told = {honour.nomination_id for honour in found}
    # Nominations of a joined subject are the kept one's (services.duplicates.join_subjects).
    rows = Nomination.objects.filter(subject=subject.merged_into_id or subject.pk, state__in=HONOURED_STATES)
    found += [
        honouring.Honour(f"hồ sơ {code}", honoured_at and timezone.localtime(honoured_at).date(), pk)
        for pk, code, honoured_at in rows.values_list("pk", "code", "honoured_at")
        if pk not in told
    ]
    if besides is not None:
        found = [honour for honour in found if honour.nomination_id != besides.pk]
    return sorted(found, key=lambda honour: honour.day or date.min, reverse=True)


def told_before(nomination: Nomination) -> QuerySet[Nomination]:
    """Other nominations of the same subject, whatever became of them, the latest first."""
    rows = Nomination.objects.filter(subject=nomination.subject_id).exclude(pk=nomination.pk)
    return rows.exclude(state=NominationState.MERGED).order_by("-received_at", "-pk")
