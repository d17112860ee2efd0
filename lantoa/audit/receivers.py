"""What services say through `core.trail.record` is written down here, in their transaction."""

from django.dispatch import receiver

from lantoa.audit import services
from lantoa.core import trail


@receiver(trail.recorded)
def write_down(sender, signal, **facts) -> None:
    services.append_entry(**facts)


def ensure_head(sender, **kwargs) -> None:
    """After each migration (and after a test emptied the tables): the head of an empty log, unless there is one."""
    services.ensure_head()
