"""The morning's and the minute's work of this room."""

from lantoa.accounts.models import User
from lantoa.selection.services import counting, opening


def each_morning() -> None:
    opening.open_due_rounds(by=User.objects.system())


def each_minute() -> None:
    counting.close_due(by=User.objects.system())
