"""Decisions and honours as services and pages need them. Never writes."""

from datetime import date

from django.db.models import Max, Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.exemplars.enums import HONOURED_STATES, NominationState
from lantoa.exemplars.honouring import Honour as PastHonour
from lantoa.exemplars.models import Nomination, Subject
from lantoa.organisations.enums import Role, UnitKind
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import appointments_of, authorities_of, lineage_of, lineages_of, people_in, units_of_kind, units_reached
from lantoa.selection.enums import ISSUED_STATES, UNSIGNED_STATES, CandidateState, DecisionState, RoundState
from lantoa.selection.models import Candidate, Decision, Honour
from lantoa.selection.queries.awards import form_on, same_as
from lantoa.selection.queries.seen import OWN, READING, own_units
from lantoa.ui.words import day as written_day

SIGNING = frozenset({Role.UNIT_LEADER, Role.CITY_LEADER, Role.FRONT_PARTNER})  # product.md §2, row "Declare honour"
DRAFTING = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER})


def visible_to(user: User) -> QuerySet[Decision]:
    """Own unit's decisions (and those of units it grew out of); the agency all under its authority; who reads, the signed ones."""
    roles = {a.role for a in appointments_of(user)}
    found = Q(pk__in=[])
    if own := own_units(user, OWN):
        found |= Q(unit__in=lineages_of(own))
    if Role.STANDING_AGENCY in roles:
        found |= Q(unit__in=units_reached(user, [Role.STANDING_AGENCY]).values("pk")) | Q(unit__in=authorities_of(user))
    if roles & READING:
        found |= Q(state__in=ISSUED_STATES, unit__in=units_reached(user, READING).values("pk"))
    if Role.CITY_LEADER in roles:
        found |= Q(unit__in=own_units(user, frozenset({Role.CITY_LEADER})))
    return Decision.objects.filter(found)


def sees(user: User, decision: Decision) -> bool:
    return visible_to(user).filter(pk=decision.pk).exists()


def locked_decision(decision: Decision) -> Decision:
    return Decision.objects.select_for_update(of=["self"]).select_related("unit", "round").get(pk=decision.pk)


def count_unsigned(unit: Unit, day: date) -> int:
    """Of the unit, on any day: what a reorganisation would hand over."""
    return Decision.objects.filter(unit=unit, state__in=UNSIGNED_STATES).count()


def decisions_to_sign(user: User) -> QuerySet[Decision]:
    """Submitted to the person, the longest waiting first."""
    return Decision.objects.filter(unit__in=own_units(user, SIGNING), state=DecisionState.SUBMITTED).order_by("submitted_at", "pk")


def locked_issuer(unit: Unit) -> Unit:
    """Held until the transaction ends: numbers of one issuer are given one after another."""
    return Unit.objects.select_for_update().get(pk=unit.pk)


def next_golden_book(issuer: Unit, year: int) -> int:
    """The next number of the issuer's golden book in the year, from 1. The caller holds `locked_issuer`."""
    return (golden_book(issuer, year).aggregate(last=Max("golden_book"))["last"] or 0) + 1


def golden_book(issuer: Unit, year: int) -> QuerySet[Honour]:
    """The book of the year, revoked lines too: a number once given stays where it is."""
    return Honour.objects.filter(issuer=issuer, golden_year=year).select_related("decision", "nomination").order_by("golden_book")


def golden_years(issuer: Unit) -> list[int]:
    """Years with anything in the book, the newest first."""
    return list(Honour.objects.filter(issuer=issuer).order_by("-golden_year").values_list("golden_year", flat=True).distinct())


def lines_of(decision: Decision) -> QuerySet[Honour]:
    """All lines of the decision as it was signed, revoked ones too."""
    return decision.honours.select_related("nomination__unit", "subject").order_by("number")


def may_be_honoured(unit: Unit) -> QuerySet[Nomination]:
    """Nominations that may be put into a decision of the unit: its own that were chosen and stand in no decision yet, and what its announced
    rounds chose that the unit itself has not honoured (a city honours what a ward honoured before: a lower award is no bar, nor a condition).
    """
    here = Honour.objects.filter(revoked_at__isnull=True)
    own = Q(state=NominationState.SELECTED, unit__in=lineage_of(unit)) & ~Q(pk__in=here.values("nomination"))
    chosen = Candidate.objects.filter(round__unit=unit, round__state=RoundState.ANNOUNCED, state=CandidateState.CHOSEN)
    chosen_here = Q(pk__in=chosen.values("nomination")) & ~Q(pk__in=here.filter(decision__unit=unit).values("nomination"))
    rows = Nomination.objects.filter(held_since__isnull=True, state__in=[NominationState.SELECTED, *HONOURED_STATES])
    return rows.filter(own | chosen_here).order_by("selected_at", "pk")


def may_be_in(unit: Unit, nomination: Nomination) -> bool:
    """Whether the unit may honour it at all: its own, or chosen in its rounds."""
    chosen = nomination.candidacies.filter(round__unit=unit, round__state=RoundState.ANNOUNCED, state=CandidateState.CHOSEN)
    return nomination.unit_id in lineage_of(unit) or chosen.exists()


def deciding_units(user: User) -> QuerySet[Unit]:
    """Units whose decisions the person drafts: the own, and the authority of the standing agency."""
    return Unit.objects.filter(pk__in=own_units(user, DRAFTING) | authorities_of(user)).order_by("pk")


def warnings_for(decision: Decision) -> list[str]:
    """What a signer should know: the same one honoured before in the same form and nothing said of new deeds since; on this very day; held."""
    lines = list(lines_of(decision))
    roots = same_as({line.subject_id for line in lines})
    before: dict[int, list[Honour]] = {}
    earlier = Honour.objects.filter(subject__in=roots, decision__state=DecisionState.SIGNED, revoked_at__isnull=True)
    for honour in earlier.exclude(decision=decision).select_related("decision").order_by("decision__issued_on", "pk"):
        before.setdefault(roots[honour.subject_id], []).append(honour)
    found = []
    for line in lines:
        if line.nomination.is_held:
            found.append(f"{line.recipient}: hồ sơ đang tạm dừng, chưa ký được. Xem lý do trong hồ sơ.")
        same = [honour for honour in before.get(roots[line.subject_id], ()) if honour.form == line.form]
        if same and not line.nomination.new_since:
            last = same[-1].decision
            found.append(
                f"{line.recipient}: đã được khen cùng hình thức theo {last} ngày {written_day(last.issued_on)}. Ghi việc mới kể từ đó vào hồ sơ, "
                "hoặc chọn hình thức khác."
            )
    return found


def on_the_board(unit: Unit) -> Q:
    """Conferred on somebody of the unit or by the unit, or by or on those it grew out of."""
    lineage = lineage_of(unit)
    return Q(nomination__unit__in=lineage) | Q(decision__unit__in=lineage)


def honours_of_unit(unit: Unit) -> QuerySet[Honour]:
    """The honour board, the newest first."""
    rows = Honour.objects.filter(on_the_board(unit), decision__state=DecisionState.SIGNED, revoked_at__isnull=True)
    return rows.select_related("decision", "nomination").order_by("-decision__issued_on", "number", "pk")


def honours_of_subjects(subjects: set[int]) -> list[PastHonour]:
    """For the room below: what these were honoured with before."""
    rows = Honour.objects.filter(subject__in=subjects, decision__state=DecisionState.SIGNED, revoked_at__isnull=True)
    return [
        PastHonour(label=f"{decision_form(row)} theo {row.decision}", day=row.decision.issued_on, nomination_id=row.nomination_id)
        for row in rows.select_related("decision__unit").order_by("decision__issued_on", "pk")
    ]


def decision_form(honour: Honour) -> str:
    """The form by its name on the day it was signed."""
    decision = honour.decision
    rule = form_on(honour.form, decision.issued_on, decision.unit) if decision.issued_on else None
    return rule.name if rule else "Biểu dương"


def history_of(subject: Subject) -> QuerySet[Honour]:
    """Every honour of the subject and of all found to be the same, revoked ones too, by whichever unit: what a decision confers is public."""
    same = same_as({subject.pk})
    rows = Honour.objects.filter(subject__in=same, decision__state__in=ISSUED_STATES)
    return rows.select_related("decision__unit", "nomination").order_by("-decision__issued_on", "-pk")


def signers_of(decision: Decision) -> QuerySet[User]:
    return people_in([decision.unit], SIGNING)


def media_editors_for(unit: Unit) -> QuerySet[User]:
    """Editors of the unit, and of the media bodies of its authority."""
    version = unit.version_on(clock.today())
    above = version.parent if version and version.parent else unit
    ids = {unit.pk, above.pk, *units_of_kind(above, UnitKind.MEDIA).values_list("pk", flat=True)}
    return people_in(ids, [Role.MEDIA_EDITOR])
