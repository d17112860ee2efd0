"""What the room registers with the rooms below; called once, by apps.ready()."""

from datetime import time

from django.http import HttpRequest

from lantoa.accounts.models import User
from lantoa.channels.services import sites
from lantoa.core import schedule
from lantoa.core.rights import allowed
from lantoa.front import calls
from lantoa.ui import navigation


def register_all() -> None:
    calls.keep_with(lambda seen: sites.note_calls(seen, by=User.objects.system()))
    schedule.register(
        "channels.sites",
        "Quên lượt trang khác gọi đến đã quá mười ba tháng",
        lambda: sites.forget_old_calls(by=User.objects.system()),
        at=time(3, 40),
    )
    navigation.register(navigation.Entry("Nhúng và RSS", "channels:embeds", "link", 64, navigation.Group.SPREAD, allowed=_may))


def _may(request: HttpRequest) -> bool:
    return request.user.is_authenticated and allowed(request.user, "channels.see_embeds")
