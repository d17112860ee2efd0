"""What verification and consent register with the rooms below; called once, by apps.ready()."""

from datetime import time

from django.http import HttpRequest

from lantoa.accounts.models import User
from lantoa.audit import access as history
from lantoa.core import schedule
from lantoa.exemplars import evidence
from lantoa.exemplars.models import Attachment, Consent, Nomination, Takedown
from lantoa.exemplars.queries import seen, waiting
from lantoa.exemplars.services import handover, privacy
from lantoa.files import access
from lantoa.files.models import StoredFile
from lantoa.notifications.kinds import NotificationKind, register
from lantoa.organisations import moving
from lantoa.organisations.queries import has_role
from lantoa.plans import evidence_kinds, tasks
from lantoa.ui.navigation import Entry, Group
from lantoa.ui.navigation import register as register_entry

KINDS = [
    NotificationKind(f"exemplars.{word}", label, f"exemplars/notifications/{word}", urgent=urgent, icon=icon)
    for word, label, icon, urgent in [
        ("nomination_to_approve", "Hồ sơ chờ lãnh đạo duyệt", "check", False),
        ("nomination_verified", "Hồ sơ giới thiệu đã được xác minh", "star", False),
        ("nomination_sent_back", "Hồ sơ trả lại để xác minh thêm", "undo", False),
        ("nomination_declined", "Hồ sơ chưa đủ điều kiện", "info", False),
        ("nomination_withdrawn", "Hồ sơ được rút", "info", False),
        ("nomination_reopened", "Hồ sơ được xem lại", "info", False),
        ("nomination_held", "Hồ sơ tạm dừng", "alert", True),
        ("nomination_released", "Hồ sơ thôi tạm dừng", "info", False),
        ("consent_withdrawn", "Người được nêu rút đồng ý", "alert", True),
        ("takedown_overdue", "Việc gỡ bỏ quá giờ", "alert", True),
        ("data_request", "Người được nêu hỏi về dữ liệu", "mail", False),
        ("data_request_due", "Đến hạn trả lời về dữ liệu", "clock", False),
    ]
]
EARLY = time(6)  # before the day's digest leaves at seven


def register_all() -> None:
    for kind in KINDS:
        register(kind)
    evidence_kinds.register(evidence.KIND)
    moving.register("Hồ sơ giới thiệu đang xử lý", waiting.count_in_hand, handover.move_nominations)
    for source, behind in waiting.SOURCES.items():
        tasks.register(source, behind)
    access.register("exemplars.attachment", sees_attachment)
    access.register("exemplars.consent_proof", sees_proof)
    history.register("exemplars.nomination", sees_history)
    schedule.register_tick("exemplars.takedowns", lambda: privacy.remind_overdue(by=User.objects.system()))
    schedule.register(
        "exemplars.requests", "Nhắc trả lời người được nêu", lambda: privacy.remind_requests(by=User.objects.system()), at=EARLY
    )
    register_entry(
        Entry(
            "Yêu cầu gỡ bỏ",
            "exemplars:takedowns",
            icon="lock",
            order=28,
            group=Group.EXEMPLARS,
            allowed=_handles_some,
            pages=("exemplars:data_requests", "exemplars:filming_notice"),
        )
    )


def sees_attachment(user, file: StoredFile) -> bool:
    """Photos: whoever sees the nomination; recordings and papers, and what was crossed out: who sees it whole."""
    found = Attachment.objects.filter(file=file).select_related("nomination").first()
    if found is None:
        return False
    if found.kind == "photo" and found.removed_at is None:
        return seen.sees(user, found.nomination)
    return seen.sees_whole(user, found.nomination)


def sees_proof(user, file: StoredFile) -> bool:
    """The signed consent, the picture of a takedown: who sees the nomination whole."""
    consent = Consent.objects.filter(proof=file).select_related("nomination").first()
    found = consent or Takedown.objects.filter(proof_file=file).select_related("nomination").first()
    return found is not None and seen.sees_whole(user, found.nomination)


def sees_history(user, pk: str) -> bool:
    """Names and reasons stand in it: who sees the nomination whole."""
    return Nomination.objects.filter(seen.handled_units(user), pk=pk).exists()


def _handles_some(request: HttpRequest) -> bool:
    return request.user.is_authenticated and has_role(request.user, *seen.WHOLE)
