"""What this room registers with the rooms below; called once, by apps.ready()."""

from datetime import time

from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.audit import access as history
from lantoa.core import schedule
from lantoa.core.rights import allowed
from lantoa.files import access
from lantoa.movements import daily, done_rules
from lantoa.movements.models import Movement
from lantoa.movements.queries import handover as open_things
from lantoa.movements.queries import seen, todo
from lantoa.movements.services import handover
from lantoa.movements.services.reviews import EVIDENCE
from lantoa.organisations import moving
from lantoa.plans import evidence_kinds, page_links, tasks
from lantoa.plans.enums import PlanState
from lantoa.plans.evidence_kinds import EvidenceKind, Source
from lantoa.plans.models import Plan
from lantoa.ui.navigation import Entry, Group, register

BEFORE_PLANS = time(5, 45)  # what closes this morning is asked for before the day's reminders go out


def review_page(review_id: int) -> str:
    return reverse("movements:review", args=[review_id])


def set_up_from(user: User, plan: Plan) -> page_links.Link | None:
    """From a running plan's page to the movements it names, for who runs its authority."""
    if plan.state != PlanState.ACTIVE or not allowed(user, "movements.create_movement", Movement(authority_id=plan.issuer_id)):
        return None
    return page_links.Link("Lập phong trào từ kế hoạch", reverse("movements:from_plan"))


def register_all() -> None:
    evidence_kinds.register(
        EvidenceKind(EVIDENCE, evidence_kinds.COMING[EVIDENCE], "gavel", source=Source.RECORD, url=review_page)
    )  # fmt: skip
    done_rules.register()
    moving.register("Phong trào do đơn vị tổ chức", open_things.count_movements, handover.move_movements)
    moving.register("Đăng ký phong trào đang diễn ra", open_things.count_registrations, handover.move_registrations)
    moving.register("Bản sơ kết, tổng kết đang viết", open_things.count_reviews, handover.move_reviews)
    page_links.register(set_up_from)
    for source, waiting in todo.SOURCES.items():
        tasks.register(source, waiting)
    access.register("movements.review", seen.may_open_file)
    history.register("movements.movement", seen.may_read_movement_history)
    history.register("movements.review", seen.may_read_review_history)
    schedule.register("movements.daily", "Kết thúc phong trào hết hạn, nhắc tổng kết", daily.run, at=BEFORE_PLANS)
    register(
        Entry(
            "Phong trào", "movements:movements", icon="leaf", order=50, group=Group.SPREAD,
            allowed=lambda request: request.user.is_authenticated and allowed(request.user, "movements.browse"),
        )
    )  # fmt: skip
