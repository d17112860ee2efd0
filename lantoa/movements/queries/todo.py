"""The rows this room brings to "Việc của tôi" (lantoa.plans.tasks): movements to answer, final reviews to write. Never writes."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.movements.enums import MovementState, RegistrationState, ReviewKind, ReviewState
from lantoa.movements.models import Movement, Registration, Review
from lantoa.movements.queries.joining import asking, waiting_for
from lantoa.movements.queries.seen import authorities_served, units_of, units_worked_for
from lantoa.organisations.enums import Role
from lantoa.plans.queries.oversight import names_of
from lantoa.plans.tasks import TaskRow

_LONGEST = 80  # characters of a movement's name in a heading
_MOST = 100  # movements looked at


def waiting_movements(user: User, day: date) -> QuerySet[Movement] | None:
    """Movements one of the person's units has not answered, and those over whose final review is not written."""
    units = units_worked_for(user)
    authorities = authorities_served(user) | units_of(user, Role.CITY_LEADER)
    if not (units or authorities):
        return None
    unanswered = asking(units, day)
    if len(units) == 1:
        unanswered &= ~Exists(Registration.objects.filter(movement=OuterRef("pk"), unit__in=units))
    by_authority = ~Exists(_reviewed().filter(movement=OuterRef("pk"), unit=OuterRef("authority")))
    over = Q(state=MovementState.CLOSED) & (
        Q(Exists(_took_part(units).filter(movement=OuterRef("pk")))) | (Q(authority__in=authorities) & Q(by_authority))
    )
    return Movement.objects.filter(unanswered | over).annotate(unreviewed=by_authority).order_by("-launched_at", "-pk")


def _reviewed() -> QuerySet[Review]:
    return Review.objects.filter(kind=ReviewKind.FINAL, state=ReviewState.FINISHED)


def _took_part(units: set[int]) -> QuerySet[Registration]:
    """Who joined and has not written the final review."""
    rows = Registration.objects.filter(unit__in=units, state=RegistrationState.REGISTERED)
    return rows.filter(~Exists(_reviewed().filter(movement=OuterRef("movement"), unit=OuterRef("unit"))))


def movements_in_hand(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """At most seven queries; none for who works for no unit and no authority."""
    if (rows_behind := waiting_movements(user, day)) is None:
        return
    units = units_worked_for(user)
    authorities = authorities_served(user) | units_of(user, Role.CITY_LEADER)
    took_part = _took_part(units)
    found = list(rows_behind[:_MOST])
    closed = [movement for movement in found if movement.state == MovementState.CLOSED]
    waiting = waiting_for([movement for movement in found if movement.state == MovementState.LAUNCHED], units, day)
    reviews = {(r.movement_id, r.unit_id) for r in took_part.filter(movement__in=closed)} if closed and units else set()
    reviews |= {(m.pk, m.authority_id) for m in closed if m.authority_id in authorities and m.unreviewed}
    rows = [_to_answer(movement, unit) for movement, unit in waiting]
    rows += [_to_review(movement, unit) for movement in closed for pk, unit in sorted(reviews) if pk == movement.pk]
    names = names_of(units | authorities, day) if rows and len(units | authorities) > 1 else {}
    for unit, row in rows[:limit]:
        yield TaskRow(**{**row, "sentence": f"{names[unit]}: {row['sentence']}" if unit in names else row["sentence"]})


def _to_answer(movement: Movement, unit_id: int) -> tuple[int, dict]:
    return unit_id, {
        "title": f"Trả lời phong trào “{_cut(movement.title)}”", "sentence": "Đăng ký tham gia, hoặc ghi lý do không áp dụng.",
        "verb": "Đăng ký", "url": f"{reverse('movements:register', args=[movement.pk])}?don-vi={unit_id}", "icon": "star", "minutes": 2,
    }  # fmt: skip


def _to_review(movement: Movement, unit_id: int) -> tuple[int, dict]:
    return unit_id, {
        "title": f"Tổng kết phong trào “{_cut(movement.title)}”",
        "sentence": "Phong trào đã kết thúc: nêu điển hình và bài học kinh nghiệm.", "verb": "Viết tổng kết", "icon": "pen", "minutes": 20,
        "url": f"{reverse('movements:new_review', args=[movement.pk])}?don-vi={unit_id}&loai={ReviewKind.FINAL.value}",
    }  # fmt: skip


def _cut(name: str) -> str:
    """A name as long as a heading bears."""
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


SOURCES = {movements_in_hand: waiting_movements}
