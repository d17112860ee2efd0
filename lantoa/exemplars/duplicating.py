"""What the search for duplicates registers with the rooms below; called once, by apps.ready()."""

from datetime import time

from django.http import HttpRequest

from lantoa.accounts.models import User
from lantoa.audit import access as history
from lantoa.core import schedule
from lantoa.core.rights import allowed
from lantoa.exemplars import duplicate_rules  # noqa: F401  (importing registers the permissions)
from lantoa.exemplars.queries import duplicates
from lantoa.exemplars.services.duplicates import check_new_ones
from lantoa.notifications.kinds import NotificationKind, register
from lantoa.ui.navigation import Entry, Group
from lantoa.ui.navigation import register as register_entry

KINDS = [
    NotificationKind(f"exemplars.{word}", label, f"exemplars/notifications/{word}", icon=icon)
    for word, label, icon in [
        ("duplicate_found", "Hồ sơ có thể trùng", "search"),
        ("duplicate_asked", "Đơn vị bạn hỏi về hồ sơ trùng", "mail"),
        ("duplicate_disputed", "Hai đơn vị chưa thống nhất về hồ sơ trùng", "alert"),
        ("duplicate_decided", "Đã quyết định về hồ sơ nghi trùng", "check"),
        ("duplicate_merged", "Hai hồ sơ đã gộp làm một", "check"),
    ]
]
NIGHT = time(2, 30)


def register_all() -> None:
    for kind in KINDS:
        register(kind)
    history.register("exemplars.suspicion", lambda user, pk: duplicates.suspicions_visible_to(user).filter(pk=pk).exists())
    schedule.register("exemplars.duplicates", "Dò hồ sơ trùng", lambda: check_new_ones(by=User.objects.system()), at=NIGHT)
    register_entry(Entry("Hồ sơ có thể trùng", "exemplars:suspicions", icon="swap", order=27, group=Group.EXEMPLARS, allowed=_decides))


def _decides(request: HttpRequest) -> bool:
    return request.user.is_authenticated and allowed(request.user, "exemplars.list_suspicions")
