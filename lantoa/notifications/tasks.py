"""Handing due messages to their channels, in the background. Safe to run twice: each message is claimed first."""

from django_tasks import task

from lantoa.accounts.models import User
from lantoa.notifications.queries import anything_due


@task()
def deliver() -> int:
    """Returns how many messages left."""
    from lantoa.notifications.services.delivery import deliver_due  # services import this module to call the worker

    return deliver_due(by=User.objects.system())


def call_deliverer() -> None:
    """Each minute, by the clock: wake the worker when something waits. An empty queue leaves no trace."""
    if anything_due():
        deliver.enqueue()
