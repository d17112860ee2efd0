"""The newsroom's minute: what was scheduled goes out, what may no longer stand comes down."""

from lantoa.accounts.models import User
from lantoa.newsroom.services import desks


def each_minute() -> None:
    system = User.objects.system()
    desks.take_down_unpermitted(by=system)
    desks.publish_due(by=system)
