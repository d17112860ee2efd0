"""What the clock does for this room."""

from lantoa.accounts.models import User
from lantoa.files import services


def sweep() -> None:
    services.sweep_orphans(by=User.objects.system())
