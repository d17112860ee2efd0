"""What anybody may read of decisions: the list of who was honoured (a legal duty), never the story, which needs consent."""

from django.db.models import Exists, F, OuterRef, QuerySet

from lantoa.core import clock
from lantoa.organisations.models import Unit
from lantoa.selection.enums import DecisionState
from lantoa.selection.models import Decision, Honour
from lantoa.selection.queries.honours import on_the_board


def published_honours(unit: Unit | int | None = None, *, nomination: int | None = None) -> QuerySet[Honour]:
    """Lines of signed decisions due to be public, the newest first; conferred on or by the unit and those it grew out of. As plain values: recipient,
    achievement, golden_book, decision_number, issued_on, unit_id (whose person it is). No address, no file, no picture. Of one
    nomination, where one is said.
    """
    rows = Honour.objects.filter(decision__state=DecisionState.SIGNED, revoked_at__isnull=True, public_from__lte=clock.today())
    if unit is not None:
        rows = rows.filter(on_the_board(unit if isinstance(unit, Unit) else Unit(pk=unit)))
    if nomination is not None:
        rows = rows.filter(nomination=nomination)
    return rows.order_by("-decision__issued_on", "number", "pk").values(
        "recipient",
        "achievement",
        "golden_book",
        "decision_id",
        decision_number=F("decision__number"),
        issued_on=F("decision__issued_on"),
        unit_id=F("nomination__unit"),
        decider=F("decision__decider"),
        code=F("nomination__code"),
    )


def published_decisions() -> QuerySet[Decision]:
    """Signed decisions with at least one line that is public, the newest first. Read number, issued_on, decider, subject, unit; no file: the
    paper names addresses.
    """
    lines = Honour.objects.filter(decision=OuterRef("pk"), revoked_at__isnull=True, public_from__lte=clock.today())
    return Decision.objects.filter(Exists(lines), state=DecisionState.SIGNED).order_by("-issued_on", "-pk")
