"""What the newsroom does when a file below changes, and what it registers with the rooms below; called once, by apps.ready()."""

from datetime import time

from django.http import HttpRequest
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.audit import access as history
from lantoa.core import schedule
from lantoa.core.rights import allowed
from lantoa.exemplars import signals
from lantoa.files import access
from lantoa.movements import pieces
from lantoa.newsroom import daily, figures, notifications
from lantoa.newsroom.queries import pictures, requests, seen, stories
from lantoa.newsroom.services import desks
from lantoa.plans import evidence_kinds, tasks
from lantoa.plans import figures as plan_figures
from lantoa.plans.evidence_kinds import EvidenceKind, Shape, Source
from lantoa.ui import navigation

KINDS = [
    EvidenceKind("story", "tin, bài", "text", Source.GIVEN, Shape.LINK, "Dán địa chỉ bài", url=lambda pk: reverse("newsroom:story", args=[pk]),
                 help="Bài đăng từ tòa soạn của hệ thống tự ghi nhận. Bài đăng nơi khác: dán địa chỉ."),
    EvidenceKind("publication", "lượt đăng, phát", "share", Source.RECORD, url=lambda pk: reverse("newsroom:publication", args=[pk])),
    EvidenceKind("column_url", "địa chỉ chuyên trang, chuyên mục", "link", Source.GIVEN, Shape.LINK, "Dán địa chỉ chuyên mục",
                 url=lambda pk: reverse("newsroom:column", args=[pk]),
                 help="Chuyên mục trên cổng, và chuyên mục nơi khác có trong sổ, tự ghi nhận mỗi tháng. Nơi chưa có trong sổ: dán địa chỉ."),
    EvidenceKind("newsroom_thread", "trao đổi với tòa soạn", "mail", Source.RECORD, url=lambda pk: reverse("newsroom:request", args=[pk])),
]  # fmt: skip


def register_all() -> None:
    for signal, word in ((signals.consent_withdrawn, "consent"), (signals.hold_changed, "hold"), (signals.moved, "moved")):
        signal.connect(on_file_changed, dispatch_uid=f"newsroom-{word}")
    history.register("newsroom.story", lambda user, pk: seen.visible_to(user).filter(pk=pk).exists())
    schedule.register_tick("newsroom.minute", daily.each_minute)
    notifications.register_kinds()
    for source, waiting in {**requests.SOURCES, **stories.SOURCES}.items():
        tasks.register(source, waiting)
    for figure in figures.FIGURES:
        plan_figures.register(figure)
    pieces.register("newsroom", figures.covered)
    schedule.register("newsroom.columns", "Xem các chuyên mục còn chạy không", daily.each_night, at=time(4, 10))
    history.register("newsroom.mediarequest", lambda user, pk: seen.requests_seen_by(user).filter(pk=pk).exists())
    history.register("newsroom.column", lambda user, pk: seen.columns_seen_by(user).filter(pk=pk).exists())
    access.register("newsroom.picture", pictures.may_open_file)
    access.register("newsroom.publication", seen.may_open_proof)
    for kind in KINDS:
        evidence_kinds.register(kind)
    navigation.register(
        navigation.Entry(
            "Tòa soạn", "newsroom:desks", "pen", 60, navigation.Group.SPREAD, allowed=lambda request: _may(request, "newsroom.list_stories")
        )
    )


def on_file_changed(sender, nomination, **kwargs) -> None:
    """Whatever changed, what may no longer stand comes down."""
    desks.take_down_unpermitted(nomination, by=User.objects.system())


def _may(request: HttpRequest, permission: str) -> bool:
    return request.user.is_authenticated and allowed(request.user, permission)
