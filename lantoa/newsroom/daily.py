"""The newsroom's minute: what was scheduled goes out, what may no longer stand comes down; its night: which columns are alive."""

from lantoa.accounts.models import User
from lantoa.newsroom.services import columns, desks


def each_minute() -> None:
    system = User.objects.system()
    desks.take_down_unpermitted(by=system)
    desks.publish_due(by=system)


def each_night() -> None:
    columns.look_at_columns(by=User.objects.system())
