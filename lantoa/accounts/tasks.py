"""What the clock does with accounts."""

from lantoa.accounts import services
from lantoa.accounts.models import User


def disable_idle_accounts() -> int:
    return services.disable_idle_accounts(by=User.objects.system())
