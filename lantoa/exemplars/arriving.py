"""What the doors, the lists and the pipeline register with the rooms below; called once, by apps.ready()."""

from datetime import time

from django.http import HttpRequest
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import schedule
from lantoa.core.rights import allowed
from lantoa.exemplars import door_rules  # noqa: F401  (importing registers the permissions)
from lantoa.exemplars.models import DraftFile, NominationBook
from lantoa.exemplars.queries import arrived
from lantoa.exemplars.queries.naming import nominations_to_name
from lantoa.exemplars.search import NOMINATIONS
from lantoa.exemplars.services import drafts
from lantoa.files import access
from lantoa.movements import naming
from lantoa.notifications.kinds import NotificationKind, register
from lantoa.plans import tasks
from lantoa.search import registry
from lantoa.ui.navigation import Entry, Group, PublicEntry, register_public
from lantoa.ui.navigation import register as register_entry

KINDS = [
    NotificationKind(
        "exemplars.nomination_received", "Có người giới thiệu gương mới", "exemplars/notifications/nomination_received", icon="star"
    ),
    NotificationKind("exemplars.book_checked", "Tệp giới thiệu đã kiểm tra xong", "exemplars/notifications/book_checked", icon="file"),
]
NIGHT = time(3, 15)


def register_all() -> None:
    for kind in KINDS:
        register(kind)
    registry.register(NOMINATIONS)
    register_entry(Entry("Hồ sơ giới thiệu", "exemplars:list", icon="list", order=24, group=Group.EXEMPLARS, allowed=_concerned))
    register_entry(
        Entry(
            "Giới thiệu",
            "exemplars:nominate",
            icon="star",
            order=25,
            group=Group.EXEMPLARS,
            allowed=_nominates,
            dock="Giới thiệu",
            raised=True,
        )
    )
    access.register("exemplars.draft_file", lambda user, file: DraftFile.objects.filter(file=file, draft__user=user.pk).exists())
    access.register("exemplars.book", lambda user, file: NominationBook.objects.filter(file=file, brought_by=user.pk).exists())
    tasks.register(arrived.to_hand_on, arrived.waiting_to_be_taken_up)
    schedule.register("exemplars.drafts", "Dọn bản nháp để lâu", lambda: drafts.sweep_drafts(by=User.objects.system()), at=NIGHT)
    register_public(PublicEntry("Kể một việc tốt", "tell", 15, "Cho người dân"))
    naming.register(naming.NamedKind(url=lambda pk: reverse("exemplars:nomination", args=[pk]), choices=nominations_to_name))


def _concerned(request: HttpRequest) -> bool:
    return request.user.is_authenticated and allowed(request.user, "exemplars.list_nominations")


def _nominates(request: HttpRequest) -> bool:
    return request.user.is_authenticated and allowed(request.user, "exemplars.nominate")
