"""What anybody may read of decisions: the list of who was honoured (a legal duty), never the story, which needs consent."""

from django.db.models import F, QuerySet

from lantoa.core import clock
from lantoa.organisations.models import Unit
from lantoa.selection.enums import DecisionState
from lantoa.selection.models import Honour
from lantoa.selection.queries.honours import on_the_board


def published_honours(unit: Unit | None = None) -> QuerySet[Honour]:
    """Lines of signed decisions due to be public, the newest first; conferred on or by the unit and those it grew out of. As plain values: recipient,
    achievement, golden_book, decision_number, issued_on, unit_id (whose person it is). No address, no file, no picture.
    """
    rows = Honour.objects.filter(decision__state=DecisionState.SIGNED, revoked_at__isnull=True, public_from__lte=clock.today())
    if unit is not None:
        rows = rows.filter(on_the_board(unit))
    return rows.order_by("-decision__issued_on", "number", "pk").values(
        "recipient",
        "achievement",
        "golden_book",
        decision_number=F("decision__number"),
        issued_on=F("decision__issued_on"),
        unit_id=F("nomination__unit"),
    )
